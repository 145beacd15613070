//! Whether what an interrupted move has left is the beginning of this one, and whether what was compared is still all.

use std::iter::once;

use guiche_store::progress;
use guiche_store::table::{self, Table};

use super::digest::Digest;
use super::{Bar, Move, MoveError, Progress, key};

/// The table in which every change leaves a row, behind those that its account has.
const CHANGES: &str = "outbox";

impl Move {
    /// Makes sure that nothing was changed since the changes were compared. One look into an index for each account.
    pub(super) async fn stay_unchanged(&self, digests: &[(&'static Table, Digest)]) -> Result<(), MoveError> {
        for (table, digest) in digests.iter().filter(|(table, _)| table.name() == CHANGES) {
            let (table, ends) = (*table, digest.ends.clone());
            let more = self.from.read(move |tx| {
                let accounts = ends.iter().map(|end| end.first()).chain(once(None));
                for (after, account) in once(None).chain(ends.iter().map(Some)).zip(accounts) {
                    let next = table.rows(tx, after.map(Vec::as_slice), 1)?;
                    if next.first().and_then(|row| row.first()) != account {
                        return Ok(true);
                    }
                }
                Ok(false)
            });
            if more.await? {
                return Err(MoveError::Differs { from: self.from.url().clone(), table: table.name() });
            }
        }
        Ok(())
    }

    /// Compares every table's rows with as many of their originals.
    pub(super) async fn resume<S: FnMut(Progress)>(&self, bar: &mut Bar<S>) -> Result<(), MoveError> {
        for table in table::all() {
            if !self.is_beginning(table, bar).await? {
                let (from, to) = (self.from.url().clone(), self.to.url().clone());
                return Err(MoveError::Foreign { from, to, table: table.name() });
            }
        }
        Ok(())
    }

    async fn is_beginning<S: FnMut(Progress)>(
        &self,
        table: &'static Table,
        bar: &mut Bar<S>,
    ) -> Result<bool, MoveError> {
        let reached = self.to.read(|tx| progress::of(tx, table.name())).await?;
        let Some(reached) = reached else { return Ok(false) };
        let rows = reached.rows.unsigned_abs();
        let (from, to) = tokio::join!(
            Digest::of(&self.from, table, Some(rows), |_| {}),
            Digest::of(&self.to, table, None, |rows| bar.add(rows))
        );
        let to = to?;
        let noted = if rows == 0 {
            reached.last_key.is_empty()
        } else {
            reached.last_key == key::write(&to.last_key)
        };
        Ok(from? == to && to.rows == rows && noted)
    }
}
