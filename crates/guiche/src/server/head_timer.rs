//! Two timeouts where hyper knows one.
//!
//! hyper's `header_read_timeout` starts when it begins to *wait* for a request, so it would close a connection that is
//! merely idle as early as one that dribbles its headers. The timer given to hyper here moves that deadline: the idle
//! timeout until the first byte of a request has come, the header timeout from then on.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
    },
    task::{Context, Poll},
    time::Duration,
};

use hyper::rt;
use pin_project_lite::pin_project;
use tokio::time::{Instant, Sleep, sleep_until};

use super::limits::Limits;

/// How far the current request of a connection has come. Only the connection's own task uses it; the atomics are
/// there because hyper wants its parts `Sync`.
#[derive(Debug)]
pub(super) struct Progress {
    opened: Instant,
    header_timeout: Duration,
    idle_timeout: Duration,
    /// Whether a first request has been waited for.
    used: AtomicBool,
    /// When the first byte of the current request came, in microseconds after `opened`, plus one; 0 before.
    begun: AtomicU64,
}

impl Progress {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            opened: Instant::now(),
            header_timeout: limits.header_timeout,
            idle_timeout: limits.idle_timeout,
            used: AtomicBool::new(false),
            begun: AtomicU64::new(0),
        }
    }

    /// Bytes have been read.
    pub(super) fn received(&self) {
        if self.begun.load(Relaxed) == 0 {
            let elapsed = u64::try_from(self.opened.elapsed().as_micros()).unwrap_or(u64::MAX - 1);
            self.begun.store(elapsed + 1, Relaxed);
        }
    }

    /// Whether nothing of a further request has come since the last was done with.
    pub(super) fn is_idle(&self) -> bool {
        self.begun.load(Relaxed) == 0
    }

    /// hyper begins to wait for a request: until when, if no byte of it comes?
    fn wait(&self) -> Instant {
        self.begun.store(0, Relaxed);
        let patience = if self.used.swap(true, Relaxed) { self.idle_timeout } else { self.header_timeout };
        Instant::now() + patience
    }

    /// Until when the headers must be complete, once their first byte has come.
    fn deadline(&self) -> Option<Instant> {
        let after = self.begun.load(Relaxed).checked_sub(1)?;
        Some(self.opened + Duration::from_micros(after) + self.header_timeout)
    }
}

/// The timer of one connection. hyper uses it for nothing but the wait for headers.
#[derive(Debug)]
pub(super) struct HeadTimer(pub(super) Arc<Progress>);

impl rt::Timer for HeadTimer {
    fn sleep(&self, _: Duration) -> Pin<Box<dyn rt::Sleep>> {
        Box::pin(HeadSleep { progress: Arc::clone(&self.0), sleep: sleep_until(self.0.wait()) })
    }

    fn sleep_until(&self, _: std::time::Instant) -> Pin<Box<dyn rt::Sleep>> {
        self.sleep(Duration::ZERO)
    }
}

pin_project! {
    struct HeadSleep {
        progress: Arc<Progress>,
        #[pin]
        sleep: Sleep,
    }
}

impl Future for HeadSleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut this = self.project();
        if let Some(deadline) = this.progress.deadline().filter(|&deadline| deadline != this.sleep.deadline())
        {
            this.sleep.as_mut().reset(deadline);
        }
        this.sleep.poll(cx)
    }
}

impl rt::Sleep for HeadSleep {}
