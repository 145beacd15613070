//! The texts of `POST /v2.0/customer/new`: which must be there, how long they may be and of which characters, and that
//! they are kept as they were sent.

use guiche_tests::App;
use insta::assert_snapshot;
use serde_json::json;

use super::{NEW, form};
use crate::customer::{count, shown};

/// Characters of two, three and four bytes, so that bytes and UTF-16 units would count more.
fn text(characters: usize) -> String {
    "çĀ€👋".chars().cycle().take(characters).collect()
}

#[tokio::test]
async fn a_customer_needs_a_customer_id_and_a_name_that_are_not_blank() {
    let app = App::start().await;
    for blank in ["", " ", " \t\r\n", "\u{a0}\u{3000}"] {
        for (key, faults) in [("customer_id", "customer_id: required"), ("name", "name: required")] {
            let answer = app.erp().post(NEW, &form(&[(key, blank)])).await.expect(401);
            assert_eq!(answer.faults(), faults, "{blank:?}");
        }
    }
    for body in [json!({}), json!({ "customer_id": null, "name": null })] {
        let answer = app.erp().post_json(NEW, &body).await.expect(401);
        assert_eq!(answer.faults(), "customer_id: required, name: required");
    }
    let answer = app.erp().post(NEW, &[("email", "a@b.com")]).await.expect(401);
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"O par\u00e2metro customer_id \u00e9 obrigat\u00f3rio e n\u00e3o pode ficar em branco.","success":false,"errors":[{"field":"customer_id","code":"required","message":"O par\u00e2metro customer_id \u00e9 obrigat\u00f3rio e n\u00e3o pode ficar em branco."},{"field":"name","code":"required","message":"O par\u00e2metro name \u00e9 obrigat\u00f3rio e n\u00e3o pode ficar em branco."}]}"#);
}

