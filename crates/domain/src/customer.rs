//! A customer as it comes in: each parameter read, or its fault.

mod request;

use std::fmt;

pub use self::request::Request;

use crate::email::Email;
use crate::form::{At, Change, Form, Reader, SentCustomField};
use crate::language::Language;
use crate::refusal::{Fault, Faults, Field, Reason, Refusal};
use crate::{scalar, text};

/// The most characters of `customer_id` and `name` (contract: doc).
pub const MAX_TEXT: usize = 250;
/// The most characters of `phone`, not counting spaces at its end (contract: doc, ours).
pub const MAX_PHONE: usize = 20;
/// The fewest and the most characters of `password` (contract: ours).
pub const PASSWORD: std::ops::RangeInclusive<usize> = 8..=MAX_TEXT;

/// The caller's own key of a customer: kept and compared byte for byte (contract: ours).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerId(String);

impl CustomerId {
    /// Reads a key of up to [`MAX_TEXT`] characters. White space is part of it.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        text::kept(text, MAX_TEXT).map(Self)
    }

    /// The key as sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A customer's name, kept as sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// Reads a name of up to [`MAX_TEXT`] characters.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        text::kept(text, MAX_TEXT).map(Self)
    }

    /// The name as sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A customer's telephone number, kept as sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone(String);

impl Phone {
    /// Reads a number of up to [`MAX_PHONE`] characters; the vendor asks nothing more of it. With the spaces at its end,
    /// which are kept, it has no more than [`MAX_TEXT`].
    pub fn parse(text: &str) -> Result<Self, Reason> {
        if text::at_most(text.trim_end_matches(' '), MAX_PHONE).is_err()
            || text::at_most(text, MAX_TEXT).is_err()
        {
            return Err(Reason::TooLong { max: MAX_PHONE });
        }
        text::without_controls(text)?;
        Ok(Self(text.into()))
    }

    /// The number as sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A first password for the customer panel. It shows itself to nobody by accident.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// Reads a password of 8 to 250 characters.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        if text.chars().count() < *PASSWORD.start() {
            return Err(Reason::TooShort { min: *PASSWORD.start() });
        }
        text::kept(text, *PASSWORD.end()).map(Self)
    }

    /// The password, to be hashed.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Password")
    }
}

/// What `POST /v2.0/customer/new` was sent (contract: §2). A field is `None` where it was not sent, or could not be
/// read: then its fault is among [`faults`](Self::faults).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Required.
    pub customer_id: Option<At<CustomerId>>,
    /// Required.
    pub name: Option<At<Name>>,
    /// With it the customer can sign in to the customer panel.
    pub email: Option<At<Email>>,
    /// As sent.
    pub phone: Option<At<Phone>>,
    /// Whether the customer may open tickets; it may where nothing is said (contract: doc).
    pub create_tickets: bool,
    /// An organization of the account, if there is such a one.
    pub organization_id: Option<At<String>>,
    /// Of the customer panel; pt-BR where nothing is said (contract: doc).
    pub language: Language,
    /// A portfolio of the account, if there is such a one.
    pub portfolio_id: Option<At<String>>,
    /// To be read once the account's fields are known.
    pub custom_fields: Vec<SentCustomField>,
    /// For the customer panel.
    pub password: Option<At<Password>>,
    /// What is wrong with the rest.
    pub faults: Faults,
    /// Keys that were ignored.
    pub ignored: Vec<String>,
}

impl Draft {
    /// Reads a form. With `strict`, parameters that nobody knows are faults.
    pub fn read(form: &Form, strict: bool) -> Self {
        let mut reader = Reader::new(form);
        let customer_id = reader.required("customer_id", CustomerId::parse);
        let name = reader.required("name", Name::parse);
        let email = reader.filled("email", Email::parse);
        let phone = reader.filled("phone", Phone::parse);
        let create_tickets = reader.filled("create_tickets", scalar::flag);
        let organization_id = reader.filled("organization_id", text::reference);
        let language = reader.filled("language", language);
        let portfolio_id = reader.filled("portfolio_id", text::reference);
        let password = reader.optional("password", Password::parse);
        let custom_fields = reader.custom_fields();
        let (faults, ignored) = reader.finish(strict);
        Self {
            customer_id,
            name,
            email,
            phone,
            create_tickets: create_tickets.is_none_or(|at| at.value),
            organization_id,
            language: language.map(|at| at.value).unwrap_or_default(),
            portfolio_id,
            custom_fields,
            password,
            faults,
            ignored,
        }
    }
}

