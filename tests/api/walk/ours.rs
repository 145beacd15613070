//! What holds for every route under `/guiche/v1`: problem details, plain JSON, standard statuses.

use guiche_api::routes::{Guard, Route, list};
use guiche_desk::Permission;
use guiche_tests::{App, Raw};
use http::Method;

use super::{assert_ours, is_ours, path};

/// Each method of each route, but for `HEAD`, and whether it writes.
fn operations() -> Vec<(Route, Method, bool)> {
    let routes = list().into_iter().filter(is_ours);
    let operations = routes.flat_map(|route| {
        let methods = route.methods.split(", ").filter(|method| *method != "HEAD");
        methods.map(move |method| (route.clone(), method.parse().unwrap(), method != "GET"))
    });
    operations.collect()
}

#[test]
fn who_may_read_and_who_may_write_is_told_apart() {
    for (route, _, _) in operations() {
        let expected = if route.methods == "GET, HEAD" {
            Guard::Token(Permission::ReadCustomers)
        } else {
            Guard::Tokens(Permission::ReadCustomers, Permission::WriteCustomers)
        };
        assert_eq!(route.guard, expected, "{route:?}");
    }
}

#[tokio::test]
async fn every_operation_refuses_a_missing_and_an_unknown_token_and_an_account_without_an_api() {
    let app = App::start().await;
    let small = app.account("small").plan(guiche_domain::plan::Plan::Basic).create().await;
    let small = app.token(&small).create().await;
    for (route, method, _) in operations() {
        for (actor, status, faults) in [
            (app.anon(), 401, "-: token_missing"),
            (app.holder("nobody"), 401, "-: token_invalid"),
            (app.holder(&small), 403, "-: plan"),
        ] {
            let answer = actor.call(method.clone(), &path(&route)).await.expect(status);
            assert_ours(&answer);
            assert_eq!(answer.faults(), faults, "{method} {}", route.path);
            let challenge = if status == 401 { "Bearer" } else { "" };
            assert_eq!(answer.header("www-authenticate"), challenge);
        }
    }
}

#[tokio::test]
async fn a_read_only_token_reads_and_does_not_write() {
    let app = App::start().await;
    let reader = app.token(&app.default_account().await).read_only().create().await;
    let reader = app.holder(&reader);
    for (route, method, writes) in operations() {
        let answer = reader.call(method.clone(), &path(&route)).await;
        if writes {
            let answer = answer.expect(403);
            assert_ours(&answer);
            assert_eq!(answer.faults(), "-: token_read_only", "{method} {}", route.path);
        } else {
            assert!(!answer.body.contains("token"), "{}", answer.body);
        }
    }
}

#[tokio::test]
async fn every_write_takes_nothing_but_json() {
    let app = App::start().await;
    for (route, method, _) in operations().into_iter().filter(|(_, _, writes)| *writes) {
        let send = async |content_type: &str, body: &'static [u8]| {
            let request = app.erp().request(method.clone(), &path(&route));
            app.erp().send(request.header("content-type", content_type).body(body)).await
        };
        for content_type in
            ["text/plain", "multipart/form-data; boundary=b", "application/x-www-form-urlencoded"]
        {
            assert_ours(&send(content_type, b"a=1").await.expect(415));
        }
        assert_eq!(send("application/merge-patch+json", b"{}").await.status == 415, method != Method::PATCH);
        let answer = app.erp().call(method.clone(), &path(&route)).await.expect(400);
        assert_ours(&answer);
        assert_eq!(answer.faults(), "-: malformed", "{method} {}", route.path);
        let request = app.erp().request(method.clone(), &path(&route)).header("content-encoding", "gzip");
        assert_ours(&app.erp().send(request.json(&serde_json::json!({}))).await.expect(415));
    }
}

#[tokio::test]
async fn what_does_not_exist_is_a_problem_for_everybody() {
    let app = App::start().await;
    for path in
        ["/guiche/v1", "/guiche/v1/", "//guiche//v1//nothing", "/guiche/v1/customers/1/2", "/guiche/v1/%FF"]
    {
        for method in ["GET", "PUT", "DELETE"] {
            let answer =
                Raw::ask(&app, format!("{method} {path} HTTP/1.1\r\nHost: a\r\n\r\n")).await.expect(404);
            assert_ours(&answer);
            assert_eq!(answer.faults(), "-: not_found");
        }
    }
}

#[tokio::test]
async fn head_is_answered_as_get_without_the_body() {
    let app = App::start().await;
    app.erp().post("/v2.0/customer/new", &[("customer_id", "4711"), ("name", "Ana")]).await.expect(200);
    for (route, method, _) in operations() {
        if method == Method::GET {
            let get = app.erp().call(Method::GET, &path(&route)).await;
            let head = app.erp().call(Method::HEAD, &path(&route)).await;
            assert_eq!((head.status, &*head.body), (get.status, ""));
            assert_eq!(head.header("content-length"), get.body.len().to_string());
            assert_eq!(head.header("etag"), get.header("etag"));
        }
    }
}
