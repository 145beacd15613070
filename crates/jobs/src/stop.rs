//! The signal to stop, for what has something to give back first.

use std::time::Duration;

use tokio::time::timeout;

/// The signal to stop.
pub(crate) struct Stop<F> {
    pub(crate) signal: F,
    pub(crate) given: bool,
}

impl<F: Future<Output = ()> + Unpin> Stop<F> {
    /// Whether it is given already or while waiting.
    pub(crate) async fn within(&mut self, wait: Duration) -> bool {
        self.given = self.given || timeout(wait, &mut self.signal).await.is_ok();
        self.given
    }
}
