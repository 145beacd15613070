//! The last imports.

use guiche_desk::import::Import;
use guiche_domain::import::run::State;
use guiche_domain::time::Timestamp;

use crate::page::Page;

/// One of them.
pub(super) struct Line {
    pub(super) to: String,
    pub(super) file: String,
    pub(super) when: Timestamp,
    pub(super) state: String,
    /// How its state looks.
    pub(super) look: &'static str,
    pub(super) rows: String,
    pub(super) rejected: String,
}

pub(super) fn line(page: &Page, import: &Import) -> Line {
    let (state, look) = match import.state {
        State::Uploading => ("home-import-uploading", "waiting"),
        State::Ready => ("home-import-ready", "waiting"),
        State::Running => ("home-import-running", "waiting"),
        State::Done => ("home-import-done", "on"),
        State::Cancelled if import.started_at.is_none() => ("home-import-discarded", ""),
        State::Cancelled => ("home-import-cancelled", "off"),
        State::Undoing => ("home-import-undoing", "waiting"),
        State::Undone => ("home-import-undone", "off"),
    };
    Line {
        to: format!("/admin/imports/{}", import.import_id),
        file: import.file_name.clone(),
        when: import.created_at,
        state: page.say(state),
        look,
        rows: page.number(&import.counts.total),
        rejected: page.number(&import.counts.rejected),
    }
}
