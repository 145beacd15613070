//! Custom fields of `POST /v2.0/customer/new`: each of the twelve types, what it accepts and shows again, and what it
//! refuses.

use guiche_domain::custom_field::Kind;
use guiche_tests::App;
use insta::assert_snapshot;
use serde_json::json;

use super::{NEW, form};
use crate::customer::shown;

/// One field of each type, whose id is the type's name.
async fn one_of_each(app: &App) {
    let account = app.default_account().await;
    for kind in Kind::ALL {
        let field = app.field(&account, kind, &format!("Campo {kind}")).id(kind.as_str());
        let field =
            if kind.has_options() { field.options(&["Sul", "Norte e Nordeste", "2", "true"]) } else { field };
        field.create().await;
    }
}

#[tokio::test]
async fn every_type_accepts_its_values_and_shows_them_as_texts() {
    let app = App::start().await;
    one_of_each(&app).await;
    let long = "ação\r\n".repeat(20_000);
    let accepted = [
        ("text", " Ação\t& <b> ", " Ação\t& <b> "),
        ("text", &long, &long),
        ("long_text", "linha 1\r\nlinha 2\n", "linha 1\r\nlinha 2\n"),
        ("number", "0", "0"),
        ("number", "-12.50", "-12.50"),
        ("number", " 1,5 ", "1.5"),
        ("number", "12345678901234567890.123", "12345678901234567890.123"),
        ("date", "2026-11-24", "2026-11-24"),
        ("date", "29/02/2024", "2024-02-29"),
        ("date", " 2026-11-24\n", "2026-11-24"),
        ("select", "Sul", "Sul"),
        ("select", " Norte e Nordeste ", "Norte e Nordeste"),
        ("multi_select", "Sul", "Sul"),
        ("checkbox", "1", "1"),
        ("checkbox", "0", "0"),
        ("checkbox", " TRUE ", "1"),
        ("checkbox", "False", "0"),
        ("checkbox", "1.0", "1"),
        ("checkbox", "0.0", "0"),
        ("email", " Ana@Exemplo.com ", "Ana@Exemplo.com"),
        ("phone", "+55 (11) 98765-4321", "+55 (11) 98765-4321"),
        ("phone", "190", "190"),
        ("url", "https://exemplo.com.br/ação?b=c#d", "https://exemplo.com.br/ação?b=c#d"),
        ("url", "HTTP://localhost:8080", "HTTP://localhost:8080"),
        ("cpf", "52998224725", "52998224725"),
        ("cpf", "529.982.247-25", "529.982.247-25"),
        ("cnpj", "11222333000181", "11222333000181"),
        ("cnpj", "11.222.333/0001-81", "11.222.333/0001-81"),
        ("cnpj", "12ABC34501DE35", "12ABC34501DE35"),
        ("cnpj", "12.ABC.345/01DE-35", "12.ABC.345/01DE-35"),
        ("cnpj", "12abc34501de35", "12abc34501de35"),
    ];
    for (id, (field, sent, value)) in accepted.into_iter().enumerate() {
        let (id, key) = (id.to_string(), format!("custom_field[{field}]"));
        let sent = form(&[("customer_id", &id), (&key, sent)]);
        app.erp().post(NEW, &sent).await.expect(200);
        let expected = json!([{ "id": field, "name": format!("Campo {field}"), "value": value }]);
        assert_eq!(shown(&app.erp(), &id).await["custom_fields"], expected);
    }
}

