//! What the first start makes and says, once.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::json;

use crate::desk::{Desk, Server, ran};

/// What a line of the shell prints.
fn shell(desk: &Desk, line: &str) -> String {
    let mut command = std::process::Command::new("sh");
    command.args(["-c", line]).current_dir(desk.path(""));
    ran(command, "").out
}

fn line_of<'t>(text: &'t str, beginning: &str) -> &'t str {
    text.lines().find(|line| line.starts_with(beginning)).unwrap_or_else(|| panic!("{beginning} in {text}"))
}

#[test]
fn the_token_is_printed_once_and_the_curl_line_works_when_pasted() {
    let desk = Desk::new();
    let server = desk.serve(&[]);
    let expected = json!([{ "slug": "default", "name": "default", "plan": "enterprise", "language": "pt-BR",
        "time_zone": "America/Sao_Paulo", "details_shape": "array", "rate_limit": null }]);
    assert_eq!(desk.json(&["account", "list"]), expected);
    assert_eq!(desk.json(&["token", "list"])[0]["rights"], "read-write");
    let printed = server.printed();
    let token = line_of(&printed, "guiche_");
    assert_eq!(token.len(), 47, "the token stands alone");
    assert_eq!(
        line_of(&printed, "API documentation: "),
        format!("API documentation: http://{}/docs", server.address)
    );
    let curl = line_of(&printed, "curl ");
    assert!(shell(&desk, curl).ends_with(r#""success":true}"#), "{curl}");

    let first = server.stop();
    assert!(
        !first.err.contains(token) && !first.err.contains("maria"),
        "nothing of it in the log: {}",
        first.err
    );
    let again = desk.serve(&[]).stop();
    assert_eq!((again.status, again.out.as_str()), (0, ""), "nothing the second time");
}

#[test]
fn a_token_file_is_private_and_new() {
    let desk = Desk::new();
    let server = desk.serve(&["--token-file", "the token", "--public-url", "https://desk.example.com/"]);
    let printed = server.printed();
    let written = fs::read_to_string(desk.path("the token")).unwrap();
    assert_eq!(written.trim_end().len(), 47);
    assert_eq!(fs::metadata(desk.path("the token")).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(!printed.contains("guiche_"), "{printed}");
    assert_eq!(line_of(&printed, "API documentation: "), "API documentation: https://desk.example.com/docs");
    let curl = line_of(&printed, "curl ");
    assert!(shell(&desk, curl).ends_with(r#""success":true}"#), "{curl}");
    server.stop();
    let again = desk.serve(&["--token-file", "the token"]).stop();
    assert_eq!(again.out, "", "a file that is there is no fault once there is an account");
}

#[test]
fn where_the_token_file_cannot_be_written_nothing_is_stored() {
    let desk = Desk::new();
    fs::write(desk.path("taken"), "mine").unwrap();
    for file in ["taken", "missing/folder/token"] {
        let said = desk.run(&["serve", "--listen", "127.0.0.1:0", "--token-file", file]);
        assert_eq!((said.status, said.out.as_str()), (1, ""), "{}", said.err);
        assert!(said.err.contains(&format!("cannot write the token to a new file {file}")), "{}", said.err);
    }
    assert_eq!(fs::read_to_string(desk.path("taken")).unwrap(), "mine");
    assert_eq!(desk.json(&["account", "list"]), json!([]));
}

#[test]
fn no_bootstrap_leaves_an_empty_database_empty() {
    let desk = Desk::new();
    let server = desk.serve(&["--no-bootstrap"]);
    assert_eq!(desk.json(&["account", "list"]), json!([]));
    assert_eq!(server.stop().out, "");
}

#[test]
fn of_two_that_start_together_one_makes_the_account() {
    let desk = Desk::new();
    let starting: Vec<_> = (0..2)
        .map(|_| {
            let command = desk.command(&["serve", "--listen", "127.0.0.1:0"]);
            std::thread::spawn(|| Server::start(command))
        })
        .collect();
    let servers: Vec<Server> = starting.into_iter().map(|thread| thread.join().unwrap()).collect();
    assert_eq!(desk.json(&["token", "list"]).as_array().unwrap().len(), 1);
    let printed = servers.into_iter().map(|server| server.stop().out).filter(|out| !out.is_empty());
    assert_eq!(printed.count(), 1);
}
