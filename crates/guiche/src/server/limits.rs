//! What one listener grants its clients.

use std::time::Duration;

/// The limits of one listener. Not among them: a request may have 100 headers, which is built into hyper (to
/// configure it costs an allocation a request); more are answered 431.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// What metrics call this listener: `api`, `metrics`.
    pub listener: &'static str,
    /// Connections served at the same time. Default 4096.
    pub connections: usize,
    /// Connections beyond [`connections`](Self::connections) that are still told so, with one answer of the overload
    /// router each. Whoever comes after these is hung up on. Default 256.
    pub overload_connections: usize,
    /// Bytes of a request's first line and headers together; more are answered 431. Default 32 KiB.
    pub header_bytes: usize,
    /// Time to send a request's headers, from their first byte on; on a new connection, from its start on. Who is
    /// slower is hung up on. Default 10 s.
    pub header_timeout: Duration,
    /// Time that a connection may wait for its next request. Default 75 s, more than common clients and proxies keep
    /// their side open, so that they close first and no request crosses our closing.
    pub idle_timeout: Duration,
    /// Time in which the client must take at least some of an answer. Default 30 s.
    pub write_timeout: Duration,
    /// Time that running requests have to finish once the server is told to stop. Default 30 s.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            listener: "api",
            connections: 4096,
            overload_connections: 256,
            header_bytes: 32 * 1024,
            header_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(75),
            write_timeout: Duration::from_secs(30),
            grace: Duration::from_secs(30),
        }
    }
}

impl Limits {
    /// For the listener of the metrics, which only monitoring knows.
    pub fn metrics() -> Self {
        Self {
            listener: "metrics",
            connections: 32,
            overload_connections: 0,
            grace: Duration::from_secs(1),
            ..Self::default()
        }
    }
}
