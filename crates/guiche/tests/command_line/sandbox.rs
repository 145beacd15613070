//! `guiche sandbox`: the same calls get the same answers, faults come on demand, and nothing is left behind.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::desk::{Desk, Server};

const NEW: &str = "/v2.0/customer/new";
const RESET: &str = "POST /guiche/sandbox/reset";
const SEEDED: [&str; 4] = ["sandbox", "--listen", "127.0.0.1:0", "--seed"];
const SANDBOX: &str = "Authorization: Bearer sandbox";

fn start(desk: &Desk, flags: &[&str]) -> Server {
    Server::start(desk.command(&[&["sandbox", "--listen", "127.0.0.1:0"], flags].concat()))
}

/// Asks with these headers and takes everything up to the end of the connection.
fn ask(server: &Server, request: &str, headers: &[&str], body: &str) -> String {
    let length = body.len();
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    server.exchange(&format!(
        "{request} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{headers}Content-Length: {length}\r\n\r\n{body}"
    ))
}

/// The same with the token and a form.
fn post(server: &Server, path: &str, headers: &[&str], body: &str) -> String {
    let always = [SANDBOX, "Content-Type: application/x-www-form-urlencoded"];
    ask(server, &format!("POST {path}"), &[&always, headers].concat(), body)
}

fn get(server: &Server, path: &str) -> String {
    ask(server, &format!("GET {path}"), &[SANDBOX], "")
}

fn details(server: &Server, customer_id: &str) -> String {
    get(server, &format!("/v2.0/customer/details?customer_id={customer_id}"))
}

#[track_caller]
fn assert_status(answer: &str, status: u16) {
    assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "not {status}: {answer}");
    assert!(answer.contains("\r\nguiche-sandbox: true\r\n"), "{answer}");
    assert!(answer.contains("\r\ndate: Mon, 05 Jan 2026 12:00:00 GMT\r\n"), "{answer}");
    assert_eq!(answer.matches("\r\nx-request-id: ").count(), 1, "{answer}");
}

/// Calls of every sort, and what each is answered, whole.
fn transcript(server: &Server) -> Vec<String> {
    let mut said = Vec::new();
    for number in 0..8 {
        let body = format!("customer_id={number}&name=Cliente {number}&email=c{number}@example.com");
        said.push(post(server, NEW, &[], &body));
        said.push(details(server, &number.to_string()));
    }
    let organization = "1".repeat(32);
    let (portfolio, cpf, segment) = ("2".repeat(32), "4".repeat(32), "5".repeat(32));
    let furnished = format!(
        "customer_id=f&name=Ana&organization_id={organization}&portfolio_id={portfolio}\
         &custom_field[{cpf}]=529.982.247-25&custom_field[{segment}]=Atacado&password=secret-123&phone=11 99999-9999"
    );
    said.push(post(server, NEW, &[], &furnished));
    said.push(details(server, "f"));
    let department = "3".repeat(32);
    for (path, body) in [
        ("update", "customer_id=f&name=Ana Lima".to_owned()),
        ("department/link", format!("customer_id=f&configuration={department}")),
        ("department/unlink", format!("customer_id=f&configuration={department}")),
        ("permissions/create_tickets", "customer_id=f&create_tickets=0".to_owned()),
        ("permissions/access", "customer_id=f&access=1".to_owned()),
        ("quick_access", "customer_id=f".to_owned()),
        ("quick_access", "customer_id=f".to_owned()),
    ] {
        let answer = post(server, &format!("/v2.0/customer/{path}"), &[], &body);
        assert_status(&answer, 200);
        said.push(answer);
    }
    said.push(details(server, "f"));
    let form = "customer_id=k&name=Rui";
    for body in [form, form, "customer_id=l&name=Rui"] {
        said.push(post(server, NEW, &["Idempotency-Key: 1"], body));
    }
    for body in
        ["", "customer_id=1", "customer_id=1&name=Ana&email=c1@example.com", "custom_field[=", "a=1&b=2"]
    {
        said.push(post(server, NEW, &[], body));
        said.push(post(server, NEW, &["Accept: application/problem+json", "Accept-Language: en"], body));
        said.push(post(server, NEW, &["Accept-Language: es", "Prefer: handling=strict"], body));
    }
    for fault in ["429", "500", "503", "slow=1", "close-before-write", "close-after-write", "nonsense"] {
        let header = format!("Guiche-Sandbox-Fault: {fault}");
        said.push(post(server, NEW, &[&header], &format!("customer_id={fault}&name=Ana")));
        said.push(details(server, fault));
    }
    said.push(ask(server, "GET /v2.0/customer/details?customer_id=1", &[], ""));
    said.push(ask(server, "GET /healthz", &["X-Request-Id: mine"], ""));
    said.push(ask(server, "GET /healthz", &["X-Request-Id: not mine"], ""));
    said.push(ask(server, "DELETE /v2.0/customer/new", &["Authorization: sandbox"], ""));
    said.push(ask(server, &format!("POST {NEW}"), &["Authorization: sandbox-read-only"], form));
    said.push(get(server, "/v2.0/nothing"));
    said.push(get(server, "/openapi.json"));
    said.push(ask(server, RESET, &["Authorization: Bearer sandbox-read-only"], ""));
    said.push(ask(server, "GET /guiche/sandbox/reset", &[SANDBOX], ""));
    said
}

