//! A file as spreadsheets write them is imported, looked at, and taken back.

use std::fs;

use guiche_domain::language::Language;
use guiche_domain::operator::Role;
use guiche_tests::browser::{Page, Screen, button, css, link};

use crate::desk;

in_each_language!(a_messy_file_comes_in_and_is_taken_back);

/// Windows-1252 with semicolons: a row without an address that is none, one that comes twice, one that looks like a formula.
const FILE: &[u8] = b"C\xf3digo;Nome;E-mail;Telefone\r\n\
    0101;Concei\xe7\xe3o Lima;ceica@example.com;(11) 98765-4321\r\n\
    0102;Jo\xe3o Ara\xfajo;sem arroba;11 3333-4444\r\n\
    0103;=1+1;formula@example.com;\r\n\
    0101;Concei\xe7\xe3o Lima Duarte;ceica@example.com;\r\n";

async fn a_messy_file_comes_in_and_is_taken_back(language: Language) {
    let desk = desk().await;
    let file = desk.place.path("base.csv");
    fs::write(&file, FILE).expect("a file");
    for (number, screen) in Screen::all(language).into_iter().enumerate() {
        let email = format!("ana{number}@example.com");
        let page = desk.signed_in_as(&email, Role::Administrator, screen).await;
        page.click(link(&page.say("nav-imports"))).await;
        let first = if number == 0 { "import-first" } else { "import-new" };
        page.click(link(&page.say(first))).await;
        page.upload(css("#field-file"), &file).await;
        page.click(button(&page.say("import-send"))).await;
        page.see("Conceição Lima").await;
        page.see("Windows-1252").await;
        page.click(button(&page.say("import-look"))).await;
        page.see("=1+1").await;
        page.see("João Araújo").await;
        page.click(css("form[action$='/start'] button")).await;
        // Shown once nothing is left to do.
        page.has(link(&page.say("import-another"))).await;
        page.see(&page.say("import-state-done")).await;
        assert_eq!(
            counts(&page).await,
            ["4", "2", "1", "0", "1"],
            "rows, created, changed, unchanged, rejected"
        );
        let rejected = page.count(css("a[href$='/rejected.csv'][download]")).await;
        assert_eq!(rejected, 1);

        page.click(link(&page.say("import-undo"))).await;
        page.click(button(&page.say("import-undo"))).await;
        page.has(link(&page.say("import-another"))).await;
        page.see(&page.say("import-state-undone")).await;
        page.click(link(&page.say("nav-customers"))).await;
        page.see_no("Conceição Lima").await;
    }
}

/// What the import's page counts.
async fn counts(page: &Page) -> Vec<String> {
    let shown =
        page.js("[...document.querySelectorAll('#progress .facts dd')].map((at) => at.textContent)").await;
    let shown = shown.as_array().expect("a list").iter().take(5);
    shown.map(|at| at.as_str().unwrap_or_default().to_owned()).collect()
}
