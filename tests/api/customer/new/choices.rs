//! `create_tickets` and `language` of `POST /v2.0/customer/new`, in all their spellings.

use guiche_tests::App;
use serde_json::json;

use super::{NEW, form};
use crate::customer::shown;

#[tokio::test]
async fn a_flag_is_understood_in_every_spelling() {
    let app = App::start().await;
    for (text, value) in [
        ("1", true),
        ("0", false),
        ("true", true),
        ("false", false),
        ("TRUE", true),
        ("False", false),
        ("1.0", true),
        ("0.0", false),
        (" 1 ", true),
        ("\t0\r\n", false),
        (" fAlSe ", false),
    ] {
        let sent = form(&[("customer_id", text), ("create_tickets", text)]);
        app.erp().post(NEW, &sent).await.expect(200);
        let customer = shown(&app.erp(), text).await;
        assert_eq!(customer["allowed_create_tickets"], value, "{text:?}");
    }
}

#[tokio::test]
async fn a_flag_in_json_is_a_boolean_a_number_or_its_text() {
    let app = App::start().await;
    for (json, value) in [
        (json!(true), true),
        (json!(false), false),
        (json!(1), true),
        (json!(0), false),
        (json!(1.0), true),
        (json!(0.0), false),
        (json!("0"), false),
        (json!("False"), false),
        (json!(null), true),
    ] {
        let id = json.to_string();
        let body = json!({ "customer_id": id, "name": "Ana", "create_tickets": json });
        app.erp().post_json(NEW, &body).await.expect(200);
        let customer = shown(&app.erp(), &id).await;
        assert_eq!(customer["allowed_create_tickets"], value, "{id}");
    }
}

#[tokio::test]
async fn anything_else_is_no_flag() {
    let app = App::start().await;
    for text in ["2", "-1", "01", "10", "1.00", "1,0", "yes", "sim", "on", "t", "null", "1 0"] {
        let answer = app.erp().post(NEW, &form(&[("create_tickets", text)])).await.expect(401);
        assert_eq!(answer.faults(), "create_tickets: invalid", "{text}");
    }
    for json in [json!(2), json!(-1), json!(0.5)] {
        let body = json!({ "customer_id": "1", "name": "Ana", "create_tickets": json });
        let answer = app.erp().post_json(NEW, &body).await.expect(401);
        assert_eq!(answer.faults(), "create_tickets: invalid", "{json}");
    }
}

#[tokio::test]
async fn a_language_is_stored_in_exactly_three_spellings() {
    let app = App::start().await;
    for (text, stored) in [
        ("pt-BR", "pt-BR"),
        ("es_ES", "es_ES"),
        ("en-US", "en-US"),
        ("pt_BR", "pt-BR"),
        ("es-ES", "es_ES"),
        ("en_US", "en-US"),
        ("PT-BR", "pt-BR"),
        ("es_es", "es_ES"),
        ("En-uS", "en-US"),
        (" pt-br ", "pt-BR"),
        ("\ten_us\n", "en-US"),
    ] {
        let sent = form(&[("customer_id", text), ("language", text)]);
        app.erp().post(NEW, &sent).await.expect(200);
        assert_eq!(shown(&app.erp(), text).await["language"], stored, "{text:?}");
    }
}

#[tokio::test]
async fn no_other_language_is_allowed() {
    let app = App::start().await;
    for text in
        ["pt", "es", "en", "pt-PT", "es-MX", "en-GB", "fr-FR", "ptBR", "pt BR", "pt--BR", "português", "1"]
    {
        let answer = app.erp().post(NEW, &form(&[("language", text)])).await.expect(401);
        assert_eq!(answer.faults(), "language: not_allowed", "{text}");
    }
}
