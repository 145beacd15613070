//! Rows done in a job: the customers, what came of each row, and how far the import has come, all or nothing.

use guiche_domain::id::Id;
use guiche_domain::import::Target;
use guiche_domain::import::run::{Outcome, State};
use guiche_store::import::{self, Counts, chunk, row as store};
use guiche_store::{Error, Tx};

use super::content::{self, FileRow};
use super::damaged;
use super::prepare::{Content, Prepared};
use super::row::{apply, kept};
use super::state::end;
use super::trail::caller_of;
use super::view::Settings;
use crate::Caller;
use crate::customer::Known;

/// Does rows of a running import, a whole piece of its file, of which `after` were done before; tells how many. None are
/// where it stands elsewhere meanwhile.
pub(super) fn run(
    tx: &mut Tx<'_>,
    caller: &Caller,
    import_id: &Id,
    after: i64,
    rows: &[Prepared],
) -> Result<u64, Error> {
    let account_id = caller.account.account_id;
    let held = import::hold(tx, account_id, import_id.as_str())?;
    let Some(mut import) =
        held.filter(|import| import.state == State::Running && import.counts.done == after)
    else {
        return Ok(0);
    };
    if rows.is_empty() && after < import.counts.total {
        return Err(damaged("rows of a file are missing"));
    }
    let starter = caller_of(&import, caller)?;
    let settings = Settings::read(&import.settings)?;
    let has_passwords = settings.mapping.has(&Target::Password);
    let (mut known, mut rest) = (Known::default(), Vec::new());
    for row in rows {
        let done = kept(row.number, apply(tx, &starter, settings.mode, row, &mut known)?)?;
        if has_passwords {
            rest.push(without_password(&settings, row));
        }
        count(&mut import.counts, done.outcome);
        store::insert(tx, account_id, import_id.as_str(), &done)?;
        import.counts.done = row.number;
    }
    if has_passwords {
        let chunk = content::write(after + 1, &rest)?;
        chunk::rewrite(tx, account_id, import_id.as_str(), &chunk)?;
    }
    if import.counts.done >= import.counts.total {
        end(tx, &starter, import, State::Done)?;
    } else {
        import::advance(tx, account_id, &import)?;
    }
    Ok(rows.len() as u64)
}

/// A row that was done, without the password that stands in it: who corrects one that was rejected types it again. Where a
/// row has another number of fields than there are columns, nobody knows which it is: only those that stand before it in
/// any case are kept.
fn without_password(settings: &Settings, row: &Prepared) -> FileRow {
    let (mut fields, columns) = (row.fields.clone(), settings.mapping.columns());
    let is_password = |at: usize| columns.get(at) == Some(&Target::Password);
    if fields.len() == columns.len() {
        let passwords = fields.iter_mut().enumerate().filter(|(at, _)| is_password(*at));
        passwords.for_each(|(_, field)| field.clear());
    } else if let Some(first) = (0..columns.len()).find(|at| is_password(*at)) {
        let missing = columns.len().saturating_sub(fields.len());
        fields.iter_mut().skip(first.saturating_sub(missing)).for_each(String::clear);
    }
    let fault = match &row.content {
        Content::Unreadable(refusal) => Some(refusal.first().reason.clone()),
        _ => None,
    };
    FileRow { line: row.line, fields, fault }
}

fn count(counts: &mut Counts, outcome: Outcome) {
    let count = match outcome {
        Outcome::Created => &mut counts.created,
        Outcome::Updated => &mut counts.updated,
        Outcome::Unchanged => &mut counts.unchanged,
        Outcome::Rejected => &mut counts.rejected,
    };
    *count += 1;
}
