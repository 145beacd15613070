//! Customers that are merged into one that is merged itself.

use guiche_desk::audit::person;
use guiche_desk::customer::{merges, remove};
use guiche_domain::id::Id;
use guiche_domain::merge::{Choice, Choices, Part};
use guiche_domain::operator::Role;
use guiche_store::Error;
use guiche_tests::{Account, App};

use super::{as_role, business, made, merging, refused, undoing};

async fn three(app: &App) -> (Account, [Id; 3]) {
    let account = app.default_account().await;
    let mut ids = Vec::new();
    for (key, name) in [("A", "Ana"), ("B", "Bia"), ("C", "Clara")] {
        let email = format!("{name}@exemplo.com");
        ids.push(made(app, &account, &[("customer_id", key), ("name", name), ("email", &email)]).await);
    }
    (account, ids.try_into().unwrap())
}

/// To whom each key leads.
async fn leads(app: &App, keys: &[&str]) -> Vec<String> {
    let mut names = Vec::new();
    for key in keys {
        let answer = app.erp().get(&format!("/guiche/v1/customers/{key}"), &[]).await;
        names.push(answer.json()["name"].as_str().unwrap_or("-").to_owned());
    }
    names
}

#[tokio::test]
async fn all_keys_lead_to_the_last_one_and_each_undo_takes_one_step_back() {
    let app = App::start().await;
    let (account, [a, b, c]) = three(&app).await;
    let keys = ["A", "B", "C"];
    let before = business(&app).await;
    let first = merging(&app, &account, [&a, &b], Choices::default()).await.unwrap();
    let between = business(&app).await;
    let second = merging(&app, &account, [&c, &a], Choices::default()).await.unwrap();
    assert_eq!(leads(&app, &keys).await, ["Clara"; 3]);

    assert_eq!(refused(undoing(&app, &account, &first.merge_id).await), "kept_id: not_found");
    assert!(undoing(&app, &account, &second.merge_id).await.unwrap().whole);
    assert_eq!(business(&app).await, between);
    assert_eq!(leads(&app, &keys).await, ["Ana", "Ana", "Clara"]);
    let listed =
        as_role(&app, &account, Role::ReadOnly, move |tx, caller| merges(tx, caller, &a)).await.unwrap();
    assert_eq!((listed.len(), &listed[0].merge_id, &*listed[0].name), (1, &first.merge_id, "Bia"));

    // The kept one has another version since.
    let undone = undoing(&app, &account, &first.merge_id).await.unwrap();
    assert!(!undone.whole);
    assert_eq!(business(&app).await, before);
    assert_eq!(leads(&app, &keys).await, ["Ana", "Bia", "Clara"]);
}

#[tokio::test]
async fn one_person_is_all_that_were_merged_through_one_another_by_whatever_name() {
    let app = App::start().await;
    let (account, [a, b, c]) = three(&app).await;
    let first = merging(&app, &account, [&a, &b], Choices::default()).await.unwrap();
    let last = merging(&app, &account, [&c, &a], Choices::default()).await.unwrap();
    let things = async |name: &str| {
        let name = name.to_owned();
        app.as_operator(&account, move |tx, caller| person(tx, caller, &name)).await
    };
    let (first, last_id) = (("customer_merge", first.merge_id), ("customer_merge", last.merge_id.clone()));
    let [a, b, c] = [a, b, c].map(|id| ("customer", id));
    let all = [c.clone(), a.clone(), b.clone(), last_id.clone(), first.clone()];
    for name in ["A", "B", "C", c.1.as_str()] {
        assert_eq!(things(name).await, all, "{name}");
    }
    assert_eq!(things(a.1.as_str()).await, [a.clone(), b.clone(), first.clone()]);
    assert_eq!(things("D").await, []);
    undoing(&app, &account, &last.merge_id).await.unwrap();
    assert_eq!(things("A").await, [a, b, first]);
    assert_eq!(things("C").await, [c, last_id]);
    let nobody = as_role(&app, &account, Role::Operator, |tx, caller| person(tx, caller, "A")).await;
    assert!(matches!(nobody, Err(Error::Refused(_))));
}

#[tokio::test]
async fn versions_by_one_key_never_repeat() {
    let app = App::start().await;
    let (account, [a, b, c]) = three(&app).await;
    let mut seen: Vec<(String, String)> = Vec::new();
    let look = async |seen: &mut Vec<(String, String)>| {
        for key in ["A", "B", "C"] {
            let answer = app.erp().get(&format!("/guiche/v1/customers/{key}"), &[]).await.expect(200);
            let now = (format!("{key} {}", answer.header("etag")), answer.body.clone());
            for (tag, body) in seen.iter().filter(|(tag, _)| *tag == now.0) {
                assert_eq!(*body, now.1, "{tag}");
            }
            seen.push(now);
        }
    };
    look(&mut seen).await;
    let first = merging(&app, &account, [&a, &b], Choices::default()).await.unwrap();
    look(&mut seen).await;
    let second = merging(&app, &account, [&c, &a], Choices::default()).await.unwrap();
    look(&mut seen).await;
    for merge in [second, first] {
        undoing(&app, &account, &merge.merge_id).await.unwrap();
        look(&mut seen).await;
    }
    let take: Choices = [(Part::CustomerId, Choice::Take)].into_iter().collect();
    merging(&app, &account, [&b, &c], take).await.unwrap();
    look(&mut seen).await;
}

#[tokio::test]
async fn keys_go_with_the_customer_that_they_lead_to() {
    let app = App::start().await;
    let (account, [a, b, _]) = three(&app).await;
    let merge = merging(&app, &account, [&a, &b], Choices::default()).await.unwrap();
    assert!(as_role(&app, &account, Role::Operator, move |tx, caller| remove(tx, caller, &a)).await.unwrap());
    assert_eq!(leads(&app, &["A", "B", "C"]).await, ["-", "-", "Clara"]);
    assert_eq!(business(&app).await["customer_alias"].len(), 0);
    assert_eq!(refused(undoing(&app, &account, &merge.merge_id).await), "kept_id: not_found");
    made(&app, &account, &[("customer_id", "B"), ("name", "Nova")]).await;
}
