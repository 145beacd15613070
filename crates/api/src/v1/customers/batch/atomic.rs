//! A batch as a whole: all rows or none, in one job.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::http::StatusCode;
use guiche_desk::customer::Put;
use guiche_desk::idempotency;
use guiche_domain::form::{Form, Value};
use guiche_domain::refusal::{Reason, Refusal};
use guiche_store::Error;
use tokio::time::timeout;

use super::feed::{End, Feed};
use super::lines::Tally;
use super::row::{Mode, Prepared, each, patiently, prepare, read};
use super::{NDJSON, Options};
use crate::failure::Failure;
use crate::reply::Reply;
use crate::request::Call;

/// Rows that are in the way: number, key, failure.
type Rows = Vec<(u64, Option<String>, Failure)>;
type Forms = Vec<(u64, Result<Form, Failure>)>;

/// Does all rows, or answers with those that are in the way.
pub(super) async fn run(call: Call, mut feed: Feed, options: Options) -> Result<Reply, Failure> {
    // One at a time is in memory.
    let api = Arc::clone(&call.api);
    let turn = timeout(api.settings.body_timeout, api.whole_batches.acquire()).await;
    let _turn = turn.map_err(|_| Failure::Unavailable)?.map_err(|_| Failure::Unavailable)?;
    let forms = whole(&mut feed).await?;
    let repeatable = match call.head.headers.get("idempotency-key") {
        Some(_) => call.repeatable(&digested(options.mode, &forms)).map_err(Refusal::from)?,
        None => None,
    };
    let writer = call.writer();
    let rows = Arc::new(prepare(forms, options, &writer.api.hasher).await?);
    let refused = Arc::new(Mutex::new(Rows::new()));
    let written = patiently(|| {
        let (rows, refused, repeatable) = (Arc::clone(&rows), Arc::clone(&refused), repeatable.clone());
        writer.write(move |tx, caller| {
            idempotency::once(tx, caller, repeatable.as_ref(), |tx| {
                sift(&rows, each(tx, caller, &rows)?, &refused)
            })
        })
    });
    let done = match written.await {
        Ok(done) => done,
        Err(Error::Refused(refusal)) => return Err(explained(refusal, &refused)),
        Err(error) => return Err(error.into()),
    };
    let (mut tally, mut out) = (Tally::default(), String::new());
    rows.iter().zip(&done.outcome).for_each(|(row, put)| tally.done(row, *put, &mut out));
    tally.last(true, &mut out);
    Ok(Reply::streamed(StatusCode::OK, NDJSON, Body::from(out)).replayed(done.replayed))
}

/// All rows, each read on its own.
async fn whole(feed: &mut Feed) -> Result<Forms, Failure> {
    let mut forms = Forms::new();
    loop {
        let (rows, end) = feed.next(super::JOB_ROWS).await;
        forms.extend(rows.iter().map(|(number, row)| (*number, read(feed.media(), row))));
        tokio::task::yield_now().await;
        match end {
            Some(End::Whole) => return Ok(forms),
            Some(End::Broken(failure)) => return Err(failure),
            None => {}
        }
    }
}

/// All of a batch as one form, of which an idempotency key keeps a digest.
fn digested(mode: Mode, forms: &Forms) -> Form {
    let mut all = Form::default();
    all.push_text("mode", mode.as_str());
    for (number, form) in forms {
        let entries = form.as_ref().map(Form::entries).unwrap_or_default();
        all.push(format!("{number}"), Value::Null);
        for entry in entries {
            all.push(format!("{number} {}", entry.key), entry.value.clone());
        }
    }
    all
}

/// What was done, if none was refused; else nothing stays.
fn sift(
    rows: &[Prepared],
    outcomes: Vec<Result<Put, Failure>>,
    refused: &Mutex<Rows>,
) -> Result<Vec<Put>, Error> {
    let mut done = Vec::with_capacity(rows.len());
    let mut in_the_way = Rows::new();
    for (row, outcome) in rows.iter().zip(outcomes) {
        match outcome {
            Ok(put) => done.push(put),
            Err(failure) => in_the_way.push((row.number, row.customer_id.clone(), failure)),
        }
    }
    let none = in_the_way.is_empty();
    // The job may run more than once.
    *refused.lock().unwrap_or_else(PoisonError::into_inner) = in_the_way;
    if none { Ok(done) } else { Err(Error::Refused(Reason::BodyUnreadable.into())) }
}

/// The rows that are in the way; but what is wrong with the request as a whole comes first.
fn explained(refusal: Refusal, refused: &Mutex<Rows>) -> Failure {
    let rows = std::mem::take(&mut *refused.lock().unwrap_or_else(PoisonError::into_inner));
    let conflict = refusal.faults().any(|fault| fault.reason == Reason::IdempotencyConflict);
    if conflict {
        Failure::Refused(Reason::IdempotencyConflict.into())
    } else if rows.is_empty() {
        Failure::Refused(refusal)
    } else {
        Failure::Rows(rows)
    }
}
