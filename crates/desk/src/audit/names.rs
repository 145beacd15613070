//! What those are called whom the trail knows by their ids.

use std::collections::{BTreeMap, BTreeSet};

use guiche_domain::id::Id;
use guiche_store::{Error, Tx, import, operator, token};

use super::Entry;
use crate::{Caller, Permission};

/// Somebody who may be in the trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// `operator` or `token`, as the trail has it.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// Its name today.
    pub name: String,
}

/// The account's operators and then its tokens, each in the order in which they were made, those that are blocked or revoked
/// too.
pub fn actors(tx: &mut Tx<'_>, caller: &Caller) -> Result<Vec<Actor>, Error> {
    caller.require(Permission::ReadAudit)?;
    let account_id = caller.account.account_id;
    let operators = operator::all(tx, account_id)?.into_iter().map(|operator| Actor {
        kind: "operator",
        id: operator.operator_id.to_string(),
        name: operator.name,
    });
    let tokens = token::of_account(tx, account_id)?.into_iter().map(|kept| Actor {
        kind: "token",
        id: kept.token.token_id.to_string(),
        name: kept.token.name,
    });
    Ok(operators.chain(tokens).collect())
}

/// The names of the files that made these changes, by their imports' ids: what an import changes has its id in the place of
/// the request's.
pub fn files(tx: &mut Tx<'_>, caller: &Caller, entries: &[Entry]) -> Result<BTreeMap<String, String>, Error> {
    caller.require(Permission::ReadAudit)?;
    let requests = entries.iter().filter_map(|entry| entry.event.request_id.as_deref());
    let ids: BTreeSet<&str> = requests.filter(|id| id.parse::<Id>().is_ok()).collect();
    let mut files = BTreeMap::new();
    for id in ids {
        if let Some(import) = import::find(tx, caller.account.account_id, id)? {
            files.insert(id.to_owned(), import.file.name);
        }
    }
    Ok(files)
}
