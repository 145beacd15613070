//! What the common tests need and each engine does in its own way; here, the embedded database.

use guiche_store::{Error, Tx};

use crate::sqlite::pragma;
use crate::support::{Place, insert};

/// Prepares a database for [`defer`].
pub fn prepare_to_defer(_place: &Place) {}

/// Has the references of the job's rows looked at only when it is committed.
pub fn defer(tx: &mut Tx<'_>) -> Result<(), Error> {
    pragma(tx, "PRAGMA defer_foreign_keys = on")
}

/// Costs the whole transaction, with all that the job's neighbours wrote in it: the disk is full.
pub fn strike(tx: &mut Tx<'_>) -> Result<(), Error> {
    pragma(tx, "PRAGMA max_page_count = 1")?;
    insert(tx, "huge", &"x".repeat(1_000_000)).map(drop)
}

/// Lets the next ones go on.
pub fn mend(tx: &mut Tx<'_>) -> Result<(), Error> {
    pragma(tx, "PRAGMA max_page_count = 1000000")
}
