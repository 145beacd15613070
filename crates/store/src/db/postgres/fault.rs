//! What a statement that failed means for its transaction.

use tokio_postgres::error::{DbError, Severity, SqlState};

use crate::Error;

/// What the first statement that failed means for its transaction. A job sees only the error, and may make another of it.
#[derive(Clone, Debug)]
pub(super) enum Fault {
    /// Nothing of the transaction can stay, and the same may succeed in another, a moment later.
    Again(Error),
    /// A prepared statement is unknown or of another time: as [`Fault::Again`], once it is prepared anew.
    Stale(Error),
    /// The server takes no writes: a standby, or one that was demoted. Another connection may find the new one.
    ReadOnly(Error),
    /// The connection is gone or cannot be trusted any more.
    Lost(Error),
    /// The statement is at fault.
    Statement,
}

/// What failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A job's statement.
    Statement,
    /// A job's statement that changes rows which are there.
    Update,
    /// What steers the transaction.
    Steering,
}

/// A statement that failed.
#[derive(Debug)]
pub(super) struct Failed {
    cause: tokio_postgres::Error,
    kind: Kind,
}

impl Failed {
    /// One of a job's, or something else that it waited for.
    pub(super) fn statement(cause: tokio_postgres::Error) -> Self {
        Self { cause, kind: Kind::Statement }
    }

    /// One of a job's, whose text is known.
    ///
    /// Nobody can say `ON CONFLICT` of an `UPDATE`. So a job looks first whether the new key is free, and what it finds
    /// may be over before it writes: another transaction, which it did not see, takes the same key and commits. Run again,
    /// the job finds the key taken, and refuses. That is why a unique key that is taken (23505) means [`Fault::Again`]
    /// for an `UPDATE`. An `INSERT` has its `ON CONFLICT`: there it is a bug, and stays [`Fault::Statement`].
    pub(super) fn of(sql: &str, cause: tokio_postgres::Error) -> Self {
        let kind = if sql.starts_with("UPDATE") { Kind::Update } else { Kind::Statement };
        Self { cause, kind }
    }

    /// One that steers the transaction and of which nobody asks the outcome: the job that meets the failure has no part
    /// in it.
    pub(super) fn steering(cause: tokio_postgres::Error) -> Self {
        Self { cause, kind: Kind::Steering }
    }

    /// What it means, and what is told.
    pub(super) fn into_fault(self) -> (Fault, Error) {
        let told = self.cause.as_db_error();
        let ended = told.is_none_or(ends_connection);
        let code = told.map(|told| told.code().clone());
        let of_a_plan = told.and_then(DbError::routine) == Some("RevalidateCachedQuery");
        let error = Error::from(self.cause);
        let fault: fn(Error) -> Fault = match code.as_ref().map_or("", SqlState::code) {
            _ if ended || matches!(error, Error::Unreachable(_)) => Fault::Lost,
            "40001" | "40P01" | "55P03" => Fault::Again,
            "23505" if self.kind == Kind::Update => Fault::Again,
            // Behind a pooler a statement may be prepared on another connection, or another's under its name.
            "26000" | "42P05" => Fault::Stale,
            // A changed table changes the rows of what was prepared.
            "0A000" if of_a_plan => Fault::Stale,
            // Some of PostgreSQL's kin say so of a commit: nobody knows whether it was done.
            "40003" => Fault::Lost,
            "25006" => Fault::ReadOnly,
            _ if self.kind == Kind::Steering => Fault::Again,
            _ => |_| Fault::Statement,
        };
        (fault(error.clone()), error)
    }
}

/// Whatever it says then, it says nothing after.
fn ends_connection(told: &DbError) -> bool {
    matches!(told.parsed_severity(), Some(Severity::Fatal | Severity::Panic))
}
