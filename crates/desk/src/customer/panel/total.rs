//! How many customers match, as far as it is known without a look at more of them than are shown.

use guiche_domain::turn::Turn;
use guiche_store::{Error, Tx};

use super::Found;
use super::filter::{Filter, Within, Words};
use super::walk::{Walk, Way};
use crate::customer::size;

/// How many match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// So many.
    Exactly(u64),
    /// So many are on the first page, or the last; there may be more.
    AtLeast(u64),
}

/// Counts those that match. All of them, those of organizations, in or without a portfolio, and in or out of service are
/// counted already, one of these at a time; of others it is known where they are few, and on the first page and the last.
pub(super) fn count(
    tx: &mut Tx<'_>,
    filter: &Filter,
    walk: &Walk<'_>,
    turn: &Turn,
    found: &Found,
) -> Result<Option<Total>, Error> {
    if let Some(size) = counted(tx, filter)? {
        return Ok(Some(Total::Exactly(size)));
    }
    if let Way::Gathered(all) = &walk.way {
        return Ok(Some(Total::Exactly(all.len() as u64)));
    }
    let shown = found.customers.len() as u64;
    Ok(match found.more {
        _ if turn.spot.is_some() => None,
        None => Some(Total::Exactly(shown)),
        Some(_) => Some(Total::AtLeast(shown)).filter(|_| shown > 0),
    })
}

/// How many there are, where that is counted.
fn counted(tx: &mut Tx<'_>, filter: &Filter) -> Result<Option<u64>, Error> {
    let Filter { account_id, words, organization, portfolio, active, conditions } = filter;
    if !matches!(words, Words::All) || !conditions.is_empty() {
        return Ok(None);
    }
    let account_id = *account_id;
    Ok(Some(match (organization, portfolio, active) {
        (None, None, None) => size::of_organizations(tx, account_id, None)?,
        (Some(Within::Any(all)), None, None) => size::of_organizations(tx, account_id, Some(all))?,
        (Some(Within::Without), None, None) => size::without_organization(tx, account_id)?,
        (None, Some(Within::Without), None) => size::without_portfolio(tx, account_id)?,
        (None, Some(Within::Any(all)), None) => match all.first() {
            Some(id) => size::of_portfolio(tx, account_id, id)?,
            None => 0,
        },
        (None, None, Some(false)) => size::inactive(tx, account_id)?,
        (None, None, Some(true)) => {
            let all = size::of_organizations(tx, account_id, None)?;
            all.saturating_sub(size::inactive(tx, account_id)?)
        }
        _ => return Ok(None),
    }))
}
