//! Links that sign a customer in to the panel, once: found by the hash of their secret.

use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;

use crate::{Error, Tx};

statements! {
    INSERT = "INSERT INTO quick_access (secret_hash, account_id, customer_id, expires_at, used_at, created_at)
        VALUES ($1, $2, $3, $4, NULL, $5)";
    /// Of two at the same moment the second waits for the first, and finds it used.
    REDEEM = "UPDATE quick_access SET used_at = $2
        WHERE secret_hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING account_id, customer_id";
    PURGE = "DELETE FROM quick_access WHERE account_id = $1 AND expires_at <= $2 AND secret_hash IN
        (SELECT secret_hash FROM quick_access WHERE account_id = $1 AND expires_at <= $2 LIMIT 1000)";
}

/// Adds a link for a customer that is there. Its secret is new.
pub fn insert(
    tx: &mut Tx<'_>,
    account_id: i64,
    secret_hash: &str,
    customer_id: &Id,
    expires_at: Timestamp,
    now: Timestamp,
) -> Result<(), Error> {
    let args = [
        secret_hash.into(),
        account_id.into(),
        customer_id.as_str().into(),
        expires_at.micros().into(),
        now.micros().into(),
    ];
    tx.put(INSERT, &args)
}

/// Uses a link up: the account and the customer that it signs in. `None` where there is no such link, where it was used,
/// or where its time is over.
pub fn redeem(tx: &mut Tx<'_>, secret_hash: &str, now: Timestamp) -> Result<Option<(i64, Id)>, Error> {
    tx.first(REDEEM, &[secret_hash.into(), now.micros().into()], |row| Ok((row.integer(0)?, row.parsed(1)?)))
}

/// Deletes up to a thousand links of an account whose time is over, used or not; tells how many.
pub fn purge(tx: &mut Tx<'_>, account_id: i64, now: Timestamp) -> Result<u64, Error> {
    tx.execute(PURGE, &[account_id.into(), now.micros().into()])
}
