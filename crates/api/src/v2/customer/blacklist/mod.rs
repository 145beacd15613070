//! `/v2.0/customer/blacklist`

pub(crate) mod search;
