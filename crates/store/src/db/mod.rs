//! A database: a small set of threads that run jobs.
//!
//! ```text
//! db.write(move |tx| desk::customer::create(tx, &caller, &draft)).await
//! ```
//!
//! A job is synchronous, owns its input and may be run again. Its answer is given after the commit, never before.

mod company;
mod identity;
mod job;
mod migrations;
pub(crate) mod postgres;
pub(crate) mod sqlite;
mod url;

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::{self, JoinHandle};

use crossbeam_channel::{Receiver, Sender, TrySendError};
use tokio::sync::oneshot;

use self::company::Company;
use self::job::{Job, job};
use crate::{Error, Tx};

pub use self::migrations::newest as newest_schema;
pub use self::postgres::{PostgresReport, PostgresUrl, examine};
pub use self::sqlite::lock::{Lock, lock_alone};
pub use self::sqlite::{DatabaseFile, backup};
pub use self::url::{Url, UrlError};

/// Jobs that may wait, unless said otherwise.
pub const DEFAULT_QUEUE: usize = 1_024;

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no such file.
    #[error("there is no database at {}", .0.display())]
    Missing(PathBuf),
    /// The server's database is empty.
    #[error("there is nothing of Guichê in {0}")]
    Empty(PostgresUrl),
    /// The file or the tables belong to another program.
    #[error("{0} is not a database of Guichê")]
    Foreign(Url),
    /// The database was written by a newer Guichê.
    #[error("the database has schema {found}, this program knows only up to {known}: run a newer Guichê")]
    Newer {
        /// The database's version.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// Somebody has the database to himself, or wants to and may not.
    #[error("the database is in use by another process")]
    InUse,
    /// What it holds is the beginning of something that is elsewhere.
    #[error(
        "a move into {0} is not finished: run the same `guiche move` again, or give this database up for another"
    )]
    Unfinished(Url),
    /// The file system said no.
    #[error("the database's file: {0}")]
    Io(#[from] std::io::Error),
    /// SQLite said no.
    #[error("the database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL said no, or nothing; or a statement of ours failed.
    #[error("{0}")]
    Store(#[from] Error),
}

/// An open database. Clones share it. When the last is dropped, the threads do what waits and end by themselves;
/// [`Db::close`] waits for that.
#[derive(Clone, Debug)]
pub struct Db {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    url: Url,
    /// `None` once it is closed. The threads end when nobody can send them a job and none waits.
    queues: RwLock<Option<Queues>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

struct Queues {
    writes: Sender<Box<dyn Job>>,
    reads: Sender<Box<dyn Job>>,
}

/// The other ends of the queues: an engine's threads take jobs from them until they are closed and empty.
struct Waiting {
    writes: Receiver<Box<dyn Job>>,
    reads: Receiver<Box<dyn Job>>,
}

impl fmt::Debug for Queues {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Queues").finish_non_exhaustive()
    }
}

impl Db {
    /// Opens a database that exists, bringing its schema up to date. `queue` bounds how many jobs may wait for the
    /// writers, and how many for the readers.
    pub fn open(url: &Url, queue: usize) -> Result<Self, OpenError> {
        Self::open_in(Company::Any, url, queue)
    }

    /// Opens a database, creating it where it is missing. (On a server, its tables: the empty database has to be there.)
    pub fn create(url: &Url, queue: usize) -> Result<Self, OpenError> {
        Self::create_in(Company::Any, url, queue)
    }

    /// Opens a database that exists and that nobody else has open. Nobody else can open a file until this is closed; on
    /// a server, [`Db::others`] says who came later.
    pub fn open_alone(url: &Url, queue: usize) -> Result<Self, OpenError> {
        Self::open_in(Company::None, url, queue)
    }

    /// The same for what a move goes into: the database is created where it is missing, and may be an unfinished move's.
    pub fn create_alone(url: &Url, queue: usize) -> Result<Self, OpenError> {
        Self::create_in(Company::NoneAndUnfinished, url, queue)
    }

    fn open_in(company: Company, url: &Url, queue: usize) -> Result<Self, OpenError> {
        match url {
            Url::Sqlite(file) if !file.path().exists() => Err(OpenError::Missing(file.path().into())),
            Url::Sqlite(_) | Url::Memory => Self::create_in(company, url, queue),
            Url::Postgres(server) => {
                Self::start(url, queue, |queues| postgres::open(server, company, &queues))
            }
        }
    }

    fn create_in(company: Company, url: &Url, queue: usize) -> Result<Self, OpenError> {
        Self::start(url, queue, |queues| match url {
            Url::Sqlite(file) => sqlite::create(file, company, queues),
            Url::Postgres(server) => postgres::create(server, company, &queues),
            Url::Memory => sqlite::memory::create(queues),
        })
    }

    fn start(
        url: &Url,
        queue: usize,
        engine: impl FnOnce(Waiting) -> Result<Vec<JoinHandle<()>>, OpenError>,
    ) -> Result<Self, OpenError> {
        let (writes, writes_queue) = crossbeam_channel::bounded(queue);
        let (reads, reads_queue) = crossbeam_channel::bounded(queue);
        let threads = engine(Waiting { writes: writes_queue, reads: reads_queue })?;
        let queues = RwLock::new(Some(Queues { writes, reads }));
        Ok(Self { inner: Arc::new(Inner { url: url.clone(), queues, threads: Mutex::new(threads) }) })
    }

    /// Where it is.
    pub fn url(&self) -> &Url {
        &self.inner.url
    }

    /// Runs a job that writes. `Ok` means that it is on disk; any error means that it left no trace. A job may run more
    /// than once, but only one run is kept.
    pub async fn write<T, F>(&self, run: F) -> Result<T, Error>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        self.submit(|queues| &queues.writes, run).await
    }

    /// Runs a job that only reads, on a snapshot of everything committed before this call.
    pub async fn read<T, F>(&self, run: F) -> Result<T, Error>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        self.submit(|queues| &queues.reads, run).await
    }

    /// Jobs that wait: for the writer, and for the readers.
    pub fn waiting(&self) -> (usize, usize) {
        let queues = self.inner.queues.read().unwrap_or_else(PoisonError::into_inner);
        queues.as_ref().map_or((0, 0), |queues| (queues.writes.len(), queues.reads.len()))
    }

    /// Does what waits, then ends the threads. Jobs that come later get [`Error::Closed`]. Blocks until it is done,
    /// whoever asked for it first.
    pub fn close(&self) {
        let mut threads = self.inner.threads.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.inner.queues.write().unwrap_or_else(PoisonError::into_inner).take());
        for thread in threads.drain(..) {
            let _ = thread.join();
        }
    }

    async fn submit<T, F>(&self, queue: fn(&Queues) -> &Sender<Box<dyn Job>>, run: F) -> Result<T, Error>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        let (job, answer): (_, oneshot::Receiver<Result<T, Error>>) = job(run);
        self.send(queue, job)?;
        answer.await.unwrap_or(Err(Error::Closed))
    }

    fn send(&self, queue: fn(&Queues) -> &Sender<Box<dyn Job>>, job: Box<dyn Job>) -> Result<(), Error> {
        let queues = self.inner.queues.read().unwrap_or_else(PoisonError::into_inner);
        queue(queues.as_ref().ok_or(Error::Closed)?).try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => Error::Overloaded,
            TrySendError::Disconnected(_) => Error::Closed,
        })
    }
}

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> std::io::Result<JoinHandle<()>> {
    thread::Builder::new().name(name.into()).spawn(body)
}
