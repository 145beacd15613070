//! Creates on PostgreSQL against PostgreSQL's own benchmark with the same statements, one server against two, and
//! against the embedded database.

use std::thread;
use std::time::Duration;

use guiche_cluster::{Cluster, Options};
use guiche_store::Db;

use crate::load::{self, Load, Until};
use crate::request::{self, CREATE};
use crate::server::{Role, Server, TOKEN, folder};
use crate::{Outcome, pgbench};

/// How long each measurement takes, and how often it is taken: the middle one of each ratio is reported.
const TIME: Duration = Duration::from_secs(4);
const ROUNDS: usize = 5;

/// Creates per second.
#[derive(Debug)]
struct Round {
    bare: f64,
    bare_one: f64,
    one_server: f64,
    one_connection: f64,
    one_crowded: f64,
    two_servers: f64,
    two_crowded: f64,
    embedded: f64,
}

/// Runs and reports.
pub(crate) fn run(connections: usize) -> Outcome {
    let folder = folder()?;
    let cluster = Cluster::start(&Options::default().durable(true))?;
    let database = cluster.url("postgres");
    let shared = format!("{database}?connections={connections}");
    let first = Server::on(Role::Whole, &shared, &folder.path().join("first.log"))?;
    let second = Server::on(Role::Whole, &shared, &folder.path().join("second.log"))?;
    let embedded = Server::start(Role::Whole, &folder.path().join("embedded.db"))?;

    let mut from = 0;
    let mut creates = |servers: &[&Server], connections: usize| {
        let loads = thread::scope(|scope| {
            let loads: Vec<_> = servers
                .iter()
                .map(|server| {
                    from += 1_000_000_000;
                    scope.spawn(move || load(server, connections / servers.len(), from))
                })
                .collect();
            loads
                .into_iter()
                .map(|load| load.join().unwrap_or_else(|_| Err("a load panicked".into())))
                .collect::<Result<Vec<_>, _>>()
        });
        let loads = loads.map_err(|error| error.to_string())?;
        Ok::<f64, Box<dyn std::error::Error>>(loads.iter().map(|load| load.rate).sum())
    };
    let settled = Settled::on(&database)?;
    let bare = |connections| {
        let rate = pgbench::rate(folder.path(), &database, connections, TIME)?;
        // What pgbench has written the servers give its place, and that is no part of what is measured next.
        settled.wait()?;
        Ok::<f64, Box<dyn std::error::Error>>(rate)
    };

    for server in [&first, &second, &embedded] {
        creates(&[server], 64)?;
    }
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push(Round {
            bare: bare(64)?,
            // The load comes from two threads in either case, or what it costs itself would differ.
            one_server: creates(&[&first, &first], 64)?,
            two_servers: creates(&[&first, &second], 64)?,
            one_crowded: creates(&[&first, &first], 128)?,
            two_crowded: creates(&[&first, &second], 128)?,
            embedded: creates(&[&embedded], 64)?,
            bare_one: bare(1)?,
            one_connection: creates(&[&first], 1)?,
        });
    }
    let middle = |of: fn(&Round) -> f64| {
        let mut figures: Vec<f64> = rounds.iter().map(of).collect();
        figures.sort_by(f64::total_cmp);
        (figures[figures.len() / 2], figures[0], figures[figures.len() - 1])
    };
    let rate = |what: &str, of| println!("{what:<35}{:>10.0} /s", middle(of).0);
    let ratio = |what: &str, of, wanted: &str| {
        let (middle, least, most) = middle(of);
        println!("{what:<35}{middle:>10.2}      ({least:.2} to {most:.2}; {wanted})");
    };
    rate("pgbench, 64 connections", |round| round.bare);
    rate("creates, 64 connections", |round| round.one_server);
    ratio("creates / pgbench", |round| round.one_server / round.bare, "wanted: 1.2");
    rate("pgbench, one connection", |round| round.bare_one);
    rate("creates, one connection", |round| round.one_connection);
    ratio("creates / pgbench, one connection", |round| round.one_connection / round.bare_one, "wanted: 0.7");
    rate("creates, two servers", |round| round.two_servers);
    ratio("two servers / one", |round| round.two_servers / round.one_server, "wanted: 1");
    rate("creates, 128 connections", |round| round.one_crowded);
    rate("the same over two servers", |round| round.two_crowded);
    ratio("two servers / one", |round| round.two_crowded / round.one_crowded, "wanted: 1");
    rate("creates, embedded database", |round| round.embedded);
    ratio("PostgreSQL / embedded database", |round| round.one_server / round.embedded, "whatever it is");
    Ok(())
}

/// Waits until every change has its position.
struct Settled {
    db: Db,
    runtime: tokio::runtime::Runtime,
}

impl Settled {
    fn on(database: &str) -> Outcome<Self> {
        let db = Db::open(&format!("{database}?connections=2").parse()?, 1)?;
        Ok(Self { db, runtime: tokio::runtime::Builder::new_current_thread().enable_time().build()? })
    }

    fn wait(&self) -> Outcome {
        self.runtime.block_on(async {
            while !self.db.read(guiche_store::outbox::pending_accounts).await?.is_empty() {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            Ok(())
        })
    }
}

fn load(server: &Server, connections: usize, from: u64) -> Result<Load, String> {
    let send = |number| request::create(CREATE, TOKEN, number);
    let loaded = load::run(server.address, connections, Until::Elapsed(TIME), from, send);
    let (load, _) = loaded.map_err(|error| error.to_string())?;
    if load.refused > 0 { Err(format!("{} creates were refused", load.refused)) } else { Ok(load) }
}
