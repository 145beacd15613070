//! PostgreSQL, of which the tests get a cluster of their own.

use std::env;

use guiche_cluster::{Cluster, Options, Programs};

use super::debian::{self, Package};
use crate::run::{Done, Failure};

/// Names a server to the tests, by the URL of a superuser. Whoever sets it has chosen one.
pub const VARIABLE: &str = "GUICHE_TEST_POSTGRES";

const PACKAGE: Package =
    Package { name: "postgresql", program: "postgres", why: "to test on it, in a cluster of its own" };

/// Debian's package makes a cluster as it is installed, and starts it, unless a file tells it not to.
const NO_CLUSTER: &str = "mkdir -p /etc/postgresql-common/createcluster.d && \
    echo create_main_cluster = false > /etc/postgresql-common/createcluster.d/guiche.conf";
const AS_BEFORE: &str = "rm -f /etc/postgresql-common/createcluster.d/guiche.conf; \
    rmdir /etc/postgresql-common/createcluster.d 2> /dev/null";

/// Installs its programs where they are not there and no server was chosen.
///
/// # Errors
///
/// Where they cannot be installed.
pub fn ensure() -> Done {
    let is_there = || Programs::find().is_some();
    if is_chosen() || is_there() {
        return Ok(());
    }
    debian::install_between(NO_CLUSTER, PACKAGE, AS_BEFORE)?;
    if is_there() {
        return Ok(());
    }
    Err(Failure::new("postgresql was installed and its programs are not to be found"))
}

/// A server for the tests, unless one was chosen. It is gone when this is dropped.
///
/// # Errors
///
/// Where it does not start.
pub fn start() -> Done<Option<Cluster>> {
    if is_chosen() {
        return Ok(None);
    }
    Cluster::start(&Options::default()).map(Some).map_err(|error| Failure::new(error.to_string()))
}

fn is_chosen() -> bool {
    env::var_os(VARIABLE).is_some()
}
