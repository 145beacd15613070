//! How the API is used: what a server counts in memory, how that is written, and what is shown of it.

use std::collections::HashMap;

use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;
use guiche_store::{Error, Tx, usage};

use crate::{Caller, Permission};

/// For how many days calls are kept.
pub const KEPT_DAYS: i64 = 400;
/// How many days are shown at once, at most.
pub const SHOWN_DAYS: i64 = 31;

/// Calls of a token within an hour that came out alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Calls {
    /// The account.
    pub account_id: i64,
    /// The first moment of the hour, in UTC.
    pub hour: Timestamp,
    /// The token.
    pub token_id: Id,
    /// `ok`, or the code of the first fault.
    pub outcome: &'static str,
    /// How many.
    pub calls: u64,
}

/// When a token was let in for the last time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LastUse {
    /// The account.
    pub account_id: i64,
    /// The token.
    pub token_id: Id,
    /// When.
    pub used_at: Timestamp,
}

/// Reads of personal data in bulk: those of a token at a route within a minute.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BulkRead {
    /// The account.
    pub account_id: i64,
    /// The first moment of the minute, in UTC.
    pub minute: Timestamp,
    /// The token.
    pub token_id: Id,
    /// The route, as a template.
    pub route: &'static str,
    /// How many requests.
    pub requests: u64,
    /// How many customers all answers had; one that was in several counts as often.
    pub customers: u64,
}

/// What was counted since the last time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Calls.
    pub calls: Vec<Calls>,
    /// Last uses.
    pub last_uses: Vec<LastUse>,
    /// Reads in bulk.
    pub reads: Vec<BulkRead>,
}

/// Whoever counts, in memory.
pub trait Counting {
    /// Hands over what was counted: all calls, and the reads of minutes that are over at `now`; with `all`, those of this
    /// minute too.
    fn take(&self, now: Timestamp, all: bool) -> Tally;

    /// Takes back what could not be written, to be asked for it again.
    fn put_back(&self, tally: Tally);
}

/// Adds calls to what is kept. In the order of their keys: servers that write at the same moment wait in one order.
pub fn add_calls(tx: &mut Tx<'_>, calls: &[Calls]) -> Result<(), Error> {
    for Calls { account_id, hour, token_id, outcome, calls } in in_order(calls) {
        let calls = i64::try_from(*calls).unwrap_or(i64::MAX);
        usage::add_calls(tx, *account_id, *hour, token_id.as_str(), outcome, calls)?;
    }
    Ok(())
}

/// Keeps when tokens were used, where that is later than what is kept. In the order of their keys, too.
pub fn set_last_uses(tx: &mut Tx<'_>, uses: &[LastUse]) -> Result<(), Error> {
    for LastUse { account_id, token_id, used_at } in in_order(uses) {
        usage::set_last_use(tx, *account_id, token_id.as_str(), *used_at)?;
    }
    Ok(())
}

fn in_order<T: Ord>(rows: &[T]) -> Vec<&T> {
    let mut rows: Vec<&T> = rows.iter().collect();
    rows.sort_unstable();
    rows
}

/// How many calls came out how in an hour, whatever their token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hour {
    /// Its first moment, in UTC.
    pub hour: Timestamp,
    /// `ok`, or the code of the first fault.
    pub outcome: String,
    /// How many.
    pub calls: u64,
}

/// The calls of the account from a moment on and before another, by hour and outcome. No more than [`SHOWN_DAYS`]: of a
/// longer time, its last days.
pub fn calls(
    tx: &mut Tx<'_>,
    caller: &Caller,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<Hour>, Error> {
    caller.require(Permission::ReadConfiguration)?;
    let from = from.max(until.plus_hours(-24 * SHOWN_DAYS));
    let hours = usage::calls(tx, caller.account.account_id, from, until)?;
    let hour =
        |(hour, outcome, calls)| Hour { hour, outcome, calls: u64::try_from(calls).unwrap_or_default() };
    Ok(hours.into_iter().map(hour).collect())
}

/// When the account's tokens were let in for the last time, by their ids; those that never were are not among them.
pub fn last_used(tx: &mut Tx<'_>, caller: &Caller) -> Result<HashMap<String, Timestamp>, Error> {
    caller.require(Permission::ManageTokens)?;
    Ok(usage::last_uses(tx, caller.account.account_id)?.into_iter().collect())
}

/// Deletes up to a thousand numbers of an account that are past their time; tells how many.
pub fn purge(tx: &mut Tx<'_>, account_id: i64, now: Timestamp) -> Result<u64, Error> {
    usage::purge(tx, account_id, now.plus_hours(-24 * KEPT_DAYS))
}
