//! Custom fields as they are set up: those in use and the retired ones, their order, and how much they are used.

use guiche_domain::custom_field::CustomField;
use guiche_domain::custom_field::key::key;

use super::{CUSTOMER, ORGANIZATION, read};
use crate::{Arg, Error, Row, Tx};

/// What [`configured`] takes from a row.
macro_rules! columns {
    () => {
        "custom_field_id, name, kind, required, max_length, options, department_id, category_id,
            retired_at IS NOT NULL, position, version"
    };
}

statements! {
    ALL_OF_TARGET = concat!("SELECT ", columns!(), " FROM custom_field
        WHERE account_id = $1 AND target = $2 ORDER BY position, custom_field_id");
    /// Nobody else changes the row until the transaction ends.
    HOLD = concat!("UPDATE custom_field SET version = version
        WHERE account_id = $1 AND target = $2 AND custom_field_id = $3 RETURNING ", columns!());
    BY_ID = concat!("SELECT ", columns!(), " FROM custom_field
        WHERE account_id = $1 AND target = $2 AND custom_field_id = $3");
    PLACE = "UPDATE custom_field SET position = $4, version = $5
        WHERE account_id = $1 AND target = $2 AND custom_field_id = $3";
    RESTORE = "UPDATE custom_field SET retired_at = NULL, version = version + 1
        WHERE account_id = $1 AND target = $2 AND custom_field_id = $3 AND retired_at IS NOT NULL RETURNING version";
    CUSTOMERS_WITH = "SELECT customer_id FROM customer_value_key
        WHERE account_id = $1 AND custom_field_id = $2 AND value_key = $3 ORDER BY customer_id LIMIT $4";
    ORGANIZATIONS_WITH = "SELECT value FROM organization_value
        WHERE account_id = $1 AND custom_field_id = $2 AND organization_id IN (
            SELECT v.organization_id FROM organization_value v
            WHERE v.account_id = $1 AND v.custom_field_id = $2 ORDER BY v.organization_id LIMIT $3)";
}

/// How many values are counted at most.
pub const MOST_COUNTED: u64 = 1_000;

/// A field, in use or retired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configured {
    /// The field.
    pub field: CustomField,
    /// The department of whose tickets it is a field.
    pub department_id: Option<String>,
    /// And there perhaps of one category.
    pub category_id: Option<String>,
    /// Whether new values are refused.
    pub retired: bool,
    /// Where it stands among those of its target, smaller ones first.
    pub position: i64,
    /// Counts its changes, from 1.
    pub version: i64,
}

/// All fields of a target, in use or not, as ordered by the account.
pub fn all(tx: &mut Tx<'_>, account_id: i64, target: &str) -> Result<Vec<Configured>, Error> {
    tx.all(ALL_OF_TARGET, &[account_id.into(), target.into()], configured)
}

/// One field, in use or not.
pub fn by_id(tx: &mut Tx<'_>, account_id: i64, target: &str, id: &str) -> Result<Option<Configured>, Error> {
    tx.first(BY_ID, &[account_id.into(), target.into(), id.into()], configured)
}

/// The same for whoever is about to change it.
pub fn hold(tx: &mut Tx<'_>, account_id: i64, target: &str, id: &str) -> Result<Option<Configured>, Error> {
    tx.first(HOLD, &[account_id.into(), target.into(), id.into()], configured)
}

/// Puts a field that is held somewhere else among those of its target.
pub fn place(
    tx: &mut Tx<'_>,
    account_id: i64,
    target: &str,
    id: &str,
    position: i64,
    version: i64,
) -> Result<(), Error> {
    tx.put(PLACE, &[account_id.into(), target.into(), id.into(), position.into(), version.into()])
}

/// Brings a retired field back. Its new version, or `None` where no such field is retired.
pub fn restore(tx: &mut Tx<'_>, account_id: i64, target: &str, id: &str) -> Result<Option<i64>, Error> {
    tx.first(RESTORE, &[account_id.into(), target.into(), id.into()], |row| row.integer(0))
}

/// How many customers or organizations have chosen an option: customers as the census knows them, a moment after they
/// changed, [`MOST_COUNTED`] at most; organizations among the [`MOST_COUNTED`] oldest that have a value. Tickets have no
/// values yet.
pub fn users(
    tx: &mut Tx<'_>,
    account_id: i64,
    target: &str,
    field: &CustomField,
    option: &str,
) -> Result<u64, Error> {
    let most = i64::try_from(MOST_COUNTED).unwrap_or(i64::MAX);
    let count = match target {
        CUSTOMER => {
            let key = key(option);
            let args = [account_id.into(), Arg::from(&field.id), Arg::from(&key), most.into()];
            tx.all(CUSTOMERS_WITH, &args, |_| Ok(()))?.len()
        }
        ORGANIZATION => {
            let args = [account_id.into(), Arg::from(&field.id), most.into()];
            let values = tx.all(ORGANIZATIONS_WITH, &args, |row| row.text(0))?;
            values.iter().filter(|value| field.kind.parts(value).any(|part| part == option)).count()
        }
        _ => 0,
    };
    u64::try_from(count).map_err(|error| Error::Data(error.to_string()))
}

fn configured(row: &Row<'_>) -> Result<Configured, Error> {
    Ok(Configured {
        field: read(row)?,
        department_id: row.optional_text(6)?,
        category_id: row.optional_text(7)?,
        retired: row.boolean(8)?,
        position: row.integer(9)?,
        version: row.integer(10)?,
    })
}
