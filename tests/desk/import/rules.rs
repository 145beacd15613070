//! What can be done with an import, when, and by whom.

use guiche_desk::import;
use guiche_desk::{Actor, Caller};
use guiche_domain::id::Id;
use guiche_domain::import::run::State;
use guiche_domain::operator::Role;
use guiche_store::Error;
use guiche_tests::App;
use guiche_transfer::import::{Error as Fault, Given, upload};

use super::{ask, caller, creating, mapping, progress, run, set_up, uploaded, work};

#[tokio::test]
async fn an_import_needs_the_columns_that_its_way_asks_for() {
    let app = App::start().await;
    let account = app.default_account().await;
    let id = uploaded(&app, &account, "a;b\n1;2\n").await;
    let refused = ask(&app, &account, &id, import::start).await.unwrap_err();
    assert_eq!(refused, "customer_id: required");
    for (columns, refused) in [
        (&["customer_id"][..], "mapping: malformed"),
        (&["ignore", "name"], "customer_id: required"),
        (&["customer_id", "custom_field[x]"], "custom_field[x]: not_found"),
    ] {
        let mut settings = progress(&app, &account, &id).await.settings;
        settings.mapping = mapping(columns);
        let asked = ask(&app, &account, &id, move |tx, caller, id| import::set_up(tx, caller, id, &settings));
        assert_eq!(asked.await.unwrap_err(), refused);
    }
    set_up(&app, &account, &id, |settings| settings.mapping = mapping(&["name", "customer_id"])).await;
    assert_eq!(super::counts(&run(&app, &account, &id).await), [1, 0, 0, 0]);
}

#[tokio::test]
async fn each_step_looks_first_where_the_import_stands() {
    let app = App::start().await;
    let account = app.default_account().await;
    let id = uploaded(&app, &account, "customer_id,name\n1,Ana\n").await;
    let state = async || progress(&app, &account, &id).await.state;
    const NOT_NOW: &str = "import_id: not_allowed";
    assert_eq!(ask(&app, &account, &id, import::undo).await.unwrap_err(), NOT_NOW);
    ask(&app, &account, &id, import::start).await.unwrap();
    assert_eq!(ask(&app, &account, &id, import::start).await.unwrap_err(), NOT_NOW);
    ask(&app, &account, &id, import::cancel).await.unwrap();
    work(&app).await;
    assert_eq!((state().await, progress(&app, &account, &id).await.counts.done), (State::Cancelled, 0));
    assert_eq!(ask(&app, &account, &id, import::cancel).await.unwrap_err(), NOT_NOW);
    ask(&app, &account, &id, import::undo).await.unwrap();
    work(&app).await;
    assert_eq!(state().await, State::Undone);
    assert_eq!(ask(&app, &account, &id, import::undo).await.unwrap_err(), NOT_NOW);
}

#[tokio::test]
async fn only_administrators_import() {
    let app = App::start().await;
    let account = app.default_account().await;
    let id = uploaded(&app, &account, "customer_id,name\n1,Ana\n").await;
    let token = Actor::Token { id: id.clone(), read_only: false };
    let operator = Actor::Operator { id: id.clone(), role: Role::Operator };
    for actor in [token, operator] {
        let asked = Caller { actor, ..caller(&app, &account) };
        let id = id.clone();
        let refused = app.db().write(move |tx| {
            let all = [
                import::start(tx, &asked, &id),
                import::cancel(tx, &asked, &id),
                import::undo(tx, &asked, &id),
                import::progress(tx, &asked, &id).map(drop),
                import::list(tx, &asked, None, 10).map(drop),
                import::begin(tx, &asked, "x").map(drop),
            ];
            Ok(all.iter().all(|one| matches!(one, Err(Error::Refused(_)))))
        });
        assert!(refused.await.unwrap());
    }
    let administrator = Actor::Operator { id: id.clone(), role: Role::Administrator };
    let asked = Caller { actor: administrator, ..caller(&app, &account) };
    let started = id.clone();
    app.db().write(move |tx| import::start(tx, &asked, &started)).await.unwrap();
    work(&app).await;
    assert_eq!(progress(&app, &account, &id).await.state, State::Done);
    let events = super::stored(&app, &["audit_event"], &[]).await;
    let by = format!("actor_id=Text({:?})", id.as_str());
    assert_eq!(events.iter().filter(|event| event.contains(&by)).count(), 3, "started, created, finished");
}

#[tokio::test]
async fn accounts_never_meet() {
    let app = App::start().await;
    let (one, other) = (app.default_account().await, app.account("other").create().await);
    let id = uploaded(&app, &one, "customer_id,name\n1,Ana\n").await;
    let unknown = "import_id: not_found";
    assert_eq!(ask(&app, &other, &id, import::progress).await.unwrap_err(), unknown);
    assert_eq!(ask(&app, &other, &id, import::start).await.unwrap_err(), unknown);
    assert_eq!(ask(&app, &other, &id, import::undo).await.unwrap_err(), unknown);
    let listed = async |account| {
        let asked = caller(&app, account);
        app.db().read(move |tx| import::list(tx, &asked, None, 10)).await.unwrap()
    };
    assert_eq!((listed(&one).await.len(), listed(&other).await.len()), (1, 0));
    let again = uploaded(&app, &other, "customer_id,name\n1,Ana\n").await;
    set_up(&app, &other, &again, creating).await;
    run(&app, &one, &id).await;
    assert_eq!(super::counts(&run(&app, &other, &again).await), [1, 0, 0, 0]);
}

#[tokio::test]
async fn the_same_file_is_known_again_until_it_is_at_its_end() {
    let app = App::start().await;
    let account = app.default_account().await;
    let known = async |id: &Id| {
        let digest = progress(&app, &account, id).await.digest;
        let asked = caller(&app, &account);
        app.db().read(move |tx| import::unfinished_of_file(tx, &asked, &digest)).await.unwrap()
    };
    let id = uploaded(&app, &account, "customer_id,name\n1,Ana\n").await;
    let other = uploaded(&app, &account, "customer_id,name\n2,Ana\n").await;
    assert_eq!((known(&id).await, known(&other).await), (None, None), "neither was started");
    for import in [&id, &other] {
        let import = import.clone();
        app.as_operator(&account, move |tx, caller| import::start(tx, caller, &import)).await;
    }
    assert_eq!((known(&id).await, known(&other).await), (Some(id.clone()), Some(other.clone())));
    work(&app).await;
    assert_eq!((known(&id).await, known(&other).await), (None, None), "both are at their end");
}

#[tokio::test]
async fn a_file_without_rows_is_none() {
    let app = App::start().await;
    let account = app.default_account().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("empty.csv");
    for content in ["", "customer_id;name\r\n", "\n\n"] {
        std::fs::write(&path, content).unwrap();
        let asked = || caller(&app, &account);
        let refused = upload(app.db(), asked, &path, "x", Given::default(), |_| ()).await;
        assert!(matches!(refused, Err(Fault::Empty)), "{content:?}: {refused:?}");
    }
    let refused = upload(app.db(), || caller(&app, &account), folder.path(), "x", Given::default(), |_| ());
    assert!(matches!(refused.await, Err(Fault::Io(_))));
    assert_eq!(super::count(&app, "import").await, 0);
}
