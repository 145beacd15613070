//! The list of organizations.

use askama::Template;
use guiche_desk::Permission;
use guiche_desk::organization::{self, Query, Row};
use guiche_domain::cursor::Cursor;
use guiche_domain::text;

use super::LIST;
use crate::guard::Visit;
use crate::links::in_query;
use crate::page::{Page, shown};
use crate::routes::Answer;

/// How many a page shows.
const ROWS: usize = 50;
/// The most characters that are searched for.
const MAX_WORDS: usize = 255;

#[derive(Template)]
#[template(path = "admin/organizations/list.html")]
struct List {
    page: Page,
    q: String,
    rows: Vec<Row>,
    size: u64,
    begins: bool,
    first: String,
    next: Option<String>,
    may_write: bool,
}

/// `GET /admin/organizations?q=&cursor=`
pub(super) async fn show(visit: Visit) -> Answer {
    let q = visit.head.query("q").and_then(|q| text::kept(q.trim(), MAX_WORDS).ok()).unwrap_or_default();
    let cursor = visit.head.query("cursor").and_then(|text| Cursor::parse(text).ok());
    let begins = cursor.is_none();
    let query = Query { q: Some(q.clone()), cursor, limit: ROWS };
    let found = visit.read(move |tx, caller| organization::page(tx, caller, &query)).await?;
    let first = if q.is_empty() { LIST.to_owned() } else { format!("{LIST}?q={}", in_query(&q)) };
    let next = found.next.map(|cursor| format!("{LIST}?q={}&cursor={cursor}", in_query(&q)));
    shown(&List {
        page: visit.page(),
        q,
        rows: found.rows,
        size: found.size,
        begins,
        first,
        next,
        may_write: visit.may(Permission::WriteOrganizations),
    })
}
