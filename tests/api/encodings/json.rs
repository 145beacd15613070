//! `application/json` (contract: ours): one object with the same keys.

use guiche_domain::custom_field::Kind;
use guiche_tests::App;
use insta::assert_snapshot;

use super::{NEW, customer, understood};

#[tokio::test]
async fn one_object_is_read_and_nothing_else() {
    assert_snapshot!(understood::<&[u8]>(&[
        ("application/json", r#"{"customer_id":"1","name":"João"}"#.as_bytes()),
        ("APPLICATION/JSON; Charset=\"UTF-8\"", b" {\"customer_id\":1,\"name\":\"Jo\\u00e3o\"}\r\n"),
        ("application/json; charset=iso-8859-1", b"{\"customer_id\":1,\"name\":\"Jo\xE3o\"}"),
        ("application/json;x", b"\xEF\xBB\xBF{\"customer_id\":1,\"name\":\"Ana\"}"),
        ("application/json; a", b"{\"customer_id\":1,\"name\":\"Jo\xE3o\"}"),
        ("application/json; b", br#"[{"customer_id":1,"name":"Ana"}]"#),
        ("application/json; c", br#"{"customer_id":1,"name":"Ana"} {}"#),
        ("application/json; d", br#"{"customer_id":1,"name":"Ana",}"#),
        ("application/json; e", b"null"),
        ("application/json; f", b"\r\n"),
        ("application/json; g", br#"{"customer_id":1,"name":"\ud800"}"#),
        ("application/json; h", br#"{"customer_id":1,"name":["Ana"]}"#),
        ("application/json; i", br#"{"customer_id":1,"name":"Ana","name":"Eva"}"#),
        ("application/json; j", br#"{"customer_id":1,"name":null}"#),
        ("application/json; k", br#"{"customer%5Fid":1,"name":"Ana"}"#),
    ])
    .await, @r#"
    application/json: "João"
    APPLICATION/JSON; Charset="UTF-8": "João"
    application/json; charset=iso-8859-1: "João"
    application/json;x: "Ana"
    application/json; a: 401 -: malformed
    application/json; b: 401 -: malformed
    application/json; c: 401 -: malformed
    application/json; d: 401 -: malformed
    application/json; e: 401 -: malformed
    application/json; f: 401 -: malformed
    application/json; g: 401 -: malformed
    application/json; h: 401 name[0]: malformed
    application/json; i: 401 name: repeated
    application/json; j: 401 name: required
    application/json; k: "Ana"
    "#);
}

#[tokio::test]
async fn strings_numbers_and_booleans_are_their_text() {
    let app = App::start().await;
    let account = app.default_account().await;
    for (kind, id) in [(Kind::Number, "n"), (Kind::Checkbox, "c"), (Kind::Text, "t"), (Kind::Text, "u")] {
        app.field(&account, kind, id).id(id).create().await;
    }
    let options = app.field(&account, Kind::MultiSelect, "m").id("m");
    options.options(&["x", "y"]).create().await;
    let body = serde_json::json!({
        "customer_id": 7,
        "name": 12.50,
        "create_tickets": false,
        "custom_field": { "n": 3, "c": true, "t": 1, "u": null, "m": ["x", "y"] },
    });
    app.erp().post_json(NEW, &body).await.expect(200);
    let shown = customer(&app, "7").await;
    assert_snapshot!(shown["name"], @r#""12.5""#);
    assert_snapshot!(shown["allowed_create_tickets"], @"false");
    let values = shown["custom_fields"].as_array().unwrap().iter();
    let values: Vec<String> = values.map(|field| format!("{} {}", field["id"], field["value"])).collect();
    assert_snapshot!(values.join(", "), @r#""n" "3", "c" "1", "t" "1", "m" "x|y""#);
}
