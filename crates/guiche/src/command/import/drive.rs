//! An import done in this process, or watched while another does it.

use std::pin::pin;
use std::time::Duration;

use guiche_desk::import::Import;
use guiche_desk::{Caller, Clock};
use guiche_domain::id::Id;
use guiche_domain::import::run::State;
use guiche_jobs::{Importer, Step};
use guiche_store::Db;
use indicatif::{ProgressBar, ProgressStyle};

use super::now;
use crate::Failure;
use crate::server::signal;

/// How long it waits where another server does it, or where the database does not answer.
const PAUSE: Duration = Duration::from_millis(500);
/// How often in a row the database may fail to answer.
const PATIENCE: u32 = 120;

/// Goes on with an import until it is at an end, and shows how far it has come. SIGINT and SIGTERM interrupt it after the
/// rows that are being done; how to go on is in the failure then.
pub(in crate::command) async fn drive(db: &Db, caller: &Caller, id: &Id) -> Result<Import, Failure> {
    let mut stop = pin!(signal::stop()?);
    let done = tokio::select! {
        biased;
        () = &mut stop => None,
        done = work(db, caller, id, |import| matches!(import.state, State::Running | State::Undoing)) => {
            Some(done?)
        }
    };
    if let Some(import) = done {
        return Ok(import);
    }
    let import = now(db, caller, id).await?;
    let done = match import.state {
        State::Undoing => import.counts.looked_at,
        _ => import.counts.done,
    };
    let slug = &caller.account.slug;
    Err(Failure::new(format!(
        "interrupted after {done} of {} rows: `guiche import resume {id} --account {slug}` goes on, and so does a \
         running server",
        import.counts.total
    )))
}

/// Looks a file through for keys that come twice.
pub(in crate::command) async fn look_through(db: &Db, caller: &Caller, id: &Id) -> Result<Import, Failure> {
    work(db, caller, id, |import| import.state == State::Ready && import.work.is_some()).await
}

async fn work(
    db: &Db,
    caller: &Caller,
    id: &Id,
    is_busy: impl Fn(&Import) -> bool,
) -> Result<Import, Failure> {
    let style = ProgressStyle::with_template("{msg} {wide_bar} {human_pos} of {human_len} rows, {eta} left")?;
    let bar = ProgressBar::new(0).with_style(style);
    let mut importer = Importer::new(db.clone(), Clock::system());
    let mut failures = 0;
    let outcome = loop {
        let import = now(db, caller, id).await?;
        show(&bar, &import);
        if !is_busy(&import) {
            break Ok(import);
        }
        match importer.step(caller.account.account_id).await {
            Ok(Step::Done(_)) => failures = 0,
            Ok(Step::Waiting | Step::Nothing | Step::Elsewhere) => tokio::time::sleep(PAUSE).await,
            Err(error) if error.is_transient() && failures < PATIENCE => {
                failures += 1;
                tokio::time::sleep(PAUSE).await;
            }
            Err(error) => break Err(error.into()),
        }
    };
    bar.finish_and_clear();
    if let Err(error) = importer.release().await {
        tracing::debug!(%error, "cannot give the lease back: others wait until it has run out");
    }
    outcome
}

fn show(bar: &ProgressBar, import: &Import) {
    let (what, done) = match import.state {
        State::Undoing | State::Undone => ("undoing", import.counts.looked_at),
        State::Ready => ("looking through", import.counts.scanned),
        _ => ("importing", import.counts.done),
    };
    if bar.message() != what {
        bar.set_message(what);
    }
    bar.set_length(import.counts.total.unsigned_abs());
    bar.set_position(done.unsigned_abs());
}
