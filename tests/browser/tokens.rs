//! A token is made, used by a program, and revoked.

use guiche_domain::language::Language;
use guiche_domain::operator::Role;
use guiche_tests::browser::{Desk, Screen, button, css, link};

use crate::desk;

in_each_language!(a_token_is_made_used_and_revoked);

async fn a_token_is_made_used_and_revoked(language: Language) {
    let desk = desk().await;
    for (number, screen) in Screen::all(language).into_iter().enumerate() {
        let email = format!("ana{number}@example.com");
        let page = desk.signed_in_as(&email, Role::Administrator, screen).await;
        page.click(link(&page.say("nav-tokens"))).await;
        page.click(link(&page.say("token-add"))).await;
        page.click(button(&page.say("token-add"))).await;
        assert_eq!(page.status(), 422, "it has to be called something");
        let name = format!("ERP {number}");
        page.fill(&*page.say("token-name"), &name).await;
        page.click(button(&page.say("token-add"))).await;
        page.see(&page.say("token-once")).await;
        let secret = page.js("document.querySelector('#token-secret').textContent").await;
        let secret = secret.as_str().expect("a secret").to_owned();
        assert_eq!(asks(&desk, &secret).await, 200);

        page.click(link(&page.say("nav-tokens"))).await;
        page.see_no(&secret).await;
        page.click(link(&format!("{} {name}", page.say("token-revoke")))).await;
        page.see(&name).await;
        page.click(button(&page.say("token-revoke"))).await;
        page.see(&page.say("done-token-revoked")).await;
        assert_eq!(page.count(link(&format!("{} {name}", page.say("token-revoke")))).await, 0);
        page.has(css("details.folded")).await;
        assert_eq!(asks(&desk, &secret).await, 401, "from the next request on");
    }
}

/// What a program with this token is answered.
async fn asks(desk: &Desk, secret: &str) -> u16 {
    let url = format!("{}/v2.0/customer/list", desk.origin());
    let asked = reqwest::Client::new().get(url).bearer_auth(secret).send().await;
    asked.expect("an answer").status().as_u16()
}
