//! What an address says about TLS: the options `sslmode`, `sslrootcert`, `sslcert` and `sslkey`, as libpq means them.

use std::path::PathBuf;

use super::address::fault;
use crate::db::UrlError;

/// Whether TLS is spoken, and what the server has to show. In order of strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SslMode {
    /// Never.
    Disable,
    /// Where the server refuses us without.
    Allow,
    /// Where the server has it.
    Prefer,
    /// Always, with whatever certificate.
    Require,
    /// Always, with a certificate that an authority of ours has signed.
    VerifyCa,
    /// The same, and the certificate is for the host that was asked for.
    VerifyFull,
}

/// Whose certificates are trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Roots {
    /// Those of the operating system.
    System,
    /// Those in a file that was named.
    File(PathBuf),
    /// Those in the file where libpq looks, if it is there.
    Standard(Option<PathBuf>),
}

/// The files with which we show who we are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) certificate: PathBuf,
    pub(crate) key: PathBuf,
}

/// All that is to know about TLS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tls {
    pub(crate) mode: SslMode,
    pub(crate) roots: Roots,
    pub(crate) identity: Option<Identity>,
}

impl SslMode {
    /// Each by its name.
    pub(super) const NAMES: [(&str, Self); 6] = [
        ("disable", Self::Disable),
        ("allow", Self::Allow),
        ("prefer", Self::Prefer),
        ("require", Self::Require),
        ("verify-ca", Self::VerifyCa),
        ("verify-full", Self::VerifyFull),
    ];
}

impl Tls {
    /// From the options' values.
    pub(super) fn new(
        mode: Option<SslMode>,
        root: Option<String>,
        certificate: Option<String>,
        key: Option<String>,
        standard_root: Option<PathBuf>,
    ) -> Result<Self, UrlError> {
        let (mode, roots) = match root {
            // Anybody may have a certificate of a public authority, so less than the name says nothing.
            Some(root) if root == "system" => match mode {
                None | Some(SslMode::VerifyFull) => (SslMode::VerifyFull, Roots::System),
                Some(_) => {
                    return Err(fault("the option sslrootcert=system goes with sslmode=verify-full only"));
                }
            },
            Some(root) => (mode.unwrap_or(SslMode::Prefer), Roots::File(root.into())),
            None => (mode.unwrap_or(SslMode::Prefer), Roots::Standard(standard_root)),
        };
        let identity = match (certificate, key) {
            (Some(certificate), Some(key)) => {
                Some(Identity { certificate: certificate.into(), key: key.into() })
            }
            (None, None) => None,
            _ => return Err(fault("the options sslcert and sslkey are given together or not at all")),
        };
        Ok(Self { mode, roots, identity })
    }
}
