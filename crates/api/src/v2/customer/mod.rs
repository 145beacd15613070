//! `/v2.0/customer`

pub(crate) mod details;
pub(crate) mod list;
pub(crate) mod new;
mod parameters;
