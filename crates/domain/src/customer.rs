//! A customer as it comes in: each parameter read, or its fault.

use std::fmt;

use crate::email::Email;
use crate::form::{At, Form, Reader, SentCustomField};
use crate::language::Language;
use crate::refusal::{Faults, Reason, Refusal};
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
        let id = reader.required("customer_id", |text| text::kept(text, text::MAX_ID));
        let kind = reader.filled("customer_type_id", locator_type);
        let (mut faults, ignored) = reader.finish(strict);
        let kind = kind.map_or(LocatorType::Internal, |at| at.value);
        let located = id.and_then(|At { field, value }| {
            let parsed = match kind {
                LocatorType::Internal => CustomerId::parse(&value).map(Self::Internal),
                LocatorType::Email => Email::parse(&value).map(Self::Email),
            };
            // Nobody has a key that cannot be read: too long, or no address.
            faults.keep(field.clone(), parsed.map_err(|_| Reason::NotFound)).map(|value| At { field, value })
        });
        let refused = faults.into_result();
        (refused.and_then(|()| located.ok_or_else(|| Reason::NotFound.into())), ignored)
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
            (&[("customer_id", &"a".repeat(512))], "customer_id: not_found"),
            (&[("customer_id", &"a".repeat(513))], "customer_id: too_long"),
        ] {
            assert_eq!(read(pairs), Err(refusal.into()), "{pairs:?}");
        }
    }
}
