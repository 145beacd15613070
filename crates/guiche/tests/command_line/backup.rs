//! `guiche backup` and `guiche restore`.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::desk::Desk;

fn accounts(desk: &Desk) -> Vec<String> {
    let listed = desk.json(&["account", "list"]);
    listed.as_array().unwrap().iter().map(|account| account["slug"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_copy_taken_while_the_server_runs_is_put_back_when_it_does_not() {
    let desk = Desk::with_account();
    let server = desk.serve(&[]);
    assert_eq!(desk.ok(&["backup", "copy.db"]), "");
    assert_eq!(fs::metadata(desk.path("copy.db")).unwrap().permissions().mode() & 0o777, 0o600);
    desk.ok(&["account", "create", "later"]);

    let refused = desk.fault(&["restore", "copy.db", "--force"]);
    assert_eq!(refused, "guiche: the database is in use by another process");
    assert!(server.get("/healthz").starts_with("HTTP/1.0 200"), "the server does not notice");
    assert_eq!(server.stop().status, 0);
    assert_eq!(accounts(&desk), ["acme", "later"]);

    let refused = desk.fault(&["restore", "copy.db"]);
    assert!(refused.contains("exists already; --force"), "{refused}");
    let restored = desk.run(&["restore", "copy.db", "--force"]);
    assert_eq!((restored.status, restored.out.as_str()), (0, ""), "{}", restored.err);
    assert_eq!(accounts(&desk), ["acme"]);

    let kept = restored.err.lines().last().unwrap().rsplit(' ').next().unwrap().to_owned();
    assert_eq!(kept, "guiche-data/guiche.db.before-restore-1");
    let kept = format!("sqlite:{kept}");
    assert_eq!(desk.json(&["--database", &kept, "account", "list"]).as_array().unwrap().len(), 2);
}

#[test]
fn a_copy_can_become_a_database_elsewhere() {
    let desk = Desk::with_account();
    desk.ok(&["backup", "copy.db"]);
    desk.ok(&["--database", "sqlite:new/folder/desk.db", "restore", "copy.db"]);
    let listed = desk.json(&["account", "list", "--database", "sqlite:new/folder/desk.db"]);
    assert_eq!(listed[0]["slug"], "acme");
    let mode = fs::metadata(desk.path("new/folder/desk.db")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn nothing_is_overwritten_unasked() {
    let desk = Desk::with_account();
    fs::write(desk.path("copy.db"), "precious").unwrap();
    let refused = desk.fault(&["backup", "copy.db"]);
    assert_eq!(refused, "guiche: copy.db exists already; --force replaces it");
    assert_eq!(fs::read_to_string(desk.path("copy.db")).unwrap(), "precious");
    desk.ok(&["backup", "copy.db", "--force"]);
    desk.ok(&["--database", "sqlite:copy.db", "account", "list"]);
    for line in
        [&["backup", "guiche-data/guiche.db", "--force"], &["restore", "guiche-data/guiche.db", "--force"]]
    {
        assert_eq!(desk.fault(line), "guiche: guiche-data/guiche.db is the database itself");
    }
    assert_eq!(accounts(&desk), ["acme"]);
}

#[test]
fn a_copy_that_does_not_hold_together_is_not_put_back() {
    let desk = Desk::with_account();
    desk.ok(&["backup", "copy.db"]);
    let mut bytes = fs::read(desk.path("copy.db")).unwrap();
    let (page, end) = (4096, bytes.len());
    bytes[page + 8..end - 100].fill(0xa5);
    fs::write(desk.path("damaged.db"), bytes).unwrap();
    fs::write(desk.path("foreign.db"), "not a database").unwrap();
    fs::write(desk.path("empty.db"), "").unwrap();
    for copy in ["damaged.db", "foreign.db", "empty.db", "missing.db"] {
        let said = desk.fault(&["restore", copy, "--force"]);
        assert!(said.starts_with("guiche: "), "{copy}: {said}");
        assert_eq!(accounts(&desk), ["acme"], "{copy}");
    }
}
