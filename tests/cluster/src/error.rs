//! Why there is no cluster.

use std::io;
use std::path::{Path, PathBuf};

/// Why a cluster could not be made, started or stopped.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no PostgreSQL.
    #[error(
        "PostgreSQL's programs initdb, postgres and pg_ctl are neither in a folder of PATH nor in \
         /usr/lib/postgresql/*/bin: install Debian's package postgresql"
    )]
    Missing,
    /// We are root, and there is nobody else.
    #[error("PostgreSQL does not run as root, and /etc/passwd has neither postgres nor nobody")]
    NoUser,
    /// No port was free.
    #[error("no free port")]
    NoPort,
    /// A file or folder could not be read or written.
    #[error("{path}: {error}", path = .path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The shell that runs PostgreSQL could not be started, or is gone.
    #[error("the shell that runs PostgreSQL: {0}")]
    Shell(io::Error),
    /// One of PostgreSQL's programs failed.
    #[error("PostgreSQL {what}; its log ends with\n{}", end(.log))]
    Failed {
        /// What did not happen.
        what: &'static str,
        /// All that was logged.
        log: String,
    },
}

impl Error {
    pub(crate) fn file(path: &Path, error: io::Error) -> Self {
        Self::File { path: path.into(), error }
    }

    /// Whether somebody else has the port.
    pub(crate) fn is_of_port(&self) -> bool {
        matches!(self, Self::Failed { log, .. } if log.contains("could not create any TCP/IP sockets"))
    }
}

/// The last lines.
fn end(log: &str) -> String {
    let lines: Vec<_> = log.lines().collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
}
