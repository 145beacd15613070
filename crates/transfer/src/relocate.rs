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

use guiche_store::db::{DEFAULT_QUEUE, OpenError};
use guiche_store::table::{self, Table};
use guiche_store::{Db, Url, progress};

use self::digest::Digest;
pub use self::error::MoveError;

/// Rows in a chunk: enough to share a commit, few enough for a job.
const CHUNK: i64 = 500;

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
    /// Rows in all.
    pub total: u64,
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
        let mut bar = Bar { show, step: Step::Copying, done: 0, total: 0 };
        if self.to.read(progress::any).await? {
            bar.begin(Step::Resuming, self.rows_of(&self.to).await?);
            self.resume(&mut bar).await?;
        } else {
            self.begin().await?;
        }
        // A server that came before the beginning was written is there now, and one that comes later is refused.
        self.stay_alone().await?;
        let rows = self.rows_of(&self.from).await?;
        bar.begin(Step::Copying, rows);
        for table in table::all() {
            self.copy(table, &mut bar).await?;
        }
        bar.begin(Step::Comparing, rows);
        let mut moved = Vec::new();
        for table in table::all() {
            moved.push(self.compare(table, &mut bar).await?);
        }
        self.stay_alone().await?;
        self.end().await?;
        Ok(moved)
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
        let end = |tx: &mut guiche_store::Tx<'_>| {
            table::all().iter().try_for_each(|table| progress::end(tx, table.name()))
        };
        Ok(self.to.write(end).await?)
    }

    async fn stay_alone(&self) -> Result<(), MoveError> {
        for db in [&self.from, &self.to] {
            if db.others().await? {
                return Err(MoveError::InUse(db.url().clone()));
            }
        }
        Ok(())
    }

    async fn rows_of(&self, db: &Db) -> Result<u64, MoveError> {
        let mut rows = 0;
        for table in table::all() {
            rows += db.read(|tx| table.count(tx)).await?.unsigned_abs();
        }
        Ok(rows)
    }

    /// Compares a table in both, read afresh.
    async fn compare<S: FnMut(Progress)>(
        &self,
        table: &'static Table,
        bar: &mut Bar<S>,
    ) -> Result<Moved, MoveError> {
        let (from, to) = tokio::join!(
            Digest::of(&self.from, table, None, |rows| bar.add(rows)),
            Digest::of(&self.to, table, None, |_| {})
        );
        let (from, to) = (from?, to?);
        if from != to {
            return Err(MoveError::Differs { from: self.from.url().clone(), table: table.name() });
        }
        Ok(Moved { table: table.name(), rows: from.rows, checksum: from.hex() })
    }
}

/// Tells how far the move has come.
struct Bar<S> {
    show: S,
    step: Step,
    done: u64,
    total: u64,
}

impl<S: FnMut(Progress)> Bar<S> {
    fn begin(&mut self, step: Step, total: u64) {
        (self.step, self.done, self.total) = (step, 0, total);
        self.add(0);
    }

    fn add(&mut self, rows: u64) {
        self.done += rows;
        (self.show)(Progress { step: self.step, done: self.done, total: self.total });
    }
}
