//! Custom fields: configured by whoever runs the desk. How the panel does it is in [`setup`].

pub mod setup;

use guiche_domain::custom_field::{ConfigurationFault, CustomField};
use guiche_domain::refusal::{Fault, Field, Reason};
use guiche_domain::time::Timestamp;
use guiche_store::custom_field::Place;
use guiche_store::{Error, Tx, custom_field};

use crate::trail::{self, Event};
use crate::{Caller, Permission};

pub use guiche_store::custom_field::{CUSTOMER, DEPARTMENT, ORGANIZATION, active};

/// Adds a field after those that are there. `false` where the id is taken, on whatever target: whoever follows the changes
/// knows a field by its id alone. Refused where there is no such department.
pub fn create(
    tx: &mut Tx<'_>,
    caller: &Caller,
    place: Place<'_>,
    field: &CustomField,
) -> Result<bool, Error> {
    caller.require(Permission::WriteConfiguration)?;
    if let Some(department_id) = place.department_id {
        refer_to_department(tx, caller, department_id, &Field::new("department_id", 0))?;
    }
    let account_id = caller.account.account_id;
    if custom_field::has_id(tx, account_id, &field.id)?
        || !custom_field::insert(tx, account_id, place, field, caller.now)?
    {
        return Ok(false);
    }
    let mut values = configuration(place.target, field);
    if let (Some(department_id), Some(object)) = (place.department_id, values.as_object_mut()) {
        object.insert("department_id".into(), department_id.into());
        object.insert("category_id".into(), place.category_id.into());
    }
    record(tx, caller, &field.id, 1, "created", &values)?;
    Ok(true)
}

/// What becomes of a field that is in use. Its type stays, and so do the values that were given before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// Another name.
    pub name: Option<String>,
    /// Whether a value must be given from now on.
    pub required: Option<bool>,
    /// Another greatest length; `Some(None)` is no limit.
    pub max_length: Option<Option<usize>>,
    /// Other options, all of them in their order.
    pub options: Option<Vec<String>>,
}

/// What came of an edit.
#[derive(Debug, PartialEq, Eq)]
pub enum Edited {
    /// It is as asked for.
    Done,
    /// No such field is in use.
    Unknown,
    /// It cannot be configured like that.
    Refused(ConfigurationFault),
}

/// Changes a field that is in use. What changes nothing leaves no trace.
pub fn edit(tx: &mut Tx<'_>, caller: &Caller, target: &str, id: &str, edit: &Edit) -> Result<Edited, Error> {
    caller.require(Permission::WriteConfiguration)?;
    let account_id = caller.account.account_id;
    let Some((before, version)) = custom_field::hold(tx, account_id, target, id)? else {
        return Ok(Edited::Unknown);
    };
    let edited = CustomField {
        id: before.id.clone(),
        name: edit.name.clone().unwrap_or_else(|| before.name.clone()),
        kind: before.kind,
        required: edit.required.unwrap_or(before.required),
        max_length: edit.max_length.unwrap_or(before.max_length),
        options: edit.options.clone().unwrap_or_else(|| before.options.clone()),
    };
    let after = match edited.configured() {
        Ok(after) => after,
        Err(fault) => return Ok(Edited::Refused(fault)),
    };
    if after != before {
        custom_field::update(tx, account_id, target, &after, version + 1)?;
        record(tx, caller, id, version + 1, "updated", &configuration(target, &after))?;
    }
    Ok(Edited::Done)
}

/// Retires a field: its values stay and are shown, new ones are refused. `false` where no such field is in use.
pub fn retire(tx: &mut Tx<'_>, caller: &Caller, target: &str, id: &str) -> Result<bool, Error> {
    caller.require(Permission::WriteConfiguration)?;
    let retired = custom_field::retire(tx, caller.account.account_id, target, id, caller.now)?;
    let Some(version) = retired else { return Ok(false) };
    let values = serde_json::json!({ "retired_at": Timestamp::micros(caller.now) });
    record(tx, caller, id, version, "retired", &values)?;
    Ok(true)
}

/// The fields that are in use of customers or organizations, in their configured order.
pub fn list(tx: &mut Tx<'_>, caller: &Caller, target: &str) -> Result<Vec<CustomField>, Error> {
    caller.require(Permission::ReadConfiguration)?;
    active(tx, caller.account.account_id, target)
}

/// The fields that are in use of a department's tickets, in their configured order: those of all its categories, and with
/// `category_id` also those of that one. `field` is where the department was named.
pub fn list_of_department(
    tx: &mut Tx<'_>,
    caller: &Caller,
    field: &Field,
    department_id: &str,
    category_id: Option<&str>,
) -> Result<Vec<CustomField>, Error> {
    caller.require(Permission::ReadConfiguration)?;
    refer_to_department(tx, caller, department_id, field)?;
    custom_field::of_department(tx, caller.account.account_id, department_id, category_id)
}

fn refer_to_department(
    tx: &mut Tx<'_>,
    caller: &Caller,
    department_id: &str,
    field: &Field,
) -> Result<(), Error> {
    if custom_field::has_department(tx, caller.account.account_id, department_id)? {
        return Ok(());
    }
    Err(Error::Refused(Fault::of(field.clone(), Reason::NotFound).into()))
}

fn configuration(target: &str, field: &CustomField) -> serde_json::Value {
    serde_json::json!({
        "on": target,
        "name": field.name,
        "type": field.kind.as_str(),
        "required": field.required,
        "max_length": field.max_length,
        "options": field.options,
    })
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
