//! What holds for custom fields of every type: required or not, how long, known or not, and in which order faults and
//! values come.

use guiche_domain::custom_field::Kind;
use guiche_tests::App;
use insta::assert_snapshot;
use serde_json::json;

use super::{NEW, form};
use crate::customer::shown;

#[tokio::test]
async fn a_required_field_must_have_a_value_and_an_optional_one_need_not() {
    let app = App::start().await;
    let account = app.default_account().await;
    for kind in Kind::ALL {
        for (id, required) in [(format!("{kind}!"), true), (format!("{kind}?"), false)] {
            let field = app.field(&account, kind, &id).id(&id);
            let field = if required { field.required() } else { field };
            let field = if kind.has_options() { field.options(&["Sul"]) } else { field };
            field.create().await;
        }
    }
    let faults = Kind::ALL.map(|kind| format!("custom_field[{kind}!]: required")).join(", ");
    let answer = app.erp().post(NEW, &form(&[])).await.expect(401);
    assert_eq!(answer.faults(), faults);
    for blank in [json!(""), json!(" \t\n"), json!(null), json!([])] {
        let mut body = json!({ "customer_id": "1", "name": "Ana" });
        for kind in Kind::ALL {
            body[format!("custom_field[{kind}!]")] = blank.clone();
            body[format!("custom_field[{kind}?]")] = blank.clone();
        }
        let answer = app.erp().post_json(NEW, &body).await.expect(401);
        assert_eq!(answer.faults(), faults, "{blank}");
    }

    let given = [
        ("text", "a"),
        ("long_text", "a"),
        ("number", "0"),
        ("date", "2026-11-24"),
        ("select", "Sul"),
        ("multi_select", "Sul"),
        ("checkbox", "0"),
        ("email", "a@b.com"),
        ("phone", "190"),
        ("url", "http://a"),
        ("cpf", "52998224725"),
        ("cnpj", "11222333000181"),
    ];
    let keys = given.map(|(kind, value)| (format!("custom_field[{kind}!]"), value));
    let keys: Vec<_> = keys.iter().map(|(key, value)| (&**key, *value)).collect();
    app.erp().post(NEW, &form(&keys)).await.expect(200);
    assert_eq!(shown(&app.erp(), "1").await["custom_fields"].as_array().unwrap().len(), 12);
}

#[tokio::test]
async fn the_greatest_length_counts_characters() {
    let app = App::start().await;
    let account = app.default_account().await;
    for kind in [Kind::Text, Kind::LongText, Kind::Number, Kind::Select, Kind::MultiSelect, Kind::Phone] {
        let field = app.field(&account, kind, "F").id(kind.as_str()).max_length(3);
        let field = if kind.has_options() { field.options(&["São", "é", "José"]) } else { field };
        field.create().await;
    }
    for (id, (field, sent, value)) in [
        ("text", "€😀ç", "€😀ç"),
        ("long_text", "é\nà", "é\nà"),
        ("number", "-12", "-12"),
        ("number", "  123  ", "123"),
        ("select", " São ", "São"),
        ("multi_select", "[\"São\"]", "São"),
        ("multi_select", " é | é ", "é"),
        ("phone", " 190 ", "190"),
    ]
    .into_iter()
    .enumerate()
    {
        let (id, key) = (id.to_string(), format!("custom_field[{field}]"));
        let sent = form(&[("customer_id", &id), (&key, sent)]);
        app.erp().post(NEW, &sent).await.expect(200);
        assert_eq!(shown(&app.erp(), &id).await["custom_fields"][0]["value"], value);
    }
    for (field, sent) in [
        ("text", "€😀ça"),
        ("text", "ab  "),
        ("long_text", "é\r\nà"),
        ("number", "1234"),
        ("select", "José"),
        ("multi_select", "São|é"),
        ("phone", "1901"),
    ] {
        let key = format!("custom_field[{field}]");
        let answer = app.erp().post(NEW, &form(&[("customer_id", "x"), (&key, sent)])).await.expect(401);
        assert_eq!(answer.faults(), format!("{key}: too_long"), "{sent}");
    }
}

#[tokio::test]
async fn an_unknown_or_retired_field_is_not_found() {
    let app = App::start().await;
    let account = app.default_account().await;
    let retired = app.field(&account, Kind::Text, "Antigo").required().id("velho").create().await;
    app.retire_field(&account, &retired).await;
    let (longest, longer) = ("é".repeat(512), "é".repeat(513));
    for (id, status, code) in [
        ("nada", 404, "not_found"),
        ("velho", 404, "not_found"),
        ("VELHO", 404, "not_found"),
        (&longest, 404, "not_found"),
        (&longer, 401, "too_long"),
    ] {
        let key = format!("custom_field[{id}]");
        let answer = app.erp().post(NEW, &form(&[(&key, "a")])).await.expect(status);
        assert_eq!(answer.faults(), format!("{key}: {code}"));
    }
    let answer = app.erp().post(NEW, &form(&[("custom_field[velho]", "a")])).await.expect(404);
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"O par\u00e2metro custom_field[velho] n\u00e3o corresponde a nenhum registro desta conta.","success":false,"errors":[{"field":"custom_field[velho]","code":"not_found","message":"O par\u00e2metro custom_field[velho] n\u00e3o corresponde a nenhum registro desta conta."}]}"#);
    app.erp().post(NEW, &form(&[])).await.expect(200);
}

#[tokio::test]
async fn an_id_brought_along_may_have_512_characters_and_white_space_around_it_is_ignored() {
    let app = App::start().await;
    let account = app.default_account().await;
    let id = app.field(&account, Kind::Text, "F").id(&"é".repeat(512)).create().await;
    let key = format!("custom_field[ {id}\t]");
    app.erp().post(NEW, &form(&[(&key, "a")])).await.expect(200);
    assert_eq!(shown(&app.erp(), "1").await["custom_fields"][0]["id"], id);
}

#[tokio::test]
async fn faults_and_values_come_in_the_configured_order_whatever_was_sent_first() {
    let app = App::start().await;
    let account = app.default_account().await;
    for id in ["m", "z", "a", "k"] {
        app.field(&account, Kind::Number, id).id(id).required().create().await;
    }
    let sent = [
        ("custom_field[x]", "1"),
        ("custom_field[a]", "?"),
        ("custom_field[b]", "1"),
        ("custom_field[z]", "1"),
        ("custom_field[m]", "?"),
    ];
    let answer = app.erp().post(NEW, &form(&sent)).await.expect(401);
    assert_snapshot!(answer.faults(), @"custom_field[m]: invalid, custom_field[a]: invalid, custom_field[k]: required, custom_field[x]: not_found, custom_field[b]: not_found");

    let sent = ["k", "a", "z", "m"].map(|id| (format!("custom_field[{id}]"), id));
    let sent: Vec<_> = sent.iter().map(|(key, _)| (&**key, "1")).collect();
    app.erp().post(NEW, &form(&sent)).await.expect(200);
    let customer = shown(&app.erp(), "1").await;
    let order = customer["custom_fields"].as_array().unwrap().iter();
    let order: Vec<_> = order.map(|field| field["id"].as_str().unwrap()).collect();
    assert_eq!(order, ["m", "z", "a", "k"]);
}
