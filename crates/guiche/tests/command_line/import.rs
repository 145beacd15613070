//! `guiche customer import` and `guiche import`.

use std::fs;

use crate::desk::{Desk, ran};

const FILE: &str = "Código;Nome;E-mail\r\n1;Ana;ana@exemplo.com\r\n2;;\r\n3;Bia;\r\n";
const IMPORT: [&str; 5] = ["customer", "import", "file.csv", "--account", "acme"];

fn desk(content: &str) -> Desk {
    let desk = Desk::with_account();
    fs::write(desk.path("file.csv"), content).unwrap();
    desk
}

fn line(more: &[&'static str]) -> Vec<&'static str> {
    [&IMPORT[..], more].concat()
}

#[test]
fn a_file_is_imported_rejected_rows_are_written_and_all_is_undone() {
    let desk = desk(FILE);
    let ran = desk.run(&line(&["--yes", "--rejected", "bad.csv"]));
    assert_eq!(ran.status, 1);
    for told in [
        "guiche: utf-8 semicolon header, 3 rows",
        "  Código -> customer_id",
        "  a customer that is there is found by internal-id and changed; an empty cell says nothing",
        "  of the first 3 rows, 2 would make a customer, 0 change one, 0 change nothing, 0 are blank, 1 would be rejected",
        "  row 2, line 3: ",
        "guiche: 1 row rejected: bad.csv says why",
    ] {
        assert!(ran.err.contains(told), "{told}: {}", ran.err);
    }
    let bad = fs::read_to_string(desk.path("bad.csv")).unwrap();
    assert!(bad.starts_with("\u{feff}Código;Nome;E-mail;errors\r\n2;;;"), "{bad}");

    let listed = desk.json(&["import", "list", "--account", "acme"]);
    assert_eq!(listed.as_array().unwrap().len(), 1);
    let (id, state) = (listed[0]["id"].as_str().unwrap(), listed[0]["state"].as_str().unwrap());
    assert_eq!(
        (state, listed[0]["created"].as_u64(), listed[0]["rejected"].as_u64()),
        ("done", Some(2), Some(1))
    );
    let on = |verb| ["import", verb, id, "--account", "acme"];
    assert_eq!(desk.ok(&on("rejected")).trim_end(), bad.trim_end());
    assert_eq!(
        desk.fault(&on("resume")),
        format!("guiche: the import {id} is done: there is nothing to go on with")
    );
    assert!(desk.fault(&on("cancel")).contains("state"));
    let undone = desk.json(&on("undo"));
    assert_eq!((undone[0]["state"].as_str(), undone[0]["undone"].as_u64()), (Some("undone"), Some(2)));
    let exported = desk.ok(&["customer", "export", "--account", "acme", "--no-bom"]);
    assert_eq!(exported.lines().count(), 1, "{exported}");
}

#[test]
fn columns_can_be_named_and_a_check_keeps_nothing() {
    let desk = desk("a,b,Nome\n1,Ana,x\n1,Bia,y\n");
    let maps = ["--map", "a=customer_id", "--map", "#2=name", "--create-only"];
    let ran = desk.run(&line(&[&maps[..], &["--check"]].concat()));
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("Nome -> ignore") && ran.err.contains("1 row would be rejected"), "{}", ran.err);
    assert!(ran.err.contains("1 rows have a key that an earlier row has"), "{}", ran.err);
    let listed = desk.json(&["import", "list", "--account", "acme"]);
    assert_eq!((listed[0]["state"].as_str(), listed[0]["done"].as_u64()), (Some("cancelled"), Some(0)));
    let upserted = desk.run(&line(&["--yes", "--map", "a=customer_id", "--map", "#2=name"]));
    assert_eq!(upserted.status, 0, "{}", upserted.err);
    let exported = desk.ok(&["customer", "export", "--account", "acme"]);
    assert!(exported.contains("\r\n1;Bia;"), "{exported}");
}

#[test]
fn what_cannot_be_imported_is_said() {
    let desk = desk(FILE);
    assert!(desk.fault(&line(&[])).contains("nothing was imported: write --yes where nobody can be asked"));
    let unknown = desk.fault(&line(&["--yes", "--map", "x=name"]));
    assert_eq!(unknown, "guiche: file.csv has no column \"x\"; it has: Código, Nome, E-mail");
    let keyless = desk.fault(&line(&["--yes", "--map", "#1=ignore", "--upsert", "internal-id"]));
    assert!(keyless.contains("customer_id"), "{keyless}");
    for more in [
        &["--map", "Nome"][..],
        &["--map", "Nome=x"],
        &["--upsert", "name"],
        &["--create-only", "--upsert", "email"],
        &["--encoding", "x"],
    ] {
        assert_eq!(desk.run(&line(more)).status, 2, "{more:?}");
    }
    fs::write(desk.path("file.csv"), "Código;Nome\n").unwrap();
    assert_eq!(desk.fault(&line(&["--yes"])), "guiche: file.csv holds no rows");
    fs::remove_file(desk.path("file.csv")).unwrap();
    assert!(desk.fault(&line(&["--yes"])).starts_with("guiche: cannot read file.csv: "));
    let nobody = ["import", "show", "0123456789abcdef0123456789abcdef", "--account", "acme"];
    assert!(desk.fault(&nobody).starts_with("guiche: "));
    assert!(ran(desk.command(&["import", "show", "x", "--account", "acme"]), "").status == 2);
}
