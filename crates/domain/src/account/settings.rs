//! What is typed about an account's settings.

use std::num::NonZeroU32;

use super::{Account, DetailsShape};
use crate::form::{At, Form, Reader};
use crate::language::Language;
use crate::rate::{self, Rate, Window};
use crate::refusal::{Faults, Reason};
use crate::text;
use crate::time::TimeZone;

/// The most characters of an account's name (ours).
pub const NAME_MAX: usize = 250;

/// What was typed. A field is `None` where it could not be read: then its fault is among [`faults`](Self::faults).
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// What people call the account; required.
    pub name: Option<String>,
    /// Its language; required.
    pub language: Option<Language>,
    /// Where its dates are read; required.
    pub time_zone: Option<TimeZone>,
    /// How `customer/details` wraps its object; required.
    pub details_shape: Option<DetailsShape>,
    /// How often each of its tokens may be used; `None` as often as the server lets it.
    pub rate_limit: Option<Rate>,
    /// What is wrong with it.
    pub faults: Faults,
}

impl Settings {
    /// Reads a form: `name` (one line), `language`, `time_zone`, `details_shape`, `rate_limit` (a number of requests, or blank)
    /// and `rate_window` (`s` or `m`, a second unless said otherwise).
    pub fn read(form: &Form) -> Self {
        let mut reader = Reader::new(form);
        let name = value(reader.required("name", |text| text::line(text, NAME_MAX)));
        let language =
            value(reader.required("language", |text| text.parse().map_err(|_| Reason::NotALanguage)));
        let zone = |text: &str| text.parse().map_err(|_| Reason::NotATimeZone);
        let time_zone = value(reader.required("time_zone", zone));
        let shape = |text: &str| text.parse().map_err(|_| Reason::NotAChoice);
        let details_shape = value(reader.required("details_shape", shape));
        let requests: Option<NonZeroU32> =
            value(reader.filled("rate_limit", |text| rate::requests_of(text.trim()).ok_or(Reason::NotARate)));
        let window = reader
            .filled_or("rate_window", Window::Second, |text| text.parse().map_err(|_| Reason::NotAChoice));
        let rate_limit = requests.zip(window).map(|(requests, window)| Rate::new(requests, window));
        let (faults, _) = reader.finish(false);
        Self { name, language, time_zone, details_shape, rate_limit, faults }
    }

    /// The account as it becomes: what could not be read stays.
    pub fn applied_to(&self, before: &Account) -> Account {
        Account {
            name: self.name.clone().unwrap_or_else(|| before.name.clone()),
            language: self.language.unwrap_or(before.language),
            time_zone: self.time_zone.clone().unwrap_or_else(|| before.time_zone.clone()),
            details_shape: self.details_shape.unwrap_or(before.details_shape),
            rate_limit: self.rate_limit,
            ..before.clone()
        }
    }
}

fn value<T>(at: Option<At<T>>) -> Option<T> {
    at.map(|at| at.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Settings {
        let mut form = Form::default();
        for (key, text) in pairs {
            form.push_text(*key, *text);
        }
        Settings::read(&form)
    }

    #[test]
    fn settings_as_they_are_typed() {
        let settings = read(&[
            ("name", " Acme "),
            ("language", "es_ES"),
            ("time_zone", "America/Bogota"),
            ("details_shape", "object"),
            ("rate_limit", "100"),
            ("rate_window", "m"),
        ]);
        assert!(settings.faults.is_empty());
        let before = Account::fresh("acme".parse().unwrap());
        let after = settings.applied_to(&before);
        assert_eq!((after.name.as_str(), after.language), ("Acme", Language::Spanish));
        assert_eq!((after.time_zone.name(), after.details_shape), ("America/Bogota", DetailsShape::Object));
        assert_eq!(after.rate_limit.map(|rate| rate.to_string()).as_deref(), Some("100/m"));
        assert_eq!((after.slug, after.plan), (before.slug, before.plan));
    }

    #[test]
    fn all_faults_are_found_at_once() {
        let settings = read(&[
            ("name", " "),
            ("language", "fr"),
            ("time_zone", "America/Nowhere"),
            ("details_shape", "list"),
            ("rate_limit", "0"),
            ("rate_window", "h"),
        ]);
        let found: Vec<_> = settings.faults.iter().map(|fault| fault.reason.clone()).collect();
        let expected = [
            Reason::Required,
            Reason::NotALanguage,
            Reason::NotATimeZone,
            Reason::NotAChoice,
            Reason::NotARate,
            Reason::NotAChoice,
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_blank_limit_is_none() {
        let settings = read(&[
            ("name", "a"),
            ("language", "pt-BR"),
            ("time_zone", "UTC"),
            ("details_shape", "array"),
            ("rate_limit", " "),
            ("rate_window", "s"),
        ]);
        assert!(settings.faults.is_empty());
        assert_eq!(settings.rate_limit, None);
    }
}
