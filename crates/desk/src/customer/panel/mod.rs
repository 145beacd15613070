//! The panel's list of customers: filtered, ordered, a page at a time in both directions.
//!
//! A request looks at about a thousand customers at most, however many there are. A page that is not full then says so, and
//! where to go on. [`plan`] chooses the way that leads to the wanted ones soonest, [`walk`] goes it, [`filter`] decides.

mod candidate;
mod filter;
mod plan;
mod total;
mod walk;

use guiche_domain::panel_query::{MAX_COLUMNS, PanelQuery};
use guiche_domain::refusal::{Fault, Field, Reason};
use guiche_domain::turn::Turn;
use guiche_store::customer::Customer;
use guiche_store::customer_among::{self, Length};
use guiche_store::{Error, Tx};

use self::candidate::Candidate;
use self::filter::Filter;
pub use self::total::Total;
use self::walk::Walk;
use crate::{Caller, Permission};

/// How many candidates one request looks at, or a few more.
const CANDIDATES: usize = 1_000;
/// How many it asks for at once, at least, once it has seen that some of them are not wanted.
const CHUNK: usize = 200;

/// A customer in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelRow {
    /// The customer.
    pub customer: Customer,
    /// Its organization's name.
    pub organization: Option<String>,
    /// Its portfolio's name.
    pub portfolio: Option<String>,
    /// The values of the columns that were asked for, in their order, as they are stored; cut after 200 characters.
    pub values: Vec<Option<String>>,
}

/// One page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PanelPage {
    /// The customers.
    pub rows: Vec<PanelRow>,
    /// The page before, if there may be one.
    pub previous: Option<Turn>,
    /// The page behind, if there may be one.
    pub next: Option<Turn>,
    /// Whether the request has looked long and not found enough: there may be more where it turned to, in `next` or, read
    /// backwards, in `previous`.
    pub unfinished: bool,
    /// How many match on all pages together, where it was asked for and is known.
    pub total: Option<Total>,
}

/// Shows customers. Refused where the cursor is of another order, an organization or a portfolio is not there, or a custom
/// field is not in use or cannot have the value. What was changed in the last moments is found by words and custom fields as
/// it was before.
pub fn panel_list(tx: &mut Tx<'_>, caller: &Caller, query: &PanelQuery) -> Result<PanelPage, Error> {
    caller.require(Permission::ReadCustomers)?;
    let filter = Filter::resolve(tx, caller.account.account_id, query)?;
    if query.turn.spot.as_ref().is_some_and(|spot| !filter.orders(query.sort, spot)) {
        return Err(Error::Refused(Fault::of(Field::new("cursor", 6), Reason::NotACursor).into()));
    }
    let walk = plan::choose(tx, &filter, query.sort)?;
    let found = Found::read(tx, &walk, &query.turn, query.limit.get())?;
    let total = if query.count { total::count(tx, &filter, &walk, &query.turn, &found)? } else { None };
    let mut page = found.page(&query.turn);
    page.total = total;
    page.rows = rows(tx, caller.account.account_id, found.customers, &query.columns)?;
    Ok(page)
}

/// What a walk came to.
struct Found {
    /// In the order of the list.
    customers: Vec<Candidate>,
    /// The last that was looked at or shown in the direction of the walk, where there may be more behind it.
    more: Option<guiche_domain::turn::Spot>,
    unfinished: bool,
}

impl Found {
    fn read(tx: &mut Tx<'_>, walk: &Walk<'_>, turn: &Turn, limit: usize) -> Result<Self, Error> {
        let order = if turn.backwards { walk.order().reversed() } else { walk.order() };
        let mut customers: Vec<Candidate> = Vec::new();
        let mut from = turn.spot.clone();
        let mut looked_at = 0;
        loop {
            let enough = limit + 1 - customers.len();
            // As a rule most are wanted; where they are not, no more than one look is lost.
            let chunk = if looked_at == 0 { enough } else { CHUNK };
            let chunk = walk.next(tx, order, from.as_ref(), enough, chunk)?;
            looked_at += chunk.looked_at;
            customers.extend(chunk.wanted);
            let full = customers.len() > limit;
            let unfinished = !full && looked_at >= CANDIDATES && chunk.end.is_some();
            if full || unfinished || chunk.end.is_none() {
                customers.truncate(limit);
                let last = if full { customers.last().map(|last| last.spot.clone()) } else { chunk.end };
                if turn.backwards {
                    customers.reverse();
                }
                return Ok(Self { customers, more: last, unfinished });
            }
            from = chunk.end;
        }
    }

    /// The page without its rows: where one goes from it.
    fn page(&self, turn: &Turn) -> PanelPage {
        let more = self.more.clone();
        let edge = |candidate: Option<&Candidate>| candidate.map(|at| at.spot.clone()).or(more.clone());
        let came = turn.spot.is_some();
        let (previous, next) = if turn.backwards {
            // Where nothing is before, all that there is comes behind.
            let back = edge(self.customers.last()).map_or(Turn::FIRST, Turn::after);
            (self.more.clone().map(Turn::before), came.then_some(back))
        } else {
            let back = edge(self.customers.first()).map_or(Turn::LAST, Turn::before);
            (came.then_some(back), self.more.clone().map(Turn::after))
        };
        PanelPage { previous, next, unfinished: self.unfinished, ..PanelPage::default() }
    }
}

/// The customers as they are shown.
fn rows(
    tx: &mut Tx<'_>,
    account_id: i64,
    customers: Vec<Candidate>,
    columns: &[String],
) -> Result<Vec<PanelRow>, Error> {
    let ids: Vec<&str> = customers.iter().map(|candidate| candidate.customer.customer_id.as_str()).collect();
    let mut names = customer_among::names(tx, account_id, &ids)?;
    let mut values = Vec::new();
    for column in columns.iter().take(MAX_COLUMNS) {
        values.push(customer_among::values(tx, account_id, &ids, column, Length::Shown)?);
    }
    let row = |candidate: Candidate| {
        let customer = candidate.customer;
        let names = names.remove(&customer.customer_id).unwrap_or_default();
        let values = values.iter_mut().map(|column| column.remove(&customer.customer_id)).collect();
        PanelRow { customer, organization: names.organization, portfolio: names.portfolio, values }
    };
    Ok(customers.into_iter().map(row).collect())
}
