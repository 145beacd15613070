//! What can be chosen about a cluster.

use std::path::PathBuf;

/// How a cluster is to be. By default it is quick: what it commits survives its own crash, but not the machine's.
#[derive(Clone, Debug)]
pub struct Options {
    pub(crate) parent: PathBuf,
    pub(crate) durable: bool,
    pub(crate) password: Option<String>,
    pub(crate) tls: Option<Tls>,
    pub(crate) settings: Vec<(String, String)>,
}

/// A server's certificate.
#[derive(Clone, Debug)]
pub struct Tls {
    /// The file with the certificate, and with those between it and the authority.
    pub certificate: PathBuf,
    /// The file with its key.
    pub key: PathBuf,
    /// Whether connections over TCP without TLS are refused.
    pub required: bool,
}

impl Default for Options {
    fn default() -> Self {
        // Not the environment's folder: a socket's path has about 100 bytes.
        Self { parent: "/tmp".into(), durable: false, password: None, tls: None, settings: Vec::new() }
    }
}

impl Options {
    /// Whether a commit waits for the disk, as in production. Benchmarks want it.
    #[must_use]
    pub fn durable(mut self, durable: bool) -> Self {
        self.durable = durable;
        self
    }

    /// The folder in which the cluster's own is made, `/tmp` otherwise: for benchmarks where that is no disk. Its path
    /// has to be short, and where we are root, PostgreSQL's user has to reach it.
    #[must_use]
    pub fn parent(mut self, folder: impl Into<PathBuf>) -> Self {
        self.parent = folder.into();
        self
    }

    /// The superuser's password. Without one, whoever connects is let in; with one, everybody over TCP is asked for
    /// theirs, by SCRAM.
    #[must_use]
    pub fn password(mut self, password: impl Into<String>) -> Self {
        self.password = Some(password.into());
        self
    }

    /// Has the server speak TLS.
    #[must_use]
    pub fn tls(mut self, tls: Tls) -> Self {
        self.tls = Some(tls);
        self
    }

    /// A setting of `postgresql.conf`. It overrules ours.
    #[must_use]
    pub fn setting(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.push((name.into(), value.into()));
        self
    }
}
