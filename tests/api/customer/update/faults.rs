//! What is refused: all faults at once, who is not there, what others have, plans, problem details.

use guiche_domain::plan::Plan;
use insta::assert_snapshot;

use super::{UPDATE, with_ana};
use crate::customer::new::NEW;
use crate::customer::{shown, trail};

#[tokio::test]
async fn all_faults_come_at_once_in_their_order() {
    let app = with_ana().await;
    app.erp()
        .post(NEW, &[("customer_id", "2"), ("name", "Bia"), ("email", "bia@exemplo.com")])
        .await
        .expect(200);
    let long = "a".repeat(251);
    let all = [
        ("sobrenome", "Lima"),
        ("custom_field[x]", "1"),
        ("password", "1"),
        ("portfolio_id", "x"),
        ("language", "fr"),
        ("organization_id", "x"),
        ("create_tickets", "talvez"),
        ("phone", "123456789012345678901"),
        ("email", "BIA@exemplo.com"),
        ("name", &*long),
        ("internal_id", "2"),
        ("customer_id", "3"),
    ];
    let answer = app.erp().with("prefer", "handling=strict").post(UPDATE, &all).await.expect(401);
    assert_snapshot!(answer.faults(), @"internal_id: not_allowed, internal_id: duplicate, name: too_long, email: duplicate, phone: too_long, create_tickets: invalid, language: not_allowed, password: invalid, sobrenome: unknown, customer_id: not_found, organization_id: not_found, portfolio_id: not_found, custom_field[x]: not_found");
    let answer = app.erp().with("idempotency-key", "a b").post(UPDATE, &all).await.expect(401);
    assert!(answer.faults().starts_with("-: invalid, "), "{}", answer.faults());
    assert_eq!(answer.header("ignored-parameters"), "sobrenome");
    assert_eq!(trail(&app).await.len(), 2);
}

#[tokio::test]
async fn of_a_customer_that_cannot_be_told_nothing_is_said_to_be_taken() {
    let app = with_ana().await;
    let own = [("internal_id", "1"), ("email", "ana@exemplo.com"), ("name", " "), ("language", "fr")];
    for (named, faults) in [
        (
            &[("customer_id", "1"), ("customer_type_id", "X")][..],
            "customer_type_id: invalid, language: not_allowed",
        ),
        (
            &[("customer_id", "1"), ("customer_type_id", "I"), ("customer_type_id", "E")],
            "customer_type_id: repeated, language: not_allowed",
        ),
        (&[("customer_type_id", "E")], "customer_id: required, language: not_allowed"),
    ] {
        let answer = app.erp().post(UPDATE, &[named, &own].concat()).await.expect(401);
        assert_eq!(answer.faults(), faults);
    }
}

#[tokio::test]
async fn nobody_is_changed_who_is_not_there() {
    let app = with_ana().await;
    let other = app.account("other").create().await;
    let other = app.holder(&app.token(&other).create().await);
    let (long, longer) = ("a".repeat(251), "a".repeat(513));
    for (actor, id, kind, status, faults) in [
        (app.erp(), "2", "", 404, "customer_id: not_found"),
        (app.erp(), "1 ", "I", 404, "customer_id: not_found"),
        (app.erp(), "1", "E", 404, "customer_id: not_found"),
        (app.erp(), "ana@exemplo.com", "", 404, "customer_id: not_found"),
        (app.erp(), &*long, "", 404, "customer_id: not_found"),
        (app.erp(), &*longer, "", 401, "customer_id: too_long"),
        (app.erp(), " ", "", 401, "customer_id: required"),
        (other.clone(), "1", "", 404, "customer_id: not_found"),
        (other, "ana@exemplo.com", "E", 404, "customer_id: not_found"),
    ] {
        let form = [("customer_id", id), ("customer_type_id", kind), ("name", "Eva")];
        assert_eq!(actor.post(UPDATE, &form).await.expect(status).faults(), faults, "{id}");
    }
    assert_eq!(shown(&app.erp(), "1").await["name"], "Ana");
}

#[tokio::test]
async fn a_key_or_an_address_of_another_is_a_duplicate_and_that_of_another_account_is_not() {
    let app = with_ana().await;
    let other = app.account("other").create().await;
    let other = app.holder(&app.token(&other).create().await);
    let bia = [("customer_id", "2"), ("name", "Bia"), ("email", "bia@exemplo.com")];
    app.erp().post(NEW, &bia).await.expect(200);
    let cid = [("customer_id", "3"), ("name", "Cid"), ("email", "cid@exemplo.com")];
    other.post(NEW, &cid).await.expect(200);

    let named = [("customer_id", "ana@exemplo.com"), ("customer_type_id", "E")];
    let taken = [&named[..], &[("internal_id", "2"), ("email", "BIA@exemplo.com")]].concat();
    let answer = app.erp().post(UPDATE, &taken).await.expect(401);
    assert_eq!(answer.faults(), "internal_id: duplicate, email: duplicate");
    let problem = app.erp().with("accept", "application/problem+json");
    problem.post(UPDATE, &taken).await.expect(409);
    assert_eq!(shown(&app.erp(), "1").await["email"], "Ana@exemplo.com");
    let free = [&named[..], &[("internal_id", "3"), ("email", "cid@exemplo.com")]].concat();
    app.erp().post(UPDATE, &free).await.expect(200);
    assert_eq!(shown(&app.erp(), "3").await["name"], "Ana");
}

#[tokio::test]
async fn references_are_those_of_the_account_and_portfolios_are_of_enterprise() {
    let app = with_ana().await;
    let other = app.account("other").plan(Plan::Premium).create().await;
    let (organization, portfolio) =
        (app.organization(&other, "Sul").await, app.portfolio(&other, "Ouro").await);
    let theirs = [("customer_id", "1"), ("organization_id", &*organization), ("portfolio_id", &*portfolio)];
    let answer = app.erp().post(UPDATE, &theirs).await.expect(404);
    assert_eq!(answer.faults(), "organization_id: not_found, portfolio_id: not_found");

    let premium = app.holder(&app.token(&other).create().await);
    premium.post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    let answer = premium.post(UPDATE, &theirs).await.expect(403);
    assert_eq!(answer.faults(), "portfolio_id: plan");
    premium.post(UPDATE, &[("customer_id", "1"), ("portfolio_id", " ")]).await.expect(200);
    premium.post(UPDATE, &theirs[..2]).await.expect(200);
    assert_eq!(shown(&premium, "1").await["organization"]["name"], "Sul");
}

#[tokio::test]
async fn problem_details_have_the_statuses_of_http() {
    let app = with_ana().await;
    let problem = app.erp().with("accept", "application/problem+json").with("accept-language", "en");
    let answer = problem.post(UPDATE, &[("customer_id", "1"), ("internal_id", "2")]).await.expect(422);
    assert_snapshot!(answer.body, @r#"{"type":"about:blank","title":"Unprocessable Entity","status":422,"detail":"The parameter internal_id is only accepted when the customer is identified by e-mail (customer_type_id=E).","errors":[{"field":"internal_id","code":"not_allowed","message":"The parameter internal_id is only accepted when the customer is identified by e-mail (customer_type_id=E)."}]}"#);
    problem.post(UPDATE, &[("customer_id", "2")]).await.expect(422);
    problem.post(UPDATE, &[("customer_id", "1"), ("phone", "1"), ("phone", "2")]).await.expect(400);
}
