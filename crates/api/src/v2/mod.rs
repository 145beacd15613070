//! The endpoints, one file each, in a tree that mirrors their paths.

pub(crate) mod customer;
pub(crate) mod customers;
