//! The tests of the panels once more, on PostgreSQL: the name of this target chooses the engine.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in a test this is how to fail")]

#[path = "../web/access/mod.rs"]
mod access;
#[path = "../web/operators/mod.rs"]
mod operators;
#[path = "../web/settings/mod.rs"]
mod settings;
#[path = "../web/tokens/mod.rs"]
mod tokens;
#[path = "../web/walk/mod.rs"]
mod walk;
