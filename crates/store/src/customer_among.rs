//! What several customers have, asked for at once by their ids: one statement, however many they are.

use std::collections::BTreeMap;

use guiche_domain::id::Id;

use crate::customer;
use crate::customer_scope::Scoped;
use crate::tx::Engine;
use crate::{Error, Tx};

/// The same over the ids of `$2`, in the words of each engine. The ids come first, which SQLite keeps.
macro_rules! among {
    (sqlite $select:literal $table:literal $rest:literal) => {
        concat!(
            $select,
            " FROM json_each($2) asked CROSS JOIN ",
            $table,
            " ON t.account_id = $1 AND t.customer_id = asked.value ",
            $rest
        )
    };
    (postgres $select:literal $table:literal $rest:literal) => {
        concat!(
            $select,
            " FROM unnest(string_to_array($2, ' ')) AS asked (value) JOIN ",
            $table,
            " ON t.account_id = $1 AND t.customer_id = asked.value ",
            $rest
        )
    };
}

macro_rules! customers {
    ($engine:ident) => {
        among!($engine
            "SELECT t.customer_id, t.internal_id, t.name, t.email, t.phone, t.phone_e164, t.create_tickets,
                t.organization_id, t.language, t.portfolio_id, t.email_validated, t.active, t.account_approved,
                t.monthly_ticket_quota, t.version, t.created_at, t.name_key"
            "customer t" "")
    };
}

macro_rules! names {
    ($engine:ident) => {
        among!($engine "SELECT t.customer_id, o.name, p.name" "customer t"
            "LEFT JOIN organization o ON o.account_id = t.account_id AND o.organization_id = t.organization_id
            LEFT JOIN portfolio p ON p.account_id = t.account_id AND p.portfolio_id = t.portfolio_id")
    };
}

statements! {
    CUSTOMERS_ON_SQLITE = customers!(sqlite);
    CUSTOMERS_ON_POSTGRES = customers!(postgres);
    NAMES_ON_SQLITE = names!(sqlite);
    NAMES_ON_POSTGRES = names!(postgres);
    VALUES_ON_SQLITE = among!(sqlite "SELECT t.customer_id, substr(t.value, 1, 5000)" "customer_value t"
        "AND t.custom_field_id = $3");
    VALUES_ON_POSTGRES = among!(postgres "SELECT t.customer_id, substr(t.value, 1, 5000)" "customer_value t"
        "AND t.custom_field_id = $3");
    WHOLE_VALUES_ON_SQLITE = among!(sqlite "SELECT t.customer_id, t.value" "customer_value t"
        "AND t.custom_field_id = $3");
    WHOLE_VALUES_ON_POSTGRES = among!(postgres "SELECT t.customer_id, t.value" "customer_value t"
        "AND t.custom_field_id = $3");
    SHORT_VALUES_ON_SQLITE = among!(sqlite "SELECT t.customer_id, substr(t.value, 1, 200)" "customer_value t"
        "AND t.custom_field_id = $3");
    SHORT_VALUES_ON_POSTGRES = among!(postgres "SELECT t.customer_id, substr(t.value, 1, 200)" "customer_value t"
        "AND t.custom_field_id = $3");
    DOCUMENTS_ON_SQLITE = among!(sqlite "SELECT t.customer_id, t.search_id, t.document" "customer_search t" "");
    DOCUMENTS_ON_POSTGRES = among!(postgres "SELECT t.customer_id, t.search_id, t.document" "customer_search t" "");
}

/// How much of a value is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// 200 characters: enough to show it in a list.
    Shown,
    /// 5,000 characters: enough to compare it.
    Compared,
    /// All of it: where it is made of parts, each of which is compared.
    Whole,
}

/// The customers, by their ids. Those that are gone are left out.
pub fn customers(tx: &mut Tx<'_>, account_id: i64, ids: &[&str]) -> Result<BTreeMap<String, Scoped>, Error> {
    let sql = engines(tx, CUSTOMERS_ON_SQLITE, CUSTOMERS_ON_POSTGRES);
    let rows = tx.all(sql, &[account_id.into(), (&list(tx, ids)).into()], |row| {
        let scoped = Scoped { customer: customer::read(row)?, name_key: row.text(16)? };
        Ok((scoped.customer.customer_id.to_string(), scoped))
    })?;
    Ok(rows.into_iter().collect())
}

/// What is referred to by customers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The organization's name.
    pub organization: Option<String>,
    /// The portfolio's name.
    pub portfolio: Option<String>,
}

/// The names of what the customers belong to, by the customers' ids.
pub fn names(tx: &mut Tx<'_>, account_id: i64, ids: &[&str]) -> Result<BTreeMap<Id, Names>, Error> {
    let sql = engines(tx, NAMES_ON_SQLITE, NAMES_ON_POSTGRES);
    let rows = tx.all(sql, &[account_id.into(), (&list(tx, ids)).into()], |row| {
        let names = Names { organization: row.optional_text(1)?, portfolio: row.optional_text(2)? };
        Ok((row.parsed(0)?, names))
    })?;
    Ok(rows.into_iter().collect())
}

/// The values of a custom field, by the ids of the customers that have one.
pub fn values(
    tx: &mut Tx<'_>,
    account_id: i64,
    ids: &[&str],
    custom_field_id: &str,
    length: Length,
) -> Result<BTreeMap<Id, String>, Error> {
    let sql = match length {
        Length::Shown => engines(tx, SHORT_VALUES_ON_SQLITE, SHORT_VALUES_ON_POSTGRES),
        Length::Compared => engines(tx, VALUES_ON_SQLITE, VALUES_ON_POSTGRES),
        Length::Whole => engines(tx, WHOLE_VALUES_ON_SQLITE, WHOLE_VALUES_ON_POSTGRES),
    };
    let ids = list(tx, ids);
    let args = [account_id.into(), (&ids).into(), custom_field_id.into()];
    Ok(tx.all(sql, &args, |row| Ok((row.parsed(0)?, row.text(1)?)))?.into_iter().collect())
}

/// What is searched of the customers, by their ids: their numbers and documents. Those that were made in the last moments
/// have none yet.
pub fn documents(
    tx: &mut Tx<'_>,
    account_id: i64,
    ids: &[&str],
) -> Result<BTreeMap<Id, (i64, String)>, Error> {
    let sql = engines(tx, DOCUMENTS_ON_SQLITE, DOCUMENTS_ON_POSTGRES);
    let rows = tx.all(sql, &[account_id.into(), (&list(tx, ids)).into()], |row| {
        Ok((row.parsed(0)?, (row.integer(1)?, row.text(2)?)))
    })?;
    Ok(rows.into_iter().collect())
}

fn engines(tx: &Tx<'_>, sqlite: &'static str, postgres: &'static str) -> &'static str {
    match tx.engine() {
        Engine::Sqlite => sqlite,
        Engine::Postgres => postgres,
    }
}

/// Ids as an argument: they are digits and letters, so nothing in them has to be quoted.
fn list(tx: &Tx<'_>, ids: &[&str]) -> String {
    match tx.engine() {
        Engine::Sqlite if ids.is_empty() => "[]".into(),
        Engine::Sqlite => format!("[\"{}\"]", ids.join("\",\"")),
        Engine::Postgres => ids.join(" "),
    }
}
