//! What is asked of one customer, with at most one thing more.

use super::Locator;
use crate::form::{At, Form, Reader};
use crate::refusal::{Faults, Refusal};
use crate::{scalar, text};

/// One customer, and what is to be done about it. What could not be read is missing, and its fault is among
/// [`faults`](Self::faults).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request<T> {
    /// Which customer.
    pub locator: Option<At<Locator>>,
    /// What stands beside it in the route's table.
    pub value: Option<At<T>>,
    /// What is wrong with the rest.
    pub faults: Faults,
    /// Keys that were ignored.
    pub ignored: Vec<String>,
}

impl<T> Request<T> {
    fn read(form: &Form, strict: bool, take: impl FnOnce(&mut Reader<'_>) -> Option<At<T>>) -> Self {
        let mut reader = Reader::new(form);
        let locator = Locator::take(&mut reader);
        let value = take(&mut reader);
        let (faults, ignored) = reader.finish(strict);
        Self { locator, value, faults, ignored }
    }
}

impl Request<bool> {
    /// Reads what `POST /v2.0/customer/permissions/create_tickets` was sent: `create_tickets`, a required flag.
    pub fn create_tickets(form: &Form, strict: bool) -> Self {
        Self::read(form, strict, |reader| reader.required("create_tickets", scalar::flag))
    }

    /// Reads what `POST /v2.0/customer/permissions/access` was sent: `access`, a required flag (contract: weak).
    pub fn access(form: &Form, strict: bool) -> Self {
        Self::read(form, strict, |reader| reader.required("access", scalar::flag))
    }
}

impl Request<String> {
    /// Reads what `POST /v2.0/customer/department/link` and `unlink` were sent: `configuration`, the department's id
    /// (contract: seen), required.
    pub fn department(form: &Form, strict: bool) -> Self {
        Self::read(form, strict, |reader| reader.required("configuration", text::reference))
    }
}

impl Request<()> {
    /// Reads what names a customer and nothing more.
    pub fn alone(form: &Form, strict: bool) -> Self {
        Self::read(form, strict, |_| None)
    }
}

impl Locator {
    /// Reads the two parameters of a question to which "nobody" is an answer; also the keys that were ignored. `None`
    /// where nobody can have such a key: it is too long for one, or no address.
    pub fn read_any(form: &Form, strict: bool) -> (Result<Option<Self>, Refusal>, Vec<String>) {
        let mut reader = Reader::new(form);
        let located = Self::sent(&mut reader);
        let (faults, ignored) = reader.finish(strict);
        let refused = faults.into_result();
        (refused.map(|()| located.and_then(Result::ok).map(|at| at.value)), ignored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Form {
        let mut form = Form::default();
        for (key, text) in pairs {
            form.push_text(*key, *text);
        }
        form
    }

    fn faults(faults: Faults) -> String {
        faults.into_result().map_or_else(|refusal| refusal.to_string(), |()| String::new())
    }

    #[test]
    fn all_faults_come_at_once_in_the_order_of_the_table() {
        let sent = form(&[("access", "2"), ("x", "1"), ("customer_type_id", "X"), ("customer_id", " ")]);
        let read = Request::access(&sent, true);
        assert_eq!((read.locator, read.value), (None, None));
        assert_eq!(
            faults(read.faults),
            "customer_id: required, customer_type_id: invalid, access: invalid, x: unknown"
        );
        let read = Request::department(&form(&[("customer_id", "1"), ("y", "")]), false);
        assert_eq!(faults(read.faults), "configuration: required");
        assert_eq!(read.ignored, ["y"]);
    }

    #[test]
    fn a_department_is_named_without_the_white_space_around_it() {
        let read = Request::department(&form(&[("customer_id", " 1"), ("configuration", " d\n")]), true);
        assert_eq!(read.value.unwrap().value, "d");
        assert!(read.locator.is_some() && read.faults.is_empty());
    }

    #[test]
    fn nobody_is_an_answer_where_it_is_asked_whether_there_is_somebody() {
        let any = |pairs: &[(&str, &str)]| {
            Locator::read_any(&form(pairs), false).0.map_err(|refusal| refusal.to_string())
        };
        assert_eq!(any(&[("customer_id", "a"), ("customer_type_id", "E")]), Ok(None));
        assert_eq!(any(&[("customer_id", &"a".repeat(251))]), Ok(None));
        assert!(any(&[("customer_id", &"a".repeat(250))]).unwrap().is_some());
        for (pairs, refusal) in [
            (&[][..], "customer_id: required"),
            (&[("customer_id", &*"a".repeat(513))], "customer_id: too_long"),
            (&[("customer_id", &*"a".repeat(251)), ("customer_type_id", "X")], "customer_type_id: invalid"),
        ] {
            assert_eq!(any(pairs), Err(refusal.into()), "{pairs:?}");
        }
        let unknown = Locator::read_any(&form(&[("customer_id", &*"a".repeat(251)), ("x", "")]), true).0;
        assert_eq!(unknown.unwrap_err().to_string(), "x: unknown");
    }
}
