//! Portfolios, departments, custom fields and organizations, as the panel changes them.

use guiche_desk::custom_field::setup::{self, Direction};
use guiche_desk::custom_field::{CUSTOMER, ORGANIZATION};
use guiche_desk::{Actor, Caller, Changed, custom_field, department, group, organization};
use guiche_domain::custom_field::{Draft as FieldDraft, Kind};
use guiche_domain::form::{At, Form};
use guiche_domain::id::Id;
use guiche_domain::named::Draft;
use guiche_domain::operator::Role;
use guiche_domain::organization::{Changes, Draft as OrganizationDraft};
use guiche_domain::refusal::{Faults, Field};
use guiche_store::Error;
use guiche_tests::App;

fn form(pairs: &[(&str, &str)]) -> Form {
    let mut form = Form::default();
    pairs.iter().for_each(|(key, text)| form.push_text(*key, *text));
    form
}

#[tokio::test]
async fn a_name_is_changed_on_the_version_that_was_seen() {
    let app = App::start().await;
    let account = app.default_account().await;
    let id: Id = app.portfolio(&account, "A").await.parse().unwrap();
    let department_id: Id = app.department(&account, "A").await.parse().unwrap();
    for (name, version, expected) in [
        ("B", 1, Changed::Done),
        ("B", 2, Changed::Done),
        ("C", 1, Changed::Meanwhile),
        ("C", 2, Changed::Done),
    ] {
        let (draft, id, department_id) =
            (Draft::read(&form(&[("name", name)])), id.clone(), department_id.clone());
        let renamed = app.as_operator(&account, move |tx, caller| {
            let portfolio = group::rename_portfolio(tx, caller, &id, &draft, version)?;
            Ok((portfolio, department::rename(tx, caller, &department_id, &draft, version)?))
        });
        assert_eq!(renamed.await, (expected, expected), "{name} {version}");
    }
    let known = app.as_operator(&account, move |tx, caller| {
        Ok((group::portfolio(tx, caller, &id)?, department::by_id(tx, caller, &department_id)?))
    });
    let renamed = Some(("C".to_owned(), 3));
    assert_eq!(known.await, (renamed.clone(), renamed));
    let nobody = Id::from_bits(7);
    let draft = Draft::read(&form(&[("name", "x")]));
    let unknown =
        app.as_operator(&account, move |tx, caller| group::rename_portfolio(tx, caller, &nobody, &draft, 1));
    assert_eq!(unknown.await, Changed::Unknown);
}

#[tokio::test]
async fn who_only_looks_changes_nothing() {
    let app = App::start().await;
    let account = app.default_account().await;
    let id = app.field(&account, Kind::Text, "F").create().await;
    let refused = app.as_operator(&account, move |tx, caller| {
        let actor = Actor::Operator { id: Id::from_bits(1), role: Role::ReadOnly };
        let caller = Caller { actor, ..caller.clone() };
        let draft = Draft::read(&form(&[("name", "x")]));
        let field = FieldDraft::read(&form(&[("name", "x")]), Kind::Text);
        let edit = custom_field::Edit { name: Some("x".into()), ..custom_field::Edit::default() };
        Ok([
            group::add_portfolio(tx, &caller, &draft).err(),
            department::add(tx, &caller, &draft).err(),
            setup::add(tx, &caller, CUSTOMER, None, &field).err(),
            setup::change(tx, &caller, CUSTOMER, &id, &field, 1).err(),
            setup::shift(tx, &caller, CUSTOMER, &id, Direction::Up).err(),
            setup::bring_back(tx, &caller, CUSTOMER, &id).err(),
            custom_field::edit(tx, &caller, CUSTOMER, &id, &edit).err(),
            custom_field::retire(tx, &caller, CUSTOMER, &id).err(),
        ]
        .map(|error| matches!(error, Some(Error::Refused(_)))))
    });
    assert_eq!(refused.await, [true; 8]);
}

#[tokio::test]
async fn options_that_organizations_have_are_counted() {
    let app = App::start().await;
    let account = app.default_account().await;
    let field =
        app.field(&account, Kind::Select, "Região").of_organizations().options(&["Sul", "Norte", "Leste"]);
    let id = field.create().await;
    for (name, region) in [("A", "Sul"), ("B", "Sul"), ("C", "Norte")] {
        let draft =
            OrganizationDraft::read(&form(&[("name", name), (&format!("custom_field[{id}]"), region)]), true);
        app.as_operator(&account, move |tx, caller| organization::create(tx, caller, &draft)).await;
    }
    let lost = app.as_operator(&account, move |tx, caller| {
        let before = setup::by_id(tx, caller, ORGANIZATION, &id)?.expect("it is there").field;
        let draft = FieldDraft::read(&form(&[("name", "Região"), ("options", "Norte")]), Kind::Select);
        setup::lost_options(tx, caller, ORGANIZATION, &before, &draft)
    });
    assert_eq!(lost.await, [("Sul".to_owned(), 2)]);
}

#[tokio::test]
async fn an_organization_is_meant_by_its_id_or_by_a_name_that_it_alone_has() {
    let app = App::start().await;
    let account = app.default_account().await;
    let id = app.organization(&account, "Átomo").await;
    for _ in 0..2 {
        app.organization(&account, "Gêmea").await;
    }
    for (typed, meant, ambiguous) in [
        (id.as_str(), id.as_str(), false),
        (" ATOMO ", &id, false),
        ("atom", "atom", false),
        ("gemea", "gemea", true),
    ] {
        let at = At { field: Field::new("organization_id", 0), value: typed.to_owned() };
        let resolved = app.as_operator(&account, move |tx, caller| {
            let (mut at, mut faults) = (at.clone(), Faults::default());
            organization::resolve(tx, caller, &mut at, &mut faults)?;
            Ok((at, faults))
        });
        let (at, faults) = resolved.await;
        assert_eq!((at.value.as_str(), !faults.is_empty()), (meant, ambiguous), "{typed}");
    }
}

#[tokio::test]
async fn an_organization_is_changed_on_the_version_that_was_seen() {
    let app = App::start().await;
    let account = app.default_account().await;
    let id = app.organization(&account, "A").await;
    for (name, version, expected) in [("B", 1, Some(2)), ("C", 1, None), ("C", 2, Some(3)), ("C", 3, Some(3))]
    {
        let changes = Changes::read(&form(&[("organization_id", &id), ("name", name)]), true);
        let updated = app.as_operator(&account, move |tx, caller| {
            organization::update_from(tx, caller, &changes, version)
        });
        assert_eq!(updated.await.map(|updated| updated.version), expected, "{name} {version}");
    }
}
