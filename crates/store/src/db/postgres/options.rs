//! The options behind a URL's `?`.

use std::fmt::Display;
use std::str::FromStr;
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::{ChannelBinding, LoadBalanceHosts, SslNegotiation, TargetSessionAttrs};

use super::address::fault;
use crate::db::UrlError;

/// All that we understand. They mean what they mean to libpq, except `connections`, which is ours.
const NAMES: [&str; 23] = [
    "application_name",
    "channel_binding",
    "connect_timeout",
    "connections",
    "dbname",
    "host",
    "hostaddr",
    "keepalives",
    "keepalives_count",
    "keepalives_idle",
    "keepalives_interval",
    "load_balance_hosts",
    "options",
    "password",
    "port",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslnegotiation",
    "sslrootcert",
    "target_session_attrs",
    "tcp_user_timeout",
    "user",
];
/// What is not shown. `options` may set whatever the server has, secrets too.
const SECRET: [&str; 2] = ["options", "password"];
/// What the name of every session begins with: [`super::others`] knows them by it.
const OURS: &str = "guiche";

/// The options that were given, each once.
#[derive(Debug)]
pub(super) struct Options(Vec<(String, String)>);

impl Options {
    pub(super) fn new(given: Vec<(String, String)>) -> Result<Self, UrlError> {
        let mut seen: Vec<&str> = Vec::new();
        for (name, _) in &given {
            if !NAMES.contains(&name.as_str()) {
                // Behind an & that was meant as a part of the password, this is another part of it.
                let word =
                    name.len() < 40 && name.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase());
                return Err(fault(if word && !seen.contains(&"password") {
                    format!("the option {name} is unknown")
                } else {
                    "an option is unknown; an & in a value is written %26".into()
                }));
            }
            if seen.contains(&name.as_str()) {
                return Err(fault(format!("the option {name} is given twice")));
            }
            seen.push(name);
        }
        Ok(Self(given))
    }

    /// An option's value, if it has one.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let found = self.0.iter().find(|(given, value)| given == name && !value.is_empty());
        found.map(|(_, value)| value.clone())
    }

    /// What a part of the URL says, or else an option; not both.
    pub(super) fn or_get(&self, part: Option<String>, name: &str) -> Result<Option<String>, UrlError> {
        match (part, self.get(name)) {
            (Some(_), Some(_)) => Err(fault(format!("the option {name} repeats what stands in front of it"))),
            (part, option) => Ok(part.or(option)),
        }
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(&self, name: &str, words: &[(&str, T)]) -> Result<Option<T>, UrlError> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let known = words.iter().find(|(word, _)| *word == value).map(|(_, meaning)| Some(*meaning));
        known.ok_or_else(|| {
            let words: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            fault(format!("the option {name} is one of: {}", words.join(", ")))
        })
    }

    /// A whole number, within bounds.
    pub(super) fn number<T>(&self, name: &str, least: T, most: T) -> Result<Option<T>, UrlError>
    where
        T: Copy + FromStr + PartialOrd + Display,
    {
        let Some(value) = self.get(name) else { return Ok(None) };
        let number = value.parse().ok().filter(|number| (&least..=&most).contains(&number));
        number.map(Some).ok_or_else(|| fault(format!("the option {name} is a number from {least} to {most}")))
    }

    /// Those that may be shown, as they were given.
    pub(super) fn shown(&self) -> impl Iterator<Item = (&str, &str)> {
        let shown = self.0.iter().filter(|(name, _)| !SECRET.contains(&name.as_str()));
        shown.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Tells the client what it understands itself, and what we think better than its own defaults.
    pub(super) fn apply(&self, config: &mut Config) -> Result<(), UrlError> {
        config.application_name(match self.get("application_name") {
            None => OURS.into(),
            Some(name) if name.starts_with(OURS) => name,
            Some(name) => format!("{OURS}:{name}"),
        });
        if let Some(options) = self.get("options") {
            config.options(options);
        }
        self.apply_times(config)?;
        let sessions = [
            ("any", TargetSessionAttrs::Any),
            ("read-write", TargetSessionAttrs::ReadWrite),
            ("read-only", TargetSessionAttrs::ReadOnly),
        ];
        let bindings = [
            ("disable", ChannelBinding::Disable),
            ("prefer", ChannelBinding::Prefer),
            ("require", ChannelBinding::Require),
        ];
        let negotiations = [("postgres", SslNegotiation::Postgres), ("direct", SslNegotiation::Direct)];
        let balances = [("disable", LoadBalanceHosts::Disable), ("random", LoadBalanceHosts::Random)];
        let sessions = self.choice("target_session_attrs", &sessions)?;
        config.target_session_attrs(sessions.unwrap_or(TargetSessionAttrs::Any));
        let binding = self.choice("channel_binding", &bindings)?;
        config.channel_binding(binding.unwrap_or(ChannelBinding::Prefer));
        let negotiation = self.choice("sslnegotiation", &negotiations)?;
        config.ssl_negotiation(negotiation.unwrap_or(SslNegotiation::Postgres));
        let balance = self.choice("load_balance_hosts", &balances)?;
        config.load_balance_hosts(balance.unwrap_or(LoadBalanceHosts::Disable));
        Ok(())
    }

    fn apply_times(&self, config: &mut Config) -> Result<(), UrlError> {
        // 0 leaves it to the system, as for libpq.
        let time = |name, default, unit: fn(u64) -> Duration| {
            let number = self.number(name, 0, i32::MAX.unsigned_abs().into())?.unwrap_or(default);
            Ok::<_, UrlError>((number > 0).then(|| unit(number)))
        };
        if let Some(timeout) = time("connect_timeout", 5, Duration::from_secs)? {
            config.connect_timeout(timeout);
        }
        // The client's own parser takes seconds, libpq milliseconds.
        if let Some(timeout) = time("tcp_user_timeout", 10_000, Duration::from_millis)? {
            config.tcp_user_timeout(timeout);
        }
        config.keepalives(self.number("keepalives", 0, i32::MAX)?.unwrap_or(1) != 0);
        if let Some(idle) = time("keepalives_idle", 30, Duration::from_secs)? {
            config.keepalives_idle(idle);
        }
        if let Some(interval) = time("keepalives_interval", 0, Duration::from_secs)? {
            config.keepalives_interval(interval);
        }
        if let Some(count) = self.number("keepalives_count", 0, 127)?.filter(|count| *count > 0) {
            config.keepalives_retries(count);
        }
        Ok(())
    }
}
