//! Lists in pages (contract: §1, pagination).

use guiche_domain::page::{PAGE_SIZE, PageNumber};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{AnyOfBuilder, ObjectBuilder, Schema, Type};

use crate::failure::Failure;
use crate::reply::Reply;

/// The number of a page, as the description shows it: without an end, for one that no list reaches is past the end; or
/// empty, as if it were not sent.
pub(crate) struct ListPage;

impl ToSchema for ListPage {}

impl utoipa::PartialSchema for ListPage {
    fn schema() -> RefOr<Schema> {
        let number = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1));
        let empty = ObjectBuilder::new().schema_type(Type::String).max_length(Some(0));
        AnyOfBuilder::new().item(number).item(empty).default(Some(1.into())).into()
    }
}

/// One page of a list. The order of the keys is part of the shape (contract: seen).
#[derive(Serialize, ToSchema)]
pub(crate) struct Page<T> {
    /// Always `false`.
    error: bool,
    /// Always null.
    message: Option<String>,
    data: Vec<T>,
    /// Always `true`.
    success: bool,
    /// How many match, on all pages together.
    size: u64,
    /// How many pages there are.
    pages: u64,
    /// The number of the next page; null on the last.
    next_page: Option<u64>,
    /// The number of the page before; null on the first.
    previous_page: Option<u64>,
}

/// The page `page` of `size` rows in all. A page past the end is 404 (contract: weak), but for the first.
pub(crate) fn reply<T: Serialize>(data: Vec<T>, size: u64, page: PageNumber) -> Result<Reply, Failure> {
    let (pages, page) = (size.div_ceil(PAGE_SIZE), page.get());
    if page > pages.max(1) {
        return Err(Failure::PageNotFound);
    }
    Ok(shown(data, size, page, page < pages))
}

/// The page `page` of a list that is read onwards: `more` tells whether anything comes behind it, which decides, where the
/// list grew or shrank since the page before.
pub(crate) fn onwards<T: Serialize>(data: Vec<T>, size: u64, page: PageNumber, more: bool) -> Reply {
    shown(data, size, page.get(), more)
}

fn shown<T: Serialize>(data: Vec<T>, size: u64, page: u64, more: bool) -> Reply {
    Reply::found(&Page {
        error: false,
        message: None,
        data,
        success: true,
        size,
        pages: size.div_ceil(PAGE_SIZE),
        next_page: more.then_some(page + 1),
        previous_page: (page > 1).then_some(page - 1),
    })
}
