//! What became of one thing, the newest change first, and what each change made different.

use guiche_domain::id::Id;
use guiche_store::audit::read::{self, Event};
use guiche_store::{Error, Tx};

use super::diff::{Difference, Past};
use crate::{Caller, Permission};

/// The most changes of a page.
const PAGE: usize = 200;
/// How many older changes are looked at to tell what was before, beside those that are shown: a custom field is only in
/// changes that were about it.
const LOOKED_BACK: usize = 100;

/// One change of the thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// Who did what.
    pub event: Event,
    /// What became different; `None` where the values were erased.
    pub differences: Option<Vec<Difference>>,
}

/// A part of a thing's history.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// The newest first.
    pub changes: Vec<Changed>,
    /// The cursor to go on with; `None` at the end.
    pub next: Option<Id>,
}

/// A thing's changes behind `cursor`, `limit` and 200 at most. Who may see customers or organizations may see what became of
/// them; everything else needs [`Permission::ReadAudit`].
pub fn history(
    tx: &mut Tx<'_>,
    caller: &Caller,
    entity: &str,
    entity_id: &str,
    cursor: Option<&Id>,
    limit: usize,
) -> Result<History, Error> {
    caller.require(match entity {
        "customer" => Permission::ReadCustomers,
        "organization" => Permission::ReadOrganizations,
        _ => Permission::ReadAudit,
    })?;
    let account_id = caller.account.account_id;
    let limit = limit.clamp(1, PAGE);
    let before = match cursor {
        Some(cursor) => read::version(tx, account_id, cursor.as_str())?.unwrap_or(0),
        None => i64::MAX,
    };
    let most = i64::try_from(limit + LOOKED_BACK).unwrap_or(i64::MAX);
    let events = read::of_thing(tx, account_id, entity, entity_id, before, most)?;
    let next = events.get(limit).and_then(|_| events[limit - 1].event_id.parse().ok());
    let mut past = Past::default();
    let mut changes = Vec::with_capacity(events.len());
    for event in events.into_iter().rev() {
        let content = read::content(tx, account_id, &event)?;
        let differences = past.take(event.version == Some(1), &event.change, content.as_deref());
        changes.push(Changed { event, differences });
    }
    changes.reverse();
    changes.truncate(limit);
    Ok(History { changes, next })
}
