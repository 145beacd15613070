//! The audit trail as a file, a chunk at a time: each is read in a job of its own, and nothing is held in the store while its
//! bytes are on their way.

use std::collections::HashMap;

use guiche_desk::Caller;
use guiche_desk::audit::{self, Entry, Export, Query};
use guiche_store::{Db, Error};

use crate::csv::{Format, Writer};
use crate::export::ExportError;

const HEADER: [&str; 12] = [
    "event_id",
    "occurred_at",
    "entity",
    "entity_id",
    "version",
    "change",
    "actor",
    "actor_id",
    "actor_name",
    "address",
    "request_id",
    "values",
];

/// An export of the trail that goes on as it is asked for the next of its bytes, from the newest event to the oldest.
///
/// Its columns are called as the trail has them; `occurred_at` is in UTC, `values` is JSON, and empty where it was erased.
#[derive(Debug)]
pub struct AuditExport {
    db: Db,
    caller: Caller,
    query: Query,
    format: Format,
    names: HashMap<String, String>,
    state: State,
    rows: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Beginning,
    Middle,
    End,
}

impl AuditExport {
    /// Begins one of the events that a query finds, whatever its limit. Refused without the permission.
    pub async fn begin(db: Db, caller: Caller, query: Query, format: Format) -> Result<Self, Error> {
        let asking = caller.clone();
        let actors = db.read(move |tx| audit::actors(tx, &asking)).await?;
        let names = actors.into_iter().map(|actor| (actor.id, actor.name)).collect();
        Ok(Self { db, caller, query, format, names, state: State::Beginning, rows: 0 })
    }

    /// The next bytes of the file; `None` at its end. The last ones are handed out once the trail has its trace of the export.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, ExportError> {
        if self.state == State::End {
            return Ok(None);
        }
        let (caller, query) = (self.caller.clone(), self.query.clone());
        let page = self.db.read(move |tx| audit::export(tx, &caller, &query)).await?;
        let beginning = self.state == State::Beginning;
        let format = Format { bom: self.format.bom && beginning, ..self.format };
        let mut writer = Writer::new(Vec::new(), format)?;
        if beginning {
            writer.write(HEADER)?;
        }
        for entry in &page.entries {
            writer.write(self.row(entry))?;
        }
        let rows = self.rows + page.entries.len() as u64;
        if page.next.is_some() {
            (self.query.cursor, self.state) = (page.next, State::Middle);
        } else {
            self.note(rows).await?;
            self.state = State::End;
        }
        self.rows = rows;
        Ok(Some(writer.into_inner()?))
    }

    /// Ends an export whose receiver has gone: what was handed out until now leaves its trace too. After the end of the file it
    /// does nothing.
    pub async fn abandon(self) -> Result<(), Error> {
        if self.state == State::Middle { self.note(self.rows).await } else { Ok(()) }
    }

    fn row<'e>(&'e self, Entry { event, values }: &'e Entry) -> [std::borrow::Cow<'e, str>; HEADER.len()] {
        let text = |text: &'e Option<String>| text.as_deref().unwrap_or_default().into();
        let name = event.actor_id.as_ref().and_then(|id| self.names.get(id));
        [
            event.event_id.as_str().into(),
            event.occurred_at.rfc3339().into(),
            event.entity.as_str().into(),
            event.entity_id.as_str().into(),
            event.version.map(|version| version.to_string()).unwrap_or_default().into(),
            event.change.as_str().into(),
            event.actor.as_str().into(),
            text(&event.actor_id),
            name.map_or("", String::as_str).into(),
            text(&event.address),
            text(&event.request_id),
            text(values),
        ]
    }

    async fn note(&self, rows: u64) -> Result<(), Error> {
        let caller = self.caller.clone();
        self.db
            .write(move |tx| {
                audit::note_export(tx, &caller, Export { what: "audit", organization_id: None, rows })
            })
            .await
    }
}
