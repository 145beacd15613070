//! API tokens: who holds one may act for its account.

use std::net::IpAddr;

use guiche_domain::account::Account;
use guiche_domain::id::Id;
use guiche_domain::refusal::{Fault, Reason};
use guiche_domain::time::Timestamp;
use guiche_domain::token::{Draft, Expiry, Token};
use guiche_store::{Error, Tx, token};

pub use guiche_store::token::Kept;

use crate::trail::{self, Event};
use crate::{Actor, Caller, Permission, secret};

/// Who holds the token with this secret's hash, if it may be used now and from `address`.
///
/// The account is known even where the token may no longer be used: the refusal speaks its language.
pub fn authenticate(
    tx: &mut Tx<'_>,
    secret_hash: &str,
    now: Timestamp,
    address: IpAddr,
) -> Result<Authenticated, Error> {
    let Some((token, account)) = token::by_hash(tx, secret_hash)? else {
        return Ok(Authenticated::Unknown);
    };
    Ok(match token.check(now, address) {
        Ok(()) => {
            Authenticated::Known(Actor::Token { id: token.token_id, read_only: token.read_only }, account)
        }
        Err(reason) => Authenticated::Refused(reason, token.token_id, account),
    })
}

/// What a secret is worth.
#[derive(Clone, Debug, PartialEq)]
pub enum Authenticated {
    /// It is a token that may be used.
    Known(Actor, Account),
    /// It is a token that may not be used: why, its id, and its account.
    Refused(Reason, Id, Account),
    /// It is no token of ours.
    Unknown,
}

/// Makes a token with this secret, of which only the hash is kept. `false` where the secret is known already.
pub fn create(tx: &mut Tx<'_>, caller: &Caller, secret: &str, new: &Token) -> Result<bool, Error> {
    caller.require(Permission::ManageTokens)?;
    if !token::insert(tx, caller.account.account_id, &secret::hash(secret), new, caller.now)? {
        return Ok(false);
    }
    let networks: Vec<String> = new.networks.iter().map(ToString::to_string).collect();
    let values = serde_json::json!({
        "name": new.name,
        "read_only": new.read_only,
        "expires_at": new.expires_at.map(Timestamp::micros),
        "networks": networks,
    });
    let event = Event { entity: "token", entity_id: new.token_id.as_str(), version: 1, change: "created" };
    trail::record(tx, caller, event, &values)?;
    Ok(true)
}

/// Makes a token as it was typed, with a new secret. Refused with all faults at once, also where it would have expired
/// already.
pub fn add(tx: &mut Tx<'_>, caller: &Caller, secret: &str, draft: &Draft) -> Result<Token, Error> {
    caller.require(Permission::ManageTokens)?;
    let mut faults = draft.faults.clone();
    let expires_at = match &draft.expiry {
        None | Some(Expiry::Never) => None,
        Some(Expiry::Days(days)) => Some(caller.now.plus_hours(days * 24)),
        Some(Expiry::EndOf(day)) => {
            let end = caller.account.time_zone.end_of(&day.value);
            if end.is_none_or(|end| end <= caller.now) {
                faults.push(Fault::of(day.field.clone(), end.map_or(Reason::NotADate, |_| Reason::Past)));
            }
            end
        }
    };
    let (Some(name), Some(read_only), true) = (&draft.name, draft.read_only, faults.is_empty()) else {
        return Err(faults.into_result().err().map_or(Error::Locked, Error::Refused));
    };
    let new = Token {
        token_id: caller.new_id(),
        name: name.clone(),
        read_only,
        expires_at,
        revoked_at: None,
        networks: draft.networks.clone(),
    };
    if create(tx, caller, secret, &new)? {
        Ok(new)
    } else {
        Err(Error::Data("a new secret is known already".into()))
    }
}

/// The tokens of the caller's account, revoked ones too, in the order in which they were made.
pub fn list(tx: &mut Tx<'_>, caller: &Caller) -> Result<Vec<Kept>, Error> {
    caller.require(Permission::ManageTokens)?;
    token::of_account(tx, caller.account.account_id)
}

/// One token of the caller's account.
pub fn by_id(tx: &mut Tx<'_>, caller: &Caller, id: &Id) -> Result<Option<Kept>, Error> {
    caller.require(Permission::ManageTokens)?;
    token::by_id(tx, caller.account.account_id, id)
}

/// Revokes a token of the caller's account; it is refused from the next request on. `false` where there is no such
/// token that stands.
pub fn revoke(tx: &mut Tx<'_>, caller: &Caller, id: &Id) -> Result<bool, Error> {
    caller.require(Permission::ManageTokens)?;
    if !token::revoke(tx, caller.account.account_id, id, caller.now)? {
        return Ok(false);
    }
    let event = Event { entity: "token", entity_id: id.as_str(), version: 2, change: "revoked" };
    trail::record(tx, caller, event, &serde_json::json!({}))?;
    Ok(true)
}
