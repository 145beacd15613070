//! `guiche account`.

use serde_json::json;

use crate::desk::Desk;

#[test]
fn create_prints_the_slug_and_list_shows_what_was_chosen() {
    let desk = Desk::new();
    assert_eq!(desk.ok(&["account", "create", "acme"]), "acme");
    let chosen = [
        "--name",
        " Padaria São João ",
        "--plan",
        "premium",
        "--language",
        "es",
        "--time-zone",
        "Europe/Lisbon",
    ];
    assert_eq!(desk.ok(&[&["account", "create", "padaria"][..], &chosen].concat()), "padaria");
    let expected = json!([
        { "slug": "acme", "name": "acme", "plan": "enterprise", "language": "pt-BR",
          "time_zone": "America/Sao_Paulo", "details_shape": "array", "rate_limit": null },
        { "slug": "padaria", "name": "Padaria São João", "plan": "premium", "language": "es_ES",
          "time_zone": "Europe/Lisbon", "details_shape": "array", "rate_limit": null },
    ]);
    assert_eq!(desk.json(&["account", "list"]), expected);
    let table = desk.ok(&["account", "list"]);
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines[0].starts_with("SLUG     NAME"), "{table}");
    assert!(lines[2].starts_with("padaria  Padaria São João  premium"), "{table}");
}

#[test]
fn set_changes_what_is_named_and_nothing_else() {
    let desk = Desk::with_account();
    assert_eq!(desk.ok(&["account", "set", "acme", "--plan", "basic", "--details-shape", "object"]), "");
    let expected = json!([{ "slug": "acme", "name": "acme", "plan": "basic", "language": "pt-BR",
        "time_zone": "America/Sao_Paulo", "details_shape": "object", "rate_limit": null }]);
    assert_eq!(desk.json(&["account", "list"]), expected);
    desk.ok(&["account", "set", "acme", "--name", "ACME", "--language", "en", "--time-zone", "UTC"]);
    let listed = desk.json(&["account", "list"]);
    assert_eq!(
        (&listed[0]["name"], &listed[0]["language"], &listed[0]["plan"]),
        (&json!("ACME"), &json!("en-US"), &json!("basic"))
    );
    for (given, kept) in [("100/m", json!("100/m")), ("server", json!(null))] {
        desk.ok(&["account", "set", "acme", "--rate-limit", given]);
        assert_eq!(desk.json(&["account", "list"])[0]["rate_limit"], kept);
    }
}

#[test]
fn what_cannot_be_is_refused() {
    let desk = Desk::with_account();
    assert_eq!(desk.fault(&["account", "create", "acme"]), "guiche: there is an account acme already");
    for line in [
        &["account", "set", "acme"][..],
        &["account", "set", "acme", "--plan", "gold"],
        &["account", "set", "acme", "--language", "fr"],
        &["account", "set", "acme", "--time-zone", "America/Nowhere"],
        &["account", "set", "acme", "--details-shape", "list"],
        &["account", "set", "acme", "--rate-limit", "often"],
        &["account", "set", "acme", "--name", " "],
        &["account", "create", "b", "--details-shape", "array"],
    ] {
        assert_eq!(desk.run(line).status, 2, "{line:?}");
    }
}
