//! Which database this is, and who else has it open.

use std::fs;
use std::os::unix::fs::MetadataExt as _;

use super::{Db, Url, postgres};
use crate::Error;

impl Url {
    /// Whether both are the same file, by whatever path.
    pub fn is_same_file(&self, other: &Self) -> bool {
        let identity = |url: &Self| {
            let metadata = fs::metadata(url.file()?.path()).ok()?;
            Some((metadata.dev(), metadata.ino()))
        };
        identity(self).is_some_and(|own| identity(other) == Some(own))
    }
}

impl Db {
    /// Whether both are the same database, by whatever address.
    pub async fn is_same(&self, other: &Self) -> Result<bool, Error> {
        match (self.url(), other.url()) {
            (Url::Sqlite(_), Url::Sqlite(_)) => Ok(self.url().is_same_file(other.url())),
            (Url::Postgres(_), Url::Postgres(_)) => {
                Ok(self.read(postgres::identity::of).await? == other.read(postgres::identity::of).await?)
            }
            _ => Ok(false),
        }
    }

    /// Whether others have the database open, which was opened alone: on a server, they may have come since. A file is
    /// locked against them until it is closed, and memory is nobody else's.
    pub async fn others(&self) -> Result<bool, Error> {
        match self.url() {
            Url::Sqlite(_) | Url::Memory => Ok(false),
            Url::Postgres(_) => self.read(postgres::others::any).await,
        }
    }
}
