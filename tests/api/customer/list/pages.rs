//! Pages: their numbers, and a walk through them while others write.

use guiche_tests::App;
use serde_json::json;

use super::{LIST, by_creation, create, ids};

async fn many(app: &App, from: usize, to: usize) {
    let customers: Vec<(String, String)> =
        (from..to).map(|number| (format!("{number:04}"), format!("Cliente {number:04}"))).collect();
    let customers: Vec<(&str, &str)> =
        customers.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect();
    create(&app.erp(), &customers).await;
}

#[tokio::test]
async fn pages_are_found_by_their_number_from_either_end() {
    let app = App::start().await;
    many(&app, 0, 60).await;
    app.follow().await;
    many(&app, 60, 230).await;
    let by_creation = by_creation(&app).await;
    let first = |ids: &str| ids.split(' ').next().unwrap_or_default().to_owned();
    for column in ["name", "creation_date", "id"] {
        for (order, page, expected) in [
            ("asc", "5", "0200"),
            ("asc", "2", "0050"),
            ("asc", "4", "0150"),
            ("asc", "1", "0000"),
            ("desc", "5", "0029"),
            ("desc", "2", "0179"),
            ("desc", "4", "0079"),
        ] {
            let query = [("column", column), ("order", order), ("page", page)];
            // A token of its own, of which no page is remembered.
            let account = app.default_account().await;
            let actor = app.holder(&app.token(&account).create().await);
            let json = actor.get(LIST, &query).await.expect(200).json();
            let page: u64 = page.parse().unwrap();
            let expected = match column {
                "creation_date" => &by_creation[expected.parse::<usize>().unwrap()],
                _ => expected,
            };
            assert_eq!(json["data"][0]["id"], expected, "{column} {order} {page}");
            assert_eq!((&json["size"], &json["pages"]), (&json!(230), &json!(5)));
            let next = (page < 5).then_some(page + 1);
            assert_eq!(
                (&json["next_page"], &json["previous_page"]),
                (&json!(next), &json!((page > 1).then_some(page - 1)))
            );
        }
    }
    app.erp().get(LIST, &[("page", "6")]).await.expect(404);
    app.erp().get(LIST, &[("page", "99999999999999999999")]).await.expect(404);
    assert_eq!(first(&ids(&app.erp(), &[("page", "5")]).await), "0200");
}

#[tokio::test]
async fn a_walk_sees_everything_once_while_others_write() {
    let app = App::start().await;
    many(&app, 100, 250).await;
    let mut seen = Vec::new();
    let mut page = json!(1);
    while let Some(number) = page.as_u64() {
        let json = app.erp().get(LIST, &[("page", &number.to_string())]).await.expect(200).json();
        seen.extend(
            json["data"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()),
        );
        page = json["next_page"].clone();
        if number == 1 {
            // They stand before the second page: by its number alone it would show some of the first again.
            many(&app, 0, 20).await;
        }
    }
    let expected: Vec<String> = (100..250).map(|number| format!("{number:04}")).collect();
    assert_eq!(seen, expected);
    // Whoever goes on until there is no page comes to an end.
    app.erp().get(LIST, &[("page", "4")]).await.expect(200);
    app.erp().get(LIST, &[("page", "5")]).await.expect(404);
}
