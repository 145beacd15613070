//! The custom fields that an account has configured.

pub mod setup;

use guiche_domain::custom_field::CustomField;
use guiche_domain::time::Timestamp;

use crate::{Arg, Error, Row, Tx};

statements! {
    INSERT = "INSERT INTO custom_field (account_id, target, custom_field_id, position, name, kind, required,
            max_length, options, retired_at, version, created_at, department_id, category_id)
        VALUES ($1, $2, $3,
            (SELECT coalesce(max(position), 0) + 1 FROM custom_field WHERE account_id = $1 AND target = $2),
            $4, $5, $6, $7, $8, NULL, 1, $9, $10, $11) ON CONFLICT DO NOTHING";
    HAS_ID = "SELECT 1 FROM custom_field WHERE account_id = $1 AND custom_field_id = $2";
    ACTIVE = "SELECT custom_field_id, name, kind, required, max_length, options FROM custom_field
        WHERE account_id = $1 AND target = $2 AND retired_at IS NULL ORDER BY position, custom_field_id";
    OF_DEPARTMENT = "SELECT custom_field_id, name, kind, required, max_length, options FROM custom_field
        WHERE account_id = $1 AND target = 'department' AND retired_at IS NULL
            AND department_id = $2 AND (category_id IS NULL OR category_id = $3)
        ORDER BY position, custom_field_id";
    HAS_DEPARTMENT = "SELECT 1 FROM department WHERE account_id = $1 AND department_id = $2";
    /// Nobody else changes the row until the transaction ends.
    HOLD = "UPDATE custom_field SET version = version
        WHERE account_id = $1 AND target = $2 AND custom_field_id = $3 AND retired_at IS NULL
        RETURNING custom_field_id, name, kind, required, max_length, options, version";
    UPDATE = "UPDATE custom_field SET name = $4, required = $5, max_length = $6, options = $7, version = $8
        WHERE account_id = $1 AND target = $2 AND custom_field_id = $3";
    RETIRE = "UPDATE custom_field SET retired_at = $4, version = version + 1
        WHERE account_id = $1 AND target = $2 AND custom_field_id = $3 AND retired_at IS NULL RETURNING version";
}

/// Customers' fields.
pub const CUSTOMER: &str = "customer";
/// Organizations' fields.
pub const ORGANIZATION: &str = "organization";
/// The fields of departments' tickets.
pub const DEPARTMENT: &str = "department";

/// What a field is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'p> {
    /// [`CUSTOMER`], [`ORGANIZATION`] or [`DEPARTMENT`].
    pub target: &'p str,
    /// The department, where the target is one.
    pub department_id: Option<&'p str>,
    /// And there perhaps one category.
    pub category_id: Option<&'p str>,
}

impl<'p> Place<'p> {
    /// Customers or organizations.
    pub fn on(target: &'p str) -> Self {
        Self { target, department_id: None, category_id: None }
    }

    /// A department's tickets, or those of one category.
    pub fn on_department(department_id: &'p str, category_id: Option<&'p str>) -> Self {
        Self { target: DEPARTMENT, department_id: Some(department_id), category_id }
    }
}

/// Adds a field after the others of its target. `false` where the id is taken.
pub fn insert(
    tx: &mut Tx<'_>,
    account_id: i64,
    place: Place<'_>,
    field: &CustomField,
    now: Timestamp,
) -> Result<bool, Error> {
    let options = field.options.join("\n");
    let args = [
        account_id.into(),
        place.target.into(),
        Arg::from(&field.id),
        Arg::from(&field.name),
        field.kind.as_str().into(),
        field.required.into(),
        max_length(field).into(),
        Arg::from(&options),
        now.micros().into(),
        place.department_id.into(),
        place.category_id.into(),
    ];
    Ok(tx.execute(INSERT, &args)? == 1)
}

/// Whether a field of any target has this id, or had it when it was in use.
pub fn has_id(tx: &mut Tx<'_>, account_id: i64, id: &str) -> Result<bool, Error> {
    Ok(tx.first(HAS_ID, &[account_id.into(), id.into()], |_| Ok(()))?.is_some())
}

/// The fields of a target that are in use, as ordered by the account.
pub fn active(tx: &mut Tx<'_>, account_id: i64, target: &str) -> Result<Vec<CustomField>, Error> {
    tx.all(ACTIVE, &[account_id.into(), target.into()], read)
}

/// The fields of a department that are in use: those of all its tickets, and of those of the category.
pub fn of_department(
    tx: &mut Tx<'_>,
    account_id: i64,
    department_id: &str,
    category_id: Option<&str>,
) -> Result<Vec<CustomField>, Error> {
    tx.all(OF_DEPARTMENT, &[account_id.into(), department_id.into(), category_id.into()], read)
}

/// Whether the account has this department.
pub fn has_department(tx: &mut Tx<'_>, account_id: i64, department_id: &str) -> Result<bool, Error> {
    Ok(tx.first(HAS_DEPARTMENT, &[account_id.into(), department_id.into()], |_| Ok(()))?.is_some())
}

/// A field that is in use and its version, for whoever is about to change it.
pub fn hold(
    tx: &mut Tx<'_>,
    account_id: i64,
    target: &str,
    id: &str,
) -> Result<Option<(CustomField, i64)>, Error> {
    let args = [account_id.into(), target.into(), id.into()];
    tx.first(HOLD, &args, |row| Ok((read(row)?, row.integer(6)?)))
}

/// Makes a field that is held what is given; its type stays.
pub fn update(
    tx: &mut Tx<'_>,
    account_id: i64,
    target: &str,
    field: &CustomField,
    version: i64,
) -> Result<(), Error> {
    let options = field.options.join("\n");
    let args = [
        account_id.into(),
        target.into(),
        Arg::from(&field.id),
        Arg::from(&field.name),
        field.required.into(),
        max_length(field).into(),
        Arg::from(&options),
        version.into(),
    ];
    tx.put(UPDATE, &args)
}

fn max_length(field: &CustomField) -> Option<i64> {
    field.max_length.and_then(|max| i64::try_from(max).ok())
}

/// Retires a field: its values stay, new ones are refused. Its new version, or `None` where no such field is in use.
pub fn retire(
    tx: &mut Tx<'_>,
    account_id: i64,
    target: &str,
    id: &str,
    now: Timestamp,
) -> Result<Option<i64>, Error> {
    let args = [account_id.into(), target.into(), id.into(), now.micros().into()];
    tx.first(RETIRE, &args, |row| row.integer(0))
}

fn read(row: &Row<'_>) -> Result<CustomField, Error> {
    let max_length = row.optional_integer(4)?.map(usize::try_from).transpose();
    Ok(CustomField {
        id: row.text(0)?,
        name: row.text(1)?,
        kind: row.parsed(2)?,
        required: row.boolean(3)?,
        max_length: max_length.map_err(|error| Error::Data(error.to_string()))?,
        options: row.text(5)?.lines().map(str::to_owned).collect(),
    })
}
