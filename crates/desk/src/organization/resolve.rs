//! Which organization a person means.

use guiche_domain::form::At;
use guiche_domain::refusal::{Fault, Faults, Reason};
use guiche_store::group::{self, Kind};
use guiche_store::{Error, Tx, organization};

use super::name_key;
use crate::{Caller, Permission};

/// What a text comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meant {
    /// The organization with this id.
    One(String),
    /// Several have the name.
    Several,
    /// None has it.
    Nobody,
}

/// The organization that a text names: by its id, or by its name without regard to case and accents.
pub(crate) fn meant(tx: &mut Tx<'_>, account_id: i64, text: &str) -> Result<Meant, Error> {
    let text = text.trim();
    if group::name(tx, Kind::Organization, account_id, text)?.is_some() {
        return Ok(Meant::One(text.to_owned()));
    }
    let mut named = organization::named(tx, account_id, &name_key(text))?;
    Ok(match (named.pop(), named.is_empty()) {
        (None, _) => Meant::Nobody,
        (Some(only), true) => Meant::One(only),
        (Some(_), false) => Meant::Several,
    })
}

/// The id and the name of the organization that a text names. `None` where there is none, and where several have the name.
pub fn named(tx: &mut Tx<'_>, caller: &Caller, text: &str) -> Result<Option<(String, String)>, Error> {
    caller.require(Permission::ReadOrganizations)?;
    let account_id = caller.account.account_id;
    let Meant::One(id) = meant(tx, account_id, text)? else {
        return Ok(None);
    };
    let name = group::name(tx, Kind::Organization, account_id, &id)?;
    Ok(name.map(|name| (id, name)))
}

/// Puts an organization's id in the place of what somebody typed. Where several have the name that is a fault; where none has it,
/// it stays, and whoever looks for the reference finds nothing.
pub fn resolve(
    tx: &mut Tx<'_>,
    caller: &Caller,
    typed: &mut At<String>,
    faults: &mut Faults,
) -> Result<(), Error> {
    caller.require(Permission::ReadOrganizations)?;
    match meant(tx, caller.account.account_id, &typed.value)? {
        Meant::One(id) => typed.value = id,
        Meant::Several => faults.push(Fault::of(typed.field.clone(), Reason::Ambiguous)),
        Meant::Nobody => {}
    }
    Ok(())
}
