//! One connection, driven by the thread that owns it.
//!
//! The client is asynchronous, the jobs are not: each statement is waited for on a runtime of the thread's own. That gives
//! every wait an end, and lets statements of which nobody asks the outcome travel together with the next one.

use std::collections::HashMap;
use std::fmt;
use std::future::ready;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::TryStreamExt as _;
use futures_util::future::{try_join, try_join_all};
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Row, Statement};

use super::PostgresUrl;
use super::connect::connect;
use crate::{Arg, Error, Value};

/// The most that is waited for an answer. The server itself gives a statement less, see [`super::writer`].
const PATIENCE: Duration = Duration::from_secs(40);

/// A statement on its way.
type Sent = Pin<Box<dyn Future<Output = Result<(), tokio_postgres::Error>> + Send>>;

/// A connection and the statements that it has prepared.
pub(crate) struct Connection {
    client: Arc<Client>,
    prepared: HashMap<(usize, usize), Statement>,
    /// Statements that go with the next one, in order.
    pending: Vec<Sent>,
    fault: Option<Fault>,
    /// Last, so that it outlives what runs on it.
    runtime: Runtime,
}

/// What the first statement that failed means for its transaction. A job sees only the error, and may make another of it.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// The same may succeed in a transaction of its own, a moment later.
    Contention,
    /// A prepared statement is unknown or of another time. The connection prepares anew.
    Stale,
    /// The connection is gone or cannot be trusted any more.
    Lost(Error),
    /// The statement is at fault.
    Statement,
}

impl fmt::Debug for Connection {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Connection").finish_non_exhaustive()
    }
}

impl Connection {
    /// Connects.
    pub(crate) fn open(url: &PostgresUrl) -> Result<Self, Error> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| Error::Storage(error.to_string()))?;
        let client = runtime.block_on(connect(url))?;
        Ok(Self {
            client: Arc::new(client),
            prepared: HashMap::new(),
            pending: Vec::new(),
            fault: None,
            runtime,
        })
    }

    /// Runs a statement and tells how many rows it touched.
    pub(crate) fn execute(&mut self, sql: &'static str, args: &[Arg<'_>]) -> Result<u64, Error> {
        let statement = self.prepare(sql)?;
        let client = Arc::clone(&self.client);
        self.wait(async move { client.execute_raw(&statement, args.iter().copied()).await })
    }

    /// Runs a statement and returns its rows.
    pub(crate) fn query(&mut self, sql: &'static str, args: &[Arg<'_>]) -> Result<Vec<Row>, Error> {
        let statement = self.prepare(sql)?;
        let client = Arc::clone(&self.client);
        self.wait(
            async move { client.query_raw(&statement, args.iter().copied()).await?.try_collect().await },
        )
    }

    /// Runs a statement, some time before the next one whose outcome is asked for.
    pub(crate) fn put(&mut self, sql: &'static str, args: &[Arg<'_>]) -> Result<(), Error> {
        let statement = self.prepare(sql)?;
        let client = Arc::clone(&self.client);
        let args: Vec<Value> = args.iter().map(Value::from).collect();
        self.pending.push(Box::pin(async move { client.execute_raw(&statement, args).await.map(drop) }));
        Ok(())
    }

    /// Waits for what is on its way.
    pub(crate) fn flush(&mut self) -> Result<(), Error> {
        if self.pending.is_empty() { Ok(()) } else { self.wait(ready(Ok(()))) }
    }

    /// Steers a transaction, some time before the next statement.
    pub(super) fn steer_soon(&mut self, sql: &'static str) {
        let client = Arc::clone(&self.client);
        self.pending.push(Box::pin(async move { client.batch_execute(sql).await }));
    }

    /// Steers a transaction, after what is on its way.
    pub(super) fn steer(&mut self, sql: &str) -> Result<(), Error> {
        let client = Arc::clone(&self.client);
        self.wait(async move { client.batch_execute(sql).await })
    }

    /// Steers a transaction past whatever went wrong in it. What is on its way and was not sent is dropped.
    pub(super) fn recover(&mut self, sql: &'static str) -> Result<(), Error> {
        self.pending.clear();
        self.fault = None;
        self.steer(sql)
    }

    /// What went wrong since this was asked, if anything did.
    pub(super) fn take_fault(&mut self) -> Option<Fault> {
        self.fault.take()
    }

    /// A statement, prepared once.
    fn prepare(&mut self, sql: &'static str) -> Result<Statement, Error> {
        let key = (sql.as_ptr().addr(), sql.len());
        if let Some(statement) = self.prepared.get(&key) {
            return Ok(statement.clone());
        }
        let client = Arc::clone(&self.client);
        let statement = self.wait(async move { client.prepare(sql).await })?;
        self.prepared.insert(key, statement.clone());
        Ok(statement)
    }

    /// Sends what is pending and this, in one go, and waits for all.
    fn wait<T>(&mut self, last: impl Future<Output = Result<T, tokio_postgres::Error>>) -> Result<T, Error> {
        let pending = mem::take(&mut self.pending);
        let all = async { tokio::time::timeout(PATIENCE, try_join(try_join_all(pending), last)).await };
        let (fault, error) = match self.runtime.block_on(all) {
            Ok(Ok((_, outcome))) => return Ok(outcome),
            Ok(Err(cause)) => {
                let code = cause.as_db_error().map(|told| told.code().clone());
                let error = Error::from(cause);
                (Fault::of(code.as_ref().map(SqlState::code), &error), error)
            }
            Err(_) => (Fault::Lost(Error::Timeout), Error::Timeout),
        };
        if matches!(fault, Fault::Stale) {
            self.prepared.clear();
        }
        self.fault.get_or_insert(fault);
        Err(error)
    }
}

impl Fault {
    /// By the code that the server gave, if it was the server that complained.
    fn of(code: Option<&str>, error: &Error) -> Self {
        match code {
            Some("40001" | "40P01" | "55P03") => Self::Contention,
            // Behind a pooler a statement may be prepared on another connection; a changed table changes its rows.
            Some("26000" | "0A000") => Self::Stale,
            // A standby, or a server that was demoted: another connection may find the new one.
            Some("25006") => Self::Lost(error.clone()),
            Some(_) if !matches!(error, Error::Unreachable(_)) => Self::Statement,
            _ => Self::Lost(error.clone()),
        }
    }
}
