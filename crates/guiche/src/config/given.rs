//! What may be given, in any of three ways: a flag, a variable, a key of the file.

use std::net::SocketAddr;
use std::num::{NonZeroU16, NonZeroU32};
use std::path::{Path, PathBuf};

use guiche_store::Url;
use serde::Deserialize;

use super::value::{self, Network, PublicUrl, RateLimit};
use crate::logging::{LogFormat, LogLevel};

/// The flags of `serve`. Each is also a variable (`GUICHE_` and its name) and a key of the file (its name).
#[derive(Debug, Clone, Default, PartialEq, clap::Args, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Given {
    /// In the file only: on the command line it belongs to every command.
    #[arg(skip)]
    #[serde(deserialize_with = "value::url")]
    pub database: Option<Url>,
    /// Address and port of the API [default: 127.0.0.1:8080]; port 0 takes a free one.
    #[arg(long, env = "GUICHE_LISTEN", value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
    /// Address and port of the Prometheus metrics [default: none].
    #[arg(long, env = "GUICHE_METRICS_LISTEN", value_name = "ADDR")]
    pub metrics_listen: Option<SocketAddr>,
    /// The URL that clients use, with its scheme, and its path where it has one [default: none].
    #[arg(long, env = "GUICHE_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<PublicUrl>,
    /// A proxy whose X-Forwarded-For is believed: an address or CIDR, several separated by commas [default: none].
    #[arg(long, env = "GUICHE_TRUSTED_PROXY", value_name = "CIDR", value_delimiter = ',')]
    pub trusted_proxy: Option<Vec<Network>>,
    /// Leave an empty database empty: make no account and no token at the first start.
    #[arg(
        long,
        env = "GUICHE_NO_BOOTSTRAP",
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true",
        value_parser = clap::builder::BoolishValueParser::new(),
    )]
    pub no_bootstrap: Option<bool>,
    /// A new file, mode 600, for the first start's token, which is then not printed [default: none].
    #[arg(long, env = "GUICHE_TOKEN_FILE", value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// The most bytes of a request's body [default: 1048576].
    #[arg(long, env = "GUICHE_BODY_LIMIT", value_name = "BYTES")]
    pub body_limit: Option<NonZeroU32>,
    /// Seconds in which a request's body must arrive [default: 30].
    #[arg(long, env = "GUICHE_BODY_TIMEOUT", value_name = "SECONDS")]
    pub body_timeout: Option<NonZeroU16>,
    /// The most bytes of a request's first line and headers together [default: 32768].
    #[arg(long, env = "GUICHE_HEADER_LIMIT", value_name = "BYTES")]
    pub header_limit: Option<NonZeroU32>,
    /// Seconds in which a request's headers must arrive, from their first byte on [default: 10].
    #[arg(long, env = "GUICHE_HEADER_TIMEOUT", value_name = "SECONDS")]
    pub header_timeout: Option<NonZeroU16>,
    /// Seconds that a connection may wait for its next request [default: 75].
    #[arg(long, env = "GUICHE_IDLE_TIMEOUT", value_name = "SECONDS")]
    pub idle_timeout: Option<NonZeroU16>,
    /// Connections served at the same time, up to 65535; more are answered 503 [default: 4096].
    #[arg(long, env = "GUICHE_CONNECTIONS", value_name = "NUMBER")]
    pub connections: Option<NonZeroU16>,
    /// Database jobs that may wait, up to 65535; more are answered 503 [default: 1024].
    #[arg(long, env = "GUICHE_QUEUE", value_name = "NUMBER")]
    pub queue: Option<NonZeroU16>,
    /// How often each token may be used: off, vendor (3 requests a second), N/s or N/m; more is answered 429 [default: off].
    #[arg(long, env = "GUICHE_RATE_LIMIT", value_name = "RATE")]
    pub rate_limit: Option<RateLimit>,
    /// Seconds that running requests have to finish once the server is told to stop [default: 30].
    #[arg(long, env = "GUICHE_GRACE", value_name = "SECONDS")]
    pub grace: Option<u16>,
    /// How a line of the log is written [default: text].
    #[arg(long, env = "GUICHE_LOG_FORMAT", value_name = "FORMAT")]
    pub log_format: Option<LogFormat>,
    /// What is logged: a level, or levels by module such as warn,guiche_api=debug [default: info].
    #[arg(long, env = "GUICHE_LOG_LEVEL", value_name = "LEVEL")]
    pub log_level: Option<LogLevel>,
}

/// Why a configuration file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be read.
    #[error("cannot read the configuration file {}: {error}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the file system says.
        error: std::io::Error,
    },
    /// It is not TOML, or a key is unknown, or a value is not of its form.
    #[error("the configuration file {}: {error}", path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        error: Box<toml::de::Error>,
    },
}

impl Given {
    /// Reads a TOML file.
    pub fn from_file(path: &Path) -> Result<Self, FileError> {
        let path = path.to_owned();
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => return Err(FileError::Read { path, error }),
        };
        toml::from_str(&text).map_err(|error| FileError::Parse { path, error: Box::new(error) })
    }

    /// This, and from `below` what is missing here.
    #[must_use]
    pub fn over(self, below: Self) -> Self {
        Self {
            database: self.database.or(below.database),
            listen: self.listen.or(below.listen),
            metrics_listen: self.metrics_listen.or(below.metrics_listen),
            public_url: self.public_url.or(below.public_url),
            trusted_proxy: self.trusted_proxy.or(below.trusted_proxy),
            no_bootstrap: self.no_bootstrap.or(below.no_bootstrap),
            token_file: self.token_file.or(below.token_file),
            body_limit: self.body_limit.or(below.body_limit),
            body_timeout: self.body_timeout.or(below.body_timeout),
            header_limit: self.header_limit.or(below.header_limit),
            header_timeout: self.header_timeout.or(below.header_timeout),
            idle_timeout: self.idle_timeout.or(below.idle_timeout),
            connections: self.connections.or(below.connections),
            queue: self.queue.or(below.queue),
            rate_limit: self.rate_limit.or(below.rate_limit),
            grace: self.grace.or(below.grace),
            log_format: self.log_format.or(below.log_format),
            log_level: self.log_level.or(below.log_level),
        }
    }
}
