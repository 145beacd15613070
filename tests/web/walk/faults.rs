//! No request makes us fail, and every page says what browsers are to refuse.

use guiche_domain::operator::Role;
use guiche_tests::App;
use guiche_web::routes::list;

use super::{guarded, path};

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
