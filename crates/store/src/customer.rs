//! Customers and the values of their custom fields.

use guiche_domain::id::Id;
use guiche_domain::language::Language;
use guiche_domain::time::Timestamp;

use crate::{Arg, Error, Row, Tx};

/// What [`read`] takes from a row.
macro_rules! columns {
    () => {
        "customer_id, internal_id, name, email, phone, phone_e164, create_tickets, organization_id, language,
            portfolio_id, email_validated, active, account_approved, monthly_ticket_quota, version, created_at"
    };
}

statements! {
    INSERT = "INSERT INTO customer (account_id, customer_id, internal_id, name, name_key, email, email_key, phone,
            phone_e164, create_tickets, organization_id, language, portfolio_id, email_validated, active,
            account_approved, monthly_ticket_quota, version, password_hash, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
        ON CONFLICT DO NOTHING";
    UPDATE = "UPDATE customer SET internal_id = $3, name = $4, name_key = $5, email = $6, email_key = $7, phone = $8,
            phone_e164 = $9, create_tickets = $10, organization_id = $11, language = $12, portfolio_id = $13,
            email_validated = $14, active = $15, account_approved = $16, monthly_ticket_quota = $17, version = $18
        WHERE account_id = $1 AND customer_id = $2";
    SET_STANDING = "UPDATE customer SET create_tickets = $3, account_approved = $4, active = $5, version = $6
        WHERE account_id = $1 AND customer_id = $2";
    SET_PASSWORD = "UPDATE customer SET password_hash = $3 WHERE account_id = $1 AND customer_id = $2";
    CLEAR_PASSWORD = "UPDATE customer SET password_hash = NULL
        WHERE account_id = $1 AND customer_id = $2 AND password_hash IS NOT NULL";
    SET_VALUE = "INSERT INTO customer_value (account_id, customer_id, custom_field_id, value)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (account_id, customer_id, custom_field_id) DO UPDATE SET value = excluded.value";
    INSERT_VALUE = "INSERT INTO customer_value (account_id, customer_id, custom_field_id, value)
        VALUES ($1, $2, $3, $4)";
    CLEAR_VALUE = "DELETE FROM customer_value WHERE account_id = $1 AND customer_id = $2 AND custom_field_id = $3";
    HAS_INTERNAL_ID = "SELECT 1 FROM customer WHERE account_id = $1 AND internal_id = $2";
    HAS_EMAIL = "SELECT 1 FROM customer WHERE account_id = $1 AND email_key = $2";
    BY_ID = concat!("SELECT ", columns!(), " FROM customer WHERE account_id = $1 AND customer_id = $2");
    BY_INTERNAL_ID = concat!("SELECT ", columns!(), " FROM customer WHERE account_id = $1 AND internal_id = $2");
    BY_EMAIL = concat!("SELECT ", columns!(), " FROM customer WHERE account_id = $1 AND email_key = $2");
    /// Nobody else changes the row until the transaction ends, and what is read is what the last of them left.
    HOLD_BY_INTERNAL_ID = concat!("UPDATE customer SET version = version
        WHERE account_id = $1 AND internal_id = $2 RETURNING ", columns!());
    HOLD_BY_ID = concat!("UPDATE customer SET version = version
        WHERE account_id = $1 AND customer_id = $2 RETURNING ", columns!());
    HOLD_BY_EMAIL = concat!("UPDATE customer SET version = version
        WHERE account_id = $1 AND email_key = $2 RETURNING ", columns!());
    /// In the order of the configured fields, retired ones last.
    VALUES = "SELECT f.custom_field_id, f.name, v.value FROM customer_value v
        JOIN custom_field f ON f.account_id = v.account_id AND f.target = 'customer'
            AND f.custom_field_id = v.custom_field_id
        WHERE v.account_id = $1 AND v.customer_id = $2
        ORDER BY f.retired_at IS NOT NULL, f.position, f.custom_field_id";
    VALUES_BETWEEN = "SELECT customer_id, custom_field_id, value FROM customer_value
        WHERE account_id = $1 AND customer_id > $2 AND customer_id <= $3";
    VALUES_OF_ORGANIZATION_BETWEEN = "SELECT v.customer_id, v.custom_field_id, v.value FROM customer k
        JOIN customer_value v ON v.account_id = k.account_id AND v.customer_id = k.customer_id
        WHERE k.account_id = $1 AND k.organization_id = $2 AND k.customer_id > $3 AND k.customer_id <= $4";
}

/// A customer as stored, but for its account, its password's hash and its custom fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// Our id.
    pub customer_id: Id,
    /// The caller's own key; a customer made elsewhere may have none.
    pub internal_id: Option<String>,
    /// As sent.
    pub name: String,
    /// As sent.
    pub email: Option<String>,
    /// As sent.
    pub phone: Option<String>,
    /// The number in E.164 form, where it is certain which one is meant.
    pub phone_e164: Option<String>,
    /// Whether it may open tickets.
    pub create_tickets: bool,
    /// The organization's id.
    pub organization_id: Option<String>,
    /// Of the customer panel.
    pub language: Language,
    /// The portfolio's id.
    pub portfolio_id: Option<String>,
    /// Whether it has shown that the address is its own.
    pub email_validated: bool,
    /// Whether it may be served at all.
    pub active: bool,
    /// Whether somebody of the desk has approved it.
    pub account_approved: bool,
    /// Tickets a month; `None` is unlimited.
    pub monthly_ticket_quota: Option<i64>,
    /// Counts its changes, from 1.
    pub version: i64,
    /// When it was created.
    pub created_at: Timestamp,
}

/// What is kept of a customer but never read back with it.
#[derive(Clone, Copy, Debug)]
pub struct Hidden<'h> {
    /// The name, as lists are ordered by it.
    pub name_key: &'h str,
    /// The address, as it is looked up.
    pub email_key: Option<&'h str>,
    /// The panel password's argon2id hash, for a new customer.
    pub password_hash: Option<&'h str>,
}

/// Adds a customer. `false` where its internal id or its address is taken; nothing was added then.
pub fn insert(
    tx: &mut Tx<'_>,
    account_id: i64,
    customer: &Customer,
    hidden: Hidden<'_>,
) -> Result<bool, Error> {
    let mut args = args(account_id, customer, hidden).to_vec();
    args.push(hidden.password_hash.into());
    args.push(customer.created_at.micros().into());
    Ok(tx.execute(INSERT, &args)? == 1)
}

/// Makes a customer that is there what is given, but for its password. That its internal id and its address are free was
/// looked at before: of two transactions that take the same one at the same moment, the second runs again and finds it
/// taken.
pub fn update(
    tx: &mut Tx<'_>,
    account_id: i64,
    customer: &Customer,
    hidden: Hidden<'_>,
) -> Result<(), Error> {
    tx.put(UPDATE, &args(account_id, customer, hidden))
}

/// What an insert and an update have in common, in the order of their columns.
fn args<'a>(account_id: i64, customer: &'a Customer, hidden: Hidden<'a>) -> [Arg<'a>; 18] {
    [
        account_id.into(),
        customer.customer_id.as_str().into(),
        customer.internal_id.as_deref().into(),
        Arg::from(&customer.name),
        hidden.name_key.into(),
        customer.email.as_deref().into(),
        hidden.email_key.into(),
        customer.phone.as_deref().into(),
        customer.phone_e164.as_deref().into(),
        customer.create_tickets.into(),
        customer.organization_id.as_deref().into(),
        customer.language.as_str().into(),
        customer.portfolio_id.as_deref().into(),
        customer.email_validated.into(),
        customer.active.into(),
        customer.account_approved.into(),
        customer.monthly_ticket_quota.into(),
        customer.version.into(),
    ]
}

