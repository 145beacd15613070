//! What is noted though nothing changed: personal data that was taken out in bulk.

use guiche_store::{Error, Tx};
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

/// Notes that the caller took things out: `what` they are, such as `customers`, and how many rows, as `exported` of an
/// `export`. Whoever exports asks for the permission.
pub fn note_export(tx: &mut Tx<'_>, caller: &Caller, what: &str, rows: u64) -> Result<(), Error> {
    let id = caller.new_id();
    let event = Event { entity: "export", entity_id: id.as_str(), version: 1, change: "exported" };
    trail::record(tx, caller, event, &json!({ "what": what, "rows": rows }))
}
