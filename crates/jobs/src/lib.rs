//! What happens outside of a request: futures that run as long as the server does.

mod index;
mod measure;
mod purge;
mod sequence;
mod stop;

pub use index::index;
pub use measure::measure;
pub use purge::purge;
pub use sequence::sequence;
