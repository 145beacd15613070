//! The tests of the desk once more, on PostgreSQL: the name of this target chooses the engine.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in a test this is how to fail")]

#[path = "../desk/account/mod.rs"]
mod account;
#[path = "../desk/audit/mod.rs"]
mod audit;
#[path = "../desk/browse/mod.rs"]
mod browse;
#[path = "../desk/export/mod.rs"]
mod export;
#[path = "../desk/import/mod.rs"]
mod import;
#[path = "../desk/merge/mod.rs"]
mod merge;
#[path = "../desk/operator/mod.rs"]
mod operator;
#[path = "../desk/structure/mod.rs"]
mod structure;
