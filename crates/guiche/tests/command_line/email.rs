//! `guiche email`.

use serde_json::json;

use crate::desk::Desk;

const LIST: &[&str] = &["email", "list", "--account", "acme"];

#[test]
fn an_address_is_blocked_until_it_is_unblocked() {
    let desk = Desk::with_account();
    desk.ok(&["account", "create", "other"]);
    let block = |address| desk.ok(&["email", "block", "--account", "acme", address]);
    assert_eq!((block("Spam@Exemplo.com"), block("a@exemplo.com")), (String::new(), String::new()));
    let again = desk.fault(&["email", "block", "--account", "acme", "SPAM@exemplo.com"]);
    assert_eq!(again, "guiche: SPAM@exemplo.com is blocked already in the account acme");
    let listed = desk.json(LIST);
    let emails: Vec<_> = listed.as_array().unwrap().iter().map(|line| &line["email"]).collect();
    assert_eq!(emails, ["a@exemplo.com", "Spam@Exemplo.com"]);
    assert!(desk.ok(LIST).starts_with("EMAIL             SINCE\na@exemplo.com     2"), "{}", desk.ok(LIST));
    assert_eq!(desk.json(&["email", "list", "--account", "other"]), json!([]));

    let unblock = ["email", "unblock", "--account", "acme", "spam@exemplo.com"];
    assert_eq!(desk.ok(&unblock), "");
    assert_eq!(desk.fault(&unblock), "guiche: spam@exemplo.com is not blocked in the account acme");
    assert_eq!(desk.json(LIST).as_array().unwrap().len(), 1);
    block("spam@exemplo.com");
}

#[test]
fn what_is_no_address_cannot_be_read() {
    let desk = Desk::with_account();
    for line in [
        &["email", "block", "--account", "acme", "spam"][..],
        &["email", "block", "--account", "acme"],
        &["email", "unblock", "--account", "acme", "a@b@c"],
    ] {
        assert_eq!(desk.run(line).status, 2, "{line:?}");
    }
    assert_eq!(desk.json(LIST), json!([]));
}
