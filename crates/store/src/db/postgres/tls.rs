//! TLS as an address wants it. The files are read for each connection, so that a renewed certificate is taken.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::{WebPkiSupportedAlgorithms, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};

use super::sslmode::{Roots, SslMode, Tls};

/// Why TLS cannot even be tried.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TlsError {
    /// A file that was named.
    #[error("the file {}: {error}", path.display())]
    File { path: PathBuf, error: io::Error },
    /// It has not what it should.
    #[error("the file {} holds no {what} in PEM", path.display())]
    Content { path: PathBuf, what: &'static str },
    /// As libpq, we do not use a key that others may have read.
    #[error("the key in {} may be read by others: its mode has to be 0600, or 0640 where it belongs to root", .0.display())]
    Exposed(PathBuf),
    /// Nothing says whom to trust.
    #[error(
        "sslmode=verify-ca and verify-full need the authority's certificate: name its file by sslrootcert, take \
         sslrootcert=system, or put it into {}",
        .0.as_deref().unwrap_or(Path::new("~/.postgresql/root.crt")).display()
    )]
    NoRoots(Option<PathBuf>),
    /// The system has no certificates, or none that can be read.
    #[error("sslrootcert=system: no certificate of an authority was found{0}")]
    System(String),
    /// Key and certificate do not fit together, or are of no known kind.
    #[error("the client's certificate: {0}")]
    Identity(rustls::Error),
    /// The library does not like its settings.
    #[error("TLS: {0}")]
    Library(rustls::Error),
}

/// Reads the files and says how to speak TLS.
pub(crate) fn client_config(tls: &Tls) -> Result<ClientConfig, TlsError> {
    let provider = Arc::new(ring::default_provider());
    let verifier = Verifier {
        algorithms: provider.signature_verification_algorithms,
        anchors: anchors(tls)?,
        name: tls.mode == SslMode::VerifyFull,
    };
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(TlsError::Library)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier));
    let mut config = match &tls.identity {
        None => builder.with_no_client_auth(),
        Some(identity) => {
            let (chain, key) = (certificates(&identity.certificate)?, key(&identity.key)?);
            builder.with_client_auth_cert(chain, key).map_err(TlsError::Identity)?
        }
    };
    // Servers from 17 on want it where TLS comes without asking; others do not mind.
    config.alpn_protocols = vec![b"postgresql".to_vec()];
    Ok(config)
}

/// Whom to trust. Nobody in particular is `None`: any certificate will do.
fn anchors(tls: &Tls) -> Result<Option<Anchors>, TlsError> {
    let verifies = tls.mode >= SslMode::VerifyCa;
    match &tls.roots {
        Roots::System => {
            let found = rustls_native_certs::load_native_certs();
            let mut store = RootCertStore::empty();
            if store.add_parsable_certificates(found.certs).0 == 0 {
                let why: Vec<_> = found.errors.iter().map(|error| format!(": {error}")).collect();
                return Err(TlsError::System(why.concat()));
            }
            Ok(Some(Anchors { store, listed: Vec::new() }))
        }
        Roots::File(path) => Anchors::read(path).map(Some),
        // libpq: with a root certificate in its place, `require` means `verify-ca`.
        Roots::Standard(Some(path)) if tls.mode >= SslMode::Require && path.exists() => {
            Anchors::read(path).map(Some)
        }
        Roots::Standard(path) if verifies => Err(TlsError::NoRoots(path.clone())),
        Roots::Standard(_) => Ok(None),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, TlsError> {
    fs::read(path).map_err(|error| TlsError::File { path: path.into(), error })
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let found = CertificateDer::pem_slice_iter(&read(path)?).collect::<Result<Vec<_>, _>>();
    let found = found.ok().filter(|found| !found.is_empty());
    found.ok_or_else(|| TlsError::Content { path: path.into(), what: "certificate" })
}

fn key(path: &Path) -> Result<PrivateKeyDer<'static>, TlsError> {
    let metadata = fs::metadata(path).map_err(|error| TlsError::File { path: path.into(), error })?;
    let forbidden = if metadata.uid() == 0 { 0o037 } else { 0o077 };
    if metadata.mode() & forbidden != 0 {
        return Err(TlsError::Exposed(path.into()));
    }
    PrivateKeyDer::from_pem_slice(&read(path)?)
        .map_err(|_| TlsError::Content { path: path.into(), what: "unencrypted private key" })
}

#[derive(Debug)]
struct Anchors {
    store: RootCertStore,
    /// The same as they were written.
    listed: Vec<CertificateDer<'static>>,
}

impl Anchors {
    fn read(path: &Path) -> Result<Self, TlsError> {
        let listed = certificates(path)?;
        let mut store = RootCertStore::empty();
        if store.add_parsable_certificates(listed.iter().cloned()).0 == 0 {
            return Err(TlsError::Content { path: path.into(), what: "certificate that can be used" });
        }
        Ok(Self { store, listed })
    }

    /// Whether a server's own certificate was listed, in which case it needs nobody's signature. PostgreSQL's handbook makes
    /// one that calls itself an authority, which webpki accepts from no server.
    fn lists(&self, certificate: &CertificateDer<'_>) -> bool {
        self.listed.iter().any(|listed| listed == certificate)
    }
}

/// Checks a server's certificate as far as the mode asks for. That the server has its key is always checked.
#[derive(Debug)]
struct Verifier {
    algorithms: WebPkiSupportedAlgorithms,
    anchors: Option<Anchors>,
    name: bool,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        _ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let Some(anchors) = &self.anchors else { return Ok(ServerCertVerified::assertion()) };
        let parsed = ParsedCertificate::try_from(certificate)?;
        let (store, algorithms) = (&anchors.store, self.algorithms.all);
        match verify_server_cert_signed_by_trust_anchor(&parsed, store, intermediates, now, algorithms) {
            // Its time is checked before anything else.
            Err(error) if is_of_time(&error) || !anchors.lists(certificate) => return Err(error),
            Ok(()) | Err(_) => {}
        }
        if self.name {
            verify_server_name(&parsed, name)?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signature, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signature, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}

fn is_of_time(error: &rustls::Error) -> bool {
    use CertificateError::{BadEncoding, Expired, ExpiredContext, NotValidYet, NotValidYetContext};
    let rustls::Error::InvalidCertificate(why) = error else { return false };
    matches!(why, BadEncoding | Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. })
}
