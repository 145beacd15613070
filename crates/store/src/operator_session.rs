//! Sessions of operators, found by the hash of the secret in their browser's cookie.

use guiche_domain::account::Account;
use guiche_domain::id::Id;
use guiche_domain::operator::Operator;
use guiche_domain::time::Timestamp;

use crate::{Arg, Error, Row, Tx, account, operator};

statements! {
    INSERT = "INSERT INTO operator_session (secret_hash, account_id, session_id, operator_id, verified, wrong_codes, address,
            browser, created_at, seen_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $8, $9)";
    /// A session ends with its operator's right to sign in.
    BY_HASH = "SELECT s.session_id, s.operator_id, s.verified, s.address, s.browser, s.created_at, s.seen_at, s.expires_at,
            o.operator_id, o.name, o.email, o.role, o.language, o.password_hash IS NOT NULL,
            o.totp_secret IS NOT NULL, o.active, o.version, o.created_at,
            a.account_id, a.slug, a.name, a.plan, a.language, a.time_zone, a.details_shape, a.rate_limit
        FROM operator_session s
        JOIN operator o ON o.account_id = s.account_id AND o.operator_id = s.operator_id
        JOIN account a ON a.account_id = s.account_id
        WHERE s.secret_hash = $1 AND s.expires_at > $2 AND o.active";
    OF_OPERATOR = "SELECT session_id, operator_id, verified, address, browser, created_at, seen_at, expires_at
        FROM operator_session WHERE account_id = $1 AND operator_id = $2 AND expires_at > $3 AND verified
        ORDER BY session_id DESC LIMIT 100";
    SEE = "UPDATE operator_session SET seen_at = $2, address = $3, expires_at = $4 WHERE secret_hash = $1";
    WRONG_CODE = "UPDATE operator_session SET wrong_codes = wrong_codes + 1
        WHERE account_id = $1 AND operator_id = $2 AND session_id = $3 RETURNING wrong_codes";
    END = "DELETE FROM operator_session WHERE account_id = $1 AND operator_id = $2 AND session_id = $3";
    END_OTHERS = "DELETE FROM operator_session WHERE account_id = $1 AND operator_id = $2 AND session_id <> $3";
    PURGE = "DELETE FROM operator_session WHERE account_id = $1 AND expires_at <= $2 AND secret_hash IN
        (SELECT secret_hash FROM operator_session WHERE account_id = $1 AND expires_at <= $2 LIMIT 1000)";
}

/// One browser in which an operator is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id; its secret is only in the browser.
    pub session_id: Id,
    /// Who is signed in.
    pub operator_id: Id,
    /// Whether the second factor was shown, or is not wanted.
    pub verified: bool,
    /// From where it was seen last.
    pub address: Option<String>,
    /// The browser, as it calls itself.
    pub browser: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was seen last, to a few minutes.
    pub seen_at: Timestamp,
    /// When it ends, unless it is seen before.
    pub expires_at: Timestamp,
}

/// Begins a session.
pub fn insert(tx: &mut Tx<'_>, account_id: i64, secret_hash: &str, new: &Session) -> Result<(), Error> {
    let args = [
        secret_hash.into(),
        account_id.into(),
        new.session_id.as_str().into(),
        new.operator_id.as_str().into(),
        new.verified.into(),
        new.address.as_deref().into(),
        Arg::from(&new.browser),
        new.created_at.micros().into(),
        new.expires_at.micros().into(),
    ];
    tx.put(INSERT, &args)
}

/// The session whose secret has this hash, with its operator and account, if it stands.
pub fn by_hash(
    tx: &mut Tx<'_>,
    secret_hash: &str,
    now: Timestamp,
) -> Result<Option<(Session, Operator, Account)>, Error> {
    tx.first(BY_HASH, &[secret_hash.into(), now.micros().into()], |row| {
        Ok((read(row)?, operator::read_from(row, 8)?, account::read(row, 18)?))
    })
}

/// The sessions of an operator that stand, the newest first, a hundred at most.
pub fn of_operator(
    tx: &mut Tx<'_>,
    account_id: i64,
    operator_id: &Id,
    now: Timestamp,
) -> Result<Vec<Session>, Error> {
    tx.all(OF_OPERATOR, &[account_id.into(), operator_id.as_str().into(), now.micros().into()], read)
}

/// Notes that a session was seen, which puts off its end.
pub fn see(
    tx: &mut Tx<'_>,
    secret_hash: &str,
    now: Timestamp,
    address: Option<&str>,
    expires_at: Timestamp,
) -> Result<(), Error> {
    let args = [secret_hash.into(), now.micros().into(), address.into(), expires_at.micros().into()];
    tx.put(SEE, &args)
}

/// Notes that a session was shown a wrong code; how many that makes. `None` where there is no such session.
pub fn count_wrong_code(
    tx: &mut Tx<'_>,
    account_id: i64,
    operator_id: &Id,
    session_id: &Id,
) -> Result<Option<i64>, Error> {
    let args = [account_id.into(), operator_id.as_str().into(), session_id.as_str().into()];
    tx.first(WRONG_CODE, &args, |row| row.integer(0))
}

/// Ends a session of an operator. `false` where there is none.
pub fn end(tx: &mut Tx<'_>, account_id: i64, operator_id: &Id, session_id: &Id) -> Result<bool, Error> {
    let args = [account_id.into(), operator_id.as_str().into(), session_id.as_str().into()];
    Ok(tx.execute(END, &args)? == 1)
}

/// Ends all sessions of an operator but one, or all; tells how many.
pub fn end_others(
    tx: &mut Tx<'_>,
    account_id: i64,
    operator_id: &Id,
    but: Option<&Id>,
) -> Result<u64, Error> {
    let args = [account_id.into(), operator_id.as_str().into(), but.map_or("", Id::as_str).into()];
    tx.execute(END_OTHERS, &args)
}

/// Deletes up to a thousand sessions of an account whose time is over; tells how many.
pub fn purge(tx: &mut Tx<'_>, account_id: i64, now: Timestamp) -> Result<u64, Error> {
    tx.execute(PURGE, &[account_id.into(), now.micros().into()])
}

fn read(row: &Row<'_>) -> Result<Session, Error> {
    Ok(Session {
        session_id: row.parsed(0)?,
        operator_id: row.parsed(1)?,
        verified: row.boolean(2)?,
        address: row.optional_text(3)?,
        browser: row.text(4)?,
        created_at: Timestamp::from_micros(row.integer(5)?),
        seen_at: Timestamp::from_micros(row.integer(6)?),
        expires_at: Timestamp::from_micros(row.integer(7)?),
    })
}
