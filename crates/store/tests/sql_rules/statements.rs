//! The statements that jobs run: each stays within one account.

use guiche_store::all_statements;

use super::{offence_of, words};

/// Statements that do not name one account by equality.
const ACROSS: &[(&str, &str)] = &[
    ("account::", "accounts themselves are few, and whole on every node"),
    ("progress::", "a move is about a whole database"),
    ("token::BY_HASH", "it is how the account is found"),
    ("quick_access::REDEEM", "the secret of the link is how the account is found"),
    ("token::LIST", "the command line lists all"),
    ("GRAMS_ON_SQLITE", "a row's number begins with the account's"),
    ("chain::ACCOUNTS_BEHIND", "it asks which accounts there is work for"),
    ("search::ACCOUNTS_BEHIND", "it asks which accounts there is work for"),
    ("search::CANDIDATES_ON_SQLITE", "the number of a row begins with the account's"),
    ("search::CANDIDATES_UP_ON_SQLITE", "the number of a row begins with the account's"),
    ("outbox::NEXT_PENDING_ACCOUNT", "it asks which accounts there is work for"),
    ("operator_session::BY_HASH", "a session is found before its account is known"),
    ("operator_session::SEE", "a session is named by its secret's hash"),
    ("operator_link::BY_HASH", "a link is found before its account is known"),
    ("operator_link::USE", "a link is named by its secret's hash"),
    ("import::NEXT_ACCOUNT", "it asks which accounts there is work for"),
];

fn exempt(name: &str) -> bool {
    ACROSS.iter().any(|(exempt, _)| name.contains(exempt))
}

#[test]
fn no_statement_holds_anything_that_is_banned() {
    for (name, sql) in all_statements() {
        assert_eq!(offence_of(name, sql), None, "{name}");
    }
}

#[test]
fn every_statement_stays_within_an_account() {
    let mut across: Vec<&str> = ACROSS.iter().map(|(name, _)| *name).collect();
    for (name, sql) in all_statements() {
        across.retain(|exempt| !name.contains(exempt));
        if exempt(name) {
            continue;
        }
        let within = if sql.starts_with("INSERT") {
            // The account is the first of what is inserted.
            sql.contains("(account_id,") && sql.contains("VALUES ($1,")
                || sql.contains("(secret_hash, account_id,") && sql.contains("VALUES ($1, $2,")
        } else {
            sql.contains("account_id = $1")
        };
        assert!(within, "{name}: {sql}");
    }
    assert!(across.is_empty(), "exempt and not there: {across:?}");
}

#[test]
fn what_is_joined_is_joined_within_the_account() {
    for (name, sql) in all_statements() {
        let words = words(sql);
        let joins = words.iter().filter(|word| *word == "JOIN").count();
        let within = sql.matches(".account_id = ").count();
        assert!(within >= joins, "{name} joins over accounts: {sql}");
    }
}

#[test]
fn an_insert_that_may_meet_a_taken_key_says_what_then() {
    // Not expected to fail, but if it does the job does: keys that a caller chooses need a word about conflicts.
    for (name, sql) in all_statements().filter(|(_, sql)| sql.starts_with("INSERT")) {
        let fresh = [
            "customer::INSERT_VALUE",
            "audit::INSERT_EVENT",
            "audit::INSERT_VALUE",
            // One server at a time writes it, behind the last one.
            "chain::INSERT",
            "outbox::INSERT",
            "quick_access::INSERT",
            "customer_merge::INSERT",
            "operator_link::INSERT",
            "operator_session::INSERT",
            "progress::BEGIN",
            // One server at a time writes it, and has deleted what was there.
            "search::INSERT_GRAMS_ON_SQLITE",
        ];
        let ours = fresh.iter().any(|fresh| name.ends_with(fresh));
        assert!(ours || sql.contains("ON CONFLICT"), "{name}: {sql}");
    }
}
