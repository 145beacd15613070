//! `/v2.0/customer/department`

pub(crate) mod link;
pub(crate) mod unlink;
