//! What portfolios and departments differ in: their places, their words and the desk's operations.

use guiche_desk::{Caller, Changed, department, group};
use guiche_domain::id::Id;
use guiche_domain::named::Draft;
use guiche_store::{Error, Tx};

/// What is read of them.
type Read<T> = fn(&mut Tx<'_>, &Caller) -> Result<T, Error>;
/// The name and version of one, if it is there.
type ById = fn(&mut Tx<'_>, &Caller, &Id) -> Result<Option<(String, i64)>, Error>;

/// A kind of thing.
#[derive(Debug)]
pub(crate) struct Kind {
    /// Where they are listed.
    pub(crate) list: &'static str,
    /// Where one of them is.
    pub(crate) one: &'static str,
    /// The phrases about it.
    pub(crate) title: &'static str,
    pub(crate) intro: &'static str,
    pub(crate) none: &'static str,
    pub(crate) add: &'static str,
    pub(crate) added: &'static str,
    pub(crate) renamed: &'static str,
    /// Where the customers of one are listed, before its id; `None` where that is not counted.
    pub(crate) customers: Option<&'static str>,
    pub(crate) all: Read<Vec<(Id, String)>>,
    pub(crate) sizes: Read<Vec<(String, i64)>>,
    pub(crate) by_id: ById,
    pub(crate) create: fn(&mut Tx<'_>, &Caller, &Draft) -> Result<(), Error>,
    pub(crate) rename: fn(&mut Tx<'_>, &Caller, &Id, &Draft, i64) -> Result<Changed, Error>,
}

/// Portfolios.
pub(crate) const PORTFOLIOS: &Kind = &Kind {
    list: "/admin/portfolios",
    one: "/admin/portfolios/{id}",
    title: "nav-portfolios",
    intro: "portfolio-intro",
    none: "portfolio-none",
    add: "portfolio-add",
    added: "done-portfolio-added",
    renamed: "done-portfolio-renamed",
    customers: Some("/admin/customers?portfolio="),
    all: group::portfolios,
    sizes: group::sizes,
    by_id: group::portfolio,
    create: group::add_portfolio,
    rename: group::rename_portfolio,
};

/// Departments.
pub(crate) const DEPARTMENTS: &Kind = &Kind {
    list: "/admin/departments",
    one: "/admin/departments/{id}",
    title: "nav-departments",
    intro: "department-intro",
    none: "department-none",
    add: "department-add",
    added: "done-department-added",
    renamed: "done-department-renamed",
    customers: None,
    all: department::all,
    sizes: |_, _| Ok(Vec::new()),
    by_id: department::by_id,
    create: department::add,
    rename: department::rename,
};
