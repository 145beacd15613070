//! Which way leads to the wanted customers soonest.
//!
//! Each filter that has an index is a way, and about how many it leads past is known: they are counted. The narrowest is
//! gone, in the order of the list if its index has it. Where it has not, and the way leads past a thousand at most, all of
//! them are looked at and ordered here; else the narrowest is taken that has the order.

use guiche_domain::customer_list::Column;
use guiche_domain::page::Order;
use guiche_domain::panel_query::Sort;
use guiche_store::count::{self, Scope as Counted};
use guiche_store::customer_scope::{self, Scope, Scoped};
use guiche_store::{Error, Tx, customer_among};

use super::CANDIDATES;
use super::candidate::{By, Candidate, scoped};
use super::filter::{Condition, Filter, Within, Words};
use super::walk::{Walk, Way};
use crate::customer::list::Sources;
use crate::customer::size::counted_of;

/// More organizations than these are not gone through one by one.
const ORGANIZATIONS: usize = 1_000;

/// A filter that has an index.
#[derive(Clone, Copy, Debug)]
enum Route<'f> {
    Organizations(&'f std::collections::BTreeSet<String>),
    Portfolio(&'f str),
    Inactive,
    Value(&'f Condition),
}

/// Chooses a way.
pub(super) fn choose<'f>(tx: &mut Tx<'_>, filter: &'f Filter, sort: Sort) -> Result<Walk<'f>, Error> {
    let (by, order) = filter.by(sort);
    let walk = |way| Walk { filter, by, order, way };
    if matches!(filter.words, Words::Nothing) {
        return Ok(walk(Way::Gathered(Vec::new())));
    }
    let routes = routes(tx, filter)?;
    if let Some((size, route)) = routes.first() {
        if let Some(way) = route.ordered(by) {
            return Ok(walk(way));
        }
        if *size <= CANDIDATES
            && let Some(all) = gather(tx, filter, by, *route)?
        {
            return Ok(walk(Way::Gathered(all)));
        }
    }
    if by == By::Search {
        return Ok(walk(Way::Search));
    }
    let ordered = routes.iter().find_map(|(_, route)| route.ordered(by));
    Ok(walk(ordered.unwrap_or(Way::List(None))))
}

/// The ways that there are, the narrowest first, and about how many customers each leads past: of values no more than a
/// thousand and one are counted.
fn routes<'f>(tx: &mut Tx<'_>, filter: &'f Filter) -> Result<Vec<(usize, Route<'f>)>, Error> {
    let account_id = filter.account_id;
    let mut routes = Vec::new();
    if let Some(Within::Any(organizations)) = &filter.organization
        && organizations.len() <= ORGANIZATIONS
    {
        let size = counted_of(tx, account_id, organizations)?;
        routes.push((size, Route::Organizations(organizations)));
    }
    if let Some(Within::Any(portfolios)) = &filter.portfolio
        && let Some(id) = portfolios.first()
    {
        routes.push((count::counted(tx, account_id, Counted::Portfolio(id))?, Route::Portfolio(id)));
    }
    if filter.active == Some(false) {
        routes.push((count::counted(tx, account_id, Counted::Inactive)?, Route::Inactive));
    }
    for condition in &filter.conditions {
        let Condition { custom_field_id, key, .. } = condition;
        let most = CANDIDATES as i64 + 1;
        let size = customer_scope::count_with_value(tx, account_id, custom_field_id, key, most)?;
        routes.push((size as i64, Route::Value(condition)));
    }
    routes.sort_by_key(|(size, _)| *size);
    Ok(routes.into_iter().map(|(size, route)| (usize::try_from(size).unwrap_or(0), route)).collect())
}

impl<'f> Route<'f> {
    /// The way in an order, if the index has it.
    fn ordered(self, by: By) -> Option<Way<'f>> {
        match (self, by) {
            (Self::Organizations(all), By::Name | By::Creation | By::InternalId) => {
                Some(Way::List(Some(all)))
            }
            (Self::Portfolio(id), By::Name) => Some(Way::Scope(Scope::PortfolioByName(id))),
            (Self::Portfolio(id), By::Creation) => Some(Way::Scope(Scope::PortfolioByCreation(id))),
            (Self::Inactive, By::Name) => Some(Way::Scope(Scope::InactiveByName)),
            (Self::Value(Condition { custom_field_id, key, .. }), By::Creation) => {
                Some(Way::Scope(Scope::ValueByCreation { custom_field_id, key }))
            }
            _ => None,
        }
    }

    /// The first `limit` in whatever order the index has.
    fn first(self, tx: &mut Tx<'_>, account_id: i64, limit: usize) -> Result<Vec<Scoped>, Error> {
        let scope = match self {
            Self::Organizations(all) => {
                let sources = Sources::new(account_id, Column::CreationDate, Order::Ascending, Some(all));
                return Ok(sources.after(tx, None, limit)?.into_iter().map(scoped).collect());
            }
            Self::Portfolio(id) => Scope::PortfolioByCreation(id),
            Self::Inactive => Scope::InactiveByName,
            Self::Value(Condition { custom_field_id, key, .. }) => {
                Scope::ValueByCreation { custom_field_id, key }
            }
        };
        customer_scope::after(tx, account_id, scope, Order::Ascending, None, limit as i64)
    }
}

/// All customers along a route that are wanted, in ascending order; `None` where it leads past more than a thousand: the
/// counts are a moment old.
fn gather(
    tx: &mut Tx<'_>,
    filter: &Filter,
    by: By,
    route: Route<'_>,
) -> Result<Option<Vec<Candidate>>, Error> {
    let account_id = filter.account_id;
    let rows = route.first(tx, account_id, CANDIDATES + 1)?;
    if rows.len() > CANDIDATES {
        return Ok(None);
    }
    let mut wanted = if by == By::Search {
        let ids: Vec<&str> = rows.iter().map(|row| row.customer.customer_id.as_str()).collect();
        let mut documents = customer_among::documents(tx, account_id, &ids)?;
        documents.retain(|_, (_, document)| filter.words.hold(document));
        let found = rows.into_iter().filter_map(|row| {
            let (search_id, _) = documents.remove(&row.customer.customer_id)?;
            Some(Candidate::new(by, row, search_id))
        });
        filter.sift(tx, found.collect())?
    } else {
        filter.sift(tx, rows.into_iter().map(|row| Candidate::new(by, row, 0)).collect())?
    };
    wanted.sort_unstable_by(|one, other| one.spot.cmp(&other.spot));
    Ok(Some(wanted))
}
