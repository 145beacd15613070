//! The home page.

use askama::Template;

use crate::guard::Visit;
use crate::page::{Page, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "admin/home.html")]
struct Home {
    page: Page,
}

/// `GET /admin`
pub(super) async fn show(visit: Visit) -> Answer {
    shown(&Home { page: visit.page() })
}