#[tokio::test]
async fn every_type_refuses_what_is_not_its_own() {
    let app = App::start().await;
    one_of_each(&app).await;
    for (field, sent, code) in [
        ("text", "a\0", "invalid"),
        ("text", "\u{1b}[0m", "invalid"),
        ("long_text", "a\u{7f}", "invalid"),
        ("number", "1e5", "invalid"),
        ("number", "1.234,56", "invalid"),
        ("number", "+1", "invalid"),
        ("number", ".5", "invalid"),
        ("number", "R$ 5", "invalid"),
        ("number", "1\0", "invalid"),
        ("date", "2026-02-29", "invalid"),
        ("date", "31/04/2026", "invalid"),
        ("date", "11/24/2026", "invalid"),
        ("date", "2026-11-24 10:00:00", "invalid"),
        ("date", "24-11-2026", "invalid"),
        ("select", "sul", "not_allowed"),
        ("select", "Leste", "not_allowed"),
        ("select", "Sul|2", "not_allowed"),
        ("multi_select", "Sul|Leste", "not_allowed"),
        ("checkbox", "sim", "invalid"),
        ("checkbox", "2", "invalid"),
        ("email", "ana@", "invalid"),
        ("phone", "ramal", "invalid"),
        ("phone", "12", "invalid"),
        ("phone", &"9".repeat(21), "invalid"),
        ("url", "exemplo.com.br", "invalid"),
        ("url", "javascript:alert(1)", "invalid"),
        ("url", "ftp://exemplo.com.br", "invalid"),
        ("url", "https://exemplo.com.br/a b", "invalid"),
        ("cpf", "52998224724", "invalid"),
        ("cpf", "11111111111", "invalid"),
        ("cpf", "5299822472", "invalid"),
        ("cnpj", "11222333000180", "invalid"),
        ("cnpj", "LBNXQOB5000163", "invalid"),
        ("cnpj", "00000000000000", "invalid"),
        ("cnpj", "12ABC34501DE3A", "invalid"),
    ] {
        let key = format!("custom_field[{field}]");
        let answer = app.erp().post(NEW, &form(&[(&key, sent)])).await.expect(401);
        assert_eq!(answer.faults(), format!("{key}: {code}"), "{sent:?}");
    }
}

#[tokio::test]
async fn a_value_of_one_text_is_one_however_it_is_listed() {
    let app = App::start().await;
    one_of_each(&app).await;
    let key = "custom_field[text]";
    for (id, keys) in [
        ("1", [key, key]),
        ("2", ["custom_field[text][]", "custom_field[text][]"]),
        ("3", ["custom_field[text][0]", "custom_field[text][1]"]),
        ("4", ["custom_field[ text ]", key]),
    ] {
        let sent = form(&[("customer_id", id), (keys[0], "a"), (keys[1], "a")]);
        app.erp().post(NEW, &sent).await.expect(200);
        assert_eq!(shown(&app.erp(), id).await["custom_fields"][0]["value"], "a");
        let sent = form(&[("customer_id", "5"), (keys[0], "a"), (keys[1], "b")]);
        let answer = app.erp().post(NEW, &sent).await.expect(401);
        assert_eq!(answer.faults(), format!("{}: repeated", keys[0]));
    }
}

#[tokio::test]
async fn numbers_and_booleans_of_json_count_as_their_text() {
    let app = App::start().await;
    one_of_each(&app).await;
    let body = r#"{"customer_id":1,"name":"Ana","custom_field":{"text":1.50,"long_text":false,"number":-0.10,
        "select":2,"multi_select":["Sul",true,2],"checkbox":true,"phone":11987654321,"cpf":52998224725,"date":null}}"#;
    app.erp().post_bytes(NEW, "application/json", body).await.expect(200);
    let customer = shown(&app.erp(), "1").await;
    let fields = customer["custom_fields"].as_array().unwrap();
    let shown = fields.iter().map(|field| format!("{} = {}", field["id"], field["value"]));
    assert_snapshot!(shown.collect::<Vec<_>>().join("\n"), @r#"
    "text" = "1.50"
    "long_text" = "false"
    "number" = "-0.10"
    "select" = "2"
    "multi_select" = "Sul|2|true"
    "checkbox" = "1"
    "phone" = "11987654321"
    "cpf" = "52998224725"
    "#);
}

#[tokio::test]
async fn the_sentence_calls_a_field_by_its_name() {
    let app = App::start().await;
    one_of_each(&app).await;
    let answer = app.erp().post(NEW, &form(&[("custom_field[cnpj]", "1")])).await.expect(401);
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"O campo \u201cCampo cnpj\u201d deve ser um CNPJ v\u00e1lido, com 14 d\u00edgitos ou letras, com ou sem pontua\u00e7\u00e3o.","success":false,"errors":[{"field":"custom_field[cnpj]","code":"invalid","message":"O campo \u201cCampo cnpj\u201d deve ser um CNPJ v\u00e1lido, com 14 d\u00edgitos ou letras, com ou sem pontua\u00e7\u00e3o."}]}"#);
}
