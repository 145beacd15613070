//! Merges that are not done.

use guiche_desk::customer::{MergeRequest, merge, merges, preview, undo_merge};
use guiche_domain::id::Id;
use guiche_domain::merge::Choices;
use guiche_domain::operator::Role;
use guiche_tests::{Account, App};
use http::Method;
use serde_json::json;

use super::{as_role, business, made, merging, refused, undoing};

async fn two(app: &App) -> (Account, Id, Id) {
    let account = app.default_account().await;
    let ana = made(app, &account, &[("customer_id", "A"), ("name", "Ana")]).await;
    let bia = made(app, &account, &[("customer_id", "B"), ("name", "Bia")]).await;
    (account, ana, bia)
}

fn request(kept_id: &Id, merged_id: &Id, versions: [i64; 2]) -> MergeRequest {
    MergeRequest {
        kept_id: kept_id.clone(),
        kept_version: versions[0],
        merged_id: merged_id.clone(),
        merged_version: versions[1],
        choices: Choices::default(),
    }
}

#[tokio::test]
async fn what_changed_since_it_was_looked_at_is_not_merged() {
    let app = App::start().await;
    let (account, ana, bia) = two(&app).await;
    app.erp()
        .send_json(Method::PATCH, "/guiche/v1/customers/B", &json!({ "name": "Beatriz" }))
        .await
        .expect(200);
    let before = business(&app).await;
    for (versions, faults) in [
        ([1, 1], "merged_id: precondition_failed"),
        ([2, 2], "kept_id: precondition_failed"),
        ([0, 0], "kept_id: precondition_failed, merged_id: precondition_failed"),
    ] {
        let request = request(&ana, &bia, versions);
        let done =
            as_role(&app, &account, Role::Operator, move |tx, caller| merge(tx, caller, &request)).await;
        assert_eq!(refused(done), faults);
    }
    assert_eq!(business(&app).await, before);
    let request = request(&ana, &bia, [1, 2]);
    as_role(&app, &account, Role::Operator, move |tx, caller| merge(tx, caller, &request)).await.unwrap();
}

#[tokio::test]
async fn both_must_be_there_and_not_the_same() {
    let app = App::start().await;
    let (account, ana, bia) = two(&app).await;
    let other = app.account("other").create().await;
    let nobody = Id::from_bits(7);
    for (account, [kept, merged], faults) in [
        (&account, [&ana, &ana], "merged_id: not_allowed"),
        (&account, [&ana, &nobody], "merged_id: not_found"),
        (&account, [&nobody, &bia], "kept_id: not_found"),
        (&other, [&ana, &bia], "kept_id: not_found, merged_id: not_found"),
    ] {
        assert_eq!(refused(merging(&app, account, [kept, merged], Choices::default()).await), faults);
        let (kept, merged) = (kept.clone(), merged.clone());
        let looked = as_role(&app, account, Role::Operator, move |tx, caller| {
            preview(tx, caller, &kept, &merged, &Choices::default())
        });
        assert_eq!(refused(looked.await), faults);
    }
}

#[tokio::test]
async fn only_who_may_write_customers_merges_and_only_within_the_account() {
    let app = App::start().await;
    let (account, ana, bia) = two(&app).await;
    let request = request(&ana, &bia, [1, 1]);
    let done = as_role(&app, &account, Role::ReadOnly, move |tx, caller| merge(tx, caller, &request)).await;
    assert_eq!(refused(done), "request: role");
    let merge = merging(&app, &account, [&ana, &bia], Choices::default()).await.unwrap();
    let merge_id = merge.merge_id.clone();
    let undone = as_role(&app, &account, Role::ReadOnly, move |tx, caller| undo_merge(tx, caller, &merge_id));
    assert_eq!(refused(undone.await), "request: role");
    let other = app.account("other").create().await;
    assert_eq!(refused(undoing(&app, &other, &merge.merge_id).await), "merge_id: not_found");
    let elsewhere = as_role(&app, &other, Role::ReadOnly, move |tx, caller| merges(tx, caller, &ana)).await;
    assert_eq!(elsewhere.unwrap(), []);
}
