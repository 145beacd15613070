//! Where a server listens.

use std::fmt;
use std::net::IpAddr;

use tokio_postgres::config::Host;

use super::address::{encode, fault, port};
use super::surroundings::{SOCKETS, Surroundings};
use crate::db::UrlError;

/// PostgreSQL's port.
const PORT: u16 = 5432;

/// One of the places where a server may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// A name, which a certificate has to be for, or a folder with a socket.
    pub(crate) host: Host,
    /// The address to take instead of asking for the name's.
    pub(crate) address: Option<IpAddr>,
    pub(crate) port: u16,
}

impl Place {
    /// All of them: from the URL's hosts and its options `host`, `hostaddr` and `port`, which are lists.
    pub(super) fn all(
        hosts: Vec<(String, Option<u16>)>,
        names: Option<&str>,
        addresses: Option<&str>,
        ports: Option<&str>,
        surroundings: &Surroundings,
    ) -> Result<Vec<Self>, UrlError> {
        let (in_front, ports_in_front): (Vec<_>, Vec<_>) = hosts.into_iter().unzip();
        let names = match (in_front.iter().all(String::is_empty), names) {
            (true, None) if in_front.len() > 1 => in_front,
            (true, None) => Vec::new(),
            (true, Some(names)) => names.split(',').map(String::from).collect(),
            (false, None) => in_front,
            (false, Some(_)) => return Err(fault("the option host repeats the host in front of the name")),
        };
        let ports = match (ports_in_front.iter().all(Option::is_none), ports) {
            (_, None) => ports_in_front,
            (true, Some(ports)) => ports
                .split(',')
                .map(|text| (!text.is_empty()).then(|| port(text)).transpose())
                .collect::<Result<_, _>>()?,
            (false, Some(_)) => return Err(fault("the option port repeats the port behind the host")),
        };
        let addresses: Vec<Option<IpAddr>> =
            addresses.iter().flat_map(|list| list.split(',')).map(address).collect::<Result<_, _>>()?;
        let count = names.len().max(addresses.len()).max(1);
        let fits = |length| length == count || length == 0;
        if !fits(names.len()) || !fits(addresses.len()) {
            return Err(fault("the option hostaddr has one address for each host"));
        }
        if !fits(ports.len()) && ports.len() != 1 {
            return Err(fault("the option port has one number, or one for each host"));
        }
        let place = |index: usize| {
            let address = addresses.get(index).copied().flatten();
            let name = names.get(index).filter(|name| !name.is_empty()).cloned();
            let name = name.or_else(|| Some(address?.to_string())).unwrap_or_else(|| surroundings.host());
            let port = ports.get(index).or(ports.first().filter(|_| ports.len() == 1)).copied().flatten();
            Self { host: host(name), address, port: port.unwrap_or(PORT) }
        };
        Ok((0..count).map(place).collect())
    }

    /// Whether it is on a network.
    pub(crate) fn is_remote(&self) -> bool {
        matches!(self.host, Host::Tcp(_))
    }

    /// The name under which a password file knows it.
    pub(super) fn known_as(&self) -> String {
        match &self.host {
            Host::Tcp(name) => name.clone(),
            Host::Unix(path) if path.as_os_str() == SOCKETS => "localhost".into(),
            Host::Unix(path) => path.display().to_string(),
        }
    }

    /// As in a URL.
    pub(super) fn in_url(&self) -> String {
        let host = match &self.host {
            Host::Tcp(name) if name.contains(':') => format!("[{}]", encode(name, b":")),
            Host::Tcp(name) => encode(name, b""),
            Host::Unix(path) => encode(&path.to_string_lossy(), b""),
        };
        if self.port == PORT { host } else { format!("{host}:{}", self.port) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.host {
            Host::Tcp(name) => write!(out, "{name}, port {}", self.port),
            Host::Unix(path) => write!(out, "{}, port {}", path.display(), self.port),
        }
    }
}

impl Surroundings {
    fn host(&self) -> String {
        if self.sockets { SOCKETS.into() } else { "localhost".into() }
    }
}

fn host(name: String) -> Host {
    if name.starts_with('/') { Host::Unix(name.into()) } else { Host::Tcp(name) }
}

fn address(text: &str) -> Result<Option<IpAddr>, UrlError> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| fault("the option hostaddr is an IP address, or a list of them"))
}
