//! No SQL stands anywhere else: every text in the sources that looks like SQL is one of the statements that are checked, or
//! the engines' own.

use std::fs;
use std::path::{Path, PathBuf};

use super::literals::Code;
use super::recognise::is_sql;
use super::{offence, words};

/// Where the engines steer themselves: transactions, settings, the schema's version, backups.
const ENGINES: &str = "store/src/db/";
/// Where the statements of jobs are.
const STORE: &str = "store/src/";
/// What the engine for PostgreSQL may not do even there.
const POSTGRES: &str = "store/src/db/postgres/";
/// Where statements are made, the same ones for every table.
const TABLES: &str = "store/src/table.rs";

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The files of the program, without those that only tests see, and the texts in each.
fn texts(crates: &Path) -> Vec<(PathBuf, Vec<String>)> {
    let mut files = Vec::new();
    for member in fs::read_dir(crates).unwrap() {
        sources(&member.unwrap().path().join("src"), &mut files);
    }
    let read = |file: PathBuf| {
        let code = Code::read(&fs::read_to_string(&file).unwrap());
        let code = code.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        (file, code)
    };
    let files: Vec<(PathBuf, Code)> = files.into_iter().map(read).collect();
    let tests =
        files.iter().flat_map(|(file, code)| code.tests.iter().map(|test| modules_of(file).join(test)));
    let tests: Vec<PathBuf> = tests.collect();
    let kept = |file: &Path| !tests.iter().any(|test| file.with_extension("").starts_with(test));
    files.into_iter().filter(|(file, _)| kept(file)).map(|(file, code)| (file, code.texts)).collect()
}

/// The folder of the modules that a file declares.
fn modules_of(file: &Path) -> PathBuf {
    let whole = ["lib.rs", "main.rs", "mod.rs"].iter().any(|name| file.ends_with(name));
    if whole { file.parent().unwrap().to_owned() } else { file.with_extension("") }
}

#[test]
fn sql_stands_among_the_statements_or_in_the_engines() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let known: Vec<String> = guiche_store::all_statements().map(|(_, sql)| squeezed(sql)).collect();
    let mut engines = 0;
    for (file, texts) in texts(crates) {
        let path = file.strip_prefix(crates).unwrap().to_str().unwrap();
        for text in texts.iter().filter(|text| is_sql(text)) {
            if path.starts_with(POSTGRES) || path == TABLES {
                engines += 1;
                // The version's row is held while the schema changes: `FOR UPDATE` is no lock of a table.
                assert_eq!(offence(text), None, "{path}: {text}");
                assert!(!changes_the_session(text), "{path} changes a session: {text}");
            } else if !path.starts_with(ENGINES) {
                // Where statements are listed, a text may be a piece that several are put together of.
                let text = squeezed(text);
                let is_known = |sql: &String| *sql == text || path.starts_with(STORE) && sql.contains(&text);
                assert!(known.iter().any(is_known), "{path} has SQL of its own: {text}");
            }
        }
    }
    assert!(engines > 15, "the engine's own SQL was found: {engines}");
}

fn squeezed(sql: &str) -> String {
    sql.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether some SQL sets anything for longer than a transaction, beside the columns of a row.
fn changes_the_session(sql: &str) -> bool {
    let words = words(sql);
    words.split(|word| word == ";").any(|statement| {
        let changes = |(at, word): (usize, &String)| match word.as_str() {
            "SET" => {
                let local = statement.get(at + 1).is_some_and(|next| next == "LOCAL");
                let columns = at == 2 && statement[0] == "UPDATE";
                !local && !columns
            }
            "RESET" | "DISCARD" | "SET_CONFIG" => true,
            _ => false,
        };
        statement.iter().enumerate().any(changes)
    })
}

#[test]
fn a_session_is_changed_by_any_set_but_of_columns_or_for_a_transaction() {
    for kept in [
        "UPDATE a SET b = 1",
        "BEGIN; SET LOCAL a = 1; UPDATE a SET b = 1",
        "SELECT 'SET a' FROM a FOR UPDATE",
        "SELECT a OFFSET 1",
    ] {
        assert!(!changes_the_session(kept), "{kept}");
    }
    for changed in [
        "SET work_mem = '1MB'",
        "set\nwork_mem = '1MB'",
        "UPDATE a SET b = 1; SET work_mem = '1MB'",
        "SELECT a FROM b FOR UPDATE; SET work_mem = '1MB'",
        "SET SESSION a = 1; UPDATE a SET b = 1",
        "SELECT set_config('work_mem', '1MB', false)",
        "RESET ALL",
    ] {
        assert!(changes_the_session(changed), "{changed}");
    }
}
