//! What a process writes about itself, read while it runs.

use std::net::SocketAddr;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::ChildStderr;
use tokio::sync::watch;

use super::within;

/// The lines that a process writes to its standard error.
#[derive(Clone, Debug)]
pub struct Log(watch::Receiver<Written>);

#[derive(Debug, Default)]
struct Written {
    lines: Vec<String>,
    ended: bool,
}

impl Log {
    pub(super) fn of(stderr: ChildStderr) -> Self {
        let (written, log) = watch::channel(Written::default());
        tokio::spawn(async move {
            let mut lines = BufReader::new(stderr).lines();
            while let Ok(Some(line)) = lines.next_line().await {
                written.send_modify(|written| written.lines.push(line));
            }
            written.send_modify(|written| written.ended = true);
        });
        Self(log)
    }

    /// Waits for the first line that says this.
    pub async fn line(&self, words: &str) -> String {
        let mut log = self.0.clone();
        let line = |written: &Written| written.lines.iter().find(|line| line.contains(words)).cloned();
        let seen = within(log.wait_for(|written| written.ended || line(written).is_some())).await;
        let seen = seen.expect("its reader runs to its end");
        line(&seen).unwrap_or_else(|| panic!("ended without {words:?}:\n{}", seen.lines.join("\n")))
    }

    /// All lines up to now.
    pub fn so_far(&self) -> Vec<String> {
        self.0.borrow().lines.clone()
    }

    pub(super) async fn whole(&self) -> Vec<String> {
        let mut log = self.0.clone();
        let whole = within(log.wait_for(|written| written.ended)).await;
        whole.expect("its reader runs to its end").lines.clone()
    }

    pub(super) async fn address(&self, words: &str) -> SocketAddr {
        let line = self.line(words).await;
        let line: Value = serde_json::from_str(&line).expect("a line of JSON");
        line["address"].as_str().and_then(|text| text.parse().ok()).expect("an address")
    }
}
