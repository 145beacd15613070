//! What is noted though nothing changed: personal data that was taken out in bulk.

use guiche_store::{Error, Tx};
use serde::Serialize;
use serde_json::json;

use crate::Caller;
use crate::trail::{self, Event};
use crate::usage::BulkRead;

/// Notes the reads of one token at one route within one minute, as `listed` of a `read`. The caller is that token.
pub fn note_read(tx: &mut Tx<'_>, caller: &Caller, read: &BulkRead) -> Result<(), Error> {
    let id = caller.new_id();
    let event = Event { entity: "read", entity_id: id.as_str(), version: 1, change: "listed" };
    let values = json!({
        "route": read.route,
        "requests": read.requests,
        "customers": read.customers,
        "minute": read.minute.rfc3339(),
    });
    trail::record(tx, caller, event, &values)
}

/// Things that were taken out as a file.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Export<'e> {
    /// What they are, such as `customers`.
    pub what: &'e str,
    /// Whose they are, where they are of one organization.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<&'e str>,
    /// How many rows.
    pub rows: u64,
}

/// Notes that the caller took things out, as `exported` of an `export`. Whoever exports asks for the permission.
pub fn note_export(tx: &mut Tx<'_>, caller: &Caller, export: Export<'_>) -> Result<(), Error> {
    let id = caller.new_id();
    let event = Event { entity: "export", entity_id: id.as_str(), version: 1, change: "exported" };
    trail::record(tx, caller, event, &export)
}