/// Makes what a customer may do, and its version, what is given. All else stays.
pub fn set_standing(tx: &mut Tx<'_>, account_id: i64, customer: &Customer) -> Result<(), Error> {
    let args = [
        account_id.into(),
        customer.customer_id.as_str().into(),
        customer.create_tickets.into(),
        customer.account_approved.into(),
        customer.active.into(),
        customer.version.into(),
    ];
    tx.put(SET_STANDING, &args)
}

/// Gives a customer another password.
pub fn set_password(
    tx: &mut Tx<'_>,
    account_id: i64,
    customer_id: &Id,
    password_hash: &str,
) -> Result<(), Error> {
    tx.put(SET_PASSWORD, &[account_id.into(), customer_id.as_str().into(), password_hash.into()])
}

/// Takes a customer's password away. `false` where it has none.
pub fn clear_password(tx: &mut Tx<'_>, account_id: i64, customer_id: &Id) -> Result<bool, Error> {
    Ok(tx.execute(CLEAR_PASSWORD, &[account_id.into(), customer_id.as_str().into()])? == 1)
}

/// Gives a custom field another value, or none.
pub fn set_value(
    tx: &mut Tx<'_>,
    account_id: i64,
    customer_id: &Id,
    custom_field_id: &str,
    value: Option<&str>,
) -> Result<(), Error> {
    let key = [account_id.into(), customer_id.as_str().into(), custom_field_id.into()];
    let [account, customer, field] = key;
    match value {
        Some(value) => tx.put(SET_VALUE, &[account, customer, field, value.into()]),
        None => tx.put(CLEAR_VALUE, &key),
    }
}

/// Adds the value of a custom field.
pub fn insert_value(
    tx: &mut Tx<'_>,
    account_id: i64,
    customer_id: &Id,
    custom_field_id: &str,
    value: &str,
) -> Result<(), Error> {
    let args = [account_id.into(), customer_id.as_str().into(), custom_field_id.into(), value.into()];
    tx.put(INSERT_VALUE, &args)
}

