//! Organizations that are deleted, and those who are about to refer to them.

use futures_util::future::join_all;
use guiche_desk::organization::{Deleted, create_as, delete};
use guiche_domain::form::Form;
use guiche_domain::organization::Draft;
use guiche_tests::{Account, App};

use super::{NEW, UPDATE, made};
use crate::customer::count;

const CUSTOMER: &str = "/v2.0/customer/new";

async fn deleted(app: &App, account: &Account, id: &str) -> Deleted {
    let id = id.to_owned();
    app.as_operator(account, move |tx, caller| delete(tx, caller, &id)).await
}

#[tokio::test]
async fn only_what_nothing_belongs_to_is_deleted() {
    let app = App::start().await;
    let (account, erp) = (app.default_account().await, app.erp());
    let other = app.account("other").create().await;
    let mother = made(&erp, &[("name", "Grupo")]).await;
    let id = made(&erp, &[("name", "Sul"), ("mother_organization_id", &mother)]).await;
    for customer in ["1", "2"] {
        let sent = [("customer_id", customer), ("name", "Ana"), ("organization_id", &*id)];
        erp.post(CUSTOMER, &sent).await.expect(200);
    }
    assert_eq!(deleted(&app, &account, &mother).await, Deleted::Used { customers: 0, below: 1 });
    assert_eq!(deleted(&app, &account, &id).await, Deleted::Used { customers: 2, below: 0 });
    assert_eq!(deleted(&app, &other, &id).await, Deleted::Unknown);
    assert_eq!(deleted(&app, &account, "x").await, Deleted::Unknown);
    let free = made(&erp, &[("name", "Norte")]).await;
    assert_eq!(deleted(&app, &account, &free).await, Deleted::Done);
    assert_eq!(deleted(&app, &account, &free).await, Deleted::Unknown);
    let sent = [("customer_id", "3"), ("name", "Ana"), ("organization_id", &*free)];
    assert_eq!(erp.post(CUSTOMER, &sent).await.expect(404).faults(), "organization_id: not_found");
    let trail =
        "SELECT count(*) FROM outbox WHERE entity = 'organization' AND change = 'deleted' AND version = 2";
    assert_eq!(count(&app, trail).await, 1);

    // An id is not given twice.
    let mut form = Form::default();
    form.push_text("name", "Norte");
    let (draft, id) = (Draft::read(&form, true), free.parse().unwrap());
    let again = app.as_operator(&account, move |tx, caller| create_as(tx, caller, &id, &draft)).await;
    assert_eq!(again, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_refers_to_it_at_the_same_moment_keeps_it_or_does_not_find_it() {
    let app = App::start().await;
    let (account, erp) = (app.default_account().await, app.erp());
    erp.post(CUSTOMER, &[("customer_id", "mover"), ("name", "Ana")]).await.expect(200);
    let below = made(&erp, &[("name", "below")]).await;
    for round in 0..10 {
        let id = made(&erp, &[("name", "Sul")]).await;
        let forms: Vec<_> = (0..8)
            .map(|at| {
                [
                    ("customer_id", format!("{round}-{at}")),
                    ("name", "Ana".into()),
                    ("organization_id", id.clone()),
                ]
            })
            .collect();
        let forms: Vec<Vec<(&str, &str)>> =
            forms.iter().map(|form| form.iter().map(|(key, text)| (*key, &**text)).collect()).collect();
        let posts = join_all(forms.iter().map(|form| erp.post(CUSTOMER, form)));
        let daughter = [("name", "Filha"), ("mother_organization_id", &*id)];
        let move_below = [("organization_id", &*below), ("mother_organization_id", &*id)];
        let (answers, daughter, moved, outcome) = tokio::join!(
            posts,
            erp.post(NEW, &daughter),
            erp.post(UPDATE, &move_below),
            deleted(&app, &account, &id)
        );
        let mut found = 0;
        for answer in answers.into_iter().chain([daughter, moved]) {
            match answer.status.as_u16() {
                200 => found += 1,
                404 => assert!(answer.faults().ends_with("organization_id: not_found"), "{}", answer.body),
                _ => panic!("{}", answer.body),
            }
        }
        match outcome {
            Deleted::Done => assert_eq!(found, 0),
            Deleted::Used { .. } => assert_eq!(found, 10),
            Deleted::Unknown => panic!("it was there"),
        }
    }
    let lost = "SELECT count(*) FROM organization o WHERE o.mother_organization_id IS NOT NULL AND NOT EXISTS
        (SELECT 1 FROM organization m WHERE m.organization_id = o.mother_organization_id)";
    assert_eq!(count(&app, lost).await, 0);
}
