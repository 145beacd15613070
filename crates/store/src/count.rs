//! How many customers there are, by what they belong to. Who follows the outbox counts them; see `desk::search` and
//! `desk::census`.

use std::fmt;

use crate::{Error, Tx};

statements! {
    COUNT = "SELECT customers FROM customer_count WHERE account_id = $1 AND scope = $2";
    ADD = "INSERT INTO customer_count (account_id, scope, customers) VALUES ($1, $2, $3)
        ON CONFLICT (account_id, scope) DO UPDATE SET customers = customer_count.customers + excluded.customers";
    OF_KIND = "SELECT scope, customers FROM customer_count
        WHERE account_id = $1 AND scope > $2 AND scope < $3 AND customers > 0 ORDER BY scope";
}

/// Which customers of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope<'s> {
    /// All of them.
    All,
    /// Those of the organization with this id.
    Organization(&'s str),
    /// Those in the portfolio with this id.
    Portfolio(&'s str),
    /// Those that are out of service.
    Inactive,
}

/// What the ids of organizations and of portfolios come after in a scope.
const ORGANIZATION: &str = "organization ";
const PORTFOLIO: &str = "portfolio ";

impl fmt::Display for Scope<'_> {
    /// Its name in the store.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => out.write_str("all"),
            Self::Organization(id) => write!(out, "{ORGANIZATION}{id}"),
            Self::Portfolio(id) => write!(out, "{PORTFOLIO}{id}"),
            Self::Inactive => out.write_str("inactive"),
        }
    }
}

/// How many customers are counted in a scope.
pub fn counted(tx: &mut Tx<'_>, account_id: i64, scope: Scope<'_>) -> Result<i64, Error> {
    let scope = scope.to_string();
    Ok(tx.first(COUNT, &[account_id.into(), (&scope).into()], |row| row.integer(0))?.unwrap_or(0))
}

/// Counts so many customers more in a scope, or less.
pub fn add(tx: &mut Tx<'_>, account_id: i64, scope: Scope<'_>, customers: i64) -> Result<(), Error> {
    let scope = scope.to_string();
    tx.put(ADD, &[account_id.into(), (&scope).into(), customers.into()])
}

/// The organizations that have customers, by their ids, and how many: an account has thousands of them, not millions.
pub fn by_organization(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<(String, i64)>, Error> {
    of_kind(tx, account_id, ORGANIZATION, "organization!")
}

/// The portfolios that have customers, by their ids, and how many.
pub fn by_portfolio(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<(String, i64)>, Error> {
    of_kind(tx, account_id, PORTFOLIO, "portfolio!")
}

fn of_kind(
    tx: &mut Tx<'_>,
    account_id: i64,
    kind: &'static str,
    end: &'static str,
) -> Result<Vec<(String, i64)>, Error> {
    tx.all(OF_KIND, &[account_id.into(), kind.into(), end.into()], |row| {
        let scope = row.text(0)?;
        Ok((scope.strip_prefix(kind).unwrap_or(&scope).to_owned(), row.integer(1)?))
    })
}
