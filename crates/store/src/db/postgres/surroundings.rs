//! What an address leaves to the process and its user.

use std::env;
use std::path::{Path, PathBuf};

/// Where Debian's servers have their socket.
pub(super) const SOCKETS: &str = "/var/run/postgresql";

/// The environment, as far as an address depends on it.
#[derive(Clone, Debug, Default)]
pub(super) struct Surroundings {
    pub(super) user: Option<String>,
    pub(super) password: Option<String>,
    pub(super) passfile: Option<PathBuf>,
    pub(super) root_certificate: Option<PathBuf>,
    /// Whether [`SOCKETS`] is there.
    pub(super) sockets: bool,
}

impl Surroundings {
    /// This process's.
    pub(super) fn of_process() -> Self {
        let variable = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let home = env::home_dir();
        let at_home = |path| home.as_ref().map(|home| home.join(path));
        Self {
            user: variable("PGUSER").or_else(|| variable("USER")),
            password: variable("PGPASSWORD"),
            passfile: variable("PGPASSFILE").map(PathBuf::from).or_else(|| at_home(".pgpass")),
            root_certificate: at_home(".postgresql/root.crt"),
            sockets: Path::new(SOCKETS).is_dir(),
        }
    }
}
