//! The panels, page by page, in a tree that mirrors their routes; beside it what holds for all of them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in a test this is how to fail")]

mod access;
mod operators;
mod settings;
mod tokens;
mod walk;
