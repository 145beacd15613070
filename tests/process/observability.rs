//! What whoever runs the server sees: metrics by route, one line in the log for each request, and nothing about people in
//! either.

use std::collections::BTreeSet;

use guiche_tests::process::Server;
use http::Method;
use serde_json::Value;

use crate::place;

/// What must not be found where operators look. None of it can come about in a time, a count or an id by chance.
const PERSONAL: [&str; 8] =
    ["Maria", "maria", "98765-4321", "erp-4711", "secreto", "exemplo", "203.0.113.77", "127.0.0.2"];

/// Requests about one person, with every kind of outcome; what each was answered as `X-Request-Id`.
async fn ask_about_a_person(server: &Server) -> Vec<String> {
    let form = "customer_id=erp-4711&name=Maria+Silva&email=maria@exemplo.com.br&phone=98765-4321&password=secreto-secreto";
    let details = "/v2.0/customer/details?customer_id=erp-4711";
    let (new, token) = ("/v2.0/customer/new", server.token());
    let requests = [
        (Method::POST, new, token, form),
        (Method::POST, new, token, form),
        (Method::POST, new, token, "customer_id=erp-4711&name=Maria&email=maria"),
        (Method::POST, new, "gui_maria-secreto", form),
        (Method::GET, details, token, ""),
        (Method::HEAD, details, token, ""),
        (
            Method::GET,
            "/v2.0/customer/details?customer_id=maria@exemplo.com.br&customer_type_id=E",
            token,
            "",
        ),
        (Method::from_bytes(b"MARIA").expect("a method"), details, token, ""),
        (Method::GET, "/v2.0/maria/erp-4711?name=Maria", token, ""),
        (Method::GET, "/docs/maria.js", token, ""),
        (Method::GET, "/healthz?maria", token, ""),
    ];
    // From an address of its own, so that the log's own mention of the server's is none of the client's.
    let client = reqwest::Client::builder().no_proxy().local_address(Some([127, 0, 0, 2].into()));
    let client = client.build().expect("a client");
    let mut ids = Vec::new();
    for (method, path, token, body) in requests {
        let request = client
            .request(method, format!("http://{}{path}", server.address()))
            .bearer_auth(token)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("x-forwarded-for", "203.0.113.77")
            .body(body);
        let answer = request.send().await.expect("an answer");
        let id = answer.headers().get("x-request-id").expect("an id").to_str().expect("text");
        ids.push(id.to_owned());
    }
    let own = client.get(format!("http://{}/healthz", server.address())).header("x-request-id", "erp-7");
    assert_eq!(own.send().await.expect("an answer").headers()["x-request-id"], "erp-7");
    ids.push("erp-7".into());
    ids
}

#[tokio::test]
async fn the_log_has_one_line_for_each_request_and_nothing_about_people() {
    let place = place();
    let server = place.serve(&["--trusted-proxy", "127.0.0.0/8"]).await;
    let (ids, token) = (ask_about_a_person(&server).await, place.token());
    server.signal(guiche_tests::process::Signal::TERM);
    let (_, log) = server.end().await;

    let lines: Vec<Value> = log.iter().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let about = lines.iter().filter(|line| line["message"] == "request");
    let logged: Vec<&str> = about.clone().map(|line| line["request_id"].as_str().expect("an id")).collect();
    assert_eq!(logged, ids);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "each has its own");
    let seen =
        about.map(|line| format!("{} {} {}", line["method"], line["route"], line["status"]).replace('"', ""));
    assert_eq!(
        seen.collect::<Vec<_>>(),
        [
            "POST /v2.0/customer/new 200",
            "POST /v2.0/customer/new 401",
            "POST /v2.0/customer/new 401",
            "POST /v2.0/customer/new 401",
            "GET /v2.0/customer/details 200",
            "HEAD /v2.0/customer/details 200",
            "GET /v2.0/customer/details 200",
            "other /v2.0/customer/details 405",
            "GET none 404",
            "GET /docs/{file} 404",
            "GET /healthz 200",
            "GET /healthz 200",
        ]
    );
    let log = log.join("\n");
    for word in PERSONAL.into_iter().chain([&*token]) {
        assert!(!log.contains(word), "{word} in\n{log}");
    }
}

#[tokio::test]
async fn a_link_that_signs_in_is_in_no_log_however_much_is_logged() {
    let place = place();
    let server = place.serve(&["--log-level", "trace"]).await;
    let erp = server.erp();
    erp.post("/v2.0/customer/new", &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    let with_key = erp.with("idempotency-key", "k");
    let link = with_key.post("/v2.0/customer/quick_access", &[("customer_id", "1")]).await.expect(200);
    with_key.post("/v2.0/customer/quick_access", &[("customer_id", "1")]).await.expect(200);
    let token = link.json()["data"]["token"].as_str().expect("a token").to_owned();
    server.signal(guiche_tests::process::Signal::TERM);
    let (_, log) = server.end().await;
    assert!(log.iter().any(|line| line.contains("/v2.0/customer/quick_access")), "{log:?}");
    assert!(!log.iter().any(|line| line.contains(&token)), "{log:?}");
}

#[tokio::test]
async fn metrics_count_by_route_on_a_listener_of_their_own_and_name_no_ids() {
    let place = place();
    let server = place.serve(&["--metrics-listen", "127.0.0.1:0"]).await;
    ask_about_a_person(&server).await;

    let answer = server.monitoring().await.get("/metrics", &[]).await.expect(200);
    let metrics = &answer.body;
    for sample in [
        r#"guiche_requests_total{method="POST",route="/v2.0/customer/new",status="200"} 1"#,
        r#"guiche_requests_total{method="POST",route="/v2.0/customer/new",status="401"} 3"#,
        r#"guiche_requests_total{method="GET",route="/v2.0/customer/details",status="200"} 2"#,
        r#"guiche_requests_total{method="other",route="/v2.0/customer/details",status="405"} 1"#,
        r#"guiche_requests_total{method="GET",route="none",status="404"} 1"#,
        r#"guiche_request_seconds_count{route="/v2.0/customer/new"} 4"#,
        r#"guiche_connections{listener="api"} "#,
        "guiche_store_group_jobs_count ",
        "guiche_build_info{version=",
    ] {
        assert!(metrics.lines().any(|line| line.starts_with(sample)), "{sample} in\n{metrics}");
    }
    for word in PERSONAL.into_iter().chain([&*place.token()]) {
        assert!(!metrics.contains(word), "{word} in\n{metrics}");
    }
    server.anon().get("/metrics", &[]).await.expect(404);
}

#[tokio::test]
async fn requests_over_the_limit_are_counted() {
    let place = place();
    let server = place.serve(&["--metrics-listen", "127.0.0.1:0", "--rate-limit", "1/m"]).await;
    for status in [404, 429, 429] {
        server.erp().get("/v2.0/customer/details", &[("customer_id", "1")]).await.expect(status);
    }
    let metrics = server.monitoring().await.get("/metrics", &[]).await.expect(200).body;
    for sample in [
        "guiche_rate_limited_total 2",
        r#"guiche_requests_total{method="GET",route="/v2.0/customer/details",status="429"} 2"#,
    ] {
        assert!(metrics.lines().any(|line| line == sample), "{sample} in\n{metrics}");
    }
}
