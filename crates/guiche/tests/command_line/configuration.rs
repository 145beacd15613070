//! Where a setting may stand, and which place wins.

use std::fs;

use serde_json::Value;

use crate::desk::{Desk, Server, ran};

const VARIABLE: (&str, &str) = ("GUICHE_DATABASE", "sqlite:variable.db");
const FILE: (&str, &str) = ("GUICHE_CONFIG", "guiche.toml");

/// The one account of the database that a command takes.
fn listed(desk: &Desk, flags: &[&str], variables: &[(&str, &str)]) -> String {
    let mut command = desk.command(&[&["account", "list", "--json"], flags].concat());
    command.envs(variables.iter().copied());
    let accounts: Value = serde_json::from_str(&ran(command, "").out).unwrap();
    accounts[0]["slug"].as_str().unwrap().to_owned()
}

#[test]
fn the_database_is_named_by_flag_variable_or_file_in_this_order() {
    let desk = Desk::new();
    for name in ["flag", "variable", "file"] {
        desk.ok(&["--database", &format!("sqlite:{name}.db"), "account", "create", name]);
    }
    desk.ok(&["account", "create", "default"]);
    fs::write(desk.path("guiche.toml"), "database = 'sqlite:file.db'\nlisten = '127.0.0.1:1'").unwrap();
    assert_eq!(listed(&desk, &["--database", "sqlite:flag.db"], &[VARIABLE, FILE]), "flag");
    assert_eq!(listed(&desk, &[], &[VARIABLE, FILE]), "variable");
    assert_eq!(listed(&desk, &[], &[FILE]), "file");
    assert_eq!(listed(&desk, &["--config", "guiche.toml"], &[]), "file");
    assert_eq!(listed(&desk, &[], &[]), "default", "a file that is not named is not read");
}

#[test]
fn serve_takes_variables_over_the_file() {
    let desk = Desk::new();
    fs::write(desk.path("guiche.toml"), "listen = '192.0.2.1:1'\nno-bootstrap = true\nlog-format = 'json'")
        .unwrap();
    let mut command = desk.command(&["serve", "--config", "guiche.toml"]);
    command.envs([("GUICHE_LISTEN", "127.0.0.1:0"), ("GUICHE_NO_BOOTSTRAP", "false")]);
    command.env("GUICHE_TRUSTED_PROXY", "192.0.2.1,10.0.0.0/8");
    let stopped = Server::start(command).stop();
    assert_eq!(stopped.status, 0);
    assert!(stopped.out.contains("guiche_"), "the variable says to bootstrap");
    for line in stopped.err.lines() {
        let entry: Value = serde_json::from_str(line).unwrap();
        assert!(entry["level"].is_string() && entry["timestamp"].is_string(), "{line}");
    }
}

#[test]
fn a_file_that_is_not_sound_is_refused_by_every_command() {
    let desk = Desk::with_account();
    for (text, word) in
        [("lisen = '127.0.0.1:1'", "lisen"), ("queue = 'long'", "queue"), ("= [", "guiche.toml")]
    {
        fs::write(desk.path("guiche.toml"), text).unwrap();
        for line in
            [&["--config", "guiche.toml", "account", "list"][..], &["serve", "--config", "guiche.toml"]]
        {
            let said = desk.fault(line);
            assert!(said.contains(word), "{text}: {said}");
        }
    }
    assert!(desk.fault(&["--config", "missing.toml", "account", "list"]).contains("missing.toml"));
}
