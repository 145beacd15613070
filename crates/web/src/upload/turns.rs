//! A body for the reader of parts: that one holds all that it can get before it looks for the head of a part in it.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};

use axum::body::Bytes;
use futures_util::Stream;

/// The most bytes in which nothing is found: no part's head, and none of its content.
pub(super) const HELD_BYTES: u64 = 1 << 20;

/// How many bytes were handed over since something was found in them.
#[derive(Clone, Debug, Default)]
pub(super) struct Held(Arc<AtomicU64>);

impl Held {
    /// Something was found.
    pub(super) fn found(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

/// The pieces of a body, one at a turn: what was handed over is looked through before there is more. It ends with an error
/// where more than [`HELD_BYTES`] are held.
pub(super) struct Turns<S> {
    pieces: S,
    held: Held,
    over: bool,
}

impl<S> Turns<S> {
    pub(super) fn new(pieces: S, held: Held) -> Self {
        Self { pieces, held, over: false }
    }
}

impl<S: Stream<Item = std::io::Result<Bytes>> + Unpin> Stream for Turns<S> {
    type Item = std::io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if std::mem::take(&mut self.over) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let piece = ready!(Pin::new(&mut self.pieces).poll_next(context));
        self.over = true;
        let Some(Ok(bytes)) = &piece else { return Poll::Ready(piece) };
        let length = bytes.len() as u64;
        let held = self.held.0.fetch_add(length, Ordering::Relaxed) + length;
        if held > HELD_BYTES {
            return Poll::Ready(Some(Err(std::io::ErrorKind::FileTooLarge.into())));
        }
        Poll::Ready(piece)
    }
}
