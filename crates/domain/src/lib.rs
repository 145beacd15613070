//! What a help desk is: its types and how each is parsed.
//!
//! No I/O, no async, no SQL, no HTTP, no clock. A value of one of these types can only be had through its parser,
//! so nothing further in checks it again. Parsers do not stop at the first fault: they collect [`Faults`].

pub mod account;
pub mod colour;
pub mod cursor;
pub mod custom_field;
pub mod customer;
pub mod customer_list;
pub mod day;
pub mod email;
pub mod fold;
pub mod form;
pub mod id;
pub mod import;
pub mod key;
pub mod language;
pub mod look;
pub mod merge;
pub mod named;
pub mod network;
pub mod operator;
pub mod organization;
pub mod page;
pub mod panel_query;
pub mod phone;
pub mod plan;
pub mod rate;
pub mod refusal;
pub mod scalar;
pub mod search;
pub mod tax_id;
pub mod text;
pub mod time;
pub mod token;
pub mod turn;

pub use refusal::{Fault, Faults, Field, Reason, Refusal};
