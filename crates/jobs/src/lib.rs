//! What happens outside of a request: futures that run as long as the server does.

mod complete;
mod import;
mod measure;
mod purge;
mod usage;
mod worker;

pub use complete::complete;
pub use import::{Importer, Step, import};
pub use measure::measure;
pub use purge::purge;
pub use usage::{note_usage, write_usage};
pub use worker::{Worker, index, sequence, take_census};
