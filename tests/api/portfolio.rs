//! `/v2.0/portfolio`

use guiche_domain::plan::Plan;
use guiche_tests::App;
use insta::assert_snapshot;
use serde_json::json;

const LIST: &str = "/v2.0/portfolio/list";

#[tokio::test]
async fn portfolios_are_listed_oldest_first_in_pages() {
    let app = App::start().await;
    let (account, other) = (app.default_account().await, app.account("other").create().await);
    app.portfolio(&other, "Alheia").await;
    let answer = app.erp().get(LIST, &[]).await.expect(200);
    assert_snapshot!(answer.body, @r#"{"error":false,"message":null,"data":[],"success":true,"size":0,"pages":0,"next_page":null,"previous_page":null}"#);
    let mut ids = Vec::new();
    for _ in 0..51 {
        ids.push(app.portfolio(&account, "Sul").await);
    }
    ids.sort();
    let answer = app.erp().get(LIST, &[("page", "2")]).await.expect(200);
    assert_eq!(
        answer.json(),
        json!({ "error": false, "message": null, "data": [{ "id": ids[50], "name": "Sul" }], "success": true,
            "size": 51, "pages": 2, "next_page": null, "previous_page": 1 })
    );
    app.erp().get(LIST, &[("page", "3")]).await.expect(404);
    assert_eq!(app.erp().get(LIST, &[("page", "0")]).await.expect(401).faults(), "page: invalid");
}

#[tokio::test]
async fn only_enterprise_has_them() {
    let app = App::start().await;
    for plan in [Plan::Basic, Plan::Premium] {
        let account = app.account(plan.as_str()).plan(plan).create().await;
        let actor = app.holder(&app.token(&account).create().await);
        for page in ["1", "0"] {
            let answer = actor.get(LIST, &[("page", page)]).await.expect(403);
            assert_eq!(answer.faults(), "-: plan");
        }
    }
}
