//! `POST /v2.0/customer/new`

mod choices;
mod custom_field_rules;
mod custom_fields;
mod emails;
mod faults;
mod keys;
mod languages;
mod multi_select;
mod parameters;
mod passwords;
mod plans;
mod problem;
mod references;
mod strict;
mod traces;

use guiche_tests::App;
use insta::assert_snapshot;

pub(crate) const NEW: &str = "/v2.0/customer/new";

/// A form with `customer_id` and `name`, unless `more` says others, and `more`.
fn form<'t>(more: &[(&'t str, &'t str)]) -> Vec<(&'t str, &'t str)> {
    let needed = [("customer_id", "1"), ("name", "Ana")];
    let mut form: Vec<_> =
        needed.into_iter().filter(|(key, _)| more.iter().all(|(said, _)| said != key)).collect();
    form.extend_from_slice(more);
    form
}

#[tokio::test]
async fn a_customer_is_created_in_any_of_three_encodings() {
    let app = App::start().await;
    let form = |id| [("customer_id", id), ("name", "João Açaí")];
    let answers = [
        app.erp().post_multipart(NEW, &form("1")).await.expect(200),
        app.erp().post(NEW, &form("2")).await.expect(200),
        app.erp()
            .post_json(NEW, &serde_json::json!({ "customer_id": 3, "name": "João Açaí" }))
            .await
            .expect(200),
    ];
    insta::allow_duplicates! {
        for (answer, id) in answers.iter().zip(1..) {
            assert_snapshot!(answer.body, @r#"{"error":false,"message":"O cliente foi cadastrado.","success":true}"#);
            assert_eq!(answer.header("link"), format!("</v2.0/customer/details?customer_id={id}>; rel=\"item\""));
            assert_eq!(answer.header("content-type"), "application/json");
        }
    }
}

#[tokio::test]
async fn the_link_leads_to_the_customer_whatever_its_key_holds() {
    let app = App::start().await;
    let key = "12.345/0001 & São=João?#";
    let created = app.erp().post(NEW, &form(&[("customer_id", key)])).await.expect(200);
    let link = created.header("link");
    assert_snapshot!(link, @r#"</v2.0/customer/details?customer_id=12.345%2F0001%20%26%20S%C3%A3o%3DJo%C3%A3o%3F%23>; rel="item""#);
    assert_eq!(created.header("location"), "");

    let address = link.trim_start_matches('<').split('>').next().unwrap();
    let found = app.erp().get(address, &[]).await.expect(200);
    assert_eq!(found.json()["data"][0]["internal_id"], key);
}
