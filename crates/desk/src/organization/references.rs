//! What an organization refers to, and what no other may have.

use guiche_domain::form::At;
use guiche_domain::organization::Strict;
use guiche_domain::refusal::{Fault, Faults, Reason};
use guiche_store::{Error, Tx, lease, organization, permission};

use super::{HIGHEST, name_key};
use crate::Caller;

/// The row that whoever makes or changes something strictly holds.
const LEASE: &str = "organization";

/// Lets nobody else of the account look for a repeated name or address until the transaction ends. Two who do not see each
/// other's rows yet would both find nothing, and names may be repeated, so no key of the store could say no to one of
/// them. No other row of the account is held before it but that of an idempotency key, so that two jobs wait for each other
/// in one order. Where nothing is to be strict, nobody waits.
pub(super) fn exclude_others(tx: &mut Tx<'_>, caller: &Caller, strict: Strict) -> Result<(), Error> {
    if strict.any() { lease::hold(tx, caller.account.account_id, LEASE, caller.now) } else { Ok(()) }
}

/// What of the sent values is taken.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// The faults of that.
    pub(super) faults: Vec<Fault>,
    /// The first organization that has one of them: the one of that name, else the one of that address.
    pub(super) by: Option<String>,
}

impl Taken {
    fn note<T>(&mut self, at: &At<T>, by: Option<String>) {
        if by.is_some() {
            self.faults.push(Fault::of(at.field.clone(), Reason::Duplicate));
            self.by = self.by.take().or(by);
        }
    }
}

/// Looks for other organizations than `except` with this name or this address, as far as that matters. [`Error::Locked`]
/// where more organizations than a job may touch have a name that cannot be looked up yet.
pub(super) fn taken(
    tx: &mut Tx<'_>,
    caller: &Caller,
    strict: Strict,
    name: Option<&At<guiche_domain::customer::Name>>,
    email: Option<&At<guiche_domain::email::Email>>,
    except: &str,
) -> Result<Taken, Error> {
    let (mut taken, account_id) = (Taken::default(), caller.account.account_id);
    if let Some(at) = name.filter(|_| strict.name) {
        // More than one call completes are only there just after an upgrade. The server completes them beside us, each
        // thousand in a transaction of its own, and whoever asks again finds them done.
        if super::complete(tx, account_id)? {
            return Err(Error::Locked);
        }
        let by = organization::with_name(tx, account_id, &name_key(at.value.as_str()), except)?;
        taken.note(at, by);
    }
    if let Some(at) = email.filter(|_| strict.email) {
        let by = organization::with_email(tx, account_id, &at.value.key(), except)?;
        taken.note(at, by);
    }
    Ok(taken)
}

/// Notes a fault where the organization that a new one is to belong to is not there, or where the way up from the new one is
/// too long. If it is there, it stays. Those above it are not held: the new one can close no loop.
pub(super) fn refer_to_mother(
    tx: &mut Tx<'_>,
    caller: &Caller,
    mother: Option<&At<String>>,
    faults: &mut Faults,
) -> Result<(), Error> {
    let Some(At { field, value }) = mother else {
        return Ok(());
    };
    let account_id = caller.account.account_id;
    let Some(mut next) = organization::hold_mother(tx, account_id, value)? else {
        faults.push(Fault::of(field.clone(), Reason::NotFound));
        return Ok(());
    };
    // The new one and its mother.
    let mut height = 2;
    while let Some(above) = next {
        if height == HIGHEST {
            faults.push(Fault::of(field.clone(), Reason::MotherLoop));
            break;
        }
        next = permission::of_organization(tx, account_id, &above)?
            .and_then(|above| above.mother_organization_id);
        height += 1;
    }
    Ok(())
}

/// The same for one that is there already and held, and which may not come to belong to itself: too long a way up counts as a
/// loop. All on the way up are held, so that of two changes that together would close a loop the second sees what the first
/// has done.
pub(super) fn move_below(
    tx: &mut Tx<'_>,
    caller: &Caller,
    organization_id: Option<&str>,
    mother: Option<&At<String>>,
    faults: &mut Faults,
) -> Result<(), Error> {
    let Some(At { field, value }) = mother else {
        return Ok(());
    };
    let account_id = caller.account.account_id;
    let mut next = Some(value.clone());
    for height in 0..HIGHEST {
        let Some(above) = next else {
            return Ok(());
        };
        if organization_id == Some(above.as_str()) {
            break;
        }
        next = match organization::hold_mother(tx, account_id, &above)? {
            Some(mother) => mother,
            None if height == 0 => {
                faults.push(Fault::of(field.clone(), Reason::NotFound));
                return Ok(());
            }
            None => None,
        };
    }
    faults.push(Fault::of(field.clone(), Reason::MotherLoop));
    Ok(())
}
