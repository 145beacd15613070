//! Every page that can be reached, as those see it who use it otherwise: axe-core on each, on a desk and on a telephone, light
//! and dark. With `GUICHE_TEST_PICTURES=FOLDER` a picture of each is kept for those who want to look at them.

use std::collections::{BTreeSet, VecDeque};

use guiche_domain::language::Language;
use guiche_domain::operator::Role;
use guiche_tests::browser::{Desk, Page, Scheme, Screen, Size};

use crate::desk;

/// A row of a table leads to a page like that of the row before: so many of a kind are looked at.
const OF_A_KIND: usize = 2;

#[tokio::test]
async fn every_page_on_a_light_desk() {
    crawl(Size::Desktop, Scheme::Light, Language::Portuguese).await;
}

#[tokio::test]
async fn every_page_on_a_dark_desk() {
    crawl(Size::Desktop, Scheme::Dark, Language::English).await;
}

#[tokio::test]
async fn every_page_on_a_light_telephone() {
    crawl(Size::Phone, Scheme::Light, Language::Spanish).await;
}

#[tokio::test]
async fn every_page_on_a_dark_telephone() {
    crawl(Size::Phone, Scheme::Dark, Language::Portuguese).await;
}

/// Follows all links, from where one comes in.
async fn crawl(size: Size, scheme: Scheme, language: Language) {
    let desk = desk().await;
    desk.fill(60).await;
    let screen = Screen { size, ..Screen::desktop().scheme(scheme).language(language) };
    let first = desk.first_link().await;
    let outside = desk.page(screen).await;
    for path in ["/admin/sign-in", &first, "/admin/link/0", "/admin/nothing"] {
        outside.goto(path).await;
        outside.accessible().await;
        outside.keep_picture().await;
    }
    let inside = desk.signed_in_as("ana@example.com", Role::Administrator, screen).await;
    let looked_at = follow(&desk, &inside).await;
    assert!(looked_at.contains("/admin/profile") && looked_at.contains("/admin/operators"), "{looked_at:?}");
}

/// Looks at the home page and at all that links lead to from there; their paths, with `#` for what is an id.
async fn follow(desk: &Desk, page: &Page) -> BTreeSet<String> {
    let mut ways = VecDeque::from(["/admin".to_owned()]);
    let (mut seen, mut kinds) = (BTreeSet::new(), Vec::new());
    while let Some(way) = ways.pop_front() {
        let kind = kind_of(&way);
        let is_enough = kinds.iter().filter(|known| **known == kind).count() >= OF_A_KIND;
        if is_enough || !seen.insert(way.clone()) {
            continue;
        }
        kinds.push(kind);
        page.goto(&way).await;
        assert!(page.status() < 400, "{} from a link to {way}", page.status());
        page.accessible().await;
        page.keep_picture().await;
        ways.extend(page.links(&desk.origin()).await.into_iter().filter(|way| way.starts_with("/admin")));
    }
    kinds.into_iter().collect()
}

/// A path without ids, and without its query.
fn kind_of(way: &str) -> String {
    let path = way.split(['?', '#']).next().unwrap_or_default();
    let is_id = |part: &str| part.len() == 32 || part.bytes().any(|byte| byte.is_ascii_digit());
    path.split('/').map(|part| if is_id(part) { "#" } else { part }).collect::<Vec<_>>().join("/")
}
