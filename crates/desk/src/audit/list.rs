//! The audit trail as a list, the newest first.

use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;
use guiche_store::audit::read::{self, Event};
use guiche_store::{Error, Tx};

use crate::{Caller, Permission};

/// How many events are looked at for one page: where few fit, it has few, and a cursor to go on.
const LOOKED_AT: i64 = 2_000;
/// How many are read at once.
const CHUNK: i64 = 500;
/// The most entries of a page.
const PAGE: usize = 200;
/// The most entries of a chunk of an export.
pub const EXPORTED_AT_ONCE: usize = 1_000;
/// Behind every id.
const END: &str = "g";

/// What is looked for: events for which all that is given here is so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What kind of thing.
    pub entity: Option<String>,
    /// Which thing.
    pub entity_id: Option<String>,
    /// What happened.
    pub change: Option<String>,
    /// What kind of caller: `token`, `operator` or `command_line`.
    pub actor: Option<String>,
    /// Which caller.
    pub actor_id: Option<String>,
    /// Not before this moment.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
    /// The list goes on behind this event: [`Page::next`] of the same query.
    pub cursor: Option<Id>,
    /// How many entries at most, 200 at most.
    pub limit: usize,
}

/// An event and what the thing became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Who did what.
    pub event: Event,
    /// The values as JSON; `None` where they were erased.
    pub values: Option<String>,
}

/// A part of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The newest first.
    pub entries: Vec<Entry>,
    /// The cursor to go on with; `None` at the end.
    pub next: Option<Id>,
}

/// The account's events, the newest first: as many as are asked for, or fewer and a cursor where one had to look at too many
/// for them.
pub fn list(tx: &mut Tx<'_>, caller: &Caller, query: &Query) -> Result<Page, Error> {
    page(tx, caller, query, query.limit.clamp(1, PAGE))
}

/// The same in chunks of [`EXPORTED_AT_ONCE`] at most, whatever the query's limit says: ask again with its `next` as cursor
/// until there is none.
pub fn export(tx: &mut Tx<'_>, caller: &Caller, query: &Query) -> Result<Page, Error> {
    page(tx, caller, query, EXPORTED_AT_ONCE)
}

fn page(tx: &mut Tx<'_>, caller: &Caller, query: &Query, limit: usize) -> Result<Page, Error> {
    caller.require(Permission::ReadAudit)?;
    let account_id = caller.account.account_id;
    let mut page = Page::default();
    let mut place = Place::of(tx, account_id, query)?;
    let mut looked_at = 0;
    while looked_at < LOOKED_AT {
        let events = place.events(tx, account_id, query)?;
        let read = i64::try_from(events.len()).unwrap_or(i64::MAX);
        looked_at += read;
        for event in events {
            place.pass(&event);
            let passed = event.event_id.clone();
            if query.fits(&event) {
                let values = read::content(tx, account_id, &event)?;
                page.entries.push(Entry { event, values });
                if page.entries.len() == limit {
                    page.next = passed.parse().ok();
                    return Ok(page);
                }
            }
            page.next = passed.parse().ok();
        }
        if read < CHUNK {
            page.next = None;
            return Ok(page);
        }
    }
    Ok(page)
}

impl Query {
    fn fits(&self, event: &Event) -> bool {
        let is =
            |wanted: &Option<String>, found: &str| wanted.as_deref().is_none_or(|wanted| wanted == found);
        is(&self.entity, &event.entity)
            && is(&self.entity_id, &event.entity_id)
            && is(&self.change, &event.change)
            && is(&self.actor, &event.actor)
            && self.actor_id.as_ref().is_none_or(|wanted| event.actor_id.as_ref() == Some(wanted))
            && self.from.is_none_or(|from| event.occurred_at >= from)
            && self.until.is_none_or(|until| event.occurred_at < until)
    }
}

/// Where the list goes on: among all events by their ids, among those of one thing by its versions.
enum Place {
    All { before: String, from: String },
    Thing { before: i64 },
}

impl Place {
    fn of(tx: &mut Tx<'_>, account_id: i64, query: &Query) -> Result<Self, Error> {
        if query.entity.is_some() && query.entity_id.is_some() {
            let before = match &query.cursor {
                Some(cursor) => read::version(tx, account_id, cursor.as_str())?.unwrap_or(0),
                None => i64::MAX,
            };
            return Ok(Self::Thing { before });
        }
        let until = query.until.map_or_else(|| END.to_owned(), |until| first_id(until.plus_seconds(1)));
        let before = query.cursor.as_ref().map_or(until.clone(), |cursor| until.min(cursor.to_string()));
        let from = query.from.map_or_else(String::new, |from| first_id(from.plus_seconds(-1)));
        Ok(Self::All { before, from })
    }

    fn events(&self, tx: &mut Tx<'_>, account_id: i64, query: &Query) -> Result<Vec<Event>, Error> {
        match (self, &query.entity, &query.entity_id) {
            (Self::Thing { before }, Some(entity), Some(entity_id)) => {
                read::of_thing(tx, account_id, entity, entity_id, *before, CHUNK)
            }
            (Self::All { before, from }, ..) => read::before(tx, account_id, before, from, CHUNK),
            (Self::Thing { .. }, ..) => Ok(Vec::new()),
        }
    }

    fn pass(&mut self, event: &Event) {
        match self {
            Self::All { before, .. } => before.clone_from(&event.event_id),
            Self::Thing { before } => *before = event.version.unwrap_or(0),
        }
    }
}

/// No id that is made at a moment or later is less: ids begin with their millisecond.
fn first_id(moment: Timestamp) -> String {
    let millis = u128::try_from(moment.micros() / 1_000).unwrap_or_default();
    Id::from_bits(millis << 80).to_string()
}

#[cfg(test)]
mod tests {
    use crate::Ids;

    use super::*;

    #[test]
    fn an_id_of_a_moment_is_not_before_the_first() {
        let moment = Timestamp::from_micros(1_795_485_600_123_456);
        for ids in [Ids::random(), Ids::counted()] {
            let id = ids.next(moment).to_string();
            assert!(first_id(moment) <= id && id < first_id(moment.plus_seconds(1)));
        }
        assert!(first_id(Timestamp::from_micros(i64::MAX)).as_str() < END);
        assert_eq!(first_id(Timestamp::from_micros(-1)), "0".repeat(32));
    }
}
