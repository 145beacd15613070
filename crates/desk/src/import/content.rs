//! Rows of a file as they lie in the store: JSON, many in a piece.

use guiche_domain::refusal::Reason;
use guiche_store::Error;
use guiche_store::import::chunk::Chunk;
use serde::{Deserialize, Serialize};

use super::damaged;

/// A row of a file as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRow {
    /// The line of the file on which it begins, from 1.
    #[serde(rename = "l")]
    pub line: u64,
    /// Its fields; as many as could be told where it cannot be read.
    #[serde(rename = "f")]
    pub fields: Vec<String>,
    /// Why it cannot be read, if it cannot.
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<Reason>,
}

/// Rows that follow each other, the first of which has this number.
pub(super) fn write(first_row: i64, rows: &[FileRow]) -> Result<Chunk, Error> {
    let row_count = i64::try_from(rows.len()).map_err(damaged)?;
    let content = serde_json::to_string(rows).map_err(damaged)?;
    Ok(Chunk { first_row, row_count, content })
}

/// The rows of a piece with their numbers, those behind `after` alone.
pub(super) fn read(chunk: &Chunk, after: i64) -> Result<Vec<(i64, FileRow)>, Error> {
    let rows: Vec<FileRow> = serde_json::from_str(&chunk.content).map_err(damaged)?;
    Ok((chunk.first_row..).zip(rows).filter(|(number, _)| *number > after).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_back_with_their_numbers() {
        let row = |line, text: &str, fault| FileRow { line, fields: vec![text.into(), String::new()], fault };
        let rows = [row(2, "ação\n\"", None), row(4, "", Some(Reason::RowUneven { expected: 3 }))];
        let chunk = write(201, &rows).unwrap();
        assert_eq!((chunk.first_row, chunk.row_count), (201, 2));
        let expected: Vec<_> = (201..).zip(rows).collect();
        assert_eq!(read(&chunk, 0).unwrap(), expected);
        assert_eq!(read(&chunk, 201).unwrap(), expected[1..]);
        assert!(read(&Chunk { content: "{}".into(), ..chunk }, 0).is_err());
    }
}
