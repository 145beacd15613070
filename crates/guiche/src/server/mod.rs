//! Serving HTTP/1.0 and HTTP/1.1 on a listener, within limits, until told to stop.
//!
//! This stands on hyper rather than on `axum::serve` because a server on the open internet needs what that does not
//! offer: limits on connections, headers and time, an answer when there are too many, and an end to the wait for
//! those who do not finish.

mod connection;
mod head_timer;
mod limits;
pub mod metrics;
pub mod signal;
mod socket;
#[cfg(test)]
mod tests;

use std::{io, pin::pin, sync::Arc, time::Duration};

use axum::Router;
use guiche_api::stopping::Stopping;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::{sleep, timeout},
};

use self::connection::Phase;
pub use self::limits::Limits;

/// How the server came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drained {
    /// Connections whose request had not finished when the grace period was over.
    pub cut: usize,
}

/// In the extensions of a response: it is not sent, and its connection is closed. Nothing but a sandbox puts it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("closed instead of answered, as was asked for")]
pub struct HangUp;

/// Serves `app` on `listener` until `shutdown` resolves, then finishes what is running.
///
/// Every request carries its [`Peer`](guiche_edge::Peer). Connections beyond the limit are answered by
/// `overload` (which should say 503 to everything) and closed. After `shutdown`: nothing more is accepted, idle
/// connections are closed, running requests have [`Limits::grace`] to finish.
pub async fn run(
    listener: TcpListener,
    app: Router,
    overload: Router,
    limits: Limits,
    shutdown: impl Future<Output = ()>,
) -> Drained {
    let phase = watch::Sender::new(Phase::Serving);
    let stopping = watch::Sender::new(false);
    let grace = limits.grace;

    accept(listener, app, overload, limits, (&phase, &stopping), shutdown).await;

    // Every connection holds a receiver: when the last is gone, all is done.
    stopping.send_replace(true);
    phase.send_replace(Phase::Draining);
    if timeout(grace, phase.closed()).await.is_ok() {
        return Drained { cut: 0 };
    }
    let cut = phase.receiver_count();
    phase.send_replace(Phase::Cut);
    // So that what the handlers hold (the database, above all) is free when this returns.
    let _ = timeout(Duration::from_secs(1), phase.closed()).await;
    Drained { cut }
}

/// Accepts connections and starts a task for each, until `shutdown`.
async fn accept(
    listener: TcpListener,
    app: Router,
    overload: Router,
    limits: Limits,
    (phase, stopping): (&watch::Sender<Phase>, &watch::Sender<bool>),
    shutdown: impl Future<Output = ()>,
) {
    let regular = Lane::new(app, limits.connections, true);
    let overload = Lane::new(overload, limits.overload_connections, false);
    let refused = |kind| ::metrics::counter!("guiche_connections_refused_total", "listener" => limits.listener, "kind" => kind);
    let (answered, dropped) = (refused("answered"), refused("dropped"));
    let limits = Arc::new(limits.clone());

    let mut shutdown = pin!(shutdown);
    let mut failing = false;
    loop {
        let accepted = tokio::select! {
            biased;
            () = &mut shutdown => return,
            accepted = next(&listener, &mut failing) => accepted,
        };
        let Some((stream, peer)) = accepted else { continue };
        let (lane, place) = if let Some(place) = regular.enter() {
            (&regular, place)
        } else if let Some(place) = overload.enter() {
            answered.increment(1);
            (&overload, place)
        } else {
            dropped.increment(1);
            continue;
        };
        let serving = connection::serve(
            stream,
            peer,
            lane.app.clone(),
            lane.keep_alive,
            Arc::clone(&limits),
            phase.subscribe(),
            Stopping::when(stopping.subscribe()),
        );
        tokio::spawn(async move {
            serving.await;
            drop(place);
        });
    }
}

/// The next connection, or `None` after an error. After one that may last (no file descriptors left, no memory) it
/// takes a breath first.
async fn next(listener: &TcpListener, failing: &mut bool) -> Option<(TcpStream, std::net::SocketAddr)> {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    match listener.accept().await {
        Ok(accepted) => {
            *failing = false;
            Some(accepted)
        }
        Err(error) if matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) => None,
        Err(error) => {
            if !*failing {
                tracing::error!(%error, "cannot accept connections; trying on");
            }
            *failing = true;
            sleep(Duration::from_millis(50)).await;
            None
        }
    }
}

/// A number of places, and what is served at them.
struct Lane {
    app: Router,
    places: Arc<Semaphore>,
    keep_alive: bool,
}

impl Lane {
    fn new(app: Router, places: usize, keep_alive: bool) -> Self {
        // `with_state` lets axum prepare the routes once instead of at each request.
        Self { app: app.with_state(()), places: Arc::new(Semaphore::new(places)), keep_alive }
    }

    fn enter(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.places).try_acquire_owned().ok()
    }
}
