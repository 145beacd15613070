//! Customers in pages, by number.
//!
//! A page is found by walking an index from the nearer end, or goes on where the page before ended, as far as whoever asks
//! remembers. Where several organizations are shown together, each is a list of its own, and they are merged here.

use std::collections::BTreeSet;

use guiche_domain::customer_list::{Column, ListQuery};
use guiche_domain::form::At;
use guiche_domain::page::{Order, PAGE_SIZE};
use guiche_domain::refusal::{Fault, Reason};
use guiche_store::customer::{self, CustomValue};
use guiche_store::customer_list::{self, Listed, Place, Segment, Source};
use guiche_store::group::{self, Kind};
use guiche_store::{Error, Tx};

use super::size;
use crate::{Caller, Permission};

/// One page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The customers, each with the custom fields that have a value, where they were asked for.
    pub customers: Vec<(Listed, Vec<CustomValue>)>,
    /// How many match, on all pages together.
    pub size: u64,
    /// Whether any comes behind this page.
    pub more: bool,
    /// Where the page ends; `None` where it has no customers.
    pub end: Option<Place>,
}

/// Lists customers (contract: §2). `before` is where the page before ended, if that is remembered: then this page begins
/// there, whatever came and went meanwhile, and as long as there is anything it may be one past the last that `size` has.
/// A page past the end is `None`, but for the first.
pub fn list(
    tx: &mut Tx<'_>,
    caller: &Caller,
    query: &ListQuery,
    before: Option<&Place>,
) -> Result<Option<Listing>, Error> {
    caller.require(Permission::ReadCustomers)?;
    let account_id = caller.account.account_id;
    let organizations = organizations(tx, account_id, query)?;
    let size = size::of_organizations(tx, account_id, organizations.as_ref())?;
    let sources = Sources::new(account_id, query.column, query.order, organizations.as_ref());
    let rows = query.page.offset();
    let start = match before {
        Some(place) if rows > 0 => Some(place.clone()),
        _ if rows == 0 => None,
        _ if rows >= size => return Ok(None),
        _ => sources.place(tx, rows, size)?,
    };
    let mut listed = sources.after(tx, start.as_ref(), PAGE_SIZE as usize + 1)?;
    if listed.is_empty() && rows > 0 && rows >= size {
        return Ok(None);
    }
    let more = listed.len() > PAGE_SIZE as usize;
    listed.truncate(PAGE_SIZE as usize);
    let end = listed.last().map(|last| last.place.clone());
    let mut customers = Vec::with_capacity(listed.len());
    for listed in listed {
        let values = match query.custom_fields {
            true => customer::values(tx, account_id, &listed.customer.customer_id)?,
            false => Vec::new(),
        };
        customers.push((listed, values));
    }
    Ok(Some(Listing { customers, size, more, end }))
}

/// The organizations whose customers are asked for; `None` for all customers, whether they have one or not.
fn organizations(
    tx: &mut Tx<'_>,
    account_id: i64,
    query: &ListQuery,
) -> Result<Option<BTreeSet<String>>, Error> {
    let Some(At { field, value }) = &query.organization_id else {
        return Ok(None);
    };
    match within(tx, account_id, value, query.and_below)? {
        Some(organizations) => Ok(Some(organizations)),
        None => Err(Error::Refused(Fault::of(field.clone(), Reason::NotFound).into())),
    }
}

/// An organization, and where asked for all that are below it; `None` where there is no such organization.
pub(super) fn within(
    tx: &mut Tx<'_>,
    account_id: i64,
    organization_id: &str,
    and_below: bool,
) -> Result<Option<BTreeSet<String>>, Error> {
    if group::name(tx, Kind::Organization, account_id, organization_id)?.is_none() {
        return Ok(None);
    }
    let mut all = BTreeSet::from([organization_id.to_owned()]);
    let mut above = vec![organization_id.to_owned()];
    while let Some(mother) = above.pop().filter(|_| and_below) {
        for id in group::daughters(tx, account_id, &mother)? {
            if all.insert(id.clone()) {
                above.push(id);
            }
        }
    }
    Ok(Some(all))
}

/// What a list is merged of.
#[derive(Debug)]
pub(super) struct Sources<'s> {
    account_id: i64,
    sources: Vec<Source<'s>>,
    order: Order,
}

impl<'s> Sources<'s> {
    pub(super) fn new(
        account_id: i64,
        column: Column,
        order: Order,
        organizations: Option<&'s BTreeSet<String>>,
    ) -> Self {
        let segments = match column {
            Column::Name => &[Segment::Name][..],
            Column::CreationDate => &[Segment::Creation],
            Column::Id => &[Segment::InternalId, Segment::NoInternalId],
        };
        let scopes: Vec<Option<&str>> = match organizations {
            None => vec![None],
            Some(organizations) => organizations.iter().map(|id| Some(id.as_str())).collect(),
        };
        let source = |organization_id| {
            segments.iter().map(move |segment| Source { organization_id, segment: *segment, order })
        };
        Self { account_id, sources: scopes.into_iter().flat_map(source).collect(), order }
    }

