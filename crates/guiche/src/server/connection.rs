//! One connection, from its first request to its last answer.

use std::{net::SocketAddr, pin::pin, sync::Arc};

use axum::Router;
use guiche_api::stopping::Stopping;
use guiche_edge::Peer;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpStream, sync::watch};
use tower_service::Service;

use super::{
    HangUp,
    head_timer::{HeadTimer, Progress},
    limits::Limits,
    socket::Socket,
};

/// The least that hyper accepts as the size of its buffers.
const SMALLEST_BUFFER: usize = 8 * 1024;

/// What the server asks of its connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// Request after request.
    Serving,
    /// Finish the running request, then close.
    Draining,
    /// End at once.
    Cut,
}

/// Serves `app` on `stream` until either side is done with it.
pub(super) async fn serve(
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    keep_alive: bool,
    limits: Arc<Limits>,
    mut phase: watch::Receiver<Phase>,
    stopping: Stopping,
) {
    let open = metrics::gauge!("guiche_connections", "listener" => limits.listener);
    open.increment(1.0);
    let _closing = OnDrop(|| open.decrement(1.0));

    // It only fails on a socket that is closed already, which the first read will find out.
    let _ = stream.set_nodelay(true);
    let progress = Arc::new(Progress::new(&limits));
    let socket = Socket::new(stream, Arc::clone(&progress), limits.write_timeout);
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer));
        request.extensions_mut().insert(stopping.clone());
        let answering = app.clone().call(request);
        async {
            let Ok(response) = answering.await;
            // An error of the service ends the connection without a byte.
            response.extensions().get().copied().map_or(Ok(response), |hang_up: HangUp| Err(hang_up))
        }
    });
    let serving = http1::Builder::new()
        .timer(HeadTimer(progress))
        .header_read_timeout(limits.header_timeout)
        .max_header_size(limits.header_bytes)
        .max_buf_size(limits.header_bytes.max(SMALLEST_BUFFER))
        .keep_alive(keep_alive)
        // Old clients close their sending side after the request and still want the answer.
        .half_close(true)
        .serve_connection(TokioIo::new(socket), service);
    let mut serving = pin!(serving);

    loop {
        tokio::select! {
            ended = serving.as_mut() => {
                if let Err(error) = ended {
                    tracing::debug!(%error, "connection failed");
                }
                return;
            }
            changed = phase.changed() => match changed.map(|()| *phase.borrow_and_update()) {
                Ok(Phase::Serving) => {}
                Ok(Phase::Draining) => serving.as_mut().graceful_shutdown(),
                Ok(Phase::Cut) | Err(_) => return,
            },
        }
    }
}

/// Calls its function when it goes out of scope, also by a panic or a cancelled task.
struct OnDrop<F: FnMut()>(F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}
