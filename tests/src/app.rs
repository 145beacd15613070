//! A server of this process on a free port, with a database of its own.

use std::net::SocketAddr;
use std::sync::Arc;

use guiche::server::{self, Limits};
use guiche_api::rate_limit::Elapsed;
use guiche_api::{Api, Settings, Usage};
use guiche_desk::{Clock, Ids};
use guiche_domain::time::Timestamp;
use guiche_store::Db;
use guiche_web::Web;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::{Actor, Store, Visitor};

/// 2026-11-24 10:30:00 in São Paulo: the moment at which all tests take place.
const NOW: i64 = 1_795_527_000_000_000;

/// A running server. It stops when it goes out of scope, and its database goes with it.
#[derive(Debug)]
pub struct App {
    address: SocketAddr,
    db: Db,
    erp: String,
    now: Timestamp,
    stop: Option<oneshot::Sender<()>>,
    serving: Option<JoinHandle<server::Drained>>,
    store: Store,
    usage: Usage,
}

impl App {
    /// A server with account `default` (enterprise, pt-BR) and a read-write token.
    pub async fn start() -> Self {
        Self::start_with(Settings::default(), Limits::default()).await
    }

    /// The same within other limits.
    pub async fn start_with(settings: Settings, limits: Limits) -> Self {
        Self::start_by(settings, limits, &Elapsed::machine()).await
    }

    /// The same, whose tokens may be used as often as this says, by a time that the test lets pass.
    pub async fn start_limited(rate: &str, time: &Elapsed) -> Self {
        let rate_limit = Some(rate.parse().expect("a rate"));
        Self::start_by(Settings { rate_limit, ..Settings::default() }, Limits::default(), time).await
    }

    async fn start_by(settings: Settings, limits: Limits, time: &Elapsed) -> Self {
        let store = Store::create();
        let db = store.open();
        let now = Timestamp::from_micros(NOW);
        let usage = Usage::default();
        let api = Api::new(db.clone(), settings).counted_by(&usage);
        let (address, stop, serving) = serve(db.clone(), api, limits, now, time).await;
        let (stop, serving) = (Some(stop), Some(serving));
        let mut app = Self { address, db, erp: String::new(), now, stop, serving, store, usage };
        let default = app.account("default").create().await;
        app.erp = app.token(&default).create().await;
        app
    }

    /// Stops the server as SIGTERM would and starts it again on the same database, at another port.
    pub async fn restart(&mut self) {
        self.restart_at(self.now).await;
    }

    /// The same, and from then on everything happens at another moment.
    pub async fn restart_at(&mut self, now: Timestamp) {
        self.stop().await;
        self.db = self.store.open();
        self.now = now;
        let api = Api::new(self.db.clone(), Settings::default()).counted_by(&self.usage);
        let (address, stop, serving) =
            serve(self.db.clone(), api, Limits::default(), now, &Elapsed::machine()).await;
        (self.address, self.stop, self.serving) = (address, Some(stop), Some(serving));
    }

    /// Stops the server as SIGTERM would: running requests finish, then the store is closed.
    pub async fn stop(&mut self) {
        drop(self.stop.take());
        if let Some(serving) = self.serving.take() {
            serving.await.expect("the server ends");
        }
        let db = self.db.clone();
        tokio::task::spawn_blocking(move || db.close()).await.expect("the store closes");
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// All that its database holds.
    pub async fn stored(&self) -> Vec<u8> {
        self.store.content().await
    }

    /// The store behind it: as another process on the same database.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// A program with a read-write token of the account `default`.
    pub fn erp(&self) -> Actor {
        self.holder(&self.erp)
    }

    /// Writes how the API was used until now, as the server does when it stops.
    pub async fn write_usage(&self) {
        let clock = Clock::fixed(self.now);
        guiche_jobs::write_usage(&self.db, &self.usage, &clock, true).await.expect("the store answers");
    }

    /// Somebody without a token.
    pub fn anon(&self) -> Actor {
        Actor::new(self.address, None)
    }

    /// Whoever holds this token.
    pub fn holder(&self, token: &str) -> Actor {
        Actor::new(self.address, Some(token.into()))
    }

    /// A browser in which nobody is signed in.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(self.anon(), None)
    }

    /// The moment at which everything happens.
    pub fn now(&self) -> Timestamp {
        self.now
    }
}

async fn serve(
    db: Db,
    api: Api,
    limits: Limits,
    now: Timestamp,
    time: &Elapsed,
) -> (SocketAddr, oneshot::Sender<()>, JoinHandle<server::Drained>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("its address");
    let clock = Clock::fixed(now);
    let web = Web::new(db, guiche_web::Settings::default()).with(clock.clone(), Ids::random());
    let api = Arc::new(api.with(clock, Ids::random()).limited_by(time));
    let app = guiche_web::router(&Arc::new(web), guiche_api::router(&api));
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async move { drop(stopped.await) };
    let serving = tokio::spawn(server::run(listener, app, guiche_api::overload(), limits, stopped));
    (address, stop, serving)
}
