//! Methods that a path does not know, and `HEAD`.

use guiche_api::routes::list;
use guiche_tests::{App, Raw};
use http::Method;

use super::{assert_envelope, assert_ours, assert_problem, is_ours, path, reads};

const METHODS: [&str; 12] = [
    "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "BREW",
    "post",
];

#[tokio::test]
async fn a_method_that_a_path_does_not_know_is_405_and_says_what_it_knows() {
    let app = App::start().await;
    for route in list() {
        let known: Vec<&str> = route.methods.split(", ").collect();
        for method in METHODS.iter().filter(|method| !known.contains(method)) {
            let request = |more: &str| format!("{method} {} HTTP/1.1\r\nHost: a\r\n{more}\r\n", path(&route));
            let mut raw = Raw::connect(&app).await;
            raw.send(request("")).await;
            if *method == "HEAD" {
                let (status, headers) = raw.head().await;
                assert_eq!((status.as_u16(), headers["allow"].to_str().unwrap()), (405, route.methods));
                let media = if is_ours(&route) { "application/problem+json" } else { "application/json" };
                assert_eq!(headers["content-type"], media);
                continue;
            }
            let answer = raw.answer().await.expect(405);
            if is_ours(&route) {
                assert_ours(&answer);
            } else {
                assert_envelope(&answer);
            }
            assert_eq!(answer.faults(), "-: method_not_allowed");
            let allow: Vec<_> = answer.headers.get_all("allow").iter().collect();
            assert_eq!(allow, [route.methods], "{method} {}", route.path);

            let answer = Raw::ask(&app, request("Accept: application/problem+json\r\n")).await.expect(405);
            if is_ours(&route) {
                assert_ours(&answer);
            } else {
                assert_problem(&answer);
            }
            assert_eq!(answer.header("allow"), route.methods);
        }
    }
}

#[tokio::test]
async fn a_token_makes_no_difference_to_a_wrong_method() {
    let app = App::start().await;
    for actor in [app.anon(), app.holder("nobody"), app.erp()] {
        let answer = actor.get("/v2.0/customer/new", &[]).await.expect(405);
        assert_eq!(answer.header("allow"), "POST");
        let answer = actor.post("/v2.0/customer/details", &[]).await.expect(405);
        assert_eq!(answer.header("allow"), "GET, HEAD");
    }
}

#[tokio::test]
async fn head_is_answered_as_get_without_the_body() {
    let app = App::start().await;
    let form = [("customer_id", "1"), ("name", "Ana")];
    app.erp().post("/v2.0/customer/new", &form).await.expect(200);
    for route in reads() {
        for (actor, query) in [(app.erp(), "?customer_id=1"), (app.erp(), "?customer_id=2"), (app.anon(), "")]
        {
            let path = path(&route) + query;
            let actor = actor.with("x-request-id", "same");
            let get = actor.call(Method::GET, &path).await;
            let head = actor.call(Method::HEAD, &path).await;
            assert_eq!((head.status, &*head.body), (get.status, ""));
            let without_date = |mut headers: http::HeaderMap| {
                headers.remove("date");
                headers
            };
            assert_eq!(head.header("content-length"), get.body.len().to_string());
            assert_eq!(without_date(head.headers), without_date(get.headers));
        }
    }
}
