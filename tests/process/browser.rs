//! The pages as a browser shows them: rendered, with nothing from elsewhere and nothing that their own policy forbids.

mod chromium;

use std::fs;

use self::chromium::look;
use crate::place;

#[tokio::test]
async fn the_documentation_is_rendered_on_a_desk() {
    documentation_is_rendered(1280, 800).await;
}

#[tokio::test]
async fn the_documentation_is_rendered_on_a_telephone() {
    documentation_is_rendered(390, 844).await;
}

async fn documentation_is_rendered(width: u32, height: u32) {
    let place = place();
    let server = place.serve(&[]).await;
    let origin = format!("http://{}", server.address());
    let seen = look(&place, &format!("{origin}/docs"), width, height).await;

    for path in ["/v2.0/customer/new", "/v2.0/customer/details"] {
        assert!(seen.dom.contains(&format!("data-path=\"{path}\"")), "{path} in\n{}", seen.dom);
    }
    assert!(seen.requested.contains(&format!("{origin}/openapi.json")), "{:?}", seen.requested);
    let elsewhere: Vec<_> = seen.requested.iter().filter(|url| !url.starts_with(&origin)).collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
    assert!(seen.console.is_empty(), "{}", seen.console.join("\n"));
    assert!(
        fs::metadata(seen.screenshot).is_ok_and(|file| file.len() > 10_000),
        "a picture with something in it"
    );
}

#[tokio::test]
async fn what_a_policy_forbids_would_be_seen() {
    let place = place();
    let page = place.path("page.html");
    let policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">";
    fs::write(&page, format!("{policy}<script>1</script><img src=http://192.0.2.1/a.png>")).expect("a page");
    let seen = look(&place, &format!("file://{}", page.display()), 390, 844).await;
    assert_eq!(seen.console.len(), 2, "{}", seen.console.join("\n"));
    assert!(seen.console.iter().all(|line| line.contains("Content Security Policy")), "{:?}", seen.console);
}
