//! `guiche customer export`.

use std::fs;
use std::io::Read as _;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Stdio;

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

/// With so many customers of the account `acme`.
fn desk(customers: usize) -> (Desk, Server) {
    let desk = Desk::with_account();
    let token = desk.ok(&["token", "create", "--account", "acme", "--name", "erp"]);
    let server = desk.serve(&[]);
    for number in 1..=customers {
        create(&server, &token, &format!("customer_id={number}&name=Ana%3B+{number}&phone=%2B55+11"));
    }
    (desk, server)
}

const EXPORT: [&str; 4] = ["customer", "export", "--account", "acme"];

#[test]
fn an_export_goes_to_standard_output_or_into_a_file() {
    let (desk, _server) = desk(2);
    let line = |more: &[&'static str]| [&EXPORT[..], more].concat();
    let text = desk.ok(&EXPORT);
    assert!(text.starts_with("\u{feff}customer_id;name;email;phone;"), "{text}");
    assert!(text.contains("\r\n1;\"Ana; 1\";;'+55 11;1;;;pt-BR;;;1;20"), "{text}");
    let ran = desk.run(&line(&["--output", "out.csv", "--delimiter", ",", "--no-bom"]));
    assert_eq!(
        (ran.status, ran.out.as_str(), ran.err.as_str()),
        (0, "", "guiche: out.csv holds 2 customers")
    );
    let text = fs::read_to_string(desk.path("out.csv")).unwrap();
    assert!(text.starts_with("customer_id,name,email,phone,") && text.contains("\r\n2,Ana; 2,,"), "{text}");
    assert_eq!(fs::metadata(desk.path("out.csv")).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_file_that_is_there_stays_until_the_new_one_is_whole() {
    let (desk, _server) = desk(1);
    fs::write(desk.path("out.csv"), "before").unwrap();
    let said = desk.fault(&[&EXPORT[..], &["--output", "out.csv", "--organization", "x"]].concat());
    assert_eq!(said, "guiche: the account acme has no organization x");
    assert_eq!(fs::read_to_string(desk.path("out.csv")).unwrap(), "before");
    desk.ok(&[&EXPORT[..], &["--output", "out.csv"]].concat());
    assert!(fs::read_to_string(desk.path("out.csv")).unwrap().contains("\r\n1;"));
    let left: Vec<_> = fs::read_dir(desk.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with(".tmp")), "{left:?}");
    let said = desk.fault(&[&EXPORT[..], &["--output", "nowhere/out.csv"]].concat());
    assert!(said.starts_with("guiche: cannot write to nowhere/out.csv: "), "{said}");
}

#[test]
fn who_hangs_up_has_seen_enough() {
    let (desk, _server) = desk(3);
    let mut command = desk.command(&EXPORT);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}

#[test]
fn faults_of_usage_and_unknown_accounts() {
    let desk = Desk::with_account();
    for more in [&["--delimiter", ":"][..], &["--delimiter", ""], &["--format", "x"]] {
        assert_eq!(desk.run(&[&EXPORT[..], more].concat()).status, 2, "{more:?}");
    }
    let said = desk.fault(&["customer", "export", "--account", "other"]);
    assert!(said.starts_with("guiche: there is no account other"), "{said}");
}
