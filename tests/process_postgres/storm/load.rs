//! Many who create customers at two servers without a pause, and do not give up where something breaks.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use fastrand::Rng;
use guiche_tests::process::within;
use http::StatusCode;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::target::Target;
use crate::durability::Sent;

/// The load while it runs.
pub struct Load {
    clients: JoinSet<Vec<Sent>>,
    stop: Arc<AtomicBool>,
    /// Acknowledgements of each server.
    acknowledged: watch::Receiver<[usize; 2]>,
}

impl Load {
    /// Begins to create customers, each client at any of the servers.
    pub fn begin(
        targets: &[Target; 2],
        fields: &[String; 2],
        round: usize,
        rng: &mut Rng,
        clients: usize,
    ) -> Self {
        let (count, acknowledged) = watch::channel([0, 0]);
        let stop = Arc::new(AtomicBool::new(false));
        let mut running = JoinSet::new();
        for number in 0..clients {
            let mut client = Client {
                targets: targets.clone(),
                stop: Arc::clone(&stop),
                acknowledged: count.clone(),
                rng: rng.fork(),
            };
            let (fields, name) = (fields.clone(), format!("r{round}-c{number}"));
            running.spawn(async move {
                let mut all = Vec::new();
                while !client.stop.load(Ordering::Relaxed) {
                    let id = format!("{name}-{}", all.len());
                    let mut sent = Sent::new(round, id, &fields, &mut client.rng);
                    sent.acknowledged = client.send(&sent).await;
                    all.push(sent);
                }
                all
            });
        }
        Self { clients: running, stop, acknowledged }
    }

    /// Waits for so many acknowledgements more.
    pub async fn makes_progress(&self, more: usize) {
        let mut acknowledged = self.acknowledged.clone();
        let wanted = acknowledged.borrow().iter().sum::<usize>() + more;
        let reached = within(acknowledged.wait_for(|counts| counts.iter().sum::<usize>() >= wanted)).await;
        assert!(reached.is_ok(), "all clients ended");
    }

    /// Waits until each server that is alive has acknowledged some more.
    pub async fn makes_progress_at_each(&self, targets: &[Target; 2]) {
        let mut acknowledged = self.acknowledged.clone();
        let before = *acknowledged.borrow();
        let alive = targets.each_ref().map(Target::is_alive);
        let more =
            |counts: &[usize; 2]| (0..2).all(|index| !alive[index] || counts[index] >= before[index] + 10);
        let reached = within(acknowledged.wait_for(more)).await;
        assert!(reached.is_ok(), "all clients ended");
    }

    /// Everything that was sent, once each client has done its last.
    pub async fn stopped(self) -> Vec<Sent> {
        self.stop.store(true, Ordering::Relaxed);
        within(self.clients.join_all()).await.into_iter().flatten().collect()
    }
}

struct Client {
    targets: [Target; 2],
    stop: Arc<AtomicBool>,
    acknowledged: watch::Sender<[usize; 2]>,
    rng: Rng,
}

impl Client {
    /// Sends a request until it is acknowledged, if it has a key; else once. Tells whether it was acknowledged.
    async fn send(&mut self, sent: &Sent) -> bool {
        loop {
            let index = self.rng.usize(0..2);
            if self.asked(index, sent).await {
                self.acknowledged.send_modify(|counts| counts[index] += 1);
                return true;
            }
            // The pause only keeps the machine from being busy with refusals.
            tokio::time::sleep(Duration::from_millis(10)).await;
            if sent.key.is_none() || self.stop.load(Ordering::Relaxed) {
                return false;
            }
        }
    }

    /// Asks a server: it says that it was done, or to come again, or it has been killed.
    async fn asked(&self, index: usize, sent: &Sent) -> bool {
        let target = &self.targets[index];
        let seen = target.look();
        let answer = within(async {
            let answer = sent.request(&seen.erp).send().await?;
            Ok::<_, reqwest::Error>((answer.status(), answer.headers().clone(), answer.text().await?))
        });
        match answer.await {
            Ok((StatusCode::OK, _, _)) => true,
            Ok((StatusCode::SERVICE_UNAVAILABLE, headers, _)) => {
                assert_eq!(headers["retry-after"], "1");
                false
            }
            Ok((status, _, body)) => panic!("{status} to {sent:?}: {body}"),
            Err(error) => {
                assert!(!target.has_lived_since(&seen), "a server that was not killed hung up: {error:?}");
                false
            }
        }
    }
}
