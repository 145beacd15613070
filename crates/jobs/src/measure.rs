//! Measures the store's queues.

use std::time::Duration;

use guiche_store::Db;

/// How often.
const MEASURE: Duration = Duration::from_secs(2);

/// Records how many jobs wait, for as long as the future is polled: spawn it.
pub async fn measure(db: Db) {
    let gauge = |queue| metrics::gauge!("guiche_store_waiting_jobs", "queue" => queue);
    let (writes, reads) = (gauge("write"), gauge("read"));
    let count = |jobs: usize| f64::from(u32::try_from(jobs).unwrap_or(u32::MAX));
    let mut interval = tokio::time::interval(MEASURE);
    loop {
        interval.tick().await;
        let (writing, reading) = db.waiting();
        writes.set(count(writing));
        reads.set(count(reading));
    }
}
