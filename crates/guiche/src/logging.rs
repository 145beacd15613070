//! Logs: structured, on standard error, for people or for machines.

use std::{
    io::{self, IsTerminal},
    str::FromStr,
};

use serde::Deserialize;
use tracing_subscriber::{
    filter::{ParseError, Targets},
    fmt,
    layer::SubscriberExt,
    registry,
    util::{SubscriberInitExt, TryInitError},
};

/// How a line of the log is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// For people; coloured on a terminal, unless `NO_COLOR` is set.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// What is logged: a level (`info`), or levels by module (`warn,guiche=debug,guiche_store=trace`), as `RUST_LOG` has
/// them, without its filters on spans and fields.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(try_from = "String")]
pub struct LogLevel(Targets);

impl Default for LogLevel {
    fn default() -> Self {
        Self(Targets::new().with_default(tracing::Level::INFO))
    }
}

impl FromStr for LogLevel {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        text.parse().map(Self)
    }
}

impl TryFrom<String> for LogLevel {
    type Error = ParseError;

    fn try_from(text: String) -> Result<Self, ParseError> {
        text.parse()
    }
}

/// Sends what the process logs from now on to standard error.
///
/// # Errors
/// When logging has been set up already.
pub fn init(format: LogFormat, level: LogLevel) -> Result<(), TryInitError> {
    let lines = fmt::layer().with_writer(io::stderr);
    let subscriber = registry().with(level.0);
    match format {
        LogFormat::Text => {
            let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            let ansi = io::stderr().is_terminal() && !no_color;
            subscriber.with(lines.with_ansi(ansi)).try_init()
        }
        LogFormat::Json => subscriber.with(lines.json().flatten_event(true)).try_init(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_words_or_lists_of_modules() {
        assert_eq!("info".parse::<LogLevel>().unwrap(), LogLevel::default());
        assert!("warn,guiche=debug,guiche_store=trace,hyper=off".parse::<LogLevel>().is_ok());
        assert!("guiche=loud".parse::<LogLevel>().is_err());
    }
}
