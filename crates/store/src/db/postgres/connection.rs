//! One connection, driven by the thread that owns it.
//!
//! The client is asynchronous, the jobs are not: each statement is waited for on a runtime of the thread's own. That gives
//! every wait an end, and lets statements of which nobody asks the outcome travel together with the next one.
//!
//! What travels together is run by the server one after the other, each whether or not those before it failed. Inside of a
//! transaction that is no matter, for there it refuses everything after a failure; so nothing that writes travels with the
//! statement that begins one.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::future::ready;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::{try_join, try_join_all};
use futures_util::{TryFutureExt as _, TryStreamExt as _};
use tokio::runtime::{Builder, Runtime};
use tokio::task::yield_now;
use tokio::time::timeout;
use tokio_postgres::{Client, Row, Statement};

use super::PostgresUrl;
use super::connect::connect;
use super::fault::{Failed, Fault};
use crate::{Arg, Error, Value};

/// The most that is waited for an answer. The server itself gives a statement less, see [`super::writer`].
const PATIENCE: Duration = Duration::from_secs(40);

/// A statement on its way.
type Sent = Pin<Box<dyn Future<Output = Result<(), Failed>> + Send>>;

/// A connection and the statements that it has prepared.
pub(crate) struct Connection {
    client: Arc<Client>,
    prepared: HashMap<(usize, usize), Statement>,
    /// Statements that go with the next one, in order.
    pending: Vec<Sent>,
    /// How often something was sent.
    waits: u64,
    /// Whether a transaction is to begin and the server has not said that it did.
    beginning: bool,
    patience: Duration,
    fault: Option<Fault>,
    /// Last, so that it outlives what runs on it.
    runtime: Runtime,
}

/// A moment, to which what was put since may be taken back as long as it was not sent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    waits: u64,
    pending: usize,
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
            waits: 0,
            beginning: false,
            patience: PATIENCE,
            fault: None,
            runtime,
        })
    }

    /// Runs a statement and tells how many rows it touched.
    pub(crate) fn execute(&mut self, sql: &'static str, args: &[Arg<'_>]) -> Result<u64, Error> {
        let statement = self.prepare(sql)?;
        let client = Arc::clone(&self.client);
        self.wait_for(sql, async move { client.execute_raw(&statement, args.iter().copied()).await })
    }

    /// Runs a statement and returns its rows.
    pub(crate) fn query(&mut self, sql: &'static str, args: &[Arg<'_>]) -> Result<Vec<Row>, Error> {
        let statement = self.prepare(sql)?;
        let client = Arc::clone(&self.client);
        self.wait_for(sql, async move {
            client.query_raw(&statement, args.iter().copied()).await?.try_collect().await
        })
    }

    /// Runs a statement, some time before the next one whose outcome is asked for.
    pub(crate) fn put(&mut self, sql: &'static str, args: &[Arg<'_>]) -> Result<(), Error> {
        let statement = self.prepare(sql)?;
        let client = Arc::clone(&self.client);
        let args: Vec<Value> = args.iter().map(Value::from).collect();
        self.pending.push(Box::pin(async move {
            client.execute_raw(&statement, args).await.map(drop).map_err(|cause| Failed::of(sql, cause))
        }));
        Ok(())
    }

    /// Waits for what is on its way.
    pub(crate) fn flush(&mut self) -> Result<(), Error> {
        if self.pending.is_empty() { Ok(()) } else { self.wait(ready(Ok(()))) }
    }

    /// Begins a transaction, some time before the next statement.
    pub(super) fn begin_soon(&mut self, sql: impl Into<Cow<'static, str>>) {
        self.steer_soon(sql);
        self.beginning = true;
    }

    /// Steers a transaction, some time before the next statement.
    pub(super) fn steer_soon(&mut self, sql: impl Into<Cow<'static, str>>) {
        let (client, sql) = (Arc::clone(&self.client), sql.into());
        self.pending
            .push(Box::pin(async move { client.batch_execute(&sql).await.map_err(Failed::steering) }));
    }

    /// Steers a transaction, after what is on its way.
    pub(super) fn steer(&mut self, sql: &str) -> Result<(), Error> {
        let client = Arc::clone(&self.client);
        self.wait(async move { client.batch_execute(sql).await })
    }

    /// Steers a transaction past whatever went wrong in it. What is on its way and was not sent is dropped.
    pub(super) fn recover(&mut self, sql: &'static str) -> Result<(), Error> {
        self.pending.clear();
        self.beginning = false;
        self.fault = None;
        self.steer(sql)
    }

    /// This moment.
    pub(super) fn mark(&self) -> Mark {
        Mark { waits: self.waits, pending: self.pending.len() }
    }

    /// Drops what was put since `mark` and was not sent. Tells whether that is all, so that there is nothing to undo.
    pub(super) fn forget_since(&mut self, mark: Mark) -> bool {
        let unsent = self.waits == mark.waits;
        self.pending.truncate(if unsent { mark.pending } else { 0 });
        unsent
    }

    /// Whether nothing is known of an end of the connection. Looks at what the server has said unasked.
    pub(super) fn is_alive(&self) -> bool {
        // Once for the socket to be looked at, and again for the connection to read it.
        self.runtime.block_on(async {
            for _ in 0..3 {
                yield_now().await;
            }
        });
        !self.client.is_closed()
    }

    /// How long an answer is waited for, from now on.
    pub(super) fn set_patience(&mut self, patience: Option<Duration>) {
        self.patience = patience.unwrap_or(PATIENCE);
    }

    /// What went wrong since this was asked, if anything did.
    pub(super) fn take_fault(&mut self) -> Option<Fault> {
        self.fault.take()
    }

    /// A statement, prepared once.
    fn prepare(&mut self, sql: &'static str) -> Result<Statement, Error> {
        if self.beginning && !sql.starts_with("SELECT") {
            self.flush()?;
        }
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
        self.wait_all(last.map_err(Failed::statement))
    }

    /// The same for a job's statement.
    fn wait_for<T>(
        &mut self,
        sql: &'static str,
        last: impl Future<Output = Result<T, tokio_postgres::Error>>,
    ) -> Result<T, Error> {
        self.wait_all(last.map_err(|cause| Failed::of(sql, cause)))
    }

    fn wait_all<T>(&mut self, last: impl Future<Output = Result<T, Failed>>) -> Result<T, Error> {
        self.waits += 1;
        self.beginning = false;
        let pending = mem::take(&mut self.pending);
        let all = async { timeout(self.patience, try_join(try_join_all(pending), last)).await };
        let (fault, error) = match self.runtime.block_on(all) {
            Ok(Ok((_, outcome))) => return Ok(outcome),
            Ok(Err(failed)) => failed.into_fault(),
            Err(_) => (Fault::Lost(Error::Timeout), Error::Timeout),
        };
        // A statement that the server does not know any more is prepared anew.
        if matches!(fault, Fault::Stale(_)) {
            self.prepared.clear();
        }
        self.fault.get_or_insert(fault);
        Err(error)
    }
}

#[cfg(test)]
mod tests;
