//! A whole night's sync as programs in the wild do it, in the style of four of them: create or update each customer, then
//! page through the list until `next_page` is null.

use guiche_tests::{Answer, App, Raw};
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

/// A program with one connection that it keeps.
struct Program {
    style: Style,
    raw: Raw,
    token: String,
}

impl Program {
    async fn start(app: &App, style: Style) -> Self {
        let token = app.token(&app.default_account().await).create().await;
        Self { style, raw: Raw::connect(app).await, token }
    }

    async fn get(&mut self, path: &str) -> Answer {
        let (authorization, agent) = (self.style.authorization(&self.token), self.style.agent());
        self.raw
            .send(format!(
                "GET {path} HTTP/1.1\r\nHost: desk.example.com\r\n{agent}\r\n{authorization}\r\n\r\n"
            ))
            .await;
        self.raw.answer().await
    }

    async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let (authorization, agent) = (self.style.authorization(&self.token), self.style.agent());
        let (media, body) = self.style.body(form);
        self.raw
            .send(format!(
                "POST {path} HTTP/1.1\r\nHost: desk.example.com\r\n{agent}\r\n{authorization}\r\n\
                 Content-Type: {media}\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            ))
            .await;
        self.raw.answer().await
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
