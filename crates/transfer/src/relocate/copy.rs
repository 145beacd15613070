//! Copies a table's rows from where the move has come to.

use guiche_store::table::{Record, Table};
use guiche_store::{Error, Value, progress};

use super::{Bar, Move, MoveError, Progress, chunk_of, key};

impl Move {
    /// Copies what is not there yet. While a chunk is written, the next one is read.
    pub(super) async fn copy<S: FnMut(Progress)>(
        &self,
        table: &'static Table,
        bar: &mut Bar<S>,
    ) -> Result<(), MoveError> {
        let failed = || MoveError::in_table(table.name());
        let overtaken = || MoveError::Overtaken(self.to.url().clone());
        let reached = self.to.read(|tx| progress::of(tx, table.name())).await.map_err(failed())?;
        let reached = reached.ok_or_else(overtaken)?;
        let mut rows = reached.rows;
        bar.add(rows.unsigned_abs());
        let after = if rows == 0 { None } else { key::read(table, &reached.last_key) };
        let mut chunk = self.chunk(table, after).await.map_err(failed())?;
        while let Some(last) = chunk.last() {
            let next = table.key(last).to_vec();
            let added = chunk.len();
            let (written, following) =
                tokio::join!(self.put(table, rows, chunk), self.chunk(table, Some(next)));
            if !written.map_err(failed())? {
                return Err(overtaken());
            }
            rows += added as i64;
            bar.add(added as u64);
            chunk = following.map_err(failed())?;
        }
        Ok(())
    }

    async fn chunk(&self, table: &'static Table, after: Option<Vec<Value>>) -> Result<Vec<Record>, Error> {
        self.from.read(move |tx| table.rows(tx, after.as_deref(), chunk_of(table))).await
    }

    /// Writes rows and how far they go, in one transaction. `false` where the table has not come as far as `from`.
    async fn put(&self, table: &'static Table, from: i64, rows: Vec<Record>) -> Result<bool, Error> {
        self.to
            .write(move |tx| {
                let last_key = rows.last().map(|row| key::write(table.key(row))).unwrap_or_default();
                if !progress::advance(tx, table.name(), from, rows.len() as i64, &last_key)? {
                    return Ok(false);
                }
                rows.iter().try_for_each(|row| table.insert(tx, row))?;
                Ok(true)
            })
            .await
    }
}
