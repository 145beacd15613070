//! How a connection is made: place after place, address after address, with and without TLS as the mode says.

use std::io;

use tokio::net::lookup_host;
use tokio::time::timeout;
use tokio_postgres::config::{Host, LoadBalanceHosts, SslMode as Negotiated};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::PostgresUrl;
use super::place::Place;
use super::sslmode::SslMode;
use super::tls::{TlsError, client_config};
use crate::Error;
use crate::error::with_causes;

/// Why there is no connection. None of it repeats a password.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConnectError {
    /// The files with certificates and keys.
    #[error("{0}")]
    Files(#[from] TlsError),
    /// The server's certificate, or ours to the server, is not good enough.
    #[error("{place}: {error}")]
    Certificate { place: Place, error: rustls::Error },
    /// There is nowhere to connect to.
    #[error("the database's address names no host")]
    Nowhere,
    /// A name that nobody knows.
    #[error("{place}: {error}")]
    Name { place: Place, error: io::Error },
    /// Nobody answered in time.
    #[error("{0}: no answer in time")]
    Timeout(Place),
    /// The server said no, or was not there.
    #[error("{place}: {}", words(.error))]
    Server { place: Place, error: tokio_postgres::Error },
    /// Neither way of the modes that know two.
    #[error("{encrypted}; and without TLS: {plain}")]
    Neither { encrypted: Box<ConnectError>, plain: Box<ConnectError> },
}

/// Connects, and lets the connection live on the runtime that this is called on.
pub(crate) async fn connect(url: &PostgresUrl) -> Result<Client, ConnectError> {
    let mut places: Vec<_> = url.places().iter().collect();
    shuffle(url, &mut places);
    // Here, so that reading files takes nothing from the time that a server has to answer.
    let needed = url.tls().mode != SslMode::Disable && places.iter().any(|place| place.is_remote());
    let tls = if needed { Some(MakeRustlsConnect::new(client_config(url.tls())?)) } else { None };
    let mut outcome = Err(ConnectError::Nowhere);
    for place in places {
        outcome = Door { place, mode: url.tls().mode, tls: tls.as_ref() }.connect(url).await;
        match &outcome {
            // As libpq: who was not let in does not try the next door.
            Err(error) if !error.is_of_class("28") => tracing::debug!(%error, "no connection at one place"),
            _ => break,
        }
    }
    outcome
}

fn shuffle<T>(url: &PostgresUrl, among: &mut [T]) {
    if url.config().get_load_balance_hosts() == LoadBalanceHosts::Random {
        fastrand::shuffle(among);
    }
}

/// A place, and how to enter.
struct Door<'a> {
    place: &'a Place,
    mode: SslMode,
    tls: Option<&'a MakeRustlsConnect>,
}

impl Door<'_> {
    /// Tries the place's addresses.
    async fn connect(&self, url: &PostgresUrl) -> Result<Client, ConnectError> {
        let config = url.config_for(self.place);
        let Host::Tcp(name) = &self.place.host else { return self.enter(&config).await };
        if self.place.address.is_some() {
            return self.enter(&config).await;
        }
        let looked_up = self.in_time(&config, lookup_host((name.as_str(), self.place.port))).await?;
        let named = |error| ConnectError::Name { place: self.place.clone(), error };
        let mut addresses: Vec<_> = looked_up.map_err(named)?.map(|found| found.ip()).collect();
        shuffle(url, &mut addresses);
        let mut outcome = Err(named(io::ErrorKind::NotFound.into()));
        for address in addresses {
            outcome = self.enter(config.clone().hostaddr(address)).await;
            if outcome.as_ref().map_or_else(|error| error.is_of_class("28"), |_| true) {
                break;
            }
        }
        outcome
    }

    /// With TLS, without, or one after the other.
    async fn enter(&self, config: &Config) -> Result<Client, ConnectError> {
        // No server speaks TLS on a socket of its own machine.
        let Some(tls) = self.tls.filter(|_| self.place.is_remote()) else { return self.plain(config).await };
        match self.mode {
            SslMode::Disable => self.plain(config).await,
            SslMode::Allow => match self.plain(config).await {
                Err(plain) if plain.is_refusal() => {
                    let encrypted = self.encrypted(config, Negotiated::Require, tls).await;
                    encrypted.map_err(|encrypted| ConnectError::neither(encrypted, plain))
                }
                outcome => outcome,
            },
            SslMode::Prefer => match self.encrypted(config, Negotiated::Prefer, tls).await {
                Err(encrypted) if encrypted.is_refusal() || encrypted.is_of_handshake() => {
                    let plain = self.plain(config).await;
                    plain.map_err(|plain| ConnectError::neither(encrypted, plain))
                }
                outcome => outcome,
            },
            SslMode::Require | SslMode::VerifyCa | SslMode::VerifyFull => {
                self.encrypted(config, Negotiated::Require, tls).await
            }
        }
    }

    async fn plain(&self, config: &Config) -> Result<Client, ConnectError> {
        let mut config = config.clone();
        config.ssl_mode(Negotiated::Disable);
        let connected = self.in_time(&config, config.connect(NoTls)).await?;
        let (client, connection) = connected.map_err(|error| ConnectError::of(self.place, error))?;
        tokio::spawn(connection);
        Ok(client)
    }

    async fn encrypted(
        &self,
        config: &Config,
        negotiated: Negotiated,
        tls: &MakeRustlsConnect,
    ) -> Result<Client, ConnectError> {
        let mut config = config.clone();
        config.ssl_mode(negotiated);
        let connected = self.in_time(&config, config.connect(tls.clone())).await?;
        let (client, connection) = connected.map_err(|error| ConnectError::of(self.place, error))?;
        tokio::spawn(connection);
        Ok(client)
    }

    /// The client limits only how long a socket takes: a server that accepts and says nothing would hold us for ever.
    async fn in_time<T>(&self, config: &Config, what: impl Future<Output = T>) -> Result<T, ConnectError> {
        let what = Box::pin(what);
        match config.get_connect_timeout() {
            None => Ok(what.await),
            Some(limit) => timeout(*limit, what).await.map_err(|_| ConnectError::Timeout(self.place.clone())),
        }
    }
}

