//! Customers and the values of their custom fields.

use guiche_domain::id::Id;
use guiche_domain::language::Language;
use guiche_domain::time::Timestamp;

use crate::{Arg, Error, Row, Tx};

statements! {
    INSERT = "INSERT INTO customer (account_id, customer_id, internal_id, name, email, email_key, phone,
            create_tickets, organization_id, language, portfolio_id, password_hash, email_validated, active,
            account_approved, monthly_ticket_quota, version, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
        ON CONFLICT DO NOTHING";
    INSERT_VALUE = "INSERT INTO customer_value (account_id, customer_id, custom_field_id, value)
        VALUES ($1, $2, $3, $4)";
    HAS_INTERNAL_ID = "SELECT 1 FROM customer WHERE account_id = $1 AND internal_id = $2";
    HAS_EMAIL = "SELECT 1 FROM customer WHERE account_id = $1 AND email_key = $2";
    BY_INTERNAL_ID = "SELECT customer_id, internal_id, name, email, phone, create_tickets, organization_id, language,
            portfolio_id, email_validated, active, account_approved, monthly_ticket_quota, version, created_at
        FROM customer WHERE account_id = $1 AND internal_id = $2";
    BY_EMAIL = "SELECT customer_id, internal_id, name, email, phone, create_tickets, organization_id, language,
            portfolio_id, email_validated, active, account_approved, monthly_ticket_quota, version, created_at
        FROM customer WHERE account_id = $1 AND email_key = $2";
    /// In the order of the configured fields, retired ones last.
    VALUES = "SELECT f.custom_field_id, f.name, v.value FROM customer_value v
        JOIN custom_field f ON f.account_id = v.account_id AND f.target = 'customer'
            AND f.custom_field_id = v.custom_field_id
        WHERE v.account_id = $1 AND v.customer_id = $2
        ORDER BY f.retired_at IS NOT NULL, f.position, f.custom_field_id";
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
    /// The address, as it is looked up.
    pub email_key: Option<&'h str>,
    /// The panel password's argon2id hash.
    pub password_hash: Option<&'h str>,
}

/// Adds a customer. `false` where its internal id or its address is taken; nothing was added then.
pub fn insert(
    tx: &mut Tx<'_>,
    account_id: i64,
    customer: &Customer,
    hidden: Hidden<'_>,
) -> Result<bool, Error> {
    let args = [
        account_id.into(),
        customer.customer_id.as_str().into(),
        customer.internal_id.as_deref().into(),
        Arg::from(&customer.name),
        customer.email.as_deref().into(),
        hidden.email_key.into(),
        customer.phone.as_deref().into(),
        customer.create_tickets.into(),
        customer.organization_id.as_deref().into(),
        customer.language.as_str().into(),
        customer.portfolio_id.as_deref().into(),
        hidden.password_hash.into(),
        customer.email_validated.into(),
        customer.active.into(),
        customer.account_approved.into(),
        customer.monthly_ticket_quota.into(),
        customer.version.into(),
        customer.created_at.micros().into(),
    ];
    Ok(tx.execute(INSERT, &args)? == 1)
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

fn read(row: &Row<'_>) -> Result<Customer, Error> {
    Ok(Customer {
        customer_id: row.parsed(0)?,
        internal_id: row.optional_text(1)?,
        name: row.text(2)?,
        email: row.optional_text(3)?,
        phone: row.optional_text(4)?,
        create_tickets: row.boolean(5)?,
        organization_id: row.optional_text(6)?,
        language: row.parsed(7)?,
        portfolio_id: row.optional_text(8)?,
        email_validated: row.boolean(9)?,
        active: row.boolean(10)?,
        account_approved: row.boolean(11)?,
        monthly_ticket_quota: row.optional_integer(12)?,
        version: row.integer(13)?,
        created_at: Timestamp::from_micros(row.integer(14)?),
    })
}
