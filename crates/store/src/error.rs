//! Why a job did not do what it was asked.

use guiche_domain::Refusal;

/// The end of a job that was not committed, or whose commit is not known.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule of the desk said no. Nothing was written.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// Too many jobs wait already.
    #[error("the store's queue is full")]
    Overloaded,
    /// The store is shutting down.
    #[error("the store is closed")]
    Closed,
    /// Another process holds the database for longer than we wait.
    #[error("the database is locked by another process")]
    Locked,
    /// The disk is full or fails; nothing of the job was kept.
    #[error("the database cannot be written: {0}")]
    Storage(String),
    /// The job panicked; what it had written was undone.
    #[error("a job panicked")]
    Panicked,
    /// A statement failed that should not have: a bug, or a damaged database.
    #[error("sql: {0}")]
    Sql(String),
    /// A stored value is not what its column should hold.
    #[error("stored data: {0}")]
    Data(String),
}

impl Error {
    /// Whether the same request may succeed a moment later.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Overloaded | Self::Closed | Self::Locked | Self::Storage(_))
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(
                ErrorCode::DiskFull
                | ErrorCode::SystemIoFailure
                | ErrorCode::ReadOnly
                | ErrorCode::CannotOpen
                | ErrorCode::OutOfMemory,
            ) => Self::Storage(error.to_string()),
            _ => Self::Sql(error.to_string()),
        }
    }
}
