//! A body for the reader of parts: that one holds all that it can get before it looks for the head of a part in it.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};

use axum::body::Bytes;
use futures_util::Stream;

/// How many bytes may be held in which nothing is found, no part's head and none of its content, before there is one piece more.
pub(super) const HELD_BYTES: u64 = 64 << 10;

/// What is known of the bytes that were handed over.
#[derive(Clone, Debug, Default)]
pub(super) struct Held(Arc<Looks>);

#[derive(Debug, Default)]
struct Looks {
    /// How many were handed over since something was found.
    bytes: AtomicU64,
    /// Whether something was found, and there may be more in what is held.
    found: AtomicBool,
}

impl Held {
    /// Something was found.
    pub(super) fn found(&self) {
        self.0.bytes.store(0, Ordering::Relaxed);
        self.0.found.store(true, Ordering::Relaxed);
    }
}

/// The pieces of a body, one at a turn: what was handed over is looked through, as long as something is found in it, before
/// there is more. It ends with an error where more than [`HELD_BYTES`] are held and nothing is found.
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
        let found = self.held.0.found.swap(false, Ordering::Relaxed);
        if std::mem::take(&mut self.over) || found {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        if self.held.0.bytes.load(Ordering::Relaxed) > HELD_BYTES {
            return Poll::Ready(Some(Err(std::io::ErrorKind::FileTooLarge.into())));
        }
        let piece = ready!(Pin::new(&mut self.pieces).poll_next(context));
        self.over = true;
        if let Some(Ok(bytes)) = &piece {
            self.held.0.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        }
        Poll::Ready(piece)
    }
}
