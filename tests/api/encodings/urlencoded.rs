//! `application/x-www-form-urlencoded` (contract: seen).

use guiche_domain::custom_field::Kind;
use guiche_tests::App;
use insta::assert_snapshot;

use super::{NEW, customer, understood};

#[tokio::test]
async fn a_form_is_read_with_the_charset_that_is_declared() {
    assert_snapshot!(understood::<&[u8]>(&[
        ("application/x-www-form-urlencoded", b"customer_id=1&name=Jo%C3%A3o+da%20Silva"),
        ("Application/X-WWW-Form-Urlencoded; charset=UTF-8", "customer_id=1&name=João".as_bytes()),
        ("application/x-www-form-urlencoded;charset=ISO-8859-1", b"customer_id=1&name=Jo%E3o"),
        ("application/x-www-form-urlencoded; charset=\"windows-1252\"", b"customer_id=1&name=Jo\xE3o+%80"),
        ("application/x-www-form-urlencoded; x", b"customer_id=1&name=Jo%E3o"),
        ("application/x-www-form-urlencoded; y", b"customer_id=1&name=Jo\xE3o"),
        ("application/x-www-form-urlencoded; charset=koi8-r", b"customer_id=1&name=Joao"),
    ])
    .await, @r#"
    application/x-www-form-urlencoded: "João da Silva"
    Application/X-WWW-Form-Urlencoded; charset=UTF-8: "João"
    application/x-www-form-urlencoded;charset=ISO-8859-1: "João"
    application/x-www-form-urlencoded; charset="windows-1252": "João €"
    application/x-www-form-urlencoded; x: 401 -: malformed
    application/x-www-form-urlencoded; y: 401 -: malformed
    application/x-www-form-urlencoded; charset=koi8-r: 401 -: malformed
    "#);
}

#[tokio::test]
async fn escapes_plus_signs_and_line_breaks_are_read_as_programs_mean_them() {
    let form = "application/x-www-form-urlencoded";
    assert_snapshot!(understood(&[
        (form, "customer_id=1&name=A%2BB+C"),
        (form, "customer_id=1&name=100%"),
        (form, "customer_id=1&name=a=b"),
        (form, "&&customer_id=1&&name=Ana&"),
        (form, "customer_id=1&name=Ana\r\n"),
        (form, "customer_id=1&name=Ana\n\n"),
        (form, "customer_id=1&name=Ana%0D%0A"),
        (form, "customer%5Fid=1&%6e%61%6D%65=Ana"),
    ])
    .await, @r#"
    application/x-www-form-urlencoded: "A+B C"
    application/x-www-form-urlencoded: "100%"
    application/x-www-form-urlencoded: "a=b"
    application/x-www-form-urlencoded: "Ana"
    application/x-www-form-urlencoded: "Ana"
    application/x-www-form-urlencoded: "Ana"
    application/x-www-form-urlencoded: "Ana\r\n"
    application/x-www-form-urlencoded: "Ana"
    "#);
}

#[tokio::test]
async fn keys_may_have_raw_or_encoded_brackets() {
    let app = App::start().await;
    let account = app.default_account().await;
    app.field(&account, Kind::Text, "Praça").id("f0").create().await;
    for (id, key) in [("1", "custom_field[f0]"), ("2", "custom_field%5Bf0%5D"), ("3", "custom_field%5bf0]")] {
        let sent = format!("customer_id={id}&name=Ana&{key}=Centro");
        app.erp().post_bytes(NEW, "application/x-www-form-urlencoded", sent).await.expect(200);
        let shown = customer(&app, id).await;
        assert_eq!(shown["custom_fields"][0]["value"], "Centro", "{key}");
    }
}
