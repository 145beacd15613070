//! The embedded database's file and those beside it.

use std::path::{Path, PathBuf};

/// Where the embedded database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseFile(PathBuf);

impl DatabaseFile {
    /// The database in the file `path`.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The file beside the database whose name ends in `suffix`, such as `-wal`.
    pub fn sibling(&self, suffix: &str) -> PathBuf {
        let mut name = self.0.clone().into_os_string();
        name.push(suffix);
        name.into()
    }
}
