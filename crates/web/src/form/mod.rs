//! Forms: how they are read, and how they are shown again with what was wrong.

mod changes;
pub(crate) mod custom;
mod input;
mod read;

pub(crate) use input::{FormView, Input, Kind};
pub(crate) use read::{decoded, read};
