//! A whole night's sync as programs in the wild do it, in the style of four of them: create or update each customer, then
//! page through the list until `next_page` is null. Where they are told to come again later, they do.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use guiche_api::rate_limit::Elapsed;
use guiche_tests::{Answer, App, Raw};
use http::StatusCode;
use serde_json::Value;

/// How a program writes its requests.
#[derive(Clone, Copy, Debug)]
enum Style {
    /// Python's `requests` with `files=`: multipart.
    Requests,
    /// Node's `axios` with `URLSearchParams`, and the token without a word before it.
    Axios,
    /// PHP's curl extension with `http_build_query`.
    Curl,
    /// C#'s `MultipartFormDataContent`: names without quotes, a boundary with them.
    HttpClient,
}

const STYLES: [Style; 4] = [Style::Requests, Style::Axios, Style::Curl, Style::HttpClient];
/// More than two pages of customers.
const CUSTOMERS: usize = 103;

impl Style {
    fn authorization(self, token: &str) -> String {
        match self {
            Self::Requests | Self::HttpClient => format!("Authorization: Bearer {token}"),
            Self::Axios => format!("Authorization: {token}"),
            Self::Curl => format!("authorization: bearer {token}"),
        }
    }

    fn agent(self) -> &'static str {
        match self {
            Self::Requests => {
                "User-Agent: python-requests/2.32.3\r\nAccept-Encoding: gzip, deflate\r\nAccept: */*"
            }
            Self::Axios => "User-Agent: axios/1.7.9\r\nAccept: application/json, text/plain, */*",
            Self::Curl => "User-Agent: GuzzleHttp/7\r\nAccept: */*",
            Self::HttpClient => "Accept: application/json",
        }
    }

    /// The body's type, and the body.
    fn body(self, form: &[(&str, &str)]) -> (&'static str, String) {
        let encoded = || {
            let mut pairs = form_urlencoded::Serializer::new(String::new());
            pairs.extend_pairs(form).finish()
        };
        let parts = |part: &str| {
            let parts = form.iter().map(|(name, value)| part.replace("NAME", name).replace("VALUE", value));
            parts.collect::<String>() + "--b0a1c2--\r\n"
        };
        match self {
            Self::Requests => (
                "multipart/form-data; boundary=b0a1c2",
                parts("--b0a1c2\r\nContent-Disposition: form-data; name=\"NAME\"\r\n\r\nVALUE\r\n"),
            ),
            Self::HttpClient => (
                "multipart/form-data; boundary=\"b0a1c2\"",
                parts(
                    "--b0a1c2\r\nContent-Type: text/plain; charset=utf-8\r\n\
                     Content-Disposition: form-data; name=NAME\r\n\r\nVALUE\r\n",
                ),
            ),
            Self::Axios => ("application/x-www-form-urlencoded;charset=utf-8", encoded()),
            Self::Curl => ("application/x-www-form-urlencoded", encoded()),
        }
    }
}

/// A program with one connection, which it keeps as long as the server does.
struct Program<'a> {
    app: &'a App,
    style: Style,
    raw: Raw,
    token: String,
    /// The time, in milliseconds: it waits by letting that pass.
    time: Arc<AtomicU64>,
    /// How often it was told to wait.
    waits: usize,
}

impl<'a> Program<'a> {
    async fn start(app: &'a App, style: Style) -> Self {
        Self::start_at(app, style, Arc::default()).await
    }

    async fn start_at(app: &'a App, style: Style, time: Arc<AtomicU64>) -> Self {
        let token = app.token(&app.default_account().await).create().await;
        Self { app, style, raw: Raw::connect(app).await, token, time, waits: 0 }
    }

    /// Sends the same bytes until they are not answered with 429, each time after as many seconds as it is told.
    async fn send(&mut self, bytes: String) -> Answer {
        loop {
            self.raw.send(&bytes).await;
            let answer = self.raw.answer().await;
            if answer.header("connection") == "close" {
                self.raw = Raw::connect(self.app).await;
            }
            if answer.status != StatusCode::TOO_MANY_REQUESTS {
                return answer;
            }
            let seconds: u64 = answer.header("retry-after").parse().expect("how many seconds to wait");
            assert!(seconds > 0, "it would ask again and again");
            self.time.fetch_add(seconds * 1_000, Ordering::SeqCst);
            self.waits += 1;
        }
    }

