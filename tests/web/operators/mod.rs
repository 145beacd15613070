//! Operators: added, let in, changed, blocked.

use guiche_domain::operator::Role;
use guiche_tests::App;

fn link_in(page: &str) -> String {
    let start = page.find("/admin/link/").expect("a link");
    page[start..].split('<').next().expect("its end").to_owned()
}

#[tokio::test]
async fn an_operator_is_added_and_comes_in_by_a_link_that_works_once() {
    let app = App::start().await;
    let admin = app.operator(&app.default_account().await, Role::Administrator).await;
    let sent =
        [("name", "Bia <b>"), ("email", "bia@example.com"), ("role", "read-only"), ("language", "en-US")];
    let added = admin.post("/admin/operators/new", &sent).await;
    assert_eq!(added.status, 303, "{}", added.body);
    let page = added.headers["location"].to_str().unwrap().to_owned();
    let made = admin.post(&format!("{page}/link"), &[]).await;
    assert_eq!(made.status, 200);
    assert!(made.body.contains("Bia &#60;b&#62;") && !made.body.contains("Bia <b>"), "{}", made.body);
    let link = link_in(&made.body);

    let bia = app.visitor();
    assert_eq!(bia.get(&link).await.status, 200, "looking does not use it up");
    let chosen = [("password", "cavalo correto"), ("again", "cavalo correto")];
    let entered = bia.post(&link, &chosen).await;
    assert_eq!((entered.status.as_u16(), entered.headers["location"].to_str().unwrap()), (303, "/admin"));
    assert_eq!(bia.post(&link, &chosen).await.status, 410);
    let bia = bia.following(&entered);
    assert_eq!(bia.get("/admin").await.status, 200);
    assert_eq!(bia.get("/admin/operators").await.status, 403, "its role is to look");

    let blocked = [("name", "Bia"), ("email", "bia@example.com"), ("role", "read-only")];
    assert_eq!(admin.post(&page, &blocked).await.status, 303);
    assert_eq!(bia.get("/admin").await.status, 303, "signed out at once");
}

#[tokio::test]
async fn the_last_administrator_stays_one() {
    let app = App::start().await;
    let admin = app.operator(&app.default_account().await, Role::Administrator).await;
    let list = admin.get("/admin/operators").await.body;
    let start = list.find("/admin/operators/0").expect("an operator");
    let page = list[start..].split('"').next().unwrap().to_owned();
    let sent = [("name", "Ana"), ("email", "ana@example.com"), ("role", "operator"), ("active", "1")];
    let refused = admin.post(&page, &sent).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("ninguém mais poderia adicionar operadores"), "{}", refused.body);
}