impl ConnectError {
    fn of(place: &Place, error: tokio_postgres::Error) -> Self {
        let place = place.clone();
        match rustls_error(&error).cloned() {
            Some(error) => Self::Certificate { place, error },
            None => Self::Server { place, error },
        }
    }

    fn neither(encrypted: Self, plain: Self) -> Self {
        Self::Neither { encrypted: encrypted.into(), plain: plain.into() }
    }

    /// What the client or the server said, if it was them.
    pub(crate) fn postgres(&self) -> Option<&tokio_postgres::Error> {
        match self {
            Self::Server { error, .. } => Some(error),
            Self::Neither { encrypted, plain } => plain.postgres().or_else(|| encrypted.postgres()),
            Self::Files(_)
            | Self::Certificate { .. }
            | Self::Nowhere
            | Self::Name { .. }
            | Self::Timeout(_) => None,
        }
    }

    fn is_of_class(&self, class: &str) -> bool {
        let code = self.postgres().and_then(tokio_postgres::Error::code);
        code.is_some_and(|code| code.code().starts_with(class))
    }

    /// Whether the server has a rule against this way in. A wrong password is no better on another.
    fn is_refusal(&self) -> bool {
        let code = self.postgres().and_then(tokio_postgres::Error::code);
        code == Some(&SqlState::INVALID_AUTHORIZATION_SPECIFICATION)
    }

    /// Whether the server was there, and TLS failed with it.
    fn is_of_handshake(&self) -> bool {
        use io::ErrorKind::{BrokenPipe, ConnectionReset, UnexpectedEof};
        match self {
            Self::Certificate { .. } => true,
            Self::Server { error, .. } => {
                let kind =
                    std::error::Error::source(error).and_then(|cause| cause.downcast_ref::<io::Error>());
                kind.is_some_and(|cause| matches!(cause.kind(), BrokenPipe | ConnectionReset | UnexpectedEof))
            }
            _ => false,
        }
    }
}

/// What went wrong in TLS, which comes inside of an error of input and output.
fn rustls_error(error: &tokio_postgres::Error) -> Option<&rustls::Error> {
    let cause = std::error::Error::source(error)?;
    let inner = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    inner.and_then(|inner| inner.downcast_ref()).or_else(|| cause.downcast_ref())
}

/// The client's own words leave out the cause, and before the server's they say only that there are some.
fn words(error: &tokio_postgres::Error) -> String {
    error
        .as_db_error()
        .map_or_else(|| with_causes(error), |told| format!("{} ({})", told.message(), told.code().code()))
}

/// Whatever it was, nothing was done, and it may be put right while we run: a certificate, a password, a rule.
impl From<ConnectError> for Error {
    fn from(error: ConnectError) -> Self {
        Self::Unreachable(error.to_string())
    }
}
