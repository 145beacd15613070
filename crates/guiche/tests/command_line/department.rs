//! `guiche department`.

use serde_json::json;

use crate::desk::Desk;

const BROUGHT: &str = "0123456789abcdef0123456789abcdef";
const CREATE: &[&str] = &["department", "create", "--account", "acme", "--name"];
const LIST: &[&str] = &["department", "list", "--account", "acme"];

#[test]
fn create_prints_the_id_alone_and_an_id_can_be_brought_along() {
    let desk = Desk::with_account();
    assert_eq!(desk.ok(&[CREATE, &["Suporte", "--id", BROUGHT]].concat()), BROUGHT);
    let made = desk.ok(&[CREATE, &["Vendas"]].concat());
    assert_eq!(made.len(), 32);
    let mut expected = [json!({ "id": BROUGHT, "name": "Suporte" }), json!({ "id": made, "name": "Vendas" })];
    expected.sort_by_key(|one| one["id"].to_string());
    assert_eq!(desk.json(LIST), json!(expected));
    let table = desk.ok(LIST);
    assert!(table.contains(&format!("{BROUGHT}  Suporte")), "{table}");
}

#[test]
fn an_id_that_is_taken_or_is_none_is_refused_and_accounts_do_not_share_them() {
    let desk = Desk::with_account();
    desk.ok(&["account", "create", "other"]);
    desk.ok(&[CREATE, &["Suporte", "--id", BROUGHT]].concat());
    let taken = desk.fault(&[CREATE, &["Vendas", "--id", BROUGHT]].concat());
    assert_eq!(taken, format!("guiche: the account acme has the department {BROUGHT} already"));
    assert_eq!(desk.run(&[CREATE, &["Vendas", "--id", "ABC"]].concat()).status, 2);
    assert_eq!(desk.json(&["department", "list", "--account", "other"]), json!([]));
    desk.ok(&["department", "create", "--account", "other", "--name", "Suporte", "--id", BROUGHT]);
    assert_eq!(desk.json(LIST), json!([{ "id": BROUGHT, "name": "Suporte" }]));
}
