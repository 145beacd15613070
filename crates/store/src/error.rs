//! Why a job did not do what it was asked.

use std::error::Error as _;
use std::io;

use guiche_domain::Refusal;

/// The end of a job that was not committed, or whose commit is not known.
#[derive(Clone, Debug, thiserror::Error)]
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
    /// Another process or transaction holds what the job needs for longer than we wait.
    #[error("what the job needs is locked by another")]
    Locked,
    /// The database's server cannot be reached, or was lost before the commit: nothing of the job was kept.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// The connection was lost during the commit: whether the job was kept is not known. Only a repetition under the
    /// same idempotency key tells.
    #[error("the database's server was lost during a commit, whose outcome is unknown")]
    Unknown,
    /// A statement took longer than any should; nothing of the job was kept.
    #[error("the database took too long")]
    Timeout,
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
        match self {
            Self::Overloaded
            | Self::Closed
            | Self::Locked
            | Self::Unreachable(_)
            | Self::Unknown
            | Self::Timeout
            | Self::Storage(_) => true,
            Self::Refused(_) | Self::Panicked | Self::Sql(_) | Self::Data(_) => false,
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::{Error as Cause, ErrorCode};
        match error.sqlite_error_code() {
            // The last is a race for the log's index among processes, lost many times in a row.
            Some(
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed,
            ) => Self::Locked,
            Some(
                ErrorCode::DiskFull
                | ErrorCode::SystemIoFailure
                | ErrorCode::ReadOnly
                | ErrorCode::CannotOpen
                | ErrorCode::PermissionDenied
                | ErrorCode::OutOfMemory,
            ) => Self::Storage(error.to_string()),
            _ => match error {
                Cause::InvalidColumnType(..)
                | Cause::FromSqlConversionFailure(..)
                | Cause::IntegralValueOutOfRange(..)
                | Cause::Utf8Error(..) => Self::Data(error.to_string()),
                _ => Self::Sql(error.to_string()),
            },
        }
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(told) = error.as_db_error() else {
            let lost = error.is_closed()
                || error.source().and_then(|cause| cause.downcast_ref::<io::Error>()).is_some();
            return if lost {
                Self::Unreachable(with_causes(&error))
            } else {
                Self::Sql(with_causes(&error))
            };
        };
        // Its details may hold what was written; its message names tables and constraints.
        let message = format!("{} ({})", told.message(), told.code().code());
        match told.code().code() {
            "40001" | "40P01" | "55P03" => Self::Locked,
            "57014" | "25P03" => Self::Timeout,
            "57P01" | "57P02" | "57P03" | "57P05" => Self::Unreachable(message),
            // A server that only answers reads: a standby, or one that was demoted.
            "25006" => Self::Storage(message),
            code => match &code[..2] {
                "08" => Self::Unreachable(message),
                "53" | "58" => Self::Storage(message),
                _ => Self::Sql(message),
            },
        }
    }
}

/// An error with what caused it, which its own words leave out.
pub(crate) fn with_causes(error: &(dyn std::error::Error + 'static)) -> String {
    let mut told = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        told.push_str(&format!(": {error}"));
        cause = error.source();
    }
    told
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;
    use rusqlite::types::Type;

    use super::*;

    fn of(code: std::ffi::c_int) -> Error {
        rusqlite::Error::SqliteFailure(ffi::Error::new(code), None).into()
    }

    #[test]
    fn what_another_process_holds_may_be_had_a_moment_later() {
        for code in [ffi::SQLITE_BUSY, ffi::SQLITE_BUSY_SNAPSHOT, ffi::SQLITE_LOCKED, ffi::SQLITE_PROTOCOL] {
            assert!(matches!(of(code), Error::Locked), "{code}");
            assert!(of(code).is_transient());
        }
    }

    #[test]
    fn what_the_disk_refuses_may_be_had_a_moment_later() {
        for code in [
            ffi::SQLITE_FULL,
            ffi::SQLITE_IOERR_FSYNC,
            ffi::SQLITE_READONLY,
            ffi::SQLITE_CANTOPEN,
            ffi::SQLITE_PERM,
            ffi::SQLITE_NOMEM,
        ] {
            assert!(matches!(of(code), Error::Storage(_)), "{code}");
            assert!(of(code).is_transient());
        }
    }

    #[test]
    fn damage_and_bugs_do_not_pass_by_themselves() {
        for code in [
            ffi::SQLITE_CORRUPT,
            ffi::SQLITE_NOTADB,
            ffi::SQLITE_INTERRUPT,
            ffi::SQLITE_ABORT,
            ffi::SQLITE_CONSTRAINT_UNIQUE,
            ffi::SQLITE_ERROR,
        ] {
            assert!(matches!(of(code), Error::Sql(_)), "{code}");
            assert!(!of(code).is_transient());
        }
        let column = rusqlite::Error::InvalidColumnType(0, "name".into(), Type::Null);
        assert!(matches!(Error::from(column), Error::Data(_)));
    }
}
