//! The server as a whole: listeners, database, jobs, from start to stop.

use std::future::pending;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use guiche_api::{Api, Usage};
use guiche_store::Db;
use guiche_web::Web;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::timeout;

use crate::bootstrap::{Handed, Welcome, bootstrap, withdraw};
use crate::config::{Config, PublicUrl};
use crate::server::{self, Limits, metrics, signal};
use crate::{Failure, output};

/// How long the sequencer, those who follow the changes and the importer may take to give their leases back, and how the API
/// was used to be written.
const PARTING: Duration = Duration::from_secs(5);

/// Serves until told to stop. The listeners come first: an address that is taken leaves no trace in the database.
pub(crate) async fn run(config: Config) -> Result<(), Failure> {
    let stop = signal::stop()?;
    signal::survive_file_size_limit()?;
    let listener = listen(config.listen).await?;
    let measured = match config.metrics_listen {
        Some(address) => Some((listen(address).await?, metrics::install()?)),
        None => None,
    };
    let (url, queue) = (config.database.clone(), config.queue);
    let db = spawn_blocking(move || Db::create(&url, queue)).await??;

    let mut jobs = JoinSet::new();
    if let Some((listener, handle)) = measured {
        tracing::info!(address = %listener.local_addr()?, "serving metrics");
        jobs.spawn(metrics::upkeep(handle.clone()));
        let app = metrics::router(handle);
        jobs.spawn(async {
            server::run(listener, app, Router::new(), Limits::metrics(), pending()).await;
        });
    }
    jobs.spawn(guiche_jobs::measure(db.clone()));
    jobs.spawn(guiche_jobs::purge(db.clone()));
    jobs.spawn(guiche_jobs::complete(db.clone()));
    let (running, stopped) = watch::channel(());
    let until = |mut stopped: watch::Receiver<()>| async move { drop(stopped.changed().await) };
    let sequencing = tokio::spawn(guiche_jobs::sequence(db.clone(), until(stopped.clone())));
    let indexing = tokio::spawn(guiche_jobs::index(db.clone(), until(stopped.clone())));
    let census = tokio::spawn(guiche_jobs::take_census(db.clone(), until(stopped.clone())));
    let importing = tokio::spawn(guiche_jobs::import(db.clone(), until(stopped.clone())));
    let usage = Usage::default();
    let noting = tokio::spawn(guiche_jobs::note_usage(db.clone(), usage.clone(), until(stopped)));

    let served = serve(config, listener, &db, &usage, stop).await;

    // Not cut off at once, as the other jobs are: they have something to give back, or to write. Where the database does not
    // answer, that runs out by itself.
    drop(running);
    let parting = async { tokio::join!(sequencing, indexing, census, importing, noting) };
    if let Ok((sequenced, indexed, counted, imported, noted)) = timeout(PARTING, parting).await {
        sequenced.and(indexed).and(counted).and(imported).and(noted)?;
    }
    // The metrics stay until the last request is answered.
    jobs.shutdown().await;
    spawn_blocking(move || db.close()).await?;
    tracing::info!("stopped");
    served
}

/// Takes an address.
pub(crate) async fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    let bound = TcpListener::bind(address).await;
    bound.map_err(|error| Failure::new(format!("cannot listen on {address}: {error}")))
}

/// Serves the API, after the first start's work if this is one.
async fn serve(
    config: Config,
    listener: TcpListener,
    db: &Db,
    usage: &Usage,
    stop: impl Future<Output = ()>,
) -> Result<(), Failure> {
    let address = listener.local_addr()?;
    if !config.no_bootstrap
        && let Some(handed) = bootstrap(db, config.token_file.as_deref()).await?
    {
        let local_url = format!("http://{}", reachable(address));
        let public_url = config.public_url.as_ref().map_or(local_url.as_str(), PublicUrl::as_str);
        welcome(db, Welcome { handed: &handed, local_url: &local_url, public_url }).await?;
    }
    if config.is_exposed() {
        tracing::warn!(
            "others may reach this address and would send their tokens unencrypted: put a proxy with TLS in front \
             and name its URL with --public-url https://…"
        );
    }
    let api = Api::new(db.clone(), config.settings()).counted_by(usage);
    let api = guiche_api::router(&Arc::new(api));
    let app = guiche_web::router(&Arc::new(Web::new(db.clone(), config.web_settings())), api);
    let grace = config.limits.grace;
    let stopping = async {
        stop.await;
        tracing::info!("stopping: running requests have {} seconds to finish", grace.as_secs());
    };
    tracing::info!(%address, "listening on http://{address}");
    let drained = server::run(listener, app, guiche_api::overload(), config.limits, stopping).await;
    if drained.cut > 0 {
        tracing::warn!(connections = drained.cut, "cut connections whose requests did not finish in time");
    }
    Ok(())
}

/// Says what the first start made. A token that nobody could see is revoked.
async fn welcome(db: &Db, welcome: Welcome<'_>) -> Result<(), Failure> {
    match (output::secret(&welcome), welcome.handed) {
        (Err(failure), Handed::Shown { token, .. }) => {
            withdraw(db, token).await?;
            let instead =
                "the token was revoked: make one with `guiche token create --account default --name NAME`";
            Err(Failure::new(format!("{failure}; {instead}")))
        }
        // The file has it.
        _ => Ok(()),
    }
}

/// The address at which this machine reaches a listener, which may listen on all addresses.
pub(crate) fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}
