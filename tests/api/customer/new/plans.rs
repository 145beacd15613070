//! What an account's plan includes: the API from `premium` on, portfolios with `enterprise`.

use guiche_domain::plan::Plan;
use guiche_tests::{Actor, App};
use insta::assert_snapshot;

use super::{NEW, form};
use crate::customer::{DETAILS, count, shown};

async fn holder(app: &App, plan: Plan) -> (Actor, String) {
    let account = app.account(plan.as_str()).plan(plan).create().await;
    let portfolio = app.portfolio(&account, "Sul").await;
    (app.holder(&app.token(&account).create().await), portfolio)
}

#[tokio::test]
async fn free_and_basic_have_no_api() {
    let app = App::start().await;
    for plan in [Plan::Free, Plan::Basic] {
        let (actor, portfolio) = holder(&app, plan).await;
        let answers = [
            actor.post(NEW, &form(&[])).await,
            actor.post(NEW, &form(&[("portfolio_id", &portfolio)])).await,
            actor.post(NEW, &form(&[("name", ""), ("organization_id", "x")])).await,
            actor.post_bytes(NEW, "text/plain", "x").await,
            actor.get(DETAILS, &[("customer_id", "1")]).await,
            actor.get(DETAILS, &[]).await,
        ];
        insta::allow_duplicates! {
            for answer in answers {
                assert_snapshot!(answer.expect(403).body, @r#"{"error":true,"message":"O plano desta conta n\u00e3o inclui este recurso.","success":false,"errors":[{"field":null,"code":"plan","message":"O plano desta conta n\u00e3o inclui este recurso."}]}"#);
            }
        }
    }
    assert_eq!(count(&app, "SELECT count(*) FROM customer").await, 0);
}

#[tokio::test]
async fn premium_has_the_api_without_portfolios() {
    let app = App::start().await;
    let (actor, portfolio) = holder(&app, Plan::Premium).await;
    for (id, empty) in [("1", ""), ("2", " "), ("3", "\t\r\n")] {
        let sent = form(&[("customer_id", id), ("portfolio_id", empty)]);
        actor.post(NEW, &sent).await.expect(200);
        assert_eq!(shown(&actor, id).await["portfolio"]["id"], serde_json::Value::Null);
    }
    actor.post(NEW, &form(&[("customer_id", "4")])).await.expect(200);

    let answer =
        actor.post(NEW, &form(&[("customer_id", "5"), ("portfolio_id", &portfolio)])).await.expect(403);
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"O par\u00e2metro portfolio_id n\u00e3o est\u00e1 dispon\u00edvel no plano desta conta.","success":false,"errors":[{"field":"portfolio_id","code":"plan","message":"O par\u00e2metro portfolio_id n\u00e3o est\u00e1 dispon\u00edvel no plano desta conta."}]}"#);
    assert_eq!(count(&app, "SELECT count(*) FROM customer").await, 4);
}

#[tokio::test]
async fn a_portfolio_that_the_plan_does_not_include_is_answered_alone_whatever_else_is_wrong() {
    let app = App::start().await;
    let (actor, portfolio) = holder(&app, Plan::Premium).await;
    for portfolio_id in [&*portfolio, "x", "\0", &"x".repeat(513)] {
        let sent = [
            ("name", ""),
            ("email", "x"),
            ("organization_id", "x"),
            ("portfolio_id", portfolio_id),
            ("custom_field[", "x"),
        ];
        let answer = actor.post(NEW, &sent).await.expect(403);
        assert_eq!(answer.faults(), "portfolio_id: plan", "{portfolio_id:?}");
    }
    let twice = form(&[("portfolio_id", "x"), ("portfolio_id", "y")]);
    let answer = actor.post(NEW, &twice).await.expect(403);
    assert_eq!(answer.faults(), "portfolio_id: plan");
    let bracketed = form(&[("portfolio_id[]", "x")]);
    let answer = actor.post(NEW, &bracketed).await.expect(403);
    assert_eq!(answer.faults(), "portfolio_id: plan");
}

#[tokio::test]
async fn enterprise_has_everything() {
    let app = App::start().await;
    let (actor, portfolio) = holder(&app, Plan::Enterprise).await;
    actor.post(NEW, &form(&[("portfolio_id", &portfolio)])).await.expect(200);
    assert_eq!(shown(&actor, "1").await["portfolio"]["name"], "Sul");
    let empty = form(&[("customer_id", "2"), ("portfolio_id", "")]);
    actor.post(NEW, &empty).await.expect(200);
    let unknown = form(&[("customer_id", "3"), ("portfolio_id", "x")]);
    actor.post(NEW, &unknown).await.expect(404);
}
