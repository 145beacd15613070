//! The rows of a body as they arrive.

use std::collections::VecDeque;
use std::time::Duration;

use axum::body::{Body, BodyDataStream, HttpBody as _};
use futures_util::StreamExt as _;
use guiche_domain::refusal::Reason;
use tokio::time::timeout;

use super::MAX_ROWS;
use crate::failure::Failure;
use crate::form::rows::{Row, Splitter};
use crate::request::Call;
use crate::{body, form};

/// How long rows that are there wait for more to come.
const GATHER: Duration = Duration::from_millis(100);

/// How a body came to its end.
#[derive(Debug)]
pub(super) enum End {
    /// It was whole.
    Whole,
    /// It was not: the next row could not be had.
    Broken(Failure),
}

/// A body in the making.
#[derive(Debug)]
pub(super) struct Feed {
    body: BodyDataStream,
    media: Option<Vec<u8>>,
    splitter: Splitter,
    ready: VecDeque<Row>,
    /// How many rows were given away.
    pub(super) given: u64,
    bytes: usize,
    most_bytes: usize,
    patience: Duration,
    end: Option<End>,
}

impl Feed {
    /// Refuses a body of another type, and one that is declared to be too large.
    pub(super) fn new(call: &Call, body: Body, most_bytes: usize) -> Result<Self, Failure> {
        let headers = &call.head.headers;
        body::refuse_at_once(headers, most_bytes)?;
        let media = body::content_type(headers);
        let splitter = if body.is_end_stream() || form::is_ndjson(media) {
            Splitter::lines()
        } else if form::is_json(media, false) {
            Splitter::array()
        } else {
            return Err(Failure::UnsupportedMediaType);
        };
        let patience = call.api.settings.body_timeout;
        let (body, media) = (body.into_data_stream(), media.map(<[u8]>::to_vec));
        let ready = VecDeque::new();
        Ok(Self { body, media, splitter, ready, given: 0, bytes: 0, most_bytes, patience, end: None })
    }

    /// The body's type, as it was sent.
    pub(super) fn media(&self) -> Option<&[u8]> {
        self.media.as_deref()
    }

    /// Waits for the first piece. No bytes at all are a missing body.
    pub(super) async fn begin(&mut self) -> Result<(), Failure> {
        while self.bytes == 0 && self.end.is_none() {
            self.more(self.patience).await;
        }
        match &self.end {
            Some(End::Broken(failure)) if self.ready.is_empty() && self.bytes == 0 => Err(failure.clone()),
            Some(End::Whole) if self.bytes == 0 => Err(Failure::Refused(Reason::BodyMissing.into())),
            _ => Ok(()),
        }
    }

    /// The next rows with their numbers from 1, `most` at most; and how the body ended, once it has.
    pub(super) async fn next(&mut self, most: usize) -> (Vec<(u64, Row)>, Option<End>) {
        let mut rows = Vec::new();
        loop {
            while rows.len() < most
                && let Some(row) = self.ready.pop_front()
            {
                if self.given == MAX_ROWS {
                    return (rows, Some(End::Broken(Failure::ContentTooLarge)));
                }
                self.given += 1;
                rows.push((self.given, row));
            }
            if rows.len() == most {
                return (rows, None);
            }
            if let Some(end) = self.end.take() {
                return (rows, Some(end));
            }
            let wait = if rows.is_empty() { self.patience } else { GATHER.min(self.patience) };
            if !self.more(wait).await && !rows.is_empty() {
                return (rows, None);
            }
        }
    }

    /// Takes the next piece; `false` where none came in time.
    async fn more(&mut self, wait: Duration) -> bool {
        let Ok(piece) = timeout(wait, self.body.next()).await else {
            if wait == self.patience {
                self.end = Some(End::Broken(Failure::RequestTimeout));
            }
            return false;
        };
        let broken = || End::Broken(Failure::Refused(Reason::BodyUnreadable.into()));
        self.end = match piece {
            Some(Ok(data)) => {
                self.bytes += data.len();
                if self.bytes > self.most_bytes {
                    Some(End::Broken(Failure::ContentTooLarge))
                } else {
                    self.splitter.push(&data, &mut self.ready).err().map(|_| broken())
                }
            }
            Some(Err(_)) => Some(broken()),
            None => Some(match self.splitter.finish(&mut self.ready) {
                Ok(()) => End::Whole,
                Err(_) => broken(),
            }),
        };
        true
    }
}
