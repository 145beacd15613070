//! `GET /guiche/v1/customers`: what is asked, and how it is answered. What is found is tested where it is found.

use guiche_tests::App;
use serde_json::json;

const PATH: &str = "/guiche/v1/customers";

#[tokio::test]
async fn nobody_is_an_empty_list() {
    let app = App::start().await;
    let answer = app.erp().get(PATH, &[]).await.expect(200);
    assert_eq!(answer.json(), json!({ "data": [], "next": null }));
    assert_eq!(answer.header("link"), "");
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_all_at_once() {
    let app = App::start().await;
    let long = "x".repeat(251);
    let answer = app.erp().get(PATH, &[("q", &long), ("cursor", "x"), ("limit", "0")]).await.expect(422);
    assert_eq!(answer.faults(), "q: too_long, cursor: invalid, limit: invalid");
    for limit in ["201", "-1", "a", "1.0"] {
        assert_eq!(app.erp().get(PATH, &[("limit", limit)]).await.expect(422).faults(), "limit: invalid");
    }
    for limit in ["1", "200", " 5 ", ""] {
        app.erp().get(PATH, &[("limit", limit), ("q", " "), ("cursor", "")]).await.expect(200);
    }
}
