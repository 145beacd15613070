//! The tests of the panels once more, on PostgreSQL: the name of this target chooses the engine.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in a test this is how to fail")]

#[path = "../web/access/mod.rs"]
mod access;
#[path = "../web/audit/mod.rs"]
mod audit;
#[path = "../web/customers/mod.rs"]
mod customers;
#[path = "../web/fields/mod.rs"]
mod fields;
#[path = "../web/home/mod.rs"]
mod home;
#[path = "../web/imports/mod.rs"]
mod imports;
#[path = "../web/merge/mod.rs"]
mod merge;
#[path = "../web/named/mod.rs"]
mod named;
#[path = "../web/operators/mod.rs"]
mod operators;
#[path = "../web/organizations/mod.rs"]
mod organizations;
#[path = "../web/settings/mod.rs"]
mod settings;
#[path = "../web/tokens/mod.rs"]
mod tokens;
#[path = "../web/walk/mod.rs"]
mod walk;
