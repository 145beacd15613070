//! `guiche audit`, and what a server leaves in the trail when it stops.

use std::thread::sleep;
use std::time::Duration;

use guiche_store::{Db, Tx, Url};
use serde_json::Value;

use crate::desk::{Desk, Server};

const VERIFY: &[&str] = &["audit", "verify", "--account", "acme"];

/// A server with a customer, who was listed once; and the token's secret.
fn served(desk: &Desk) -> (Server, String) {
    let token = desk.ok(&["token", "create", "--account", "acme", "--name", "ERP"]);
    let server = desk.serve(&[]);
    let body = "customer_id=1&name=Ana";
    let head = format!(
        "HTTP/1.0\r\nAuthorization: Bearer {token}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}",
        body.len()
    );
    let made = server.exchange(&format!("POST /v2.0/customer/new {head}\r\n\r\n{body}"));
    assert!(made.starts_with("HTTP/1.0 200") || made.starts_with("HTTP/1.1 200"), "{made}");
    let listed = server
        .exchange(&format!("GET /v2.0/customer/list HTTP/1.0\r\nAuthorization: Bearer {token}\r\n\r\n"));
    assert!(listed.contains("Ana"), "{listed}");
    (server, token)
}

/// The report of the account, once everything is linked.
fn linked(desk: &Desk) -> Value {
    loop {
        let report = desk.json(VERIFY)[0].take();
        if report["unlinked"] == 0 {
            return report;
        }
        sleep(Duration::from_millis(20));
    }
}

/// Does something to the database that the desk would not.
fn within<T: Send + 'static>(
    desk: &Desk,
    run: impl Fn(&mut Tx<'_>) -> Result<T, guiche_store::Error> + Send + 'static,
) -> T {
    let db = Db::open(&Url::sqlite(desk.path("guiche-data/guiche.db")), 8).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let done = runtime.block_on(db.write(run)).unwrap();
    db.close();
    done
}

#[test]
fn a_trail_is_verified_and_a_head_that_was_kept_is_found() {
    let desk = Desk::with_account();
    let (server, _) = served(&desk);
    let report = linked(&desk);
    assert_eq!((&report["account"], &report["faults"]), (&"acme".into(), &0.into()));
    let head = report["head"].as_str().unwrap().to_owned();
    server.stop();
    let table = desk.ok(VERIFY);
    assert!(table.starts_with("ACCOUNT  LINKS  EVENTS"), "{table}");
    desk.ok(&[VERIFY, &["--head", &head.to_uppercase()]].concat());
    let other = "0".repeat(64);
    let ran = desk.run(&[VERIFY, &["--head", &other]].concat());
    assert_eq!(ran.status, 1);
    assert_eq!(
        ran.err,
        format!(
            "guiche: account acme: no link that stands has the digest {other}\n\
             guiche: the audit trail is not what it was: 1 fault"
        )
    );
    assert_eq!(desk.run(&["audit", "verify", "--head", &other]).status, 2, "of which account?");
    assert_eq!(desk.run(&[VERIFY, &["--head", "ab"]].concat()).status, 2);
}

#[test]
fn what_was_tampered_with_ends_with_1() {
    let desk = Desk::with_account();
    let (server, _) = served(&desk);
    linked(&desk);
    server.stop();
    let sql = "UPDATE audit_event SET actor = 'operator' WHERE entity = 'customer'";
    assert_eq!(within(&desk, |tx| tx.execute(sql, &[])), 1);
    let ran = desk.run(&["audit", "verify", "--json"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.err.contains("guiche: account acme: position"), "{}", ran.err);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&report[0]["faults"], &report[0]["first_faults"][0]["wrong"]),
        (&1.into(), &"link_broken".into())
    );
}

#[test]
fn a_server_that_stops_writes_what_it_counted() {
    let desk = Desk::with_account();
    let (server, _) = served(&desk);
    assert_eq!(server.stop().status, 0);
    assert!(desk.json(&["token", "list"])[0]["last_used_at"].is_string());
    let counts = within(&desk, |tx| {
        let reads =
            tx.first("SELECT count(*) FROM audit_event WHERE entity = 'read'", &[], |row| row.integer(0))?;
        let calls =
            tx.all("SELECT outcome, calls FROM api_use", &[], |row| Ok((row.text(0)?, row.integer(1)?)))?;
        Ok((reads, calls))
    });
    assert_eq!(counts, (Some(1), vec![("ok".to_owned(), 2)]));
}

#[test]
fn a_customer_is_erased_by_its_key_and_one_that_is_gone_by_our_id() {
    let desk = Desk::with_account();
    let (server, _) = served(&desk);
    server.stop();
    let erase = |name: &str| desk.run(&["audit", "erase", "--account", "acme", "--customer", name]);
    let erased = erase("1");
    assert_eq!((erased.status, erased.out.as_str()), (0, ""));
    assert_eq!(erased.err, "guiche: values erased of the customer 1: 1");
    let report = desk.json(VERIFY)[0].take();
    assert_eq!((&report["erased"], &report["faults"]), (&1.into(), &0.into()));
    let id = within(&desk, |tx| {
        let id = tx.first("SELECT customer_id FROM customer", &[], |row| row.text(0))?;
        tx.execute("DELETE FROM customer", &[])?;
        Ok(id.unwrap())
    });
    assert_eq!(erase("1").status, 1);
    assert_eq!(erase(&id).err, format!("guiche: values erased of the customer {id}: 0"));
    let nobody = erase(&"0".repeat(32));
    assert_eq!(nobody.err, format!("guiche: the account acme has and had no customer {}", "0".repeat(32)));
}
