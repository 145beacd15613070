//! `postgres://USER:PASSWORD@HOST:PORT/NAME?OPTION=VALUE`.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use tokio_postgres::Config;
use tokio_postgres::config::{SslNegotiation, TargetSessionAttrs};

use super::address::{Address, encode, fault};
use super::options::Options;
use super::passfile::{self, Asked};
use super::place::Place;
use super::sslmode::{SslMode, Tls};
use super::surroundings::Surroundings;
use crate::db::UrlError;

/// Connections of one server, unless its address says otherwise.
const CONNECTIONS: usize = 6;

/// The address of a database on a PostgreSQL server.
#[derive(Clone, PartialEq, Eq)]
pub struct PostgresUrl(Arc<Parsed>);

/// What an address says. It is large, and errors carry addresses around.
#[derive(Clone, PartialEq, Eq)]
struct Parsed {
    config: Config,
    places: Vec<Place>,
    password: Option<Vec<u8>>,
    passfile: Option<PathBuf>,
    tls: Tls,
    connections: usize,
    shown: String,
}

impl PostgresUrl {
    /// What the client is told, but for the place, the password and TLS.
    pub(crate) fn config(&self) -> &Config {
        &self.0.config
    }

    /// The same for one place, with the password, if there is any.
    pub(crate) fn config_for(&self, place: &Place) -> Config {
        let mut config = self.0.config.clone();
        config.port(place.port);
        match &place.host {
            tokio_postgres::config::Host::Tcp(name) => config.host(name),
            tokio_postgres::config::Host::Unix(path) => config.host_path(path),
        };
        if let Some(address) = place.address {
            config.hostaddr(address);
        }
        if let Some(password) = &self.0.password {
            config.password(password);
        } else if let Some(password) = self.0.passfile.as_ref().and_then(|path| {
            let (user, host) = (config.get_user().unwrap_or_default(), place.known_as());
            let database = config.get_dbname().unwrap_or(user);
            passfile::look_up(path, Asked { host: &host, port: place.port, database, user })
        }) {
            config.password(password);
        }
        config
    }

    /// The same database for one task at a time, whose connections have this name.
    pub(crate) fn of_one_task(&self, name: &str) -> Self {
        let mut parsed = Parsed { connections: 2, ..(*self.0).clone() };
        parsed.config.application_name(name);
        Self(Arc::new(parsed))
    }

    /// Where the server may be, at least one place.
    pub(crate) fn places(&self) -> &[Place] {
        &self.0.places
    }

    /// How TLS is spoken.
    pub(crate) fn tls(&self) -> &Tls {
        &self.0.tls
    }

    /// How many connections a server keeps, at least 2.
    pub fn connections(&self) -> usize {
        self.0.connections
    }

    fn parse(text: &str, surroundings: Surroundings) -> Result<Self, UrlError> {
        let address = Address::split(text)?;
        let options = Options::new(address.options)?;
        let mut config = Config::new();
        options.apply(&mut config)?;
        // The operating system's name for the user is the client's own default.
        let user = options.or_get(address.user, "user")?.or_else(|| surroundings.user.clone());
        let database = options.or_get(address.database, "dbname")?.or_else(|| user.clone());
        let password = match (address.password, options.get("password")) {
            (Some(_), Some(_)) => {
                return Err(fault("the option password repeats what stands in front of it"));
            }
            (password, option) => password.or(option.map(String::into_bytes)),
        };
        let (hosts, addresses, ports) = (options.get("host"), options.get("hostaddr"), options.get("port"));
        let places = Place::all(
            address.hosts,
            hosts.as_deref(),
            addresses.as_deref(),
            ports.as_deref(),
            &surroundings,
        )?;
        // Where there are several, one may be a standby, which is of no use to us. libpq would take any.
        if places.len() > 1 && options.get("target_session_attrs").is_none() {
            config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        }
        let tls = Tls::new(
            options.choice("sslmode", &SslMode::NAMES)?,
            options.get("sslrootcert"),
            options.get("sslcert"),
            options.get("sslkey"),
            surroundings.root_certificate,
        )?;
        if config.get_ssl_negotiation() == SslNegotiation::Direct && tls.mode < SslMode::Require {
            return Err(fault(
                "the option sslnegotiation=direct goes with sslmode=require or a stronger one",
            ));
        }
        let connections = options.number("connections", 2, 200)?.unwrap_or(CONNECTIONS);
        let shown = show(user.as_deref(), &places, database.as_deref(), &options);
        user.map(|user| config.user(user).clone());
        database.map(|database| config.dbname(database).clone());
        let password = password.or(surroundings.password.map(String::into_bytes));
        let passfile = surroundings.passfile;
        Ok(Self(Arc::new(Parsed { config, places, password, passfile, tls, connections, shown })))
    }
}

/// A URL that means the same, but for what nobody should see.
fn show(user: Option<&str>, places: &[Place], database: Option<&str>, options: &Options) -> String {
    let user = user.map(|user| format!("{}@", encode(user, b"")));
    let places: Vec<_> = places.iter().map(Place::in_url).collect();
    let database = database.map(|name| format!("/{}", encode(name, b"")));
    let elsewhere = ["user", "dbname", "host", "port"];
    let options: Vec<_> = options
        .shown()
        .filter(|(name, _)| !elsewhere.contains(name))
        .map(|(name, value)| format!("{name}={}", encode(value, b"/,:")))
        .collect();
    let mark = if options.is_empty() { "" } else { "?" };
    let (user, database) = (user.unwrap_or_default(), database.unwrap_or_default());
    format!("postgres://{user}{}{database}{mark}{}", places.join(","), options.join("&"))
}

impl FromStr for PostgresUrl {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        Self::parse(text, Surroundings::of_process())
    }
}

/// Without the password.
impl fmt::Display for PostgresUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.shown)
    }
}

impl fmt::Debug for PostgresUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.shown)
    }
}

#[cfg(test)]
mod tests;
