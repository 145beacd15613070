//! Every operation there is: one function each, with its permission, its rules and its trail.
//!
//! The API, the command line and, later, the panels and the import come in by the same door, so a rule is written once.
//! An operation runs inside a job of the store and knows nothing of HTTP.

pub mod account;
pub mod audit;
pub mod blocked_email;
pub mod caller;
pub mod census;
mod changed;
pub mod clock;
pub mod custom_field;
pub mod customer;
pub mod department;
pub mod feed;
pub mod group;
pub mod home;
pub mod idempotency;
pub mod ids;
pub mod import;
pub mod look;
pub mod operator;
pub mod organization;
pub mod password;
pub mod quick_access;
pub mod search;
pub mod secret;
pub mod sequencer;
mod titled;
pub mod token;
mod trail;
pub mod usage;
pub mod work;

pub use caller::{Actor, Caller, Permission};
pub use changed::Changed;
pub use clock::Clock;
pub use ids::Ids;
