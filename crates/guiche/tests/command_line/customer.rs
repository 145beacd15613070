//! `guiche customer`.

use serde_json::Value;

use crate::desk::{Desk, Server};

/// Makes a customer through the API.
fn create(server: &Server, token: &str, form: &str) {
    let head = format!(
        "POST /v2.0/customer/new HTTP/1.0\r\nAuthorization: {token}\r\nContent-Length: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}",
        form.len()
    );
    let answer = server.exchange(&head);
    assert!(answer.contains(r#""success":true"#), "{answer}");
}

fn is_active(server: &Server, token: &str, id: &str) -> bool {
    let path = format!("/v2.0/customer/details?customer_id={id}");
    let answer = server.exchange(&format!("GET {path} HTTP/1.0\r\nAuthorization: {token}\r\n\r\n"));
    let body: Value = serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap()).unwrap();
    body["data"][0]["active"].as_bool().unwrap()
}

#[test]
fn a_customer_is_taken_out_of_service_and_brought_back_by_either_name() {
    let desk = Desk::with_account();
    let token = desk.ok(&["token", "create", "--account", "acme", "--name", "erp"]);
    let server = desk.serve(&[]);
    create(&server, &token, "customer_id=1&name=Ana&email=ana@exemplo.com");
    create(&server, &token, "customer_id=2&name=Bia");
    for (deactivate, activate) in
        [(["--id", "1"], ["--email", "ANA@exemplo.com"]), (["--email", "ana@exemplo.com"], ["--id", "1"])]
    {
        let line =
            |verb, named: [&'static str; 2]| [&["customer", verb, "--account", "acme"][..], &named].concat();
        assert_eq!(desk.ok(&line("deactivate", deactivate)), "");
        assert!(!is_active(&server, &token, "1") && is_active(&server, &token, "2"));
        let again = desk.fault(&line("deactivate", ["--id", "1"]));
        assert_eq!(again, "guiche: the customer 1 is inactive already");
        assert_eq!(desk.ok(&line("activate", activate)), "");
        assert!(is_active(&server, &token, "1"));
        let again = desk.fault(&line("activate", ["--email", "ana@exemplo.com"]));
        assert_eq!(again, "guiche: the customer ana@exemplo.com is active already");
    }
}

#[test]
fn two_customers_become_one_and_two_again() {
    let desk = Desk::with_account();
    let token = desk.ok(&["token", "create", "--account", "acme", "--name", "erp"]);
    let server = desk.serve(&[]);
    create(&server, &token, "customer_id=1&name=Ana");
    create(&server, &token, "customer_id=2&name=Bia&phone=1234");
    let merge = |more: &[&'static str]| [&["customer", "merge", "--account", "acme"][..], more].concat();
    assert_eq!(desk.fault(&merge(&["1", "7"])), "guiche: the account acme has no customer 7");
    assert_eq!(desk.fault(&merge(&["1", "1"])), "guiche: refused: merged_id: not_allowed");
    assert_eq!(desk.run(&merge(&["1", "2", "--take", "surname"])).status, 2);
    let id = desk.ok(&merge(&["1", "2", "--keep", "phone", "--take", "name,customer_id"]));
    assert!(is_active(&server, &token, "1") && is_active(&server, &token, "2"));
    assert_eq!(
        desk.fault(&merge(&["1", "2"])),
        "guiche: refused: merged_id: not_allowed",
        "they are the same"
    );
    // By the key that leads to it, too: two that were made, the merge of each, and the merge itself.
    let erased = desk.run(&["audit", "erase", "--account", "acme", "--customer", "1"]);
    assert_eq!(erased.err, "guiche: values erased of the customer 1: 5");
    let unmerge = ["customer", "unmerge", "--account", "acme", &*id];
    assert_eq!(desk.ok(&unmerge), "");
    assert_eq!(desk.fault(&unmerge), "guiche: refused: merge_id: not_allowed");
}

#[test]
fn who_is_not_there_or_not_named_is_a_fault() {
    let desk = Desk::with_account();
    let line = |more: &[&'static str]| [&["customer", "deactivate", "--account", "acme"][..], more].concat();
    assert_eq!(desk.fault(&line(&["--id", "7"])), "guiche: the account acme has no customer 7");
    let nobody = desk.fault(&line(&["--email", "a@exemplo.com"]));
    assert_eq!(nobody, "guiche: the account acme has no customer a@exemplo.com");
    for more in [&[][..], &["--id", "7", "--email", "a@exemplo.com"], &["--email", "x"], &["--id", ""]] {
        assert_eq!(desk.run(&line(more)).status, 2, "{more:?}");
    }
}
