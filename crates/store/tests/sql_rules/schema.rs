//! The tables: what a row is found by begins with its account, and columns are of three types.

use std::fs;
use std::path::Path;

use super::{offence, words};

/// Tables that are looked up before the account is known, or belong to none; the engines that spread rows by account keep
/// them whole on every node.
const WHOLE: &[(&str, &str)] = &[
    ("token", "it is found by the hash of its secret, and names the account"),
    ("quick_access", "it is found by the hash of its secret, and names the account"),
    ("move_progress", "it belongs to no account, and is empty but during a move"),
    ("operator_session", "it is found before the account is known"),
    ("operator_link", "it is found before the account is known"),
];
/// Indexes that do not begin with the account.
const INDEXES: &[(&str, &str)] = &[
    ("account_slug", "it is how an account is found"),
    ("customer_grams_runs", "each run of characters in it begins with the account's number"),
];

/// Every statement of every step, in order.
fn schema() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let scripts = files.iter().map(|file| fs::read_to_string(file).unwrap());
    let code = scripts.map(|script| {
        script.lines().map(|line| line.split("--").next().unwrap().to_owned()).collect::<Vec<_>>().join("\n")
    });
    let statements: Vec<String> =
        code.flat_map(|code| code.split(';').map(str::to_owned).collect::<Vec<_>>()).collect();
    statements.into_iter().map(|sql| sql.trim().to_owned()).filter(|sql| !sql.is_empty()).collect()
}

/// What stands in the first parentheses after `before`.
fn parenthesis<'s>(sql: &'s str, before: &str) -> Option<&'s str> {
    let after = &sql[sql.find(before)? + before.len()..];
    let open = after.find('(')?;
    let mut depth = 0;
    let close = after[open..].find(|character| {
        depth += i32::from(character == '(') - i32::from(character == ')');
        depth == 0
    })?;
    Some(after[open + 1..open + close].trim())
}

fn name_after<'s>(sql: &'s str, words: &str) -> Option<&'s str> {
    sql.strip_prefix(words)?.split_whitespace().next()
}

#[test]
fn every_key_begins_with_the_account() {
    let schema = schema();
    assert!(schema.len() > 15, "the steps are there");
    for sql in &schema {
        if let Some(table) = name_after(sql, "CREATE TABLE ") {
            let key = parenthesis(sql, "PRIMARY KEY").unwrap_or_else(|| panic!("{table} has no key"));
            let whole = WHOLE.iter().any(|(whole, _)| *whole == table);
            assert_eq!(key.starts_with("account_id"), !whole, "the key of {table}: {key}");
        }
        for index in ["CREATE INDEX ", "CREATE UNIQUE INDEX "] {
            if let Some(name) = name_after(sql, index) {
                let columns = parenthesis(sql, " ON ").unwrap();
                let exempt = INDEXES.iter().any(|(exempt, _)| *exempt == name);
                assert_eq!(columns.starts_with("account_id"), !exempt, "the index {name}: {columns}");
            }
        }
        for reference in sql.match_indices("FOREIGN KEY") {
            let sql = &sql[reference.0..];
            let (from, to) =
                (parenthesis(sql, "FOREIGN KEY").unwrap(), parenthesis(sql, "REFERENCES").unwrap());
            assert!(from.starts_with("account_id") && to.starts_with("account_id"), "{from} to {to}");
        }
    }
}

#[test]
fn columns_are_of_three_types_and_without_defaults_that_an_engine_would_compute() {
    for sql in schema() {
        let Some(table) = name_after(&sql, "CREATE TABLE ") else { continue };
        for line in parenthesis(&sql, table).unwrap().lines().map(str::trim).filter(|line| !line.is_empty()) {
            let words = words(line);
            if ["PRIMARY", "FOREIGN"].contains(&&*words[0]) {
                continue;
            }
            assert!(["TEXT", "BIGINT", "BOOLEAN"].contains(&&*words[1]), "{table}: {line}");
            assert!(!words.iter().any(|word| word == "CHECK" || word == "COLLATE"), "{table}: {line}");
        }
    }
}

#[test]
fn the_steps_hold_nothing_that_is_banned() {
    for sql in schema() {
        assert_eq!(offence(&sql), None, "{sql}");
    }
}
