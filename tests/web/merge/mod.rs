//! Merging in the panel: the other one is found, both are compared, what goes is confirmed, and undone.

use guiche_domain::operator::Role;
use guiche_store::customer;
use guiche_tests::{Account, App, Visitor};

const NEW: &str = "/v2.0/customer/new";
const UPDATE: &str = "/v2.0/customer/update";

/// The id of ours of the customer with this key.
async fn id_of(app: &App, account: &Account, key: &'static str) -> String {
    let account_id = account.account_id;
    let found = app.db().read(move |tx| customer::by_internal_id(tx, account_id, key)).await;
    found.unwrap().unwrap().customer_id.to_string()
}

/// Ana, without an address, and Ana Maria, with one; an operator.
async fn two(app: &App) -> (Account, Visitor, [String; 2]) {
    let account = app.default_account().await;
    app.erp().post(NEW, &[("customer_id", "A"), ("name", "Ana")]).await.expect(200);
    let maria = [("customer_id", "B"), ("name", "Ana <i>Maria</i>"), ("email", "am@exemplo.com")];
    app.erp().post(NEW, &maria).await.expect(200);
    app.follow().await;
    let ids = [id_of(app, &account, "A").await, id_of(app, &account, "B").await];
    let operator = app.operator(&account, Role::Operator).await;
    (account, operator, ids)
}

/// The form of the page that asks whether to merge.
fn hidden(page: &str) -> Vec<(String, String)> {
    let start = page.find("<form method=\"post\" action=\"/admin/customers/").expect("a form");
    let fields = page[start..].split("<input type=\"hidden\" name=\"").skip(1);
    let pair = |field: &str| {
        let mut parts = field.split('"');
        Some((parts.next()?.to_owned(), parts.nth(1)?.to_owned()))
    };
    fields.filter_map(pair).collect()
}

/// Merges the two, with these choices.
async fn merged(operator: &Visitor, [kept, other]: &[String; 2], choices: &str) {
    let path = format!("/admin/customers/{kept}/merge");
    let page = operator.get(&format!("{path}?with={other}&confirm=1{choices}")).await.expect(200).body;
    let form = hidden(&page);
    let form: Vec<(&str, &str)> = form.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    let done = operator.post(&path, &form).await.expect(303);
    assert_eq!(done.header("location"), format!("/admin/customers/{kept}"));
}

async fn shown(app: &App, key: &str) -> serde_json::Value {
    app.erp().get(&format!("/guiche/v1/customers/{key}"), &[]).await.expect(200).json()
}

#[tokio::test]
async fn two_are_compared_confirmed_and_merged() {
    let app = App::start().await;
    let (_, operator, [ana, maria]) = two(&app).await;
    let path = format!("/admin/customers/{ana}/merge");
    let found = operator.get(&format!("{path}?q=maria")).await.expect(200).body;
    assert!(found.contains(&format!("{path}?with={maria}")), "{found}");
    assert!(found.contains("Ana &#60;i&#62;Maria") && !found.contains("<i>Maria"), "{found}");
    let by_key = operator.get(&format!("{path}?q=B")).await.expect(200).body;
    assert!(by_key.contains(&format!("{path}?with={maria}")), "{by_key}");
    let itself = operator.get(&format!("{path}?q=A")).await.expect(200).body;
    assert!(!itself.contains(&format!("with={ana}")), "{itself}");

    let both = operator.get(&format!("{path}?with={maria}")).await.expect(200).body;
    for (key, choice) in [("name", "keep"), ("email", "take"), ("customer_id", "keep")] {
        let chosen = format!("name=\"{key}\" value=\"{choice}\" checked");
        assert!(both.contains(&chosen), "{chosen}: {both}");
    }
    assert!(!both.contains("name=\"language\""), "they are alike: {both}");
    assert!(both.contains(&format!("/admin/customers/{maria}/merge?with={ana}")), "the other way round");

    let confirm =
        operator.get(&format!("{path}?with={maria}&name=take&email=take&confirm=1")).await.expect(200).body;
    assert!(confirm.contains("<dt>Nome</dt><dd><del>Ana</del></dd>"), "{confirm}");
    assert!(!confirm.contains("<del>am@"), "{confirm}");
    assert!(!confirm.contains("merge-"), "every phrase is there: {confirm}");
    let page = format!("/admin/customers/{ana}");
    merged(&operator, &[ana, maria], "&name=take").await;
    let kept = operator.get(&page).await.expect(200).body;
    assert!(kept.contains("<dt>Outros códigos</dt><dd><code>B</code>"), "{kept}");
    let now = shown(&app, "A").await;
    assert_eq!((&now["name"], &now["email"]), (&"Ana <i>Maria</i>".into(), &"am@exemplo.com".into()));
    assert_eq!(shown(&app, "B").await["customer_id"], "A", "both keys lead to it");
}

