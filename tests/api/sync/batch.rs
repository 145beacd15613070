//! `POST /guiche/v1/customers/batch`

use std::fmt::Write as _;

use guiche_domain::custom_field::Kind;
use guiche_tests::{Answer, App, Raw};
use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{at, lines, named};

const PATH: &str = "/guiche/v1/customers/batch";

async fn send(app: &App, query: &str, body: &str) -> Answer {
    app.erp().post_bytes(&format!("{PATH}?{query}"), "application/x-ndjson", body).await
}

#[tokio::test]
async fn rows_are_answered_in_order_as_if_they_had_been_sent_one_after_the_other() {
    let app = App::start().await;
    let body = concat!(
        "{\"customer_id\":\"1\",\"name\":\"Ana\",\"email\":\"a@exemplo.com\"}\n\n",
        "  {\"customer_id\":\"2\",\"name\":\"São/João\"}\r\n",
        "{\"customer_id\":\"1\",\"name\":\"Bia\"}\n",
        "{\"customer_id\":\"1\",\"name\":\"Bia\"}\n",
        "{\"customer_id\":\"3\"}\n",
        "no json\n",
        "5\n",
        "{\"name\":\"x\",\"language\":\"fr\"}\n",
        "{\"customer_id\":\"4\",\"name\":\"Caio\",\"email\":\"A@exemplo.com\"}\n",
        "{\"customer_id\":\"2\",\"name\":\"Davi\",\"email\":\"a@exemplo.com\"}",
    );
    let answer = send(&app, "", body).await.expect(200);
    assert_snapshot!(answer.body, @r#"
    {"row":1,"status":201,"customer_id":"1","version":1,"changed":true}
    {"row":2,"status":201,"customer_id":"2","version":1,"changed":true}
    {"row":3,"status":200,"customer_id":"1","version":2,"changed":true}
    {"row":4,"status":200,"customer_id":"1","version":2,"changed":false}
    {"row":5,"status":422,"customer_id":"3","errors":[{"field":"name","code":"required","message":"O parâmetro name é obrigatório e não pode ficar em branco."}]}
    {"row":6,"status":400,"customer_id":null,"errors":[{"field":null,"code":"malformed","message":"Não foi possível ler os parâmetros: confira se o corpo está no formato que o cabeçalho Content-Type declara."}]}
    {"row":7,"status":400,"customer_id":null,"errors":[{"field":null,"code":"malformed","message":"Não foi possível ler os parâmetros: confira se o corpo está no formato que o cabeçalho Content-Type declara."}]}
    {"row":8,"status":422,"customer_id":null,"errors":[{"field":"customer_id","code":"required","message":"O parâmetro customer_id é obrigatório e não pode ficar em branco."},{"field":"language","code":"not_allowed","message":"O parâmetro language deve ser pt-BR, es_ES ou en-US."}]}
    {"row":9,"status":201,"customer_id":"4","version":1,"changed":true}
    {"row":10,"status":409,"customer_id":"2","errors":[{"field":"email","code":"duplicate","message":"O parâmetro email tem um valor já usado em outro cadastro desta conta."}]}
    {"done":true,"rows":10,"created":3,"updated":1,"unchanged":1,"refused":5}
    "#);
    assert_eq!(app.erp().get(&at("1"), &[]).await.expect(200).json()["name"], "Bia");
    assert_eq!(app.erp().get(&at("4"), &[]).await.expect(200).json()["name"], "Caio");
    assert_eq!(app.erp().get(&at("2"), &[]).await.expect(200).header("etag"), "\"1\"");
    app.erp().get(&at("3"), &[]).await.expect(404);
}

#[tokio::test]
async fn an_array_says_the_same_and_one_that_breaks_off_says_where() {
    let app = App::start().await;
    let array = async |body: &str| {
        let answer = app.erp().post_bytes(PATH, "application/json", body).await.expect(200);
        let statuses: Vec<Value> = lines(&answer)
            .iter()
            .map(|line| line.get("status").or(line.get("done")).unwrap().clone())
            .collect();
        json!(statuses)
    };
    assert_eq!(
        array(r#"[{"customer_id":"1","name":"Ana"}, {"customer_id":2,"name":"Bia"}]"#).await,
        json!([201, 201, true])
    );
    assert_eq!(array(" [ ] ").await, json!([true]));
    assert_eq!(array(r#"[5,{"customer_id":"3","name":"Ana"}]"#).await, json!([400, 201, true]));
    for broken in ["", " x,{\"customer_id\":\"5\",\"name\":\"Ana\"}]", "{\"a\":}]", "{\"a\""] {
        let body = format!("[{{\"customer_id\":\"4\",\"name\":\"Ana\"}},{broken}");
        let statuses = array(&body).await;
        assert_eq!((&statuses[1], &statuses[2]), (&json!(400), &json!(false)), "{broken}: {statuses}");
    }
    app.erp().get(&at("5"), &[]).await.expect(404);
    assert_eq!(array("{}").await, json!([400, false]));
}

#[tokio::test]
async fn create_refuses_what_is_there() {
    let app = App::start().await;
    let body = "{\"customer_id\":\"1\",\"name\":\"Ana\"}\n{\"customer_id\":\"1\",\"name\":\"Bia\"}\n";
    let answer = send(&app, "mode=create", body).await.expect(200);
    let lines = lines(&answer);
    assert_eq!((&lines[0]["status"], &lines[1]["status"]), (&json!(201), &json!(409)));
    assert_eq!(lines[1]["errors"][0]["code"], "duplicate");
    assert_eq!(
        lines[2],
        json!({ "done": true, "rows": 2, "created": 1, "updated": 0, "unchanged": 0, "refused": 1 })
    );
}

#[tokio::test]
async fn what_is_wrong_with_the_request_is_refused_before_anything_is_done() {
    let app = App::start().await;
    let row = "{\"customer_id\":\"1\",\"name\":\"Ana\"}";
    for (query, faults) in [
        ("mode=replace", "mode: not_allowed"),
        ("atomic=maybe", "atomic: invalid"),
        ("mode=x&atomic=2", "mode: not_allowed, atomic: invalid"),
    ] {
        assert_eq!(send(&app, query, row).await.expect(422).faults(), faults);
    }
    let keyed = app.erp().with("idempotency-key", "k");
    let answer = keyed.post_bytes(PATH, "application/x-ndjson", row).await.expect(422);
    assert_eq!(answer.faults(), "Idempotency-Key: not_allowed");
    let answer = app.erp().post_bytes(PATH, "text/csv", row).await.expect(415);
    assert_eq!(answer.faults(), "-: unsupported_media_type");
    let declared = format!(
        "POST {PATH} HTTP/1.1\r\nHost: a\r\nAuthorization: {}\r\nContent-Type: application/x-ndjson\r\nContent-Length: {}\r\n\r\n",
        app.token(&app.default_account().await).create().await,
        (64 << 20) + 1
    );
    Raw::ask(&app, declared).await.expect(413);
    app.erp().get(&at("1"), &[]).await.expect(404);
    let answer = send(&app, "extra=1", row).await.expect(200);
    assert_eq!(answer.header("ignored-parameters"), "extra");
}

#[tokio::test]
async fn a_row_too_many_or_too_long_is_said_to_be() {
    let app = App::start().await;
    let long = format!(
        "{{\"customer_id\":\"long\",\"name\":\"{}\"}}\n{{\"customer_id\":\"2\",\"name\":\"Ana\"}}\n",
        "x".repeat(64 << 10)
    );
    let answer = send(&app, "", &long).await.expect(200);
    let found = lines(&answer);
    assert_eq!(
        (&found[0]["status"], &found[0]["errors"][0]["code"]),
        (&json!(413), &json!("content_too_large"))
    );
    assert_eq!((&found[1]["status"], &found[2]["done"]), (&json!(201), &json!(true)));

    let many = "{}\n".repeat(10_001);
    let answer = send(&app, "", &many).await.expect(200);
    let found = lines(&answer);
    assert_eq!(
        (found.len(), &found[10_000]["row"], &found[10_000]["status"]),
        (10_002, &json!(10_001), &json!(413))
    );
    assert_eq!(found[10_001]["done"], false);
    let answer = send(&app, "atomic=1", &many).await.expect(413);
    assert_eq!(answer.faults(), "-: content_too_large");
}

/// Ten thousand rows, of which every hundredth is bad in one of five ways.
fn many(round: usize) -> String {
    let mut body = String::new();
    for number in 1..=10_000 {
        let row = match number % 500 {
            0 => json!({ "customer_id": format!("c{number}") }),
            100 => json!({ "customer_id": format!("c{number}"), "name": "Ana", "email": "none" }),
            200 => json!({ "customer_id": format!("c{number}"), "name": "Ana", "organization_id": "none" }),
            300 => json!({ "customer_id": format!("c{number}"), "name": "Ana", "email": "C1@exemplo.com" }),
            400 => json!("no object"),
            _ => {
                json!({ "customer_id": format!("c{number}"), "name": format!("Ana {round}"), "email": format!("c{number}@exemplo.com"), "custom_field": { "cargo": number } })
            }
        };
        writeln!(body, "{row}").unwrap();
    }
    body
}

fn expected(number: usize) -> Option<u64> {
    match number % 500 {
        0 | 100 | 200 => Some(422),
        300 => Some(409),
        400 => Some(400),
        _ => None,
    }
}

#[tokio::test]
async fn ten_thousand_rows_of_which_a_hundred_are_bad() {
    let app = App::start().await;
    let account = app.default_account().await;
    app.field(&account, Kind::Text, "Cargo").id("cargo").create().await;
    for (query, round, good, counts) in [
        ("", 1, 201, [9_900, 0, 0]),
        ("mode=upsert", 2, 200, [0, 9_900, 0]),
        ("mode=create", 3, 409, [0, 0, 0]),
    ] {
        // Else the batch would wait for a search that nobody keeps up here.
        app.follow().await;
        let answer = send(&app, query, &many(round)).await.expect(200);
        let found = lines(&answer);
        assert_eq!(found.len(), 10_001);
        for (number, line) in (1..).zip(&found[..10_000]) {
            assert_eq!(line["row"], number);
            // A duplicate beside another fault is not a conflict alone.
            let status = match (query, number % 500) {
                (_, 0 | 100 | 200) => 422,
                _ => expected(number).unwrap_or(good),
            };
            assert_eq!(line["status"], status, "{line}");
            let key = if number % 500 == 400 { Value::Null } else { json!(format!("c{number}")) };
            assert_eq!(line["customer_id"], key);
        }
        let [created, updated, unchanged] = counts;
        let refused = 10_000 - created - updated - unchanged;
        let last = json!({ "done": true, "rows": 10_000, "created": created, "updated": updated, "unchanged": unchanged, "refused": refused });
        assert_eq!(found[10_000], last);
    }
    let all = app.erp().get(&at("c9999"), &[]).await.expect(200).json();
    assert_eq!(
        (&all["name"], &all["version"], &all["custom_field"]),
        (&json!("Ana 2"), &json!(2), &json!({ "cargo": "9999" }))
    );
    for number in (100..=10_000).step_by(100) {
        app.erp().get(&at(&format!("c{number}")), &[]).await.expect(404);
    }
    assert_eq!(changes(&app).await, 1 + 1 + 1 + 2 * 9_900);
}

/// How many changes of the account there are: the account itself, its token, the custom field, customers.
async fn changes(app: &App) -> i64 {
    let account = app.default_account().await;
    app.follow().await;
    let account_id = account.account_id;
    app.db().read(move |tx| guiche_store::outbox::last_position(tx, account_id)).await.unwrap()
}

#[tokio::test]
async fn as_a_whole_all_is_done_or_nothing() {
    let app = App::start().await;
    let account = app.default_account().await;
    app.field(&account, Kind::Text, "Cargo").id("cargo").create().await;
    let refused = send(&app, "atomic=true", &many(1)).await.expect(422);
    assert_eq!(refused.header("content-type"), "application/problem+json");
    let results = refused.json()["results"].as_array().unwrap().clone();
    assert_eq!(results.len(), 100);
    for (at, result) in results.iter().enumerate() {
        let number = (at + 1) * 100;
        assert_eq!((&result["row"], &result["status"]), (&json!(number), &json!(expected(number).unwrap())));
        assert!(result["errors"][0]["message"].is_string());
    }
    assert_eq!(refused.json()["detail"], results[0]["errors"][0]["message"]);
    assert_eq!(changes(&app).await, 3);
    app.erp().get(&at("c1"), &[]).await.expect(404);

    let good: String = many(1)
        .lines()
        .enumerate()
        .filter(|(at, _)| expected(at + 1).is_none())
        .map(|(_, line)| format!("{line}\n"))
        .collect();
    let done = send(&app, "atomic=true", &good).await.expect(200);
    let found = lines(&done);
    assert_eq!((found.len(), &found[9_900]["created"]), (9_901, &json!(9_900)));
    assert_eq!(changes(&app).await, 3 + 9_900);
}

#[tokio::test]
async fn a_whole_is_safe_to_repeat_with_a_key() {
    let app = App::start().await;
    let keyed = app.erp().with("idempotency-key", "monday");
    let atomic = &*format!("{PATH}?atomic=1");
    let send = async |query: &str, body: &str| {
        keyed.post_bytes(&format!("{atomic}{query}"), "application/x-ndjson", body).await
    };
    let body = "{\"customer_id\":\"1\",\"name\":\"Ana\",\"password\":\"correto cavalo\"}\n{\"customer_id\":\"2\",\"name\":\"Bia\"}\n";
    send("", "{\"customer_id\":\"1\"}").await.expect(422);
    let first = send("", body).await.expect(200);
    assert_eq!(first.header("idempotency-replayed"), "");
    // The same rows otherwise written.
    let array = "[{\"name\":\"Ana\",\"customer_id\":1,\"password\":\"correto cavalo\"},{\"customer_id\":\"2\",\"name\":\"Bia\"}]";
    let again = keyed.post_bytes(atomic, "application/json", array).await.expect(200);
    assert_eq!((again.header("idempotency-replayed"), &again.body), ("true", &first.body));
    for (query, body) in [
        ("", body.replace("Bia", "Bea")),
        ("&mode=create", body.into()),
        ("", body.replace("cavalo", "camelo")),
    ] {
        let answer = send(query, &body).await.expect(422);
        assert_eq!(answer.faults(), "-: idempotency_conflict");
    }
    assert_eq!(app.erp().get(&at("1"), &[]).await.expect(200).header("etag"), "\"1\"");
}

#[tokio::test]
async fn an_answered_row_is_there_before_the_rest_has_come() {
    let app = App::start().await;
    let token = app.token(&app.default_account().await).create().await;
    let mut raw = Raw::connect(&app).await;
    let head = format!(
        "POST {PATH} HTTP/1.1\r\nHost: a\r\nAuthorization: {token}\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    let chunk = |text: &str| format!("{:x}\r\n{text}\r\n", text.len());
    raw.send(head + &chunk("{\"customer_id\":\"1\",\"name\":\"Ana\"}\n{\"customer_id\":\"2\",")).await;
    let (status, _) = raw.head().await;
    assert_eq!(status, 200);
    raw.until("\"row\":1,\"status\":201").await;
    app.erp().get(&at("1"), &[]).await.expect(200);
    app.erp().get(&at("2"), &[]).await.expect(404);
    raw.send(chunk("\"name\":\"Bia\"}") + "0\r\n\r\n").await;
    raw.until("\"done\":true").await;
    app.erp().get(&at("2"), &[]).await.expect(200);
}

#[tokio::test]
async fn where_the_store_is_gone_the_rows_on_their_way_are_503_and_no_other_is_begun() {
    let app = App::start().await;
    let token = app.token(&app.default_account().await).create().await;
    let mut raw = Raw::connect(&app).await;
    let row = |key: u32| format!("{{\"customer_id\":\"{key}\",\"name\":\"Ana\"}}\n");
    let chunk = |text: &str| format!("{:x}\r\n{text}\r\n", text.len());
    let head = format!(
        "POST {PATH} HTTP/1.1\r\nHost: a\r\nAuthorization: {token}\r\nConnection: close\r\n\
         Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    raw.send(head + &chunk(&row(1))).await;
    raw.until("\"row\":1,\"status\":201").await;
    let db = app.db().clone();
    tokio::task::spawn_blocking(move || db.close()).await.unwrap();
    raw.send(chunk(&(row(2) + "no json\n"))).await;
    raw.until("{\"row\":2,\"status\":503,\"customer_id\":null,\"errors\":[{\"field\":null,\"code\":\"service_unavailable\"").await;
    raw.until("\"row\":3,\"status\":503").await;
    raw.until("{\"done\":false,\"rows\":3,\"created\":1,\"updated\":0,\"unchanged\":0,\"refused\":2}").await;
}

#[tokio::test]
async fn a_token_that_is_revoked_meanwhile_ends_a_batch() {
    let app = App::start().await;
    let account = app.default_account().await;
    let token = app.token(&account).create().await;
    let mut raw = Raw::connect(&app).await;
    let chunk = |text: &str| format!("{:x}\r\n{text}\r\n", text.len());
    let head = format!(
        "POST {PATH} HTTP/1.1\r\nHost: a\r\nAuthorization: {token}\r\nConnection: close\r\n\
         Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    raw.send(head + &chunk("{\"customer_id\":\"1\",\"name\":\"Ana\"}\n")).await;
    raw.until("\"row\":1,\"status\":201").await;
    app.revoke(&account, &token).await;
    raw.send(chunk("{\"customer_id\":\"2\",\"name\":\"Ana\"}\n")).await;
    raw.until("\"row\":2,\"status\":401").await;
    raw.until("{\"done\":false").await;
    app.erp().get(&at("2"), &[]).await.expect(404);
}

#[tokio::test]
async fn who_goes_away_in_the_middle_of_a_row_has_done_the_rows_before() {
    let app = App::start().await;
    let token = app.token(&app.default_account().await).create().await;
    let mut raw = Raw::connect(&app).await;
    let body = "{\"customer_id\":\"1\",\"name\":\"Ana\"}\n{\"customer_id\":\"2\",\"name\":\"Bia\"}";
    raw.send(format!("POST {PATH} HTTP/1.1\r\nHost: a\r\nAuthorization: {token}\r\nContent-Type: application/x-ndjson\r\nContent-Length: 1000\r\n\r\n{body}")).await;
    raw.until("\"row\":1,\"status\":201").await;
    raw.finish_sending().await;
    let rest = raw.rest().await;
    assert!(!rest.contains("\"done\":true"), "{rest}");
    app.erp().get(&at("1"), &[]).await.expect(200);
    app.erp().get(&at("2"), &[]).await.expect(404);
}

#[tokio::test]
async fn who_reads_slowly_gets_everything() {
    let app = App::start().await;
    let token = app.token(&app.default_account().await).create().await;
    let body: String =
        (0..10_000).map(|number| format!("{{\"customer_id\":\"{number}\",\"language\":\"fr\"}}\n")).collect();
    let mut raw = Raw::connect(&app).await;
    // All of it is sent before anything is read.
    raw.send(format!("POST {PATH} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: {token}\r\nContent-Type: application/x-ndjson\r\nContent-Length: {}\r\n\r\n{body}", body.len())).await;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    let all = raw.rest().await;
    assert_eq!(all.matches("\"status\":422").count(), 10_000);
    assert!(all.contains(
        "{\"done\":true,\"rows\":10000,\"created\":0,\"updated\":0,\"unchanged\":0,\"refused\":10000}"
    ));
}

#[tokio::test]
async fn batches_at_the_same_time_do_not_disturb_one_another() {
    let app = App::start().await;
    let body = |name: &str, from: usize| -> String {
        let keys: Vec<usize> = (0..400).map(|number| (number * 7 + from) % 400).collect();
        keys.iter().map(|key| format!("{{\"customer_id\":\"{key}\",\"name\":\"{name}\"}}\n")).collect()
    };
    let (one, other) = (body("Ana", 0), body("Bia", 200));
    let (one, other) = tokio::join!(send(&app, "", &one), send(&app, "", &other));
    for answer in [one, other] {
        let last = lines(&answer.expect(200)).pop().unwrap();
        assert_eq!((&last["done"], &last["refused"]), (&json!(true), &json!(0)));
    }
    for key in 0..400 {
        let customer = app.erp().get(&at(&key.to_string()), &[]).await.expect(200).json();
        assert_eq!(customer["version"], 2);
    }
}

#[tokio::test]
async fn the_trail_of_a_row_is_that_of_a_request_of_its_own() {
    let app = App::start().await;
    send(&app, "", "{\"customer_id\":\"1\",\"name\":\"Ana\"}\n{\"customer_id\":\"1\",\"name\":\"Bia\"}\n{\"customer_id\":\"2\"}").await.expect(200);
    app.erp().send_json(http::Method::PUT, &at("1"), &named("Caio")).await.expect(200);
    assert_eq!(changes(&app).await, 2 + 3);
}
