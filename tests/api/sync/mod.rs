//! `/guiche/v1`: customers by their own paths, batches, and what changed.

mod batch;
mod changes;
mod copy;
mod list;
mod one;
mod versions;

use guiche_tests::Answer;
use serde_json::{Value, json};

/// The path of a customer, with every byte of its key percent-encoded.
fn at(customer_id: &str) -> String {
    let encoded: String = customer_id.bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("/guiche/v1/customers/{encoded}")
}

/// The least that a customer is.
fn named(name: &str) -> Value {
    json!({ "name": name })
}

/// The lines of a batch's answer.
fn lines(answer: &Answer) -> Vec<Value> {
    assert_eq!(answer.header("content-type"), "application/x-ndjson", "{}", answer.body);
    assert!(answer.body.ends_with('\n'), "{}", answer.body);
    answer.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
