//! What happens outside of a request: futures that run as long as the server does.

mod complete;
mod measure;
mod purge;
mod worker;

pub use complete::complete;
pub use measure::measure;
pub use purge::purge;
pub use worker::{Worker, index, sequence, take_census};
