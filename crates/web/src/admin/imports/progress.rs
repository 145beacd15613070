//! How far an import has come, while it goes on by itself.

use guiche_desk::import::Import;
use guiche_domain::import::run::{State, Work};

use super::words::so_many_of;
use crate::guard::Visit;
use crate::page::Page;

/// What a query says where the page is to stay as it is.
const LIVE: &str = "live";
const NO: &str = "no";

/// How far it has come.
#[derive(Clone, Debug)]
pub(super) struct Progress {
    /// So many rows are done…
    pub(super) done: i64,
    /// …of so many.
    pub(super) total: i64,
    /// The same in words.
    pub(super) text: String,
    /// What those hear who do not see it: the same once in a while.
    pub(super) said: String,
    /// Whether the page follows it by itself.
    pub(super) live: bool,
    /// Where the page does otherwise.
    pub(super) otherwise: String,
}

/// How far an import has come, on the page at `here`; `None` where nothing goes on.
pub(super) fn of(visit: &Visit, page: &Page, import: &Import, here: &str) -> Option<Progress> {
    let counts = import.counts;
    let live = visit.head.query(LIVE) != Some(NO);
    let before = if here.contains('?') { '&' } else { '?' };
    let otherwise = if live { format!("{here}{before}{LIVE}={NO}") } else { here.to_owned() };
    let (id, done) = match (import.state, import.work) {
        (State::Ready, Some(Work::Scan)) => ("import-progress-scan", counts.scanned),
        (State::Uploading, _) => {
            let text = page.say_many("import-progress-upload", &counts.total);
            let said = page.say("import-state-uploading");
            return Some(Progress { done: 0, total: 0, text, said, live, otherwise });
        }
        (State::Running, _) => ("import-progress-run", counts.done),
        (State::Undoing, _) => ("import-progress-undo", counts.looked_at),
        _ => return None,
    };
    let tenth = done.saturating_mul(10).checked_div(counts.total).unwrap_or(10);
    Some(Progress {
        done,
        total: counts.total,
        text: so_many_of(page, id, done, counts.total),
        said: page.say_many("import-progress-said", &(tenth * 10)),
        live,
        otherwise,
    })
}
