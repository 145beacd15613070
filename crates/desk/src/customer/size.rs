//! How many customers there are: those that are counted, and what has changed since. Exact, without counting rows: what was
//! counted, and how far, is read in one snapshot.

use std::collections::BTreeSet;

use guiche_store::count::{self, Scope};
use guiche_store::{Error, Tx, census, follower, search};

/// So many organizations are looked up one by one; of more, the counts of all are read.
const FEW: usize = 20;

/// How many some organizations had when they were counted.
pub(super) fn counted_of(
    tx: &mut Tx<'_>,
    account_id: i64,
    organizations: &BTreeSet<String>,
) -> Result<i64, Error> {
    if organizations.len() <= FEW {
        let mut counted =
            organizations.iter().map(|id| count::counted(tx, account_id, Scope::Organization(id)));
        return counted.try_fold(0, |sum, customers| Ok(sum + customers?));
    }
    let counted = count::by_organization(tx, account_id)?.into_iter();
    Ok(counted.filter(|(id, _)| organizations.contains(id)).map(|(_, customers)| customers).sum())
}

/// Of some organizations, or all.
pub(crate) fn of_organizations(
    tx: &mut Tx<'_>,
    account_id: i64,
    organizations: Option<&BTreeSet<String>>,
) -> Result<u64, Error> {
    let position = follower::position(tx, account_id, crate::search::NAME)?;
    let uncounted = search::uncounted(tx, account_id, position)?;
    let size = match organizations {
        None => count::counted(tx, account_id, Scope::All)? + uncounted.values().sum::<i64>(),
        Some(organizations) => {
            let mut size = counted_of(tx, account_id, organizations)?;
            for id in organizations {
                size += uncounted.get(&Some(id.clone())).copied().unwrap_or(0);
            }
            size
        }
    };
    Ok(size.try_into().unwrap_or(0))
}

/// Without an organization.
pub(crate) fn without_organization(tx: &mut Tx<'_>, account_id: i64) -> Result<u64, Error> {
    let position = follower::position(tx, account_id, crate::search::NAME)?;
    let uncounted = search::uncounted(tx, account_id, position)?.remove(&None).unwrap_or(0);
    let with: i64 = count::by_organization(tx, account_id)?.iter().map(|(_, customers)| customers).sum();
    let counted = count::counted(tx, account_id, Scope::All)?;
    Ok((counted - with + uncounted).try_into().unwrap_or(0))
}

/// In a portfolio.
pub(crate) fn of_portfolio(tx: &mut Tx<'_>, account_id: i64, portfolio_id: &str) -> Result<u64, Error> {
    let counted = count::counted(tx, account_id, Scope::Portfolio(portfolio_id))?;
    let uncounted = uncounted(tx, account_id, |_, portfolio| portfolio == Some(portfolio_id))?;
    Ok((counted + uncounted).try_into().unwrap_or(0))
}

/// Without a portfolio.
pub(crate) fn without_portfolio(tx: &mut Tx<'_>, account_id: i64) -> Result<u64, Error> {
    let with: i64 = count::by_portfolio(tx, account_id)?.iter().map(|(_, customers)| customers).sum();
    let with = u64::try_from(with + uncounted(tx, account_id, |_, portfolio| portfolio.is_some())?);
    Ok(of_organizations(tx, account_id, None)?.saturating_sub(with.unwrap_or(0)))
}

/// Out of service.
pub(crate) fn inactive(tx: &mut Tx<'_>, account_id: i64) -> Result<u64, Error> {
    let counted = count::counted(tx, account_id, Scope::Inactive)?;
    Ok((counted + uncounted(tx, account_id, |active, _| !active)?).try_into().unwrap_or(0))
}

/// By how many the census is wrong about customers of some kind: in service or not, in this portfolio or none.
fn uncounted(
    tx: &mut Tx<'_>,
    account_id: i64,
    of: impl Fn(bool, Option<&str>) -> bool,
) -> Result<i64, Error> {
    let position = follower::position(tx, account_id, crate::census::NAME)?;
    let uncounted = census::uncounted(tx, account_id, position)?;
    let counted = uncounted.iter().filter(|(counted, _)| of(counted.active, counted.portfolio_id.as_deref()));
    Ok(counted.map(|(_, customers)| customers).sum())
}
