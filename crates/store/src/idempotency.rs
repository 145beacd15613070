//! Keys of writes that may be repeated, and what came of them.

use guiche_domain::time::Timestamp;

use crate::{Arg, Error, Tx};

statements! {
    /// A key older than `$6` counts as unused.
    CLAIM = "INSERT INTO idempotency (account_id, token_id, idempotency_key, fingerprint, outcome, created_at)
        VALUES ($1, $2, $3, $4, '', $5)
        ON CONFLICT (account_id, token_id, idempotency_key) DO UPDATE
        SET fingerprint = excluded.fingerprint, outcome = '', created_at = excluded.created_at
        WHERE idempotency.created_at < $6";
    KEEP = "UPDATE idempotency SET outcome = $4 WHERE account_id = $1 AND token_id = $2 AND idempotency_key = $3";
    FIND = "SELECT fingerprint, outcome FROM idempotency
        WHERE account_id = $1 AND token_id = $2 AND idempotency_key = $3";
    /// The age is asked for once more outside: a key that is claimed anew while this waits for its row has to stay.
    PURGE = "DELETE FROM idempotency WHERE account_id = $1 AND created_at < $2
        AND (account_id, token_id, idempotency_key) IN
        (SELECT account_id, token_id, idempotency_key FROM idempotency
         WHERE account_id = $1 AND created_at < $2 LIMIT 1000)";
}

/// Who may claim a key: keys of one token are no other's.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'o> {
    /// The account.
    pub account_id: i64,
    /// The token.
    pub token_id: &'o str,
    /// The key, as the client chose it.
    pub key: &'o str,
}

impl<'o> Owner<'o> {
    fn args(&self) -> [Arg<'o>; 3] {
        [self.account_id.into(), self.token_id.into(), self.key.into()]
    }
}

/// Takes a key. `false` where it is taken since `oldest`; another transaction that holds it is waited for. Either way its
/// row is locked from then on, so nobody deletes it before it is looked at.
pub fn claim(
    tx: &mut Tx<'_>,
    owner: Owner<'_>,
    fingerprint: &str,
    now: Timestamp,
    oldest: Timestamp,
) -> Result<bool, Error> {
    let [account, token, key] = owner.args();
    let args = [account, token, key, fingerprint.into(), now.micros().into(), oldest.micros().into()];
    Ok(tx.execute(CLAIM, &args)? == 1)
}

/// Keeps what came of the write that holds the key.
pub fn keep(tx: &mut Tx<'_>, owner: Owner<'_>, outcome: &str) -> Result<(), Error> {
    let [account, token, key] = owner.args();
    tx.put(KEEP, &[account, token, key, outcome.into()])
}

/// The fingerprint and outcome of a key.
pub fn find(tx: &mut Tx<'_>, owner: Owner<'_>) -> Result<Option<(String, String)>, Error> {
    tx.first(FIND, &owner.args(), |row| Ok((row.text(0)?, row.text(1)?)))
}

/// Deletes up to a thousand keys of an account that are older than `oldest`; tells how many.
pub fn purge(tx: &mut Tx<'_>, account_id: i64, oldest: Timestamp) -> Result<u64, Error> {
    tx.execute(PURGE, &[account_id.into(), oldest.micros().into()])
}
