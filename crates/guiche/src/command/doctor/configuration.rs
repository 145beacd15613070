//! Checks of what the server is configured by.

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};

use super::Finding;
use crate::command::global::Global;
use crate::config::{Config, Given};

/// Reads the configuration file, if one is named.
pub(super) fn file(global: &Global) -> (Given, Finding) {
    const CHECK: &str = "configuration";
    match global.given() {
        Ok(given) => (given, Finding::ok(CHECK, "can be read")),
        Err(error) => {
            let finding =
                Finding::problem(CHECK, error.to_string(), "the checks below are made without the file");
            (Given::default(), finding)
        }
    }
}

/// Everything that can be said without the database.
pub(super) fn all(config: &Config) -> Vec<Finding> {
    let mut findings = vec![public_url(config), listener("listen", config.listen)];
    findings.extend(config.metrics_listen.map(|address| listener("metrics-listen", address)));
    findings
}

fn public_url(config: &Config) -> Finding {
    const CHECK: &str = "public-url";
    let shown = config.public_url.as_ref().map_or("not set", |url| url.as_str());
    if config.is_exposed() {
        let finding = format!("{shown}, while others may reach {}", config.listen);
        Finding::warning(CHECK, finding, "put a proxy with TLS in front and name its https URL")
    } else {
        Finding::ok(CHECK, shown)
    }
}

fn listener(check: &'static str, address: SocketAddr) -> Finding {
    match TcpListener::bind(address) {
        Ok(_) => Finding::ok(check, format!("{address} is free")),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            Finding::ok(check, format!("{address} is in use, as it is while the server runs"))
        }
        Err(error) => Finding::problem(
            check,
            format!("{address}: {error}"),
            "choose an address and port of this machine",
        ),
    }
}
