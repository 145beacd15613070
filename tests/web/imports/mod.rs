//! Imports: a file that comes in, is looked at, done and undone; and customers that go out into one.

mod export;
mod file;
mod rules;

use guiche_desk::Clock;
use guiche_domain::operator::Role;
use guiche_jobs::Importer;
use guiche_tests::{Answer, App, Visitor};

/// An administrator of the account `default`.
async fn administrator(app: &App) -> Visitor {
    app.operator(&app.default_account().await, Role::Administrator).await
}

/// Does all that there is to do in the background.
async fn work(app: &App) {
    let mut importer = Importer::new(app.db().clone(), Clock::fixed(app.now()));
    importer.catch_up_now().await.unwrap();
    importer.release().await.unwrap();
}

/// Where an answer leads.
#[track_caller]
fn leads_to(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").to_owned()
}

/// Sends a file; where its import is.
async fn sent(visitor: &Visitor, content: impl Into<Vec<u8>>) -> String {
    let answer = visitor.upload("/admin/imports/new", &[], "base.csv", content).await;
    leads_to(&answer).split('?').next().unwrap().to_owned()
}

/// The version that the forms of a page were made from.
fn version(page: &str) -> String {
    let after = page.split("name=\"version\" value=\"").nth(1).expect("a version");
    after.split('"').next().unwrap().to_owned()
}

/// Starts an import that is set up, and does it.
async fn run(app: &App, visitor: &Visitor, to: &str) {
    let preview = visitor.get(&format!("{to}/preview")).await.expect(200);
    let started = visitor.post(&format!("{to}/start"), &[("version", &version(&preview.body))]).await;
    assert_eq!(leads_to(&started), to);
    work(app).await;
}

/// A page's text without its tags, each run of white space one space.
fn words(page: &str) -> String {
    let mut text = String::new();
    for piece in page.split('<') {
        text.push(' ');
        text.push_str(piece.split_once('>').map_or("", |(_, text)| text));
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
