//! End-to-end tests of the API, in a tree that mirrors its routes; beside it what holds for all of them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in a test this is how to fail")]

mod clients;
mod custom_field;
mod customer;
mod docs;
mod encodings;
mod health;
mod idempotency;
mod openapi;
mod organization;
mod parallel;
mod portfolio;
mod rate_limit;
mod sync;
mod together;
mod tokens;
mod walk;