    /// The place of the `rows`th customer (from 1) of `size`.
    fn place(&self, tx: &mut Tx<'_>, rows: u64, size: u64) -> Result<Option<Place>, Error> {
        if rows <= size / 2 {
            return self.skip(tx, rows);
        }
        let back = self.reversed();
        back.skip(tx, size + 1 - rows)
    }

    fn reversed(&self) -> Self {
        let order = self.order.reversed();
        let sources = self.sources.iter().map(|source| Source { order, ..*source }).collect();
        Self { account_id: self.account_id, sources, order }
    }

    /// The place of the `rows`th customer from the beginning. Each step looks in every source for the place of the same
    /// number of its own customers further on: of the nearest of these places it is certain that no more than `rows` come
    /// before it, all sources together.
    fn skip(&self, tx: &mut Tx<'_>, mut rows: u64) -> Result<Option<Place>, Error> {
        let count = self.sources.len() as u64;
        let mut reached: Vec<Option<Place>> = vec![None; self.sources.len()];
        // Of one source the place itself; of several half as far as would be certain, so that a step serves many times.
        let step_for = |rows: u64| if count == 1 { rows } else { rows / (2 * count) };
        let mut step = step_for(rows).max(1);
        while rows > 0 {
            let mut ahead = Vec::with_capacity(self.sources.len());
            for (source, place) in self.sources.iter().zip(&reached) {
                ahead.push(customer_list::skip(tx, self.account_id, source, place.as_ref(), step)?);
            }
            while let Some(nearest) =
                self.nearest(&ahead).filter(|_| rows >= step * count || step == 1 && rows > 0)
            {
                rows -= step;
                reached[nearest] = ahead[nearest].take();
                if rows == 0 {
                    break;
                }
                let (source, place) = (&self.sources[nearest], reached[nearest].as_ref());
                ahead[nearest] = customer_list::skip(tx, self.account_id, source, place, step)?;
            }
            if step == 1 {
                break;
            }
            step = step_for(rows).min(step / 2).max(1);
        }
        if rows > 0 {
            return Ok(None);
        }
        let furthest = reached.into_iter().flatten();
        Ok(match self.order {
            Order::Ascending => furthest.max(),
            Order::Descending => furthest.min(),
        })
    }

    /// Which of some places comes first.
    fn nearest(&self, places: &[Option<Place>]) -> Option<usize> {
        let places = places.iter().enumerate().filter_map(|(at, place)| Some((place.as_ref()?, at)));
        match self.order {
            Order::Ascending => places.min(),
            Order::Descending => places.max(),
        }
        .map(|(_, at)| at)
    }

    /// Up to `limit` customers behind a place.
    pub(super) fn after(
        &self,
        tx: &mut Tx<'_>,
        place: Option<&Place>,
        limit: usize,
    ) -> Result<Vec<Listed>, Error> {
        // A little of each at first: most of what many sources have does not get into a page.
        let chunk = limit.div_ceil(self.sources.len()).max(if self.sources.len() == 1 { limit } else { 4 });
        let mut heads = Vec::with_capacity(self.sources.len());
        for source in &self.sources {
            heads.push(Head::read(tx, self.account_id, source, place, chunk)?);
        }
        let mut listed: Vec<Listed> = Vec::with_capacity(limit);
        while listed.len() < limit {
            let first =
                heads.iter().enumerate().filter_map(|(at, head)| Some((&head.rows.last()?.place, at)));
            let first = match self.order {
                Order::Ascending => first.min(),
                Order::Descending => first.max(),
            };
            let Some((_, at)) = first else { break };
            let (head, source) = (&mut heads[at], &self.sources[at]);
            let Some(row) = head.rows.pop() else { break };
            if head.rows.is_empty() && head.more {
                *head = Head::read(tx, self.account_id, source, Some(&row.place), chunk)?;
            }
            listed.push(row);
        }
        Ok(listed)
    }
}

/// The next of a source's customers, in reverse.
#[derive(Debug)]
struct Head {
    rows: Vec<Listed>,
    more: bool,
}

impl Head {
    fn read(
        tx: &mut Tx<'_>,
        account_id: i64,
        source: &Source<'_>,
        place: Option<&Place>,
        chunk: usize,
    ) -> Result<Self, Error> {
        let mut rows = customer_list::after(tx, account_id, source, place, chunk as i64)?;
        rows.reverse();
        Ok(Self { more: rows.len() == chunk, rows })
    }
}
