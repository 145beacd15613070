//! What happens outside of a request: futures that run as long as the server does.

mod complete;
mod index;
mod measure;
mod purge;
mod sequence;
mod stop;

pub use complete::complete;
pub use index::index;
pub use measure::measure;
pub use purge::purge;
pub use sequence::{Sequencer, sequence};
