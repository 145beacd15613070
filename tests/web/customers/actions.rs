//! What one button does.

use guiche_domain::operator::Role;
use guiche_tests::App;

use super::made;

#[tokio::test]
async fn a_customer_and_its_address_are_blocked_and_let_in_again() {
    let app = App::start().await;
    let account = app.default_account().await;
    let visitor = app.operator(&account, Role::Operator).await;
    let page = made(&app, &visitor, &[("customer_id", "1"), ("name", "Ana"), ("email", "a@b.com")]).await;
    for (action, tag, there) in [
        ("deactivate", ">Inativo<", true),
        ("activate", ">Inativo<", false),
        ("block", ">E-mail bloqueado<", true),
        ("unblock", ">E-mail bloqueado<", false),
    ] {
        // The second time it is so already.
        for _ in 0..2 {
            visitor.post(&format!("{page}/{action}"), &[]).await.expect(303);
        }
        let shown = visitor.get(&page).await.expect(200).body;
        assert_eq!(shown.contains(tag), there, "{action}: {shown}");
    }
    let without = made(&app, &visitor, &[("customer_id", "2"), ("name", "Bia")]).await;
    assert_eq!(visitor.post(&format!("{without}/block"), &[]).await.status, 404);
}

#[tokio::test]
async fn a_link_signs_in_who_may_be_served() {
    let app = App::start().await;
    let account = app.default_account().await;
    let visitor = app.operator(&account, Role::Operator).await;
    let page = made(&app, &visitor, &[("customer_id", "1"), ("name", "Ana")]).await;
    let made = visitor.post(&format!("{page}/link"), &[]).await.expect(200).body;
    let start = made.find("token=").expect("a link") + "token=".len();
    let hash = guiche_desk::secret::hash(made[start..].split('<').next().unwrap());
    let redeemed =
        app.as_operator(&account, move |tx, caller| guiche_desk::quick_access::redeem(tx, &hash, caller.now));
    let customer_id = redeemed.await.expect("it is good for once").customer_id;
    assert_eq!(page, format!("/admin/customers/{customer_id}"));

    visitor.post(&format!("{page}/deactivate"), &[]).await.expect(303);
    let refused = visitor.post(&format!("{page}/link"), &[]).await.expect(200).body;
    assert!(refused.contains("não pode entrar") && !refused.contains("token="), "{refused}");
}
