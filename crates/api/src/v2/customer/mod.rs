//! `/v2.0/customer`

pub(crate) mod details;
pub(crate) mod new;
pub(crate) mod parameters;
