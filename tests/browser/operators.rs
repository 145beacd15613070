//! An administrator lets somebody in, and shuts the door again.

use guiche_domain::language::Language;
use guiche_domain::operator::Role;
use guiche_tests::browser::{PASSWORD, Screen, button, css, field, link};

use crate::desk;

in_each_language!(an_operator_is_let_in_and_shut_out);

async fn an_operator_is_let_in_and_shut_out(language: Language) {
    let desk = desk().await;
    for (number, screen) in Screen::all(language).into_iter().enumerate() {
        let boss = format!("boss{number}@example.com");
        let boss = desk.signed_in_as(&boss, Role::Administrator, screen).await;
        boss.click(link(&boss.say("nav-operators"))).await;
        boss.click(link(&boss.say("operator-add"))).await;
        boss.fill(&*boss.say("operator-name"), "Íris Sampaio").await;
        boss.fill(&*boss.say("operator-email"), "boss0@example.com").await;
        boss.choose(&*boss.say("operator-role"), &boss.say("role-read-only")).await;
        boss.click(button(&boss.say("operator-add"))).await;
        assert_eq!(boss.status(), 422, "the address is the administrator's");
        boss.has(css("[role=alert]")).await;
        let email = format!("iris{number}@example.com");
        boss.fill(&*boss.say("operator-email"), &email).await;
        boss.click(button(&boss.say("operator-add"))).await;
        boss.see(&boss.say("done-operator-added")).await;
        let operator = boss.path().await;
        boss.click(button(&boss.say("operator-link-make"))).await;
        let invitation = boss.js("document.querySelector('code.secret').textContent").await;
        let invitation = invitation.as_str().expect("a link").trim().to_owned();

        let iris = desk.page(screen).await;
        iris.goto(&invitation).await;
        iris.see("Íris Sampaio").await;
        iris.fill(&*iris.say("password-new"), PASSWORD).await;
        iris.fill(&*iris.say("password-again"), PASSWORD).await;
        iris.click(button(&iris.say("password-submit"))).await;
        iris.at("/admin").await;
        assert_eq!(iris.count(link(&iris.say("nav-operators"))).await, 0, "it is not for everybody");
        iris.goto("/admin/operators").await;
        assert_eq!(iris.status(), 403);
        iris.see(&iris.say("failure-forbidden")).await;

        boss.goto(&operator).await;
        boss.click(field(&boss.say("operator-active"))).await;
        boss.click(button(&boss.say("save"))).await;
        boss.see(&boss.say("done-operator-changed")).await;
        iris.goto("/admin").await;
        iris.at("/admin/sign-in").await;
    }
}
