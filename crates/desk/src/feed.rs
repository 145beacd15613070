//! What changed, in order, for whoever keeps a copy.

use std::collections::HashMap;
use std::sync::Arc;

use guiche_domain::refusal::{Fault, Field, Reason};
use guiche_store::outbox::{self, Positioned};
use guiche_store::record::{self, Record};
use guiche_store::{Error, Tx};

use crate::customer::{self, Known, MERGED, View};
use crate::{Caller, Permission};

/// How many positions are looked at at once, at most: what nobody may follow is passed over.
const LOOKED_AT: i64 = 20_000;

/// A thing as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A customer.
    Customer(Box<View>),
    /// Anything else, column by column.
    Record(Record),
}

/// One change, and what it was a change of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// The change.
    pub change: Positioned,
    /// The thing as it is now, perhaps after later changes; `None` where it is gone, or nobody may follow it.
    pub thing: Option<Arc<Thing>>,
}

impl Followed {
    /// Whether a customer's data comes with it.
    pub fn shows_a_customer(&self) -> bool {
        matches!(self.thing.as_deref(), Some(Thing::Customer(_)))
    }
}

/// Changes in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// `limit` at most.
    pub changes: Vec<Followed>,
    /// The position to ask for more after.
    pub next: i64,
    /// Whether there are more already.
    pub more: bool,
}

/// The account's changes after a position, `limit` at most. Perhaps none, and more all the same, where much was noted in the
/// trail though nothing changed. A position that nothing has reached yet is refused: it is of
/// another database, or of this one before it was restored.
pub fn changes(tx: &mut Tx<'_>, caller: &Caller, after: i64, limit: i64) -> Result<Chapter, Error> {
    caller.require(Permission::ReadCustomers)?;
    let account_id = caller.account.account_id;
    let last = outbox::last_position(tx, account_id)?;
    if !(0..=last).contains(&after) {
        return Err(Error::Refused(Fault::of(Field::new("since", 0), Reason::NotACursor).into()));
    }
    if after == last {
        return Ok(Chapter { changes: Vec::new(), next: after, more: false });
    }
    let (mut known, mut things) = (Known::default(), HashMap::new());
    let mut changes = Vec::new();
    let until = last.min(after.saturating_add(LOOKED_AT));
    for change in outbox::after(tx, account_id, after, until, limit)? {
        let key = (change.entity.clone(), change.entity_id.clone());
        let thing = match things.get(&key) {
            Some(thing) => Option::clone(thing),
            None => {
                let found = load(tx, caller, &change, &mut known)?.map(Arc::new);
                things.insert(key, found.clone());
                found
            }
        };
        changes.push(Followed { change: told(change), thing });
    }
    let full = i64::try_from(changes.len()).is_ok_and(|found| found >= limit);
    let next = changes.last().filter(|_| full).map_or(until, |followed| followed.change.position);
    Ok(Chapter { changes, next, more: next < last })
}

/// A change in the words of this list: a customer that was merged into another is gone, as one that was deleted.
fn told(change: Positioned) -> Positioned {
    if change.change == MERGED { Positioned { change: "deleted".into(), ..change } } else { change }
}

fn load(
    tx: &mut Tx<'_>,
    caller: &Caller,
    change: &Positioned,
    known: &mut Known,
) -> Result<Option<Thing>, Error> {
    if change.entity == "customer" {
        return Ok(customer::by_id(tx, caller, &change.entity_id, known)?
            .map(|view| Thing::Customer(Box::new(view))));
    }
    let found = record::find(tx, caller.account.account_id, &change.entity, &change.entity_id)?;
    Ok(found.map(Thing::Record))
}
