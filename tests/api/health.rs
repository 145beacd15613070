//! What monitoring asks, and what happens where the store cannot be reached.

use guiche_tests::App;
use http::Method;
use insta::assert_snapshot;

#[tokio::test]
async fn a_server_is_alive_and_ready_for_anybody_who_asks() {
    let app = App::start().await;
    assert_snapshot!(app.anon().get("/healthz", &[]).await.expect(200).body, @"ok");
    assert_snapshot!(app.anon().get("/readyz", &[]).await.expect(200).body, @"ready");
    for path in ["/healthz", "/readyz"] {
        let head = app.anon().call(Method::HEAD, path).await.expect(200);
        assert_eq!(head.body, "", "{path}");
    }
}

#[tokio::test]
async fn without_its_store_a_server_is_alive_and_not_ready() {
    let app = App::start().await;
    close(&app).await;
    app.anon().get("/healthz", &[]).await.expect(200);
    assert_snapshot!(app.anon().get("/readyz", &[]).await.expect(503).body, @"not ready");
}

#[tokio::test]
async fn without_its_store_a_server_asks_to_come_again() {
    let app = App::start().await;
    let erp = app.erp();
    close(&app).await;
    let form = [("customer_id", "1"), ("name", "Ana")];
    let answer = erp.post("/v2.0/customer/new", &form).await.expect(503);
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"O servi\u00e7o est\u00e1 indispon\u00edvel no momento: tente de novo em instantes.","success":false,"errors":[{"field":null,"code":"service_unavailable","message":"O servi\u00e7o est\u00e1 indispon\u00edvel no momento: tente de novo em instantes."}]}"#);
    assert_eq!(answer.header("retry-after"), "1");
    assert_eq!(answer.header("cache-control"), "no-store");
    let details = erp.get("/v2.0/customer/details", &[]).await.expect(503);
    assert_eq!((details.header("retry-after"), &details.body), ("1", &answer.body));

    let problem = erp.with("accept", "application/problem+json").with("accept-language", "en");
    let answer = problem.post("/v2.0/customer/new", &form).await.expect(503);
    assert_eq!(answer.header("retry-after"), "1");
    assert_snapshot!(answer.body, @r#"{"type":"about:blank","title":"Service Unavailable","status":503,"detail":"The service is not available at the moment: try again shortly.","errors":[{"field":null,"code":"service_unavailable","message":"The service is not available at the moment: try again shortly."}]}"#);
    // What needs no store is answered as ever.
    app.anon().get("/v2.0/customer/details", &[]).await.expect(401);
    app.anon().get("/v2.0/nothing", &[]).await.expect(404);
}

async fn close(app: &App) {
    let db = app.db().clone();
    tokio::task::spawn_blocking(move || db.close()).await.expect("the store closes");
}
