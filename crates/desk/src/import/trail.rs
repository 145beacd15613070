//! What the audit trail keeps of an import. Each change of a customer has an event of its own, with the import's id in the
//! place of the request's.

use guiche_domain::id::Id;
use guiche_domain::operator::Role;
use guiche_store::import::{Import, Starter};
use guiche_store::{Error, Tx};

use crate::trail::{self, Event};
use crate::{Actor, Caller};

/// Writes the two rows of an import's change: what it became.
pub(super) fn record(
    tx: &mut Tx<'_>,
    caller: &Caller,
    change: &'static str,
    import: &Import,
) -> Result<(), Error> {
    let Import { file, settings, counts, state, .. } = import;
    let mapping: serde_json::Value = serde_json::from_str(&settings.mapping).map_err(super::damaged)?;
    let values = serde_json::json!({
        "file_name": file.name,
        "digest": file.digest,
        "state": state.as_str(),
        "mode": settings.mode,
        "key": settings.matched_by,
        "empty_clears": settings.empty_clears,
        "mapping": mapping,
        "rows": counts.total,
        "created": counts.created,
        "updated": counts.updated,
        "unchanged": counts.unchanged,
        "rejected": counts.rejected,
        "undone": counts.undone,
        "kept": counts.kept,
    });
    let event =
        Event { entity: "import", entity_id: import.import_id.as_str(), version: import.version, change };
    trail::record(tx, caller, event, &values)
}

/// Who starts something.
pub(super) fn starter(caller: &Caller) -> Starter {
    let (actor, actor_id) = caller.actor.kind_and_id();
    let actor_id = actor_id.map(Id::to_string);
    let address = caller.address.map(|address| address.to_string());
    Starter { actor: actor.into(), actor_id, address }
}

/// Whoever started an import, for what is done in the background. That it was allowed to was looked at then: it goes on even
/// if an operator is gone meanwhile.
pub(super) fn caller_of(import: &Import, caller: &Caller) -> Result<Caller, Error> {
    let Starter { actor, actor_id, address } = &import.starter;
    let id = || actor_id.as_deref().unwrap_or_default().parse::<Id>().map_err(super::damaged);
    let actor = match actor.as_str() {
        "operator" => Actor::Operator { id: id()?, role: Role::Administrator },
        "command_line" => Actor::CommandLine,
        other => return Err(super::damaged(format_args!("{other:?} starts no import"))),
    };
    Ok(Caller {
        actor,
        address: address.as_deref().and_then(|address| address.parse().ok()),
        request_id: Some(import.import_id.to_string()),
        ..caller.clone()
    })
}
