//! Going through candidates in the order of a list, along one index.

use std::collections::BTreeSet;

use guiche_domain::page::Order;
use guiche_domain::turn::Spot;
use guiche_store::customer_list::Place;
use guiche_store::customer_scope::{self, Scope, Scoped};
use guiche_store::search::{self, Wanted};
use guiche_store::{Error, Tx, customer_among};

use super::CHUNK;
use super::candidate::{By, Candidate, place, scoped};
use super::filter::{Filter, Words};
use crate::customer::list::Sources;

/// Behind every name that begins with what stands before it: no name has as many characters.
const BEHIND: &str = "\u{10FFFF}";
const LONGEST: usize = 256;

/// A way through an account's customers.
#[derive(Debug)]
pub(super) struct Walk<'f> {
    pub(super) filter: &'f Filter,
    pub(super) by: By,
    pub(super) order: Order,
    pub(super) way: Way<'f>,
}

/// Along what it leads.
#[derive(Debug)]
pub(super) enum Way<'f> {
    /// All customers, or those of some organizations.
    List(Option<&'f BTreeSet<String>>),
    /// Those of another scope.
    Scope(Scope<'f>),
    /// Those that have the terms.
    Search,
    /// All that are wanted, in ascending order: there are few.
    Gathered(Vec<Candidate>),
}

/// A few steps.
#[derive(Debug)]
pub(super) struct Chunk {
    /// Those that are wanted, in the direction of the walk.
    pub(super) wanted: Vec<Candidate>,
    /// How many were looked at.
    pub(super) looked_at: usize,
    /// The last of them, where there may be more behind it.
    pub(super) end: Option<Spot>,
}

impl Walk<'_> {
    /// The order in which the list is shown.
    pub(super) fn order(&self) -> Order {
        self.order
    }

    /// Goes on behind a spot, or from the beginning. `enough` are enough, at least one; where some of those that it passes may
    /// not be wanted, it looks at `chunk`, if they are in a list. What a search passes is a number until it is looked at.
    pub(super) fn next(
        &self,
        tx: &mut Tx<'_>,
        order: Order,
        from: Option<&Spot>,
        enough: usize,
        chunk: usize,
    ) -> Result<Chunk, Error> {
        let limit = if self.is_straight() { enough } else { enough.max(chunk) };
        let (candidates, looked_at, end) = match &self.way {
            Way::Gathered(all) => return Ok(gathered(all, order, from, enough)),
            Way::Search => self.search(tx, order, from, enough)?,
            Way::List(organizations) => {
                let sources = Sources::new(self.filter.account_id, self.by.column(), order, *organizations);
                let listed = sources.after(tx, self.start(order, from).as_ref(), limit)?;
                self.listed(listed.into_iter().map(scoped), limit)
            }
            Way::Scope(scope) => {
                let (start, account_id) = (self.start(order, from), self.filter.account_id);
                let rows =
                    customer_scope::after(tx, account_id, *scope, order, start.as_ref(), limit as i64)?;
                self.listed(rows.into_iter(), limit)
            }
        };
        Ok(Chunk { wanted: self.filter.sift(tx, candidates)?, looked_at, end })
    }

    /// Whether all that it passes is wanted: it goes along the one thing that is asked for.
    fn is_straight(&self) -> bool {
        match self.way {
            Way::List(Some(_)) | Way::Scope(_) => self.filter.asked() == 1,
            _ => self.filter.asked() == 0,
        }
    }

    /// Behind what to read.
    fn start(&self, order: Order, from: Option<&Spot>) -> Option<Place> {
        match (from, &self.filter.words) {
            (Some(spot), _) => place(spot),
            (None, Words::Beginning(prefix)) => {
                let end = if order == Order::Ascending { String::new() } else { BEHIND.repeat(LONGEST) };
                Some(Place { without: false, text: format!("{prefix}{end}"), customer_id: String::new() })
            }
            (None, _) => None,
        }
    }

    fn listed(
        &self,
        rows: impl Iterator<Item = Scoped>,
        limit: usize,
    ) -> (Vec<Candidate>, usize, Option<Spot>) {
        let mut candidates: Vec<Candidate> = rows.map(|row| Candidate::new(self.by, row, 0)).collect();
        let looked_at = candidates.len();
        let mut end = candidates.last().filter(|_| looked_at == limit).map(|last| last.spot.clone());
        if let Words::Beginning(prefix) = &self.filter.words {
            let other = candidates.iter().position(|candidate| !candidate.name_key.starts_with(prefix));
            if let Some(other) = other {
                candidates.truncate(other);
                end = None;
            }
        }
        (candidates, looked_at, end)
    }

    fn search(
        &self,
        tx: &mut Tx<'_>,
        order: Order,
        from: Option<&Spot>,
        enough: usize,
    ) -> Result<(Vec<Candidate>, usize, Option<Spot>), Error> {
        let (words, account_id) = (&self.filter.words, self.filter.account_id);
        let Words::Terms(_, grams) = words else {
            return Ok((Vec::new(), 0, None));
        };
        let from = match from {
            Some(Spot::Search { search_id }) => (*search_id).min(search::LAST),
            _ => Wanted::beginning(order),
        };
        let chunk = enough.max(CHUNK / 2);
        let enough = if self.is_straight() { enough } else { usize::MAX };
        let wanted = Wanted { grams, from, order, enough, chunk };
        let found = search::find(tx, account_id, wanted, |document| words.hold(document))?;
        let ids: Vec<&str> = found.customers.iter().map(|(_, id)| id.as_str()).collect();
        let mut rows = customer_among::customers(tx, account_id, &ids)?;
        let customers = found.customers.iter();
        // One that was deleted a moment ago is still found.
        let there = customers.filter_map(|(search_id, id)| Some((*search_id, rows.remove(id)?)));
        let candidates = there.map(|(search_id, row)| Candidate::new(self.by, row, search_id)).collect();
        let end = found.more_behind.map(|search_id| Spot::Search { search_id });
        Ok((candidates, found.looked_at, end))
    }
}

/// The next of those that are known already.
fn gathered(all: &[Candidate], order: Order, from: Option<&Spot>, enough: usize) -> Chunk {
    let behind = |candidate: &&Candidate| match (from, order) {
        (None, _) => true,
        (Some(from), Order::Ascending) => candidate.spot > *from,
        (Some(from), Order::Descending) => candidate.spot < *from,
    };
    let mut ordered: Box<dyn Iterator<Item = &Candidate>> = match order {
        Order::Ascending => Box::new(all.iter().filter(behind)),
        Order::Descending => Box::new(all.iter().rev().filter(behind)),
    };
    let wanted: Vec<Candidate> = ordered.by_ref().take(enough).cloned().collect();
    let end = wanted.last().map(|last| last.spot.clone()).filter(|_| ordered.next().is_some());
    Chunk { wanted, looked_at: 0, end }
}