    async fn get(&mut self, path: &str) -> Answer {
        let (authorization, agent) = (self.style.authorization(&self.token), self.style.agent());
        self.send(format!(
            "GET {path} HTTP/1.1\r\nHost: desk.example.com\r\n{agent}\r\n{authorization}\r\n\r\n"
        ))
        .await
    }

    async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let (authorization, agent) = (self.style.authorization(&self.token), self.style.agent());
        let (media, body) = self.style.body(form);
        self.send(format!(
            "POST {path} HTTP/1.1\r\nHost: desk.example.com\r\n{agent}\r\n{authorization}\r\n\
             Content-Type: {media}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ))
        .await
    }

    /// Creates a customer, or updates it where it exists.
    async fn put(&mut self, id: &str, name: &str) {
        let exists = self.get(&format!("/v2.0/customer/exists?customer_id={id}")).await.expect(200).json();
        let path = if exists["exists"] == true { "/v2.0/customer/update" } else { "/v2.0/customer/new" };
        let answer = self.post(path, &[("customer_id", id), ("name", name), ("phone", "")]).await.expect(200);
        assert_eq!(answer.json()["error"], false);
    }

    /// Every customer's id and name, page by page.
    async fn all(&mut self) -> Vec<(String, String)> {
        let (mut customers, mut page) = (Vec::new(), Value::from(1));
        while !page.is_null() {
            let list =
                self.get(&format!("/v2.0/customer/list?page={page}&column=id")).await.expect(200).json();
            let text = |value: &Value| value.as_str().expect("text").to_owned();
            let rows = list["data"].as_array().expect("rows").iter();
            customers.extend(rows.map(|row| (text(&row["id"]), text(&row["name"]))));
            page = list["next_page"].clone();
        }
        customers
    }
}

#[tokio::test]
async fn every_style_syncs_twice_and_reads_all_back() {
    for style in STYLES {
        let app = App::start().await;
        let mut program = Program::start(&app, style).await;
        for name in ["João & Filhos", "José & Filhas"] {
            let wanted: Vec<_> =
                (0..CUSTOMERS).map(|at| (format!("C{at:03}"), format!("{name} {at}"))).collect();
            for (id, name) in &wanted {
                program.put(id, name).await;
            }
            assert_eq!(program.all().await, wanted, "{style:?}");
        }
    }
}

#[tokio::test]
async fn every_style_that_waits_as_told_gets_through_and_does_everything_once() {
    for style in STYLES {
        let time = Arc::new(AtomicU64::new(0));
        let says = Arc::clone(&time);
        let elapsed = Elapsed::by(move || Duration::from_millis(says.load(Ordering::SeqCst)));
        let app = App::start_limited("vendor", &elapsed).await;
        let mut program = Program::start_at(&app, style, time).await;
        let wanted: Vec<_> =
            (0..CUSTOMERS).map(|at| (format!("C{at:03}"), format!("João & Filhos {at}"))).collect();
        for (id, name) in &wanted {
            program.put(id, name).await;
        }
        assert_eq!(program.all().await, wanted, "{style:?}");
        // Two requests for each customer and three pages; three pass at once, and then as many for each second of waiting.
        let requests = 2 * CUSTOMERS + 3;
        assert_eq!(program.waits, (requests - 1) / 3, "{style:?}");
        assert_eq!(program.time.load(Ordering::SeqCst), program.waits as u64 * 1_000, "{style:?}");
        // Of what was refused nothing was done: each customer was made once, and there was no other change.
        app.follow().await;
        let changes = app.erp().get("/guiche/v1/changes", &[("limit", "1000")]).await.expect(200).json();
        let changes = changes["data"].as_array().expect("changes").iter();
        // All happened at one moment, so their order is none.
        let mut made: Vec<_> = changes
            .filter(|change| change["entity"] == "customer")
            .map(|change| format!("{} {}", change["data"]["customer_id"], change["change"]))
            .collect();
        made.sort();
        let once: Vec<_> = wanted.iter().map(|(id, _)| format!(r#""{id}" "created""#)).collect();
        assert_eq!(made, once, "{style:?}");
    }
}
