//! Adding and changing operators.

use guiche_domain::id::Id;
use guiche_domain::language::Language;
use guiche_domain::operator::{Draft, Operator, Role};
use guiche_domain::refusal::{Fault, Faults, Field, Reason};
use guiche_store::operator;
use guiche_store::{Error, Tx, operator_link, operator_session};

use super::record;
use crate::{Actor, Caller, Permission};

/// Adds an operator, who has no password yet: [`invite`](super::invite) makes the link by which it sets one. Refused with
/// all faults at once.
pub fn add(tx: &mut Tx<'_>, caller: &Caller, draft: &Draft) -> Result<Operator, Error> {
    caller.require(Permission::ManageOperators)?;
    let mut faults = draft.faults.clone();
    refuse_taken(tx, caller, draft, None, &mut faults)?;
    let (Some(name), Some(email), Some(role), true) =
        (&draft.name, &draft.email, &draft.role, faults.is_empty())
    else {
        return Err(faults.into_result().err().map_or(Error::Locked, Error::Refused));
    };
    let new = Operator {
        operator_id: caller.new_id(),
        name: name.value.as_str().into(),
        email: email.value.as_str().into(),
        role: role.value,
        language: draft.language.as_ref().map_or(caller.account.language, |at| at.value),
        has_password: false,
        has_second_factor: false,
        active: true,
        version: 1,
        created_at: caller.now,
    };
    if !operator::insert(tx, caller.account.account_id, &new, &email.value.key())? {
        return Err(Error::Refused(Fault::of(email.field.clone(), Reason::Duplicate).into()));
    }
    record(tx, caller, "created", &new)?;
    Ok(new)
}

/// Changes an operator to what was typed; `active` says whether it may sign in. Somebody is always left who may add
/// operators. Who may not sign in any more is signed out everywhere. `None` where there is no such operator.
pub fn change(
    tx: &mut Tx<'_>,
    caller: &Caller,
    operator_id: &Id,
    draft: &Draft,
    active: bool,
) -> Result<Option<Operator>, Error> {
    caller.require(Permission::ManageOperators)?;
    let account_id = caller.account.account_id;
    operator::hold_administrators(tx, account_id)?;
    operator::hold(tx, account_id, operator_id)?;
    let Some(before) = operator::by_id(tx, account_id, operator_id)? else {
        return Ok(None);
    };
    let mut faults = draft.faults.clone();
    refuse_taken(tx, caller, draft, Some(operator_id), &mut faults)?;
    let stays = active && draft.role.as_ref().is_none_or(|role| role.value == Role::Administrator);
    if is_administrator(&before) && !stays && !others(tx, account_id, operator_id)? {
        faults.push(Fault::of(Field::new("role", 2), Reason::LastAdministrator));
    }
    faults.into_result()?;
    let mut after = before.clone();
    let mut email_key = before.email.to_lowercase();
    if let Some(name) = &draft.name {
        after.name = name.value.as_str().into();
    }
    if let Some(email) = &draft.email {
        after.email = email.value.as_str().into();
        email_key = email.value.key();
    }
    after.role = draft.role.as_ref().map_or(before.role, |role| role.value);
    after.language = draft.language.as_ref().map_or(before.language, |language| language.value);
    after.active = active;
    if after == before {
        return Ok(Some(after));
    }
    after.version += 1;
    operator::update(tx, account_id, &after, &email_key)?;
    if !active {
        operator_session::end_others(tx, account_id, operator_id, None)?;
        operator_link::withdraw(tx, account_id, Some(operator_id))?;
    }
    record(tx, caller, "updated", &after)?;
    Ok(Some(after))
}

/// Changes the language of the caller's own panel.
pub fn change_language(tx: &mut Tx<'_>, caller: &Caller, language: Language) -> Result<(), Error> {
    let Actor::Operator { id, .. } = &caller.actor else {
        return Err(Error::Refused(Reason::Role.into()));
    };
    let account_id = caller.account.account_id;
    // That alone: of what else it is the page may not know the newest.
    if operator::set_language(tx, account_id, id, language)?.is_none() {
        return Ok(());
    }
    match operator::by_id(tx, account_id, id)? {
        Some(after) => record(tx, caller, "updated", &after),
        None => Ok(()),
    }
}

/// The operators of an account, in the order in which they were added.
pub fn all(tx: &mut Tx<'_>, caller: &Caller) -> Result<Vec<Operator>, Error> {
    caller.require(Permission::ManageOperators)?;
    operator::all(tx, caller.account.account_id)
}

/// One operator.
pub fn by_id(tx: &mut Tx<'_>, caller: &Caller, operator_id: &Id) -> Result<Option<Operator>, Error> {
    caller.require(Permission::ManageOperators)?;
    operator::by_id(tx, caller.account.account_id, operator_id)
}

fn refuse_taken(
    tx: &mut Tx<'_>,
    caller: &Caller,
    draft: &Draft,
    own: Option<&Id>,
    faults: &mut Faults,
) -> Result<(), Error> {
    let Some(email) = &draft.email else {
        return Ok(());
    };
    let holder = operator::with_email(tx, caller.account.account_id, &email.value.key())?;
    if holder.is_some_and(|holder| Some(&holder) != own) {
        faults.push(Fault::of(email.field.clone(), Reason::Duplicate));
    }
    Ok(())
}

fn is_administrator(operator: &Operator) -> bool {
    operator.active && operator.role == Role::Administrator
}

fn others(tx: &mut Tx<'_>, account_id: i64, but: &Id) -> Result<bool, Error> {
    let all = operator::all(tx, account_id)?;
    Ok(all.iter().any(|other| is_administrator(other) && other.has_password && other.operator_id != *but))
}

/// Whether anybody can sign in as an administrator.
pub(super) fn has_administrator(tx: &mut Tx<'_>, account_id: i64) -> Result<bool, Error> {
    let all = operator::all(tx, account_id)?;
    Ok(all.iter().any(|known| is_administrator(known) && known.has_password))
}
