//! The files that we write for PostgreSQL: settings, who may connect, certificates.

use std::fmt::Write;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{OpenOptionsExt, chown};
use std::path::Path;

use tempfile::TempDir;

use crate::user::User;
use crate::{Error, Options};

/// A new folder for a cluster. It belongs to the user that the server runs as.
pub(crate) fn folder(parent: &Path, user: Option<User>) -> Result<TempDir, Error> {
    let folder = tempfile::Builder::new()
        .prefix("guiche-pg-")
        .tempdir_in(parent)
        .map_err(|error| Error::file(parent, error))?;
    give(folder.path(), user).map_err(|error| Error::file(folder.path(), error))?;
    Ok(folder)
}

/// The file from which the superuser's password is read as the cluster is made; none where there is no password.
pub(crate) fn write_password(folder: &Path, options: &Options, user: Option<User>) -> Result<(), Error> {
    let Some(password) = &options.password else { return Ok(()) };
    secret(&folder.join("password"), password.as_bytes(), user)
}

/// Who may connect, and the server's certificate.
pub(crate) fn configure(folder: &Path, options: &Options, user: Option<User>) -> Result<(), Error> {
    let data = folder.join("data");
    let kind = if options.tls.as_ref().is_some_and(|tls| tls.required) { "hostssl" } else { "host" };
    let method = if options.password.is_some() { "scram-sha-256" } else { "trust" };
    let rules = format!("local all all trust\n{kind} all all 127.0.0.1/32 {method}\n");
    write(&data.join("pg_hba.conf"), &rules)?;
    let Some(tls) = &options.tls else { return Ok(()) };
    for (from, to) in [(&tls.certificate, "server.crt"), (&tls.key, "server.key")] {
        let content = fs::read(from).map_err(|error| Error::file(from, error))?;
        secret(&data.join(to), &content, user)?;
    }
    Ok(())
}

/// All settings that are not PostgreSQL's defaults.
pub(crate) fn write_settings(folder: &Path, options: &Options, port: u16) -> Result<(), Error> {
    let port = port.to_string();
    let socket_folder = folder.to_string_lossy();
    let on_or_off = |on| if on { "on" } else { "off" };
    let ours = [
        ("listen_addresses", "127.0.0.1"),
        ("port", &port),
        ("unix_socket_directories", &socket_folder),
        ("max_connections", "300"),
        ("shared_buffers", "128MB"),
        ("fsync", on_or_off(options.durable)),
        ("full_page_writes", on_or_off(options.durable)),
        ("ssl", on_or_off(options.tls.is_some())),
        ("timezone", "UTC"),
        ("log_timezone", "UTC"),
    ];
    let theirs = options.settings.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let mut text = String::new();
    for (name, value) in ours.into_iter().chain(theirs) {
        let value = value.replace('\\', r"\\").replace('\'', "''");
        let _ = writeln!(text, "{name} = '{value}'");
    }
    write(&folder.join("data/postgresql.conf"), &text)
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    fs::write(path, text).map_err(|error| Error::file(path, error))
}

/// A new file that only PostgreSQL's user can read.
fn secret(path: &Path, content: &[u8], user: Option<User>) -> Result<(), Error> {
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .and_then(|mut file| file.write_all(content))
        .and_then(|()| give(path, user));
    written.map_err(|error| Error::file(path, error))
}

fn give(path: &Path, user: Option<User>) -> io::Result<()> {
    user.map_or(Ok(()), |user| chown(path, Some(user.uid), Some(user.gid)))
}
