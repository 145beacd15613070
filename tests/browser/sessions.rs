//! Where one is signed in, and the end of that from elsewhere.

use guiche_domain::language::Language;
use guiche_domain::operator::Role;
use guiche_tests::browser::{PASSWORD, Screen, button, link};

use crate::desk;

in_each_language!(a_session_is_ended_from_elsewhere);

async fn a_session_is_ended_from_elsewhere(language: Language) {
    let desk = desk().await;
    for (number, screen) in Screen::all(language).into_iter().enumerate() {
        let email = format!("ana{number}@example.com");
        let here = desk.signed_in_as(&email, Role::Operator, screen).await;
        let there = desk.page(screen).await;
        there.goto("/admin/sign-in").await;
        there.fill(&*there.say("sign-in-email"), &email).await;
        there.fill(&*there.say("sign-in-password"), PASSWORD).await;
        there.click(button(&there.say("sign-in-submit"))).await;
        there.at("/admin").await;

        here.click(link("Marina Duarte")).await;
        here.at("/admin/profile").await;
        let end = button(&here.say("session-end")).inside("main");
        here.click(&end).await;
        here.see(&here.say("done-session-ended")).await;
        assert_eq!(here.count(&end).await, 0, "its own it ends by signing out");

        there.reload().await;
        there.at("/admin/sign-in").await;
        here.reload().await;
        here.at("/admin/profile").await;
    }
}
