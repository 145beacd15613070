//! `POST /v2.0/customer/department/link` and `unlink`

use futures_util::future::join_all;
use guiche_tests::App;
use insta::assert_snapshot;
use serde_json::json;

use super::new::NEW;
use super::{count, trail};

const LINK: &str = "/v2.0/customer/department/link";
const UNLINK: &str = "/v2.0/customer/department/unlink";
const LINKS: &str = "SELECT count(*) FROM customer_department";

/// A server with the customer `1` and a department.
async fn with_both() -> (App, String) {
    let app = App::start().await;
    let ana = [("customer_id", "1"), ("name", "Ana"), ("email", "ana@exemplo.com")];
    app.erp().post(NEW, &ana).await.expect(200);
    let department = app.department(&app.default_account().await, "Suporte").await;
    (app, department)
}

#[tokio::test]
async fn a_customer_is_linked_and_unlinked_and_each_is_a_change_of_it() {
    let (app, department) = with_both().await;
    let erp = app.erp();
    let form = [("customer_id", "1"), ("configuration", &*department)];
    let by_address =
        [("customer_id", "ANA@exemplo.com"), ("customer_type_id", "E"), ("configuration", &*department)];
    for _ in 0..2 {
        let linked = erp.post(LINK, &form).await.expect(200);
        insta::allow_duplicates! {
            assert_snapshot!(linked.body, @r#"{"error":false,"message":"O cliente foi vinculado ao departamento.","success":true}"#);
        }
        assert_eq!(count(&app, LINKS).await, 1);
    }
    for _ in 0..2 {
        let unlinked = erp.post(UNLINK, &by_address).await.expect(200);
        insta::allow_duplicates! {
            assert_snapshot!(unlinked.body, @r#"{"error":false,"message":"O cliente foi desvinculado do departamento.","success":true}"#);
        }
        assert_eq!(count(&app, LINKS).await, 0);
    }
    let trail = trail(&app).await;
    let known = |line: &String| line.replace(&department, "DEPARTMENT");
    assert_snapshot!(trail[1..].iter().map(known).collect::<Vec<_>>().join("\n"), @r#"
    customer 2 linked {"department_id":"DEPARTMENT"}
    customer 3 unlinked {"department_id":"DEPARTMENT"}
    department 1 created {"name":"Suporte"}
    "#);
    assert_eq!(count(&app, "SELECT version FROM customer").await, 3);
}

#[tokio::test]
async fn all_three_encodings_are_read() {
    let (app, department) = with_both().await;
    let form = [("customer_id", "1"), ("configuration", &*department)];
    app.erp().post_multipart(LINK, &form).await.expect(200);
    assert_eq!(count(&app, LINKS).await, 1);
    let body = json!({ "customer_id": 1, "configuration": department });
    app.erp().post_json(UNLINK, &body).await.expect(200);
    assert_eq!(count(&app, LINKS).await, 0);
}

#[tokio::test]
async fn what_is_not_there_is_refused_with_all_that_is_wrong() {
    let (app, department) = with_both().await;
    let other = app.account("other").create().await;
    let theirs = app.department(&other, "Vendas").await;
    let other = app.holder(&app.token(&other).create().await);
    let long = "a".repeat(513);
    for path in [LINK, UNLINK] {
        for (actor, id, configuration, status, faults) in [
            (app.erp(), "1", &*theirs, 404, "configuration: not_found"),
            (app.erp(), "1", "x", 404, "configuration: not_found"),
            (app.erp(), "2", "x", 404, "customer_id: not_found, configuration: not_found"),
            (other.clone(), "1", &*department, 404, "customer_id: not_found, configuration: not_found"),
            (app.erp(), "1", "", 401, "configuration: required"),
            (app.erp(), "1", &*long, 401, "configuration: too_long"),
            (app.erp(), "1", "a\0", 401, "configuration: invalid"),
            (app.erp(), "", "x", 401, "customer_id: required, configuration: not_found"),
            (app.erp(), "2", " ", 401, "configuration: required, customer_id: not_found"),
        ] {
            let answer = actor.post(path, &[("customer_id", id), ("configuration", configuration)]).await;
            assert_eq!(answer.expect(status).faults(), faults);
        }
        let strict = app.erp().with("prefer", "handling=strict");
        let form = [("customer_id", "1"), ("configuration", &*department), ("department_id", "x")];
        assert_eq!(strict.post(path, &form).await.expect(401).faults(), "department_id: unknown");
        let problem = app.erp().with("accept", "application/problem+json");
        problem.post(path, &[("customer_id", "1"), ("configuration", "x")]).await.expect(422);
    }
    assert_eq!((count(&app, LINKS).await, count(&app, "SELECT version FROM customer").await), (0, 1));
    let padded = format!(" {department} ");
    let answer = app.erp().post(LINK, &[("customer_id", "1"), ("configuration", &*padded), ("x", "")]).await;
    assert_eq!(answer.expect(200).header("ignored-parameters"), "x");
}

#[tokio::test]
async fn a_repetition_is_answered_again_and_links_no_more() {
    let (app, department) = with_both().await;
    let erp = app.erp().with("idempotency-key", "k");
    let form = [("customer_id", "1"), ("configuration", &*department)];
    erp.post(LINK, &form).await.expect(200);
    app.erp().post(UNLINK, &form).await.expect(200);
    let again = erp.post(LINK, &form).await.expect(200);
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(count(&app, LINKS).await, 0);
    let refused = erp.post(UNLINK, &form).await.expect(401);
    assert_eq!(refused.faults(), "-: idempotency_conflict");
    let english = app.erp().with("accept-language", "en");
    assert_eq!(
        english.post(LINK, &form).await.json()["message"],
        "The customer has been linked to the department."
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_once_one_links() {
    let (app, department) = with_both().await;
    let erp = app.erp();
    let form = [("customer_id", "1"), ("configuration", &*department)];
    for answer in join_all((0..20).map(|_| erp.post(LINK, &form))).await {
        answer.expect(200);
    }
    assert_eq!((count(&app, LINKS).await, count(&app, "SELECT version FROM customer").await), (1, 2));
}
