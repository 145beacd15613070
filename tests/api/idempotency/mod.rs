//! Writes that are repeated (contract: §1, "Repeating a write safely").

mod conflict;
mod keys;
mod replay;
mod time;

use guiche_tests::{Actor, Answer, App};

const NEW: &str = "/v2.0/customer/new";
const ANA: [(&str, &str); 3] = [("customer_id", "1"), ("name", "Ana"), ("email", "ana@example.com")];

/// The program with the read-write token, and a key.
fn with_key(app: &App, key: &str) -> Actor {
    app.erp().with("idempotency-key", key)
}

/// Whether an answer is that to an earlier request.
#[track_caller]
fn is_replayed(answer: &Answer) -> bool {
    match answer.header("idempotency-replayed") {
        "true" => true,
        "" => false,
        other => panic!("{other}"),
    }
}

/// Asserts that it was done now.
#[track_caller]
fn done(answer: Answer) -> Answer {
    let answer = answer.expect(200);
    assert!(!is_replayed(&answer));
    answer
}

/// Asserts that it was done before.
#[track_caller]
fn replayed(answer: Answer) -> Answer {
    let answer = answer.expect(200);
    assert!(is_replayed(&answer));
    answer
}
