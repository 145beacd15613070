//! Imports: customers that come in from a file, looked at before anything is written, done in the background so that any
//! server can go on where another ended, and undone as far as nobody changed them since.
//!
//! An import is `uploading` while its rows arrive ([`begin`], [`add_rows`], [`complete`]), `ready` while it is set up
//! ([`set_up`]) and looked at ([`preview`]), `running` once it is started ([`start`]) until it is `done` or `cancelled`
//! ([`cancel`]), and then can be undone ([`undo`]). The work of each job is in [`work`].

mod content;
mod fault;
mod field;
mod prepare;
mod preview;
mod purge;
mod revert;
mod row;
mod run;
mod sample;
mod scan;
mod state;
mod trail;
mod upload;
mod view;
pub mod work;

pub use self::content::FileRow;
pub use self::preview::{Act, Difference, Preview, RowPreview, preview};
pub use self::purge::purge;
pub use self::row::{RowDone, rows};
pub use self::sample::sample;
pub use self::state::{UNDO_DAYS, cancel, set_up, start, undo};
pub use self::upload::{Described, add_rows, begin, complete, unfinished_of_file};
pub use self::view::{Import, Settings, list, progress};
pub use guiche_store::import::Counts;
pub use guiche_store::import::row::Which;

use guiche_domain::refusal::{Fault, Field, Reason};
use guiche_store::Error;

/// The refusal where there is no such import.
fn unknown() -> Error {
    Error::Refused(Fault::of(Field::new("import_id", 0), Reason::NotFound).into())
}

/// A stored text that is not of the form that it should have.
fn damaged(error: impl std::fmt::Display) -> Error {
    Error::Data(format!("import: {error}"))
}
