//! Which database of which server this is, by whatever address it was reached.

use crate::{Error, Tx};

/// Two servers do not start in the same microsecond.
const IDENTITY: &str = "SELECT concat_ws(' ', extract(epoch FROM pg_postmaster_start_time()),
    current_database(), current_schema())";

/// The same text for the same database, and for no other.
pub(crate) fn of(tx: &mut Tx<'_>) -> Result<Option<String>, Error> {
    tx.first(IDENTITY, &[], |row| row.text(0))
}
