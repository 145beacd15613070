//! Bodies that cannot be read, and types that are not (contract: §1, status codes).

use guiche_tests::App;
use http::Method;
use insta::assert_snapshot;

use super::{NEW, understood};

const FORM: &str = "customer_id=1&name=Ana";

#[tokio::test]
async fn no_body_and_an_empty_one_are_malformed() {
    let app = App::start().await;
    let erp = app.erp();
    let answers = [
        erp.call(Method::POST, NEW).await.expect(401),
        erp.post_bytes(NEW, "application/json", "").await.expect(401),
        erp.post_bytes(NEW, "multipart/form-data; boundary=b", "").await.expect(401),
        erp.post_bytes(NEW, "application/x-www-form-urlencoded", "").await.expect(401),
    ];
    insta::allow_duplicates! {
        for answer in &answers {
            assert_snapshot!(answer.body, @r#"{"error":true,"message":"A requisi\u00e7\u00e3o veio sem corpo: envie os par\u00e2metros em multipart\/form-data, application\/x-www-form-urlencoded ou application\/json.","success":false,"errors":[{"field":null,"code":"malformed","message":"A requisi\u00e7\u00e3o veio sem corpo: envie os par\u00e2metros em multipart\/form-data, application\/x-www-form-urlencoded ou application\/json."}]}"#);
            assert_eq!(answer.header("www-authenticate"), "");
        }
    }
}

#[tokio::test]
async fn multipart_that_is_not_whole_is_malformed() {
    let part = "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nAna\r\n";
    let cases = [
        ("multipart/form-data", format!("{part}--b--\r\n")),
        ("multipart/form-data; boundary=", format!("{part}--b--\r\n")),
        ("multipart/form-data; boundary=\"\"", format!("{part}--b--\r\n")),
        ("multipart/form-data; boundary=c", format!("{part}--b--\r\n")),
        ("multipart/form-data; boundary=b", part.to_owned()),
        ("multipart/form-data; boundary=b; x", "--b\r\n\r\nAna\r\n--b--".into()),
        (
            "multipart/form-data; boundary=b; y",
            "--b\r\nContent-Disposition: form-data\r\n\r\nAna\r\n--b--".into(),
        ),
        ("multipart/form-data; boundary=b; z", FORM.into()),
    ];
    assert_snapshot!(understood(&cases).await, @r#"
    multipart/form-data: 401 -: malformed
    multipart/form-data; boundary=: 401 -: malformed
    multipart/form-data; boundary="": 401 -: malformed
    multipart/form-data; boundary=c: 401 -: malformed
    multipart/form-data; boundary=b: 401 -: malformed
    multipart/form-data; boundary=b; x: 401 -: malformed
    multipart/form-data; boundary=b; y: 401 -: malformed
    multipart/form-data; boundary=b; z: 401 -: malformed
    "#);
}

#[tokio::test]
async fn another_type_or_none_is_415() {
    let app = App::start().await;
    for content_type in [
        "text/plain",
        "application/xml",
        "application/json-patch+json",
        "multipart/mixed; boundary=b",
        "form",
        "",
    ] {
        let answer = app.erp().post_bytes(NEW, content_type, FORM).await.expect(415);
        assert_eq!(answer.faults(), "-: unsupported_media_type", "{content_type}");
    }
    let request = app.erp().request(Method::POST, NEW).body(FORM);
    let answer = app.erp().send(request).await.expect(415);
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"O tipo do corpo n\u00e3o \u00e9 aceito: envie multipart\/form-data, application\/x-www-form-urlencoded ou application\/json, sem compress\u00e3o.","success":false,"errors":[{"field":null,"code":"unsupported_media_type","message":"O tipo do corpo n\u00e3o \u00e9 aceito: envie multipart\/form-data, application\/x-www-form-urlencoded ou application\/json, sem compress\u00e3o."}]}"#);
}

#[tokio::test]
async fn a_compressed_body_is_415_and_an_uncompressed_one_that_says_so_is_read() {
    let app = App::start().await;
    let post = |coding: &'static str| {
        let erp = app.erp().with("content-encoding", coding);
        async move { erp.post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await }
    };
    for coding in ["gzip", "deflate", "br", "identity, gzip", "x"] {
        assert_eq!(post(coding).await.expect(415).faults(), "-: unsupported_media_type", "{coding}");
    }
    post("Identity").await.expect(200);
}

#[tokio::test]
async fn an_unreadable_body_says_which_way_it_cannot_be_read() {
    let app = App::start().await;
    let english = app.erp().with("accept-language", "en");
    let unreadable = english.post_bytes(NEW, "application/json", "{").await.expect(401);
    assert_snapshot!(unreadable.body, @r#"{"error":true,"message":"The parameters could not be read: check that the body is in the format that the Content-Type header declares.","success":false,"errors":[{"field":null,"code":"malformed","message":"The parameters could not be read: check that the body is in the format that the Content-Type header declares."}]}"#);
    let not_text = english.post_bytes(NEW, "application/json", b"{\"name\":\"\xE9\"}").await.expect(401);
    assert_snapshot!(not_text.body, @r#"{"error":true,"message":"The request contains bytes that are not text in UTF-8 or in the declared character set.","success":false,"errors":[{"field":null,"code":"malformed","message":"The request contains bytes that are not text in UTF-8 or in the declared character set."}]}"#);
}

#[tokio::test]
async fn a_read_ignores_body_and_type() {
    let app = App::start().await;
    app.erp().post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    let request = app
        .erp()
        .request(Method::GET, "/v2.0/customer/details?customer_id=1")
        .header("content-type", "text/nonsense")
        .body("customer_id=2");
    app.erp().send(request).await.expect(200);
}
