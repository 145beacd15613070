//! `guiche doctor`.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;

use crate::desk::Desk;

const DOCTOR: &[&str] = &["doctor", "--listen", "127.0.0.1:0"];

fn verdict(findings: &Value, check: &str) -> String {
    let found = findings.as_array().unwrap().iter().find(|finding| finding["check"] == check);
    found.map(|finding| finding["verdict"].as_str().unwrap().to_owned()).unwrap_or_default()
}

#[test]
fn a_sound_desk_has_no_problem_and_one_line_a_check() {
    let desk = Desk::with_account();
    let findings = desk.json(DOCTOR);
    for check in
        ["configuration", "public-url", "listen", "database", "integrity", "permissions", "folder", "clock"]
    {
        assert_eq!(verdict(&findings, check), "ok", "{check}: {findings}");
    }
    let lines = desk.ok(DOCTOR);
    assert_eq!(lines.lines().count(), findings.as_array().unwrap().len());
    assert!(
        lines.lines().all(|line| ["ok ", "warning ", "problem "].iter().any(|word| line.starts_with(word))),
        "{lines}"
    );
}

#[test]
fn before_the_first_start_it_says_so_and_makes_nothing() {
    let desk = Desk::new();
    assert_eq!(verdict(&desk.json(DOCTOR), "database"), "warning");
    assert!(!desk.path("guiche-data").exists());
}

#[test]
fn it_finds_what_is_wrong_and_ends_with_1_for_problems_only() {
    let desk = Desk::with_account();
    fs::set_permissions(desk.path("guiche-data/guiche.db"), Permissions::from_mode(0o644)).unwrap();
    fs::write(desk.path("token"), "secret").unwrap();
    fs::set_permissions(desk.path("token"), Permissions::from_mode(0o640)).unwrap();
    let findings = desk.json(&["doctor", "--listen", "0.0.0.0:0", "--token-file", "token"]);
    for check in ["permissions", "token-file", "public-url"] {
        assert_eq!(verdict(&findings, check), "warning", "{check}: {findings}");
    }

    fs::write(desk.path("guiche.toml"), "lisen = '127.0.0.1:0'").unwrap();
    fs::write(desk.path("other.db"), "not a database").unwrap();
    let broken = ["--config", "guiche.toml", "--database", "sqlite:other.db", "--json"];
    let ran = desk.run(&[DOCTOR, &broken, &["--metrics-listen", "192.0.2.1:1"]].concat());
    let findings = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.status, ran.err.as_str()), (1, "guiche: there are 4 problems"), "{}", ran.out);
    for check in ["configuration", "database", "integrity", "metrics-listen"] {
        assert_eq!(verdict(&findings, check), "problem", "{check}: {}", ran.out);
    }
}

#[test]
fn it_looks_at_a_database_in_use() {
    let desk = Desk::with_account();
    let server = desk.serve(&[]);
    let findings = desk.json(&["doctor", "--listen", &server.address]);
    assert_eq!((verdict(&findings, "listen"), verdict(&findings, "integrity")), ("ok".into(), "ok".into()));
    server.stop();
}
