//! Links by which an operator sets a password, or the first administrator comes in: each once, found by the hash of its
//! secret.

use guiche_domain::account::Account;
use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;

use crate::{Error, Tx, account};

statements! {
    INSERT = "INSERT INTO operator_link (secret_hash, account_id, operator_id, expires_at, created_at)
        VALUES ($1, $2, $3, $4, $5)";
    BY_HASH = "SELECT l.operator_id, a.account_id, a.slug, a.name, a.plan, a.language, a.time_zone, a.details_shape, a.rate_limit
        FROM operator_link l JOIN account a ON a.account_id = l.account_id
        WHERE l.secret_hash = $1 AND l.expires_at > $2";
    /// Of two at the same moment the second waits for the first, and finds nothing.
    USE = "DELETE FROM operator_link WHERE secret_hash = $1 AND expires_at > $2";
    WITHDRAW = "DELETE FROM operator_link WHERE account_id = $1 AND operator_id = $2";
    WITHDRAW_SETUP = "DELETE FROM operator_link WHERE account_id = $1 AND operator_id IS NULL";
    PURGE = "DELETE FROM operator_link WHERE account_id = $1 AND expires_at <= $2 AND secret_hash IN
        (SELECT secret_hash FROM operator_link WHERE account_id = $1 AND expires_at <= $2 LIMIT 1000)";
}

/// Whom a link lets in.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The account.
    pub account: Account,
    /// Who sets a password; `None` for the first administrator, who is not there yet.
    pub operator_id: Option<Id>,
}

/// Adds a link in place of those of before. Its secret is new.
pub fn replace(
    tx: &mut Tx<'_>,
    account_id: i64,
    secret_hash: &str,
    operator_id: Option<&Id>,
    expires_at: Timestamp,
    now: Timestamp,
) -> Result<(), Error> {
    withdraw(tx, account_id, operator_id)?;
    let args = [
        secret_hash.into(),
        account_id.into(),
        operator_id.map(Id::as_str).into(),
        expires_at.micros().into(),
        now.micros().into(),
    ];
    tx.put(INSERT, &args)
}

/// The link whose secret has this hash, if it may be used.
pub fn by_hash(tx: &mut Tx<'_>, secret_hash: &str, now: Timestamp) -> Result<Option<Link>, Error> {
    tx.first(BY_HASH, &[secret_hash.into(), now.micros().into()], |row| {
        let operator_id = row.optional_text(0)?.map(|id| id.parse()).transpose();
        let operator_id = operator_id.map_err(|_| Error::Data("a link of no operator".into()))?;
        Ok(Link { account: account::read(row, 1)?, operator_id })
    })
}

/// Uses a link up. `false` where there is none that may be used.
pub fn take(tx: &mut Tx<'_>, secret_hash: &str, now: Timestamp) -> Result<bool, Error> {
    Ok(tx.execute(USE, &[secret_hash.into(), now.micros().into()])? == 1)
}

/// Takes back the links of an operator, or of the first administrator.
pub fn withdraw(tx: &mut Tx<'_>, account_id: i64, operator_id: Option<&Id>) -> Result<(), Error> {
    match operator_id {
        Some(id) => tx.execute(WITHDRAW, &[account_id.into(), id.as_str().into()]),
        None => tx.execute(WITHDRAW_SETUP, &[account_id.into()]),
    }
    .map(|_| ())
}

/// Deletes up to a thousand links of an account whose time is over; tells how many.
pub fn purge(tx: &mut Tx<'_>, account_id: i64, now: Timestamp) -> Result<u64, Error> {
    tx.execute(PURGE, &[account_id.into(), now.micros().into()])
}
