//! What end-to-end tests start from: a real server on a free port, and those who talk to it.
//!
//! Actors are values (`app.erp()`, `app.reader()`, `app.anon()`); each sends requests and gets an [`Answer`], of which a
//! test asserts the status first and then a snapshot of the body.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in a test this is how to fail")]

mod actor;
mod answer;
mod app;
pub mod browser;
pub mod process;
mod raw;
pub mod sample;
mod setup;
mod store;
mod visitor;

pub use actor::Actor;
pub use answer::Answer;
pub use app::App;
pub use guiche_cluster::{Engine, databases as postgres};
pub use raw::Raw;
pub use setup::{Account, FieldSpec, TokenSpec};
pub use store::Store;
pub use visitor::Visitor;
