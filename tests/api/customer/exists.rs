//! `GET /v2.0/customer/exists` and `/v2.0/customers/exists`

use guiche_tests::App;
use insta::assert_snapshot;

use super::new::NEW;

const BOTH: [&str; 2] = ["/v2.0/customer/exists", "/v2.0/customers/exists"];

async fn with_ana() -> App {
    let app = App::start().await;
    let ana = [("customer_id", "1"), ("name", "Ana"), ("email", "Ana@exemplo.com")];
    app.erp().post(NEW, &ana).await.expect(200);
    app
}

#[tokio::test]
async fn it_is_told_in_the_data_and_at_the_root() {
    let app = with_ana().await;
    for path in BOTH {
        let there = app.erp().get(path, &[("customer_id", "1")]).await.expect(200);
        let missing = app.erp().get(path, &[("customer_id", "2")]).await.expect(200);
        insta::allow_duplicates! {
            assert_snapshot!(there.body, @r#"{"error":false,"message":null,"data":{"exists":true},"success":true,"exists":true}"#);
            assert_snapshot!(missing.body, @r#"{"error":false,"message":null,"data":{"exists":false},"success":true,"exists":false}"#);
        }
    }
}

#[tokio::test]
async fn a_customer_is_named_in_two_ways_and_what_nobody_can_have_is_nobodys() {
    let app = with_ana().await;
    let other = app.account("other").create().await;
    let other = app.holder(&app.token(&other).create().await);
    let (long, longest) = ("a".repeat(251), "é".repeat(512));
    for (actor, id, kind, exists) in [
        (app.erp(), "1", "", true),
        (app.erp(), "1", "i", true),
        (app.erp(), " ANA@EXEMPLO.COM", "E", true),
        (app.erp(), "1 ", "I", false),
        (app.erp(), "1", "E", false),
        (app.erp(), "ana@exemplo.com", "I", false),
        (app.erp(), "nobody@exemplo.com", "E", false),
        (app.erp(), &*long, "I", false),
        (app.erp(), &*longest, "I", false),
        (app.erp(), &*longest, "E", false),
        (other.clone(), "1", "", false),
        (other, "ana@exemplo.com", "E", false),
    ] {
        let query = [("customer_id", id), ("customer_type_id", kind)];
        for path in BOTH {
            let json = actor.get(path, &query).await.expect(200).json();
            assert_eq!(
                (&json["exists"], &json["data"]["exists"]),
                (&exists.into(), &exists.into()),
                "{query:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_question_that_names_nobody_is_refused() {
    let app = with_ana().await;
    let longer = "a".repeat(513);
    for (query, faults) in [
        (&[][..], "customer_id: required"),
        (&[("customer_id", " ")], "customer_id: required"),
        (&[("customer_id", "1\0")], "customer_id: invalid"),
        (&[("customer_id", &*longer)], "customer_id: too_long"),
        (&[("customer_id", "1"), ("customer_id", "2")], "customer_id: repeated"),
        (
            &[("customer_id", ""), ("customer_type_id", "X")],
            "customer_id: required, customer_type_id: invalid",
        ),
    ] {
        for path in BOTH {
            assert_eq!(app.erp().get(path, query).await.expect(401).faults(), faults);
        }
    }
    let problem = app.erp().with("accept", "application/problem+json");
    problem.get(BOTH[0], &[]).await.expect(422);
}

#[tokio::test]
async fn unknown_parameters_are_named_or_refused() {
    let app = with_ana().await;
    let query = [("customer_id", "x"), ("customer_type_id", "E"), ("page", "1")];
    let answer = app.erp().get(BOTH[0], &query).await.expect(200);
    assert_eq!(answer.header("ignored-parameters"), "page");
    let strict = app.erp().with("prefer", "handling=strict");
    assert_eq!(strict.get(BOTH[1], &query).await.expect(401).faults(), "page: unknown");
}
