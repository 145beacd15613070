//! The API's description: what is served, and that it and the list of routes name the same.

use std::collections::BTreeSet;

use guiche_api::openapi::document;
use guiche_api::routes::{Guard, list};
use guiche_tests::App;
use serde_json::Value;

fn parsed() -> Value {
    serde_json::from_str(&document()).unwrap()
}

/// `METHOD /path` of every operation that is described.
fn described() -> BTreeSet<String> {
    let document = parsed();
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.iter().flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().keys();
        let methods =
            methods.filter(|key| !["parameters", "summary", "description", "servers"].contains(&&***key));
        methods.map(move |method| format!("{} {path}", method.to_uppercase()))
    });
    operations.collect()
}

#[test]
fn the_document() {
    insta::assert_snapshot!(document());
}

#[tokio::test]
async fn the_document_is_served_as_it_is_to_anybody() {
    let app = App::start().await;
    let answer = app.anon().get("/openapi.json", &[]).await.expect(200);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.body, document());
}

#[test]
fn it_is_of_version_3_1() {
    assert!(parsed()["openapi"].as_str().unwrap().starts_with("3.1."));
}

#[test]
fn every_route_of_the_api_is_described_with_its_method() {
    let described = described();
    for route in list().iter().filter(|route| route.guard != Guard::Open) {
        // `HEAD` is answered as `GET` and not described.
        for method in route.methods.split(", ").filter(|method| *method != "HEAD") {
            let operation = format!("{method} {}", route.path);
            assert!(described.contains(&operation), "{operation} is not described");
        }
    }
}

#[test]
fn every_operation_that_is_described_is_there() {
    let routes = list();
    for operation in described() {
        let (method, path) = operation.split_once(' ').unwrap();
        let route = routes.iter().find(|route| route.path == path);
        let route = route.unwrap_or_else(|| panic!("{operation} is described and not there"));
        assert!(route.methods.split(", ").any(|known| known == method), "{operation}");
    }
}

#[test]
fn what_needs_a_token_says_so() {
    let document = parsed();
    for route in list() {
        let Some(item) = document["paths"].get(route.path) else { continue };
        for operation in item.as_object().unwrap().values() {
            let needs = operation.get("security").unwrap_or(&document["security"]);
            let open = needs == &serde_json::json!([{}]);
            assert_eq!(open, route.guard == Guard::Open, "{}", route.path);
        }
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let document = parsed();
    let text = document.to_string();
    for reference in text.split("\"$ref\":\"#").skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
    }
}
