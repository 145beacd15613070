//! `guiche sandbox`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use crate::config::RateLimit;
use crate::logging::{LogFormat, LogLevel};
use crate::sandbox::Options;
use crate::{Failure, logging, sandbox};

/// It reads no configuration file and no database.
#[derive(Debug, Args)]
pub(super) struct Sandbox {
    /// Address and port; port 0 takes a free one. Everybody knows the token, so who can reach the address can use it.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8081")]
    listen: SocketAddr,
    /// Customers to begin with: a JSON array, or a JSON object on each line, with the keys of customer/new [default: none].
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,
    /// How often each token may be used: off, vendor (3 requests a second), N/s or N/m; more is answered 429.
    #[arg(long, value_name = "RATE", default_value = "off")]
    rate_limit: RateLimit,
    /// How a line of the log is written [default: text].
    #[arg(long, env = "GUICHE_LOG_FORMAT", value_name = "FORMAT")]
    log_format: Option<LogFormat>,
    /// What is logged: a level, or levels by module such as warn,guiche_api=debug [default: info].
    #[arg(long, env = "GUICHE_LOG_LEVEL", value_name = "LEVEL")]
    log_level: Option<LogLevel>,
}

impl Sandbox {
    pub(super) fn run(self) -> Result<(), Failure> {
        let Self { listen, seed, rate_limit, log_format, log_level } = self;
        logging::init(log_format.unwrap_or_default(), log_level.unwrap_or_default())?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(sandbox::run(Options { listen, seed, rate_limit: rate_limit.0 }))
    }
}
