//! Two updates at the same moment.

use futures_util::future::join_all;
use guiche_tests::{Actor, Answer, App};

use super::{UPDATE, with_ana};
use crate::customer::new::NEW;
use crate::customer::{count, shown};

const ROUNDS: usize = 40;

/// Asserts that of two one was done and the other refused for `fault`.
#[track_caller]
fn one_of(answers: &[Answer], fault: &str) {
    let (done, refused): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 200);
    let told: Vec<_> = answers.iter().map(|answer| (answer.status, &answer.body)).collect();
    assert_eq!(done.len(), 1, "{told:?}");
    assert!(refused.iter().all(|answer| answer.status == 401 && answer.faults() == fault), "{told:?}");
}

async fn both(actor: &Actor, sent: [Vec<(&str, &str)>; 2]) -> Vec<Answer> {
    join_all(sent.iter().map(|form| actor.post(UPDATE, form))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_that_take_one_address_or_key_one_is_told_that_it_is_taken() {
    let app = App::start().await;
    let erp = app.erp();
    for (id, email) in [("1", "a@exemplo.com"), ("2", "b@exemplo.com")] {
        let form = [("customer_id", id), ("name", "Ana"), ("email", email)];
        erp.post(NEW, &form).await.expect(200);
    }
    for round in 0..ROUNDS {
        let address = format!("x{round}@exemplo.com");
        let sent = ["1", "2"].map(|id| vec![("customer_id", id), ("email", &*address)]);
        one_of(&both(&erp, sent).await, "email: duplicate");
        // Both back, to begin again.
        for (id, email) in [("1", "a@exemplo.com"), ("2", "b@exemplo.com")] {
            erp.post(UPDATE, &[("customer_id", id), ("email", email)]).await.expect(200);
        }
        let key = format!("x{round}");
        let sent = ["a@exemplo.com", "b@exemplo.com"]
            .map(|email| vec![("customer_id", email), ("customer_type_id", "E"), ("internal_id", &*key)]);
        one_of(&both(&erp, sent).await, "internal_id: duplicate");
        for (id, email) in [("1", "a@exemplo.com"), ("2", "b@exemplo.com")] {
            let back = [("customer_id", email), ("customer_type_id", "E"), ("internal_id", id)];
            erp.post(UPDATE, &back).await.expect(200);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_changes_of_one_customer_none_is_lost() {
    let app = with_ana().await;
    let erp = app.erp();
    let many: Vec<(String, String)> = (0..20).map(|at| (at.to_string(), format!("1{at}"))).collect();
    let posts = many.iter().map(|(name, phone)| {
        let erp = &erp;
        async move {
            let (name, phone) = (("name", &**name), ("phone", &**phone));
            erp.post(UPDATE, &[("customer_id", "1"), name]).await.expect(200);
            erp.post(UPDATE, &[("customer_id", "1"), phone]).await.expect(200);
        }
    });
    join_all(posts).await;
    assert_eq!(count(&app, "SELECT version FROM customer").await, 41);
    let versions = "SELECT count(*) FROM (SELECT DISTINCT version FROM outbox WHERE entity = 'customer') v";
    assert_eq!(count(&app, versions).await, 41);
    assert_eq!(shown(&erp, "1").await["email"], "Ana@exemplo.com");
}
