//! `guiche organization` and `guiche portfolio`.

use std::collections::HashSet;

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
        let listed = desk.json(&[noun, "list", "--account", "acme"]);
        let pairs = listed.as_array().unwrap().iter().map(|one| (one["id"].clone(), one["name"].clone()));
        let expected = [(json!(BROUGHT), json!("Sul")), (json!(made), json!("Norte"))];
        assert_eq!(pairs.collect::<HashSet<_>>(), expected.into());
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
    assert_eq!(
        taken,
        format!("guiche: the account acme has the organization {BROUGHT} already, or had it before")
    );
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

#[test]
fn an_organization_is_changed_and_deleted_once_nothing_belongs_to_it() {
    let desk = Desk::with_account();
    let create = ["organization", "create", "--account", "acme", "--name"];
    let mother = desk.ok(&[&create[..], &["Grupo"]].concat());
    let id = desk
        .ok(&[&create[..], &["Sul", "--mother", &mother, "--quota", "5", "--site", "https://a.b"]].concat());
    let refused = desk.fault(&[&create[..], &["Norte", "--mother", "x", "--email", "a"]].concat());
    assert_eq!(refused, "guiche: refused: email: invalid, mother_organization_id: not_found");
    let listed = json!([
        { "id": mother, "name": "Grupo", "mother_organization_id": null },
        { "id": id, "name": "Sul", "mother_organization_id": mother },
    ]);
    assert_eq!(desk.json(&["organization", "list", "--account", "acme"]), listed);

    let delete = |id: &str| desk.run(&["organization", "delete", id, "--account", "acme"]);
    let ran = delete(&mother);
    assert_eq!(ran.status, 1);
    assert_eq!(
        ran.err,
        format!("guiche: the organization {mother} stays: 0 customers and 1 organization belong to it")
    );
    let update = |id: &str, flags: &[&str]| {
        desk.run(&[&["organization", "update", id, "--account", "acme"], flags].concat())
    };
    assert_eq!(update(&mother, &["--mother", &id]).err, "guiche: refused: mother_organization_id: invalid");
    assert_eq!(update(&id, &["--name", "Norte", "--clear", "mother,quota"]).status, 0);
    assert_eq!(update(&id, &["--clear", "name"]).status, 2);
    assert_eq!(delete(&mother).status, 0);
    assert!(
        delete(&mother).err.starts_with(&format!("guiche: the account acme has no organization {mother}"))
    );
    let listed = json!([{ "id": id, "name": "Norte", "mother_organization_id": null }]);
    assert_eq!(desk.json(&["organization", "list", "--account", "acme"]), listed);
    let again = desk.fault(&[&create[..], &["Grupo", "--id", &mother]].concat());
    assert_eq!(
        again,
        format!("guiche: the account acme has the organization {mother} already, or had it before")
    );
}
