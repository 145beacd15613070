//! An organization as it comes in: each parameter read, or its fault.

use crate::custom_field::value;
use crate::customer::{Name, Phone};
use crate::email::Email;
use crate::form::{At, Change, Form, Reader, SentCustomField};
use crate::refusal::{Faults, Reason};
use crate::{scalar, text};

/// The most characters of `site` (contract: ours).
pub const MAX_SITE: usize = 250;
/// The greatest `monthly_tickets_quota` (contract: ours): what every client's integers hold.
pub const MAX_QUOTA: i64 = i32::MAX as i64;

/// An organization's address on the web, kept as sent but for the white space around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site(String);

impl Site {
    /// Reads an absolute `http` or `https` address of up to [`MAX_SITE`] characters.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        text::at_most(text.trim(), MAX_SITE)?;
        text::without_controls(text)?;
        value::url(text).map(Self)
    }

    /// The address as sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How many tickets a month an organization may open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota(Option<i64>);

impl Quota {
    /// Reads a whole number from 0, which is none set, to [`MAX_QUOTA`]; also as `5.0`, as spreadsheets write it (contract:
    /// ours).
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let text = text.trim();
        let digits = text.strip_suffix(".0").unwrap_or(text);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Reason::NotACount);
        }
        match digits.parse() {
            Ok(0) => Ok(Self(None)),
            Ok(count) if count <= MAX_QUOTA => Ok(Self(Some(count))),
            _ => Err(Reason::NotACount),
        }
    }

    /// The number; `None` where none is set.
    pub fn get(self) -> Option<i64> {
        self.0
    }
}

/// What `POST /v2.0/organization/new` was sent (contract: §3). A field is `None` where it was not sent, or could not be
/// read: then its fault is among [`faults`](Self::faults).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Required.
    pub name: Option<At<Name>>,
    /// As sent.
    pub email: Option<At<Email>>,
    /// As sent.
    pub phone: Option<At<Phone>>,
    /// As sent.
    pub site: Option<At<Site>>,
    /// A portfolio of the account, if there is such a one.
    pub portfolio_id: Option<At<String>>,
    /// To be read once the account's fields are known.
    pub custom_fields: Vec<SentCustomField>,
    /// Whether its customers may open tickets; they may where nothing is said (contract: ours, as of customers).
    pub create_tickets: bool,
    /// Tickets a month; `None` where none is set.
    pub monthly_tickets_quota: Option<i64>,
    /// The organization that it belongs to, if there is such a one.
    pub mother_organization_id: Option<At<String>>,
    /// Whether everybody of it sees all its tickets.
    pub team_see_all_tickets: bool,
    /// Whether its managers see all its tickets.
    pub manager_see_all_tickets: bool,
    /// What may not be there already.
    pub strict: Strict,
    /// Whether what is there already is the answer, instead of a fault.
    pub return_id_if_exists: bool,
    /// What is wrong with the rest.
    pub faults: Faults,
    /// Keys that were ignored.
    pub ignored: Vec<String>,
}

/// What no other organization of the account may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Strict {
    /// Its name, without regard to case and accents.
    pub name: bool,
    /// Its address, without regard to case.
    pub email: bool,
}

impl Strict {
    /// Whether anything has to be looked for.
    pub fn any(self) -> bool {
        self.name || self.email
    }

    fn take(reader: &mut Reader<'_>) -> Self {
        let name = flag(reader, "strict_name").unwrap_or_default();
        Self { name, email: flag(reader, "strict_mail").unwrap_or_default() }
    }
}

