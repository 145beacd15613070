//! Whole requests as real clients write them, byte for byte (contract: §1, "What real clients send").

mod delphi;
mod dotnet;
mod low_code;
mod node;
mod paths;
mod php;
mod python;
mod sync;

use guiche_domain::custom_field::Kind;
use guiche_tests::{App, Raw};
use http::StatusCode;

const NEW: &str = "/v2.0/customer/new";

/// A server, a connection to it, and the token to use there.
struct Desk {
    app: App,
    raw: Raw,
    token: String,
}

impl Desk {
    /// With a custom field `f0`, a text.
    async fn open() -> Self {
        let app = App::start().await;
        let account = app.default_account().await;
        app.field(&account, Kind::Text, "Praça").id("f0").create().await;
        let token = app.token(&account).create().await;
        let raw = Raw::connect(&app).await;
        Self { app, raw, token }
    }

    /// The head of a request from its lines; `{token}` and `{length}` (of `body`) are filled in.
    fn head(&self, lines: &[&str], body: &str) -> String {
        let head = lines.join("\r\n") + "\r\n\r\n";
        head.replace("{token}", &self.token).replace("{length}", &body.len().to_string())
    }

    /// Sends head and body in one piece, and sees the customer.
    async fn creates(&mut self, head: &[&str], body: &str) {
        let head = self.head(head, body);
        self.raw.send(head + body).await;
        self.created().await;
    }

    /// Sends the head, waits for `100 Continue`, sends the body, and sees the customer.
    async fn creates_after_100(&mut self, head: &[&str], body: &str) {
        let head = self.head(head, body);
        self.raw.send(head).await;
        assert_eq!(self.raw.head().await.0, StatusCode::CONTINUE);
        self.raw.send(body).await;
        self.created().await;
    }

    /// All of these clients create the same customer, and get the same answer.
    async fn created(&mut self) {
        let answer = self.raw.answer().await.expect(200);
        assert_eq!(answer.body, r#"{"error":false,"message":"O cliente foi cadastrado.","success":true}"#);
        assert_eq!(answer.header("location"), "");
        let query = [("customer_id", "ERP 1/2")];
        let details = self.app.erp().get("/v2.0/customer/details", &query).await.expect(200);
        let shown = &details.json()["data"][0];
        assert_eq!(shown["name"], "João & Filhos");
        assert_eq!(shown["custom_fields"][0]["value"], "São João");
    }
}

/// A multipart body: `part` with `NAME` and `VALUE` filled in for each of the three parameters, and the end.
fn multipart(part: &str, values: [&str; 3], end: &str) -> String {
    let names = ["customer_id", "name", "custom_field[f0]"];
    let parts = names.iter().zip(values);
    let parts = parts.map(|(name, value)| part.replace("NAME", name).replace("VALUE", value));
    parts.collect::<String>() + end
}

/// The three values, in UTF-8.
const VALUES: [&str; 3] = ["ERP 1/2", "João & Filhos", "São João"];
