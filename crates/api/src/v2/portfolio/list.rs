//! `GET /v2.0/portfolio/list`

use guiche_desk::group;
use guiche_domain::form::{Form, Reader};
use guiche_domain::page::{PAGE_SIZE, PageNumber};
use guiche_domain::refusal::Faults;
use serde::Serialize;

use crate::failure::Failure;
use crate::openapi::Refusals;
use crate::paging::{self, ListPage, Page};
use crate::reply::Reply;
use crate::request::Call;

/// Lists portfolios, 50 a page, oldest first. Enterprise plan only.
#[utoipa::path(
    get, path = "/v2.0/portfolio/list", tag = "configuration", operation_id = "listPortfolios",
    params(
        ("page" = Option<ListPage>, Query, example = 1, description = "The page, from 1."),
    ),
    responses(
        (status = 200, description = "The page.", body = Page<Portfolio>, headers(
            ("Ignored-Parameters" = String, description = "Parameters that were ignored, percent-encoded."),
        )),
        Refusals,
    ),
)]
pub(crate) async fn handle(call: Call, query: Form) -> Result<Reply, Failure> {
    let mut reader = Reader::new(&query);
    let page = reader.filled("page", PageNumber::parse).map_or(PageNumber::FIRST, |at| at.value);
    let (faults, ignored) = reader.finish(call.strict());
    Ok(Reply::of(show(call, faults, page).await).ignored(&ignored))
}

/// The plan comes before the values (contract: §1, status codes).
async fn show(call: Call, faults: Faults, page: PageNumber) -> Result<Reply, Failure> {
    let all = call.read(group::portfolios).await?;
    faults.into_result()?;
    let size = all.len() as u64;
    let skipped = usize::try_from(page.offset()).unwrap_or(usize::MAX);
    let shown = all.into_iter().skip(skipped).take(PAGE_SIZE as usize);
    let portfolios = shown.map(|(id, name)| Portfolio { id: id.to_string(), name });
    paging::reply(portfolios.collect(), size, page)
}

/// A portfolio (contract: §2).
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct Portfolio {
    id: String,
    name: String,
}
