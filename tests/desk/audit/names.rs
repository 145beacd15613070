//! What those are called who are in the trail, and the chain's head.

use std::io::Write as _;

use guiche_desk::audit::{self, Query};
use guiche_desk::import;
use guiche_domain::form::Form;
use guiche_domain::operator::{Draft, Role};
use guiche_jobs::Importer;
use guiche_tests::App;
use guiche_transfer::import::{Given, upload};

use super::{NEW, is_refused, operator, verified};

#[tokio::test]
async fn operators_and_tokens_have_names_even_once_they_may_not_come_in() {
    let app = App::start().await;
    let account = app.default_account().await;
    let mut form = Form::default();
    for (key, text) in [("name", "Bia"), ("email", "bia@exemplo.com"), ("role", "operator")] {
        form.push_text(key, text);
    }
    let draft = Draft::read(&form);
    app.as_operator(&account, move |tx, caller| {
        let added = guiche_desk::operator::add(tx, caller, &draft)?;
        guiche_desk::operator::change(tx, caller, &added.operator_id, &draft, false)
    })
    .await;
    let secret = app.token(&account).create().await;
    app.revoke(&account, &secret).await;
    app.token(&app.account("other").create().await).create().await;
    let actors = app.as_operator(&account, audit::actors).await;
    let named: Vec<_> = actors.iter().map(|actor| (actor.kind, actor.name.as_str())).collect();
    assert_eq!(named, [("operator", "Bia"), ("token", "test"), ("token", "test")]);
}

#[tokio::test]
async fn what_an_import_did_leads_to_its_file() {
    let app = App::start().await;
    let account = app.default_account().await;
    app.erp().post(NEW, &[("customer_id", "9"), ("name", "Caio")]).await.expect(200);
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b"customer_id;name\n1;Ana\n2;Bia\n").unwrap();
    let caller = super::caller(&app, guiche_desk::Actor::CommandLine).await;
    let asked = || caller.clone();
    let id = upload(app.db(), asked, file.path(), "clientes.csv", Given::default(), |_| ()).await.unwrap();
    let started = id.clone();
    app.as_operator(&account, move |tx, caller| import::start(tx, caller, &started)).await;
    let mut importer = Importer::new(app.db().clone(), guiche_desk::Clock::fixed(app.now()));
    importer.catch_up_now().await.unwrap();
    importer.release().await.unwrap();
    let files = app.as_operator(&account, |tx, caller| {
        let query = Query { entity: Some("customer".into()), limit: 200, ..Query::default() };
        let page = audit::list(tx, caller, &query)?;
        assert_eq!(page.entries.len(), 3);
        audit::files(tx, caller, &page.entries)
    });
    assert_eq!(files.await.into_iter().collect::<Vec<_>>(), [(id.to_string(), "clientes.csv".to_owned())]);
}

#[tokio::test]
async fn the_head_is_what_a_verification_finds() {
    let app = App::start().await;
    let account = app.default_account().await;
    app.erp().post(NEW, &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    app.follow().await;
    let head = app.as_operator(&account, audit::head).await.unwrap();
    let report = verified(&app, Some(&head.digest)).await;
    assert_eq!((report.findings.count(), report.head_position), (0, head.position));
    assert_eq!(report.head, Some(head.digest));
}

#[tokio::test]
async fn only_who_may_see_the_trail_sees_who_is_in_it() {
    let app = App::start().await;
    for role in [Role::Operator, Role::ReadOnly] {
        let caller = operator(&app, role).await;
        let asked = app.db().read(move |tx| {
            Ok((audit::actors(tx, &caller), audit::head(tx, &caller), audit::files(tx, &caller, &[])))
        });
        let (actors, head, files) = asked.await.unwrap();
        assert!(is_refused(&actors) && is_refused(&head) && is_refused(&files), "{role}");
    }
}
