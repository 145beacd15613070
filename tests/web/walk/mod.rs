//! What holds for every page and every form: who is not signed in, whose role is too small and what comes from elsewhere is refused.

use guiche_domain::operator::Role;
use guiche_tests::App;
use guiche_web::routes::{Guard, Route, list};

/// A path of the template, with ids of nothing.
fn path(route: &Route) -> String {
    let segments = route.path.split('/').map(|segment| match segment.strip_prefix('{') {
        Some(_) => "0123456789abcdef0123456789abcdef",
        None => segment,
    });
    segments.collect::<Vec<_>>().join("/")
}

fn guarded() -> impl Iterator<Item = Route> {
    list().into_iter().filter(|route| route.guard != Guard::Open)
}

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

#[tokio::test]
async fn no_request_makes_us_fail() {
    let app = App::start().await;
    let admin = app.operator(&app.default_account().await, Role::Administrator).await;
    let nasty = [
        "",
        "'",
        "\"><script>alert(1)</script>",
        "%00",
        "\u{0}",
        "=1+1",
        "../../x",
        "𝒳",
        "-1",
        "99999999999999999999",
    ];
    for route in guarded() {
        for text in nasty {
            let names = [
                "name", "email", "q", "cursor", "language", "password", "code", "secret", "role", "id", "to",
            ];
            let form: Vec<(&str, &str)> = names.iter().map(|name| (*name, text)).collect();
            let answer = match route.method {
                "GET" => admin.actor().get(&path(&route), &form).await,
                _ if route.path == "/admin/sign-out" || route.path.contains("sessions") => continue,
                _ => admin.post(&path(&route), &form).await,
            };
            assert!(answer.status.as_u16() < 500, "{route:?} with {text:?}: {}", answer.status);
            // What is no page is not run.
            let is_page = answer.header("content-type").starts_with("text/html");
            assert!(!is_page || !answer.body.contains("<script>alert"), "{route:?}");
        }
    }
}

#[tokio::test]
async fn every_page_says_what_browsers_are_to_refuse() {
    let app = App::start().await;
    let admin = app.operator(&app.default_account().await, Role::Administrator).await;
    for route in list().into_iter().filter(|route| route.method == "GET") {
        let answer = admin.get(&path(&route)).await;
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe"),
            "{route:?}: {policy}"
        );
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        if !route.path.starts_with("/assets") {
            assert_eq!(answer.headers["cache-control"], "no-store", "{route:?}");
        }
        for inline in [" style=", "<style", " onclick=", "javascript:", "<script>"] {
            assert!(!answer.body.contains(inline), "{inline} in {route:?}");
        }
    }
}
