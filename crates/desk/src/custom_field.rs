//! Custom fields: configured by whoever runs the desk.

use guiche_domain::custom_field::CustomField;
use guiche_domain::time::Timestamp;
use guiche_store::{Error, Tx, custom_field};

use crate::Caller;
use crate::trail::{self, Event};

pub use guiche_store::custom_field::{CUSTOMER, active};

/// Adds a field to customers' forms, after those that are there. `false` where the id is taken.
pub fn create(tx: &mut Tx<'_>, caller: &Caller, field: &CustomField) -> Result<bool, Error> {
    if !custom_field::insert(tx, caller.account.account_id, CUSTOMER, field, caller.now)? {
        return Ok(false);
    }
    let values = serde_json::json!({
        "on": CUSTOMER,
        "name": field.name,
        "type": field.kind.as_str(),
        "required": field.required,
        "max_length": field.max_length,
        "options": field.options,
    });
    record(tx, caller, &field.id, 1, "created", &values)?;
    Ok(true)
}

/// Retires a field: its values stay and are shown, new ones are refused. `false` where no such field is in use.
pub fn retire(tx: &mut Tx<'_>, caller: &Caller, id: &str) -> Result<bool, Error> {
    let retired = custom_field::retire(tx, caller.account.account_id, CUSTOMER, id, caller.now)?;
    let Some(version) = retired else { return Ok(false) };
    let values = serde_json::json!({ "retired_at": Timestamp::micros(caller.now) });
    record(tx, caller, id, version, "retired", &values)?;
    Ok(true)
}

fn record(
    tx: &mut Tx<'_>,
    caller: &Caller,
    id: &str,
    version: i64,
    change: &str,
    values: &serde_json::Value,
) -> Result<(), Error> {
    let event = Event { entity: "custom_field", entity_id: id, version, change };
    trail::record(tx, caller, event, values)
}
