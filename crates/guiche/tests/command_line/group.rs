//! `guiche organization` and `guiche portfolio`.

use serde_json::json;

use crate::desk::Desk;

const BROUGHT: &str = "0123456789abcdef0123456789abcdef";

#[test]
fn create_prints_the_id_alone_and_an_id_can_be_brought_along() {
    for noun in ["organization", "portfolio"] {
        let desk = Desk::with_account();
        let create = [noun, "create", "--account", "acme", "--name"];
        assert_eq!(desk.ok(&[&create[..], &["Sul", "--id", BROUGHT]].concat()), BROUGHT);
        let made = desk.ok(&[&create[..], &["Norte"]].concat());
        assert_eq!(made.len(), 32);
        let mut expected = [json!({ "id": BROUGHT, "name": "Sul" }), json!({ "id": made, "name": "Norte" })];
        expected.sort_by_key(|one| one["id"].to_string());
        assert_eq!(desk.json(&[noun, "list", "--account", "acme"]), json!(expected));
        let table = desk.ok(&[noun, "list", "--account", "acme"]);
        assert!(table.contains(&format!("{BROUGHT}  Sul")), "{table}");
    }
}

#[test]
fn an_id_that_is_taken_or_is_none_is_refused() {
    let desk = Desk::with_account();
    let create = ["organization", "create", "--account", "acme", "--name", "Sul", "--id"];
    desk.ok(&[&create[..], &[BROUGHT]].concat());
    let taken = desk.fault(&[&create[..], &[BROUGHT]].concat());
    assert_eq!(taken, format!("guiche: the account acme has the organization {BROUGHT} already"));
    assert_eq!(desk.run(&[&create[..], &["ABC"]].concat()).status, 2);
    assert_eq!(desk.json(&["portfolio", "list", "--account", "acme"]), json!([]));
}

#[test]
fn accounts_do_not_share_them() {
    let desk = Desk::with_account();
    desk.ok(&["account", "create", "other"]);
    for account in ["acme", "other"] {
        desk.ok(&["portfolio", "create", "--account", account, "--name", account, "--id", BROUGHT]);
        let expected = json!([{ "id": BROUGHT, "name": account }]);
        assert_eq!(desk.json(&["portfolio", "list", "--account", account]), expected);
    }
}
