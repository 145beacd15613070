//! What goes to standard output: values, and lists for people or for programs.

use std::fmt::Display;
use std::io::{self, Write};

use serde::Serialize;

use crate::Failure;

/// A thing that is listed.
pub(crate) trait Listed: Serialize {
    /// What its columns are called.
    const COLUMNS: &'static [&'static str];

    /// What stands in them.
    fn cells(&self) -> Vec<String>;
}

/// Prints one line.
pub(crate) fn line(text: impl Display) -> Result<(), Failure> {
    written(writeln!(io::stdout().lock(), "{text}"))
}

/// Prints what nobody can ask for again. Who hangs up before it is out has not seen it.
pub(crate) fn secret(text: impl Display) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let written = writeln!(out, "{text}").and_then(|()| out.flush());
    written.map_err(|error| Failure::new(format!("cannot write to standard output: {error}")))
}

/// Prints things as a table, or as a JSON array of objects.
pub(crate) fn list<T: Listed>(things: &[T], json: bool) -> Result<(), Failure> {
    if json {
        return line(serde_json::to_string_pretty(things)?);
    }
    let rows: Vec<Vec<String>> = things.iter().map(Listed::cells).collect();
    written(io::stdout().lock().write_all(table(T::COLUMNS, &rows).as_bytes()))
}

/// Who hangs up on us has seen enough.
fn written(outcome: io::Result<()>) -> Result<(), Failure> {
    match outcome {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Columns as wide as their widest cell, two spaces between them, none at the end of a line.
fn table(columns: &[&str], rows: &[Vec<String>]) -> String {
    let head: Vec<String> = columns.iter().map(|&column| column.to_owned()).collect();
    let lines = || std::iter::once(&head).chain(rows);
    let width = |at: usize| lines().filter_map(|cells| cells.get(at)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..columns.len()).map(|at| width(at).unwrap_or_default()).collect();
    let mut text = String::new();
    for cells in lines() {
        let padded = cells.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}"));
        text.push_str(padded.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let rows = [vec!["ação".to_owned(), "1".to_owned()], vec!["b".to_owned(), String::new()]];
        assert_eq!(table(&["NAME", "OF"], &rows), "NAME  OF\nação  1\nb\n");
    }
}
