//! Which organization a person means.

use guiche_domain::form::At;
use guiche_domain::refusal::{Fault, Faults, Reason};
use guiche_store::{Error, Tx, organization};

use super::name_key;
use crate::{Caller, Permission};

/// Puts an organization's id in the place of what somebody typed: an id stays, a name without regard to case and accents
/// becomes the id of the one that has it. Where several have it that is a fault; where none has it, it stays, and whoever
/// looks for the reference finds nothing.
pub fn resolve(
    tx: &mut Tx<'_>,
    caller: &Caller,
    typed: &mut At<String>,
    faults: &mut Faults,
) -> Result<(), Error> {
    caller.require(Permission::ReadOrganizations)?;
    let account_id = caller.account.account_id;
    if organization::by_id(tx, account_id, &typed.value)?.is_some() {
        return Ok(());
    }
    match &organization::named(tx, account_id, &name_key(&typed.value))?[..] {
        [] => {}
        [only] => typed.value.clone_from(only),
        _ => faults.push(Fault::of(typed.field.clone(), Reason::Ambiguous)),
    }
    Ok(())
}
