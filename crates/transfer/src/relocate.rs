//! Everything of one database into another, whatever their engines: `guiche move`.
//!
//! Rows travel table by table in the order of their keys. Each chunk is committed together with how far it goes, so an
//! interrupted move is gone on with from there, once what is there has proved to be the beginning of the same. At the
//! end both databases are read once more and compared; only then the other one is a database that a server opens.

mod copy;
mod digest;
mod error;
mod key;
mod verify;

use std::time::Duration;

use guiche_store::db::{DEFAULT_QUEUE, OpenError};
use guiche_store::table::{self, Table};
use guiche_store::{Db, Error, Tx, Url, progress};
use tokio::time::sleep;

use self::digest::Digest;
pub use self::error::MoveError;

/// Rows in a chunk: enough to share a commit, few enough for a job.
const CHUNK: i64 = 500;
/// A row of this table is a piece of a file: so many are as much as a chunk of others.
const FILES: (&str, i64) = ("import_chunk", 5);
/// How often the end is written again where the answer was lost, and the pause before: a server that fails over is back
/// by then.
const TRIES: u32 = 60;
const PAUSE: Duration = Duration::from_secs(1);

/// How many rows of a table are a chunk.
fn chunk_of(table: &Table) -> i64 {
    if table.name() == FILES.0 { FILES.1 } else { CHUNK }
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Rows that an interrupted move has written are compared with their originals.
    Resuming,
    /// Rows are copied.
    Copying,
    /// Both databases are compared.
    Comparing,
}

/// How far a step has come.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// The step.
    pub step: Step,
    /// Rows so far.
    pub done: u64,
    /// Rows in all, where they could be counted.
    pub total: Option<u64>,
}

/// What was moved of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The table's name.
    pub table: &'static str,
    /// Its rows.
    pub rows: u64,
    /// SHA-256 over them, in hex: the same in both databases.
    pub checksum: String,
}

/// Two databases that nobody else has open.
#[derive(Debug)]
pub struct Move {
    from: Db,
    to: Db,
}

impl Move {
    /// Opens both; the one to move into is made where it is missing. Blocks.
    pub fn open(from: &Url, to: &Url) -> Result<Self, MoveError> {
        if from == to || from.is_same_file(to) {
            return Err(MoveError::Same);
        }
        let open = |url: &Url, outcome: Result<Db, OpenError>| {
            outcome.map_err(|error| MoveError::open(url.clone(), error))
        };
        let from = open(from, Db::open_alone(from, DEFAULT_QUEUE))?;
        let to = open(to, Db::create_alone(to, DEFAULT_QUEUE))?;
        Ok(Self { from, to })
    }

    /// Moves, or goes on with what was interrupted. Tells of each table, in the order in which they were moved.
    pub async fn run(&self, show: impl FnMut(Progress)) -> Result<Vec<Moved>, MoveError> {
        if self.from.is_same(&self.to).await? {
            return Err(MoveError::Same);
        }
        let mut bar = Bar { show, step: Step::Copying, done: 0, total: None };
        let resumes = self.to.read(progress::any).await?;
        if resumes {
            bar.begin(Step::Resuming, Some(self.rows_moved().await?));
            self.resume(&mut bar).await?;
        } else {
            self.begin().await?;
        }
        // A server that came before the beginning was written is there now, and one that comes later is refused.
        if let Err(in_use) = self.stay_alone().await {
            if !resumes {
                // Nothing was copied, and the server that is there keeps the database.
                self.end().await?;
            }
            return Err(in_use);
        }
        let rows = self.rows_of(&self.from).await?;
        bar.begin(Step::Copying, rows);
        for table in table::all() {
            self.copy(table, &mut bar).await?;
        }
        bar.begin(Step::Comparing, rows);
        let mut digests = Vec::new();
        for table in table::all() {
            digests.push((table, self.compare(table, &mut bar).await?));
        }
        // Whoever came meanwhile is there now, or has left what it wrote.
        self.stay_alone().await?;
        self.stay_unchanged(&digests).await?;
        self.end().await?;
        let moved = digests.into_iter().map(|(table, digest)| {
            let checksum = digest.hex();
            Moved { table: table.name(), rows: digest.rows, checksum }
        });
        Ok(moved.collect())
    }

    /// Ends the threads of both databases. Blocks.
    pub fn close(self) {
        self.from.close();
        self.to.close();
    }

    /// Marks the empty database as one into which a move has begun.
    async fn begin(&self) -> Result<(), MoveError> {
        let full = self.to.write(|tx| {
            for table in table::all() {
                if !table.rows(tx, None, 1)?.is_empty() {
                    return Ok(Some(table.name()));
                }
            }
            for table in table::all() {
                progress::begin(tx, table.name())?;
            }
            Ok(None)
        });
        match full.await? {
            Some(table) => Err(MoveError::NotEmpty { to: self.to.url().clone(), table }),
            None => Ok(()),
        }
    }

    /// Makes the database one that servers open.
    async fn end(&self) -> Result<(), MoveError> {
        let end = |tx: &mut Tx<'_>| table::all().iter().try_for_each(|table| progress::end(tx, table.name()));
        match self.to.write(end).await {
            Err(Error::Unknown) => {}
            outcome => return Ok(outcome?),
        }
        // It may have been done, and does no harm twice.
        for _ in 0..TRIES {
            sleep(PAUSE).await;
            if self.to.write(end).await.is_ok() {
                return Ok(());
            }
        }
        Err(MoveError::Unanswered(self.to.url().clone()))
    }

    async fn stay_alone(&self) -> Result<(), MoveError> {
        for db in [&self.from, &self.to] {
            if db.others().await? {
                return Err(MoveError::InUse(db.url().clone()));
            }
        }
        Ok(())
    }

    /// How many rows there are to move. Many cannot be counted in the time that a statement has.
    async fn rows_of(&self, db: &Db) -> Result<Option<u64>, MoveError> {
        let mut rows = 0;
        for table in table::all() {
            match db.read(|tx| table.count(tx)).await {
                Err(Error::Timeout) => return Ok(None),
                count => rows += count?.unsigned_abs(),
            }
        }
        Ok(Some(rows))
    }

    /// How many rows an interrupted move has noted.
    async fn rows_moved(&self) -> Result<u64, MoveError> {
        let noted = self.to.read(|tx| {
            let noted = table::all().iter().map(|table| progress::of(tx, table.name()));
            noted.map(|reached| Ok(reached?.map_or(0, |reached| reached.rows.unsigned_abs()))).sum()
        });
        Ok(noted.await?)
    }

    /// Compares a table in both, read afresh.
    async fn compare<S: FnMut(Progress)>(
        &self,
        table: &'static Table,
        bar: &mut Bar<S>,
    ) -> Result<Digest, MoveError> {
        let (from, to) = tokio::join!(
            Digest::of(&self.from, table, None, |rows| bar.add(rows)),
            Digest::of(&self.to, table, None, |_| {})
        );
        let (from, to) = (from?, to?);
        if from != to {
            return Err(MoveError::Differs { from: self.from.url().clone(), table: table.name() });
        }
        Ok(from)
    }
}

/// Tells how far the move has come.
struct Bar<S> {
    show: S,
    step: Step,
    done: u64,
    total: Option<u64>,
}

impl<S: FnMut(Progress)> Bar<S> {
    fn begin(&mut self, step: Step, total: Option<u64>) {
        (self.step, self.done, self.total) = (step, 0, total);
        self.add(0);
    }

    fn add(&mut self, rows: u64) {
        self.done += rows;
        (self.show)(Progress { step: self.step, done: self.done, total: self.total });
    }
}
