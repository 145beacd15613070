//! Where the database is: `sqlite:PATH` or `postgres://…`. The scheme chooses the engine.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use super::postgres::PostgresUrl;
use super::sqlite::DatabaseFile;

/// A database's address, as in `--database`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Url {
    /// The embedded database.
    Sqlite(DatabaseFile),
    /// A PostgreSQL server's.
    Postgres(PostgresUrl),
    /// The embedded database in this process's memory: a new one each time it is opened, gone once it is closed. No text
    /// says this; a sandbox does.
    Memory,
}

/// Why an address is not one of ours.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// Its scheme is none of ours. It may hold a password, so it is not repeated.
    #[error("a database's address is sqlite:PATH or postgres://USER@HOST/NAME")]
    Scheme,
    /// It is PostgreSQL's, and something in it is wrong.
    #[error("the database's address: {0}")]
    Postgres(String),
}

impl Url {
    /// The embedded database in the file `path`.
    pub fn sqlite(path: impl Into<PathBuf>) -> Self {
        Self::Sqlite(DatabaseFile::new(path))
    }

    /// The embedded database's file, if it is one.
    pub fn file(&self) -> Option<&DatabaseFile> {
        match self {
            Self::Sqlite(file) => Some(file),
            Self::Postgres(_) | Self::Memory => None,
        }
    }
}

impl FromStr for Url {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return if path.is_empty() { Err(UrlError::Scheme) } else { Ok(Self::sqlite(path)) };
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return text.parse().map(Self::Postgres);
        }
        Err(UrlError::Scheme)
    }
}

/// Without a password: it may be shown and logged.
impl fmt::Display for Url {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(file) => write!(out, "sqlite:{}", file.path().display()),
            Self::Postgres(url) => write!(out, "{url}"),
            Self::Memory => out.write_str("memory"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn paths_relative_and_absolute() {
        for (text, path) in [
            ("sqlite:guiche-data/guiche.db", "guiche-data/guiche.db"),
            ("sqlite:/var/lib/guiche.db", "/var/lib/guiche.db"),
            ("sqlite:///var/lib/guiche.db", "/var/lib/guiche.db"),
        ] {
            assert_eq!(text.parse::<Url>().unwrap().file().unwrap().path(), Path::new(path));
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "sqlite:", "guiche.db", "mysql://x", "postgres:x"] {
            assert_eq!(text.parse::<Url>(), Err(UrlError::Scheme), "{text}");
        }
    }
}
