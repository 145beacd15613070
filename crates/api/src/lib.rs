//! The HTTP API, `/v2.0` and `/guiche/v1`: bytes in, one operation of the desk, bytes out.
//!
//! A request's path through this crate: [`routes`] finds its endpoint and guard, `request` reads its head, `auth` its
//! token, `form` its body; the endpoint in `v2` parses, calls and replies; `reply` gives the outcome its status and
//! words. `observe` stands around all of it.

mod auth;
mod body;
mod docs;
mod failure;
pub mod floor;
pub mod form;
mod health;
mod json;
mod link;
mod observe;
pub mod openapi;
mod paging;
mod preferences;
pub mod rate_limit;
mod recent;
mod reply;
mod request;
pub mod routes;
pub mod stopping;
mod usage;
mod v1;
mod v2;
mod walk;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use guiche_desk::password::Hasher;
use guiche_desk::{Clock, Ids};
use guiche_store::Db;
use ipnet::IpNet;
use tokio::sync::Semaphore;

pub use crate::auth::secret_of;
pub use crate::failure::{Failure, Listed};
use crate::rate_limit::{Elapsed, Limiters, Rate};
pub use crate::usage::Usage;

/// What whoever runs the server may set.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The most bytes of a request's body; more are answered 413. Default 1 MiB.
    pub body_bytes: usize,
    /// How long a body may take to arrive; a slower one is answered 408. Default 30 s.
    pub body_timeout: Duration,
    /// The proxies whose word on the caller's address counts. Default none.
    pub trusted_proxies: Vec<IpNet>,
    /// What links begin with, without a `/` at the end: `https://desk.example.com`. Without it they begin at the path.
    pub public_url: Option<String>,
    /// How often a token may be used whose account says nothing else; more is answered 429. Default as often as it likes.
    pub rate_limit: Option<Rate>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            body_bytes: 1 << 20,
            body_timeout: Duration::from_secs(30),
            trusted_proxies: Vec::new(),
            public_url: None,
            rate_limit: None,
        }
    }
}

/// What every request needs.
#[derive(Debug)]
pub struct Api {
    db: Db,
    settings: Settings,
    clock: Clock,
    ids: Ids,
    hasher: Hasher,
    recent: recent::Recent,
    limiters: Limiters,
    /// Places for those who wait for changes.
    waiting: v1::waiting::Waiting,
    /// The turn of a batch that is done as a whole.
    whole_batches: Semaphore,
    walks: walk::Walks,
    usage: Usage,
}

impl Api {
    /// The API on a database, with the machine's clock and random ids.
    pub fn new(db: Db, settings: Settings) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let limiters = Limiters::new(settings.rate_limit, Elapsed::machine());
        Self {
            db,
            settings,
            clock: Clock::system(),
            ids: Ids::random(),
            hasher: Hasher::new(cores),
            recent: recent::Recent::default(),
            limiters,
            waiting: v1::waiting::Waiting::default(),
            whole_batches: Semaphore::new(1),
            walks: walk::Walks::default(),
            usage: Usage::default(),
        }
    }

    /// The same with another clock and other ids, for tests that fix them.
    pub fn with(self, clock: Clock, ids: Ids) -> Self {
        Self { clock, ids, ..self }
    }

    /// The same, whose calls are counted here, for whoever writes the numbers.
    pub fn counted_by(self, usage: &Usage) -> Self {
        Self { usage: usage.clone(), ..self }
    }

    /// The same, whose limit of requests goes by another time, for tests that let it pass.
    pub fn limited_by(self, time: &Elapsed) -> Self {
        let limiters = Limiters::new(self.settings.rate_limit, time.clone());
        Self { limiters, ..self }
    }
}

/// Everything that is served: the API under `/v2.0`, its description and viewer, and what monitoring asks.
pub fn router(api: &Arc<Api>) -> Router {
    entrance(routes::router(api, routes::served()))
}

/// Paths are tidied before they are routed, so that stands outside of the routes, and the watch outside of both.
fn entrance(routes: Router) -> Router {
    Router::new().fallback_service(guiche_edge::Tidy(routes)).layer(axum::middleware::from_fn(observe::watch))
}

/// Says "come again" to everything: what a server answers that has no place left.
pub fn overload() -> Router {
    refusing(Failure::Unavailable)
}

/// Says this to everything, in the asker's language.
pub fn refusing(failure: Failure) -> Router {
    let refuse = async move |head: request::Head| reply::failure(&failure, &head.preferences, None);
    Router::new().fallback(refuse).layer(axum::middleware::from_fn(observe::watch))
}
