//! The panels: pages rendered on the server, which work without scripts.
//!
//! A request's path through this crate: [`routes`] finds its page and guard, `head` reads its head, `guard` who is signed in and
//! that the request is from a page of ours, the page in `access` or `admin` asks the desk and fills a template, `page` puts
//! the frame around it.

mod access;
mod admin;
mod assets;
mod beside;
mod browser;
mod chart;
mod cookie;
mod download;
mod failure;
mod form;
mod guard;
mod head;
mod language;
mod links;
mod look;
mod origin;
mod page;
mod policy;
pub mod routes;
pub mod throttle;
mod upload;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use guiche_desk::password::Hasher;
use guiche_desk::{Clock, Ids};
use guiche_store::Db;
use ipnet::IpNet;

use crate::beside::Beside;
use crate::throttle::Throttle;

/// What whoever runs the server may set.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The most bytes of a form. Default 1 MiB.
    pub body_bytes: usize,
    /// How long a form, or the next piece of a file, may take to arrive. Default 30 s.
    pub body_timeout: Duration,
    /// The most bytes of a file that is sent to be imported, with the form around it. Default 512 MiB.
    pub upload_bytes: u64,
    /// The proxies whose word on the visitor's address counts. Default none.
    pub trusted_proxies: Vec<IpNet>,
    /// What the server is called from outside, without a `/` at the end: `https://desk.example.com`.
    pub public_url: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            body_bytes: 1 << 20,
            body_timeout: Duration::from_secs(30),
            upload_bytes: 512 << 20,
            trusted_proxies: Vec::new(),
            public_url: None,
        }
    }
}

impl Settings {
    /// Whether browsers may send the cookie over unencrypted connections: only where whoever runs the server says that
    /// it is called so.
    fn is_unencrypted(&self) -> bool {
        self.public_url.as_ref().is_some_and(|url| url.starts_with("http://"))
    }
}

/// What every page needs.
#[derive(Debug)]
pub struct Web {
    db: Db,
    settings: Settings,
    clock: Clock,
    ids: Ids,
    hasher: Hasher,
    throttle: Throttle,
}

impl Web {
    /// The panels on a database, with the machine's clock and random ids.
    pub fn new(db: Db, settings: Settings) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            db,
            settings,
            clock: Clock::system(),
            ids: Ids::random(),
            hasher: Hasher::new(cores),
            throttle: Throttle::new(),
        }
    }

    /// The same with another clock and other ids, for tests that fix them.
    pub fn with(self, clock: Clock, ids: Ids) -> Self {
        Self { clock, ids, ..self }
    }
}

/// All pages, and what belongs to them. What is not for the panels goes to `others`.
pub fn router(web: &Arc<Web>, others: Router) -> Router {
    let pages = Router::new()
        .fallback_service(guiche_edge::Tidy(routes::router(web)))
        .layer(axum::middleware::from_fn(policy::protect))
        .layer(axum::middleware::from_fn(failure::watch));
    Router::new().fallback_service(Beside { pages, others })
}
