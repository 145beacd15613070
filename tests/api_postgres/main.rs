//! The tests of the API once more, on PostgreSQL: the name of this target chooses the engine.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in a test this is how to fail")]

#[path = "../api/clients/mod.rs"]
mod clients;
#[path = "../api/custom_field/mod.rs"]
mod custom_field;
#[path = "../api/customer/mod.rs"]
mod customer;
#[path = "../api/encodings/mod.rs"]
mod encodings;
#[path = "../api/health.rs"]
mod health;
#[path = "../api/idempotency/mod.rs"]
mod idempotency;
#[path = "../api/organization/mod.rs"]
mod organization;
#[path = "../api/parallel.rs"]
mod parallel;
#[path = "../api/portfolio.rs"]
mod portfolio;
#[path = "../api/rate_limit.rs"]
mod rate_limit;
#[path = "../api/sync/mod.rs"]
mod sync;
#[path = "../api/together.rs"]
mod together;
#[path = "../api/tokens/mod.rs"]
mod tokens;
#[path = "../api/walk/mod.rs"]
mod walk;
