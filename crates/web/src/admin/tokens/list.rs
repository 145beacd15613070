//! The list of tokens: those that stand, and folded away those that do not.

use askama::Template;
use guiche_desk::token::{self, Kept};
use guiche_desk::usage;
use guiche_domain::time::Timestamp;
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
    last_used: Option<Timestamp>,
}

/// `GET /admin/tokens`
pub(super) async fn show(visit: Visit) -> Answer {
    let page = visit.page();
    let (tokens, last_used) =
        visit.read(|tx, caller| Ok((token::list(tx, caller)?, usage::last_used(tx, caller)?))).await?;
    let row = |kept: Kept| Row {
        rights: rights(&page, kept.token.read_only),
        state: kept.token.state(visit.caller.now),
        last_used: last_used.get(kept.token.token_id.as_str()).copied(),
        kept,
    };
    // The newest first.
    let rows = tokens.into_iter().rev().map(row);
    let (active, over): (Vec<_>, Vec<_>) = rows.partition(|row| row.state == State::Active);
    let over_title = page.say_many("token-over", &over.len());
    shown(&List { active, over, over_title, page })
}
