//! The server, over TCP: what clients send, what they may not, and the end.

mod client;
mod limits;
mod requests;
mod stop;
