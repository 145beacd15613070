//! `guiche custom-field`.

use serde_json::json;

use crate::desk::Desk;

const BROUGHT: &str = "0123456789abcdef0123456789abcdef";
const CREATE: &[&str] = &["custom-field", "create", "--account", "acme", "--on", "customer", "--name"];
const LIST: &[&str] = &["custom-field", "list", "--account", "acme"];

#[test]
fn create_prints_the_id_alone_and_list_keeps_the_order() {
    let desk = Desk::with_account();
    let choice = [
        "Região",
        "--type",
        "select",
        "--option",
        "Sul",
        "--option",
        " Norte ",
        "--required",
        "--id",
        BROUGHT,
    ];
    assert_eq!(desk.ok(&[CREATE, &choice].concat()), BROUGHT);
    let made = desk.ok(&[CREATE, &["Apelido", "--type", "text", "--max-length", "20"]].concat());
    assert_eq!(made.len(), 32);
    let expected = json!([
        { "id": BROUGHT, "on": "customer", "name": "Região", "type": "select", "required": true,
          "max_length": null, "options": ["Sul", "Norte"] },
        { "id": made, "on": "customer", "name": "Apelido", "type": "text", "required": false,
          "max_length": 20, "options": [] },
    ]);
    assert_eq!(desk.json(LIST), expected);
    let table = desk.ok(LIST);
    assert!(table.lines().nth(1).is_some_and(|line| line.ends_with("Sul | Norte")), "{table}");
}

#[test]
fn every_type_can_be_configured() {
    let desk = Desk::with_account();
    let types = ["text", "long_text", "number", "date", "checkbox", "email", "phone", "url", "cpf", "cnpj"];
    for kind in types {
        desk.ok(&[CREATE, &[kind, "--type", kind]].concat());
    }
    for kind in ["select", "multi_select"] {
        desk.ok(&[CREATE, &[kind, "--type", kind, "--option", "a"]].concat());
    }
    assert_eq!(desk.json(LIST).as_array().unwrap().len(), 12);
}

#[test]
fn what_cannot_be_is_refused_and_leaves_nothing() {
    let desk = Desk::with_account();
    for flags in [
        &["--type", "select"][..],
        &["--type", "text", "--option", "a"],
        &["--type", "select", "--option", "a", "--option", "a"],
        &["--type", "select", "--option", "a|b"],
        &["--type", "text", "--max-length", "0"],
    ] {
        let said = desk.fault(&[CREATE, &["F"], flags].concat());
        assert!(said.starts_with("guiche: "), "{flags:?}: {said}");
    }
    for flags in [
        &["--type", "money"][..],
        &["--type", "text", "--max-length", "-1"],
        &["--type", "text", "--id", "1"],
    ] {
        assert_eq!(desk.run(&[CREATE, &["F"], flags].concat()).status, 2, "{flags:?}");
    }
    assert_eq!(desk.json(LIST), json!([]));
    let brought = [CREATE, &["F", "--type", "text", "--id", BROUGHT]].concat();
    desk.ok(&brought);
    assert_eq!(
        desk.fault(&brought),
        format!("guiche: the account acme has the custom field {BROUGHT} already")
    );
}

#[test]
fn a_field_is_edited_and_retired() {
    let desk = Desk::with_account();
    let choice = ["Região", "--type", "select", "--option", "Sul", "--max-length", "9", "--id", BROUGHT];
    desk.ok(&[CREATE, &choice].concat());
    let edit =
        |flags: &[&str]| desk.run(&[&["custom-field", "edit", BROUGHT, "--account", "acme"], flags].concat());
    let flags = ["--name", "Área", "--required", "--option", "Norte", "--option", "Sul", "--max-length", "0"];
    assert_eq!(edit(&flags).status, 0);
    let field = &desk.json(LIST)[0];
    assert_eq!(
        *field,
        json!({ "id": BROUGHT, "on": "customer", "name": "Área", "type": "select", "required": true,
            "max_length": null, "options": ["Norte", "Sul"] })
    );
    assert_eq!(edit(&["--optional"]).status, 0);
    assert_eq!(desk.json(LIST)[0]["required"], json!(false));
    assert_eq!(edit(&["--option", "a|b"]).status, 1);
    assert_eq!(edit(&["--required", "--optional"]).status, 2);
    assert_eq!(
        edit(&["--on", "organization", "--name", "x"]).err,
        format!("guiche: the account acme has no custom field {BROUGHT} of an organization in use")
    );
    desk.ok(&["custom-field", "retire", BROUGHT, "--account", "acme"]);
    assert_eq!(desk.json(LIST), json!([]));
    assert_eq!(
        desk.fault(&["custom-field", "retire", BROUGHT, "--account", "acme"]),
        format!("guiche: the account acme has no custom field {BROUGHT} of a customer in use")
    );
}

#[test]
fn organizations_and_departments_have_fields_of_their_own() {
    let desk = Desk::with_account();
    let create = |flags: &[&str]| {
        desk.run(
            &[&["custom-field", "create", "--account", "acme", "--name", "F", "--type", "text"], flags]
                .concat(),
        )
    };
    assert_eq!(create(&["--on", "organization", "--id", BROUGHT]).status, 0);
    assert_eq!(desk.json(LIST), json!([]));
    let listed = desk.json(&[LIST, &["--on", "organization"]].concat());
    assert_eq!((&listed[0]["id"], &listed[0]["on"]), (&json!(BROUGHT), &json!("organization")));
    assert_eq!(create(&["--on", "department"]).status, 2);
    assert_eq!(create(&["--on", "customer", "--category", "c"]).status, 2);
    let said = create(&["--on", "department", "--department", "x"]).err;
    assert_eq!(said, "guiche: refused: department_id: not_found");
    let said = create(&["--on", "customer", "--department", "x"]).err;
    assert_eq!(said, "guiche: --department goes with --on department");
}
