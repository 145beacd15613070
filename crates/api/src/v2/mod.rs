//! The endpoints, one file each, in a tree that mirrors their paths.

pub(crate) mod custom_field;
pub(crate) mod customer;
pub(crate) mod customers;
pub(crate) mod organization;
pub(crate) mod portfolio;
