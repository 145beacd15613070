//! Forms: how they are read, and how they are shown again with what was wrong.

mod changes;
pub(crate) mod custom;
mod input;
mod read;
mod upload;

pub(crate) use input::{FormView, Input, Kind};
pub(crate) use read::{decoded, pieces, read};
pub(crate) use upload::file;
