//! The rows of an import's file as they were read, many at a time.

use crate::{Arg, Error, Row, Tx};

statements! {
    INSERT = "INSERT INTO import_chunk (account_id, import_id, first_row, row_count, content)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    REWRITE = "UPDATE import_chunk SET content = $5
        WHERE account_id = $1 AND import_id = $2 AND first_row = $3 AND row_count = $4";
    FORGET_AFTER = "DELETE FROM import_chunk WHERE account_id = $1 AND import_id = $2 AND first_row > $3";
    AT = "SELECT first_row, row_count, content FROM import_chunk
        WHERE account_id = $1 AND import_id = $2 AND first_row <= $3 ORDER BY first_row DESC LIMIT 1";
}

/// Some rows of a file that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// The number of the first one, from 1.
    pub first_row: i64,
    /// How many there are.
    pub row_count: i64,
    /// JSON, of which only `desk` knows the form.
    pub content: String,
}

/// Adds rows. `false` where there are rows from this number on already.
pub fn insert(tx: &mut Tx<'_>, account_id: i64, import_id: &str, chunk: &Chunk) -> Result<bool, Error> {
    let args = [
        account_id.into(),
        import_id.into(),
        chunk.first_row.into(),
        chunk.row_count.into(),
        Arg::from(&chunk.content),
    ];
    Ok(tx.execute(INSERT, &args)? == 1)
}

/// Writes the same rows once more, without what must not be kept of them.
pub fn rewrite(tx: &mut Tx<'_>, account_id: i64, import_id: &str, chunk: &Chunk) -> Result<(), Error> {
    let args = [
        account_id.into(),
        import_id.into(),
        chunk.first_row.into(),
        chunk.row_count.into(),
        Arg::from(&chunk.content),
    ];
    tx.put(REWRITE, &args)
}

/// Forgets all rows that begin behind a number.
pub fn forget_after(tx: &mut Tx<'_>, account_id: i64, import_id: &str, row_number: i64) -> Result<(), Error> {
    tx.put(FORGET_AFTER, &[account_id.into(), import_id.into(), row_number.into()])
}

/// The rows among which the one with this number is, if there is such a one.
pub fn at(
    tx: &mut Tx<'_>,
    account_id: i64,
    import_id: &str,
    row_number: i64,
) -> Result<Option<Chunk>, Error> {
    let found = tx.first(AT, &[account_id.into(), import_id.into(), row_number.into()], read)?;
    Ok(found.filter(|chunk| row_number < chunk.first_row + chunk.row_count))
}

fn read(row: &Row<'_>) -> Result<Chunk, Error> {
    Ok(Chunk { first_row: row.integer(0)?, row_count: row.integer(1)?, content: row.text(2)? })
}
