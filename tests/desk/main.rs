//! The desk's operations that no route of the API leads to, each by its own door and on a real store.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in a test this is how to fail")]

mod account;
mod audit;
mod browse;
mod export;
mod import;
mod merge;
mod operator;
mod structure;
