//! Links that let somebody in once: to set a password, or as the first administrator.

use guiche_domain::account::Account;
use guiche_domain::form::At;
use guiche_domain::id::Id;
use guiche_domain::operator::{Draft, Operator, Role};
use guiche_domain::refusal::Field;
use guiche_domain::time::Timestamp;
use guiche_store::{Error, Tx, operator, operator_link, operator_session};

use super::change::{add, has_administrator};
use super::note;
use crate::secret::hash;
use crate::{Actor, Caller, Permission};

/// How long a link may be used.
pub const LINK_HOURS: i64 = 72;

/// Whom a link lets in.
#[derive(Clone, Debug, PartialEq)]
pub struct Invited {
    /// The account.
    pub account: Account,
    /// Who sets a password; `None` for the first administrator, who is not there yet.
    pub operator: Option<Operator>,
}

/// Makes a link with this secret, by which an operator sets a password, in place of those of before. `None` for the first
/// administrator. The password of before is good until then. `false` where there is no such operator who may sign in.
pub fn invite(
    tx: &mut Tx<'_>,
    caller: &Caller,
    operator_id: Option<&Id>,
    secret: &str,
) -> Result<bool, Error> {
    caller.require(Permission::ManageOperators)?;
    let account_id = caller.account.account_id;
    if let Some(id) = operator_id {
        let Some(version) = operator::next_version(tx, account_id, id)? else {
            return Ok(false);
        };
        note(tx, caller, "link_made", id.as_str(), version)?;
    }
    let expires_at = caller.now.plus_hours(LINK_HOURS);
    operator_link::replace(tx, account_id, &hash(secret), operator_id, expires_at, caller.now)?;
    Ok(true)
}

/// Whom the link with this secret lets in, if it may be used.
pub fn invited(tx: &mut Tx<'_>, secret: &str, now: Timestamp) -> Result<Option<Invited>, Error> {
    let Some(link) = operator_link::by_hash(tx, &hash(secret), now)? else {
        return Ok(None);
    };
    let operator = match &link.operator_id {
        None => None,
        Some(id) => match operator::by_id(tx, link.account.account_id, id)?.filter(|found| found.active) {
            None => return Ok(None),
            found => found,
        },
    };
    Ok(Some(Invited { account: link.account, operator }))
}

/// Uses up a link: the operator has this password from now on, is signed out everywhere and needs no second factor. `None` where
/// the link may not be used.
pub fn take(
    tx: &mut Tx<'_>,
    caller: &Caller,
    secret: &str,
    password_hash: &str,
) -> Result<Option<Operator>, Error> {
    let Some(Invited { account, operator: Some(operator) }) = invited(tx, secret, caller.now)? else {
        return Ok(None);
    };
    if account.account_id != caller.account.account_id || !operator_link::take(tx, &hash(secret), caller.now)?
    {
        return Ok(None);
    }
    let id = &operator.operator_id;
    let actor = Actor::Operator { id: id.clone(), role: operator.role };
    let caller = &Caller { actor, ..caller.clone() };
    if operator.has_second_factor
        && let Some(version) = operator::set_totp(tx, account.account_id, id, None, 0)?
    {
        note(tx, caller, "second_factor_removed", id.as_str(), version)?;
    }
    let Some(version) = operator::set_password(tx, account.account_id, id, password_hash)? else {
        return Ok(None);
    };
    operator_session::end_others(tx, account.account_id, id, None)?;
    note(tx, caller, "password_set", id.as_str(), version)?;
    Ok(Some(Operator { version, has_password: true, has_second_factor: false, ..operator }))
}

/// Uses up the link of the first administrator, who is added with this password. `None` where the link may not be used.
/// Refused with the draft's faults.
pub fn set_up(
    tx: &mut Tx<'_>,
    caller: &Caller,
    secret: &str,
    draft: &Draft,
    password_hash: &str,
) -> Result<Option<Operator>, Error> {
    let Some(Invited { account, operator: None }) = invited(tx, secret, caller.now)? else {
        return Ok(None);
    };
    if account.account_id != caller.account.account_id {
        return Ok(None);
    }
    // Somebody came in by other ways meanwhile: the link is for nobody else.
    operator::hold_administrators(tx, account.account_id)?;
    if has_administrator(tx, account.account_id)? {
        return Ok(None);
    }
    let role = Some(At { field: Field::new("role", 2), value: Role::Administrator });
    let operator = add(tx, caller, &Draft { role, ..draft.clone() })?;
    if !operator_link::take(tx, &hash(secret), caller.now)? {
        return Err(Error::Locked);
    }
    let id = &operator.operator_id;
    let version = operator::set_password(tx, account.account_id, id, password_hash)?.unwrap_or(2);
    note(tx, caller, "password_set", id.as_str(), version)?;
    Ok(Some(Operator { version, has_password: true, ..operator }))
}

/// Takes back the link of the first administrator.
pub fn withdraw(tx: &mut Tx<'_>, caller: &Caller) -> Result<(), Error> {
    operator_link::withdraw(tx, caller.account.account_id, None)
}

/// Deletes up to a thousand links of an account whose time is over; tells how many.
pub fn purge_links(tx: &mut Tx<'_>, account_id: i64, now: Timestamp) -> Result<u64, Error> {
    operator_link::purge(tx, account_id, now)
}
