//! Custom fields: set up, put in order, retired, brought back, previewed.

use guiche_domain::custom_field::Kind;
use guiche_domain::operator::Role;
use guiche_tests::App;

const LIST: &str = "/admin/fields/customer";

/// Where words stand in a page.
fn places(page: &str, words: &[&str]) -> Vec<usize> {
    let place = |word: &&str| page.find(&format!("\">{word}</")).unwrap_or_else(|| panic!("{word}: {page}"));
    words.iter().map(place).collect()
}

#[tokio::test]
async fn every_kind_can_be_added_and_is_previewed() {
    let app = App::start().await;
    let account = app.default_account().await;
    let operator = app.operator(&account, Role::Operator).await;
    for kind in Kind::ALL {
        for target in ["customer", "organization"] {
            let new = format!("/admin/fields/{target}/new");
            assert_eq!(operator.get(&format!("{new}?kind={kind}")).await.status, 200);
            let name = format!("<i>{kind}</i>");
            let sent =
                [("name", name.as_str()), ("kind", kind.as_str()), ("options", "A\nB\n"), ("required", "1")];
            let added = operator.post(&new, &sent).await;
            assert_eq!(added.status, 303, "{}", added.body);
        }
    }
    let reader = app.operator(&account, Role::ReadOnly).await;
    for target in ["customer", "organization"] {
        let preview = reader.get(&format!("/admin/fields/{target}/preview")).await;
        assert_eq!(preview.status, 200);
        for shown in ["type=\"date\"", "<textarea", "<select", "type=\"checkbox\"", "inputmode=\"decimal\""] {
            assert!(preview.body.contains(shown), "{shown}: {}", preview.body);
        }
        assert_eq!(preview.body.matches("&#60;i&#62;").count(), Kind::ALL.len());
        assert!(!preview.body.contains("<i>"));
        let list = reader.get(&format!("/admin/fields/{target}")).await.body;
        assert!(!list.contains("/retire") && !list.contains("/new"), "its role is to look: {list}");
    }
}

#[tokio::test]
async fn faults_come_beside_their_fields() {
    let app = App::start().await;
    let operator = app.operator(&app.default_account().await, Role::Operator).await;
    let sent = [("name", ""), ("kind", "text"), ("max_length", "0")];
    let refused = operator.post("/admin/fields/customer/new", &sent).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("field-name-fault") && refused.body.contains("field-max-length-fault"));
    for options in ["", "a|b", "a\na"] {
        let sent = [("name", "F"), ("kind", "select"), ("options", options)];
        let refused = operator.post("/admin/fields/customer/new", &sent).await;
        assert_eq!(refused.status, 422, "{options}");
        assert!(refused.body.contains("field-options-fault"), "{options}: {}", refused.body);
    }
    let sent = [("name", "F"), ("kind", "text"), ("department_id", "0123456789abcdef0123456789abcdef")];
    let refused = operator.post("/admin/fields/department/new", &sent).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("field-department-id-fault"), "{}", refused.body);
    assert_eq!(
        operator.post("/admin/fields/customer/new", &[("name", "F"), ("kind", "x")]).await.status,
        400
    );
    assert_eq!(operator.get("/admin/fields/nothing").await.status, 404);
}

#[tokio::test]
async fn fields_move_are_retired_and_come_back_where_they_stood() {
    let app = App::start().await;
    let account = app.default_account().await;
    let operator = app.operator(&account, Role::Operator).await;
    for id in ["a", "b", "c/é"] {
        app.field(&account, Kind::Text, id).id(id).create().await;
    }
    assert!(places(&operator.get(LIST).await.body, &["a", "b", "c/é"]).is_sorted());
    assert_eq!(operator.post(&format!("{LIST}/b/retire"), &[]).await.status, 303);
    assert_eq!(operator.post(&format!("{LIST}/b/retire"), &[]).await.status, 404, "it is no longer in use");
    assert_eq!(operator.post(&format!("{LIST}/c%2Fé/up"), &[]).await.status, 303);
    assert!(places(&operator.get(LIST).await.body, &["c/é", "a", "b"]).is_sorted(), "past the retired one");
    assert_eq!(operator.post(&format!("{LIST}/b/bring-back"), &[]).await.status, 303);
    assert!(places(&operator.get(LIST).await.body, &["c/é", "b", "a"]).is_sorted());
    assert_eq!(operator.post(&format!("{LIST}/a/down"), &[]).await.status, 303, "at the end nothing happens");
    assert_eq!(operator.post(&format!("{LIST}/a/up"), &[]).await.status, 303);
    assert!(places(&operator.get(LIST).await.body, &["c/é", "a", "b"]).is_sorted());
    assert_eq!(operator.post(&format!("{LIST}/nothing/up"), &[]).await.status, 404);
}

#[tokio::test]
async fn an_option_that_is_used_goes_only_when_that_is_meant() {
    let app = App::start().await;
    let account = app.default_account().await;
    let operator = app.operator(&account, Role::Operator).await;
    let id = app.field(&account, Kind::MultiSelect, "Produtos").options(&["A", "B", "C"]).create().await;
    let token = app.token(&account).create().await;
    let key = format!("custom_field[{id}]");
    let sent = [("customer_id", "1"), ("name", "Ana"), ("email", "ana@example.com"), (&key, "A|B")];
    assert_eq!(app.holder(&token).post("/v2.0/customer/new", &sent).await.status, 200);
    app.follow().await;
    let edit = format!("{LIST}/{id}/edit");
    assert!(operator.get(&edit).await.body.contains("\nA\nB\nC</textarea>"));
    let without = [("name", "Produtos"), ("options", "B"), ("version", "1")];
    let asked = operator.post(&edit, &without).await;
    assert_eq!(asked.status, 422);
    assert!(asked.body.contains("<strong>A</strong>: 1 cadastro tem esta opção."), "{}", asked.body);
    assert!(!asked.body.contains("<strong>C</strong>"), "nobody has chosen it: {}", asked.body);
    let sure = [&without[..], &[("sure", "1")]].concat();
    assert_eq!(operator.post(&edit, &sure).await.status, 303);
    assert_eq!(operator.post(&edit, &sure).await.status, 409, "it is another version now");
    let details = app.holder(&token).get("/v2.0/customer/details", &[("customer_id", "1")]).await;
    assert!(details.body.contains('A') && details.body.contains("Ana"), "{}", details.body);
}

#[tokio::test]
async fn another_account_is_not_to_be_seen() {
    let app = App::start().await;
    let theirs = app.account("theirs").create().await;
    let id = app.field(&theirs, Kind::Text, "Deles").create().await;
    let operator = app.operator(&app.default_account().await, Role::Operator).await;
    assert_eq!(operator.get(&format!("{LIST}/{id}/edit")).await.status, 404);
    for step in ["edit", "up", "down", "retire", "bring-back"] {
        assert_eq!(
            operator.post(&format!("{LIST}/{id}/{step}"), &[("name", "x")]).await.status,
            404,
            "{step}"
        );
    }
}
