//! Coming in and going out.

use guiche_domain::operator::Role;
use guiche_tests::App;

const PASSWORD: &str = "cavalo correto pilha";

/// An operator with a password, and its address.
async fn operator(app: &App) -> String {
    let admin = app.operator(&app.default_account().await, Role::Administrator).await;
    let sent = [("name", "Ana"), ("email", "Ana@Example.com"), ("role", "operator")];
    let page =
        admin.post("/admin/operators/new", &sent).await.headers["location"].to_str().unwrap().to_owned();
    let made = admin.post(&format!("{page}/link"), &[]).await.body;
    let link = made[made.find("/admin/link/").unwrap()..].split('<').next().unwrap().to_owned();
    let set = app.visitor().post(&link, &[("password", PASSWORD), ("again", PASSWORD)]).await;
    assert_eq!(set.status, 303, "{}", set.body);
    "ana@example.com".into()
}

#[tokio::test]
async fn a_password_opens_the_page_that_was_wanted() {
    let app = App::start().await;
    let email = operator(&app).await;
    let wanted = app.visitor().get("/admin/profile?x=1&y=2").await;
    assert_eq!(wanted.headers["location"], "/admin/sign-in?to=/admin/profile%3Fx%3D1%26y%3D2");
    let sent = [("email", email.as_str()), ("password", PASSWORD), ("to", "/admin/profile?x=1")];
    let entered = app.visitor().post("/admin/sign-in", &sent).await;
    assert_eq!(
        (entered.status.as_u16(), entered.headers["location"].to_str().unwrap()),
        (303, "/admin/profile?x=1")
    );
    let cookie = entered.headers["set-cookie"].to_str().unwrap();
    assert!(
        cookie.starts_with("__Host-guiche=") && cookie.ends_with("; Path=/; SameSite=Lax; HttpOnly; Secure"),
        "{cookie}"
    );
    let ana = app.visitor().following(&entered);
    assert_eq!(ana.get("/admin/profile").await.status, 200);
    assert_eq!(ana.post("/admin/sign-out", &[]).await.status, 303);
    assert_eq!(ana.get("/admin/profile").await.status, 303, "the session is over on the server, too");
}

#[tokio::test]
async fn nobody_learns_who_exists() {
    let app = App::start().await;
    let email = operator(&app).await;
    let tries = [
        (email.as_str(), "wrong password"),
        ("nobody@example.com", PASSWORD),
        ("", ""),
        (email.as_str(), ""),
    ];
    let mut answers = Vec::new();
    for (email, password) in tries {
        let answer = app.visitor().post("/admin/sign-in", &[("email", email), ("password", password)]).await;
        assert_eq!(answer.status, 422);
        assert!(!answer.headers.contains_key("set-cookie"));
        answers.push(answer.body.replace(&format!("value=\"{email}\""), "value=\"\""));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "all are told the same");
}

#[tokio::test]
async fn passwords_are_tried_a_few_times() {
    let app = App::start().await;
    let email = operator(&app).await;
    let mut statuses = Vec::new();
    for _ in 0..10 {
        let sent = [("email", email.as_str()), ("password", "wrong")];
        statuses.push(app.visitor().post("/admin/sign-in", &sent).await.status.as_u16());
    }
    assert_eq!(statuses[..8], [422; 8]);
    assert!(statuses.contains(&429), "{statuses:?}");
    let right =
        app.visitor().post("/admin/sign-in", &[("email", email.as_str()), ("password", PASSWORD)]).await;
    assert_eq!(right.status, 429, "the right one, too: who guesses learns nothing");
}

#[tokio::test]
async fn another_password_ends_the_other_sessions() {
    let app = App::start().await;
    let email = operator(&app).await;
    let sent = [("email", email.as_str()), ("password", PASSWORD)];
    let here = app.visitor().following(&app.visitor().post("/admin/sign-in", &sent).await);
    let there = app.visitor().following(&app.visitor().post("/admin/sign-in", &sent).await);
    let wrong = [("current", "not this"), ("password", "bateria grampo"), ("again", "bateria grampo")];
    assert_eq!(here.post("/admin/profile/password", &wrong).await.status, 422);
    let right = [("current", PASSWORD), ("password", "bateria grampo"), ("again", "bateria grampo")];
    assert_eq!(here.post("/admin/profile/password", &right).await.status, 303);
    assert_eq!(here.get("/admin").await.status, 200);
    assert_eq!(there.get("/admin").await.status, 303);
    assert_eq!(app.visitor().post("/admin/sign-in", &sent).await.status, 422, "the old one is none");
}
