//! Keys are 1 to 255 visible ASCII characters.

use guiche_tests::App;
use http::Method;
use insta::assert_snapshot;

use super::{NEW, done, replayed, with_key};

#[tokio::test]
async fn keys_of_1_to_255_visible_characters_are_taken() {
    let app = App::start().await;
    let all: String = ('!'..='~').collect();
    for (key, id) in [("k", "1"), (&*"k".repeat(255), "2"), (&*all, "3")] {
        let form = [("customer_id", id), ("name", "Ana")];
        done(with_key(&app, key).post(NEW, &form).await);
        replayed(with_key(&app, key).post(NEW, &form).await);
    }
}

#[tokio::test]
async fn other_keys_are_refused_and_nothing_is_stored() {
    let app = App::start().await;
    for key in ["", " ", &"k".repeat(256), "a b", "a\tb", "chavé"] {
        let answer = with_key(&app, key).post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await;
        assert_eq!(answer.expect(401).faults(), "-: invalid", "{key:?}");
    }
    app.erp().get("/v2.0/customer/details", &[("customer_id", "1")]).await.expect(404);
}

#[tokio::test]
async fn a_bad_key_is_listed_beside_all_other_faults() {
    let app = App::start().await;
    let erp = with_key(&app, "a b").with("accept-language", "en");
    let long = "9".repeat(21);
    let answer =
        erp.post(NEW, &[("customer_id", "1"), ("phone", &long), ("organization_id", "0")]).await.expect(401);
    assert_eq!(answer.faults(), "-: invalid, name: required, phone: too_long, organization_id: not_found");
    assert_snapshot!(answer.json()["message"], @r#""The Idempotency-Key header must have 1 to 255 visible ASCII characters, without spaces.""#);
    erp.call(Method::POST, NEW).await.expect(401);
}