/// What is to become of a customer that is there already (contract: §2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// A new key.
    pub customer_id: Change<CustomerId>,
    /// A new name.
    pub name: Change<Name>,
    /// A new address.
    pub email: Change<Email>,
    /// A new telephone number.
    pub phone: Change<Phone>,
    /// Whether it may open tickets; taken away, it may.
    pub create_tickets: Change<bool>,
    /// Another organization.
    pub organization_id: Change<String>,
    /// Another language; taken away, it is pt-BR.
    pub language: Change<Language>,
    /// Another portfolio.
    pub portfolio_id: Change<String>,
    /// To be read once the account's fields are known.
    pub custom_fields: Vec<SentCustomField>,
    /// Whether a custom field that was not sent loses its value.
    pub all_custom_fields: bool,
    /// Another password.
    pub password: Change<Password>,
    /// What is wrong with the rest.
    pub faults: Faults,
    /// Keys that were ignored.
    pub ignored: Vec<String>,
}

impl Changes {
    /// Reads what `POST /v2.0/customer/update` was sent: which customer, and what is to become of it. `internal_id` is
    /// another key, allowed only where the customer is named by its address (contract: doc).
    pub fn read(form: &Form, strict: bool) -> (Option<At<Locator>>, Self) {
        let mut reader = Reader::new(form);
        let locator = Locator::take(&mut reader);
        let customer_id = reader.change_required("internal_id", CustomerId::parse);
        if let (Change::Set(at), Some(At { value: Locator::Internal(_), .. })) = (&customer_id, &locator) {
            reader.fault(Fault::of(at.field.clone(), Reason::NotWithInternalId));
        }
        (locator, Self::take(reader, customer_id, strict))
    }

    /// Reads what may change of a customer that is named elsewhere, by the request's path.
    pub fn read_body(form: &Form, strict: bool) -> Self {
        let mut reader = Reader::new(form);
        let customer_id = reader.change_required("customer_id", CustomerId::parse);
        Self::take(reader, customer_id, strict)
    }

    fn take(mut reader: Reader<'_>, customer_id: Change<CustomerId>, strict: bool) -> Self {
        let name = reader.change_required("name", Name::parse);
        let email = reader.change("email", Email::parse);
        let phone = reader.change("phone", Phone::parse);
        let create_tickets = reader.change("create_tickets", scalar::flag);
        let organization_id = reader.change("organization_id", text::reference);
        let language = reader.change("language", language);
        let portfolio_id = reader.change("portfolio_id", text::reference);
        let password = reader.change("password", Password::parse);
        let custom_fields = reader.custom_fields();
        let (faults, ignored) = reader.finish(strict);
        Self {
            customer_id,
            name,
            email,
            phone,
            create_tickets,
            organization_id,
            language,
            portfolio_id,
            custom_fields,
            all_custom_fields: false,
            password,
            faults,
            ignored,
        }
    }
}

impl From<Draft> for Changes {
    /// All of a draft in the place of what was there: what the draft does not name is taken away. A password stays where
    /// none is named, because nobody can read it back to send it again.
    fn from(draft: Draft) -> Self {
        fn all<T>(sent: Option<At<T>>, name: &'static str) -> Change<T> {
            sent.map_or_else(|| Change::Clear(Field::new(name, 0)), Change::Set)
        }
        let said = |name: &'static str| Field::new(name, 0);
        Self {
            customer_id: draft.customer_id.map_or(Change::Keep, Change::Set),
            name: draft.name.map_or(Change::Keep, Change::Set),
            email: all(draft.email, "email"),
            phone: all(draft.phone, "phone"),
            create_tickets: Change::Set(At { field: said("create_tickets"), value: draft.create_tickets }),
            organization_id: all(draft.organization_id, "organization_id"),
            language: Change::Set(At { field: said("language"), value: draft.language }),
            portfolio_id: all(draft.portfolio_id, "portfolio_id"),
            custom_fields: draft.custom_fields,
            all_custom_fields: true,
            password: draft.password.map_or(Change::Keep, Change::Set),
            faults: draft.faults,
            ignored: draft.ignored,
        }
    }
}

