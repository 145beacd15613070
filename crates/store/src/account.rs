//! Accounts. They are looked up by slug or number: nothing else stands above an account.

use guiche_domain::account::Account;
use guiche_domain::rate::Rate;
use guiche_domain::time::Timestamp;

use crate::{Arg, Error, Row, Tx};

/// How often a number is taken again that another transaction was faster to take. Each time one more account is there, so
/// it takes as many that are made at the same moment to use this up.
const TRIES: u32 = 100;

statements! {
    INSERT = "INSERT INTO account (account_id, slug, name, plan, language, time_zone, details_shape,
            version, created_at, rate_limit)
        VALUES ((SELECT coalesce(max(account_id), 0) + 1 FROM account), $1, $2, $3, $4, $5, $6, 1, $7, $8)
        ON CONFLICT DO NOTHING RETURNING account_id";
    UPDATE = "UPDATE account SET name = $2, plan = $3, language = $4, time_zone = $5, details_shape = $6,
            rate_limit = $7, version = version + 1 WHERE account_id = $1 RETURNING version";
    BY_SLUG = "SELECT account_id, slug, name, plan, language, time_zone, details_shape, rate_limit FROM account WHERE slug = $1";
    ALL_ACCOUNTS = "SELECT account_id, slug, name, plan, language, time_zone, details_shape, rate_limit FROM account ORDER BY slug";
    BY_NUMBER = "SELECT account_id, slug, name, plan, language, time_zone, details_shape, rate_limit, version
        FROM account WHERE account_id = $1";
    HOLD = "UPDATE account SET version = version WHERE account_id = $1 RETURNING account_id, slug, name, plan, language,
            time_zone, details_shape, rate_limit, version";
    BY_ID = "SELECT account_id, slug, name, plan, language, time_zone, details_shape, rate_limit FROM account
        WHERE account_id = $1";
    ANY = "SELECT 1 FROM account LIMIT 1";
}

/// Adds an account and gives it a number, whatever `account.account_id` says. `None` where the slug is taken; another
/// transaction that takes it is waited for.
pub fn insert(tx: &mut Tx<'_>, account: &Account, now: Timestamp) -> Result<Option<i64>, Error> {
    let rate_limit = account.rate_limit.map(|rate| rate.to_string());
    let args = [
        account.slug.as_str().into(),
        Arg::from(&account.name),
        account.plan.as_str().into(),
        account.language.as_str().into(),
        account.time_zone.name().into(),
        account.details_shape.as_str().into(),
        now.micros().into(),
        rate_limit.as_deref().into(),
    ];
    for _ in 0..TRIES {
        if let Some(number) = tx.first(INSERT, &args, |row| row.integer(0))? {
            return Ok(Some(number));
        }
        // Either the slug is taken, or two transactions that do not see each other chose the same number.
        if by_slug(tx, account.slug.as_str())?.is_some() {
            return Ok(None);
        }
    }
    Err(Error::Locked)
}

/// Changes everything but its number and slug. Its new version, or `None` where there is no such account.
pub fn update(tx: &mut Tx<'_>, account: &Account) -> Result<Option<i64>, Error> {
    let rate_limit = account.rate_limit.map(|rate| rate.to_string());
    let args = [
        account.account_id.into(),
        Arg::from(&account.name),
        account.plan.as_str().into(),
        account.language.as_str().into(),
        account.time_zone.name().into(),
        account.details_shape.as_str().into(),
        rate_limit.as_deref().into(),
    ];
    tx.first(UPDATE, &args, |row| row.integer(0))
}

/// The account of a slug.
pub fn by_slug(tx: &mut Tx<'_>, slug: &str) -> Result<Option<Account>, Error> {
    tx.first(BY_SLUG, &[slug.into()], |row| read(row, 0))
}

/// The account with a number.
pub fn by_id(tx: &mut Tx<'_>, account_id: i64) -> Result<Option<Account>, Error> {
    tx.first(BY_ID, &[account_id.into()], |row| read(row, 0))
}

/// The account of a number, and its version.
pub fn by_number(tx: &mut Tx<'_>, account_id: i64) -> Result<Option<(Account, i64)>, Error> {
    tx.first(BY_NUMBER, &[account_id.into()], |row| Ok((read(row, 0)?, row.integer(8)?)))
}

/// The same, and from now on nobody else changes it until the transaction ends.
pub fn hold(tx: &mut Tx<'_>, account_id: i64) -> Result<Option<(Account, i64)>, Error> {
    tx.first(HOLD, &[account_id.into()], |row| Ok((read(row, 0)?, row.integer(8)?)))
}

/// All accounts, by slug.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Account>, Error> {
    tx.all(ALL_ACCOUNTS, &[], |row| read(row, 0))
}

/// Whether there is any account.
pub fn any(tx: &mut Tx<'_>) -> Result<bool, Error> {
    Ok(tx.first(ANY, &[], |_| Ok(()))?.is_some())
}

/// An account from eight columns, the first of which is `from`.
pub(crate) fn read(row: &Row<'_>, from: usize) -> Result<Account, Error> {
    Ok(Account {
        account_id: row.integer(from)?,
        slug: row.parsed(from + 1)?,
        name: row.text(from + 2)?,
        plan: row.parsed(from + 3)?,
        language: row.parsed(from + 4)?,
        time_zone: row.parsed(from + 5)?,
        details_shape: row.parsed(from + 6)?,
        rate_limit: rate_limit(row, from + 7)?,
    })
}

fn rate_limit(row: &Row<'_>, column: usize) -> Result<Option<Rate>, Error> {
    let limit = row.optional_text(column)?;
    limit.map(|limit| limit.parse().map_err(|_| Error::Data(format!("rate limit {limit:?}")))).transpose()
}
