//! Where pages of lists ended, so that a client that goes from page to page is not led through all pages before.
//!
//! What is remembered is what a token saw last of a page. The next page goes on there: whoever walks through a list while
//! others write sees nothing twice and, of what keeps its place, misses nothing. Where it is forgotten, a page is what
//! stands at its number at that moment.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use guiche_desk::{Actor, Caller};
use guiche_domain::customer_list::{Column, ListQuery};
use guiche_domain::id::Id;
use guiche_domain::page::Order;
use guiche_domain::time::Timestamp;
use guiche_store::customer_list::Place;

/// For how long a page's end is remembered, in seconds: a client that thinks for longer begins a new walk.
const LIFE: i64 = 120;
/// How many are remembered; a few megabytes at most.
const CAPACITY: usize = 4_096;

/// Who walks through which list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Walk {
    account_id: i64,
    token_id: Option<Id>,
    order: Order,
    column: Column,
    organization_id: Option<String>,
    and_below: bool,
}

/// The ends of pages that were shown a moment ago.
#[derive(Debug, Default)]
pub(crate) struct Walks(Mutex<Ends>);

#[derive(Debug, Default)]
struct Ends {
    by_page: HashMap<(Walk, u64), (Place, Timestamp)>,
    /// In the order in which they are forgotten.
    pages: VecDeque<(Walk, u64)>,
}

impl Walk {
    fn of(caller: &Caller, query: &ListQuery) -> Self {
        Self {
            account_id: caller.account.account_id,
            token_id: match &caller.actor {
                Actor::Token { id, .. } => Some(id.clone()),
                Actor::CommandLine | Actor::Operator { .. } => None,
            },
            order: query.order,
            column: query.column,
            organization_id: query.organization_id.as_ref().map(|id| id.value.clone()),
            and_below: query.and_below,
        }
    }
}

impl Walks {
    /// Where the page before the one that is asked for ended, if that is remembered.
    pub(crate) fn before(&self, caller: &Caller, query: &ListQuery) -> Option<Place> {
        let page = query.page.get().checked_sub(1)?;
        let ends = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (place, since) = ends.by_page.get(&(Walk::of(caller, query), page))?;
        (since.plus_seconds(LIFE) >= caller.now).then(|| place.clone())
    }

    /// Remembers where a page ended.
    pub(crate) fn remember(&self, caller: &Caller, query: &ListQuery, end: Place) {
        let page = (Walk::of(caller, query), query.page.get());
        let mut ends = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if ends.by_page.insert(page.clone(), (end, caller.now)).is_none() {
            ends.pages.push_back(page);
        }
        if ends.pages.len() > CAPACITY
            && let Some(oldest) = ends.pages.pop_front()
        {
            ends.by_page.remove(&oldest);
        }
    }
}
