//! What is done with an import: started, stopped, undone. What is lost is said before.

use askama::Template;
use guiche_desk::import::{self, Import, UNDO_DAYS};
use guiche_domain::form::Form;
use guiche_domain::import::run::State;
use guiche_domain::refusal::Reason;
use guiche_domain::time::Timestamp;
use guiche_store::Error;

use super::setup::{unless_changed, version};
use super::{address, found};
use crate::failure::Failure;
use crate::guard::Visit;
use crate::page::{Page, shown};
use crate::routes::Answer;

/// `POST /admin/imports/{import_id}/start`
pub(super) async fn start(visit: Visit, sent: Form) -> Answer {
    let (import_id, version) = (visit.id("import_id")?, version(&sent));
    let to = address(&import_id);
    let started = visit.write(move |tx, caller| {
        import::start(tx, caller, &import_id)?;
        unless_changed(import::progress(tx, caller, &import_id)?.version, version)
    });
    started.await.map_err(failure)?;
    Ok(visit.done(&to, "done-import-started"))
}

#[derive(Template)]
#[template(path = "admin/imports/cancel.html")]
struct Cancel {
    page: Page,
    import: Import,
    back: String,
    /// Whether rows are being done.
    running: bool,
}

/// `GET /admin/imports/{import_id}/cancel`
pub(super) async fn ask_cancel(visit: Visit) -> Answer {
    let import = found(&visit).await?;
    if !matches!(import.state, State::Uploading | State::Ready | State::Running) {
        return Err(Failure::Changed);
    }
    let (back, running) = (address(&import.import_id), import.state == State::Running);
    shown(&Cancel { page: visit.page(), import, back, running })
}

/// `POST /admin/imports/{import_id}/cancel`
pub(super) async fn cancel(visit: Visit, _: Form) -> Answer {
    let import_id = visit.id("import_id")?;
    let to = address(&import_id);
    let cancelled = visit.write(move |tx, caller| {
        import::cancel(tx, caller, &import_id)?;
        Ok(import::progress(tx, caller, &import_id)?.started_at)
    });
    let notice = match cancelled.await.map_err(failure)? {
        Some(_) => "done-import-cancelled",
        None => "done-import-discarded",
    };
    Ok(visit.done(&to, notice))
}

#[derive(Template)]
#[template(path = "admin/imports/undo.html")]
struct Undo {
    page: Page,
    import: Import,
    back: String,
    until: String,
}

/// `GET /admin/imports/{import_id}/undo`
pub(super) async fn ask_undo(visit: Visit) -> Answer {
    let import = found(&visit).await?;
    let until = undo_until(&import, visit.caller.now).ok_or(Failure::Changed)?;
    let page = visit.page();
    let until = page.say_of("import-undo-until", &page.written_moment(&until));
    shown(&Undo { back: address(&import.import_id), until, import, page })
}

/// `POST /admin/imports/{import_id}/undo`
pub(super) async fn undo(visit: Visit, _: Form) -> Answer {
    let import_id = visit.id("import_id")?;
    let to = address(&import_id);
    visit.write(move |tx, caller| import::undo(tx, caller, &import_id)).await.map_err(failure)?;
    Ok(visit.done(&to, "done-import-undoing"))
}

/// Until when an import can be undone; `None` where it cannot, or did nothing.
pub(super) fn undo_until(import: &Import, now: Timestamp) -> Option<Timestamp> {
    let counts = import.counts;
    let until = import.finished_at?.plus_hours(24 * UNDO_DAYS);
    let ended = matches!(import.state, State::Done | State::Cancelled);
    (ended && counts.created + counts.updated > 0 && now <= until).then_some(until)
}

/// An import that is not where the page showed it was changed meanwhile.
fn failure(error: Error) -> Failure {
    match error {
        Error::Refused(refusal) => match refusal.first().reason {
            Reason::ImportState | Reason::ChangedMeanwhile | Reason::UndoTooLate | Reason::Required => {
                Failure::Changed
            }
            _ => refusal.into(),
        },
        error => error.into(),
    }
}
