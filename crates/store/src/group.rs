//! Portfolios, in which customers are looked after; and the names of what customers are grouped by.

use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;

use crate::{Arg, Error, Tx};

statements! {
    INSERT_PORTFOLIO = "INSERT INTO portfolio (account_id, portfolio_id, name, version, created_at)
        VALUES ($1, $2, $3, 1, $4) ON CONFLICT DO NOTHING";
    NAME_ORGANIZATION = "SELECT name FROM organization WHERE account_id = $1 AND organization_id = $2";
    NAME_PORTFOLIO = "SELECT name FROM portfolio WHERE account_id = $1 AND portfolio_id = $2";
    DAUGHTERS = "SELECT organization_id FROM organization
        WHERE account_id = $1 AND mother_organization_id = $2 ORDER BY organization_id";
    /// Nobody else changes the row until the transaction ends.
    HOLD_PORTFOLIO = "UPDATE portfolio SET version = version
        WHERE account_id = $1 AND portfolio_id = $2 RETURNING name, version";
    PORTFOLIO = "SELECT name, version FROM portfolio WHERE account_id = $1 AND portfolio_id = $2";
    RENAME_PORTFOLIO = "UPDATE portfolio SET name = $3, version = $4 WHERE account_id = $1 AND portfolio_id = $2";
    LIST_PORTFOLIO = "SELECT portfolio_id, name FROM portfolio WHERE account_id = $1 ORDER BY portfolio_id";
}

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The company that a customer belongs to.
    Organization,
    /// The portfolio that a customer is looked after in; enterprise plan only (contract: doc).
    Portfolio,
}

impl Kind {
    /// Its name in the trail.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Portfolio => "portfolio",
        }
    }
}

/// Adds a portfolio. `false` where the id is taken.
pub fn insert_portfolio(
    tx: &mut Tx<'_>,
    account_id: i64,
    id: &Id,
    name: &str,
    now: Timestamp,
) -> Result<bool, Error> {
    let args = [account_id.into(), id.as_str().into(), name.into(), now.micros().into()];
    Ok(tx.execute(INSERT_PORTFOLIO, &args)? == 1)
}

/// The name of one, or `None` where the id refers to nothing in this account.
pub fn name(tx: &mut Tx<'_>, kind: Kind, account_id: i64, id: &str) -> Result<Option<String>, Error> {
    let sql = match kind {
        Kind::Organization => NAME_ORGANIZATION,
        Kind::Portfolio => NAME_PORTFOLIO,
    };
    tx.first(sql, &[account_id.into(), Arg::from(id)], |row| row.text(0))
}

/// All portfolios of an account, oldest first: ids and names. An account has a handful.
pub fn portfolios(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<(Id, String)>, Error> {
    tx.all(LIST_PORTFOLIO, &[account_id.into()], |row| Ok((row.parsed(0)?, row.text(1)?)))
}

/// The name and version of a portfolio.
pub fn portfolio(tx: &mut Tx<'_>, account_id: i64, id: &str) -> Result<Option<(String, i64)>, Error> {
    tx.first(PORTFOLIO, &[account_id.into(), id.into()], |row| Ok((row.text(0)?, row.integer(1)?)))
}

/// The same for whoever is about to change it.
pub fn hold_portfolio(tx: &mut Tx<'_>, account_id: i64, id: &str) -> Result<Option<(String, i64)>, Error> {
    tx.first(HOLD_PORTFOLIO, &[account_id.into(), id.into()], |row| Ok((row.text(0)?, row.integer(1)?)))
}

/// Gives a portfolio that is held another name.
pub fn rename_portfolio(
    tx: &mut Tx<'_>,
    account_id: i64,
    id: &str,
    name: &str,
    version: i64,
) -> Result<(), Error> {
    tx.put(RENAME_PORTFOLIO, &[account_id.into(), id.into(), name.into(), version.into()])
}

/// The organizations right below another one.
pub fn daughters(tx: &mut Tx<'_>, account_id: i64, organization_id: &str) -> Result<Vec<String>, Error> {
    tx.all(DAUGHTERS, &[account_id.into(), organization_id.into()], |row| row.text(0))
}
