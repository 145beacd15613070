//! The binary, as it is typed: what it prints, where, and with which status it ends.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed, in its helpers too")]

mod account;
mod audit;
mod backup;
mod configuration;
mod custom_field;
mod customer;
mod department;
mod desk;
mod doctor;
mod email;
mod export;
mod first_start;
mod group;
mod import;
mod sandbox;
mod serve;
mod token;

use desk::Desk;

#[test]
fn the_version_and_the_document_go_to_standard_output() {
    let desk = Desk::new();
    assert_eq!(desk.ok(&["--version"]), concat!("guiche ", env!("CARGO_PKG_VERSION")));
    let document: serde_json::Value = serde_json::from_str(&desk.ok(&["openapi"])).unwrap();
    assert!(document["openapi"].is_string());
}

#[test]
fn a_fault_of_usage_ends_with_2() {
    let desk = Desk::new();
    for line in [
        &["open"][..],
        &[],
        &["account"],
        &["account", "create", "Ação"],
        &["--database", "mysql://x", "account", "list"],
    ] {
        let ran = desk.run(line);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{line:?}");
    }
}

#[test]
fn only_making_an_account_makes_a_database() {
    let desk = Desk::new();
    for line in [
        &["account", "list"][..],
        &["account", "set", "acme", "--plan", "free"],
        &["token", "create", "--account", "acme", "--name", "ERP"],
        &["token", "revoke", "0123456789abcdef0123456789abcdef"],
        &["organization", "list", "--account", "acme"],
        &["custom-field", "list", "--account", "acme"],
        &["backup", "copy.db"],
    ] {
        let said = desk.fault(line);
        assert_eq!(said, "guiche: there is no database at guiche-data/guiche.db", "{line:?}");
    }
    assert!(!desk.path("guiche-data").exists());
}

#[test]
fn an_account_that_is_not_there_is_named() {
    let desk = Desk::with_account();
    for line in [
        &["account", "set", "nobody", "--plan", "free"][..],
        &["token", "create", "--account", "nobody", "--name", "ERP"],
        &["token", "list", "--account", "nobody"],
        &["organization", "create", "--account", "nobody", "--name", "Sul"],
        &["portfolio", "list", "--account", "nobody"],
        &["department", "create", "--account", "nobody", "--name", "Suporte"],
        &["customer", "activate", "--account", "nobody", "--id", "1"],
        &["email", "block", "--account", "nobody", "spam@exemplo.com"],
        &["email", "list", "--account", "nobody"],
        &["audit", "verify", "--account", "nobody"],
        &["audit", "erase", "--account", "nobody", "--customer", "1"],
        &[
            "custom-field",
            "create",
            "--account",
            "nobody",
            "--on",
            "customer",
            "--name",
            "CPF",
            "--type",
            "cpf",
        ],
    ] {
        let said = desk.fault(line);
        assert!(said.starts_with("guiche: there is no account nobody"), "{line:?}: {said}");
    }
}
