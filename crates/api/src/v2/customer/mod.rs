//! `/v2.0/customer`

pub(crate) mod blacklist;
mod change;
pub(crate) mod department;
pub(crate) mod details;
pub(crate) mod existence;
pub(crate) mod exists;
pub(crate) mod list;
pub(crate) mod new;
pub(crate) mod parameters;
pub(crate) mod permissions;
pub(crate) mod quick_access;
pub(crate) mod update;
