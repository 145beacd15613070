//! Rows that make customers.

use guiche_desk::import;
use guiche_domain::import::run::{Outcome, State};
use guiche_domain::language::Language;
use guiche_store::import::row::Which;
use guiche_tests::App;

use super::{
    ask, count, counts, creating, customers_alike, details, progress, run, set_up, stored, uploaded,
};

const FILE: &str = "Código;Nome;E-mail;Telefone\r\n1;Ana;ana@exemplo.com;+55 11 3333-4444\r\n\
    2;;bia@exemplo.com;\r\n;;;\r\n3;Carla;ana@exemplo.com;\r\n1;Davi;;\r\n4;Érica;erica;\r\n5;Fábio;;\r\n";

#[tokio::test]
async fn each_row_makes_a_customer_and_one_that_is_rejected_leaves_its_neighbours_alone() {
    let app = App::start().await;
    let account = app.default_account().await;
    let id = uploaded(&app, &account, FILE).await;
    set_up(&app, &account, &id, creating).await;
    let ready = progress(&app, &account, &id).await;
    assert_eq!((ready.state, ready.counts.total, ready.counts.done), (State::Ready, 6, 0));
    assert_eq!(ready.header, ["Código", "Nome", "E-mail", "Telefone"]);

    let done = run(&app, &account, &id).await;
    assert_eq!((done.state, done.work, counts(&done)), (State::Done, None, [2, 0, 0, 4]));
    let (rows, more) =
        ask(&app, &account, &id, |tx, caller, id| import::rows(tx, caller, id, Which::All, 0, 100))
            .await
            .unwrap();
    assert_eq!(more, None);
    let told: Vec<(i64, u64, Outcome, String)> = rows
        .iter()
        .map(|row| {
            let faults = row
                .faults
                .iter()
                .map(|fault| format!("{}: {}", fault.field.as_ref().unwrap().key, fault.reason.code()));
            (row.number, row.row.line, row.outcome, faults.collect::<Vec<_>>().join(", "))
        })
        .collect();
    let rejected = |faults: &str| (Outcome::Rejected, faults.to_owned());
    let expected = [
        (1, 2, (Outcome::Created, String::new())),
        (2, 3, rejected("name: required")),
        (3, 5, rejected("email: duplicate")),
        (4, 6, rejected("customer_id: duplicate")),
        (5, 7, rejected("email: invalid")),
        (6, 8, (Outcome::Created, String::new())),
    ];
    let expected = expected.map(|(number, line, (outcome, faults))| (number, line, outcome, faults));
    assert_eq!(told, expected);
    assert_eq!(count(&app, "customer").await, 2);
    details(&app, "1", 200).await;
}

#[tokio::test]
async fn the_trail_says_which_import_did_it() {
    let app = App::start().await;
    let account = app.default_account().await;
    let before = count(&app, "audit_event").await;
    let id = uploaded(&app, &account, "customer_id,name\n1,Ana\n").await;
    run(&app, &account, &id).await;
    let events = stored(&app, &["audit_event"], &["event_id", "values_digest"]).await;
    assert_eq!(events.len() - before, 5, "created, uploaded, started, its customer, finished");
    let of_customer = events.iter().find(|event| event.contains(&r#"entity=Text("customer")"#.to_owned()));
    let request = format!("request_id=Text({:?})", id.as_str());
    assert!(of_customer.unwrap().contains(&request), "{of_customer:?}");
    assert_eq!(progress(&app, &account, &id).await.version, 4);
    app.follow().await;
}

#[tokio::test]
async fn passwords_flags_languages_and_custom_fields_come_in_as_people_write_them() {
    use guiche_domain::custom_field::Kind;
    let app = App::start().await;
    let account = app.default_account().await;
    let field = app.field(&account, Kind::Cpf, "CPF").create().await;
    let file = "customer_id;Nome;Senha;Abre chamados;Idioma;CPF\n1;Ana;segredo secreto;não;inglês;529.982.247-25\n\
        2;Bia;curta;sim;espanhol;111.111.111-11\n3;Carla; Lima;deslocada;sim;es;1\n4;adiantada;não;es;1\n";
    let id = uploaded(&app, &account, file).await;
    set_up(&app, &account, &id, |settings| {
        let cpf = format!("custom_field[{field}]");
        settings.mapping =
            super::mapping(&["customer_id", "name", "password", "create_tickets", "language", &cpf]);
    })
    .await;
    let done = run(&app, &account, &id).await;
    assert_eq!(counts(&done), [1, 0, 0, 3]);
    let found = customers_alike(&app).await.concat().join(" ");
    assert!(
        found.contains("create_tickets=Boolean(false)") && found.contains("language=Text(\"en-US\")"),
        "{found}"
    );
    assert!(found.contains("$argon2id$v=19$m=19456") && !found.contains("segredo"), "{found}");
    assert_eq!(count(&app, "customer_value").await, 1);
    // Of the file, too, no password stays, and whoever corrects a row hears of it.
    let kept = stored(&app, &["import_chunk"], &[]).await.concat().join(" ");
    assert!(!kept.contains("segredo") && !kept.contains("curta") && kept.contains("inglês"), "{kept}");
    // Nobody knows which field is the password in a row that has too many or too few.
    assert!(!kept.contains("deslocada") && !kept.contains("adiantada") && kept.contains("Carla"), "{kept}");
    let rejected = super::rejected::file(&app, &account, &id, Language::Portuguese).await;
    assert!(rejected.contains("\n2;Bia;;sim;") && rejected.contains("digite-a de novo"), "{rejected}");
}