/// Whether a customer of the account has this internal id.
pub fn has_internal_id(tx: &mut Tx<'_>, account_id: i64, internal_id: &str) -> Result<bool, Error> {
    Ok(tx.first(HAS_INTERNAL_ID, &[account_id.into(), internal_id.into()], |_| Ok(()))?.is_some())
}

/// Whether a customer of the account has this address, as it is looked up.
pub fn has_email(tx: &mut Tx<'_>, account_id: i64, email_key: &str) -> Result<bool, Error> {
    Ok(tx.first(HAS_EMAIL, &[account_id.into(), email_key.into()], |_| Ok(()))?.is_some())
}

/// The customer with this internal id.
pub fn by_internal_id(
    tx: &mut Tx<'_>,
    account_id: i64,
    internal_id: &str,
) -> Result<Option<Customer>, Error> {
    tx.first(BY_INTERNAL_ID, &[account_id.into(), internal_id.into()], read)
}

/// The customer with this address, as it is looked up.
pub fn by_email(tx: &mut Tx<'_>, account_id: i64, email_key: &str) -> Result<Option<Customer>, Error> {
    tx.first(BY_EMAIL, &[account_id.into(), email_key.into()], read)
}

/// The customer with our id.
pub fn by_id(tx: &mut Tx<'_>, account_id: i64, customer_id: &str) -> Result<Option<Customer>, Error> {
    tx.first(BY_ID, &[account_id.into(), customer_id.into()], read)
}

/// The same as [`by_id`], for whoever is about to change it: nobody else does until the transaction ends.
pub fn hold_by_id(tx: &mut Tx<'_>, account_id: i64, customer_id: &Id) -> Result<Option<Customer>, Error> {
    tx.first(HOLD_BY_ID, &[account_id.into(), customer_id.as_str().into()], read)
}

/// The same as [`by_internal_id`], for whoever is about to change it: nobody else does until the transaction ends.
pub fn hold_by_internal_id(
    tx: &mut Tx<'_>,
    account_id: i64,
    internal_id: &str,
) -> Result<Option<Customer>, Error> {
    tx.first(HOLD_BY_INTERNAL_ID, &[account_id.into(), internal_id.into()], read)
}

/// The same as [`by_email`], for whoever is about to change it.
pub fn hold_by_email(tx: &mut Tx<'_>, account_id: i64, email_key: &str) -> Result<Option<Customer>, Error> {
    tx.first(HOLD_BY_EMAIL, &[account_id.into(), email_key.into()], read)
}

/// One custom field's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomValue {
    /// The field's id.
    pub custom_field_id: String,
    /// The field's name today.
    pub name: String,
    /// In its first form (contract: §2, ours).
    pub value: String,
}

/// The values of a customer's custom fields.
pub fn values(tx: &mut Tx<'_>, account_id: i64, customer_id: &Id) -> Result<Vec<CustomValue>, Error> {
    tx.all(VALUES, &[account_id.into(), customer_id.as_str().into()], |row| {
        Ok(CustomValue { custom_field_id: row.text(0)?, name: row.text(1)?, value: row.text(2)? })
    })
}

/// The values of the custom fields of all customers whose ids come after one and up to another, of an organization or of the
/// whole account, retired fields too: customer, field and value, in no order.
pub fn values_between(
    tx: &mut Tx<'_>,
    account_id: i64,
    organization_id: Option<&str>,
    after: &str,
    last: &Id,
) -> Result<Vec<(Id, String, String)>, Error> {
    let mut args: Vec<Arg<'_>> = vec![account_id.into()];
    args.extend(organization_id.map(Arg::from));
    args.extend([Arg::from(after), last.as_str().into()]);
    let sql = match organization_id {
        None => VALUES_BETWEEN,
        Some(_) => VALUES_OF_ORGANIZATION_BETWEEN,
    };
    tx.all(sql, &args, |row| Ok((row.parsed(0)?, row.text(1)?, row.text(2)?)))
}

pub(crate) fn read(row: &Row<'_>) -> Result<Customer, Error> {
    Ok(Customer {
        customer_id: row.parsed(0)?,
        internal_id: row.optional_text(1)?,
        name: row.text(2)?,
        email: row.optional_text(3)?,
        phone: row.optional_text(4)?,
        phone_e164: row.optional_text(5)?,
        create_tickets: row.boolean(6)?,
        organization_id: row.optional_text(7)?,
        language: row.parsed(8)?,
        portfolio_id: row.optional_text(9)?,
        email_validated: row.boolean(10)?,
        active: row.boolean(11)?,
        account_approved: row.boolean(12)?,
        monthly_ticket_quota: row.optional_integer(13)?,
        version: row.integer(14)?,
        created_at: Timestamp::from_micros(row.integer(15)?),
    })
}
