//! Sessions: the browsers in which operators are signed in.

use guiche_domain::account::Account;
use guiche_domain::id::Id;
use guiche_domain::operator::Operator;
use guiche_domain::time::Timestamp;
use guiche_store::account_look::{self, Mark};
use guiche_store::operator_session::{self, Session};
use guiche_store::{Error, Tx};

use crate::secret::hash;
use crate::trail::{self, Event};
use crate::{Actor, Caller, Permission};

/// A session that is not seen for so long is over.
pub const SESSION_HOURS: i64 = 12;
/// After so many hours it is over, however often it is seen.
const MOST_HOURS: i64 = 14 * 24;
/// How often it is noted that a session was seen.
const SEEN_SECONDS: i64 = 5 * 60;

/// Who is signed in.
#[derive(Clone, Debug, PartialEq)]
pub struct SignedIn {
    /// The session.
    pub session: Session,
    /// Its operator.
    pub operator: Operator,
    /// The operator's account.
    pub account: Account,
    /// How the account's pages look, where it has chosen.
    pub look: Option<Mark>,
    /// Whether [`see`] has something to note.
    pub is_to_be_seen: bool,
}

/// Who is signed in by this secret.
pub fn authenticate(tx: &mut Tx<'_>, secret: &str, now: Timestamp) -> Result<Option<SignedIn>, Error> {
    let Some((session, operator, account)) = operator_session::by_hash(tx, &hash(secret), now)? else {
        return Ok(None);
    };
    let look = account_look::mark(tx, account.account_id)?;
    let is_to_be_seen = session.verified && session.seen_at.plus_seconds(SEEN_SECONDS) <= now;
    Ok(Some(SignedIn { session, operator, account, look, is_to_be_seen }))
}

/// Notes that a session was seen, which puts off its end.
pub fn see(
    tx: &mut Tx<'_>,
    secret: &str,
    session: &Session,
    address: Option<&str>,
    now: Timestamp,
) -> Result<(), Error> {
    let most = session.created_at.plus_hours(MOST_HOURS);
    operator_session::see(tx, &hash(secret), now, address, now.plus_hours(SESSION_HOURS).min(most))
}

/// The sessions of an operator that stand, the newest first: the caller's own, or who manages operators may see them.
pub fn sessions(tx: &mut Tx<'_>, caller: &Caller, operator_id: &Id) -> Result<Vec<Session>, Error> {
    require_own(caller, operator_id)?;
    operator_session::of_operator(tx, caller.account.account_id, operator_id, caller.now)
}

/// Ends a session, which is refused from the next request on. `false` where there is none.
pub fn end_session(
    tx: &mut Tx<'_>,
    caller: &Caller,
    operator_id: &Id,
    session_id: &Id,
) -> Result<bool, Error> {
    require_own(caller, operator_id)?;
    let ended = operator_session::end(tx, caller.account.account_id, operator_id, session_id)?;
    if ended {
        record(tx, caller, "ended", operator_id, session_id, 2)?;
    }
    Ok(ended)
}

/// Ends all sessions of an operator but one; tells how many.
pub fn end_other_sessions(
    tx: &mut Tx<'_>,
    caller: &Caller,
    operator_id: &Id,
    but: Option<&Id>,
) -> Result<u64, Error> {
    let mut ended = 0;
    for session in sessions(tx, caller, operator_id)? {
        if Some(&session.session_id) != but && end_session(tx, caller, operator_id, &session.session_id)? {
            ended += 1;
        }
    }
    // Those that wait for a code, too, and those that are not listed.
    operator_session::end_others(tx, caller.account.account_id, operator_id, but)?;
    Ok(ended)
}

/// Deletes up to a thousand sessions of an account whose time is over; tells how many.
pub fn purge_sessions(tx: &mut Tx<'_>, account_id: i64, now: Timestamp) -> Result<u64, Error> {
    operator_session::purge(tx, account_id, now)
}

/// Writes what became of a session: its version is 1 at its beginning and 2 at its end.
pub(super) fn record(
    tx: &mut Tx<'_>,
    caller: &Caller,
    change: &str,
    operator_id: &Id,
    session_id: &Id,
    version: i64,
) -> Result<(), Error> {
    let event = Event { entity: "operator_session", entity_id: session_id.as_str(), version, change };
    trail::record(tx, caller, event, &serde_json::json!({ "operator_id": operator_id.as_str() }))
}

fn require_own(caller: &Caller, operator_id: &Id) -> Result<(), Error> {
    match &caller.actor {
        Actor::Operator { id, .. } if id == operator_id => Ok(()),
        _ => Ok(caller.require(Permission::ManageOperators)?),
    }
}
