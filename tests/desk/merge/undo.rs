//! Merges that are undone.

use guiche_desk::customer::{UNDO_DAYS, merges, purge_merges};
use guiche_domain::custom_field::Kind;
use guiche_domain::id::Id;
use guiche_domain::merge::{Choice, Choices, Part};
use guiche_domain::operator::Role;
use guiche_tests::{Account, App};
use http::Method;
use serde_json::json;

use super::{as_role, business, made, merging, refused, undoing};

/// `A` without an address, and `B` with one.
async fn two(app: &App) -> (Account, [Id; 2]) {
    let account = app.default_account().await;
    let ana = made(app, &account, &[("customer_id", "A"), ("name", "Ana")]).await;
    let bia = made(app, &account, &[("customer_id", "B"), ("name", "Bia"), ("email", "b@exemplo.com")]).await;
    (account, [ana, bia])
}

async fn undoable(app: &App, account: &Account, id: &Id) -> usize {
    let id = id.clone();
    as_role(app, account, Role::ReadOnly, move |tx, caller| merges(tx, caller, &id)).await.unwrap().len()
}

/// A customer with some of all that it can have.
async fn anyone(app: &App, account: &Account, key: &str, random: &mut fastrand::Rng, world: &World) -> Id {
    let email = format!("{key}@exemplo.com");
    let mut form = vec![("customer_id", key), ("name", key)];
    let texts = [
        ("email", &*email),
        ("phone", "(11) 98765-4321"),
        ("password", "segredo-de-alguem"),
        ("create_tickets", "0"),
        ("language", "en-US"),
        ("organization_id", &*world.organization),
        ("portfolio_id", &*world.portfolio),
    ];
    form.extend(texts.into_iter().filter(|_| random.bool()));
    let fields: Vec<_> = world.fields.iter().map(|field| format!("custom_field[{field}]")).collect();
    form.extend(fields.iter().filter(|_| random.bool()).map(|field| (&**field, key)));
    let id = made(app, account, &form).await;
    for department in world.departments.iter().filter(|_| random.bool()) {
        let form = [("customer_id", key), ("configuration", department)];
        app.erp().post("/v2.0/customer/department/link", &form).await.expect(200);
    }
    id
}

struct World {
    organization: String,
    portfolio: String,
    fields: [String; 3],
    departments: [String; 2],
}

#[tokio::test]
async fn whoever_was_merged_with_whatever_choices_is_what_it_was() {
    let app = App::start().await;
    let account = app.default_account().await;
    let field = async |name: &str| app.field(&account, Kind::Text, name).create().await;
    let world = World {
        organization: app.organization(&account, "Acme").await,
        portfolio: app.portfolio(&account, "Ouro").await,
        fields: [field("Um").await, field("Dois").await, field("Três").await],
        departments: [app.department(&account, "Suporte").await, app.department(&account, "Vendas").await],
    };
    let random = &mut fastrand::Rng::with_seed(4711);
    for round in 0..12 {
        let keys = [format!("a{round}"), format!("b{round}")];
        let ids = [
            anyone(&app, &account, &keys[0], random, &world).await,
            anyone(&app, &account, &keys[1], random, &world).await,
        ];
        let parts = Part::OWN.into_iter().chain(world.fields.iter().cloned().map(Part::CustomField));
        let choices: Vec<_> = parts
            .filter_map(|part| {
                let choice = *random.choice(&[None, Some(Choice::Keep), Some(Choice::Take)])?;
                Some((part, choice?))
            })
            .collect();
        let before = business(&app).await;
        let merged =
            merging(&app, &account, [&ids[0], &ids[1]], choices.iter().cloned().collect()).await.unwrap();
        let after = business(&app).await;
        assert_eq!(after["customer"].len() + 1, before["customer"].len());
        assert_eq!(after["customer_alias"].len(), 1);
        for key in &keys {
            app.erp().get(&format!("/guiche/v1/customers/{key}"), &[]).await.expect(200);
        }
        assert!(undoing(&app, &account, &merged.merge_id).await.unwrap().whole, "{choices:?}");
        assert_eq!(business(&app).await, before, "{choices:?}");
        assert_eq!(refused(undoing(&app, &account, &merged.merge_id).await), "merge_id: not_allowed");
    }
    app.follow().await;
    assert_eq!(app.erp().get("/v2.0/customer/list", &[]).await.expect(200).json()["size"], 24);
}

#[tokio::test]
async fn a_kept_one_that_changed_since_gives_back_only_what_the_other_needs() {
    let app = App::start().await;
    let (account, [ana, bia]) = two(&app).await;
    let take: Choices = [(Part::CustomerId, Choice::Take)].into_iter().collect();
    let merge = merging(&app, &account, [&ana, &bia], take).await.unwrap();
    let change = json!({ "phone": "11 98765-4321" });
    app.erp().send_json(Method::PATCH, "/guiche/v1/customers/B", &change).await.expect(200);
    assert!(!undoing(&app, &account, &merge.merge_id).await.unwrap().whole);
    let kept = app.erp().get("/guiche/v1/customers/A", &[]).await.expect(200).json();
    assert_eq!((&kept["phone"], &kept["email"]), (&json!("11 98765-4321"), &json!(null)));
    let back = app.erp().get("/guiche/v1/customers/B", &[]).await.expect(200).json();
    assert_eq!((&back["name"], &back["email"]), (&json!("Bia"), &json!("b@exemplo.com")));
}

#[tokio::test]
async fn what_somebody_else_has_meanwhile_is_in_the_way() {
    let app = App::start().await;
    let (account, [ana, bia]) = two(&app).await;
    let merge = merging(&app, &account, [&ana, &bia], Choices::default()).await.unwrap();
    // The kept one gives the address up, and another takes it.
    app.erp().send_json(Method::PATCH, "/guiche/v1/customers/A", &json!({ "email": null })).await.expect(200);
    made(&app, &account, &[("customer_id", "C"), ("name", "Clara"), ("email", "B@exemplo.com")]).await;
    let before = business(&app).await;
    assert_eq!(refused(undoing(&app, &account, &merge.merge_id).await), "email: duplicate");
    assert_eq!(business(&app).await, before);
    assert_eq!(undoable(&app, &account, &ana).await, 1, "it can be tried again");
}

#[tokio::test]
async fn after_its_time_a_merge_stays_and_nothing_is_kept_of_before() {
    let mut app = App::start().await;
    let (account, [ana, bia]) = two(&app).await;
    let merge = merging(&app, &account, [&ana, &bia], Choices::default()).await.unwrap();
    let (account_id, begun) = (account.account_id, app.now());
    let purged = async |app: &App| {
        let now = app.now();
        app.db().write(move |tx| purge_merges(tx, account_id, now)).await.unwrap()
    };
    app.restart_at(begun.plus_hours(24 * UNDO_DAYS).plus_seconds(-1)).await;
    assert_eq!((undoable(&app, &account, &ana).await, purged(&app).await), (1, 0));
    app.restart_at(begun.plus_hours(24 * UNDO_DAYS)).await;
    assert_eq!(undoable(&app, &account, &ana).await, 0);
    assert_eq!(refused(undoing(&app, &account, &merge.merge_id).await), "merge_id: not_allowed");
    assert_eq!((purged(&app).await, purged(&app).await), (1, 0));
    app.erp().get("/guiche/v1/customers/B", &[]).await.expect(200);
}
