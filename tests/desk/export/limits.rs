//! How much is taken out, of whom, and by whom.

use std::collections::BTreeSet;
use std::io;

use guiche_desk::customer::{EXPORT_CHUNK, Scope};
use guiche_desk::{Actor, Ids};
use guiche_domain::custom_field::Kind;
use guiche_domain::operator::Role;
use guiche_store::Error;
use guiche_tests::App;
use guiche_transfer::csv::Format;
use guiche_transfer::export::{Export, ExportError, customers};

use super::{caller, exported, form, make, numbered, read, traces};

fn ids(bytes: &[u8]) -> Vec<String> {
    read(bytes).1.into_iter().map(|record| record.fields[0].clone()).collect()
}

#[tokio::test]
async fn every_customer_comes_once_however_many_chunks_there_are() {
    let app = App::start().await;
    let account = app.default_account().await;
    let other = app.account("other").create().await;
    make(&app, &other, numbered(0..2)).await;
    for count in [EXPORT_CHUNK, EXPORT_CHUNK + 1] {
        let made = exported(&app, &account, Scope::default(), Format::default()).await.unwrap();
        make(&app, &account, numbered(ids(&made).len()..count)).await;
        let bytes = exported(&app, &account, Scope::default(), Format::default()).await.unwrap();
        let ids = ids(&bytes);
        assert_eq!(ids.len(), count);
        let all: BTreeSet<String> = (0..count).map(|number| number.to_string()).collect();
        assert_eq!(ids.into_iter().collect::<BTreeSet<_>>(), all);
    }
}

#[tokio::test]
async fn an_organization_is_taken_out_alone_with_its_values() {
    let app = App::start().await;
    let account = app.default_account().await;
    let (mine, yours) = (app.organization(&account, "A").await, app.organization(&account, "B").await);
    let field = app.field(&account, Kind::Text, "Obs").create().await;
    let key = format!("custom_field[{field}]");
    let customer = |id: &str, organization: &str| {
        let of = [("customer_id", id), ("name", "Ana"), ("organization_id", organization), (&key, id)];
        form(&of)
    };
    let forms = vec![customer("1", &mine), customer("2", &yours), customer("3", &mine), customer("4", "")];
    make(&app, &account, forms).await;
    let scope = Scope { organization_id: Some(mine.clone()) };
    let bytes = exported(&app, &account, scope, Format::default()).await.unwrap();
    let rows = read(&bytes).1.into_iter();
    let shown: BTreeSet<_> = rows.map(|row| (row.fields[0].clone(), row.fields[12].clone())).collect();
    assert_eq!(shown, BTreeSet::from([("1".into(), "1".into()), ("3".into(), "3".into())]));
    let trace = format!(r#"exported 1 {{"what":"customers","organization_id":"{mine}","rows":2}}"#);
    assert_eq!(traces(&app).await, [trace]);
    let nobody = Scope { organization_id: Some("x".into()) };
    let refused = exported(&app, &account, nobody, Format::default()).await.unwrap_err();
    assert_eq!(refused.to_string(), "refused: organization_id: not_found");
    assert_eq!(traces(&app).await.len(), 1);
}

#[tokio::test]
async fn only_who_may_takes_customers_out() {
    let app = App::start().await;
    let account = app.default_account().await;
    let id = Ids::random().next(app.now());
    for (actor, code) in [
        (Actor::Operator { id: id.clone(), role: Role::Administrator }, None),
        (Actor::Operator { id: id.clone(), role: Role::Operator }, Some("role")),
        (Actor::Operator { id: id.clone(), role: Role::ReadOnly }, Some("role")),
        (Actor::Token { id: id.clone(), read_only: false }, Some("role")),
    ] {
        let caller = caller(&app, &account, actor);
        let done =
            customers(app.db(), &caller, Scope::default(), Format::default(), io::sink(), |_, _| {}).await;
        let refused = match done {
            Ok(_) => None,
            Err(ExportError::Store(Error::Refused(refusal))) => Some(refusal.first().reason.code()),
            Err(error) => panic!("{error}"),
        };
        assert_eq!(refused, code);
    }
    assert_eq!(traces(&app).await.len(), 1);
}

#[tokio::test]
async fn who_goes_away_in_the_middle_leaves_a_trace_of_what_was_taken() {
    let app = App::start().await;
    let account = app.default_account().await;
    make(&app, &account, numbered(0..EXPORT_CHUNK + 1)).await;
    let caller = caller(&app, &account, Actor::CommandLine);
    let begin = || Export::begin(app.db().clone(), caller.clone(), Scope::default(), Format::default());
    begin().await.unwrap().abandon().await.unwrap();
    assert!(traces(&app).await.is_empty());

    let mut export = begin().await.unwrap();
    assert_eq!(ids(&export.next().await.unwrap().unwrap()).len(), EXPORT_CHUNK);
    export.abandon().await.unwrap();
    let trace = |rows| format!(r#"exported 1 {{"what":"customers","rows":{rows}}}"#);
    assert_eq!(traces(&app).await, [trace(EXPORT_CHUNK)]);

    let mut export = begin().await.unwrap();
    while export.next().await.unwrap().is_some() {}
    assert_eq!(export.rows(), EXPORT_CHUNK as u64 + 1);
    export.abandon().await.unwrap();
    assert_eq!(traces(&app).await, [trace(EXPORT_CHUNK), trace(EXPORT_CHUNK + 1)]);

    struct Full;
    impl io::Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let done = customers(app.db(), &caller, Scope::default(), Format::default(), Full, |_, _| {}).await;
    assert!(matches!(done, Err(ExportError::Write(_))));
    assert_eq!(traces(&app).await.len(), 3);
}
