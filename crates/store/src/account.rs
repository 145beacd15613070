//! Accounts. They are looked up by slug or number: nothing else stands above an account.

use guiche_domain::account::Account;
use guiche_domain::time::Timestamp;

use crate::{Arg, Error, Row, Tx};

/// How often a number is taken again that another transaction was faster to take. Each time one more account is there, so
/// it takes as many that are made at the same moment to use this up.
const TRIES: u32 = 100;

statements! {
    INSERT = "INSERT INTO account (account_id, slug, name, plan, language, time_zone, details_shape,
            version, created_at)
        VALUES ((SELECT coalesce(max(account_id), 0) + 1 FROM account), $1, $2, $3, $4, $5, $6, 1, $7)
        ON CONFLICT DO NOTHING RETURNING account_id";
    UPDATE = "UPDATE account SET name = $2, plan = $3, language = $4, time_zone = $5, details_shape = $6,
            version = version + 1 WHERE account_id = $1 RETURNING version";
    BY_SLUG = "SELECT account_id, slug, name, plan, language, time_zone, details_shape FROM account WHERE slug = $1";
    BY_ID = "SELECT account_id, slug, name, plan, language, time_zone, details_shape FROM account WHERE account_id = $1";
    ALL_ACCOUNTS = "SELECT account_id, slug, name, plan, language, time_zone, details_shape FROM account ORDER BY slug";
    ANY = "SELECT 1 FROM account LIMIT 1";
}

/// Adds an account and gives it a number, whatever `account.account_id` says. `None` where the slug is taken; another
/// transaction that takes it is waited for.
pub fn insert(tx: &mut Tx<'_>, account: &Account, now: Timestamp) -> Result<Option<i64>, Error> {
    let args = [
        account.slug.as_str().into(),
        Arg::from(&account.name),
        account.plan.as_str().into(),
        account.language.as_str().into(),
        account.time_zone.name().into(),
        account.details_shape.as_str().into(),
        now.micros().into(),
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
    let args = [
        account.account_id.into(),
        Arg::from(&account.name),
        account.plan.as_str().into(),
        account.language.as_str().into(),
        account.time_zone.name().into(),
        account.details_shape.as_str().into(),
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

/// All accounts, by slug.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Account>, Error> {
    tx.all(ALL_ACCOUNTS, &[], |row| read(row, 0))
}

/// Whether there is any account.
pub fn any(tx: &mut Tx<'_>) -> Result<bool, Error> {
    Ok(tx.first(ANY, &[], |_| Ok(()))?.is_some())
}

/// An account from seven columns, the first of which is `from`.
pub(crate) fn read(row: &Row<'_>, from: usize) -> Result<Account, Error> {
    Ok(Account {
        account_id: row.integer(from)?,
        slug: row.parsed(from + 1)?,
        name: row.text(from + 2)?,
        plan: row.parsed(from + 3)?,
        language: row.parsed(from + 4)?,
        time_zone: row.parsed(from + 5)?,
        details_shape: row.parsed(from + 6)?,
    })
}
