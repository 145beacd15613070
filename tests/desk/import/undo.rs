//! Undoing what an import did.

use guiche_desk::{Clock, import};
use guiche_domain::custom_field::Kind;
use guiche_domain::import::run::{State, Undo};
use guiche_jobs::{Importer, Step};
use guiche_store::import::row::Which;
use guiche_tests::App;

use super::{ask, count, counts, customers, details, mapping, progress, run, set_up, uploaded, work};

#[tokio::test]
async fn everything_is_as_it_was_but_for_the_trail() {
    let app = App::start().await;
    let account = app.default_account().await;
    let field = app.field(&account, Kind::Text, "Setor").create().await;
    let department = app.department(&account, "Vendas").await;
    app.organization(&account, "Padaria").await;
    let custom = format!("custom_field[{field}]");
    for id in ["1", "2", "3"] {
        let form = [("customer_id", id), ("name", "Ana"), ("password", "segredo secreto"), (&*custom, "a")];
        app.erp().post("/v2.0/customer/new", &form).await.expect(200);
    }
    let link = [("customer_id", "1"), ("configuration", &*department)];
    app.erp().post("/v2.0/customer/department/link", &link).await.expect(200);
    app.follow().await;
    let before = customers(&app).await;
    let mut file =
        "customer_id;name;password;Setor;Empresa\n1;Bia;outra senha;b;padaria\n2;Ana;;;\n".to_owned();
    for row in 10..500 {
        file += &format!("{row};Novo;;b;padaria\n");
    }
    // The same customers once more.
    file += "1;Carla;;c;\n10;Outro;;;\n";
    let id = uploaded(&app, &account, file).await;
    set_up(&app, &account, &id, |settings| {
        settings.mapping = mapping(&["customer_id", "name", "password", &custom, "organization_id"]);
    })
    .await;
    let done = run(&app, &account, &id).await;
    assert_eq!(counts(&done), [490, 3, 1, 0]);
    assert_eq!(count(&app, "customer").await, 493);
    let events = count(&app, "audit_event").await;

    ask(&app, &account, &id, import::undo).await.unwrap();
    // It ends in the middle, and goes on.
    let mut importer = Importer::new(app.db().clone(), Clock::fixed(app.now()));
    assert_eq!(importer.step(account.account_id).await.unwrap(), Step::Done(200));
    importer.release().await.unwrap();
    assert_eq!(progress(&app, &account, &id).await.state, State::Undoing);
    work(&app).await;
    let undone = progress(&app, &account, &id).await;
    assert_eq!((undone.state, undone.counts.undone, undone.counts.kept), (State::Undone, 493, 0));
    assert_eq!(customers(&app).await, before);
    assert_eq!(count(&app, "audit_event").await, events + 493 + 2);
    app.follow().await;
    details(&app, "10", 404).await;
}

#[tokio::test]
async fn of_one_that_was_stopped_no_row_is_kept_that_was_not_done_and_the_others_are_undone() {
    let app = App::start().await;
    let account = app.default_account().await;
    let before = customers(&app).await;
    let mut file = "customer_id,name\n".to_owned();
    (0..1_000).for_each(|row| file += &format!("{row},Ana\n"));
    let id = uploaded(&app, &account, file).await;
    ask(&app, &account, &id, import::start).await.unwrap();
    let mut importer = Importer::new(app.db().clone(), Clock::fixed(app.now()));
    assert_eq!(importer.step(account.account_id).await.unwrap(), Step::Done(200));
    importer.release().await.unwrap();
    assert_eq!(count(&app, "import_chunk").await, 5);
    ask(&app, &account, &id, import::cancel).await.unwrap();
    assert_eq!(count(&app, "import_chunk").await, 1);
    ask(&app, &account, &id, import::undo).await.unwrap();
    work(&app).await;
    let undone = progress(&app, &account, &id).await;
    assert_eq!((undone.state, undone.counts.undone), (State::Undone, 200));
    assert_eq!(customers(&app).await, before);
}

