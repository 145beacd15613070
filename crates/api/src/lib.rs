//! api
pub mod client_address;
pub mod form;
