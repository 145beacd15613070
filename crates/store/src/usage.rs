//! How the API is used: calls by hour, and when a token was used last.

use guiche_domain::time::Timestamp;

use crate::{Arg, Error, Tx};

statements! {
    ADD_CALLS = "INSERT INTO api_use (account_id, hour, token_id, outcome, calls) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (account_id, hour, token_id, outcome) DO UPDATE SET calls = api_use.calls + excluded.calls";
    SET_LAST_USE = "INSERT INTO token_use (account_id, token_id, last_used_at) VALUES ($1, $2, $3)
        ON CONFLICT (account_id, token_id) DO UPDATE SET last_used_at = excluded.last_used_at
        WHERE token_use.last_used_at < excluded.last_used_at";
    CALLS = "SELECT hour, outcome, CAST(sum(calls) AS BIGINT) FROM api_use
        WHERE account_id = $1 AND hour >= $2 AND hour < $3 GROUP BY hour, outcome ORDER BY hour, outcome";
    LAST_USES = "SELECT token_id, last_used_at FROM token_use WHERE account_id = $1 ORDER BY token_id";
    PURGE = "DELETE FROM api_use WHERE account_id = $1 AND hour < $2
        AND (account_id, hour, token_id, outcome) IN
        (SELECT account_id, hour, token_id, outcome FROM api_use WHERE account_id = $1 AND hour < $2
         ORDER BY hour LIMIT 1000)";
}

/// Adds calls of a token to those of their hour.
pub fn add_calls(
    tx: &mut Tx<'_>,
    account_id: i64,
    hour: Timestamp,
    token_id: &str,
    outcome: &str,
    calls: i64,
) -> Result<(), Error> {
    let args = [account_id.into(), hour.micros().into(), token_id.into(), outcome.into(), Arg::from(calls)];
    tx.put(ADD_CALLS, &args)
}

/// Notes when a token was used, unless a later use is noted.
pub fn set_last_use(
    tx: &mut Tx<'_>,
    account_id: i64,
    token_id: &str,
    used_at: Timestamp,
) -> Result<(), Error> {
    tx.put(SET_LAST_USE, &[account_id.into(), token_id.into(), used_at.micros().into()])
}

/// Calls of an account from an hour on and before another, in the order of hours: hour, outcome and number, of all tokens together.
pub fn calls(
    tx: &mut Tx<'_>,
    account_id: i64,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<(Timestamp, String, i64)>, Error> {
    tx.all(CALLS, &[account_id.into(), from.micros().into(), until.micros().into()], |row| {
        Ok((Timestamp::from_micros(row.integer(0)?), row.text(1)?, row.integer(2)?))
    })
}

/// When the tokens of an account were used last, by their ids; those that never were are not among them.
pub fn last_uses(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<(String, Timestamp)>, Error> {
    tx.all(LAST_USES, &[account_id.into()], |row| Ok((row.text(0)?, Timestamp::from_micros(row.integer(1)?))))
}

/// Deletes up to a thousand numbers of hours before `oldest`; tells how many.
pub fn purge(tx: &mut Tx<'_>, account_id: i64, oldest: Timestamp) -> Result<u64, Error> {
    tx.execute(PURGE, &[account_id.into(), oldest.micros().into()])
}