fn language(text: &str) -> Result<Language, Reason> {
    text.parse().map_err(|_| Reason::NotALanguage)
}

/// How a request names a customer: `customer_id` and `customer_type_id` (contract: doc).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Locator {
    /// By the caller's own key.
    Internal(CustomerId),
    /// By e-mail address.
    Email(Email),
}

#[derive(Clone, Copy)]
enum LocatorType {
    Internal,
    Email,
}

impl Locator {
    /// Reads the two parameters; also the keys that were ignored. `customer_type_id` is `I` (the default) or `E`, in any case.
    ///
    /// An address that is none refers to nobody: that is `not_found`, as for any other unknown key.
    pub fn read(form: &Form, strict: bool) -> (Result<At<Self>, Refusal>, Vec<String>) {
        let mut reader = Reader::new(form);
        let located = Self::take(&mut reader);
        let (faults, ignored) = reader.finish(strict);
        let refused = faults.into_result();
        (refused.and_then(|()| located.ok_or_else(|| Reason::NotFound.into())), ignored)
    }

    /// Takes the two parameters, the next of a route's table.
    pub fn take(reader: &mut Reader<'_>) -> Option<At<Self>> {
        match Self::sent(reader)? {
            Ok(at) => Some(at),
            Err(field) => {
                reader.fault(Fault::of(field, Reason::NotFound));
                None
            }
        }
    }

    /// What was sent in the two parameters, where both can be read: what a key of an unknown type says is not known. `Err`
    /// where nobody has a key like that: it is too long for one, or no address.
    fn sent(reader: &mut Reader<'_>) -> Option<Result<At<Self>, Field>> {
        let id = reader.required("customer_id", |text| text::kept(text, text::MAX_ID));
        let kind = reader.filled_or("customer_type_id", LocatorType::Internal, locator_type);
        let (At { field, value }, kind) = (id?, kind?);
        let parsed = match kind {
            LocatorType::Internal => CustomerId::parse(&value).map(Self::Internal),
            LocatorType::Email => Email::parse(&value).map(Self::Email),
        };
        Some(match parsed {
            Ok(value) => Ok(At { field, value }),
            Err(_) => Err(field),
        })
    }
}

