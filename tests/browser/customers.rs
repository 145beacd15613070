//! Two customers are added, found, and found to be one; then they are two again.

use guiche_domain::language::Language;
use guiche_domain::operator::Role;
use guiche_tests::browser::{Page, Screen, button, css, heading, link};

use crate::desk;

in_each_language!(two_customers_become_one_and_two_again);

async fn two_customers_become_one_and_two_again(language: Language) {
    let desk = desk().await;
    for (number, screen) in Screen::all(language).into_iter().enumerate() {
        let email = format!("ana{number}@example.com");
        let page = desk.signed_in_as(&email, Role::Operator, screen).await;
        let (kept, gone) = (format!("Aurora Papéis {number}"), format!("Papelaria Aurora {number}"));
        add(&page, &format!("loja-{number}"), &gone).await;
        add(&page, &format!("erp-{number}"), &kept).await;
        let customer = page.path().await;

        page.click(link(&page.say("customer-edit"))).await;
        page.fill(&*page.say("customer-phone"), "(11) 98765-4321").await;
        page.click(button(&page.say("save"))).await;
        page.see(&page.say("done-customer-changed")).await;
        page.see("98765-4321").await;

        page.click(link(&page.say("merge-title"))).await;
        page.fill(&*page.say("merge-search"), &gone).await;
        // The search hears of a customer a moment after it was added.
        while page.count(link(&gone)).await == 0 {
            page.click(button(&page.say("merge-find"))).await;
        }
        page.click(link(&gone)).await;
        page.has(heading(&page.say("merge-compare"))).await;
        page.click(button(&page.say("merge-continue"))).await;
        page.has(heading(&page.say("merge-confirm"))).await;
        page.see(&gone).await;
        page.click(button(&page.say("merge-submit"))).await;
        page.see(&page.say("done-customers-merged")).await;
        page.at(&customer).await;

        page.click(link(&page.say("merge-title"))).await;
        page.click(link(&format!("{} {gone}", page.say("merge-undo")))).await;
        page.click(button(&page.say("merge-undo"))).await;
        page.see(&page.say("done-merge-undone")).await;

        page.click(link(&page.say("nav-customers"))).await;
        page.fill(&*page.say("customers-search"), &gone).await;
        while page.count(css("#results a[href^='/admin/customers/']")).await != 1 {
            page.click(button(&page.say("customers-find"))).await;
        }
        page.see(&gone).await;
        page.see_no(&kept).await;
    }
}

/// Adds a customer; its page is there then.
async fn add(page: &Page, internal_id: &str, name: &str) {
    page.click(link(&page.say("nav-customers"))).await;
    page.click(link(&page.say("customer-add")).inside(".head")).await;
    page.click(button(&page.say("customer-add"))).await;
    assert_eq!(page.status(), 422, "a name and a code are needed");
    page.fill(&*page.say("customer-internal-id"), internal_id).await;
    page.fill(&*page.say("customer-name"), name).await;
    page.click(button(&page.say("customer-add"))).await;
    page.see(&page.say("done-customer-added")).await;
    page.has(heading(name)).await;
}
