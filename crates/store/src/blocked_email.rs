//! Addresses of which nothing is wanted.

use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;

use crate::{Error, Tx};

statements! {
    INSERT = "INSERT INTO blocked_email (account_id, email_key, blocked_email_id, email, version, created_at)
        VALUES ($1, $2, $3, $4, 1, $5) ON CONFLICT DO NOTHING";
    DELETE = "DELETE FROM blocked_email WHERE account_id = $1 AND email_key = $2 RETURNING blocked_email_id, version";
    HAS = "SELECT 1 FROM blocked_email WHERE account_id = $1 AND email_key = $2";
    LIST = "SELECT email, created_at FROM blocked_email WHERE account_id = $1 ORDER BY email_key";
}

/// Adds an address under an id that was never used. `false` where it is there already, in any case.
pub fn insert(
    tx: &mut Tx<'_>,
    account_id: i64,
    (email_key, email): (&str, &str),
    id: &Id,
    now: Timestamp,
) -> Result<bool, Error> {
    let args = [account_id.into(), email_key.into(), id.as_str().into(), email.into(), now.micros().into()];
    Ok(tx.execute(INSERT, &args)? == 1)
}

/// Takes an address away, as it is looked up. Its id and its last version, or `None` where it is not there.
pub fn delete(tx: &mut Tx<'_>, account_id: i64, email_key: &str) -> Result<Option<(Id, i64)>, Error> {
    tx.first(DELETE, &[account_id.into(), email_key.into()], |row| Ok((row.parsed(0)?, row.integer(1)?)))
}

/// Whether an address is there, as it is looked up.
pub fn has(tx: &mut Tx<'_>, account_id: i64, email_key: &str) -> Result<bool, Error> {
    Ok(tx.first(HAS, &[account_id.into(), email_key.into()], |_| Ok(()))?.is_some())
}

/// All addresses of an account with the moment since which each is there, by address.
pub fn all(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<(String, Timestamp)>, Error> {
    tx.all(LIST, &[account_id.into()], |row| Ok((row.text(0)?, Timestamp::from_micros(row.integer(1)?))))
}
