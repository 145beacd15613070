//! Merges at the same moment as other writes.

use std::sync::Arc;

use futures_util::future::join_all;
use guiche_domain::merge::Choices;
use guiche_store::Error;
use guiche_tests::App;

use super::{business, made, merging, undoing};

/// How often each race is run.
const RACES: usize = 12;

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_made_with_a_key_that_a_merge_gives_up() {
    let app = Arc::new(App::start().await);
    let account = app.default_account().await;
    for race in 0..RACES {
        let keys = [format!("a{race}"), format!("b{race}")];
        let ana = made(&app, &account, &[("customer_id", &keys[0]), ("name", "Ana")]).await;
        let bia = made(&app, &account, &[("customer_id", &keys[1]), ("name", "Bia")]).await;
        let erp = app.erp();
        let new = [("customer_id", &*keys[1]), ("name", "C")];
        let creates = join_all((0..8).map(|_| erp.post("/v2.0/customer/new", &new)));
        let (merged, created) =
            tokio::join!(merging(&app, &account, [&ana, &bia], Choices::default()), creates);
        let merged = merged.unwrap();
        for answer in created {
            assert_ne!(answer.status, 200, "{}", answer.body);
        }
        // The same while the key goes back.
        let creates = join_all((0..8).map(|_| erp.post("/v2.0/customer/new", &new)));
        let (undone, created) = tokio::join!(undoing(&app, &account, &merged.merge_id), creates);
        undone.unwrap();
        for answer in created {
            assert_ne!(answer.status, 200, "{}", answer.body);
        }
    }
    let left = business(&app).await;
    assert_eq!((left["customer"].len(), left["customer_alias"].len()), (2 * RACES, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_merges_that_are_in_each_others_way_one_is_done() {
    let app = Arc::new(App::start().await);
    let account = app.default_account().await;
    for race in 0..RACES {
        let mut ids = Vec::new();
        for key in ["a", "b", "c"] {
            ids.push(made(&app, &account, &[("customer_id", &format!("{key}{race}")), ("name", key)]).await);
        }
        let [a, b, c] = [&ids[0], &ids[1], &ids[2]];
        let pairs = [[a, b], [b, a], [b, c], [c, a]];
        let all = join_all(pairs.map(|pair| merging(&app, &account, pair, Choices::default()))).await;
        let mut done = 0;
        for outcome in all {
            match outcome {
                Ok(_) => done += 1,
                Err(Error::Refused(_)) => {}
                Err(error) => panic!("{error}"),
            }
        }
        assert!((1..=2).contains(&done), "{done}");
        for key in ["a", "b", "c"] {
            app.erp().get(&format!("/guiche/v1/customers/{key}{race}"), &[]).await.expect(200);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_by_the_key_of_one_that_is_being_merged_reaches_somebody() {
    let app = Arc::new(App::start().await);
    let account = app.default_account().await;
    for race in 0..RACES {
        let keys = [format!("a{race}"), format!("b{race}")];
        let ana = made(&app, &account, &[("customer_id", &keys[0]), ("name", "Ana")]).await;
        let bia = made(&app, &account, &[("customer_id", &keys[1]), ("name", "Bia")]).await;
        let erp = app.erp();
        let form = [("customer_id", &*keys[1]), ("name", "Outra")];
        let writes = join_all((0..8).map(|_| erp.post("/v2.0/customer/update", &form)));
        let (merged, written) =
            tokio::join!(merging(&app, &account, [&ana, &bia], Choices::default()), writes);
        for answer in written {
            answer.expect(200);
        }
        // It may have changed a moment before it was held.
        assert!(matches!(merged, Ok(_) | Err(Error::Refused(_))));
    }
}
