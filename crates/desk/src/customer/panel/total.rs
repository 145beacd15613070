//! How many customers match.

use guiche_store::{Error, Tx};

use super::CANDIDATES;
use super::filter::{Filter, Within, Words};
use super::walk::{Walk, Way};
use crate::customer::size;

/// How many match, or how far they were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// So many.
    Exactly(u64),
    /// So many among the first thousand or so that were looked at; there may be more.
    AtLeast(u64),
}

/// Counts those that match. All of them, those of organizations, in or without a portfolio, and in or out of service are
/// counted already, one of these at a time; of others about a thousand are looked at.
pub(super) fn count(tx: &mut Tx<'_>, filter: &Filter, walk: &Walk<'_>) -> Result<Total, Error> {
    if let Some(size) = counted(tx, filter)? {
        return Ok(Total::Exactly(size));
    }
    if let Way::Gathered(all) = &walk.way {
        return Ok(Total::Exactly(all.len() as u64));
    }
    let (mut matching, mut looked_at, mut from) = (0, 0, None);
    loop {
        let chunk = walk.next(tx, walk.order(), from.as_ref(), CANDIDATES)?;
        matching += chunk.wanted.len() as u64;
        looked_at += chunk.looked_at;
        match chunk.end {
            None => return Ok(Total::Exactly(matching)),
            Some(_) if looked_at >= CANDIDATES => return Ok(Total::AtLeast(matching)),
            end => from = end,
        }
    }
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
