//! The list of imports.

use askama::Template;
use guiche_desk::Permission;
use guiche_desk::import::{self, Import};
use guiche_domain::id::Id;

use super::words::{self, Tag};
use super::{EXPORT, LIST, NEW, address};
use crate::guard::Visit;
use crate::page::{Page, shown};
use crate::routes::Answer;

/// How many are on a page.
const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "admin/imports/list.html")]
struct List {
    page: Page,
    imports: Vec<Row>,
    new: &'static str,
    /// The way to taking customers out, for who may.
    export: Option<&'static str>,
    /// The way to older ones.
    older: Option<String>,
    /// The way back to the newest.
    newest: Option<&'static str>,
    /// What the example is called on disk.
    example: String,
}

struct Row {
    import: Import,
    to: String,
    state: Tag,
    who: String,
}

/// `GET /admin/imports`
pub(super) async fn show(visit: Visit) -> Answer {
    let page = visit.page();
    let before: Option<Id> = visit.head.query("before").and_then(|id| id.parse().ok());
    let is_first = before.is_none();
    let found = visit.read(move |tx, caller| import::list(tx, caller, before.as_ref(), ROWS + 1)).await?;
    let names = words::names(&visit).await?;
    let more = found.len() > ROWS;
    let row = |import: Import| Row {
        to: address(&import.import_id),
        state: words::state(&page, &import),
        who: words::who(&page, &import, &names),
        import,
    };
    let imports: Vec<Row> = found.into_iter().take(ROWS).map(row).collect();
    let last = imports.last().filter(|_| more);
    shown(&List {
        older: last.map(|row| format!("{LIST}?before={}", row.import.import_id)),
        newest: Some(LIST).filter(|_| !is_first),
        imports,
        new: NEW,
        export: Some(EXPORT).filter(|_| visit.may(Permission::ExportCustomers)),
        example: example(&page),
        page,
    })
}

/// The example file in the language of a page.
pub(super) fn example(page: &Page) -> String {
    page.asset(&format!("customers-{}.csv", page.lang()))
}
