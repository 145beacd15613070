//! The rules that keep the SQL fit for every engine and for the distributed kin of PostgreSQL (docs/postgresql.md),
//! checked over all SQL of the project.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "in a test this is how to fail")]

mod literals;
mod recognise;
mod schema;
mod sources;
mod statements;

/// The words of some SQL in upper case, punctuation apart; what stands in quotes is one word.
fn words(sql: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quoted = false;
    for character in sql.chars() {
        quoted ^= character == '\'';
        if quoted || character.is_alphanumeric() || "_$'".contains(character) {
            word.push(character);
            continue;
        }
        words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()));
        if !character.is_whitespace() {
            words.push(character.into());
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words.into_iter().map(|word| if word.starts_with('\'') { word } else { word.to_uppercase() }).collect()
}

/// What no SQL of ours may hold, and why.
const BANNED: &[(&str, &str)] = &[
    ("SERIAL", "a sequence is one place that all servers wait for"),
    ("BIGSERIAL", "a sequence is one place that all servers wait for"),
    ("SEQUENCE", "a sequence is one place that all servers wait for"),
    ("NEXTVAL", "a sequence is one place that all servers wait for"),
    ("GENERATED", "a sequence is one place that all servers wait for"),
    ("AUTOINCREMENT", "a sequence is one place that all servers wait for"),
    ("PG_ADVISORY_LOCK", "the distributed kin have no advisory locks"),
    ("PG_ADVISORY_XACT_LOCK", "the distributed kin have no advisory locks"),
    ("PG_TRY_ADVISORY_LOCK", "the distributed kin have no advisory locks"),
    ("PG_TRY_ADVISORY_XACT_LOCK", "the distributed kin have no advisory locks"),
    ("LISTEN", "the distributed kin do not notify"),
    ("UNLISTEN", "the distributed kin do not notify"),
    ("NOTIFY", "the distributed kin do not notify"),
    ("PG_NOTIFY", "the distributed kin do not notify"),
    ("TEMP", "a session's state is lost behind a pooler"),
    ("TEMPORARY", "a session's state is lost behind a pooler"),
    ("PREPARE", "a session's state is lost behind a pooler"),
    ("DECLARE", "a session's state is lost behind a pooler"),
    ("LOCK", "whole tables are not locked"),
    ("TRUNCATE", "whole tables are not locked"),
    ("TRIGGER", "what happens is written in Rust"),
    ("FUNCTION", "what happens is written in Rust"),
    ("PROCEDURE", "what happens is written in Rust"),
    ("NOW", "time comes in as a value"),
    ("CURRENT_TIMESTAMP", "time comes in as a value"),
    ("CURRENT_DATE", "time comes in as a value"),
    ("CURRENT_TIME", "time comes in as a value"),
    ("RANDOM", "chance comes in as a value"),
    ("GEN_RANDOM_UUID", "ids come in as values"),
    ("ROWID", "one engine has it"),
    ("CTID", "one engine has it"),
    ("OID", "one engine has it"),
    ("LIKE", "the engines differ on case"),
    ("ILIKE", "one engine has it"),
    ("GLOB", "one engine has it"),
    ("REGEXP", "one engine has it"),
    ("INSTR", "one engine has it"),
    ("STRPOS", "one engine has it"),
    ("JSON", "the engines differ"),
    ("JSONB", "the engines differ"),
    ("LOWER", "the engines differ beyond ASCII"),
    ("UPPER", "the engines differ beyond ASCII"),
    ("SUM", "PostgreSQL makes a NUMERIC of it"),
    ("AVG", "PostgreSQL makes a NUMERIC of it"),
    ("OFFSET", "what is skipped is read all the same"),
];

/// The statements that may hold a banned word all the same, by the end or a part of their name.
const BENT: &[(&str, &str, &str)] = &[
    (
        "_ON_SQLITE",
        "ROWID",
        "a row of the index of runs has nothing else to be known by, and only SQLite has that index",
    ),
    (
        "customer_list::PLACE_",
        "OFFSET",
        "a page is asked for by its number: what is skipped is the index, not the rows",
    ),
    ("usage::CALLS", "SUM", "the sum is made a BIGINT again where it stands"),
];

/// Why a statement is not allowed, if it is not.
fn offence_of(name: &str, sql: &str) -> Option<String> {
    let bent = BENT.iter().filter(|(part, ..)| name.contains(part));
    offence(&bent.fold(sql.to_uppercase(), |sql, (_, word, _)| sql.replace(word, "")))
}

/// Why some SQL is not allowed, if it is not.
fn offence(sql: &str) -> Option<String> {
    if sql.contains("::") {
        return Some("`::` is a cast in one engine only".into());
    }
    let words = words(sql);
    let banned = |word: &String| BANNED.iter().find(|(banned, _)| banned == word);
    words.iter().find_map(banned).map(|(word, why)| format!("{word}: {why}"))
}

#[test]
fn words_are_told_apart_and_texts_kept_whole() {
    assert_eq!(
        words("SELECT a_b,$1 FROM c WHERE d='x Y'"),
        ["SELECT", "A_B", ",", "$1", "FROM", "C", "WHERE", "D", "=", "'x Y'"]
    );
}

#[test]
fn what_is_not_allowed_is_found_wherever_it_stands() {
    for bad in ["SELECT nextval('x')", "select A like 'x'", "SELECT a::text", "LISTEN x", "select now()"] {
        assert!(offence(bad).is_some(), "{bad}");
    }
    assert_eq!(offence("SELECT 'now' FROM customer WHERE account_id = $1"), None);
}
