//! `GET /guiche/v1/customers`

use axum::body::Body;
use axum::http::StatusCode;
use guiche_desk::customer::{self, Browse, View};
use guiche_domain::cursor::Cursor;
use guiche_domain::customer::MAX_TEXT;
use guiche_domain::form::Reader;
use guiche_domain::refusal::Reason;
use guiche_domain::text;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use utoipa::ToSchema;

use super::representation::Customer;
use crate::failure::Failure;
use crate::openapi::Problems;
use crate::reply::Reply;
use crate::request::Call;
use crate::v1::query::{any, count};
use crate::{Settings, form};

/// The route, as the audit trail names it.
const PATH: &str = "/guiche/v1/customers";

/// Shows customers: all by name, or those that are found, the newest first.
///
/// `next` is null at the end. A search may look long and find few: it goes on while there is a `next`.
#[utoipa::path(
    get, path = "/guiche/v1/customers", tag = "sync", operation_id = "browseCustomers",
    params(
        ("q" = Option<String>, Query, max_length = 250, pattern = r"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]*$", description = "Words to find."),
        ("cursor" = Option<String>, Query, description = "`next` of an earlier answer to the same question."),
        ("limit" = Option<u64>, Query, minimum = 1, maximum = 200, description = "How many customers at most. Default 50."),
    ),
    responses(
        (status = 200, description = "Customers.", body = Customers, headers(
            ("Link" = String, description = "Where the list goes on, `rel=\"next\"`."),
        )),
        Problems,
    ),
)]
pub(crate) async fn handle(call: Call, _: Body) -> Result<Reply, Failure> {
    let query = form::read_query(&call.head.query)?;
    let mut reader = Reader::new(&query);
    let q = reader.filled("q", words).map(|at| at.value);
    let cursor = reader.filled("cursor", Cursor::parse).map(|at| at.value);
    let limit = reader.filled("limit", any);
    let (mut faults, ignored) = reader.finish(call.strict());
    let limit = count(limit, 1..=200, 50, &mut faults);
    faults.into_result()?;
    let browse = Browse { q: q.clone(), cursor, limit: usize::try_from(limit).unwrap_or(usize::MAX) };
    let (api, caller) = (std::sync::Arc::clone(&call.api), call.caller.clone());
    let found = call.read(move |tx, caller| {
        let found = customer::browse(tx, caller, &browse)?;
        Ok((customer::views(tx, caller, found.customers)?, found.next))
    });
    let (views, next) = found.await?;
    api.usage.note_read(&caller, PATH, views.len());
    let next = next.map(|cursor| cursor.to_string());
    let link = next.as_deref().map(|cursor| onwards(&api.settings, q.as_deref(), cursor, limit));
    let reply = Reply::plain(StatusCode::OK, &Customers::of(views, next)).ignored(&ignored);
    Ok(match link {
        Some(address) => reply.next(&address),
        None => reply,
    })
}

fn words(text: &str) -> Result<String, Reason> {
    text::kept(text.trim(), MAX_TEXT)
}

/// Where the list goes on.
fn onwards(settings: &Settings, q: Option<&str>, cursor: &str, limit: u64) -> String {
    let base = settings.public_url.as_deref().unwrap_or_default().trim_end_matches('/');
    let encoded = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
    let q = q.map_or_else(String::new, |q| format!("q={}&", encoded(q)));
    format!("{base}/guiche/v1/customers?{q}cursor={}&limit={limit}", encoded(cursor))
}

/// Customers, and where to go on.
#[derive(Serialize, ToSchema)]
pub(crate) struct Customers {
    data: Vec<Customer>,
    /// Null at the end.
    next: Option<String>,
}

impl Customers {
    fn of(views: Vec<View>, next: Option<String>) -> Self {
        Self { data: views.into_iter().map(Customer::from).collect(), next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_onwards_asks_the_same_question() {
        let settings = Settings { public_url: Some("https://desk.example/".into()), ..Settings::default() };
        assert_eq!(
            onwards(&settings, Some("São & Cia"), "n1", 50),
            "https://desk.example/guiche/v1/customers?q=S%C3%A3o%20%26%20Cia&cursor=n1&limit=50"
        );
        assert_eq!(onwards(&Settings::default(), None, "s5", 1), "/guiche/v1/customers?cursor=s5&limit=1");
    }
}
