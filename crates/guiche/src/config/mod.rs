//! What `serve` is configured by: flags, variables, a TOML file and defaults, in this order.

mod given;
mod value;

#[cfg(test)]
mod tests;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use guiche_api::Settings;
use guiche_api::rate_limit::Rate;
use guiche_store::Url;

use crate::logging::{LogFormat, LogLevel};
use crate::server::Limits;

pub use given::{FileError, Given};
pub use value::{Network, PublicUrl, RateLimit};

/// Everything that the server needs to know, with defaults in the place of what was not given.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The database.
    pub database: Url,
    /// Where the API is served.
    pub listen: SocketAddr,
    /// Where the metrics are, if anywhere.
    pub metrics_listen: Option<SocketAddr>,
    /// What the server is called from outside.
    pub public_url: Option<PublicUrl>,
    /// Proxies that are believed who their clients are.
    pub trusted_proxies: Vec<Network>,
    /// Whether an empty database stays empty.
    pub no_bootstrap: bool,
    /// Where the first start's token is written, instead of to standard output.
    pub token_file: Option<PathBuf>,
    /// The most bytes of a request's body.
    pub body_bytes: usize,
    /// Time to send a body.
    pub body_timeout: Duration,
    /// Jobs that may wait for the database.
    pub queue: usize,
    /// How often each token may be used, if that is limited.
    pub rate_limit: Option<Rate>,
    /// Limits of the API's listener.
    pub limits: Limits,
    /// How a line of the log is written.
    pub log_format: LogFormat,
    /// What is logged.
    pub log_level: LogLevel,
}

/// Where the database is, unless said otherwise.
pub fn default_database() -> Url {
    Url::sqlite("guiche-data/guiche.db")
}

impl From<Given> for Config {
    fn from(given: Given) -> Self {
        let limits = Limits::default();
        let seconds = |given: Option<std::num::NonZeroU16>, default| {
            given.map_or(default, |seconds| Duration::from_secs(seconds.get().into()))
        };
        let bytes = |given: Option<std::num::NonZeroU32>, default| {
            given.and_then(|bytes| usize::try_from(bytes.get()).ok()).unwrap_or(default)
        };
        let settings = Settings::default();
        Self {
            database: given.database.unwrap_or_else(default_database),
            listen: given.listen.unwrap_or_else(|| (Ipv4Addr::LOCALHOST, 8080).into()),
            metrics_listen: given.metrics_listen,
            public_url: given.public_url,
            trusted_proxies: given.trusted_proxy.unwrap_or_default(),
            no_bootstrap: given.no_bootstrap.unwrap_or_default(),
            token_file: given.token_file,
            body_bytes: bytes(given.body_limit, settings.body_bytes),
            body_timeout: seconds(given.body_timeout, settings.body_timeout),
            queue: given.queue.map_or(guiche_store::db::DEFAULT_QUEUE, |jobs| jobs.get().into()),
            rate_limit: given.rate_limit.and_then(|limit| limit.0),
            limits: Limits {
                connections: given.connections.map_or(limits.connections, |number| number.get().into()),
                header_bytes: bytes(given.header_limit, limits.header_bytes),
                header_timeout: seconds(given.header_timeout, limits.header_timeout),
                idle_timeout: seconds(given.idle_timeout, limits.idle_timeout),
                grace: given.grace.map_or(limits.grace, |seconds| Duration::from_secs(seconds.into())),
                ..limits
            },
            log_format: given.log_format.unwrap_or_default(),
            log_level: given.log_level.unwrap_or_default(),
        }
    }
}

impl Config {
    /// What the API has to know of it.
    pub fn settings(&self) -> Settings {
        Settings {
            body_bytes: self.body_bytes,
            body_timeout: self.body_timeout,
            trusted_proxies: self.trusted_proxies.iter().map(|network| network.0).collect(),
            public_url: self.public_url.as_ref().map(|url| url.as_str().to_owned()),
            rate_limit: self.rate_limit,
        }
    }

    /// What the panels have to know of it.
    pub fn web_settings(&self) -> guiche_web::Settings {
        let Settings { body_bytes, body_timeout, trusted_proxies, public_url, .. } = self.settings();
        let defaults = guiche_web::Settings::default();
        guiche_web::Settings { body_bytes, body_timeout, trusted_proxies, public_url, ..defaults }
    }

    /// Whether clients elsewhere may reach the listener and would send their tokens unencrypted.
    pub fn is_exposed(&self) -> bool {
        let encrypted = self.public_url.as_ref().is_some_and(PublicUrl::is_https);
        !self.listen.ip().to_canonical().is_loopback() && !encrypted
    }
}
