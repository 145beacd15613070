//! `/docs`: pages out of this binary, with nothing from elsewhere.

use guiche_tests::{Answer, App};

/// What a page names in `src` and `href`, as a browser at `page` would ask for it.
fn named(page: &str, html: &str) -> Vec<String> {
    let values = ["src=\"", "href=\""].into_iter().flat_map(|attribute| html.split(attribute).skip(1));
    let values = values.map(|rest| rest.split('"').next().unwrap());
    values.map(|reference| resolved(page, reference)).collect()
}

/// RFC 3986, as far as the viewer's pages go.
fn resolved(page: &str, reference: &str) -> String {
    assert!(!reference.contains(':') && !reference.starts_with("//"), "{reference} is elsewhere");
    if reference.starts_with('/') {
        return reference.into();
    }
    let folder = &page[..=page.rfind('/').unwrap()];
    format!("{folder}{}", reference.trim_start_matches("./"))
}

/// No inline script, nothing from another host.
fn assert_policy(answer: &Answer) {
    let policy = answer.header("content-security-policy");
    let directives: Vec<&str> = policy.split(';').map(str::trim).collect();
    let of = |name: &str| {
        let found = directives.iter().find_map(|directive| directive.strip_prefix(name));
        found.unwrap_or_else(|| panic!("no {name} in {policy}")).trim()
    };
    assert_eq!((of("default-src"), of("script-src"), of("connect-src")), ("'none'", "'self'", "'self'"));
    assert!(!policy.contains("http") && !policy.contains('*') && !policy.contains("unsafe-eval"), "{policy}");
}

#[tokio::test]
async fn the_page_and_everything_that_it_names_are_there_from_every_spelling_of_its_path() {
    let app = App::start().await;
    for page in ["/docs", "/docs/", "/docs/index.html", "//docs//"] {
        let answer = app.anon().get(page, &[]).await.expect(200);
        assert_eq!(answer.header("content-type"), "text/html", "{page}");
        assert_policy(&answer);
        let files = named(page, &answer.body);
        assert!(files.len() >= 4, "{files:?}");
        for file in files {
            let request = app.anon().request(http::Method::GET, &file);
            let got = request.send().await.unwrap();
            assert_eq!(got.status(), 200, "{file} of {page}");
            assert!(got.headers().contains_key("content-security-policy"), "{file}");
        }
    }
}

#[tokio::test]
async fn the_page_has_no_inline_script_which_the_policy_would_stop() {
    let app = App::start().await;
    let html = app.anon().get("/docs", &[]).await.expect(200).body;
    for script in html.split("<script").skip(1) {
        let (attributes, rest) = script.split_once('>').unwrap();
        assert!(attributes.contains("src="), "{attributes}");
        assert!(rest.trim_start().starts_with("</script>"), "{rest}");
    }
    assert!(!html.contains("<style") && !html.contains(" onload"), "{html}");
}

#[tokio::test]
async fn the_viewer_opens_our_document_and_no_other() {
    let app = App::start().await;
    let script = app.anon().get("/docs/swagger-initializer.js", &[]).await.expect(200);
    assert!(script.body.contains("\"/openapi.json\""), "{}", script.body);
    assert!(!script.body.contains("://"), "{}", script.body);
    assert!(script.header("content-type").contains("javascript"));
}

#[tokio::test]
async fn what_is_not_a_file_of_the_viewer_is_not_found() {
    let app = App::start().await;
    for path in [
        "/docs/nothing.js",
        "/docs/..%2f..%2fCargo.toml",
        "/docs/%2e%2e%2fCargo.toml",
        "/docs/..%5c..%5cCargo.toml",
        "/docs/%2Fetc%2Fpasswd",
        "/docs/a/b",
        "/docs/index.html%00",
    ] {
        let mut raw = guiche_tests::Raw::connect(&app).await;
        raw.send(format!(
            "GET {path} HTTP/1.1\r\nHost: a\r\n\r\nGET /docs/../Cargo.toml HTTP/1.1\r\nHost: a\r\n\r\n"
        ))
        .await;
        assert_eq!(raw.answer().await.status, 404, "{path}");
        assert_eq!(raw.answer().await.status, 404);
    }
}
