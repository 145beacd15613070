//! What the common tests need and each engine does in its own way; here, PostgreSQL.

use guiche_store::{Error, Tx};

use crate::stranger::Stranger;
use crate::support::Place;

/// Prepares a database for [`defer`].
pub fn prepare_to_defer(place: &Place) {
    Stranger::at(place)
        .run("ALTER TABLE customer ALTER CONSTRAINT customer_account_id_organization_id_fkey DEFERRABLE");
}

/// Has the references of the job's rows looked at only when it is committed.
pub fn defer(tx: &mut Tx<'_>) -> Result<(), Error> {
    tx.execute("SET CONSTRAINTS ALL DEFERRED", &[]).map(drop)
}

/// Costs the whole transaction, with all that the job's neighbours wrote in it: the connection ends.
pub fn strike(tx: &mut Tx<'_>) -> Result<(), Error> {
    tx.execute("SELECT pg_terminate_backend(pg_backend_pid())", &[]).map(drop)
}

/// Lets the next ones go on.
#[expect(clippy::unnecessary_wraps, reason = "another engine has something to do here")]
pub fn mend(_tx: &mut Tx<'_>) -> Result<(), Error> {
    Ok(())
}
