//! Customers in the panel.

mod actions;
mod edit;
mod list;
mod show;

use guiche_tests::{App, Visitor};

/// A customer that a program makes; where its page is.
async fn made(app: &App, visitor: &Visitor, form: &[(&str, &str)]) -> String {
    app.erp().post("/v2.0/customer/new", form).await.expect(200);
    let id = form.iter().find(|(key, _)| *key == "customer_id").unwrap().1.to_owned();
    let account = app.default_account().await;
    let found = app
        .as_operator(&account, move |tx, caller| guiche_desk::customer::view(tx, caller, &id))
        .await
        .expect("just made");
    let page = format!("/admin/customers/{}", found.customer.customer_id);
    visitor.get(&page).await.expect(200);
    page
}

/// The value of a form's field.
fn value<'b>(body: &'b str, name: &str) -> &'b str {
    let start = body.find(&format!("name=\"{name}\"")).expect("the field");
    let start = start + body[start..].find("value=\"").expect("its value") + "value=\"".len();
    body[start..].split('"').next().unwrap()
}
