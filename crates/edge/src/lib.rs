//! What stands around every request, whether a program's or a person's: its id, its line in the log, its metrics, a net for
//! panics, its tidied path, and the address that it came from.

pub mod client_address;
pub mod path;
pub mod watch;

pub use client_address::{Peer, client_address};
pub use path::Tidy;
pub use watch::{RequestId, is_request_id, name_route, watch};
