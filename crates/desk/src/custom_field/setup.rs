//! Setting custom fields up in the panel: added, changed, moved, retired and brought back, each on the version that was shown.

use guiche_domain::custom_field::{CustomField, Draft};
use guiche_domain::form::At;
use guiche_domain::refusal::{Fault, Faults, Reason};
use guiche_store::custom_field::{Place, setup};
use guiche_store::{Error, Tx, custom_field};

pub use guiche_store::custom_field::setup::{Configured, MOST_COUNTED};

use super::{DEPARTMENT, configuration, record};
use crate::{Caller, Changed, Permission};

/// All fields of a target, in their order: those in use and the retired ones.
pub fn all(tx: &mut Tx<'_>, caller: &Caller, target: &str) -> Result<Vec<Configured>, Error> {
    caller.require(Permission::ReadConfiguration)?;
    setup::all(tx, caller.account.account_id, target)
}

/// One of them.
pub fn by_id(tx: &mut Tx<'_>, caller: &Caller, target: &str, id: &str) -> Result<Option<Configured>, Error> {
    caller.require(Permission::ReadConfiguration)?;
    setup::by_id(tx, caller.account.account_id, target, id)
}

/// Adds a field behind the others of its target, and tells its id. `department_id` says of whose tickets it is a field, where
/// the target is [`DEPARTMENT`], and must be there then. Refused with all faults at once.
pub fn add(
    tx: &mut Tx<'_>,
    caller: &Caller,
    target: &str,
    department_id: Option<&At<String>>,
    draft: &Draft,
) -> Result<String, Error> {
    caller.require(Permission::WriteConfiguration)?;
    let mut faults = Faults::default();
    let department_id = department_id.filter(|_| target == DEPARTMENT);
    if let Some(At { field, value }) = department_id
        && !custom_field::has_department(tx, caller.account.account_id, value)?
    {
        faults.push(Fault::of(field.clone(), Reason::NotFound));
    }
    let id = caller.new_id().to_string();
    let field = draft.field(&id, faults)?;
    let place = Place { target, department_id: department_id.map(|at| at.value.as_str()), category_id: None };
    if super::create(tx, caller, place, &field)? {
        Ok(id)
    } else {
        Err(Error::Data("a new custom field's id is taken".into()))
    }
}

/// Makes a field what was typed, in use or not. Its kind stays, and so do the values that were given before.
pub fn change(
    tx: &mut Tx<'_>,
    caller: &Caller,
    target: &str,
    id: &str,
    draft: &Draft,
    version: i64,
) -> Result<Changed, Error> {
    caller.require(Permission::WriteConfiguration)?;
    let account_id = caller.account.account_id;
    let Some(before) = setup::hold(tx, account_id, target, id)?.filter(|it| it.field.kind == draft.kind)
    else {
        return Ok(Changed::Unknown);
    };
    let mut after = draft.field(id, Faults::default())?;
    if after.kind.has_options() {
        // The form does not ask for it.
        after.max_length = before.field.max_length;
    }
    if before.version != version {
        return Ok(Changed::Meanwhile);
    }
    if after != before.field {
        custom_field::update(tx, account_id, target, &after, version + 1)?;
        record(tx, caller, id, version + 1, "updated", &configuration(target, &after))?;
    }
    Ok(Changed::Done)
}

/// Where a field moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Before the one that stands before it.
    Up,
    /// Behind the one that stands behind it.
    Down,
}

/// Has a field that is in use and its neighbour change places. Neighbours are in use and of the same department. At the end
/// of the row nothing happens. `false` where no such field is in use.
pub fn shift(
    tx: &mut Tx<'_>,
    caller: &Caller,
    target: &str,
    id: &str,
    direction: Direction,
) -> Result<bool, Error> {
    caller.require(Permission::WriteConfiguration)?;
    let account_id = caller.account.account_id;
    // Who moves holds all of them, in one order, so that two who move see each other's places.
    let mut row = Vec::new();
    let mut ids: Vec<String> =
        setup::all(tx, account_id, target)?.into_iter().map(|configured| configured.field.id).collect();
    ids.sort_unstable();
    for each in &ids {
        row.extend(setup::hold(tx, account_id, target, each)?);
    }
    row.sort_by(|one, other| (one.position, &one.field.id).cmp(&(other.position, &other.field.id)));
    let Some(at) = row.iter().position(|it| it.field.id == id && !it.retired) else {
        return Ok(false);
    };
    let is_neighbour = |other: &usize| {
        row.get(*other).is_some_and(|it| !it.retired && it.department_id == row[at].department_id)
    };
    let neighbour = match direction {
        Direction::Up => (0..at).rev().find(is_neighbour),
        Direction::Down => (at + 1..row.len()).find(is_neighbour),
    };
    let Some(neighbour) = neighbour else { return Ok(true) };
    // Two that were added at once may stand at one place: then those behind them make room.
    let mut places: Vec<i64> = row.iter().map(|it| it.position).collect();
    for at in 1..places.len() {
        places[at] = places[at].max(places[at - 1] + 1);
    }
    row.swap(at, neighbour);
    for (it, place) in row.iter().zip(places).filter(|(it, place)| it.position != *place) {
        put(tx, caller, target, it, place)?;
    }
    Ok(true)
}

fn put(
    tx: &mut Tx<'_>,
    caller: &Caller,
    target: &str,
    moved: &Configured,
    position: i64,
) -> Result<(), Error> {
    let (id, version) = (&moved.field.id, moved.version + 1);
    setup::place(tx, caller.account.account_id, target, id, position, version)?;
    record(tx, caller, id, version, "updated", &serde_json::json!({ "on": target, "position": position }))
}

/// Brings a retired field back, where it stood. `false` where no such field is retired.
pub fn bring_back(tx: &mut Tx<'_>, caller: &Caller, target: &str, id: &str) -> Result<bool, Error> {
    caller.require(Permission::WriteConfiguration)?;
    let restored = setup::restore(tx, caller.account.account_id, target, id)?;
    let Some(version) = restored else { return Ok(false) };
    record(tx, caller, id, version, "updated", &serde_json::json!({ "retired_at": null }))?;
    Ok(true)
}

/// Which options a draft takes away that somebody has chosen, and how many have, [`MOST_COUNTED`] at most for each. Whoever
/// has chosen one keeps it.
pub fn lost_options(
    tx: &mut Tx<'_>,
    caller: &Caller,
    target: &str,
    before: &CustomField,
    draft: &Draft,
) -> Result<Vec<(String, u64)>, Error> {
    caller.require(Permission::ReadConfiguration)?;
    let mut lost = Vec::new();
    for option in before.options.iter().filter(|option| !draft.options.contains(option)) {
        let users = setup::users(tx, caller.account.account_id, target, before, option)?;
        if users > 0 {
            lost.push((option.clone(), users));
        }
    }
    Ok(lost)
}
