//! The sandbox: the API in memory, for clients to be tested against. The same calls get the same answers at each start,
//! byte for byte, and a header asks for faults.
//!
//! Nothing of this is in the router of `guiche serve`: the sandbox stands around it.

mod after;
mod fault;
mod seed;
mod world;

use std::fmt;
use std::future::poll_fn;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state, map_response};
use axum::response::Response;
use axum::routing::post;
use guiche_api::rate_limit::Rate;
use guiche_api::{Failure as Refused, Settings, refusing, secret_of};
use guiche_edge::is_request_id;
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, DATE, WWW_AUTHENTICATE};
use http::{HeaderName, HeaderValue, StatusCode};
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use tower_service::Service as _;

use self::fault::Fault;
use self::seed::Seed;
use self::world::{TOKEN, World};
use crate::server::{self, HangUp, Limits, signal};
use crate::{Failure, output, service};

/// Puts everything back to the start.
const RESET: &str = "/guiche/sandbox/reset";
/// Says on every answer what it comes from.
const MARK: HeaderName = HeaderName::from_static("guiche-sandbox");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Running requests are not waited for longer: whoever stops a sandbox wants it to be gone.
const GRACE: Duration = Duration::from_secs(1);

/// What a sandbox is told.
#[derive(Debug)]
pub(crate) struct Options {
    /// Where it is served.
    pub(crate) listen: SocketAddr,
    /// A file with customers to begin with.
    pub(crate) seed: Option<PathBuf>,
    /// How often each token may be used, if that is limited.
    pub(crate) rate_limit: Option<Rate>,
}

/// Serves a sandbox until told to stop.
pub(crate) async fn run(options: Options) -> Result<(), Failure> {
    let stop = signal::stop()?;
    let listener = service::listen(options.listen).await?;
    let address = listener.local_addr()?;
    let seed = match &options.seed {
        Some(file) => Seed::read(file).await?,
        None => Seed::default(),
    };
    let settings = Settings { rate_limit: options.rate_limit, ..Settings::default() };
    let sandbox = Arc::new(Sandbox::start(settings, seed).await?);
    output::line(Welcome { url: &format!("http://{}", service::reachable(address)) })?;
    if !address.ip().to_canonical().is_loopback() {
        tracing::warn!(
            "others may reach this address, and everybody knows the sandbox's token: put nothing real into it"
        );
    }
    let limits = Limits { grace: GRACE, ..Limits::default() };
    let overload = guiche_api::overload().layer(map_response(marked));
    tracing::info!(%address, "a sandbox is listening on http://{address}");
    server::run(listener, router(Arc::clone(&sandbox)), overload, limits, stop).await;
    spawn_blocking(move || sandbox.world().close()).await?;
    tracing::info!("stopped");
    Ok(())
}

/// What is printed at the start.
struct Welcome<'w> {
    url: &'w str,
}

impl fmt::Display for Welcome<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { url } = self;
        writeln!(out, "Sandbox: everything is in memory and gone at the end.")?;
        writeln!(out, "Tokens: {TOKEN} (reads and writes), {} (only reads)", world::READ_ONLY_TOKEN)?;
        writeln!(out, "API documentation: {url}/docs")?;
        writeln!(out, "Create a first customer:\n")?;
        write!(out, "curl -sS {url}/v2.0/customer/new -H 'Authorization: Bearer {TOKEN}'")?;
        write!(out, " -F customer_id=1 -F name='Maria Silva' -F email=maria@example.com")
    }
}

/// A world, and what it takes to make it anew.
#[derive(Debug)]
struct Sandbox {
    settings: Settings,
    seed: Seed,
    world: RwLock<Arc<World>>,
}

impl Sandbox {
    async fn start(settings: Settings, seed: Seed) -> Result<Self, Failure> {
        let world = RwLock::new(Arc::new(World::make(&settings, &seed).await?));
        Ok(Self { settings, seed, world })
    }

    fn world(&self) -> Arc<World> {
        Arc::clone(&self.world.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// From now on everything happens in a new world. Requests that run finish in the old one, which goes with the last.
    async fn reset(&self) -> Result<(), Failure> {
        let new = Arc::new(World::make(&self.settings, &self.seed).await?);
        *self.world.write().unwrap_or_else(PoisonError::into_inner) = new;
        Ok(())
    }
}

/// The routes of the API and that of the sandbox, behind what makes them alike and faulty.
fn router(sandbox: Arc<Sandbox>) -> Router {
    let reset = post(reset).fallback(async || {
        let mut response = problem(StatusCode::METHOD_NOT_ALLOWED, "A sandbox is reset by POST.");
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("POST"));
        response
    });
    Router::new()
        .route(RESET, reset)
        .fallback(pass)
        .layer(from_fn_with_state(Arc::clone(&sandbox), surround))
        .layer(map_response(marked))
        .with_state(sandbox)
}

/// `POST /guiche/sandbox/reset`: back to the start, with the customers of the file. For who holds the token `sandbox`.
async fn reset(State(sandbox): State<Arc<Sandbox>>, request: Request) -> Response {
    if secret_of(request.headers()) != Some(TOKEN) {
        let mut response = problem(StatusCode::UNAUTHORIZED, "A sandbox is reset with the token sandbox.");
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        return response;
    }
    match sandbox.reset().await {
        Ok(()) => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NO_CONTENT;
            response
        }
        Err(error) => {
            tracing::error!(%error, "cannot make a sandbox anew");
            problem(StatusCode::INTERNAL_SERVER_ERROR, "The sandbox is as it was.")
        }
    }
}

