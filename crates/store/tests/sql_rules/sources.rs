//! No SQL stands anywhere else: every text in the sources that looks like a statement is one of those that are checked, or
//! the engines' own.

use std::fs;
use std::path::{Path, PathBuf};

use super::offence;

/// Where the engines steer themselves: transactions, settings, the schema's version, backups.
const ENGINES: &str = "store/src/db/";
/// What the engine for PostgreSQL may not do even there.
const POSTGRES: &str = "store/src/db/postgres/";
/// Where statements are made, the same ones for every table.
const TABLES: &str = "store/src/table.rs";
const VERBS: &[&str] = &[
    "SELECT ",
    "INSERT INTO ",
    "UPDATE ",
    "DELETE FROM ",
    "CREATE TABLE ",
    "ALTER TABLE ",
    "DROP TABLE ",
    "WITH ",
    "LISTEN ",
    "NOTIFY ",
    "SET ",
    "LOCK ",
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
}

/// Texts in the code of a file that begin like SQL, its tests and comments left out.
fn texts(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let texts = code.split('"').skip(1).step_by(2).map(str::to_owned);
    texts.filter(|text| VERBS.iter().any(|verb| text.starts_with(verb))).collect()
}

#[test]
fn sql_stands_among_the_statements_or_in_the_engines() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut files = Vec::new();
    for member in fs::read_dir(crates).unwrap() {
        sources(&member.unwrap().path().join("src"), &mut files);
    }
    let known: Vec<String> = guiche_store::all_statements().map(|(_, sql)| squeezed(sql)).collect();
    let mut engines = 0;
    for file in files {
        let path = file.strip_prefix(crates).unwrap().to_str().unwrap().to_owned();
        for text in texts(&fs::read_to_string(&file).unwrap()) {
            if path.starts_with(POSTGRES) {
                engines += 1;
                // The version's row is held while the schema changes: `FOR UPDATE` is no lock of a table.
                assert_eq!(offence(&text), None, "{path}: {text}");
                let lasting = text.split("SET ").skip(1).any(|set| !set.starts_with("LOCAL "));
                assert!(!lasting || text.starts_with("UPDATE"), "{path} changes a session: {text}");
            } else if path == TABLES {
                assert_eq!(offence(&text), None, "{path}: {text}");
            } else if !path.starts_with(ENGINES) {
                assert!(known.contains(&squeezed(&text)), "{path} has SQL of its own: {text}");
            }
        }
    }
    assert!(engines > 5, "the engine's own SQL was found");
}

fn squeezed(sql: &str) -> String {
    sql.split_whitespace().collect::<Vec<_>>().join(" ")
}
