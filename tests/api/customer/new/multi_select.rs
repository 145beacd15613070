//! Several options of one custom field, in every way in which clients send them.

use guiche_domain::custom_field::Kind;
use guiche_tests::App;
use insta::assert_snapshot;
use serde_json::json;

use super::{NEW, form};
use crate::customer::shown;

async fn with_regions() -> App {
    let app = App::start().await;
    let account = app.default_account().await;
    app.field(&account, Kind::MultiSelect, "Regiões")
        .id("r")
        .options(&["Sul", "Norte, e Nordeste", "[x]", "3"])
        .create()
        .await;
    app
}

async fn value(app: &App, id: &str) -> String {
    let customer = shown(&app.erp(), id).await;
    customer["custom_fields"][0]["value"].as_str().unwrap_or("none").into()
}

#[tokio::test]
async fn options_are_joined_in_the_order_in_which_they_are_configured() {
    let app = with_regions().await;
    let key = "custom_field[r]";
    let ways: [&[(&str, &str)]; 12] = [
        &[(key, "Norte, e Nordeste"), (key, "Sul")],
        &[("custom_field[r][]", "Norte, e Nordeste"), ("custom_field[r][]", "Sul")],
        &[("custom_field[r][0]", "Norte, e Nordeste"), ("custom_field[r][1]", "Sul")],
        &[("custom_field[r][7]", "Sul"), ("custom_field[r][2]", "Norte, e Nordeste")],
        &[(key, "Norte, e Nordeste|Sul")],
        &[(key, " Sul | Norte, e Nordeste | ")],
        &[(key, r#"["Norte, e Nordeste","Sul"]"#)],
        &[(key, r#" [ "Sul" , "Norte, e Nordeste" , "" ] "#)],
        &[(key, r#"["Norte, e Nordeste"]"#), (key, "Sul")],
        &[(key, "Sul"), ("custom_field[r][]", "Norte, e Nordeste")],
        &[(key, "Sul|Norte, e Nordeste|Sul"), (key, "Sul")],
        &[(key, ""), (key, " Sul "), ("custom_field[r][]", "Norte, e Nordeste")],
    ];
    for (id, way) in ways.iter().enumerate() {
        let id = id.to_string();
        let sent = form(&[&[("customer_id", &*id)], *way].concat());
        app.erp().post(NEW, &sent).await.expect(200);
        assert_eq!(value(&app, &id).await, "Sul|Norte, e Nordeste", "{way:?}");
        let multipart = format!("multipart {id}");
        let sent = form(&[&[("customer_id", &*multipart)], *way].concat());
        app.erp().post_multipart(NEW, &sent).await.expect(200);
        assert_eq!(value(&app, &multipart).await, "Sul|Norte, e Nordeste", "{way:?}");
    }
}

#[tokio::test]
async fn json_sends_an_array_or_any_of_the_texts() {
    let app = with_regions().await;
    for (sent, expected) in [
        (json!(["Norte, e Nordeste", "Sul"]), "Sul|Norte, e Nordeste"),
        (json!(["Sul|[x]", 3]), "Sul|[x]|3"),
        (json!("[x]"), "[x]"),
        (json!("[\"[x]\",3]"), "[x]|3"),
        (json!("[3]"), "3"),
        (json!(3), "3"),
        (json!([]), "none"),
        (json!([""]), "none"),
        (json!(null), "none"),
        (json!("[]"), "none"),
        (json!("|"), "none"),
    ] {
        let id = sent.to_string();
        for (id, body) in [
            (format!("a{id}"), json!({ "custom_field": { "r": sent } })),
            (format!("b{id}"), json!({ "custom_field[r]": sent })),
        ] {
            let mut body = body;
            (body["customer_id"], body["name"]) = (json!(id), json!("Ana"));
            app.erp().post_json(NEW, &body).await.expect(200);
            assert_eq!(value(&app, &id).await, expected, "{id}");
        }
    }
}

#[tokio::test]
async fn one_text_that_is_no_option_refuses_them_all() {
    let app = with_regions().await;
    let key = "custom_field[r]";
    let ways: [&[(&str, &str)]; 7] = [
        &[(key, "Leste")],
        &[(key, "sul")],
        &[(key, "Sul"), (key, "Leste")],
        &[(key, "Sul|Leste")],
        &[(key, "Sul, [x]")],
        &[(key, r#"["Sul","Leste"]"#)],
        &[(key, r#"["Sul",["[x]"]]"#)],
    ];
    for way in ways {
        let answer = app.erp().post(NEW, &form(way)).await.expect(401);
        assert_eq!(answer.faults(), "custom_field[r]: not_allowed", "{way:?}");
    }
    let way = [("custom_field[r][]", "Sul"), ("custom_field[r][]", "\0")];
    let answer = app.erp().post(NEW, &form(&way)).await.expect(401);
    assert_snapshot!(answer.faults(), @"custom_field[r][]: invalid");
}