#[tokio::test]
async fn rows_about_the_same_customer_are_undone_however_near_they_stand() {
    let app = App::start().await;
    let account = app.default_account().await;
    app.erp().post("/v2.0/customer/new", &[("customer_id", "1"), ("name", "Ana")]).await.expect(200);
    let before = customers(&app).await;
    let mut file = "customer_id,name\n1,Bia\n2,Bia\n1,Carla\n2,Carla\n1,Davi\n2,Davi\n".to_owned();
    for row in 10..400 {
        file += &format!("{row},Novo\n");
    }
    // Beyond what one job undoes.
    file += "1,Eva\n2,Eva\n1,Fábio\n2,Fábio\n";
    let id = uploaded(&app, &account, file).await;
    assert_eq!(counts(&run(&app, &account, &id).await), [391, 9, 0, 0]);
    ask(&app, &account, &id, import::undo).await.unwrap();
    work(&app).await;
    let undone = progress(&app, &account, &id).await;
    assert_eq!((undone.state, undone.counts.undone, undone.counts.kept), (State::Undone, 400, 0));
    assert_eq!(customers(&app).await, before);
}

#[tokio::test]
async fn what_somebody_changed_since_is_kept_and_listed() {
    let app = App::start().await;
    let account = app.default_account().await;
    for id in ["1", "2"] {
        let form = [("customer_id", id), ("name", "Ana")];
        app.erp().post("/v2.0/customer/new", &form).await.expect(200);
    }
    let file = "customer_id,name\n1,Bia\n2,Bia\n3,Bia\n4,Bia\n";
    let id = uploaded(&app, &account, file).await;
    assert_eq!(counts(&run(&app, &account, &id).await), [2, 2, 0, 0]);
    for id in ["1", "3"] {
        let form = [("customer_id", id), ("phone", "11 3333-4444")];
        app.erp().post("/v2.0/customer/update", &form).await.expect(200);
    }
    ask(&app, &account, &id, import::undo).await.unwrap();
    work(&app).await;
    let undone = progress(&app, &account, &id).await;
    assert_eq!((undone.state, undone.counts.undone, undone.counts.kept), (State::Undone, 2, 2));
    let (kept, _) =
        ask(&app, &account, &id, |tx, caller, id| import::rows(tx, caller, id, Which::Kept, 0, 100))
            .await
            .unwrap();
    let kept: Vec<_> = kept.iter().map(|row| (row.number, row.undo, row.row.fields[0].clone())).collect();
    assert_eq!(kept, [(1, Some(Undo::Kept), "1".into()), (3, Some(Undo::Kept), "3".into())]);
    for (id, name) in [("1", "Bia"), ("2", "Ana"), ("3", "Bia")] {
        let shown = details(&app, id, 200).await;
        assert!(shown.contains(name), "{shown}");
    }
    details(&app, "4", 404).await;
}

#[tokio::test]
async fn what_another_has_taken_since_is_no_obstacle_for_the_others() {
    let app = App::start().await;
    let account = app.default_account().await;
    let form = [("customer_id", "1"), ("name", "Ana"), ("email", "ana@exemplo.com")];
    app.erp().post("/v2.0/customer/new", &form).await.expect(200);
    let file = "customer_id,email,name\n1,bia@exemplo.com,Ana\n2,,Bia\n";
    let id = uploaded(&app, &account, file).await;
    assert_eq!(counts(&run(&app, &account, &id).await), [1, 1, 0, 0]);
    let form = [("customer_id", "9"), ("name", "Davi"), ("email", "ana@exemplo.com")];
    app.erp().post("/v2.0/customer/new", &form).await.expect(200);
    ask(&app, &account, &id, import::undo).await.unwrap();
    work(&app).await;
    let undone = progress(&app, &account, &id).await;
    assert_eq!((undone.state, undone.counts.undone, undone.counts.kept), (State::Undone, 1, 1));
}

#[tokio::test]
async fn after_thirty_days_it_is_too_late() {
    let mut app = App::start().await;
    let account = app.default_account().await;
    let id = uploaded(&app, &account, "customer_id,name\n1,Ana\n").await;
    run(&app, &account, &id).await;
    app.restart_at(app.now().plus_hours(30 * 24 + 1)).await;
    let refused = ask(&app, &account, &id, import::undo).await.unwrap_err();
    assert_eq!(refused, "import_id: not_allowed");
    assert_eq!(progress(&app, &account, &id).await.state, State::Done);
}
