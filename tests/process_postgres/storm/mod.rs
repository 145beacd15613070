//! Two servers on one database, with everything that may break between clients and disk breaking under load: a server is
//! killed, the database is, every connection is ended from its side, or a line is cut.
//!
//! Who was answered 200 is there, whole and once; who was not may ask again and learns the truth; nobody hangs; and all
//! goes on without anybody's help.

mod load;
mod target;

use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::stream;
use guiche_cluster::{Cluster, Options};
use guiche_tests::process::{Place, Server, within};

use self::load::Load;
use self::target::Target;
use crate::PROGRAM;
use crate::durability::{Book, Sent, ask_again, compare_database, everybody_is_whole, field, seeded};
use crate::proxy::Proxy;
use crate::sequence::positions;

const ROUNDS: usize = 8;
const CLIENTS: usize = 8;

/// What happens to those who are at work.
#[derive(Clone, Copy, Debug)]
enum Blow {
    /// A server ends without a word.
    Kill(usize),
    /// The database ends as in a crash, and comes back.
    Restart,
    /// The database ends all connections.
    Terminate,
    /// The line of the second server is cut.
    Cut,
}

/// Two servers: the first comes to the database directly, the second over a line that can be cut.
struct Desk {
    cluster: Cluster,
    place: Place,
    line: Proxy,
    ways: [Place; 2],
    servers: [Option<Server>; 2],
    targets: [Target; 2],
    /// The connections that each server has lost.
    lost: [BTreeSet<String>; 2],
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_breaks_under_two_servers_nothing_acknowledged_is_lost_nothing_is_there_twice_and_nobody_hangs()
 {
    let mut rng = seeded();
    let mut desk = Desk::open().await;
    let fields = [field(&desk.place, "text", true).await, field(&desk.place, "number", false).await];
    let mut book = Book::default();
    for round in 0..ROUNDS {
        let load = Load::begin(&desk.targets, &fields, round, &mut rng, CLIENTS);
        let blows = [
            [Blow::Kill(round / 4 % 2), Blow::Terminate, Blow::Restart, Blow::Cut][round % 4],
            [Blow::Kill(rng.usize(0..2)), Blow::Terminate, Blow::Restart, Blow::Cut][rng.usize(0..4)],
        ];
        for blow in blows {
            load.makes_progress(rng.usize(1..150)).await;
            tokio::time::sleep(Duration::from_micros(rng.u64(0..3_000))).await;
            desk.strike(blow).await;
            // A second blow may hit those who have not yet come back from the first.
            if rng.bool() {
                load.makes_progress_at_each(&desk.targets).await;
            }
        }
        desk.revive().await;
        load.makes_progress_at_each(&desk.targets).await;
        let sent = load.stopped().await;
        desk.settle().await;

        let (done, open): (Vec<Sent>, Vec<Sent>) = sent.into_iter().partition(|sent| sent.acknowledged);
        let counts = (done.len(), open.len());
        book.enter(done);
        for server in desk.servers.iter().flatten() {
            everybody_is_whole(server, book.round(round)).await;
        }
        let asked = open.into_iter().zip(desk.servers.iter().flatten().cycle());
        let asked = asked.map(|(sent, server)| ask_again(server, sent));
        let asked: Vec<_> = stream::iter(asked).buffer_unordered(CLIENTS).collect().await;
        let present = asked.iter().filter(|(_, present)| *present).count();
        book.enter(asked.into_iter().map(|(sent, _)| sent).collect());
        println!(
            "round {round}, {blows:?}: {} acknowledged, {} not, of whom {present} were there",
            counts.0, counts.1
        );
        compare_database(&desk.place, &book).await;
    }
    let changes = desk.place.number("SELECT count(*) FROM outbox").await;
    assert_eq!(positions(&desk.place).await, (1..=changes).collect::<Vec<_>>());
}

impl Desk {
    async fn open() -> Self {
        let cluster = Cluster::start(&Options::default()).expect("a cluster");
        let place = Place::on(PROGRAM, &cluster.url("postgres"));
        let line = Proxy::to(cluster.port()).await;
        let over_line =
            cluster.url("postgres").replace(&cluster.port().to_string(), &line.port().to_string());
        let ways = [place.by(&cluster.url("postgres")), place.by(&over_line)];
        let servers = [ways[0].serve(&[]).await, ways[1].serve(&[]).await];
        let targets = servers.each_ref().map(|server| Target::new(server.erp()));
        Self { cluster, place, line, ways, servers: servers.map(Some), targets, lost: Default::default() }
    }

    async fn strike(&mut self, blow: Blow) {
        match blow {
            Blow::Kill(index) => {
                self.revive().await;
                self.targets[index].dies();
                self.servers[index].take().expect("it runs").kill().await;
                self.ways[index].settled().await;
            }
            Blow::Restart => {
                tokio::task::block_in_place(|| self.cluster.restart_immediately()).expect("it starts again");
            }
            Blow::Terminate => {
                // First, so that none is among them that is made anew.
                for (lost, way) in self.lost.iter_mut().zip(&self.ways) {
                    lost.extend(way.connections().await);
                }
                let all = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE application_name LIKE 'guiche%'";
                self.place.query(all).await;
            }
            Blow::Cut => {
                self.line.cut().await;
                self.lost[1].extend(self.ways[1].connections().await);
                self.line.mend();
            }
        }
    }

    /// Starts again who was killed.
    async fn revive(&mut self) {
        for index in 0..2 {
            if self.servers[index].is_none() {
                let server = self.ways[index].serve(&[]).await;
                self.targets[index].lives(server.erp());
                self.servers[index] = Some(server);
            }
        }
    }

    /// Waits until the database has let go of what was lost, and so has done what was asked for on it.
    async fn settle(&self) {
        for (way, lost) in self.ways.iter().zip(&self.lost) {
            within(async {
                while !way.connections().await.is_disjoint(lost) {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
            })
            .await;
        }
    }
}