impl Draft {
    /// Reads a form. With `strict`, parameters that nobody knows are faults.
    pub fn read(form: &Form, strict: bool) -> Self {
        let mut reader = Reader::new(form);
        let name = reader.required("name", Name::parse);
        let email = reader.filled("email", Email::parse);
        let phone = reader.filled("phone", Phone::parse);
        let site = reader.filled("site", Site::parse);
        let portfolio_id = reader.filled("portfolio_id", text::reference);
        let create_tickets = flag(&mut reader, "create_tickets").unwrap_or(true);
        let quota = reader.filled("monthly_tickets_quota", Quota::parse);
        let mother_organization_id = reader.filled("mother_organization_id", text::reference);
        let team_see_all_tickets = flag(&mut reader, "team_see_all_tickets").unwrap_or_default();
        let manager_see_all_tickets = flag(&mut reader, "manager_see_all_tickets").unwrap_or_default();
        let unique = Strict::take(&mut reader);
        let return_id_if_exists = flag(&mut reader, "return_id_if_exists").unwrap_or_default();
        let custom_fields = reader.custom_fields();
        let (faults, ignored) = reader.finish(strict);
        Self {
            name,
            email,
            phone,
            site,
            portfolio_id,
            custom_fields,
            create_tickets,
            monthly_tickets_quota: quota.and_then(|quota| quota.value.get()),
            mother_organization_id,
            team_see_all_tickets,
            manager_see_all_tickets,
            strict: unique,
            return_id_if_exists,
            faults,
            ignored,
        }
    }
}

/// What is to become of an organization that is there already (contract: §3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// Which one: required. `None` where it could not be read.
    pub organization_id: Option<At<String>>,
    /// A new name.
    pub name: Change<Name>,
    /// A new address.
    pub email: Change<Email>,
    /// A new telephone number.
    pub phone: Change<Phone>,
    /// A new address on the web.
    pub site: Change<Site>,
    /// Another portfolio.
    pub portfolio_id: Change<String>,
    /// To be read once the account's fields are known.
    pub custom_fields: Vec<SentCustomField>,
    /// Whether its customers may open tickets; taken away, they may.
    pub create_tickets: Change<bool>,
    /// Tickets a month.
    pub monthly_tickets_quota: Change<Quota>,
    /// Another organization that it belongs to.
    pub mother_organization_id: Change<String>,
    /// Whether everybody of it sees all its tickets; taken away, they do not.
    pub team_see_all_tickets: Change<bool>,
    /// Whether its managers see all its tickets; taken away, they do not.
    pub manager_see_all_tickets: Change<bool>,
    /// What no other may have.
    pub strict: Strict,
    /// What is wrong with the rest.
    pub faults: Faults,
    /// Keys that were ignored.
    pub ignored: Vec<String>,
}

impl Changes {
    /// Reads what `POST /v2.0/organization/update` was sent. `return_id_if_exists` is a flag there too and says nothing:
    /// the organization is named already (contract: ours).
    pub fn read(form: &Form, strict: bool) -> Self {
        let mut reader = Reader::new(form);
        let organization_id = reader.required("organization_id", text::reference);
        let name = reader.change_required("name", Name::parse);
        let email = reader.change("email", Email::parse);
        let phone = reader.change("phone", Phone::parse);
        let site = reader.change("site", Site::parse);
        let portfolio_id = reader.change("portfolio_id", text::reference);
        let create_tickets = reader.change("create_tickets", scalar::flag);
        let monthly_tickets_quota = reader.change("monthly_tickets_quota", Quota::parse);
        let mother_organization_id = reader.change("mother_organization_id", text::reference);
        let team_see_all_tickets = reader.change("team_see_all_tickets", scalar::flag);
        let manager_see_all_tickets = reader.change("manager_see_all_tickets", scalar::flag);
        let unique = Strict::take(&mut reader);
        reader.filled("return_id_if_exists", scalar::flag);
        let custom_fields = reader.custom_fields();
        let (faults, ignored) = reader.finish(strict);
        Self {
            organization_id,
            name,
            email,
            phone,
            site,
            portfolio_id,
            custom_fields,
            create_tickets,
            monthly_tickets_quota,
            mother_organization_id,
            team_see_all_tickets,
            manager_see_all_tickets,
            strict: unique,
            faults,
            ignored,
        }
    }
}

