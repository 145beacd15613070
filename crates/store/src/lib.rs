//! SQL, and the engine that runs it.
//!
//! [`db`] runs jobs: plain synchronous code between a begin and a commit. The other modules hold the statements, one
//! file for each kind of thing, and know nothing of rules: those are `desk`'s.

#[macro_use]
mod statements;

pub mod account;
pub mod account_look;
pub mod audit;
pub mod blocked_email;
pub mod census;
pub mod count;
pub mod custom_field;
pub mod customer;
pub mod customer_alias;
pub mod customer_among;
pub mod customer_list;
pub mod customer_merge;
pub mod customer_scope;
pub mod customer_snapshot;
pub mod db;
pub mod department;
mod error;
pub mod follower;
pub mod group;
pub mod idempotency;
pub mod import;
pub mod lease;
pub mod operator;
pub mod operator_link;
pub mod operator_session;
pub mod organization;
pub mod outbox;
pub mod permission;
pub mod progress;
pub mod quick_access;
pub mod record;
pub mod search;
pub mod table;
pub mod token;
mod tx;
pub mod usage;

pub use db::{Db, Url};
pub use error::Error;
pub use statements::all_statements;
pub use tx::{Arg, Engine, Row, Tx, Value};
