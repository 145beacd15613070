//! That the browser's driver sees what is wrong with a page, and does to it what a person does.

use std::fs;

use guiche_tests::browser::{Browser, Page, Screen, Scripts, button, css, field, link};
use guiche_tests::process::{Place, within};

use crate::place;

const SOUND: &str =
    "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>
    <title>A page</title>";

/// A browser that has this page open, which is a file.
struct Opened {
    page: Page,
    place: Place,
    _browser: Browser,
}

async fn open(screen: Screen, html: &str) -> Opened {
    let place = place();
    let file = place.path("page.html");
    fs::write(&file, html).expect("a page");
    let browser = Browser::start(&place).await;
    let page = browser.page("http://127.0.0.1:9", screen).await;
    page.open_unchecked(&format!("file://{}", file.display())).await;
    Opened { page, place, _browser: browser }
}

/// What is found to be wrong with a page that is sound but for this.
async fn wrong(screen: Screen, html: &str) -> String {
    let opened = open(screen, &format!("{SOUND}<body><main><h1>A page</h1>{html}</main>")).await;
    opened.page.wrong().await.join("\n")
}

#[tokio::test]
async fn a_sound_page_is_sound() {
    for screen in [Screen::desktop(), Screen::phone(), Screen::phone().scripts(Scripts::Off)] {
        let opened = open(screen, &format!("{SOUND}<body><main><h1>A page</h1></main>")).await;
        assert_eq!(opened.page.wrong().await, Vec::<String>::new());
        opened.page.accessible().await;
    }
}

#[tokio::test]
async fn what_a_policy_forbids_is_seen() {
    let policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">";
    let html = format!("{SOUND}{policy}<script>1</script><img src=http://elsewhere.example/a.png alt=''>");
    let wrong = open(Screen::phone(), &html).await.page.wrong().await.join("\n");
    assert_eq!(wrong.matches("in the log: security").count(), 2, "{wrong}");
}

#[tokio::test]
async fn what_is_said_on_the_console_and_thrown_is_seen() {
    let wrong = wrong(Screen::desktop(), "<script>console.warn('a', 1); null.x</script>").await;
    assert!(wrong.contains("on the console: a 1") && wrong.contains("an exception: Uncaught"), "{wrong}");
}

#[tokio::test]
async fn a_request_elsewhere_is_seen() {
    let wrong = wrong(Screen::desktop(), "<img src=http://elsewhere.example/a.png alt=''>").await;
    assert!(wrong.contains("a request elsewhere: http://elsewhere.example/a.png"), "{wrong}");
}

#[tokio::test]
async fn what_reaches_over_the_width_is_seen() {
    for screen in [Screen::desktop(), Screen::phone(), Screen::phone().scripts(Scripts::Off)] {
        let wrong = wrong(screen, "<p class=wide style='width: 2000px'>wide").await;
        assert!(wrong.contains("p.wide (to 2008)"), "{wrong}");
    }
}

#[tokio::test]
async fn what_moves_by_itself_is_seen() {
    let moves = "<p id=late style='height: 0'></p><p style='height: 400px'>It moves.</p><script>
        onload = () => requestAnimationFrame(() => requestAnimationFrame(() => {
            late.style.height = '300px';
            requestAnimationFrame(() => requestAnimationFrame(() => { document.title = 'moved'; }));
        }));
    </script>";
    let opened = open(Screen::desktop(), &format!("{SOUND}<body><main><h1>A page</h1>{moves}</main>")).await;
    within(async {
        while !opened.page.wrong().await.join("\n").contains("things move by themselves") {
            tokio::task::yield_now().await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_without_language_and_title_is_seen() {
    let opened = open(Screen::desktop(), "<!doctype html><title> </title><p>x").await;
    let wrong = opened.page.wrong().await;
    assert_eq!(wrong, ["html has no lang", "the title is empty"]);
}

#[tokio::test]
async fn axe_finds_what_keeps_people_out() {
    let bad =
        "<input name=a autocomplete=off><p style='color: #bbb; background: #fff'>pale</p><img src=data:,>";
    for scripts in Scripts::ALL {
        let screen = Screen::desktop().scripts(scripts);
        let opened = open(screen, &format!("{SOUND}<body><main><h1>A page</h1>{bad}</main>")).await;
        let broken = opened.page.axe().await;
        let rules: Vec<_> = broken.iter().map(|violation| violation.rule.as_str()).collect();
        assert_eq!(rules, ["color-contrast", "image-alt", "label"]);
    }
}

#[tokio::test]
async fn a_page_is_used_as_a_person_does() {
    let form = "<body><main><h1>A page</h1><form action=page.html>
        <label for=name>Full <b>name</b></label><input id=name name=name value=old autocomplete=name required>
        <label>Day <input type=date name=day></label>
        <label>Role <select name=role><option value=r>Reader<option value=w>Writer</select></label>
        <label><input type=checkbox name=sure> I am sure</label>
        <details><summary>More</summary><a href='page.html?more'>Further</a></details>
        <button><span aria-hidden=true>*</span> Save</button></form></main>";
    for screen in Screen::all(guiche_domain::language::Language::English) {
        let opened = open(screen, &format!("{SOUND}{form}")).await;
        let page = &opened.page;
        page.fill("Full name", "").await;
        page.click("Save").await;
        assert_eq!(page.query().await, "", "a required field is empty");
        page.fill("Full name", "Ana Lú").await;
        page.fill("Day", "2026-11-24").await;
        page.choose("Role", "Writer").await;
        page.click(field("I am sure")).await;
        assert_eq!(page.value("Role").await, "w");
        assert_eq!(page.count(link("Further")).await, 0, "it is not seen yet");
        page.click(button("More")).await;
        page.click(link("Further").inside("details")).await;
        assert_eq!(page.query().await, "?more");
        page.fill("Full name", "Ana Lú").await;
        page.press("Enter").await;
        assert_eq!(page.query().await, "?name=Ana+L%C3%BA&day=&role=r");
        page.click(css("summary")).await;
        page.see("Further").await;
    }
}

#[tokio::test]
async fn a_download_is_kept() {
    let ways = "<body><main><h1>A page</h1><a download='some.csv' href='data:text/csv,a;b'>As CSV</a></main>";
    for scripts in Scripts::ALL {
        let opened = open(Screen::desktop().scripts(scripts), &format!("{SOUND}{ways}")).await;
        opened.page.click(link("As CSV")).await;
        assert_eq!(opened.page.downloaded("some.csv").await, b"a;b");
    }
}

#[tokio::test]
async fn the_browser_ends_with_its_owner() {
    let Opened { place, _browser, page } = open(Screen::desktop(), SOUND).await;
    let running = || {
        let processes = fs::read_dir("/proc").expect("processes").flatten();
        let lines = processes.filter_map(|process| fs::read_to_string(process.path().join("cmdline")).ok());
        let profile = place.path("browser").display().to_string();
        lines.filter(|line| line.contains(&profile)).count()
    };
    assert!(running() > 0, "it is found while it runs");
    drop((page, _browser));
    within(async {
        while running() > 0 {
            tokio::task::yield_now().await;
        }
    })
    .await;
}
