//! Organizations that belong to others: never, over however many, to themselves.

use futures_util::future::join_all;
use guiche_tests::App;
use insta::assert_snapshot;

use super::{NEW, UPDATE, chain, made, rows, shown};
use crate::customer::count;

#[tokio::test]
async fn an_organization_never_belongs_to_itself() {
    let app = App::start().await;
    let erp = app.erp();
    let mut chain = vec![made(&erp, &[("name", "0")]).await];
    for name in ["1", "2", "3", "4"] {
        let sent = [("name", name), ("mother_organization_id", chain.last().unwrap())];
        chain.push(made(&erp, &sent).await);
    }
    for below in &chain {
        let sent = [("organization_id", &*chain[0]), ("mother_organization_id", below)];
        let answer = erp.post(UPDATE, &sent).await.expect(401);
        assert_eq!(answer.faults(), "mother_organization_id: invalid");
    }
    let answer =
        erp.post(UPDATE, &[("organization_id", &*chain[0]), ("mother_organization_id", &chain[0])]).await;
    assert_snapshot!(answer.body, @r#"{"error":true,"message":"O par\u00e2metro mother_organization_id n\u00e3o pode ser a pr\u00f3pria organiza\u00e7\u00e3o nem uma que perten\u00e7a a ela.","success":false,"errors":[{"field":"mother_organization_id","code":"invalid","message":"O par\u00e2metro mother_organization_id n\u00e3o pode ser a pr\u00f3pria organiza\u00e7\u00e3o nem uma que perten\u00e7a a ela."}]}"#);
    // Sideways is no loop.
    let sent = [("organization_id", &*chain[4]), ("mother_organization_id", &chain[1])];
    erp.post(UPDATE, &sent).await.expect(200);
    assert_eq!(shown(&erp, &chain[4]).await["mother_organization_id"], *chain[1]);
}

#[tokio::test]
async fn of_a_thousand_organizations_each_may_belong_to_the_next_and_of_no_more() {
    let app = App::start().await;
    let (erp, chain) = (app.erp(), chain(&app, 1_000).await);
    let free = made(&erp, &[("name", "Livre")]).await;
    let before = rows(&app).await;
    let answer = erp.post(NEW, &[("name", "Nova"), ("mother_organization_id", &chain[0])]).await.expect(401);
    assert_eq!(answer.faults(), "mother_organization_id: invalid");
    let moved = [("organization_id", &*free), ("mother_organization_id", &chain[0])];
    assert_eq!(erp.post(UPDATE, &moved).await.expect(401).faults(), "mother_organization_id: invalid");
    assert_eq!(rows(&app).await, before);
    made(&erp, &[("name", "Nova"), ("mother_organization_id", &chain[1])]).await;
    let moved = [("organization_id", &*free), ("mother_organization_id", &chain[1])];
    erp.post(UPDATE, &moved).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_changes_that_together_would_close_a_loop_one_is_refused() {
    let app = App::start().await;
    let erp = app.erp();
    for round in 0..5 {
        let mut ids = Vec::new();
        for name in ["a", "b", "c"] {
            ids.push(made(&erp, &[("name", name)]).await);
        }
        let forms: Vec<_> = (0..3)
            .map(|at| [("organization_id", &*ids[at]), ("mother_organization_id", &*ids[(at + 1) % 3])])
            .collect();
        let answers = join_all(forms.iter().map(|form| erp.post(UPDATE, form))).await;
        let statuses = answers.iter().map(|answer| answer.status.as_u16());
        let mut statuses: Vec<_> = statuses.collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 200, 401], "round {round}");
    }
    let linked = "SELECT count(*) FROM organization WHERE mother_organization_id IS NOT NULL";
    assert_eq!(count(&app, linked).await, 10);
}
