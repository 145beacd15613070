//! Operators, the people of the desk.

use guiche_domain::id::Id;
use guiche_domain::language::Language;
use guiche_domain::operator::Operator;
use guiche_domain::time::Timestamp;

use crate::{Arg, Error, Row, Tx};

statements! {
    INSERT = "INSERT INTO operator (account_id, operator_id, name, email, email_key, role, language, password_hash,
            totp_secret, totp_step, active, version, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, NULL, 0, $8, $9, $10) ON CONFLICT DO NOTHING";
    BY_ID = "SELECT operator_id, name, email, role, language, password_hash IS NOT NULL, totp_secret IS NOT NULL, active,
            version, created_at FROM operator WHERE account_id = $1 AND operator_id = $2";
    BY_EMAIL = "SELECT operator_id, password_hash, totp_secret, totp_step FROM operator
        WHERE account_id = $1 AND email_key = $2 AND active";
    SECRETS = "SELECT operator_id, password_hash, totp_secret, totp_step FROM operator
        WHERE account_id = $1 AND operator_id = $2 AND active";
    HAS_EMAIL = "SELECT operator_id FROM operator WHERE account_id = $1 AND email_key = $2";
    HOLD_ALL = "UPDATE operator SET active = active WHERE account_id = $1 AND role = 'administrator'";
    LIST = "SELECT operator_id, name, email, role, language, password_hash IS NOT NULL, totp_secret IS NOT NULL, active,
            version, created_at FROM operator WHERE account_id = $1 ORDER BY operator_id";
    UPDATE = "UPDATE operator SET name = $3, email = $4, email_key = $5, role = $6, language = $7, active = $8, version = $9
        WHERE account_id = $1 AND operator_id = $2";
    HOLD = "UPDATE operator SET version = version WHERE account_id = $1 AND operator_id = $2";
    SET_LANGUAGE = "UPDATE operator SET language = $3, version = version + 1
        WHERE account_id = $1 AND operator_id = $2 AND active RETURNING version";
    STEP = "UPDATE operator SET version = version + 1
        WHERE account_id = $1 AND operator_id = $2 AND active RETURNING version";
    SET_PASSWORD = "UPDATE operator SET password_hash = $3, version = version + 1
        WHERE account_id = $1 AND operator_id = $2 AND active RETURNING version";
    SET_TOTP = "UPDATE operator SET totp_secret = $3, totp_step = $4, version = version + 1
        WHERE account_id = $1 AND operator_id = $2 AND active RETURNING version";
    USE_TOTP = "UPDATE operator SET totp_step = $3
        WHERE account_id = $1 AND operator_id = $2 AND active AND totp_step < $3";
}

/// What an operator shows to be itself.
#[derive(Clone)]
pub struct Secrets {
    /// Whose they are.
    pub operator_id: Id,
    /// Its password's hash, once it has set one.
    pub password_hash: Option<String>,
    /// What its telephone makes codes of, in base32.
    pub totp_secret: Option<String>,
    /// The last step of time whose code was used.
    pub totp_step: i64,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Secrets of {}", self.operator_id)
    }
}

/// Adds an operator without a password. `false` where its address is taken.
pub fn insert(tx: &mut Tx<'_>, account_id: i64, new: &Operator, email_key: &str) -> Result<bool, Error> {
    let args = [
        account_id.into(),
        new.operator_id.as_str().into(),
        Arg::from(&new.name),
        Arg::from(&new.email),
        email_key.into(),
        new.role.as_str().into(),
        new.language.as_str().into(),
        new.active.into(),
        new.version.into(),
        new.created_at.micros().into(),
    ];
    Ok(tx.execute(INSERT, &args)? == 1)
}

/// The operator with this id.
pub fn by_id(tx: &mut Tx<'_>, account_id: i64, operator_id: &Id) -> Result<Option<Operator>, Error> {
    tx.first(BY_ID, &[account_id.into(), operator_id.as_str().into()], read)
}

/// What the operator with this address shows, if it may sign in.
pub fn secrets_by_email(tx: &mut Tx<'_>, account_id: i64, email_key: &str) -> Result<Option<Secrets>, Error> {
    tx.first(BY_EMAIL, &[account_id.into(), email_key.into()], read_secrets)
}

/// What the operator with this id shows, if it may sign in.
pub fn secrets(tx: &mut Tx<'_>, account_id: i64, operator_id: &Id) -> Result<Option<Secrets>, Error> {
    tx.first(SECRETS, &[account_id.into(), operator_id.as_str().into()], read_secrets)
}