fn locator_type(text: &str) -> Result<LocatorType, Reason> {
    match text.trim() {
        "I" | "i" => Ok(LocatorType::Internal),
        "E" | "e" => Ok(LocatorType::Email),
        _ => Err(Reason::NotALocator),
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

    fn faults(pairs: &[(&str, &str)]) -> String {
        let faults = Draft::read(&form(pairs), false).faults.into_result();
        faults.map_or_else(|refusal| refusal.to_string(), |()| String::new())
    }

    #[test]
    fn what_is_not_said_has_its_default() {
        let draft = Draft::read(&form(&[("customer_id", " 1 "), ("name", "Ana"), ("x", "")]), false);
        assert_eq!(draft.customer_id.unwrap().value.as_str(), " 1 ");
        assert_eq!(draft.name.unwrap().value.as_str(), "Ana");
        assert_eq!((draft.create_tickets, draft.language), (true, Language::Portuguese));
        assert_eq!((draft.email, draft.phone, draft.password), (None, None, None));
        assert_eq!((draft.ignored, draft.faults), (vec!["x".into()], Faults::default()));
    }

    #[test]
    fn all_faults_come_at_once_in_the_order_of_the_table() {
        let all = [
            ("password", "1234567"),
            ("portfolio_id", "\0"),
            ("language", "fr"),
            ("organization_id", &"a".repeat(513)),
            ("create_tickets", "2"),
            ("phone", &"1".repeat(21)),
            ("email", "a"),
            ("name", " "),
        ];
        assert_eq!(
            faults(&all),
            "customer_id: required, name: required, email: invalid, phone: too_long, create_tickets: invalid, \
             organization_id: too_long, language: not_allowed, portfolio_id: invalid, password: invalid"
        );
    }

    #[test]
    fn lengths_count_characters_up_to_their_last() {
        for (key, max) in [
            ("customer_id", 250),
            ("name", 250),
            ("phone", 20),
            ("organization_id", 512),
            ("portfolio_id", 512),
            ("password", 250),
        ] {
            let with = |text: &str| {
                let mut pairs = vec![("customer_id", "1"), ("name", "Ana")];
                pairs.retain(|(known, _)| *known != key);
                pairs.push((key, text));
                faults(&pairs)
            };
            assert_eq!(with(&"é".repeat(max)), "", "{key}");
            assert_eq!(with(&"é".repeat(max + 1)), format!("{key}: too_long"), "{key}");
        }
        let padded = |spaces| format!("{}{}", "1".repeat(20), " ".repeat(spaces));
        let with = |phone: &str| faults(&[("customer_id", "1"), ("name", "Ana"), ("phone", phone)]);
        assert_eq!((with(&padded(230)), with(&padded(231))), (String::new(), "phone: too_long".into()));
    }

    #[test]
    fn blank_is_not_sent_but_for_what_is_required() {
        let blank = ["email", "phone", "create_tickets", "organization_id", "language", "portfolio_id"]
            .map(|key| (key, " "));
        let draft = Draft::read(
            &form(&[&blank[..], &[("customer_id", "1"), ("name", "Ana"), ("password", "")]].concat()),
            true,
        );
        assert_eq!(draft.faults, Faults::default());
        assert_eq!(
            (draft.email, draft.phone, draft.organization_id, draft.portfolio_id),
            (None, None, None, None)
        );
        assert!(draft.create_tickets && draft.password.is_none());
    }

    #[test]
    fn a_password_is_in_no_debug_output() {
        let draft = Draft::read(&form(&[("password", "correto cavalo")]), false);
        assert!(!format!("{draft:?}").contains("cavalo"));
    }

    #[test]
    fn where_the_type_of_a_key_is_faulty_nothing_else_is() {
        for (sent, fault) in [
            (&[("customer_type_id", "X")][..], "customer_type_id: invalid"),
            (&[("customer_type_id", "E\u{b}")], "customer_type_id: invalid"),
            (&[("customer_type_id", "I"), ("customer_type_id", "E")], "customer_type_id: repeated"),
            (&[("customer_type_id[]", "E")], "customer_type_id[]: malformed"),
        ] {
            let pairs = [&[("customer_id", "a@b.com"), ("internal_id", "2")][..], sent].concat();
            let (locator, changes) = Changes::read(&form(&pairs), true);
            assert_eq!(locator, None, "{sent:?}");
            assert_eq!(changes.faults.into_result().unwrap_err().to_string(), fault);
        }
        for blank in ["", " "] {
            let pairs = [("customer_id", "1"), ("customer_type_id", blank)];
            assert!(Changes::read(&form(&pairs), true).0.is_some());
        }
    }

    #[test]
    fn a_customer_is_named_in_two_ways() {
        let read = |pairs: &[(&str, &str)]| {
            Locator::read(&form(pairs), false).0.map(|at| at.value).map_err(|refusal| refusal.to_string())
        };
        assert_eq!(read(&[("customer_id", " 7")]), Ok(Locator::Internal(CustomerId(" 7".into()))));
        assert_eq!(
            read(&[("customer_id", "a@B.com"), ("customer_type_id", "e")]),
            Ok(Locator::Email(Email::parse("a@B.com").unwrap()))
        );
        for (pairs, refusal) in [
            (&[][..], "customer_id: required"),
            (
                &[("customer_id", ""), ("customer_type_id", "X")],
                "customer_id: required, customer_type_id: invalid",
            ),
            (&[("customer_id", "a"), ("customer_type_id", "E")], "customer_id: not_found"),
            (&[("customer_id", &"a".repeat(251)), ("customer_type_id", "X")], "customer_type_id: invalid"),
            (
                &[("customer_id", &"a".repeat(251)), ("customer_type_id[]", "I")],
                "customer_type_id[]: malformed",
            ),
            (&[("customer_id", &"a".repeat(512))], "customer_id: not_found"),
            (&[("customer_id", &"a".repeat(513))], "customer_id: too_long"),
        ] {
            assert_eq!(read(pairs), Err(refusal.into()), "{pairs:?}");
        }
    }
}
