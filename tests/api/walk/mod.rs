//! What holds for every route, walked over the list of them, and for everything that is none.

mod bodies;
mod guards;
mod methods;
mod nasty;
mod observed;
mod ours;
mod overload;
mod paths;
mod sandbox;

use guiche_api::routes::{Guard, Route, list};
use guiche_tests::Answer;
use serde_json::Value;

/// The routes under `/v2.0`, all of which need a token.
fn guarded() -> Vec<Route> {
    let routes = list().into_iter();
    routes.filter(|route| route.guard != Guard::Open && !is_ours(route)).collect()
}

/// Whether it is of the part that the vendor's API has not.
fn is_ours(route: &Route) -> bool {
    route.path.starts_with("/guiche/v1/")
}

/// Those of them that write.
fn writes() -> Vec<Route> {
    let routes = guarded().into_iter();
    routes.filter(|route| route.methods == "POST").collect()
}

/// Those of them that read.
fn reads() -> Vec<Route> {
    let routes = guarded().into_iter();
    routes.filter(|route| route.methods == "GET, HEAD").collect()
}

/// A path of the template.
fn path(route: &Route) -> String {
    route.path.replace("{file}", "index.html").replace("{customer_id}", "4711")
}

/// Asserts that a fault is in the envelope, key by key in its order, and how everything under `/v2.0` is written.
#[track_caller]
fn assert_envelope(answer: &Answer) {
    assert_eq!(answer.header("content-type"), "application/json", "{}", answer.body);
    let json = assert_written(answer);
    let first = json["message"].as_str().unwrap();
    let beginning =
        format!(r#"{{"error":true,"message":{},"success":false,"errors":[{{"field":"#, escaped(first));
    assert!(answer.body.starts_with(&beginning), "{}", answer.body);
    assert_eq!(json.as_object().unwrap().len(), 4, "{}", answer.body);
    assert_eq!(json["errors"][0]["message"], first);
}

/// Asserts that a fault is told as problem details, with the status in the body too.
#[track_caller]
fn assert_problem(answer: &Answer) {
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.body);
    let json = assert_written(answer);
    assert!(answer.body.starts_with(r#"{"type":"about:blank","title":""#), "{}", answer.body);
    assert_eq!(json["status"], answer.status.as_u16());
    assert_eq!(json.as_object().unwrap().len(), 5, "{}", answer.body);
    assert_eq!(json["errors"][0]["message"], json["detail"]);
}

/// Asserts that a fault is told as everything under `/guiche/v1` is: as problem details, in plain JSON.
#[track_caller]
fn assert_ours(answer: &Answer) {
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.body);
    assert!(!answer.body.contains("\\u") && !answer.body.contains("\\/"), "{}", answer.body);
    let json = answer.json();
    assert!(answer.body.starts_with(r#"{"type":"about:blank","title":""#), "{}", answer.body);
    assert_eq!((&json["status"], json.as_object().unwrap().len()), (&answer.status.as_u16().into(), 5));
    assert_eq!(json["errors"][0]["message"], json["detail"]);
    assert_eq!(answer.header("cache-control"), "no-store");
}

/// Compact JSON in ASCII, not to be kept by anybody, with an id.
#[track_caller]
fn assert_written(answer: &Answer) -> Value {
    assert!(answer.body.is_ascii() && !answer.body.contains('\n'), "{}", answer.body);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(!answer.header("x-request-id").is_empty());
    let json = answer.json();
    for fault in json["errors"].as_array().expect("errors") {
        let keys: Vec<&String> = fault.as_object().unwrap().keys().collect();
        assert_eq!(keys.len(), 3, "{fault}");
        assert!(fault["field"].is_null() || fault["field"].is_string(), "{fault}");
        assert!(fault["code"].is_string() && fault["message"].is_string(), "{fault}");
    }
    json
}

/// JSON as `/v2.0` writes it: `\uXXXX` and `\/`.
fn escaped(text: &str) -> String {
    let json = serde_json::to_string(text).unwrap().replace('/', "\\/");
    json.chars()
        .map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) })
        .collect()
}
