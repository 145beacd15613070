//! The list of operators.

use askama::Template;
use guiche_desk::operator;
use guiche_domain::operator::Operator;

use crate::access::role_phrase;
use crate::guard::Visit;
use crate::page::{Page, shown};
use crate::routes::Answer;

#[derive(Template)]
#[template(path = "admin/operators/list.html")]
struct List {
    page: Page,
    operators: Vec<Row>,
}

struct Row {
    operator: Operator,
    role: String,
}

/// `GET /admin/operators`
pub(super) async fn show(visit: Visit) -> Answer {
    let page = visit.page();
    let operators = visit.read(operator::all).await?;
    let row = |operator: Operator| Row { role: page.say(role_phrase(operator.role)), operator };
    shown(&List { operators: operators.into_iter().map(row).collect(), page })
}
