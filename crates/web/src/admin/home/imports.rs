//! The last imports.

use guiche_desk::import::Import;
use guiche_domain::time::Timestamp;

use crate::admin::imports::{self, Tag};
use crate::page::Page;

/// One of them.
pub(super) struct Line {
    pub(super) to: String,
    pub(super) file: String,
    pub(super) when: Timestamp,
    pub(super) state: Tag,
    pub(super) rows: String,
    pub(super) rejected: String,
}

pub(super) fn line(page: &Page, import: &Import) -> Line {
    let state = imports::state(page, import);
    Line {
        to: imports::address(&import.import_id),
        file: import.file_name.clone(),
        when: import.created_at,
        state,
        rows: page.number(&import.counts.total),
        rejected: page.number(&import.counts.rejected),
    }
}
