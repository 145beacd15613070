//! `/guiche/v1`: what the vendor's API has not, for those who keep two systems in step (contract: ours).

pub(crate) mod changes;
pub(crate) mod customers;
mod query;
pub(crate) mod waiting;
