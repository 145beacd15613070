//! Portfolios and departments: things of an account that have a name and no more.

mod kind;
mod list;
mod rename;

use guiche_desk::Permission;

pub(super) use self::kind::{DEPARTMENTS, Kind, PORTFOLIOS};
use crate::routes::{Guard, Served, form, page};

const READ: Guard = Guard::Operator(Permission::ReadConfiguration);
const WRITE: Guard = Guard::Operator(Permission::WriteConfiguration);

pub(super) fn routes() -> Vec<Served> {
    [PORTFOLIOS, DEPARTMENTS].into_iter().flat_map(of_kind).collect()
}

fn of_kind(kind: &'static Kind) -> Vec<Served> {
    vec![
        page(kind.list, READ, move |visit| list::show(visit, kind)),
        form(kind.list, WRITE, move |visit, sent| list::add(visit, sent, kind)),
        page(kind.one, WRITE, move |visit| rename::show(visit, kind)),
        form(kind.one, WRITE, move |visit, sent| rename::change(visit, sent, kind)),
    ]
}
