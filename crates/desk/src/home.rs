//! The figures of the panel's home page: how many customers there are, how many came, and where they are.

use std::collections::BTreeMap;

use guiche_domain::day::Day;
use guiche_store::group::{self, Kind};
use guiche_store::{Error, Tx, census, count};

use crate::customer::size;
use crate::{Caller, Permission};

/// How many days are shown, today among them.
const DAYS: u32 = 30;
/// How many weeks are shown, this one among them.
const WEEKS: u32 = 26;
/// How many organizations and portfolios are shown.
const LARGEST: usize = 10;

/// The figures. Those of single organizations, portfolios and days follow the changes by a moment; the others are exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// All customers.
    pub customers: u64,
    /// Those that are out of service.
    pub inactive: u64,
    /// Those without an organization.
    pub without_organization: u64,
    /// Those without a portfolio.
    pub without_portfolio: u64,
    /// New customers on each of the last 30 days, the earliest first. Those that are deleted since count as well.
    pub days: Vec<New>,
    /// New customers in each of the last 26 weeks, the earliest first; this week as far as it has come.
    pub weeks: Vec<New>,
    /// The ten organizations with the most customers, the greatest first.
    pub organizations: Vec<Size>,
    /// The ten portfolios with the most customers, the greatest first.
    pub portfolios: Vec<Size>,
}

/// How many customers were new in a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct New {
    /// The day, or the Monday of the week, as it was in the account's time zone.
    pub from: Day,
    /// How many.
    pub customers: u64,
}

/// How many customers belong to something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Size {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many.
    pub customers: u64,
}

/// The figures of the caller's account, as of the caller's moment.
pub fn figures(tx: &mut Tx<'_>, caller: &Caller) -> Result<Figures, Error> {
    caller.require(Permission::ReadCustomers)?;
    let account_id = caller.account.account_id;
    let today = caller.account.time_zone.day(caller.now);
    let monday = today.monday();
    let created = created(tx, account_id, monday.before(7 * (WEEKS - 1)))?;
    let days = (0..DAYS).rev().map(|days| today.before(days));
    let days = days.map(|day| New { from: day, customers: created.get(&day).copied().unwrap_or(0) });
    let weeks = (0..WEEKS).rev().map(|weeks| monday.before(7 * weeks));
    let weeks = weeks.map(|week| {
        let within = created.iter().filter(|(day, _)| day.monday() == week && **day <= today);
        New { from: week, customers: within.map(|(_, customers)| customers).sum() }
    });
    let organizations = count::by_organization(tx, account_id)?;
    let portfolios = count::by_portfolio(tx, account_id)?;
    Ok(Figures {
        customers: size::of_organizations(tx, account_id, None)?,
        inactive: size::inactive(tx, account_id)?,
        without_organization: size::without_organization(tx, account_id)?,
        without_portfolio: size::without_portfolio(tx, account_id)?,
        days: days.collect(),
        weeks: weeks.collect(),
        organizations: largest(tx, account_id, Kind::Organization, organizations)?,
        portfolios: largest(tx, account_id, Kind::Portfolio, portfolios)?,
    })
}

/// How many customers were created on each day from a day on.
fn created(tx: &mut Tx<'_>, account_id: i64, from: Day) -> Result<BTreeMap<Day, u64>, Error> {
    let days = census::days(tx, account_id, &from.to_string())?;
    let read = |(day, came): (String, census::Came)| {
        let day = day.parse().map_err(|error: guiche_domain::day::NotADay| Error::Data(error.to_string()))?;
        Ok((day, u64::try_from(came.created).unwrap_or(0)))
    };
    days.into_iter().map(read).collect()
}

fn largest(
    tx: &mut Tx<'_>,
    account_id: i64,
    kind: Kind,
    mut counted: Vec<(String, i64)>,
) -> Result<Vec<Size>, Error> {
    counted.sort_by_key(|(_, customers)| std::cmp::Reverse(*customers));
    let mut sizes = Vec::new();
    for (id, customers) in counted.into_iter().take(LARGEST) {
        // One that was deleted a moment ago has no name, and soon no customers.
        if let Some(name) = group::name(tx, kind, account_id, &id)? {
            sizes.push(Size { id, name, customers: u64::try_from(customers).unwrap_or(0) });
        }
    }
    Ok(sizes)
}
