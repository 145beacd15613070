//! Telling SQL from the other texts of a program: prose, names, headings.

use super::words;

/// What a statement begins with.
const VERBS: &[&str] = &[
    "SELECT",
    "INSERT",
    "UPDATE",
    "DELETE",
    "MERGE",
    "VALUES",
    "WITH",
    "CREATE",
    "ALTER",
    "DROP",
    "TRUNCATE",
    "GRANT",
    "REVOKE",
    "COPY",
    "LISTEN",
    "UNLISTEN",
    "NOTIFY",
    "SET",
    "RESET",
    "SHOW",
    "DISCARD",
    "LOCK",
    "BEGIN",
    "START",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT",
    "RELEASE",
    "PREPARE",
    "EXECUTE",
    "DEALLOCATE",
    "DECLARE",
    "FETCH",
    "EXPLAIN",
    "VACUUM",
    "PRAGMA",
    "ATTACH",
];
/// What is a statement by itself. Other verbs alone are names: `DELETE` is a method of HTTP too.
const ALONE: &[&str] = &["BEGIN", "COMMIT", "ROLLBACK"];
/// What stands within a statement, so that a piece of one is recognised too.
const CLAUSES: &[&str] = &[
    "FROM",
    "WHERE",
    "JOIN",
    "LIKE",
    "ILIKE",
    "VALUES",
    "UNION",
    "HAVING",
    "RETURNING",
    "LIMIT",
    "ORDER BY",
    "GROUP BY",
    "ON CONFLICT",
    "FOR UPDATE",
    "SET LOCAL",
];

/// Whether a text is SQL or a piece of it.
pub(super) fn is_sql(text: &str) -> bool {
    begins_with_a_verb(text) || holds_a_clause(text) || is_a_statement_in_any_case(text)
}

fn begins_with_a_verb(text: &str) -> bool {
    let text = text.trim_start();
    let end = text.find(|character: char| !character.is_ascii_alphabetic()).unwrap_or(text.len());
    let (verb, rest) = text.split_at(end);
    match rest.chars().next() {
        None | Some(';') => ALONE.contains(&verb),
        Some(next) => VERBS.contains(&verb) && (next.is_whitespace() || "(*{".contains(next)),
    }
}

/// In upper case only: in lower case these are words of prose. One without a space around it is a name.
fn holds_a_clause(text: &str) -> bool {
    let apart = |character: char| !character.is_alphanumeric() && !"_-".contains(character);
    let words: Vec<&str> = text.split(apart).filter(|word| !word.is_empty()).collect();
    let words = format!(" {} ", words.join(" "));
    text.contains(char::is_whitespace) && CLAUSES.iter().any(|clause| words.contains(&format!(" {clause} ")))
}

/// Whether a text reads like one of the commonest statements. One that begins like a sentence is prose.
fn is_a_statement_in_any_case(text: &str) -> bool {
    let sentence = text.trim_start().chars().take(2).map(char::is_uppercase).eq([true, false]);
    let words = words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    !sentence
        && match &words[..] {
            ["SELECT", _, next, ..] => *next == "(" || words.contains(&"FROM"),
            ["INSERT", "INTO", ..] | ["DELETE", "FROM", ..] => true,
            ["CREATE" | "ALTER" | "DROP", "TABLE", ..] => true,
            ["UPDATE", _, "SET", ..] | ["SET", _, "=", ..] => true,
            _ => false,
        }
}

#[test]
fn statements_and_their_pieces_are_sql() {
    for sql in [
        "SELECT pg_advisory_lock(1)",
        "SELECT\n    1",
        "\n  UPDATE\ta SET b = 1",
        "SET work_mem = '1MB'",
        "BEGIN",
        "COMMIT;",
        "ROLLBACK TO job",
        "{select} WHERE a = 1",
        " FROM ",
        "{column} LIKE '{pattern}'",
        "a IN (SELECT b FROM c)",
        "{x}\nORDER  BY {y}",
        "select a from b",
        "select pg_advisory_lock(1)",
        "insert into a values (1)",
        "Update a SET b = 1 WHERE c = 2",
        "update a set b = 1",
        "set work_mem = '1MB'",
    ] {
        assert!(is_sql(sql), "{sql}");
    }
}

#[test]
fn prose_and_names_are_not() {
    for text in [
        "",
        "Update the customer first",
        "Select one from the list",
        "Delete from the list what is not needed",
        "update the limit, and set it where it is read",
        "set it, best by NTP",
        "select",
        "DELETE",
        "TABLE",
        "LIMIT",
        "GUICHE_LIMIT of {seconds}",
        "SET-COOKIE",
        "-----BEGIN CERTIFICATE-----",
        "started like this, from there",
    ] {
        assert!(!is_sql(text), "{text}");
    }
}
