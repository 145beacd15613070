//! What rows would do, told by doing them: in a transaction of which nothing is kept.

use std::sync::{Arc, Mutex, PoisonError};

use guiche_domain::id::Id;
use guiche_domain::import::run::State;
use guiche_domain::refusal::{Fault, Reason};
use guiche_store::import::{self, chunk, key};
use guiche_store::{Db, Error, Tx};

use super::content;
pub use super::field::Difference;
use super::field::differences;
use super::prepare::{Prepared, prepare};
use super::row::apply;
use super::state::held_in;
use super::trail::{caller_of, starter};
use super::view::Import;
use crate::custom_field::{CUSTOMER, active};
use crate::customer::{Known, Upserted, snapshot};
use crate::{Caller, Permission};

/// How many rows one preview shows at most.
const ROWS: i64 = 50;

/// What some rows of an import would do.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The import. Its counts of blank and repeated rows are of the whole file, as far as it was looked through.
    pub import: Import,
    /// The rows in order, each as if those before it on this page were done.
    pub rows: Vec<RowPreview>,
}

/// What a row would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowPreview {
    /// Its number, from 1.
    pub number: i64,
    /// The line of the file on which it begins.
    pub line: u64,
    /// Its fields as read.
    pub fields: Vec<String>,
    /// What would become of it.
    pub act: Act,
    /// What it would change, or all that a new customer would have.
    pub differences: Vec<Difference>,
    /// Why it would be rejected.
    pub faults: Vec<Fault>,
    /// An earlier row of the file that has the same key, if there is one: they are about the same customer.
    pub repeats: Option<i64>,
}

/// What would become of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// A customer would be made.
    Create,
    /// A customer would be changed.
    Update,
    /// The customer is as the row says already.
    Nothing,
    /// Nothing stands in the columns that are mapped.
    Blank,
    /// It would be rejected.
    Reject,
}

/// Shows what up to fifty rows from the number `from` on, 1 or more, would do. Nothing is kept of it. Refused where the import is
/// not ready.
pub async fn preview(db: &Db, caller: &Caller, import_id: &Id, from: i64) -> Result<Preview, Error> {
    caller.require(Permission::ImportCustomers)?;
    let account_id = caller.account.account_id;
    let id = import_id.clone();
    let reading = db.read(move |tx| {
        let import = import::find(tx, account_id, id.as_str())?.ok_or_else(super::unknown)?;
        let mut chunks = Vec::new();
        let mut next = from.max(1);
        while next < from.saturating_add(ROWS)
            && let Some(chunk) = chunk::at(tx, account_id, id.as_str(), next)?
        {
            next = chunk.first_row + chunk.row_count;
            chunks.push(chunk);
        }
        Ok((import, chunks))
    });
    let (import, chunks) = reading.await?;
    let import = Import::try_from(import)?;
    let mut rows = Vec::new();
    for chunk in &chunks {
        rows.extend(content::read(chunk, from - 1)?);
    }
    rows.retain(|(number, _)| *number < from.saturating_add(ROWS));
    let prepared = Arc::new(prepare(db, account_id, &import.settings, rows, None).await?);

    let shown = Arc::new(Mutex::new(None));
    let (out, caller, id) = (Arc::clone(&shown), caller.clone(), import_id.clone());
    let trying = db.write(move |tx| {
        let rows = attempt(tx, &caller, &id, &prepared)?;
        *out.lock().unwrap_or_else(PoisonError::into_inner) = Some(rows);
        // So that nothing of it stays.
        Err::<(), _>(Error::Refused(Reason::ImportState.into()))
    });
    let outcome = trying.await;
    let rows = shown.lock().unwrap_or_else(PoisonError::into_inner).take();
    match (rows, outcome) {
        (Some(rows), Err(Error::Refused(_))) => Ok(Preview { import, rows }),
        (_, Err(error)) => Err(error),
        (_, Ok(())) => Err(super::damaged("a preview was kept")),
    }
}

fn attempt(
    tx: &mut Tx<'_>,
    caller: &Caller,
    import_id: &Id,
    rows: &[Prepared],
) -> Result<Vec<RowPreview>, Error> {
    let account_id = caller.account.account_id;
    let mut import = held_in(tx, caller, import_id, &[State::Ready])?;
    import.starter = starter(caller);
    let starter = caller_of(&import, caller)?;
    let (mode, scan) = (super::Settings::read(&import.settings)?.mode, import.settings.scan);
    let configured = active(tx, account_id, CUSTOMER)?;
    let mut known = Known::default();
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        let mut repeats = None;
        for (kind, value) in row.keys.each() {
            let key = key::Key { account_id, import_id: import_id.as_str(), scan, kind, value };
            let first = key::first(tx, key)?.filter(|first| *first < row.number);
            repeats = repeats.or(first);
        }
        let applied = apply(tx, &starter, mode, row, &mut known)?;
        let (act, before, after) = match &applied {
            Ok(None) => (Act::Blank, None, None),
            Ok(Some(Upserted::Created { customer_id })) => (Act::Create, None, Some(customer_id)),
            Ok(Some(Upserted::Updated { before, .. })) => {
                (Act::Update, Some(&**before), Some(&before.customer().customer_id))
            }
            Ok(Some(Upserted::Unchanged { .. })) => (Act::Nothing, None, None),
            Err(_) => (Act::Reject, None, None),
        };
        let after = after.map(|id| snapshot(tx, account_id, id)).transpose()?.flatten();
        let differences = match &after {
            Some(after) => differences(tx, account_id, before, after, &configured)?,
            None => Vec::new(),
        };
        let faults = applied.err().map(|refusal| refusal.faults().cloned().collect());
        shown.push(RowPreview {
            number: row.number,
            line: row.line,
            fields: row.fields.clone(),
            act,
            differences,
            faults: faults.unwrap_or_default(),
            repeats,
        });
    }
    Ok(shown)
}
