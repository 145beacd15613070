//! What all columns of a file become, and a row as the form that the API is sent.

use super::{Key, Mode, Target, words};
use crate::form::{Form, Value};
use crate::refusal::{Fault, Faults, Field, Reason, Refusal};

/// What each column of a file becomes, in their order; no two become the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    columns: Vec<Target>,
}

impl Mapping {
    /// A mapping of these columns. Refused with a fault [`Reason::Repeated`] for each target that comes more than once; only
    /// [`Target::Ignore`] may.
    pub fn new(columns: Vec<Target>) -> Result<Self, Refusal> {
        let mut faults = Faults::default();
        for (at, target) in columns.iter().enumerate() {
            let again = columns[..at].iter().filter(|before| *before == target).count() == 1;
            if again && *target != Target::Ignore {
                faults.push(Fault::of(field(target), Reason::Repeated));
            }
        }
        faults.into_result().map(|()| Self { columns })
    }

    /// What the columns become.
    pub fn columns(&self) -> &[Target] {
        &self.columns
    }

    /// Whether a column becomes this.
    pub fn has(&self, target: &Target) -> bool {
        self.columns.contains(target)
    }

    /// What rows are most likely known by: their key, or the address where there is one and no key.
    pub fn likely_key(&self) -> Key {
        if self.has(&Target::Email) && !self.has(&Target::CustomerId) { Key::Email } else { Key::InternalId }
    }

    /// Whether rows can be imported like that at all. Refused with a fault [`Reason::Required`] for each target that no column
    /// becomes: `customer_id` and `name` to create, the key to find customers that are there. A row that makes a customer in
    /// [`Mode::Upsert`] needs both too, which only shows then.
    pub fn check(&self, mode: Mode, key: Key) -> Result<(), Refusal> {
        let required = match mode {
            Mode::Create => vec![Target::CustomerId, Target::Name],
            Mode::Upsert => vec![key.target()],
        };
        let mut faults = Faults::default();
        for target in required.iter().filter(|target| !self.has(target)) {
            faults.push(Fault::of(field(target), Reason::Required));
        }
        faults.into_result()
    }

    /// A row as `POST /v2.0/customer/new` is sent it. Words for flags and languages become the API's values; organizations and
    /// portfolios stay as typed, and so does what is not known. A field beyond the columns is left out.
    pub fn form(&self, fields: &[String]) -> Form {
        let mut form = Form::default();
        for (target, text) in self.sent(fields) {
            form.push_text(target.key(), value(target, text));
        }
        form
    }

    /// The same, but a blank field of what can be taken away is JSON's `null`: it takes away what is there. That is never the
    /// key, the name or the password.
    pub fn clearing_form(&self, fields: &[String]) -> Form {
        let mut form = Form::default();
        for (target, text) in self.sent(fields) {
            let stays = matches!(target, Target::CustomerId | Target::Name | Target::Password);
            let value = match text.trim().is_empty() && !stays {
                true => Value::Null,
                false => Value::Text(value(target, text).into()),
            };
            form.push(target.key(), value);
        }
        form
    }

    fn sent<'m>(&'m self, fields: &'m [String]) -> impl Iterator<Item = (&'m Target, &'m str)> {
        let columns = self.columns.iter().zip(fields);
        columns.filter(|(target, _)| **target != Target::Ignore).map(|(target, text)| (target, text.as_str()))
    }
}

fn value<'t>(target: &Target, text: &'t str) -> &'t str {
    match target {
        Target::CreateTickets => words::flag(text).unwrap_or(text),
        Target::Language => words::language(text).unwrap_or(text),
        _ => text,
    }
}

fn field(target: &Target) -> Field {
    let rank = Target::PLAIN.iter().position(|plain| plain == target);
    let rank = rank.and_then(|rank| u32::try_from(rank).ok());
    Field::new(target.key(), rank.unwrap_or(crate::form::CUSTOM_FIELD_RANK))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(keys: &[&str]) -> Result<Mapping, String> {
        let columns = keys.iter().map(|key| key.parse().unwrap()).collect();
        Mapping::new(columns).map_err(|refusal| refusal.to_string())
    }

    fn pairs(form: &Form) -> Vec<(&str, Option<&str>)> {
        fn text(value: &Value) -> Option<&str> {
            match value {
                Value::Text(text) => Some(text),
                Value::Null => None,
            }
        }
        form.entries().iter().map(|entry| (entry.key.as_str(), text(&entry.value))).collect()
    }

    #[test]
    fn no_two_columns_become_the_same() {
        assert!(mapping(&["ignore", "name", "ignore", "custom_field[a]", "custom_field[b]"]).is_ok());
        let refused = mapping(&["email", "custom_field[a]", "name", "name", "custom_field[a]", "name"]);
        assert_eq!(refused.unwrap_err(), "name: repeated, custom_field[a]: repeated");
    }

    #[test]
    fn what_an_import_needs_is_asked_for_at_once() {
        let check = |keys: &[&str], mode, key| {
            let checked = mapping(keys).unwrap().check(mode, key);
            checked.map_or_else(|refusal| refusal.to_string(), |()| String::new())
        };
        assert_eq!(check(&["email"], Mode::Create, Key::Email), "customer_id: required, name: required");
        assert_eq!(check(&["customer_id", "name"], Mode::Create, Key::Email), "");
        assert_eq!(check(&["name"], Mode::Upsert, Key::InternalId), "customer_id: required");
        assert_eq!(check(&["name"], Mode::Upsert, Key::Email), "email: required");
        assert_eq!(check(&["email", "phone"], Mode::Upsert, Key::Email), "");
    }

    #[test]
    fn a_row_becomes_the_form_of_the_api() {
        let keys =
            ["customer_id", "ignore", "create_tickets", "language", "organization_id", "custom_field[a]"];
        let mapping = mapping(&keys).unwrap();
        let row = [" 1 ", "x", "Não", "espanhol", "Padaria", "", "beyond"].map(String::from);
        let expected = [
            ("customer_id", Some(" 1 ")),
            ("create_tickets", Some("0")),
            ("language", Some("es_ES")),
            ("organization_id", Some("Padaria")),
            ("custom_field[a]", Some("")),
        ];
        assert_eq!(pairs(&mapping.form(&row)), expected);
        let row = ["1", "", "talvez", "fr"].map(String::from);
        let expected =
            [("customer_id", Some("1")), ("create_tickets", Some("talvez")), ("language", Some("fr"))];
        assert_eq!(pairs(&mapping.form(&row)), expected);
    }

    #[test]
    fn a_blank_field_takes_away_only_where_that_is_asked_for() {
        let mapping = mapping(&["customer_id", "name", "password", "phone", "custom_field[a]"]).unwrap();
        let row = ["", "", "", " ", ""].map(String::from);
        let expected = [
            ("customer_id", Some("")),
            ("name", Some("")),
            ("password", Some("")),
            ("phone", None),
            ("custom_field[a]", None),
        ];
        assert_eq!(pairs(&mapping.clearing_form(&row)), expected);
    }
}
