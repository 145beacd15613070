//! Bodies in the three encodings, however programs write them (contract: §1, Write body and "What real clients send").
//! Each of these makes a customer and then looks at what was understood.

mod json;
mod multipart;
mod refused;
mod transport;
mod urlencoded;

use guiche_tests::{Answer, App};

const NEW: &str = "/v2.0/customer/new";

/// Posts each body as its type to a server of its own and shows the name that was stored, or the fault.
async fn understood<B: AsRef<[u8]>>(cases: &[(&str, B)]) -> String {
    let mut shown = String::new();
    for (content_type, body) in cases {
        let app = App::start().await;
        let answer = app.erp().post_bytes(NEW, content_type, body.as_ref()).await;
        shown += &format!("{content_type}: {}\n", outcome(&app, &answer).await);
    }
    shown
}

/// What a creation came to.
async fn outcome(app: &App, answer: &Answer) -> String {
    if answer.status != 200 {
        return format!("{} {}", answer.status.as_u16(), answer.faults());
    }
    customer(app, "1").await["name"].to_string()
}

/// A customer, as it is shown.
async fn customer(app: &App, id: &str) -> serde_json::Value {
    let answer = app.erp().get("/v2.0/customer/details", &[("customer_id", id)]).await.expect(200);
    answer.json()["data"][0].take()
}
