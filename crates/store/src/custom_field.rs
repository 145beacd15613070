//! The custom fields that an account has configured.

use guiche_domain::custom_field::CustomField;
use guiche_domain::time::Timestamp;

use crate::{Arg, Error, Row, Tx};

statements! {
    INSERT = "INSERT INTO custom_field (account_id, target, custom_field_id, position, name, kind, required,
            max_length, options, retired_at, version, created_at)
        VALUES ($1, $2, $3,
            (SELECT coalesce(max(position), 0) + 1 FROM custom_field WHERE account_id = $1 AND target = $2),
            $4, $5, $6, $7, $8, NULL, 1, $9) ON CONFLICT DO NOTHING";
    ACTIVE = "SELECT custom_field_id, name, kind, required, max_length, options FROM custom_field
        WHERE account_id = $1 AND target = $2 AND retired_at IS NULL ORDER BY position, custom_field_id";
    RETIRE = "UPDATE custom_field SET retired_at = $4, version = version + 1
        WHERE account_id = $1 AND target = $2 AND custom_field_id = $3 AND retired_at IS NULL RETURNING version";
}

/// Customers' fields.
pub const CUSTOMER: &str = "customer";

/// Adds a field after the others of its target. `false` where the id is taken.
pub fn insert(
    tx: &mut Tx<'_>,
    account_id: i64,
    target: &str,
    field: &CustomField,
    now: Timestamp,
) -> Result<bool, Error> {
    let options = field.options.join("\n");
    let args = [
        account_id.into(),
        target.into(),
        Arg::from(&field.id),
        Arg::from(&field.name),
        field.kind.as_str().into(),
        field.required.into(),
        field.max_length.and_then(|max| i64::try_from(max).ok()).into(),
        Arg::from(&options),
        now.micros().into(),
    ];
    Ok(tx.execute(INSERT, &args)? == 1)
}

/// The fields of a target that are in use, as ordered by the account.
pub fn active(tx: &mut Tx<'_>, account_id: i64, target: &str) -> Result<Vec<CustomField>, Error> {
    tx.all(ACTIVE, &[account_id.into(), target.into()], read)
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
