//! `/v2.0/customers`: another spelling of one path (contract: doc).

pub(crate) mod exists;
