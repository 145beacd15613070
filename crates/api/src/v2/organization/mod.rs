//! `/v2.0/organization`

pub(crate) mod list;
pub(crate) mod new;
mod parameters;
pub(crate) mod update;
