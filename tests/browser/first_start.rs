//! The first administrator comes in by the link that the first start prints.

use guiche_domain::language::Language;
use guiche_tests::browser::{PASSWORD, Screen, button, css, heading};

use crate::desk;

in_each_language!(the_first_administrator_comes_in);

async fn the_first_administrator_comes_in(language: Language) {
    for screen in Screen::all(language) {
        let desk = desk().await;
        let link = desk.first_link().await;
        let page = desk.page(screen).await;
        page.goto(&link).await;
        page.has(heading(&page.say("setup-title"))).await;
        page.fill(&*page.say("operator-name"), "Marina Duarte").await;
        page.fill(&*page.say("operator-email"), "marina@example.com").await;
        page.fill(&*page.say("password-new"), PASSWORD).await;
        page.fill(&*page.say("password-again"), "um cavalo na varanda?").await;
        page.click(button(&page.say("setup-submit"))).await;

        assert_eq!(page.status(), 422, "the passwords differ");
        page.has(css("[role=alert]")).await;
        assert_eq!(page.value(&*page.say("operator-name")).await, "Marina Duarte", "it is kept");
        assert_eq!(page.value(&*page.say("password-new")).await, "", "a password is never shown again");
        page.fill(&*page.say("password-new"), PASSWORD).await;
        page.fill(&*page.say("password-again"), PASSWORD).await;
        page.click(button(&page.say("setup-submit"))).await;

        page.at("/admin").await;
        page.has(heading(&page.say("nav-home"))).await;
        page.see("Marina Duarte").await;

        let other = desk.page(screen).await;
        other.goto(&link).await;
        other.see(&page.say("failure-link-over")).await;
    }
}
