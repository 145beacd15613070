//! A batch row by row: answered as it is done.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::http::StatusCode;
use bytes::Bytes;
use futures_util::stream;
use guiche_i18n::Tongue;
use guiche_store::Error;
use tokio::sync::mpsc::{self, Sender};

use super::feed::{End, Feed};
use super::lines::Tally;
use super::pressure::Pressure;
use super::row::{each, patiently, prepare, read};
use super::{JOB_ROWS, NDJSON, Options};
use crate::failure::Failure;
use crate::form::rows::Row;
use crate::reply::Reply;
use crate::request::{Call, Writer};

/// How many jobs' lines wait for a client that does not take them. All that a batch has, where it arrives in one go: who
/// sends it whole before reading the first line must not be waited for.
const WAITING: usize = 64;

/// Begins, and answers with what is done meanwhile.
pub(super) fn run(call: &Call, feed: Feed, options: Options, tongue: Tongue) -> Reply {
    let (lines, mut waiting) = mpsc::channel(WAITING);
    tokio::spawn(drive(call.writer(), feed, options, tongue, lines));
    let body = Body::from_stream(stream::poll_fn(move |cx| {
        waiting.poll_recv(cx).map(|lines: Option<Bytes>| lines.map(Ok::<_, Infallible>))
    }));
    Reply::streamed(StatusCode::OK, NDJSON, body)
}

/// Does one job after the other. When the client is gone, the job that runs is the last.
async fn drive(writer: Writer, mut feed: Feed, options: Options, tongue: Tongue, lines: Sender<Bytes>) {
    let (mut tally, mut pressure) = (Tally::default(), Pressure::default());
    loop {
        let (rows, end) = tokio::select! {
            next = feed.next(JOB_ROWS) => next,
            () = lines.closed() => return,
        };
        let mut out = String::new();
        let numbers: Vec<u64> = rows.iter().map(|(number, _)| *number).collect();
        let mut over = end.is_some();
        if let Err(error) = job(&writer, feed.media(), rows, options, tongue, &mut tally, &mut out).await {
            // A later row may be about the same customer: to do it now would let the earlier one win in the end.
            let failure = Failure::from(error);
            numbers.iter().for_each(|number| tally.refused(*number, None, &failure, tongue, &mut out));
            tally.last(false, &mut out);
            over = true;
        } else {
            match end {
                Some(End::Whole) => tally.last(true, &mut out),
                Some(End::Broken(failure)) => {
                    tally.refused(feed.given + 1, None, &failure, tongue, &mut out);
                    tally.last(false, &mut out);
                }
                None => {}
            }
        }
        if lines.send(out.into()).await.is_err() || over {
            return;
        }
        pressure.ease(&writer).await;
    }
}

/// Does rows in one job and writes their lines.
async fn job(
    writer: &Writer,
    media: Option<&[u8]>,
    rows: Vec<(u64, Row)>,
    options: Options,
    tongue: Tongue,
    tally: &mut Tally,
    out: &mut String,
) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    let forms = rows.iter().map(|(number, row)| (*number, read(media, row))).collect();
    let prepared = Arc::new(prepare(forms, options, &writer.api.hasher).await?);
    let outcomes = patiently(|| {
        let rows = Arc::clone(&prepared);
        writer.write(move |tx, caller| each(tx, caller, &rows))
    });
    for (row, outcome) in prepared.iter().zip(outcomes.await?) {
        match outcome {
            Ok(put) => tally.done(row, put, out),
            Err(failure) => tally.refused(row.number, row.customer_id.clone(), &failure, tongue, out),
        }
    }
    Ok(())
}
