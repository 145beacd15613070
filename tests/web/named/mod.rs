//! Portfolios and departments: listed, made, renamed.

use guiche_domain::operator::Role;
use guiche_domain::plan::Plan;
use guiche_tests::App;

#[tokio::test]
async fn they_are_made_and_renamed() {
    let app = App::start().await;
    let account = app.default_account().await;
    let operator = app.operator(&account, Role::Operator).await;
    let ids = [
        ("/admin/portfolios", app.portfolio(&account, "Antiga").await),
        ("/admin/departments", app.department(&account, "Antiga").await),
    ];
    for (list, id) in ids {
        assert_eq!(operator.post(list, &[("name", " <b>Nova</b> ")]).await.status, 303);
        let listed = operator.get(list).await.body;
        assert!(listed.contains("&#60;b&#62;Nova") && !listed.contains("<b>Nova"), "{listed}");
        for name in ["", "a\nb", &"a".repeat(251)] {
            let refused = operator.post(list, &[("name", name)]).await;
            assert_eq!(refused.status, 422, "{list} {name}");
            assert!(refused.body.contains("field-name-fault"), "{}", refused.body);
        }
        let one = format!("{list}/{id}");
        assert!(operator.get(&one).await.body.contains("value=\"Antiga\""));
        let sent = [("name", "Renomeada"), ("version", "1")];
        assert_eq!(operator.post(&one, &sent).await.status, 303);
        assert_eq!(operator.post(&one, &[("name", "Outra"), ("version", "1")]).await.status, 409);
        assert_eq!(operator.post(&one, &[("name", ""), ("version", "2")]).await.status, 422);
        let listed = operator.get(list).await.body;
        assert!(listed.contains("Renomeada") && !listed.contains("Outra"), "{listed}");
    }
}

#[tokio::test]
async fn customers_of_a_portfolio_are_counted() {
    let app = App::start().await;
    let account = app.default_account().await;
    let id = app.portfolio(&account, "Contas-chave").await;
    let token = app.token(&account).create().await;
    let sent = [("customer_id", "1"), ("name", "Ana"), ("email", "ana@example.com"), ("portfolio_id", &id)];
    assert_eq!(app.holder(&token).post("/v2.0/customer/new", &sent).await.status, 200);
    app.follow().await;
    let reader = app.operator(&account, Role::ReadOnly).await;
    let listed = reader.get("/admin/portfolios").await.body;
    assert!(listed.contains(&format!("/admin/customers?portfolio={id}\">1</a>")), "{listed}");
    assert!(!listed.contains("<form class=\"form\""), "its role is to look");
}

#[tokio::test]
async fn a_plan_without_portfolios_says_so() {
    let app = App::start().await;
    let account = app.account("poor").plan(Plan::Free).create().await;
    let operator = app.operator(&account, Role::Operator).await;
    let listed = operator.get("/admin/portfolios").await;
    assert_eq!(listed.status, 200);
    assert!(listed.body.contains("não inclui carteiras"), "{}", listed.body);
    assert_eq!(operator.post("/admin/portfolios", &[("name", "x")]).await.status, 422);
    assert_eq!(operator.get("/admin/organizations/new").await.status, 200);
}

#[tokio::test]
async fn another_account_is_not_to_be_seen() {
    let app = App::start().await;
    let theirs = app.account("theirs").create().await;
    let operator = app.operator(&app.default_account().await, Role::Operator).await;
    for one in [
        format!("/admin/portfolios/{}", app.portfolio(&theirs, "Delas").await),
        format!("/admin/departments/{}", app.department(&theirs, "Delas").await),
    ] {
        assert_eq!(operator.get(&one).await.status, 404);
        assert_eq!(operator.post(&one, &[("name", "x"), ("version", "1")]).await.status, 404);
    }
}
