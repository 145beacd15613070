//! The audit trail: read, chained, verified, and its values erased. How it is written is in `trail`.

pub(crate) mod chain;
mod diff;
mod erase;
mod history;
mod list;
mod names;
mod notes;
pub mod verify;

pub use self::chain::{Head, head};
pub use self::diff::Difference;
pub use self::erase::{ERASED_AT_ONCE, erase_values, person};
pub use self::history::{Changed, History, history};
pub use self::list::{EXPORTED_AT_ONCE, Entry, Page, Query, export, list};
pub use self::names::{Actor, actors, files};
pub use self::notes::{Export, note_export, note_read};
