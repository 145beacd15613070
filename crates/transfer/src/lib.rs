//! What takes data from one place to another as a whole.

pub mod audit;
pub mod csv;
pub mod export;
pub mod import;
pub mod relocate;
