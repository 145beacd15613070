//! The list of tokens: those that stand, and folded away those that do not.

use askama::Template;
use guiche_desk::token::{self, Kept};
use guiche_domain::token::State;

use super::rights;
use crate::guard::Visit;
use crate::page::{Page, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "admin/tokens/list.html")]
struct List {
    page: Page,
    active: Vec<Row>,
    over: Vec<Row>,
    /// How many are over.
    over_title: String,
}

struct Row {
    kept: Kept,
    rights: String,
    state: State,
}

/// `GET /admin/tokens`
pub(super) async fn show(visit: Visit) -> Answer {
    let page = visit.page();
    let tokens = visit.read(token::list).await?;
    let row = |kept: Kept| Row {
        rights: rights(&page, kept.token.read_only),
        state: kept.token.state(visit.caller.now),
        kept,
    };
    // The newest first.
    let rows = tokens.into_iter().rev().map(row);
    let (active, over): (Vec<_>, Vec<_>) = rows.partition(|row| row.state == State::Active);
    let over_title = page.say_many("token-over", &over.len());
    shown(&List { active, over, over_title, page })
}