#[tokio::test]
async fn what_is_not_sent_has_its_default() {
    let app = App::start().await;
    app.erp().post(NEW, &form(&[])).await.expect(200);
    let blank = ["email", "phone", "create_tickets", "organization_id", "language", "portfolio_id"];
    for (id, text) in [("empty", ""), ("blank", "  ")] {
        let mut sent = vec![("customer_id", id), ("name", "Ana"), ("password", "")];
        sent.extend(blank.map(|key| (key, text)));
        app.erp().post(NEW, &sent).await.expect(200);
    }
    let mut null = json!({ "customer_id": "null", "name": "Ana", "password": null });
    for key in blank {
        null[key] = json!(null);
    }
    app.erp().post_json(NEW, &null).await.expect(200);

    let defaults = shown(&app.erp(), "1").await;
    assert_snapshot!(defaults, @r#"{"account_approved":true,"active":true,"allowed_create_tickets":true,"creation_date":"2026-11-24","custom_fields":[],"email":"","email_validated":false,"internal_id":"1","language":"pt-BR","monthly_ticket_quota":null,"name":"Ana","organization":{"id":null,"name":null},"phone":null,"portfolio":{"id":null,"name":null}}"#);
    for id in ["empty", "blank", "null"] {
        let mut other = shown(&app.erp(), id).await;
        other["internal_id"] = json!("1");
        assert_eq!(other, defaults, "{id}");
    }
}

#[tokio::test]
async fn lengths_count_characters_and_the_last_that_fits_is_kept() {
    let app = App::start().await;
    let (longest, longer) = (text(250), text(251));
    app.erp().post(NEW, &form(&[("customer_id", &longest), ("name", &longest)])).await.expect(200);
    let customer = shown(&app.erp(), &longest).await;
    assert_eq!((&customer["internal_id"], &customer["name"]), (&json!(longest), &json!(longest)));

    let answer = app
        .erp()
        .post(NEW, &[("customer_id", &*longer), ("name", &longer), ("phone", &text(21))])
        .await
        .expect(401);
    assert_snapshot!(answer.faults(), @"customer_id: too_long, name: too_long, phone: too_long");
    assert_snapshot!(answer.json()["message"], @r#""O parâmetro customer_id tem mais de 250 caracteres.""#);
}

#[tokio::test]
async fn a_phone_is_any_text_of_20_characters_not_counting_spaces_at_its_end() {
    let app = App::start().await;
    for (id, phone) in [
        ("1", "+55 (11) 98765-4321 "),
        ("2", " 11 98765-4321 ramal"),
        ("3", &text(20)),
        ("4", &format!("{}          ", "9".repeat(20))),
    ] {
        app.erp().post(NEW, &form(&[("customer_id", id), ("phone", phone)])).await.expect(200);
        assert_eq!(shown(&app.erp(), id).await["phone"], phone);
    }
    for phone in [&*"9".repeat(21), &format!(" {}", "9".repeat(20)), &text(21)] {
        let sent = form(&[("customer_id", "5"), ("phone", phone)]);
        let answer = app.erp().post(NEW, &sent).await.expect(401);
        assert_eq!(answer.faults(), "phone: too_long", "{phone}");
    }
}

#[tokio::test]
async fn an_id_of_another_thing_may_have_512_characters() {
    let app = App::start().await;
    for key in ["organization_id", "portfolio_id"] {
        let answer = app.erp().post(NEW, &form(&[(key, &text(512))])).await.expect(404);
        assert_eq!(answer.faults(), format!("{key}: not_found"));
        let padded = format!(" {} ", text(512));
        let answer = app.erp().post(NEW, &form(&[(key, &padded)])).await.expect(404);
        assert_eq!(answer.faults(), format!("{key}: not_found"));
        let answer = app.erp().post(NEW, &form(&[(key, &text(513))])).await.expect(401);
        assert_eq!(answer.faults(), format!("{key}: too_long"));
    }
}

#[tokio::test]
async fn control_characters_are_refused_everywhere() {
    let app = App::start().await;
    let controls = (0..=0x1f).chain([0x7f]).map(char::from);
    for control in controls.filter(|control| !"\t\r\n".contains(*control)) {
        for (key, text) in [
            ("customer_id", "1"),
            ("name", "Ana"),
            ("email", "ana@exemplo.com"),
            ("phone", "123"),
            ("create_tickets", "1"),
            ("organization_id", "1"),
            ("language", "pt-BR"),
            ("portfolio_id", "1"),
            ("password", "correto cavalo"),
        ] {
            for sent in [format!("{control}{text}"), format!("{text}{control}")] {
                let answer = app.erp().post(NEW, &form(&[(key, &sent)])).await.expect(401);
                assert_eq!(answer.faults(), format!("{key}: invalid"), "{sent:?}");
            }
        }
    }
    assert_eq!(count(&app, "SELECT count(*) FROM customer").await, 0);
}

#[tokio::test]
async fn tabs_line_breaks_and_everything_beyond_ascii_are_kept_as_sent() {
    let app = App::start().await;
    let text = " \tAna\r\nLima\n\u{85}\u{a0}\u{200d}\u{202e}e\u{301}\u{10ffff}<b>\"'\\/&\t ";
    app.erp()
        .post(NEW, &form(&[("customer_id", text), ("name", text), ("phone", "\t1\r\n2\n")]))
        .await
        .expect(200);
    let customer = shown(&app.erp(), text).await;
    assert_eq!(
        (&customer["internal_id"], &customer["name"], &customer["phone"]),
        (&json!(text), &json!(text), &json!("\t1\r\n2\n"))
    );
}

#[tokio::test]
async fn a_customer_id_is_compared_byte_for_byte() {
    let app = App::start().await;
    let ids = ["ab", "AB", "Ab", "ab ", " ab", "ab\t", "\u{e1}b", "a\u{301}b", "1", "01", "1.0"];
    for id in ids {
        app.erp().post(NEW, &form(&[("customer_id", id), ("name", &format!("<{id}>"))])).await.expect(200);
    }
    for id in ids {
        assert_eq!(shown(&app.erp(), id).await["name"], format!("<{id}>"));
        let answer = app.erp().post(NEW, &form(&[("customer_id", id)])).await.expect(401);
        assert_eq!(answer.faults(), "customer_id: duplicate", "{id:?}");
    }
}

#[tokio::test]
async fn numbers_and_booleans_of_json_count_as_their_text() {
    let app = App::start().await;
    let body = r#"{"customer_id":12345678901234567890,"name":true,"phone":1.50,"create_tickets":0}"#;
    app.erp().post_bytes(NEW, "application/json", body).await.expect(200);
    let customer = shown(&app.erp(), "12345678901234567890").await;
    assert_eq!(
        (&customer["name"], &customer["phone"], &customer["allowed_create_tickets"]),
        (&json!("true"), &json!("1.50"), &json!(false))
    );
}
