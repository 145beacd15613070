//! One import: how it is set up while it is ready, how far it has come, what it came to.

use askama::Template;
use guiche_desk::import::{self, Import, RowDone, Which};
use guiche_domain::import::run::State;

use super::act::undo_until;
use super::progress::{self, Progress};
use super::words::{self, Tag};
use super::{LIST, NEW, address, found, preview, setup};
use crate::failure::Failure;
use crate::guard::Visit;
use crate::page::{Page, shown};
use crate::routes::Answer;

/// How many rows are shown at once.
const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "admin/imports/show.html")]
struct Show {
    page: Page,
    import: Import,
    to: String,
    list: &'static str,
    new: &'static str,
    state: Tag,
    who: String,
    progress: Option<Progress>,
    /// Until when it can be undone.
    undo_until: Option<String>,
    /// Rows to be looked at: those that an undo left as they are, or those that were rejected.
    rows: Vec<Row>,
    /// The way to the next ones.
    next: Option<String>,
}

/// A row.
struct Row {
    line: u64,
    name: String,
    faults: Vec<String>,
    /// Where its customer is.
    customer: Option<String>,
}

/// `GET /admin/imports/{import_id}`
pub(super) async fn show(visit: Visit) -> Answer {
    let import = found(&visit).await?;
    if import.state == State::Ready {
        return setup::page_of(&visit, import).await;
    }
    let page = visit.page();
    let to = address(&import.import_id);
    let (rows, next) = rows(&visit, &page, &import).await?;
    let names = words::names(&visit).await?;
    let undo_until = undo_until(&import, visit.caller.now);
    shown(&Show {
        list: LIST,
        new: NEW,
        state: words::state(&page, &import),
        who: words::who(&page, &import, &names),
        progress: progress::of(&visit, &page, &import, &to),
        undo_until: undo_until.map(|until| page.say_of("import-undo-until", &page.written_moment(&until))),
        rows,
        next: next.map(|after| format!("{to}?after={after}")),
        to,
        import,
        page,
    })
}

async fn rows(visit: &Visit, page: &Page, import: &Import) -> Result<(Vec<Row>, Option<i64>), Failure> {
    let (which, count) = match import.state {
        State::Undone => (Which::Kept, import.counts.kept),
        State::Done | State::Cancelled => (Which::Rejected, import.counts.rejected),
        _ => return Ok((Vec::new(), None)),
    };
    if count == 0 {
        return Ok((Vec::new(), None));
    }
    let after = visit.head.query("after").and_then(|after| after.parse().ok()).unwrap_or(0);
    let id = import.import_id.clone();
    let read = visit.read(move |tx, caller| import::rows(tx, caller, &id, which, after, ROWS));
    let (done, next) = read.await?;
    Ok((done.iter().map(|done| row(page, import, done)).collect(), next))
}

fn row(page: &Page, import: &Import, done: &RowDone) -> Row {
    Row {
        line: done.row.line,
        name: preview::name(import, &done.row.fields),
        faults: done.faults.iter().map(|fault| words::fault(page, fault)).collect(),
        customer: done.customer_id.as_ref().map(|id| format!("/admin/customers/{id}")),
    }
}
