//! Going through customers: all by name, or those that a search finds, the newest first.

use std::collections::BTreeMap;

use guiche_domain::cursor::Cursor;
use guiche_domain::customer_list::Column;
use guiche_domain::fold::fold;
use guiche_domain::page::Order;
use guiche_domain::refusal::{Fault, Field, Reason};
use guiche_domain::search::{Asked, asked, holds, terms};
use guiche_store::customer::{self, Customer};
use guiche_store::customer_list::Place;
use guiche_store::group::{self, Kind};
use guiche_store::search::{self, Wanted};
use guiche_store::{Error, Tx};

use super::Details;
use super::list::Sources;
use crate::{Caller, Permission};

/// How many candidates of the index one request looks at.
const CANDIDATES: usize = 1_000;
/// How many it asks for at once, at least.
const CHUNK: usize = 100;

/// What to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Browse {
    /// The words to find; `None` or blank for all customers. All of them are parts of what the customer has: of its name,
    /// its address, its keys, its number, its custom fields. Words of less than three characters narrow the others; where
    /// there are no others, the whole text is the beginning of a name.
    pub q: Option<String>,
    /// Where to go on; `None` from the beginning.
    pub cursor: Option<Cursor>,
    /// How many customers at most.
    pub limit: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Browsed {
    /// The customers, whole.
    pub customers: Vec<Details>,
    /// Where to go on, if there may be more. A search may have looked long and found fewer than asked for, or none.
    pub next: Option<Cursor>,
}

/// Shows customers: all in the order of their names, or those that were searched, the newest first. What was changed in the
/// last moments is searched as it was before.
pub fn browse(tx: &mut Tx<'_>, caller: &Caller, query: &Browse) -> Result<Browsed, Error> {
    caller.require(Permission::ReadCustomers)?;
    let account_id = caller.account.account_id;
    let Some(q) = query.q.as_deref().filter(|q| !q.trim().is_empty()) else {
        return by_name(tx, account_id, "", query);
    };
    let terms = terms(q);
    if terms.is_empty() {
        return Ok(Browsed::default());
    }
    match asked(account_id, &terms) {
        Some(grams) => by_grams(tx, account_id, &grams, &terms, query),
        None => by_name(tx, account_id, &fold(q), query),
    }
}

/// Those whose names begin with something.
fn by_name(tx: &mut Tx<'_>, account_id: i64, prefix: &str, query: &Browse) -> Result<Browsed, Error> {
    let place = match &query.cursor {
        None => Place { without: false, text: prefix.into(), customer_id: String::new() },
        Some(Cursor::Name { name_key, customer_id }) if name_key.as_str() >= prefix => {
            Place { without: false, text: name_key.clone(), customer_id: customer_id.to_string() }
        }
        Some(_) => return Err(not_ours()),
    };
    let sources = Sources::new(account_id, Column::Name, Order::Ascending, None);
    let mut listed = sources.after(tx, Some(&place), query.limit + 1)?;
    listed.retain(|listed| listed.place.text.starts_with(prefix));
    let more = listed.len() > query.limit;
    listed.truncate(query.limit);
    let last = listed.last().filter(|_| more);
    let next = last.map(|last| Cursor::Name {
        name_key: last.place.text.clone(),
        customer_id: last.customer.customer_id.clone(),
    });
    let mut names = Names::default();
    let customers = listed.into_iter().map(|listed| whole(tx, account_id, listed.customer, &mut names));
    Ok(Browsed { customers: customers.collect::<Result<_, _>>()?, next })
}

/// Those whose documents hold all terms.
fn by_grams(
    tx: &mut Tx<'_>,
    account_id: i64,
    grams: &Asked,
    terms: &[String],
    query: &Browse,
) -> Result<Browsed, Error> {
    let mut before = match &query.cursor {
        None => search::LAST,
        Some(Cursor::Search { search_id }) => (*search_id).min(search::LAST),
        Some(Cursor::Name { .. }) => return Err(not_ours()),
    };
    let chunk = CHUNK.max(query.limit + 1).min(CANDIDATES);
    let mut names = Names::default();
    let mut customers = Vec::new();
    let mut looked_at = 0;
    while looked_at < CANDIDATES && customers.len() < query.limit {
        let enough = query.limit - customers.len();
        let wanted = Wanted { grams, from: before, order: Order::Descending, enough, chunk };
        let found = search::find(tx, account_id, wanted, |document| holds(document, terms))?;
        for (_, customer_id) in found.customers {
            if let Some(customer) = customer::by_id(tx, account_id, &customer_id)? {
                customers.push(whole(tx, account_id, customer, &mut names)?);
            }
        }
        let Some(last) = found.more_behind else {
            return Ok(Browsed { customers, next: None });
        };
        before = last;
        looked_at += found.looked_at;
    }
    Ok(Browsed { customers, next: Some(Cursor::Search { search_id: before }) })
}

fn not_ours() -> Error {
    Error::Refused(Fault::of(Field::new("cursor", 0), Reason::NotACursor).into())
}

/// Names that were looked up already.
type Names = BTreeMap<(&'static str, String), Option<String>>;

fn whole(tx: &mut Tx<'_>, account_id: i64, customer: Customer, names: &mut Names) -> Result<Details, Error> {
    let mut named = |kind: Kind, id: &Option<String>| {
        let Some(id) = id else { return Ok(None) };
        let key = (kind.as_str(), id.clone());
        if !names.contains_key(&key) {
            let name = group::name(tx, kind, account_id, id)?;
            names.insert(key.clone(), name);
        }
        Ok::<_, Error>(names.get(&key).cloned().flatten())
    };
    let organization = named(Kind::Organization, &customer.organization_id)?;
    let portfolio = named(Kind::Portfolio, &customer.portfolio_id)?;
    let custom_fields = customer::values(tx, account_id, &customer.customer_id)?;
    Ok(Details { customer, organization, portfolio, custom_fields })
}
