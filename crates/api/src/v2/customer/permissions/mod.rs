//! `/v2.0/customer/permissions`

pub(crate) mod access;
pub(crate) mod basic;
pub(crate) mod create_tickets;