/// What `guiche serve` would answer; where it may have written, once that is followed up.
async fn pass(State(sandbox): State<Arc<Sandbox>>, request: Request) -> Response {
    let world = sandbox.world();
    let writes = !request.method().is_safe();
    let response = call(world.app(), request).await;
    if !writes {
        return response;
    }
    // An answer that is written row by row is whole before what follows is done.
    let (head, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await;
    world.follow_up().await;
    match body {
        Ok(body) => Response::from_parts(head, Body::from(body)),
        // The server would break off, too.
        Err(_) => hang_up(),
    }
}

/// Gives the request its id, does the fault that it asks for, and lets the answer say the id.
async fn surround(State(sandbox): State<Arc<Sandbox>>, mut request: Request, next: Next) -> Response {
    let made = sandbox.world().next_request_id();
    let id = request.headers().get(REQUEST_ID).filter(|id| is_request_id(id)).cloned().unwrap_or(made);
    request.headers_mut().insert(REQUEST_ID, id.clone());
    let mut response = match Fault::asked(request.headers()) {
        Ok(None) => next.run(request).await,
        Ok(Some(fault)) => with_fault(fault, request, next).await,
        Err(unknown) => problem(StatusCode::BAD_REQUEST, &unknown.to_string()),
    };
    response.headers_mut().insert(REQUEST_ID, id);
    response
}

async fn with_fault(fault: Fault, request: Request, next: Next) -> Response {
    match fault {
        Fault::TooManyRequests => call(refusing(Refused::TooManyRequests(1)), request).await,
        Fault::Internal => call(refusing(Refused::Internal), request).await,
        Fault::Unavailable => call(refusing(Refused::Unavailable), request).await,
        Fault::Slow(wait) => {
            let response = next.run(request).await;
            tokio::time::sleep(wait).await;
            response
        }
        Fault::CloseBeforeWrite => {
            // What is left unread would make the end of the connection a reset.
            let _ = timeout(Settings::default().body_timeout, drain(request.into_body())).await;
            hang_up()
        }
        Fault::CloseAfterWrite => {
            next.run(request).await;
            hang_up()
        }
    }
}

async fn call(mut app: Router, request: Request) -> Response {
    let Ok(response) = app.call(request).await;
    response
}

/// Reads a body and keeps nothing of it.
async fn drain(mut body: Body) {
    while let Some(Ok(_)) = poll_fn(|cx| pin!(&mut body).poll_frame(cx)).await {}
}

fn hang_up() -> Response {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(HangUp);
    response
}

/// What the sandbox says itself: problem details (RFC 9457).
fn problem(status: StatusCode, detail: &str) -> Response {
    let title = status.canonical_reason().unwrap_or_default();
    let body = serde_json::json!({
        "type": "about:blank", "title": title, "status": status.as_u16(), "detail": detail,
    });
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn marked(mut response: Response) -> Response {
    response.headers_mut().insert(MARK, HeaderValue::from_static("true"));
    response.headers_mut().insert(DATE, HeaderValue::from_static(world::DATE));
    response
}

#[cfg(test)]
mod tests {
    use guiche_store::outbox;

    use super::*;

    fn create(number: u32) -> Request {
        let request = http::Request::post("/v2.0/customer/new")
            .header("authorization", "Bearer sandbox")
            .header("content-type", "application/x-www-form-urlencoded");
        request.body(Body::from(format!("customer_id={number}&name=Ana"))).unwrap()
    }

    async fn pending(sandbox: &Sandbox) -> Vec<i64> {
        sandbox.world().db().read(outbox::pending_accounts).await.unwrap()
    }

    #[tokio::test]
    async fn what_follows_a_write_is_done_before_it_is_answered_from_the_start_on() {
        let sandbox = Arc::new(Sandbox::start(Settings::default(), Seed::default()).await.unwrap());
        assert!(pending(&sandbox).await.is_empty());
        let app = router(Arc::clone(&sandbox));
        for number in 0..5 {
            assert_eq!(call(app.clone(), create(number)).await.status(), 200);
            assert!(pending(&sandbox).await.is_empty());
        }
        sandbox.reset().await.unwrap();
        assert!(pending(&sandbox).await.is_empty());
    }

    #[tokio::test]
    async fn a_large_body_is_read_before_the_connection_is_closed() {
        let sandbox = Arc::new(Sandbox::start(Settings::default(), Seed::default()).await.unwrap());
        let request = http::Request::post("/").header("guiche-sandbox-fault", "close-before-write");
        let request = request.body(Body::from(vec![0; 8 << 20])).unwrap();
        let response = call(router(sandbox), request).await;
        assert_eq!(response.extensions().get(), Some(&HangUp));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn many_at_once_are_all_done_and_followed_up() {
        let sandbox = Arc::new(Sandbox::start(Settings::default(), Seed::default()).await.unwrap());
        let app = router(Arc::clone(&sandbox));
        let calls: Vec<_> = (0..100).map(|number| tokio::spawn(call(app.clone(), create(number)))).collect();
        for call in calls {
            assert_eq!(call.await.unwrap().status(), 200);
        }
        assert!(pending(&sandbox).await.is_empty());
    }
}
