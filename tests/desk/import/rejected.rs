//! The file of rows that were rejected.

use guiche_domain::id::Id;
use guiche_domain::language::Language;
use guiche_tests::{Account, App};
use guiche_transfer::import::Rejected;

use super::{caller, counts, progress, run, uploaded};

pub(super) async fn file(app: &App, account: &Account, id: &Id, language: Language) -> String {
    let asked = caller(app, account);
    let mut rejected = Rejected::new(app.db().clone(), asked, id.clone(), language).await.unwrap();
    let mut file = Vec::new();
    while let Some(piece) = rejected.next().await.unwrap() {
        file.extend(piece);
    }
    String::from_utf8(file).unwrap()
}

#[tokio::test]
async fn it_says_what_is_wrong_and_comes_in_again_once_it_is_corrected() {
    let app = App::start().await;
    let account = app.default_account().await;
    let id = uploaded(&app, &account, "id;nome;e-mail\n1;=Ana;x\n2;Bia;\n3;Carla;c@\n4;a;b;c\n").await;
    assert_eq!(counts(&run(&app, &account, &id).await), [1, 0, 0, 3]);
    let portuguese = file(&app, &account, &id, Language::Portuguese).await;
    let lines: Vec<&str> = portuguese.split("\r\n").collect();
    assert_eq!(lines.len(), 5);
    assert_eq!(lines[0], "\u{feff}id;nome;e-mail;errors");
    assert!(lines[1].starts_with("1;'=Ana;x;") && lines[1].contains("e-mail"), "{portuguese}");
    assert!(lines[3].starts_with("4;a;b;c;") && lines[3].contains("3 campos"), "{portuguese}");
    let english = file(&app, &account, &id, Language::English).await;
    assert!(english != portuguese && english.contains("3 fields"), "{english}");

    let corrected = portuguese.replace(";x;", ";ana@exemplo.com;").replace(";a;b;c;", ";a;b@exemplo.com;");
    let again = uploaded(&app, &account, corrected).await;
    let ready = progress(&app, &account, &again).await;
    assert_eq!(ready.header.last().unwrap(), "errors");
    assert_eq!(counts(&run(&app, &account, &again).await), [2, 0, 0, 1]);
    let rest = file(&app, &account, &again, Language::Portuguese).await;
    assert!(rest.starts_with("\u{feff}id;nome;e-mail;errors\r\n3;Carla;c@;"), "{rest}");
    assert_eq!(rest.split("\r\n").nth(1).unwrap().matches(';').count(), 3, "{rest}");
}

#[tokio::test]
async fn it_is_there_whole_however_many_there_are_and_wherever_they_stand() {
    let app = App::start().await;
    let account = app.default_account().await;
    let mut file_in = "customer_id,name\n".to_owned();
    let mut bad = 0;
    for row in 0..1_700 {
        let name = if row % 97 == 0 || (600..900).contains(&row) { "" } else { "Ana" };
        bad += usize::from(name.is_empty());
        file_in += &format!("{row},{name}\n");
    }
    let id = uploaded(&app, &account, file_in).await;
    run(&app, &account, &id).await;
    let out = file(&app, &account, &id, Language::English).await;
    assert_eq!(out.trim_end().split("\r\n").count(), bad + 1);
    let none = uploaded(&app, &account, "customer_id,name\n1,Ana\n").await;
    run(&app, &account, &none).await;
    assert_eq!(file(&app, &account, &none, Language::English).await, "\u{feff}customer_id,name,errors\r\n");
}
