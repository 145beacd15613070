//! The panels, page by page, in a tree that mirrors their routes; beside it what holds for all of them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in a test this is how to fail")]

mod access;
mod audit;
mod customers;
mod fields;
mod home;
mod imports;
mod merge;
mod named;
mod operators;
mod organizations;
mod settings;
mod tokens;
mod walk;