/// Who has this address.
pub fn with_email(tx: &mut Tx<'_>, account_id: i64, email_key: &str) -> Result<Option<Id>, Error> {
    tx.first(HAS_EMAIL, &[account_id.into(), email_key.into()], |row| row.parsed(0))
}

/// Keeps others from changing an account's administrators until the transaction ends.
pub fn hold_administrators(tx: &mut Tx<'_>, account_id: i64) -> Result<(), Error> {
    tx.execute(HOLD_ALL, &[account_id.into()]).map(|_| ())
}

/// All operators of an account, in the order in which they were added.
pub fn all(tx: &mut Tx<'_>, account_id: i64) -> Result<Vec<Operator>, Error> {
    tx.all(LIST, &[account_id.into()], read)
}

/// Writes what an operator became. Its address is free, or its own.
pub fn update(tx: &mut Tx<'_>, account_id: i64, now: &Operator, email_key: &str) -> Result<(), Error> {
    let args = [
        account_id.into(),
        now.operator_id.as_str().into(),
        Arg::from(&now.name),
        Arg::from(&now.email),
        email_key.into(),
        now.role.as_str().into(),
        now.language.as_str().into(),
        now.active.into(),
        now.version.into(),
    ];
    tx.execute(UPDATE, &args).map(|_| ())
}

/// Keeps others from changing an operator until the transaction ends. `false` where it is not there.
pub fn hold(tx: &mut Tx<'_>, account_id: i64, operator_id: &Id) -> Result<bool, Error> {
    Ok(tx.execute(HOLD, &[account_id.into(), operator_id.as_str().into()])? == 1)
}

/// Writes another language, and nothing else; the version that this makes. `None` where no such operator may sign in.
pub fn set_language(
    tx: &mut Tx<'_>,
    account_id: i64,
    operator_id: &Id,
    language: Language,
) -> Result<Option<i64>, Error> {
    let args = [account_id.into(), operator_id.as_str().into(), language.as_str().into()];
    tx.first(SET_LANGUAGE, &args, |row| row.integer(0))
}

/// The next version of an operator, of which nothing else changes. `None` where no such operator may sign in.
pub fn next_version(tx: &mut Tx<'_>, account_id: i64, operator_id: &Id) -> Result<Option<i64>, Error> {
    tx.first(STEP, &[account_id.into(), operator_id.as_str().into()], |row| row.integer(0))
}

/// Writes another password; the version that this makes. `None` where no such operator may sign in.
pub fn set_password(
    tx: &mut Tx<'_>,
    account_id: i64,
    operator_id: &Id,
    hash: &str,
) -> Result<Option<i64>, Error> {
    let args = [account_id.into(), operator_id.as_str().into(), hash.into()];
    tx.first(SET_PASSWORD, &args, |row| row.integer(0))
}

/// Sets what codes are made of, or takes it away; the version that this makes. `step` is the last whose code was used.
pub fn set_totp(
    tx: &mut Tx<'_>,
    account_id: i64,
    operator_id: &Id,
    secret: Option<&str>,
    step: i64,
) -> Result<Option<i64>, Error> {
    let args = [account_id.into(), operator_id.as_str().into(), secret.into(), step.into()];
    tx.first(SET_TOTP, &args, |row| row.integer(0))
}

/// Uses up the code of a step of time. `false` where one of that step or a later one was used: of two at the same moment
/// one.
pub fn use_totp(tx: &mut Tx<'_>, account_id: i64, operator_id: &Id, step: i64) -> Result<bool, Error> {
    Ok(tx.execute(USE_TOTP, &[account_id.into(), operator_id.as_str().into(), step.into()])? == 1)
}

pub(crate) fn read(row: &Row<'_>) -> Result<Operator, Error> {
    read_from(row, 0)
}

/// An operator whose columns begin at `first`, in the order of [`by_id`].
pub(crate) fn read_from(row: &Row<'_>, first: usize) -> Result<Operator, Error> {
    Ok(Operator {
        operator_id: row.parsed(first)?,
        name: row.text(first + 1)?,
        email: row.text(first + 2)?,
        role: row.parsed(first + 3)?,
        language: row.parsed(first + 4)?,
        has_password: row.boolean(first + 5)?,
        has_second_factor: row.boolean(first + 6)?,
        active: row.boolean(first + 7)?,
        version: row.integer(first + 8)?,
        created_at: Timestamp::from_micros(row.integer(first + 9)?),
    })
}

fn read_secrets(row: &Row<'_>) -> Result<Secrets, Error> {
    Ok(Secrets {
        operator_id: row.parsed(0)?,
        password_hash: row.optional_text(1)?,
        totp_secret: row.optional_text(2)?,
        totp_step: row.integer(3)?,
    })
}
