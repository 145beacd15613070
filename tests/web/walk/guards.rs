//! Who is not signed in, whose role is too small and what comes from elsewhere is refused.

use guiche_domain::operator::Role;
use guiche_tests::App;
use guiche_web::routes::{Guard, list};

use super::{guarded, path};

#[tokio::test]
async fn who_is_not_signed_in_sees_nothing() {
    let app = App::start().await;
    for route in guarded() {
        let visitor = app.visitor();
        let answer = match route.method {
            "GET" => visitor.get(&path(&route)).await,
            _ => visitor.post(&path(&route), &[]).await,
        };
        let expected = if route.method == "GET" { 303 } else { 401 };
        assert_eq!(answer.status, expected, "{route:?}");
    }
}

#[tokio::test]
async fn whose_role_is_too_small_is_refused() {
    let app = App::start().await;
    let account = app.default_account().await;
    for role in [Role::ReadOnly, Role::Operator] {
        let visitor = app.operator(&account, role).await;
        for route in guarded() {
            let Guard::Operator(permission) = route.guard else { continue };
            let answer = match route.method {
                "GET" => visitor.get(&path(&route)).await,
                _ => visitor.post(&path(&route), &[]).await,
            };
            assert_eq!(
                answer.status == 403,
                role > permission.role(),
                "{role} at {route:?}: {}",
                answer.status
            );
        }
    }
}

#[tokio::test]
async fn a_form_from_elsewhere_changes_nothing() {
    let app = App::start().await;
    let admin = app.operator(&app.default_account().await, Role::Administrator).await;
    for route in list().into_iter().filter(|route| route.method == "POST") {
        let path = path(&route);
        assert_eq!(admin.post_from_elsewhere(&path, &[]).await.status, 403, "{route:?}");
        for site in ["cross-site", "same-site", "none"] {
            let there = admin.clone().with("sec-fetch-site", site);
            assert_eq!(there.post_from_elsewhere(&path, &[]).await.status, 403, "{route:?} from {site}");
        }
        let elsewhere = admin.clone().with("origin", "https://evil.example");
        assert_eq!(elsewhere.post_from_elsewhere(&path, &[]).await.status, 403, "{route:?}");
    }
}