#[tokio::test]
async fn what_has_changed_since_is_looked_at_again() {
    let app = App::start().await;
    let (_, operator, [ana, maria]) = two(&app).await;
    let path = format!("/admin/customers/{ana}/merge");
    let page = operator.get(&format!("{path}?with={maria}&confirm=1")).await.expect(200).body;
    app.erp().post(UPDATE, &[("customer_id", "B"), ("name", "Mariana")]).await.expect(200);
    let form = hidden(&page);
    let form: Vec<(&str, &str)> = form.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assert_eq!(operator.post(&path, &form).await.status, 409);
    assert_eq!(shown(&app, "B").await["name"], "Mariana");
    assert_eq!(operator.post(&path, &[]).await.status, 400);
    assert_eq!(
        operator
            .post(&path, &[("with", &maria), ("kept_version", "x"), ("merged_version", "1")])
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn a_merge_is_undone_whole_or_as_far_as_nobody_changed_it_since() {
    let app = App::start().await;
    let (account, operator, [ana, maria]) = two(&app).await;
    let path = format!("/admin/customers/{ana}/merge");
    for changed in [false, true] {
        merged(&operator, &[ana.clone(), maria.clone()], "").await;
        if changed {
            app.erp().post(UPDATE, &[("customer_id", "A"), ("name", "Anita")]).await.expect(200);
        }
        let list = operator.get(&path).await.expect(200).body;
        let start = list.find(&format!("{path}/")).expect("a merge to be undone");
        let undo = list[start..].split('"').next().unwrap().to_owned();
        let asked = operator.get(&undo).await.expect(200).body;
        assert_eq!(asked.contains("foi alterado depois da mesclagem"), changed, "{asked}");
        assert!(asked.contains("Ana &#60;i&#62;Maria&#60;/i&#62; volta a ser um cliente"), "{asked}");
        let done = operator.post(&undo, &[]).await.expect(303);
        assert_eq!(done.header("location"), format!("/admin/customers/{ana}"));
        let notice = if changed { "done-merge-undone-partly" } else { "done-merge-undone;" };
        assert!(done.header("set-cookie").contains(notice), "{:?}", done.headers);
        let (kept, back) = (shown(&app, "A").await, shown(&app, "B").await);
        assert_eq!((&kept["email"], &back["email"]), (&serde_json::Value::Null, &"am@exemplo.com".into()));
        assert_eq!(kept["name"], if changed { "Anita" } else { "Ana" });
        assert_eq!(operator.post(&undo, &[]).await.status, 404, "once is enough");
        assert_eq!(id_of(&app, &account, "B").await, maria);
    }
}

#[tokio::test]
async fn an_undo_that_cannot_be_says_why() {
    let app = App::start().await;
    let (_, operator, [ana, maria]) = two(&app).await;
    merged(&operator, &[ana.clone(), maria], "&email=keep").await;
    // Somebody else has got the address meanwhile.
    let taken = [("customer_id", "C"), ("name", "Caio"), ("email", "am@exemplo.com")];
    app.erp().post(NEW, &taken).await.expect(200);
    let path = format!("/admin/customers/{ana}/merge");
    let list = operator.get(&path).await.expect(200).body;
    let start = list.find(&format!("{path}/")).expect("a merge to be undone");
    let undo = list[start..].split('"').next().unwrap().to_owned();
    let refused = operator.post(&undo, &[]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("id=\"faults\""), "{}", refused.body);
}

#[tokio::test]
async fn only_two_of_the_own_account_can_be_merged() {
    let app = App::start().await;
    let (account, operator, [ana, maria]) = two(&app).await;
    let itself = operator.get(&format!("/admin/customers/{ana}/merge?with={ana}")).await;
    assert_eq!(itself.status, 422);
    assert!(itself.body.contains("não pode ser mesclado com ele mesmo"), "{}", itself.body);
    for with in ["x", "0123456789abcdef0123456789abcdef"] {
        assert_eq!(operator.get(&format!("/admin/customers/{ana}/merge?with={with}")).await.status, 404);
    }
    let other = app.account("other").create().await;
    let stranger = app.operator(&other, Role::Administrator).await;
    let path = format!("/admin/customers/{ana}/merge");
    assert_eq!(stranger.get(&path).await.status, 404);
    assert_eq!(stranger.get(&format!("{path}?with={maria}")).await.status, 404);
    let form = [("with", maria.as_str()), ("kept_version", "1"), ("merged_version", "1")];
    assert_eq!(stranger.post(&path, &form).await.status, 404);
    let reader = app.operator(&account, Role::ReadOnly).await;
    assert_eq!(reader.post(&path, &form).await.status, 403);
    assert_eq!(shown(&app, "B").await["customer_id"], "B");
}
