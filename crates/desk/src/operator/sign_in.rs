//! Signing in: a password, then perhaps a code, then a session.

use guiche_domain::account::Account;
use guiche_domain::id::Id;
use guiche_store::operator::{self, Secrets};
use guiche_store::operator_session::{self, Session};
use guiche_store::{Error, Tx, account};

use super::note;
use super::second_factor::step_of;
use super::session::{SESSION_HOURS, record};
use crate::secret::hash;
use crate::{Actor, Caller};

/// How long the code may take.
const CODE_SECONDS: i64 = 10 * 60;
/// So many wrong codes end the session that asks for one.
pub const WRONG_CODES: i64 = 5;
/// The most characters of what a browser calls itself that are kept.
const BROWSER_MAX: usize = 200;

/// What somebody who signs in has to show.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The account.
    pub account: Account,
    secrets: Secrets,
}

impl Credentials {
    /// The hash that the password is compared with; where there is none, nobody can sign in.
    pub fn password_hash(&self) -> Option<&str> {
        self.secrets.password_hash.as_deref()
    }

    /// Who signs in.
    pub fn operator_id(&self) -> &Id {
        &self.secrets.operator_id
    }
}

/// Where somebody signs in.
#[derive(Clone, Debug)]
pub struct Browser {
    /// The session's secret, which only this browser has.
    pub secret: String,
    /// What it calls itself.
    pub name: String,
}

/// What the operator with this address has to show. `None` where there is none who may sign in; the caller of this must not
/// let that be seen, not by the time that it takes either.
pub fn credentials(tx: &mut Tx<'_>, slug: &str, email: &str) -> Result<Option<Credentials>, Error> {
    let Some(account) = account::by_slug(tx, slug)? else {
        return Ok(None);
    };
    let secrets = operator::secrets_by_email(tx, account.account_id, &email.trim().to_lowercase())?;
    Ok(secrets.map(|secrets| Credentials { account, secrets }))
}

/// What the operator who calls has to show to change its password.
pub fn own_credentials(tx: &mut Tx<'_>, caller: &Caller) -> Result<Option<Credentials>, Error> {
    let Actor::Operator { id, .. } = &caller.actor else {
        return Ok(None);
    };
    let secrets = operator::secrets(tx, caller.account.account_id, id)?;
    Ok(secrets.map(|secrets| Credentials { account: caller.account.clone(), secrets }))
}

/// Begins a session for who has shown the password: one that still asks for a code where there is a second factor. `None` where
/// the password was changed since.
pub fn begin(
    tx: &mut Tx<'_>,
    caller: &Caller,
    shown: &Credentials,
    browser: &Browser,
) -> Result<Option<Session>, Error> {
    let account_id = caller.account.account_id;
    // A password that is changed at the same moment ends the sessions of before: this one comes before or after it.
    operator::hold(tx, account_id, shown.operator_id())?;
    let now = operator::secrets(tx, account_id, shown.operator_id())?;
    let Some(now) = now.filter(|now| now.password_hash == shown.secrets.password_hash) else {
        return Ok(None);
    };
    let verified = now.totp_secret.is_none();
    insert(tx, caller, shown.operator_id(), browser, verified).map(Some)
}

/// What came of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verified {
    /// It is right: the session that asked for it has ended, and this one does not ask.
    Begun(Session),
    /// It is wrong, or was used. After [`WRONG_CODES`] of them the session ends that asks for it.
    Wrong,
}

/// Ends a session that asks for a code, and begins one that does not, if this is the code. A wrong one leaves its trace.
pub fn verify(
    tx: &mut Tx<'_>,
    caller: &Caller,
    waiting: &Session,
    code: &str,
    browser: &Browser,
) -> Result<Verified, Error> {
    let (account_id, id) = (caller.account.account_id, &waiting.operator_id);
    operator::hold(tx, account_id, id)?;
    let secret = operator::secrets(tx, account_id, id)?.and_then(|secrets| secrets.totp_secret);
    let step = secret.and_then(|secret| step_of(&secret, code, caller.now));
    let is_right = match step {
        Some(step) => operator::use_totp(tx, account_id, id, step)?,
        None => false,
    };
    if !is_right {
        let wrong = operator_session::count_wrong_code(tx, account_id, id, &waiting.session_id)?;
        if wrong.is_some_and(|wrong| wrong >= WRONG_CODES) {
            operator_session::end(tx, account_id, id, &waiting.session_id)?;
        }
        note_next(tx, caller, "code_refused", id)?;
        return Ok(Verified::Wrong);
    }
    // It may have been ended meanwhile.
    if !operator_session::end(tx, account_id, id, &waiting.session_id)? {
        return Ok(Verified::Wrong);
    }
    insert(tx, caller, id, browser, true).map(Verified::Begun)
}

/// Notes that somebody showed a wrong password for an operator who is there.
pub fn note_wrong_password(tx: &mut Tx<'_>, caller: &Caller, known: &Credentials) -> Result<(), Error> {
    note_next(tx, caller, "password_refused", known.operator_id())
}

fn note_next(tx: &mut Tx<'_>, caller: &Caller, change: &str, id: &Id) -> Result<(), Error> {
    match operator::next_version(tx, caller.account.account_id, id)? {
        Some(version) => note(tx, caller, change, id.as_str(), version),
        None => Ok(()),
    }
}

/// Writes the caller's own new password; its other sessions end. `false` where the one of before was changed meanwhile.
pub fn change_password(
    tx: &mut Tx<'_>,
    caller: &Caller,
    shown: &Credentials,
    password_hash: &str,
    but: &Id,
) -> Result<bool, Error> {
    let (account_id, id) = (caller.account.account_id, shown.operator_id());
    let now = operator::secrets(tx, account_id, id)?;
    if now.is_none_or(|now| now.password_hash != shown.secrets.password_hash) {
        return Ok(false);
    }
    let Some(version) = operator::set_password(tx, account_id, id, password_hash)? else {
        return Ok(false);
    };
    operator_session::end_others(tx, account_id, id, Some(but))?;
    note(tx, caller, "password_set", id.as_str(), version)?;
    Ok(true)
}

fn insert(
    tx: &mut Tx<'_>,
    caller: &Caller,
    operator_id: &Id,
    browser: &Browser,
    verified: bool,
) -> Result<Session, Error> {
    let expires_at = match verified {
        true => caller.now.plus_hours(SESSION_HOURS),
        false => caller.now.plus_seconds(CODE_SECONDS),
    };
    let session = Session {
        session_id: caller.new_id(),
        operator_id: operator_id.clone(),
        verified,
        address: caller.address.map(|address| address.to_string()),
        browser: browser.name.chars().take(BROWSER_MAX).collect(),
        created_at: caller.now,
        seen_at: caller.now,
        expires_at,
    };
    operator_session::insert(tx, caller.account.account_id, &hash(&browser.secret), &session)?;
    if verified {
        record(tx, caller, "begun", operator_id, &session.session_id, 1)?;
    }
    Ok(session)
}
