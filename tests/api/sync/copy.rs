//! Who follows the changes has an exact copy, whoever writes meanwhile and however little it takes at a time.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use guiche_domain::custom_field::Kind;
use guiche_tests::{Account, Actor, App};
use http::Method;
use serde_json::{Value, json};

use super::{at, lines};

/// A copy, made from nothing but the changes.
#[derive(Default)]
struct Copy {
    cursor: String,
    things: BTreeMap<(String, String), Value>,
    versions: BTreeMap<(String, String), i64>,
}

impl Copy {
    /// Takes some changes; tells whether there are more.
    async fn follow(&mut self, erp: &Actor, limit: u32) -> bool {
        let query = [("since", &*self.cursor), ("limit", &limit.to_string())];
        let page = erp.get("/guiche/v1/changes", &query).await.expect(200).json();
        for change in page["data"].as_array().unwrap() {
            let key =
                (change["entity"].as_str().unwrap().to_owned(), change["id"].as_str().unwrap().to_owned());
            let version = change["version"].as_i64().unwrap();
            let before = self.versions.insert(key.clone(), version);
            assert_eq!(version, before.unwrap_or(0) + 1, "each version once and in order: {change}");
            self.things.insert(key, change["data"].clone());
        }
        self.cursor = page["next"].as_str().unwrap().into();
        page["more"] == true
    }

    fn customers(&self) -> BTreeMap<String, Value> {
        let customers = self.things.iter().filter(|((entity, _), _)| entity == "customer");
        customers.map(|(_, data)| (data["customer_id"].as_str().unwrap().to_owned(), data.clone())).collect()
    }
}

/// One who does something by chance.
async fn write(app: &App, account: &Account, seed: u64) {
    let mut chance = fastrand::Rng::with_seed(seed);
    let erp = app.erp();
    for _ in 0..25 {
        let key = chance.u32(0..12).to_string();
        let name = format!("Ana {}", chance.u32(0..3));
        let email = format!("{}@exemplo.com", chance.u32(0..20));
        let answer = match chance.u32(0..7) {
            0 => erp.post("/v2.0/customer/new", &[("customer_id", &key), ("name", &name)]).await,
            1 | 2 => erp.send_json(Method::PUT, &at(&key), &json!({ "name": name, "email": email })).await,
            3 => {
                erp.send_json(
                    Method::PATCH,
                    &at(&key),
                    &json!({ "name": name, "custom_field": { "cargo": name } }),
                )
                .await
            }
            4 => {
                let rows: Vec<Value> =
                    (0..8).map(|_| json!({ "customer_id": chance.u32(0..12), "name": name })).collect();
                let answer = erp.post_json("/guiche/v1/customers/batch", &json!(rows)).await.expect(200);
                let answered = lines(&answer);
                assert_eq!(answered.len(), rows.len() + 1, "{}", answer.body);
                for row in &answered[..rows.len()] {
                    assert!(row["status"].as_u64().is_some_and(|status| status < 500), "{row}");
                }
                answer
            }
            5 => {
                app.organization(account, &name).await;
                continue;
            }
            _ => erp.send_json(Method::PATCH, &at(&key), &json!({ "email": null, "phone": name })).await,
        };
        assert!(answer.status.as_u16() < 500, "{}", answer.body);
    }
}

#[tokio::test]
async fn a_copy_is_the_store_exactly() {
    let app = App::start().await;
    let account = app.default_account().await;
    app.field(&account, Kind::Text, "Cargo").id("cargo").create().await;
    for round in 0..4_u64 {
        let (mut copy, mut chance) = (Copy::default(), fastrand::Rng::with_seed(round));
        let writing = join_all((0..4).map(|writer| write(&app, &account, round * 10 + writer)));
        let following = async {
            for _ in 0..30 {
                app.follow().await;
                copy.follow(&app.erp(), chance.u32(1..20)).await;
            }
        };
        tokio::join!(writing, following);
        app.follow().await;
        while copy.follow(&app.erp(), chance.u32(1..50)).await {}

        let customers = copy.customers();
        assert!(!customers.is_empty());
        for key in 0..12_u32 {
            let stored = app.erp().get(&at(&key.to_string()), &[]).await;
            let stored = (stored.status == 200).then(|| stored.json());
            assert_eq!(customers.get(&key.to_string()), stored.as_ref(), "{key}");
        }
        for ((entity, _), data) in &copy.things {
            assert_eq!(data.is_null(), entity == "token", "{entity}");
        }
    }
}