#[test]
fn two_starts_and_a_reset_answer_alike_byte_for_byte() {
    let desk = Desk::new();
    let first = start(&desk, &[]);
    let told = transcript(&first);
    assert!(told.len() > 50);
    assert_status(&ask(&first, RESET, &[SANDBOX], ""), 204);
    let again = transcript(&first);
    first.stop();
    let second = start(&desk, &[]);
    let other = transcript(&second);
    second.stop();
    for (number, said) in told.iter().enumerate() {
        assert_eq!(&again[number], said, "after the reset, call {number}");
        assert_eq!(&other[number], said, "after another start, call {number}");
    }
    let left: Vec<_> = fs::read_dir(desk.path("")).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn an_answer_says_what_it_comes_from_and_when() {
    let desk = Desk::new();
    let server = start(&desk, &[]);
    assert_eq!(
        post(&server, NEW, &["Accept-Language: en"], "customer_id=1&name=Ana"),
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncache-control: no-store\r\n\
         vary: Accept, Accept-Language, Authorization\r\n\
         link: </v2.0/customer/details?customer_id=1>; rel=\"item\"\r\ncontent-length: 73\r\n\
         x-request-id: sandbox-1\r\nguiche-sandbox: true\r\ndate: Mon, 05 Jan 2026 12:00:00 GMT\r\n\
         connection: close\r\n\r\n\
         {\"error\":false,\"message\":\"The customer has been created.\",\"success\":true}"
    );
    let answer = details(&server, "1");
    assert_status(&answer, 200);
    assert!(answer.contains("\"creation_date\":\"2026-01-05\""), "{answer}");
    assert!(answer.contains("\r\nx-request-id: sandbox-2\r\n"), "{answer}");
    let mine = ask(&server, "GET /healthz", &["X-Request-Id: mine"], "");
    assert!(mine.contains("\r\nx-request-id: mine\r\n"), "{mine}");
}

#[test]
fn it_prints_a_call_that_works() {
    let desk = Desk::new();
    let server = start(&desk, &[]);
    let printed = server.printed();
    let address = &server.address;
    assert_eq!(
        printed,
        format!(
            "Sandbox: everything is in memory and gone at the end.\n\
             Tokens: sandbox (reads and writes), sandbox-read-only (only reads)\n\
             API documentation: http://{address}/docs\n\
             Create a first customer:\n\n\
             curl -sS http://{address}/v2.0/customer/new -H 'Authorization: Bearer sandbox' -F customer_id=1 \
             -F name='Maria Silva' -F email=maria@example.com"
        )
    );
    let stopped = server.stop();
    assert_eq!(stopped.status, 0);
    assert!(!stopped.err.contains("WARN"), "{}", stopped.err);
}

#[test]
fn refusals_on_demand_do_nothing() {
    let desk = Desk::new();
    let server = start(&desk, &[]);
    for (fault, status, code) in [
        ("429", 429, "too_many_requests"),
        ("500", 500, "internal_server_error"),
        ("503", 503, "service_unavailable"),
    ] {
        let header = format!("Guiche-Sandbox-Fault: {fault}");
        let answer = post(&server, NEW, &[&header], "customer_id=1&name=Ana");
        assert_status(&answer, status);
        assert!(answer.contains(&format!("\"code\":\"{code}\"")), "{answer}");
        assert_eq!(answer.contains("\r\nretry-after: 1\r\n"), status != 500, "{answer}");
        let problem = ["Accept: application/problem+json", &header];
        assert!(post(&server, NEW, &problem, "customer_id=1&name=Ana").contains("\"about:blank\""));
        assert_status(&details(&server, "1"), 404);
    }
}

#[test]
fn a_connection_is_closed_without_a_byte_before_or_after_the_write() {
    let desk = Desk::new();
    let server = start(&desk, &[]);
    for (fault, found) in [("close-before-write", 404), ("close-after-write", 200)] {
        let header = format!("Guiche-Sandbox-Fault: {fault}");
        let body = format!("customer_id={fault}&name=Ana");
        assert_eq!(post(&server, NEW, &[&header, "Idempotency-Key: a"], &body), "");
        assert_status(&details(&server, fault), found);
    }
    // As a client does that has an idempotency key and did not hear.
    let again = post(&server, NEW, &["Idempotency-Key: a"], "customer_id=close-after-write&name=Ana");
    assert_status(&again, 200);
    assert!(again.contains("\r\nidempotency-replayed: true\r\n"), "{again}");
}

#[test]
fn a_slow_answer_comes_after_the_write() {
    let desk = Desk::new();
    let server = start(&desk, &[]);
    let slow = |millis: &str| format!("Guiche-Sandbox-Fault: slow={millis}");
    assert_status(&post(&server, NEW, &[&slow("1")], "customer_id=1&name=Ana"), 200);
    // Who gives up waiting finds it done.
    let mut client = TcpStream::connect(&server.address).unwrap();
    let body = "customer_id=2&name=Ana";
    let head = format!("POST {NEW} HTTP/1.1\r\nHost: a\r\n{SANDBOX}\r\n{}\r\n", slow("60000"));
    let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
    write!(client, "{head}{kind}Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    while !details(&server, "2").starts_with("HTTP/1.1 200 ") {}
    client.set_nonblocking(true).unwrap();
    assert!(client.read(&mut [0]).is_err(), "it is answered already");
}

#[test]
fn a_fault_that_nobody_knows_is_told_with_the_choices() {
    let desk = Desk::new();
    let server = start(&desk, &[]);
    let answer = post(&server, NEW, &["Guiche-Sandbox-Fault: 404"], "customer_id=1&name=Ana");
    assert_status(&answer, 400);
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.contains("\r\ncontent-type: application/problem+json\r\n"), "{head}");
    assert_eq!(
        body,
        r#"{"detail":"Guiche-Sandbox-Fault is one of 429, 500, 503, slow, slow=MILLISECONDS (at most 60000), close-before-write, close-after-write.","status":400,"title":"Bad Request","type":"about:blank"}"#
    );
    assert_status(&details(&server, "1"), 404);
}

#[test]
fn a_reset_needs_the_token_and_brings_back_the_start() {
    let desk = Desk::new();
    fs::write(desk.path("seed.ndjson"), "{\"customer_id\":\"s\",\"name\":\"Ana\"}\n").unwrap();
    let server = start(&desk, &["--seed", "seed.ndjson"]);
    assert_status(&post(&server, NEW, &[], "customer_id=1&name=Ana"), 200);
    for headers in [&[][..], &["Authorization: Bearer sandbox-read-only"], &["Authorization: Bearer other"]] {
        let answer = ask(&server, RESET, headers, "");
        assert_status(&answer, 401);
        assert!(answer.contains("\r\nwww-authenticate: Bearer\r\n"), "{answer}");
    }
    let answer = ask(&server, "GET /guiche/sandbox/reset", &[SANDBOX], "");
    assert_status(&answer, 405);
    assert!(answer.contains("\r\nallow: POST\r\n"), "{answer}");
    assert_status(&details(&server, "1"), 200);
    assert_status(&ask(&server, RESET, &[SANDBOX], ""), 204);
    assert_status(&details(&server, "1"), 404);
    assert_status(&details(&server, "s"), 200);
    assert_status(&post(&server, NEW, &[], "customer_id=1&name=Ana"), 200);
}

#[test]
fn customers_of_a_file_are_there_in_both_forms() {
    let desk = Desk::new();
    let organization = "1".repeat(32);
    let ana = format!(
        r#"{{"customer_id":"a","name":"Ana","organization_id":"{organization}","create_tickets":false}}"#
    );
    let rui =
        format!(r#"{{"customer_id":"r","name":"Rui","custom_field":{{"{}":"Varejo"}}}}"#, "5".repeat(32));
    fs::write(desk.path("lines"), format!("{ana}\n\n{rui}")).unwrap();
    fs::write(desk.path("array"), format!("\u{feff}[{ana},\n{rui}]")).unwrap();
    let mut told = Vec::new();
    for file in ["lines", "array"] {
        let server = start(&desk, &["--seed", file]);
        told.push([details(&server, "a"), details(&server, "r")]);
        server.stop();
    }
    assert_status(&told[0][0], 200);
    assert!(told[0][0].contains("Padaria Central") && told[0][1].contains("Varejo"), "{told:?}");
    assert_eq!(told[0], told[1]);
}

#[test]
fn a_file_with_faults_starts_nothing_and_all_are_told() {
    let desk = Desk::new();
    let lines = [
        r#"{"customer_id":"1","name":"Ana"}"#,
        r#"{"customer_id":"1","name":"","email":"nobody"}"#,
        "nonsense",
        r#"{"customer_id":"2","name":"Rui","colour":"red","organization_id":"nowhere"}"#,
        "[1]",
        r#"{"customer_id":"1","name":"Ana"}"#,
    ];
    fs::write(desk.path("seed"), lines.join("\n")).unwrap();
    let said = desk.fault(&[&SEEDED[..], &["seed"]].concat());
    assert_eq!(
        said.split_once("guiche: nothing").unwrap().1,
        " was started, since seed has faults:\n\
         \x20 line 2: The parameter customer_id has a value that another record of this account already uses.\n\
         \x20 line 2: The parameter name is required and may not be blank.\n\
         \x20 line 2: The parameter email must be a valid e-mail address, such as name@example.com.\n\
         \x20 line 3: it is not an object with the keys of customer/new\n\
         \x20 line 4: The parameter colour is not part of this operation: check its name or leave it out.\n\
         \x20 line 4: The parameter organization_id does not match any record of this account.\n\
         \x20 line 5: it is not an object with the keys of customer/new\n\
         \x20 line 6: The parameter customer_id has a value that another record of this account already uses."
    );
    fs::write(desk.path("broken"), "[{}\n,").unwrap();
    fs::write(desk.path("latin"), b"{\"name\":\"\xe9\"}").unwrap();
    for (file, words) in [
        ("broken", "guiche: broken is not JSON: EOF while parsing a value at line 2 column 1"),
        ("latin", "guiche: latin is not in UTF-8"),
        ("missing", "guiche: cannot read missing: "),
    ] {
        let said = desk.fault(&[&SEEDED[..], &[file]].concat());
        assert!(said.starts_with(words), "{said}");
    }
}

#[test]
fn of_many_faults_in_a_file_the_first_hundred_are_told() {
    let desk = Desk::new();
    fs::write(desk.path("seed"), "{}\n".repeat(60)).unwrap();
    let said = desk.fault(&[&SEEDED[..], &["seed"]].concat());
    assert_eq!(said.matches("\n  line ").count(), 100);
    assert!(said.ends_with("\n  and 20 more"), "{said}");
}

#[test]
fn the_fourth_call_of_a_second_is_one_too_many_until_a_reset() {
    let desk = Desk::new();
    // The vendor's figure is a matter of a second, in which a slow machine may not manage four calls.
    for rate in ["vendor", "3/m"] {
        let server = start(&desk, &["--rate-limit", rate]);
        let answers: Vec<String> = (0..4).map(|_| details(&server, "1")).collect();
        assert!(answers[0].contains("\r\nratelimit: \"default\";r=2;"), "{}", answers[0]);
        if rate == "3/m" {
            assert_status(&answers[3], 429);
            assert!(answers[3].contains("\r\nretry-after: "), "{}", answers[3]);
            assert_status(&ask(&server, RESET, &[SANDBOX], ""), 204);
            assert_status(&details(&server, "1"), 404);
        } else {
            assert!(answers[3].contains("\r\nratelimit-policy: \"default\";q=3;w=1\r\n"), "{}", answers[3]);
        }
        server.stop();
    }
}

#[test]
fn others_are_warned_of_where_they_may_reach_it() {
    let desk = Desk::new();
    let server = Server::start(desk.command(&["sandbox", "--listen", "0.0.0.0:0"]));
    assert!(server.stop().err.contains("everybody knows the sandbox's token"));
    let ran = desk.run(&["sandbox", "--listen", "everywhere"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
}

#[test]
fn what_is_set_for_a_server_means_nothing_to_it() {
    let desk = Desk::new();
    let mut command = desk.command(&["sandbox", "--listen", "127.0.0.1:0"]);
    command.env("GUICHE_DATABASE", "sqlite:desk.db").env("GUICHE_LISTEN", "0.0.0.0:1");
    command.env("GUICHE_CONFIG", "nowhere.toml").env("GUICHE_RATE_LIMIT", "1/m");
    let server = Server::start(command);
    assert!(server.address.starts_with("127.0.0.1:"));
    assert_status(&details(&server, "1"), 404);
    assert_status(&details(&server, "1"), 404);
    server.stop();
    assert!(!desk.path("desk.db").exists());
}
