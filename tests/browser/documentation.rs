//! The documentation of the API at `/docs`, rendered.

use guiche_tests::browser::{Browser, Screen, css};

use crate::place;

#[tokio::test]
async fn the_documentation_is_rendered_on_a_desk() {
    documentation_is_rendered(Screen::desktop()).await;
}

#[tokio::test]
async fn the_documentation_is_rendered_on_a_telephone() {
    documentation_is_rendered(Screen::phone()).await;
}

async fn documentation_is_rendered(screen: Screen) {
    let place = place();
    let server = place.serve(&[]).await;
    let browser = Browser::start(&place).await;
    let page = browser.page(&format!("http://{}", server.address()), screen).await;
    page.open_unchecked("/docs").await;
    for path in ["/v2.0/customer/new", "/v2.0/customer/details"] {
        page.has(css(&format!("[data-path='{path}']"))).await;
    }
    // How wide it is, and where things move, the viewer decides.
    let mut wrong = page.wrong().await;
    wrong.retain(|what| !what.starts_with("it is ") && !what.starts_with("things move"));
    assert_eq!(wrong, Vec::<String>::new());
    assert!(page.screenshot().await.len() > 10_000, "a picture with something in it");
}
