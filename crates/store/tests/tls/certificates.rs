//! Authorities and certificates, made for one run in a folder of their own.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use guiche_cluster::Tls;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use tempfile::TempDir;

/// A folder that the server's user can look into.
pub struct Folder(TempDir);

/// Who signs certificates.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    /// Its own certificate.
    pub file: PathBuf,
}

/// A certificate and its key.
pub struct Pair {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

impl Folder {
    pub fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("guiche-tls-").tempdir_in("/tmp").unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        Self(folder)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, name: &str, text: &str, mode: u32) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        path
    }

    pub fn authority(&self, name: &str) -> Authority {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, name);
        let file = self.write(&format!("{name}.crt"), &params.self_signed(&key).unwrap().pem(), 0o644);
        Authority { issuer: Issuer::new(params, key), file }
    }

    /// A certificate for these names.
    pub fn signed(&self, by: &Authority, file: &str, names: &[&str]) -> Pair {
        self.sign(file, &params(names), Some(by))
    }

    /// One whose time is over.
    pub fn expired(&self, by: Option<&Authority>, file: &str, names: &[&str]) -> Pair {
        let mut params = params(names);
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(2020, 2, 1);
        if by.is_none() {
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        }
        self.sign(file, &params, by)
    }

    /// One that nobody else signed and that calls itself an authority, as `openssl req -x509` makes it.
    pub fn self_signed(&self, file: &str, names: &[&str]) -> Pair {
        let mut params = params(names);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        self.sign(file, &params, None)
    }

    fn sign(&self, file: &str, params: &CertificateParams, by: Option<&Authority>) -> Pair {
        let key = KeyPair::generate().unwrap();
        let certificate =
            by.map_or_else(|| params.self_signed(&key), |by| params.signed_by(&key, &by.issuer));
        Pair {
            certificate: self.write(&format!("{file}.crt"), &certificate.unwrap().pem(), 0o644),
            key: self.write(&format!("{file}.key"), &key.serialize_pem(), 0o600),
        }
    }
}

impl Pair {
    /// For a server, which may insist on TLS.
    pub fn of_server(&self, required: bool) -> Tls {
        Tls { certificate: self.certificate.clone(), key: self.key.clone(), required }
    }
}

fn params(names: &[&str]) -> CertificateParams {
    let names: Vec<_> = names.iter().map(ToString::to_string).collect();
    let mut params = CertificateParams::new(names).unwrap();
    params.distinguished_name.push(DnType::CommonName, "guiche");
    params
}
