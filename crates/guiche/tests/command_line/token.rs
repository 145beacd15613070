//! `guiche token`.

use std::fs::File;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::desk::{Desk, ran};

const CREATE: &[&str] = &["token", "create", "--account", "acme", "--name"];

fn create(desk: &Desk, flags: &[&str]) -> String {
    desk.ok(&[CREATE, &["ERP"], flags].concat())
}

#[test]
fn create_prints_the_token_alone_and_no_list_shows_it() {
    let desk = Desk::with_account();
    let token = create(&desk, &[]);
    assert!(
        token.len() == 47 && token.starts_with("guiche_") && !token.contains(char::is_whitespace),
        "{token}"
    );
    assert_ne!(create(&desk, &[]), token);
    let listed = desk.json(&["token", "list"]);
    assert_eq!(listed.as_array().unwrap().len(), 2);
    for text in [listed.to_string(), desk.ok(&["token", "list"])] {
        assert!(!text.contains(&token) && !text.contains("guiche_"), "{text}");
    }
}

#[test]
fn list_shows_the_limits_of_each() {
    let desk = Desk::with_account();
    desk.ok(&["account", "create", "other", "--time-zone", "UTC"]);
    let limits = [
        "--read-only",
        "--expires",
        "2099-01-31",
        "--allow-ip",
        "192.0.2.7,2001:db8::/32",
        "--allow-ip",
        "10.1.2.3/8",
    ];
    create(&desk, &limits);
    desk.ok(&["token", "create", "--account", "other", "--name", "BI", "--expires", "90d"]);
    let mut listed = desk.json(&["token", "list"]);
    assert!(listed[0]["id"].take().as_str().is_some_and(|id| id.len() == 32));
    // The end of that day in São Paulo.
    let expected = json!({ "id": null, "account": "acme", "name": "ERP", "rights": "read-only",
        "expires_at": "2099-02-01T02:59:59Z", "revoked_at": null, "last_used_at": null,
        "addresses": ["192.0.2.7/32", "2001:db8::/32", "10.0.0.0/8"] });
    assert_eq!(listed[0], expected);
    assert_eq!((&listed[1]["account"], &listed[1]["rights"]), (&json!("other"), &json!("read-write")));
    assert!(listed[1]["expires_at"].is_string());
    let of_other = desk.json(&["token", "list", "--account", "other"]);
    assert_eq!(of_other, json!([listed[1]]));
}

#[test]
fn an_existing_token_is_taken_over_once() {
    let desk = Desk::with_account();
    let line = [CREATE, &["ERP", "--from-stdin"]].concat();
    let take_over = |input: &str| ran(desk.command(&line), input);
    let taken = take_over("  0123456789abcdef \r\nsecond line\n");
    assert_eq!((taken.status, taken.out.as_str()), (0, "0123456789abcdef"), "{}", taken.err);
    for (input, sentence) in [
        ("0123456789abcdef", "this token is known already"),
        ("", "there is no token on standard input"),
        ("\nabc\n", "there is no token on standard input"),
        ("a b\n", "a token has no white space and no control characters inside"),
        (&"x".repeat(513), "a token has 512 characters at most"),
        (&"x".repeat(100_000), "a token has 512 characters at most"),
    ] {
        let refused = take_over(input);
        assert_eq!((refused.status, refused.out.as_str()), (1, ""));
        assert_eq!(refused.err, format!("guiche: {sentence}"));
    }
}

#[test]
fn a_token_is_revoked_once() {
    let desk = Desk::with_account();
    create(&desk, &[]);
    let id = desk.json(&["token", "list"])[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(desk.ok(&["token", "revoke", &id]), "");
    assert!(desk.json(&["token", "list"])[0]["revoked_at"].is_string());
    assert!(desk.fault(&["token", "revoke", &id]).ends_with("has been revoked already"));
    let nothing = desk.fault(&["token", "revoke", "0123456789abcdef0123456789abcdef"]);
    assert!(nothing.starts_with("guiche: there is no token 0123456789abcdef0123456789abcdef"), "{nothing}");
    assert_eq!(desk.run(&["token", "revoke", "1"]).status, 2);
}

#[test]
fn what_cannot_be_is_refused_and_leaves_nothing() {
    let desk = Desk::with_account();
    let past = desk.fault(&[CREATE, &["ERP", "--expires", "2020-01-31"]].concat());
    assert!(past.contains("2020-01-31 is over"), "{past}");
    for flags in
        [&["--expires", "soon"][..], &["--expires", "0d"], &["--allow-ip", "office"], &["--name", "x"]]
    {
        assert_eq!(desk.run(&[CREATE, &["ERP"], flags].concat()).status, 2, "{flags:?}");
    }
    assert_eq!(desk.json(&["token", "list"]), Value::Array(Vec::new()));
}

#[test]
fn a_plan_without_api_is_pointed_out() {
    let desk = Desk::new();
    desk.ok(&["account", "create", "acme", "--plan", "free"]);
    let ran = desk.run(&[CREATE, &["ERP"]].concat());
    assert_eq!(ran.status, 0);
    assert!(ran.err.contains("the plan free has no API"), "{}", ran.err);
}

#[test]
fn a_token_that_could_not_be_shown_is_revoked() {
    let desk = Desk::with_account();
    for line in [
        &[CREATE, &["ERP"]].concat()[..],
        &["--database", "sqlite:new.db", "serve", "--listen", "127.0.0.1:0"],
    ] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let status = desk.command(line).stdout(full).stderr(Stdio::null()).status().unwrap();
        assert_eq!(status.code(), Some(1), "{line:?}");
    }
    for database in [&[][..], &["--database", "sqlite:new.db"]] {
        let listed = desk.json(&[database, &["token", "list"]].concat());
        assert_eq!(listed.as_array().unwrap().len(), 1);
        assert!(listed[0]["revoked_at"].is_string(), "{listed}");
    }
}
