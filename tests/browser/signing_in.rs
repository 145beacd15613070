//! Signing in and out.

use guiche_domain::language::Language;
use guiche_domain::operator::Role;
use guiche_tests::browser::{PASSWORD, Page, Screen, button, css, heading, link};

use crate::desk;

in_each_language!(who_knows_the_password_comes_in);

async fn who_knows_the_password_comes_in(language: Language) {
    let desk = desk().await;
    drop(
        desk.signed_in_as("ana@example.com", Role::Administrator, Screen::desktop().language(language)).await,
    );
    for screen in Screen::all(language) {
        let page = desk.page(screen).await;
        // Whoever is signed out comes back to where it wanted to go.
        page.goto("/admin/operators").await;
        page.at("/admin/sign-in").await;
        page.has(heading(&page.say("sign-in-title"))).await;
        sign_in(&page, "ana@example.com", "um cavalo na varanda?").await;
        page.see(&page.say("sign-in-wrong")).await;
        assert_eq!(page.value(&*page.say("sign-in-email")).await, "ana@example.com", "it is kept");
        sign_in(&page, "nobody@example.com", PASSWORD).await;
        page.see(&page.say("sign-in-wrong")).await;
        sign_in(&page, "ana@example.com", PASSWORD).await;

        page.at("/admin/operators").await;
        page.has(link(&page.say("nav-home"))).await;
        page.click(button(&page.say("sign-out"))).await;
        page.at("/admin/sign-in").await;
        page.goto("/admin").await;
        page.at("/admin/sign-in").await;
    }
}

#[tokio::test]
async fn another_language_is_chosen_before_signing_in() {
    let desk = desk().await;
    for screen in Screen::all(Language::English) {
        let page = desk.page(screen).await;
        page.goto("/admin/sign-in").await;
        page.see("Sign in").await;
        page.click(button("Español")).await;
        page.has(css("html[lang=es]")).await;
        page.goto("/admin").await;
        page.has(css("html[lang=es]")).await;
    }
}

/// Fills in the form and sends it.
async fn sign_in(page: &Page, email: &str, password: &str) {
    page.fill(&*page.say("sign-in-email"), email).await;
    page.fill(&*page.say("sign-in-password"), password).await;
    page.click(button(&page.say("sign-in-submit"))).await;
}
