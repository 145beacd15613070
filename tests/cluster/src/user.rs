//! Whom PostgreSQL runs as: it refuses to be root.

use std::fs;
use std::path::Path;

use crate::Error;

/// A user of this machine.
#[derive(Clone, Copy, Debug)]
pub(crate) struct User {
    pub(crate) uid: u32,
    pub(crate) gid: u32,
}

impl User {
    /// Whom to become; nobody else where we are not root.
    pub(crate) fn to_be() -> Result<Option<Self>, Error> {
        if !rustix::process::geteuid().is_root() {
            return Ok(None);
        }
        let path = Path::new("/etc/passwd");
        let users = fs::read_to_string(path).map_err(|error| Error::file(path, error))?;
        let named = |name| users.lines().find_map(|line| Self::of(line, name));
        named("postgres").or_else(|| named("nobody")).map(Some).ok_or(Error::NoUser)
    }

    /// By a line of `/etc/passwd`: name, password, user, group, …
    fn of(line: &str, name: &str) -> Option<Self> {
        let mut fields = line.split(':');
        if fields.next() != Some(name) {
            return None;
        }
        let (uid, gid) = (fields.nth(1)?, fields.next()?);
        Some(Self { uid: uid.parse().ok()?, gid: gid.parse().ok()? })
    }
}
