//! Lets the search come along: where it is far behind, a batch waits before it goes on.

use std::time::Duration;

use guiche_desk::search;

use crate::request::Writer;

/// So many changes not searched yet are too many: what the search takes in within a second or two.
const FAR: u64 = 10_000;
/// How often it is looked at.
const LOOK: Duration = Duration::from_millis(50);
/// How long a batch waits at most, all its waits together: without anybody who follows it has to go on too.
const LONGEST: Duration = Duration::from_secs(10);

/// The waits of one batch.
#[derive(Debug, Default)]
pub(super) struct Pressure {
    waited: Duration,
}

impl Pressure {
    /// Waits until the search is near enough. Where that cannot be seen, the batch's own job will meet the same trouble.
    pub(super) async fn ease(&mut self, writer: &Writer) {
        let account_id = writer.account_id();
        let behind = async || writer.api.db.read(move |tx| search::behind(tx, account_id)).await.unwrap_or(0);
        while self.waited < LONGEST && behind().await > FAR {
            tokio::time::sleep(LOOK).await;
            self.waited += LOOK;
        }
    }
}
