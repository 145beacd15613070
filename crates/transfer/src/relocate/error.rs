//! Why a move stopped.

use guiche_store::db::OpenError;
use guiche_store::{Error, Url};

/// The end of a move that did not come to its own.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// There is nothing to move.
    #[error("both are the same database")]
    Same,
    /// A database could not be opened.
    #[error("{url}: {error}")]
    Open {
        /// Which.
        url: Url,
        /// Why.
        error: OpenError,
    },
    /// The same, in words that say which.
    #[error("{0}")]
    Named(OpenError),
    /// Servers or commands are at work on a database.
    #[error("{0} is in use by another process: stop every server and command of Guichê that has it open")]
    InUse(Url),
    /// It holds something that no move has put there.
    #[error("{to} is not empty: its table {table} has rows; name a new or empty database")]
    NotEmpty {
        /// The database to move into.
        to: Url,
        /// The first table with rows.
        table: &'static str,
    },
    /// A move into it was interrupted, and it was not one from this database as it is now.
    #[error(
        "{to} holds the beginning of another move: its table {table} is not the beginning of the one in {from}, \
         which is another or was changed since; empty it or name another"
    )]
    Foreign {
        /// The database to move from.
        from: Url,
        /// The database to move into.
        to: Url,
        /// The first table that differs.
        table: &'static str,
    },
    /// The progress was changed by somebody else.
    #[error("another move into {0} is at work")]
    Overtaken(Url),
    /// What was written is not what is there.
    #[error(
        "the table {table} is not the same in both databases: {from} was changed meanwhile, or a disk fails. The \
         move is not finished, and no server opens what it has begun; empty that and move again"
    )]
    Differs {
        /// The database to move from.
        from: Url,
        /// The first table that differs.
        table: &'static str,
    },
    /// Whether the last commit was done is not known.
    #[error(
        "{0} was lost while the move into it was ended; `guiche doctor` says whether that was done. If not, run the \
         same move again"
    )]
    Unanswered(Url),
    /// A row could not be read or written.
    #[error("the table {table}: {error}")]
    Table {
        /// Which.
        table: &'static str,
        /// Why.
        error: Error,
    },
    /// A database failed.
    #[error("{0}")]
    Store(#[from] Error),
}

impl MoveError {
    pub(super) fn open(url: Url, error: OpenError) -> Self {
        match error {
            OpenError::InUse => Self::InUse(url),
            // These name it themselves.
            OpenError::Missing(_)
            | OpenError::Empty(_)
            | OpenError::Foreign(_)
            | OpenError::Unfinished(_) => Self::Named(error),
            error => Self::Open { url, error },
        }
    }

    pub(super) fn in_table(table: &'static str) -> impl FnOnce(Error) -> Self {
        move |error| Self::Table { table, error }
    }
}