fn flag(reader: &mut Reader<'_>, name: &'static str) -> Option<bool> {
    reader.filled(name, scalar::flag).map(|at| at.value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Form {
        let mut form = Form::default();
        for (key, text) in pairs {
            form.push_text(*key, *text);
        }
        form
    }

    #[test]
    fn what_is_not_said_has_its_default() {
        let draft = Draft::read(&form(&[("name", "Sul"), ("email", " "), ("x", "1")]), false);
        assert_eq!(draft.name.unwrap().value.as_str(), "Sul");
        assert!(draft.create_tickets && !draft.team_see_all_tickets && !draft.manager_see_all_tickets);
        assert!(!draft.strict.any() && !draft.return_id_if_exists && draft.email.is_none());
        assert_eq!((draft.monthly_tickets_quota, draft.ignored), (None, vec!["x".into()]));
    }

    #[test]
    fn all_faults_come_at_once_in_the_order_of_the_table() {
        let sent = form(&[
            ("return_id_if_exists", "2"),
            ("strict_mail", "2"),
            ("strict_name", "2"),
            ("manager_see_all_tickets", "2"),
            ("team_see_all_tickets", "2"),
            ("mother_organization_id", "\0"),
            ("monthly_tickets_quota", "-1"),
            ("create_tickets", "2"),
            ("portfolio_id", "\0"),
            ("site", "exemplo.com"),
            ("phone", &"1".repeat(21)),
            ("email", "a"),
            ("name", " "),
        ]);
        let rest = "email: invalid, phone: too_long, site: invalid, portfolio_id: invalid, \
                    create_tickets: invalid, monthly_tickets_quota: invalid, mother_organization_id: invalid, \
                    team_see_all_tickets: invalid, manager_see_all_tickets: invalid, strict_name: invalid, \
                    strict_mail: invalid, return_id_if_exists: invalid";
        let refusal = |faults: Faults| faults.into_result().unwrap_err().to_string();
        assert_eq!(refusal(Draft::read(&sent, false).faults), format!("name: required, {rest}"));
        assert_eq!(refusal(Changes::read(&sent, false).faults), format!("organization_id: required, {rest}"));
    }

    #[test]
    fn a_site_is_an_address_of_the_web() {
        let site = |text: &str| Site::parse(text).map(|site| site.0);
        assert_eq!(site(" https://exemplo.com/a "), Ok("https://exemplo.com/a".into()));
        let long = |length: usize| format!("http://a.b/{}", "é".repeat(length - 11));
        assert_eq!(site(&long(MAX_SITE)), Ok(long(MAX_SITE)));
        assert_eq!(site(&long(MAX_SITE + 1)), Err(Reason::TooLong { max: MAX_SITE }));
        for text in ["exemplo.com", "ftp://exemplo.com", "https://", "http://a b", "javascript:alert(1)"] {
            assert_eq!(site(text), Err(Reason::NotAUrl), "{text}");
        }
    }

    #[test]
    fn a_quota_is_a_whole_number_and_0_is_none() {
        for (text, quota) in [
            ("0", None),
            (" 7 ", Some(7)),
            ("007", Some(7)),
            ("5.0", Some(5)),
            ("2147483647", Some(MAX_QUOTA)),
        ] {
            assert_eq!(Quota::parse(text).map(Quota::get), Ok(quota), "{text}");
        }
        for text in ["", "-1", "+1", "1.5", "1,0", ".0", "abc", "2147483648", "99999999999999999999", "١"] {
            assert_eq!(Quota::parse(text), Err(Reason::NotACount), "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics_and_a_quota_is_read_again_the_same(text in "\\PC{0,24}|[0-9]{0,12}(\\.0)?") {
            let _ = Site::parse(&text);
            if let Ok(quota) = Quota::parse(&text) {
                prop_assert_eq!(Quota::parse(&quota.get().unwrap_or(0).to_string()), Ok(quota));
            }
        }
    }
}
