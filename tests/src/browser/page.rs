//! A page: where it is, what is on it, and how one waits for what is to come.

use std::path::PathBuf;
use std::time::Duration;

use guiche_i18n::phrase;
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::time::{Instant, sleep};

use super::pipe::{Pipe, Refused};
use super::progress::Progress;
use super::{Screen, Target};

/// After this long without the awaited a page hangs, however slow the machine is.
const PATIENCE: Duration = Duration::from_secs(60);

/// Between two looks at a page, which does not tell by itself that something has appeared.
const PAUSE: Duration = Duration::from_millis(20);

/// What a page's browser has to tell of, and does not by itself.
const DOMAINS: [&str; 7] = [
    "Page.enable",
    "Runtime.enable",
    "Network.enable",
    "DOM.enable",
    "Accessibility.enable",
    "Log.enable",
    "Audits.enable",
];

/// A page in a browser, on a device of its own.
#[derive(Debug)]
pub struct Page {
    pipe: Pipe,
    session: String,
    origin: String,
    /// Before what it is looked at.
    pub screen: Screen,
    downloads: PathBuf,
    progress: watch::Receiver<Progress>,
}

impl Page {
    pub(super) async fn open(
        pipe: &Pipe,
        origin: &str,
        screen: Screen,
        downloads: PathBuf,
    ) -> Result<Self, Refused> {
        let context = pipe.ask("Target.createBrowserContext", json!({})).await?["browserContextId"].take();
        // Each file is called by its download's id.
        let keep =
            json!({"behavior": "allowAndName", "browserContextId": context, "downloadPath": downloads});
        pipe.ask("Browser.setDownloadBehavior", keep).await?;
        let blank = json!({"url": "about:blank", "browserContextId": context});
        let target = pipe.ask("Target.createTarget", blank).await?["targetId"].take();
        let attached =
            pipe.ask("Target.attachToTarget", json!({"targetId": target, "flatten": true})).await?;
        let session = attached["sessionId"].as_str().unwrap_or_default().to_owned();
        // The main frame has the number of its target.
        let frame = target.as_str().unwrap_or_default().to_owned();
        let begun = Progress::of(frame, origin.into());
        let (noted, progress) = watch::channel(begun);
        pipe.listen(&session, move |event, params| {
            noted.send_modify(|progress| progress.note(event, params));
        });
        let page = Self { pipe: pipe.clone(), session, origin: origin.into(), screen, downloads, progress };
        for domain in DOMAINS {
            page.ask(domain, json!({})).await?;
        }
        let shifts = json!({"eventTypes": ["layout-shift"]});
        page.ask("PerformanceTimeline.enable", shifts).await?;
        for (command, params) in screen.commands() {
            page.ask(command, params).await?;
        }
        let version = pipe.ask("Browser.getVersion", json!({})).await?;
        let asks_for = json!({"userAgent": version["userAgent"], "acceptLanguage": screen.language.tag()});
        page.ask("Emulation.setUserAgentOverride", asks_for).await?;
        Ok(page)
    }

    /// Opens a path of the origin, or a whole address.
    pub async fn goto(&self, path: &str) {
        self.open_unchecked(path).await;
        self.check().await;
    }

    /// The same without a look whether it is sound.
    pub async fn open_unchecked(&self, path: &str) {
        let url = if path.starts_with('/') { format!("{}{path}", self.origin) } else { path.into() };
        let gone = self.ask("Page.navigate", json!({"url": url})).await;
        let gone = gone.unwrap_or_else(|refused| panic!("{url}: {refused}"));
        assert!(gone["errorText"].is_null(), "{url}: {}", gone["errorText"]);
        self.settle().await;
    }

    /// Opens the same once more.
    pub async fn reload(&self) {
        self.must("Page.reload", json!({})).await;
        self.rest().await;
    }

    /// The status with which the last page came.
    pub fn status(&self) -> u16 {
        self.progress.borrow().status
    }

    /// Its path.
    pub async fn path(&self) -> String {
        self.js("location.pathname").await.as_str().unwrap_or_default().to_owned()
    }

    /// Its query with the question mark; empty where it has none.
    pub async fn query(&self) -> String {
        self.js("location.search").await.as_str().unwrap_or_default().to_owned()
    }

    /// Its title.
    pub async fn title(&self) -> String {
        self.js("document.title").await.as_str().unwrap_or_default().to_owned()
    }

