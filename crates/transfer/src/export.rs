//! Customers as a file, a chunk at a time: each is read in a job of its own, and nothing is held in the store while its bytes
//! are on their way.

use std::io::{self, Write};

use guiche_desk::Caller;
use guiche_desk::audit::{self, note_export};
use guiche_desk::customer::{EXPORT_CHUNK, Exported, Extent, Scope, export_chunk, export_extent};
use guiche_domain::custom_field::CustomField;
use guiche_domain::id::Id;
use guiche_domain::import::Target;
use guiche_domain::time::TimeZone;
use guiche_store::{Db, Error};

use crate::csv::{Format, Writer};

/// Why an export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// It was refused, or the database failed.
    #[error("{0}")]
    Store(#[from] Error),
    /// What was read could not be written.
    #[error("cannot write the file: {0}")]
    Write(#[from] io::Error),
}

/// An export that goes on as it is asked for the next of its bytes.
///
/// Its columns are called as the API has them, so that it can be imported again as it is: `customer_id`, `name`, `email`,
/// `phone`, `create_tickets`, `organization_id`, `organization`, `language`, `portfolio_id`, `portfolio`, `active`,
/// `created_at` (in the account's time zone), and `custom_field[ID]` for each custom field that was in use at the beginning.
#[derive(Debug)]
pub struct Export {
    db: Db,
    caller: Caller,
    scope: Scope,
    format: Format,
    extent: Extent,
    state: State,
    rows: u64,
}

#[derive(Debug)]
enum State {
    Beginning,
    After(Id),
    End,
}

impl Export {
    /// Begins one. Refused without the permission, and where there is no such organization.
    pub async fn begin(db: Db, caller: Caller, scope: Scope, format: Format) -> Result<Self, Error> {
        let (asking, wanted) = (caller.clone(), scope.clone());
        let extent = db.read(move |tx| export_extent(tx, &asking, &wanted)).await?;
        Ok(Self { db, caller, scope, format, extent, state: State::Beginning, rows: 0 })
    }

    /// How many customers there were when it began.
    pub fn expected(&self) -> u64 {
        self.extent.customers
    }

    /// How many customers were handed out.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The next bytes of the file; `None` at its end. The last ones are handed out once the trail has its trace of the export,
    /// so that a file that is whole never lacks it.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, ExportError> {
        let after = match &self.state {
            State::Beginning => None,
            State::After(id) => Some(id.clone()),
            State::End => return Ok(None),
        };
        let beginning = after.is_none();
        let (caller, scope) = (self.caller.clone(), self.scope.clone());
        let chunk = self.db.read(move |tx| export_chunk(tx, &caller, &scope, after.as_ref())).await?;
        let format = Format { bom: self.format.bom && beginning, ..self.format };
        let mut writer = Writer::new(Vec::new(), format)?;
        if beginning {
            writer.write(header(&self.extent.custom_fields))?;
        }
        for exported in &chunk {
            writer.write(row(exported, &self.extent.custom_fields, &self.caller.account.time_zone))?;
        }
        let rows = self.rows + chunk.len() as u64;
        let last = chunk.last().filter(|_| chunk.len() == EXPORT_CHUNK);
        match last.map(|last| last.customer.customer_id.clone()) {
            Some(id) => self.state = State::After(id),
            None => {
                self.note(rows).await?;
                self.state = State::End;
            }
        }
        self.rows = rows;
        Ok(Some(writer.into_inner()?))
    }

    /// Ends an export whose receiver has gone: what was handed out until now leaves its trace too. After the end of the file it
    /// does nothing.
    pub async fn abandon(mut self) -> Result<(), Error> {
        match std::mem::replace(&mut self.state, State::End) {
            State::After(_) => self.note(self.rows).await,
            State::Beginning | State::End => Ok(()),
        }
    }

    async fn note(&self, rows: u64) -> Result<(), Error> {
        let (caller, scope) = (self.caller.clone(), self.scope.clone());
        self.db
            .write(move |tx| {
                let organization_id = scope.organization_id.as_deref();
                note_export(tx, &caller, audit::Export { what: "customers", organization_id, rows })
            })
            .await
    }
}

/// Writes all customers of a scope; how many they were. `progress` is told how many are written, and how many there were at
/// the beginning. Where it fails on its way, what was written leaves its trace too.
pub async fn customers(
    db: &Db,
    caller: &Caller,
    scope: Scope,
    format: Format,
    mut to: impl Write,
    mut progress: impl FnMut(u64, u64),
) -> Result<u64, ExportError> {
    let mut export = Export::begin(db.clone(), caller.clone(), scope, format).await?;
    loop {
        let written = match export.next().await {
            Ok(Some(bytes)) => to.write_all(&bytes).map_err(ExportError::from),
            Ok(None) => break,
            Err(error) => Err(error),
        };
        if let Err(error) = written {
            // What stopped it may keep this from being noted, too: what is told is what came first.
            drop(export.abandon().await);
            return Err(error);
        }
        progress(export.rows(), export.expected());
    }
    to.flush()?;
    Ok(export.rows())
}

fn header(fields: &[CustomField]) -> Vec<String> {
    let plain = [
        "customer_id",
        "name",
        "email",
        "phone",
        "create_tickets",
        "organization_id",
        "organization",
        "language",
        "portfolio_id",
        "portfolio",
        "active",
        "created_at",
    ];
    let custom = fields.iter().map(|field| Target::CustomField(field.id.clone()).to_string());
    plain.into_iter().map(String::from).chain(custom).collect()
}

fn row<'e>(
    exported: &'e Exported,
    fields: &[CustomField],
    zone: &TimeZone,
) -> Vec<std::borrow::Cow<'e, str>> {
    let Exported { customer, organization, portfolio, values } = exported;
    let text = |text: &'e Option<String>| text.as_deref().unwrap_or_default();
    let flag = |flag: bool| if flag { "1" } else { "0" };
    let plain = [
        text(&customer.internal_id),
        &customer.name,
        text(&customer.email),
        text(&customer.phone),
        flag(customer.create_tickets),
        text(&customer.organization_id),
        text(organization),
        customer.language.as_str(),
        text(&customer.portfolio_id),
        text(portfolio),
        flag(customer.active),
    ];
    let custom = fields.iter().map(|field| values.get(&field.id).map(String::as_str).unwrap_or_default());
    let created = zone.date_and_time(customer.created_at);
    plain.into_iter().map(Into::into).chain([created.into()]).chain(custom.map(Into::into)).collect()
}
