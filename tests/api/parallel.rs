//! Many at the same time: what is unique stays so, and a repetition waits for the first.

use futures_util::future::join_all;
use guiche_tests::{Answer, App};

const NEW: &str = "/v2.0/customer/new";
const MANY: usize = 200;

/// Posts `MANY` forms at once, the name and id of each made from its number.
async fn at_once(app: &App, key: Option<&str>, form: impl Fn(usize) -> [String; 2]) -> Vec<Answer> {
    let erp = match key {
        Some(key) => app.erp().with("idempotency-key", key),
        None => app.erp(),
    };
    let forms: Vec<[String; 2]> = (0..MANY).map(form).collect();
    let posts = forms.iter().map(|[id, name]| {
        let erp = &erp;
        async move { erp.post(NEW, &[("customer_id", id), ("name", name)]).await }
    });
    join_all(posts).await
}

#[tokio::test(flavor = "multi_thread")]
async fn of_200_with_the_same_id_one_is_created() {
    let app = App::start().await;
    let answers = at_once(&app, None, |at| ["1".into(), format!("Ana {at}")]).await;
    let (created, refused): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 200);
    assert_eq!((created.len(), refused.len()), (1, MANY - 1));
    for answer in refused {
        assert_eq!((answer.status.as_u16(), &*answer.faults()), (401, "customer_id: duplicate"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_200_with_the_same_key_one_is_done_and_all_are_answered_alike() {
    let app = App::start().await;
    let answers = at_once(&app, Some("k"), |_| ["1".into(), "Ana".into()]).await;
    let replayed = answers.iter().filter(|answer| answer.header("idempotency-replayed") == "true");
    assert_eq!(replayed.count(), MANY - 1);
    for answer in &answers {
        assert_eq!((answer.status.as_u16(), &answer.body), (200, &answers[0].body));
        assert_eq!(answer.header("link"), answers[0].header("link"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_200_requests_with_one_key_those_that_differ_from_the_first_are_refused() {
    let app = App::start().await;
    let answers = at_once(&app, Some("k"), |at| [at.to_string(), "Ana".into()]).await;
    let (created, refused): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 200);
    assert_eq!((created.len(), refused.len()), (1, MANY - 1));
    for answer in refused {
        assert_eq!((answer.status.as_u16(), &*answer.faults()), (401, "-: idempotency_conflict"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_200_different_ones_all_are_created() {
    let app = App::start().await;
    for answer in at_once(&app, None, |at| [at.to_string(), format!("Ana {at}")]).await {
        answer.expect(200);
    }
    let erp = app.erp();
    for id in 0..MANY {
        let query = [("customer_id", &*id.to_string())];
        let shown = erp.get("/v2.0/customer/details", &query).await.expect(200).json();
        assert_eq!(shown["data"][0]["name"], format!("Ana {id}"));
    }
}
