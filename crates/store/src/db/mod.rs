//! A database: a small set of threads that run jobs.
//!
//! ```text
//! db.write(move |tx| desk::customer::create(tx, &caller, &draft)).await
//! ```
//!
//! A job is synchronous, owns its input and may be run again. Its answer is given after the commit, never before.

pub mod backup;
mod job;
mod lock;
mod migrations;
mod reader;
pub(crate) mod sqlite;
mod url;
mod writer;

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::{self, JoinHandle};

use crossbeam_channel::{Sender, TrySendError};
use tokio::sync::oneshot;

use self::job::{Job, job};
use self::sqlite::Connection;
use crate::{Error, Tx};

pub use self::lock::{Lock, lock_alone};
pub use self::migrations::newest as newest_schema;
pub use self::url::{Url, UrlError};

/// Threads that read.
const READERS: usize = 2;
/// Jobs that may wait, unless said otherwise.
pub const DEFAULT_QUEUE: usize = 1_024;

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no such file.
    #[error("there is no database at {}", .0.display())]
    Missing(PathBuf),
    /// The file belongs to another program.
    #[error("{} is not a database of Guichê", .0.display())]
    Foreign(PathBuf),
    /// The file was written by a newer Guichê.
    #[error("the database has schema {found}, this program knows only up to {known}: run a newer Guichê")]
    Newer {
        /// The database's version.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// A restore has the file to itself, or wants to and may not.
    #[error("the database is in use by another process")]
    InUse,
    /// The file system said no.
    #[error("the database's file: {0}")]
    Io(#[from] std::io::Error),
    /// SQLite said no.
    #[error("the database: {0}")]
    Sqlite(#[from] rusqlite::Error),
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

impl fmt::Debug for Queues {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Queues").finish_non_exhaustive()
    }
}

impl Db {
    /// Opens a database that exists, bringing its schema up to date. `queue` bounds how many jobs may wait for the
    /// writer, and how many for the readers.
    pub fn open(url: &Url, queue: usize) -> Result<Self, OpenError> {
        if url.path().exists() {
            Self::create(url, queue)
        } else {
            Err(OpenError::Missing(url.path().into()))
        }
    }

    /// Opens a database, creating it where it is missing.
    pub fn create(url: &Url, queue: usize) -> Result<Self, OpenError> {
        let lock = lock::lock_shared(url)?;
        let writer = Connection::create_migrated(url)?;
        let (writes, writes_queue) = crossbeam_channel::bounded(queue);
        let (reads, reads_queue) = crossbeam_channel::bounded(queue);
        let (reads_on, reads_over) = crossbeam_channel::bounded::<()>(0);
        let mut threads = vec![spawn("store-writer", move || {
            writer::run(&writer, &writes_queue);
            // The last connection takes the log back into the file; of two that end at once, neither does. And nobody
            // may have the file to himself before it is closed.
            let _ = reads_over.recv();
            drop((writer, lock));
        })?];
        for _ in 0..READERS {
            let (connection, queue) = (Connection::reader(url)?, reads_queue.clone());
            let reads_on = reads_on.clone();
            threads.push(spawn("store-reader", move || {
                reader::run(&connection, &queue);
                drop((connection, reads_on));
            })?);
        }
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
