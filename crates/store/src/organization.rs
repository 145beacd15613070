//! Organizations, the companies that customers belong to, and the values of their custom fields.

use guiche_domain::id::Id;
use guiche_domain::time::Timestamp;

use crate::customer::CustomValue;
use crate::{Arg, Error, Row, Tx};

/// What [`read`] takes from a row.
macro_rules! columns {
    () => {
        "organization_id, name, email, phone, site, portfolio_id, create_tickets, monthly_tickets_quota,
            mother_organization_id, team_see_all_tickets, manager_see_all_tickets, version, created_at"
    };
}

statements! {
    INSERT = "INSERT INTO organization (account_id, organization_id, name, name_key, email, email_key, phone, site,
            portfolio_id, create_tickets, monthly_tickets_quota, mother_organization_id, team_see_all_tickets,
            manager_see_all_tickets, version, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT DO NOTHING";
    UPDATE = "UPDATE organization SET name = $3, name_key = $4, email = $5, email_key = $6, phone = $7, site = $8,
            portfolio_id = $9, create_tickets = $10, monthly_tickets_quota = $11, mother_organization_id = $12,
            team_see_all_tickets = $13, manager_see_all_tickets = $14, version = $15
        WHERE account_id = $1 AND organization_id = $2";
    /// Nobody else changes the row until the transaction ends, and what is read is what the last of them left.
    HOLD = concat!("UPDATE organization SET version = version
        WHERE account_id = $1 AND organization_id = $2 RETURNING ", columns!());
    HOLD_MOTHER = "UPDATE organization SET version = version
        WHERE account_id = $1 AND organization_id = $2 RETURNING mother_organization_id";
    /// It waits for all who refer to the row, which holding it for a change does not.
    HOLD_TO_DELETE = concat!("SELECT ", columns!(), " FROM organization
        WHERE account_id = $1 AND organization_id = $2 FOR UPDATE");
    /// What a foreign key would hold a moment later, before anything is written: the row stays until the transaction ends.
    /// Who refers to it does not wait for others who do.
    HOLD_TO_REFER = "SELECT 1 FROM organization WHERE account_id = $1 AND organization_id = $2 FOR KEY SHARE";
    DELETE = "DELETE FROM organization WHERE account_id = $1 AND organization_id = $2";
    WITH_NAME = "SELECT organization_id FROM organization
        WHERE account_id = $1 AND name_key = $2 AND organization_id <> $3 ORDER BY organization_id LIMIT 1";
    WITH_EMAIL = "SELECT organization_id FROM organization
        WHERE account_id = $1 AND email_key = $2 AND organization_id <> $3 ORDER BY organization_id LIMIT 1";
    COUNT = "SELECT count(*) FROM organization WHERE account_id = $1";
    COUNT_CUSTOMERS = "SELECT count(*) FROM customer WHERE account_id = $1 AND organization_id = $2";
    COUNT_BELOW = "SELECT count(*) FROM organization WHERE account_id = $1 AND mother_organization_id = $2";
    KEYS = "SELECT name_key, organization_id FROM organization
        WHERE account_id = $1 AND (name_key, organization_id) > ($2, $3) ORDER BY name_key, organization_id LIMIT $4";
    AFTER = concat!("SELECT ", columns!(), " FROM organization
        WHERE account_id = $1 AND (name_key, organization_id) > ($2, $3) ORDER BY name_key, organization_id LIMIT $4");
    FROM_NAME = "SELECT organization_id, name, name_key FROM organization
        WHERE account_id = $1 AND name_key >= $2 ORDER BY name_key, organization_id LIMIT $3";
    AFTER_EMAIL = concat!("SELECT ", columns!(), " FROM organization
        WHERE account_id = $1 AND email_key IS NOT NULL AND (email_key, organization_id) > ($2, $3)
        ORDER BY email_key, organization_id LIMIT $4");
    BY_ID = concat!("SELECT ", columns!(), " FROM organization WHERE account_id = $1 AND organization_id = $2");
    WITH_NAME_ALL = "SELECT organization_id FROM organization
        WHERE account_id = $1 AND name_key = $2 ORDER BY organization_id LIMIT 2";
    BELOW = "SELECT organization_id, name FROM organization
        WHERE account_id = $1 AND organization_id IN (SELECT d.organization_id FROM organization d
            WHERE d.account_id = $1 AND d.mother_organization_id = $2 ORDER BY d.organization_id LIMIT $3)
        ORDER BY organization_id";
    WITHOUT_KEY = "SELECT organization_id, name FROM organization
        WHERE account_id = $1 AND name_key = '' ORDER BY organization_id LIMIT $2";
    SET_KEY = "UPDATE organization SET name_key = $4 WHERE account_id = $1 AND organization_id = $2 AND name = $3";
    SET_VALUE = "INSERT INTO organization_value (account_id, organization_id, custom_field_id, value)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (account_id, organization_id, custom_field_id) DO UPDATE SET value = excluded.value";
    CLEAR_VALUE = "DELETE FROM organization_value
        WHERE account_id = $1 AND organization_id = $2 AND custom_field_id = $3";
    CLEAR_VALUES = "DELETE FROM organization_value WHERE account_id = $1 AND organization_id = $2";
    /// In the order of the configured fields, retired ones last.
    VALUES = "SELECT f.custom_field_id, f.name, v.value FROM organization_value v
        JOIN custom_field f ON f.account_id = v.account_id AND f.target = 'organization'
            AND f.custom_field_id = v.custom_field_id
        WHERE v.account_id = $1 AND v.organization_id = $2
        ORDER BY f.retired_at IS NOT NULL, f.position, f.custom_field_id";
}

/// How many keys are read at once on the way to a page.
const STRIDE: u64 = 1_000;

/// An organization as stored, but for its account and its custom fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// Its id.
    pub organization_id: Id,
    /// As sent.
    pub name: String,
    /// As sent.
    pub email: Option<String>,
    /// As sent.
    pub phone: Option<String>,
    /// As sent.
    pub site: Option<String>,
    /// The portfolio's id.
    pub portfolio_id: Option<String>,
    /// Whether its customers may open tickets.
    pub create_tickets: bool,
    /// Tickets a month; `None` where none is set.
    pub monthly_tickets_quota: Option<i64>,
    /// The id of the organization that it belongs to.
    pub mother_organization_id: Option<String>,
    /// Whether everybody of it sees all its tickets.
    pub team_see_all_tickets: bool,
    /// Whether its managers see all its tickets.
    pub manager_see_all_tickets: bool,
    /// Counts its changes, from 1.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
}

/// What an organization is found and ordered by.
#[derive(Clone, Copy, Debug)]
pub struct Keys<'k> {
    /// The name, as lists are ordered by it; never empty.
    pub name: &'k str,
    /// The address, as it is looked up.
    pub email: Option<&'k str>,
}

/// Adds an organization. `false` where its id is taken; nothing was added then.
pub fn insert(
    tx: &mut Tx<'_>,
    account_id: i64,
    organization: &Organization,
    keys: Keys<'_>,
) -> Result<bool, Error> {
    let mut args = args(account_id, organization, keys).to_vec();
    args.push(organization.version.into());
    args.push(organization.created_at.micros().into());
    Ok(tx.execute(INSERT, &args)? == 1)
}

/// Makes an organization that is held what is given.
pub fn update(
    tx: &mut Tx<'_>,
    account_id: i64,
    organization: &Organization,
    keys: Keys<'_>,
) -> Result<(), Error> {
    let mut args = args(account_id, organization, keys).to_vec();
    args.push(organization.version.into());
    tx.put(UPDATE, &args)
}

fn args<'a>(account_id: i64, organization: &'a Organization, keys: Keys<'a>) -> [Arg<'a>; 14] {
    [
        account_id.into(),
        organization.organization_id.as_str().into(),
        Arg::from(&organization.name),
        keys.name.into(),
        organization.email.as_deref().into(),
        keys.email.into(),
        organization.phone.as_deref().into(),
        organization.site.as_deref().into(),
        organization.portfolio_id.as_deref().into(),
        organization.create_tickets.into(),
        organization.monthly_tickets_quota.into(),
        organization.mother_organization_id.as_deref().into(),
        organization.team_see_all_tickets.into(),
        organization.manager_see_all_tickets.into(),
    ]
}

/// The organization with this id, for whoever is about to change it: nobody else does until the transaction ends.
pub fn hold(tx: &mut Tx<'_>, account_id: i64, organization_id: &str) -> Result<Option<Organization>, Error> {
    tx.first(HOLD, &[account_id.into(), organization_id.into()], read)
}

/// The same for whoever is about to delete it: nobody refers to it anew either, and who did was waited for.
pub fn hold_to_delete(
    tx: &mut Tx<'_>,
    account_id: i64,
    organization_id: &str,
) -> Result<Option<Organization>, Error> {
    tx.first(HOLD_TO_DELETE, &[account_id.into(), organization_id.into()], read)
}

/// Whether the organization is there. If so it stays until the transaction ends. Only in a transaction that writes.
pub fn hold_to_refer(tx: &mut Tx<'_>, account_id: i64, organization_id: &str) -> Result<bool, Error> {
    let found = tx.first(HOLD_TO_REFER, &[account_id.into(), organization_id.into()], |_| Ok(()))?;
    Ok(found.is_some())
}

/// What the organization belongs to: `None` where it is not there, `Some(None)` where it belongs to none. Nobody else
/// changes it until the transaction ends.
pub fn hold_mother(
    tx: &mut Tx<'_>,
    account_id: i64,
    organization_id: &str,
) -> Result<Option<Option<String>>, Error> {
    tx.first(HOLD_MOTHER, &[account_id.into(), organization_id.into()], |row| row.optional_text(0))
}

/// Deletes an organization that is held to be, and the values of its custom fields.
pub fn delete(tx: &mut Tx<'_>, account_id: i64, organization_id: &str) -> Result<(), Error> {
    let key = [account_id.into(), organization_id.into()];
    tx.put(CLEAR_VALUES, &key)?;
    tx.put(DELETE, &key)
}

/// The oldest organization with this name, as lists are ordered by it, but for `except`.
pub fn with_name(
    tx: &mut Tx<'_>,
    account_id: i64,
    name_key: &str,
    except: &str,
) -> Result<Option<String>, Error> {
    tx.first(WITH_NAME, &[account_id.into(), name_key.into(), except.into()], |row| row.text(0))
}

/// The oldest organization with this address, as it is looked up, but for `except`.
pub fn with_email(
    tx: &mut Tx<'_>,
    account_id: i64,
    email_key: &str,
    except: &str,
) -> Result<Option<String>, Error> {
    tx.first(WITH_EMAIL, &[account_id.into(), email_key.into(), except.into()], |row| row.text(0))
}

/// Up to `limit` organizations whose names, as lists are ordered by them, are not before `name_key`: their ids, their names,
/// and by what they are ordered.
pub fn from_name(
    tx: &mut Tx<'_>,
    account_id: i64,
    name_key: &str,
    limit: i64,
) -> Result<Vec<(Id, String, String)>, Error> {
    tx.all(FROM_NAME, &[account_id.into(), name_key.into(), limit.into()], |row| {
        Ok((row.parsed(0)?, row.text(1)?, row.text(2)?))
    })
}

/// How many an account has: counted by an index, for they are few beside its customers.
pub fn count(tx: &mut Tx<'_>, account_id: i64) -> Result<u64, Error> {
    counted(tx, COUNT, &[account_id.into()])
}

/// How many customers an organization has, and how many organizations belong to it.
pub fn uses(tx: &mut Tx<'_>, account_id: i64, organization_id: &str) -> Result<(u64, u64), Error> {
    let key = [account_id.into(), organization_id.into()];
    Ok((counted(tx, COUNT_CUSTOMERS, &key)?, counted(tx, COUNT_BELOW, &key)?))
}

/// How many organizations are right below one.
pub fn count_below(tx: &mut Tx<'_>, account_id: i64, organization_id: &str) -> Result<u64, Error> {
    counted(tx, COUNT_BELOW, &[account_id.into(), organization_id.into()])
}

fn counted(tx: &mut Tx<'_>, sql: &'static str, args: &[Arg<'_>]) -> Result<u64, Error> {
    let count = tx.first(sql, args, |row| row.integer(0))?.unwrap_or_default();
    u64::try_from(count).map_err(|error| Error::Data(error.to_string()))
}

/// Up to `limit` organizations behind the first `skipped` ones, by name and then by id. What is skipped is read, but of an
/// index alone.
pub fn page(
    tx: &mut Tx<'_>,
    account_id: i64,
    mut skipped: u64,
    limit: u64,
) -> Result<Vec<Organization>, Error> {
    let mut last = (String::new(), String::new());
    while skipped > 0 {
        let stride = skipped.min(STRIDE);
        let args = [account_id.into(), Arg::from(&last.0), Arg::from(&last.1), (stride as i64).into()];
        let keys = tx.all(KEYS, &args, |row| Ok((row.text(0)?, row.text(1)?)))?;
        match keys.into_iter().next_back() {
            Some(key) => last = key,
            None => return Ok(Vec::new()),
        }
        skipped -= stride;
    }
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    tx.all(AFTER, &[account_id.into(), Arg::from(&last.0), Arg::from(&last.1), limit.into()], read)
}

/// Up to `limit` organizations behind a place in the order of names and ids.
pub fn after(
    tx: &mut Tx<'_>,
    account_id: i64,
    (name_key, organization_id): (&str, &str),
    limit: i64,
) -> Result<Vec<Organization>, Error> {
    tx.all(AFTER, &[account_id.into(), name_key.into(), organization_id.into(), limit.into()], read)
}

/// Up to `limit` organizations behind a place in the order of addresses, as they are looked up, and ids.
pub fn after_email(
    tx: &mut Tx<'_>,
    account_id: i64,
    (email_key, organization_id): (&str, &str),
    limit: i64,
) -> Result<Vec<Organization>, Error> {
    tx.all(AFTER_EMAIL, &[account_id.into(), email_key.into(), organization_id.into(), limit.into()], read)
}

/// The organization with this id.
pub fn by_id(tx: &mut Tx<'_>, account_id: i64, organization_id: &str) -> Result<Option<Organization>, Error> {
    tx.first(BY_ID, &[account_id.into(), organization_id.into()], read)
}

/// The ids of the two oldest organizations with this name, as lists are ordered by it.
pub fn named(tx: &mut Tx<'_>, account_id: i64, name_key: &str) -> Result<Vec<String>, Error> {
    tx.all(WITH_NAME_ALL, &[account_id.into(), name_key.into()], |row| row.text(0))
}

/// Up to `limit` organizations right below one, oldest first: ids and names.
pub fn below(
    tx: &mut Tx<'_>,
    account_id: i64,
    organization_id: &str,
    limit: i64,
) -> Result<Vec<(Id, String)>, Error> {
    let args = [account_id.into(), organization_id.into(), limit.into()];
    tx.all(BELOW, &args, |row| Ok((row.parsed(0)?, row.text(1)?)))
}

/// Up to `limit` ids and names of organizations that a program of before has made: what lists are ordered by is missing.
pub fn without_key(tx: &mut Tx<'_>, account_id: i64, limit: i64) -> Result<Vec<(String, String)>, Error> {
    tx.all(WITHOUT_KEY, &[account_id.into(), limit.into()], |row| Ok((row.text(0)?, row.text(1)?)))
}

/// Fills in what lists are ordered by, where the name is still this one.
pub fn set_key(
    tx: &mut Tx<'_>,
    account_id: i64,
    organization_id: &str,
    name: &str,
    name_key: &str,
) -> Result<(), Error> {
    tx.put(SET_KEY, &[account_id.into(), organization_id.into(), name.into(), name_key.into()])
}

/// Gives a custom field another value, or none.
pub fn set_value(
    tx: &mut Tx<'_>,
    account_id: i64,
    organization_id: &str,
    custom_field_id: &str,
    value: Option<&str>,
) -> Result<(), Error> {
    let key = [account_id.into(), organization_id.into(), custom_field_id.into()];
    let [account, organization, field] = key;
    match value {
        Some(value) => tx.put(SET_VALUE, &[account, organization, field, value.into()]),
        None => tx.put(CLEAR_VALUE, &key),
    }
}

/// The values of an organization's custom fields.
pub fn values(tx: &mut Tx<'_>, account_id: i64, organization_id: &str) -> Result<Vec<CustomValue>, Error> {
    tx.all(VALUES, &[account_id.into(), organization_id.into()], |row| {
        Ok(CustomValue { custom_field_id: row.text(0)?, name: row.text(1)?, value: row.text(2)? })
    })
}

fn read(row: &Row<'_>) -> Result<Organization, Error> {
    Ok(Organization {
        organization_id: row.parsed(0)?,
        name: row.text(1)?,
        email: row.optional_text(2)?,
        phone: row.optional_text(3)?,
        site: row.optional_text(4)?,
        portfolio_id: row.optional_text(5)?,
        create_tickets: row.boolean(6)?,
        monthly_tickets_quota: row.optional_integer(7)?,
        mother_organization_id: row.optional_text(8)?,
        team_see_all_tickets: row.boolean(9)?,
        manager_see_all_tickets: row.boolean(10)?,
        version: row.integer(11)?,
        created_at: Timestamp::from_micros(row.integer(12)?),
    })
}
