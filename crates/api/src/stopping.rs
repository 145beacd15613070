//! Whether the server is about to stop, for whoever would wait.

use tokio::sync::watch;

/// Says when the server that took a request begins to stop. In the request's extensions.
#[derive(Clone, Debug, Default)]
pub struct Stopping(Option<watch::Receiver<bool>>);

impl Stopping {
    /// One that says so when `receiver` holds `true`, or when its sender is gone.
    pub fn when(receiver: watch::Receiver<bool>) -> Self {
        Self(Some(receiver))
    }

    /// Waits until the server begins to stop; for ever where nobody knows.
    pub async fn begins(&self) {
        match &self.0 {
            Some(receiver) => drop(receiver.clone().wait_for(|stopping| *stopping).await),
            None => std::future::pending().await,
        }
    }
}
