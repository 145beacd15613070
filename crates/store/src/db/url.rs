//! Where the database is: `sqlite:PATH`. The scheme chooses the engine.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// A database's address, as in `--database`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url {
    path: PathBuf,
}

/// Why an address is not one of ours.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a database address: write sqlite:PATH")]
pub struct UrlError(String);

impl Url {
    /// The embedded database in the file `path`.
    pub fn sqlite(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// The embedded database's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file beside the database whose name ends in `suffix`, such as `-wal`.
    pub fn sibling(&self, suffix: &str) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(suffix);
        name.into()
    }
}

impl FromStr for Url {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        let path = text.strip_prefix("sqlite:").ok_or_else(|| UrlError(text.into()))?;
        let path = path.strip_prefix("//").unwrap_or(path);
        if path.is_empty() { Err(UrlError(text.into())) } else { Ok(Self::sqlite(path)) }
    }
}

impl fmt::Display for Url {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "sqlite:{}", self.path.display())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_relative_and_absolute() {
        for (text, path) in [
            ("sqlite:guiche-data/guiche.db", "guiche-data/guiche.db"),
            ("sqlite:/var/lib/guiche.db", "/var/lib/guiche.db"),
            ("sqlite:///var/lib/guiche.db", "/var/lib/guiche.db"),
        ] {
            assert_eq!(text.parse::<Url>().unwrap().path(), Path::new(path));
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "sqlite:", "guiche.db", "mysql://x"] {
            assert!(text.parse::<Url>().is_err(), "{text}");
        }
    }
}