    /// What a panel says by this phrase, without gaps, in the language of the screen.
    pub fn say(&self, id: &str) -> String {
        phrase(id, self.screen.language, &[])
    }

    /// The paths, each with its query, that its links lead to at this origin.
    pub async fn links(&self, origin: &str) -> Vec<String> {
        let links = self.js("[...document.links].filter((link) => !link.download && !link.hasAttribute('download')).map((link) => link.href.split('#')[0])").await;
        let links = links.as_array().into_iter().flatten().filter_map(Value::as_str);
        links.filter_map(|link| link.strip_prefix(origin)).map(str::to_owned).collect()
    }

    /// Its text as it is seen, with single spaces.
    pub async fn text(&self) -> String {
        self.js("document.body?.innerText ?? ''").await.as_str().map(spaced).unwrap_or_default()
    }

    /// Waits until it shows this text.
    pub async fn see(&self, text: &str) {
        let text = spaced(text);
        self.until(&format!("{text:?} is seen"), async || self.text().await.contains(&text)).await;
        self.check().await;
    }

    /// Waits until it does not show this text (any more).
    pub async fn see_no(&self, text: &str) {
        let text = spaced(text);
        self.until(&format!("{text:?} is not seen"), async || !self.text().await.contains(&text)).await;
        self.check().await;
    }

    /// Waits until it is at this path, whatever its query.
    pub async fn at(&self, path: &str) {
        let is_there = async || self.path().await == path;
        self.until(&format!("it is at {path}"), is_there).await;
        self.rest().await;
    }

    /// Waits until something is there.
    pub async fn has(&self, target: impl Into<Target>) {
        let target = target.into();
        self.until(&format!("{target:?} is there"), async || self.count(&target).await > 0).await;
    }

    /// How many there are of something now.
    pub async fn count(&self, target: impl Into<Target>) -> usize {
        target.into().on(self).await.map_or(0, |found| found.len())
    }

    /// The bytes of a file that it gave for download under this name, as soon as they are whole.
    pub async fn downloaded(&self, name: &str) -> Vec<u8> {
        let whole = |progress: &Progress| {
            let named = progress.downloads.iter().find(|(_, (called, whole))| called == name && *whole);
            named.map(|(id, _)| id.clone())
        };
        self.until(&format!("{name} is downloaded"), async || whole(&self.progress()).is_some()).await;
        let file = self.downloads.join(whole(&self.progress()).unwrap_or_default());
        std::fs::read(file).expect("the downloaded file")
    }

    /// What an expression of JavaScript comes to, a promise's outcome included; null where the page goes away meanwhile. It
    /// is the test's, and runs where the page's own scripts may not.
    pub async fn js(&self, expression: &str) -> Value {
        let asked = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let Ok(mut answer) = self.ask("Runtime.evaluate", asked).await else { return Value::Null };
        let thrown = &answer["exceptionDetails"];
        assert!(thrown.is_null(), "{expression}: {thrown}");
        answer["result"]["value"].take()
    }

    /// Waits until all that was set off has loaded, and looks whether the page is sound.
    pub(super) async fn rest(&self) {
        self.settle().await;
        self.check().await;
    }

    async fn settle(&self) {
        // A form that was sent says so before this is answered.
        drop(self.ask("Runtime.evaluate", json!({"expression": "0"})).await);
        let mut progress = self.progress.clone();
        let settled = tokio::time::timeout(PATIENCE, progress.wait_for(Progress::is_settled)).await.is_ok();
        assert!(settled, "it has loaded: {}", self.progress.borrow().awaited());
    }

    /// Waits until something is so.
    pub(super) async fn until(&self, what: &str, is_so: impl AsyncFn() -> bool) {
        let begun = Instant::now();
        while !is_so().await {
            if begun.elapsed() > PATIENCE {
                let (path, text) = (self.path().await, self.text().await);
                panic!(
                    "waited in vain until {what}\nat {path} ({})\n{text}",
                    self.progress.borrow().awaited()
                );
            }
            sleep(PAUSE).await;
        }
    }

    pub(super) fn progress(&self) -> watch::Ref<'_, Progress> {
        self.progress.borrow()
    }

    /// A command that this page's browser does not refuse.
    pub(super) async fn must(&self, method: &'static str, params: Value) -> Value {
        self.ask(method, params).await.unwrap_or_else(|refused| panic!("{refused}"))
    }

    pub(super) async fn ask(&self, method: &'static str, params: Value) -> Result<Value, Refused> {
        self.pipe.ask_page(&self.session, method, params).await
    }
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
