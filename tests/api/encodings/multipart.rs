//! `multipart/form-data` (contract: doc).

use guiche_domain::custom_field::Kind;
use guiche_tests::App;
use insta::assert_snapshot;

use super::{NEW, customer, outcome, understood};

/// A body of parts between boundaries `b`: each the lines of its head, and its value.
fn body<V: AsRef<[u8]>>(parts: &[(&str, V)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (head, value) in parts {
        bytes.extend_from_slice(format!("--b\r\n{head}\r\n\r\n").as_bytes());
        bytes.extend_from_slice(value.as_ref());
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"--b--\r\n");
    bytes
}

const ID: &str = "Content-Disposition: form-data; name=\"customer_id\"";
const NAME: &str = "Content-Disposition: form-data; name=\"name\"";

#[tokio::test]
async fn the_type_and_its_boundary_are_read_in_any_case_and_any_quotes() {
    let plain = body(&[(ID, "1"), (NAME, "Ana")]);
    let cases = [
        "multipart/form-data; boundary=b",
        "multipart/form-data;boundary=\"b\"",
        "Multipart/Form-Data; charset=utf-8; BOUNDARY=b; x=y",
        "MULTIPART/FORM-DATA ; boundary = \"b\" ;",
    ]
    .map(|content_type| (content_type, &plain));
    assert_snapshot!(understood(&cases).await, @r#"
    multipart/form-data; boundary=b: "Ana"
    multipart/form-data;boundary="b": "Ana"
    Multipart/Form-Data; charset=utf-8; BOUNDARY=b; x=y: "Ana"
    MULTIPART/FORM-DATA ; boundary = "b" ;: "Ana"
    "#);
}

#[tokio::test]
async fn a_part_is_read_however_its_head_is_written() {
    for head in [
        "Content-Disposition: form-data; name=name",
        "content-disposition:form-data;name=\"name\"",
        "CONTENT-DISPOSITION: FORM-DATA; NAME=name",
        "Content-Disposition: form-data; name=\"name\"; filename=\"name.txt\"",
        "Content-Disposition: form-data; filename=blob; name=name\r\nContent-Type: application/octet-stream",
        "Content-Type: text/plain\r\nContent-Disposition: form-data; name=\"name\"",
        "Content-Type: image/png\r\nContent-Disposition: form-data; name=\"name\"\r\nContent-Length: 9",
        "Content-Disposition: form-data; name=\"%6Eame\"",
        "Content-Disposition: form-data; name*=utf-8''n%61me",
    ] {
        let app = App::start().await;
        let sent = body(&[(ID, "1"), (head, "João Açaí")]);
        let answer = app.erp().post_bytes(NEW, "multipart/form-data; boundary=b", sent).await;
        assert_eq!(outcome(&app, &answer).await, "\"João Açaí\"", "{head}");
    }
}

#[tokio::test]
async fn transfer_encodings_are_undone() {
    for (encoding, value, expected) in [
        ("7bit", &b"Jose=20"[..], "\"Jose=20\""),
        ("8bit", "José".as_bytes(), "\"José\""),
        ("binary", "José".as_bytes(), "\"José\""),
        ("Quoted-Printable", b"Jos=C3=A9 da=\r\n Silva", "\"José da Silva\""),
        ("BASE64", b"Sm9z\r\nw6k=", "\"José\""),
        ("base64", b"Jos!", "401 -: malformed"),
        ("x-uuencode", b"Jose", "401 -: malformed"),
    ] {
        let app = App::start().await;
        let head = format!("{NAME}\r\nContent-Transfer-Encoding: {encoding}");
        let sent = body(&[(ID, &b"1"[..]), (&head, value)]);
        let answer = app.erp().post_bytes(NEW, "multipart/form-data; boundary=b", sent).await;
        assert_eq!(outcome(&app, &answer).await, expected, "{encoding}");
    }
}

#[tokio::test]
async fn a_declared_charset_is_converted_and_the_parts_own_comes_first() {
    let latin = b"Jos\xE9 \x80";
    for (on_body, on_part, value, expected) in [
        ("", "", &latin[..], "401 -: malformed"),
        ("", "; charset=ISO-8859-1", b"Jos\xE9", "\"José\""),
        ("", "; charset=\"Windows-1252\"", latin, "\"José €\""),
        ("; charset=windows-1252", "", latin, "\"José €\""),
        ("; charset=iso-8859-1", "", b"Jos\xE9", "\"José\""),
        ("; charset=iso-8859-1", "; charset=UTF-8", "José".as_bytes(), "\"José\""),
        ("; charset=UTF-8", "", "José".as_bytes(), "\"José\""),
        ("; charset=UTF-8", "", latin, "401 -: malformed"),
        ("", "; charset=utf-16", b"Jose", "401 -: malformed"),
    ] {
        let app = App::start().await;
        let head = format!("{NAME}\r\nContent-Type: text/plain{on_part}");
        let sent = body(&[(ID, &b"1"[..]), (&head, value)]);
        let content_type = format!("multipart/form-data; boundary=b{on_body}");
        let answer = app.erp().post_bytes(NEW, &content_type, sent).await;
        assert_eq!(outcome(&app, &answer).await, expected, "{on_body} {on_part} {value:?}");
    }
}

#[tokio::test]
async fn keys_of_custom_fields_may_be_percent_encoded_and_repeated() {
    let app = App::start().await;
    let account = app.default_account().await;
    let colours = app.field(&account, Kind::MultiSelect, "Cores").id("c0");
    colours.options(&["azul", "verde"]).create().await;
    let field = "Content-Disposition: form-data; name=\"custom_field%5Bc0%5D%5B%5D\"";
    let sent = body(&[(ID, "1"), (NAME, "Ana"), (field, "azul"), (field, "verde")]);
    app.erp().post_bytes(NEW, "multipart/form-data; boundary=b", sent).await.expect(200);
    assert_eq!(customer(&app, "1").await["custom_fields"][0]["value"], "azul|verde");
}

#[tokio::test]
async fn line_breaks_inside_a_value_stay_and_those_around_the_boundaries_do_not() {
    let app = App::start().await;
    let plain = body(&[(ID, "1"), (NAME, "Ana\r\n\r\nMaria\n")]);
    let sent = [&b"preamble\r\n"[..], &plain, b"\r\n\r\n"].concat();
    let answer = app.erp().post_bytes(NEW, "multipart/form-data; boundary=b", sent).await;
    assert_eq!(outcome(&app, &answer).await, r#""Ana\r\n\r\nMaria\n""#);
}
