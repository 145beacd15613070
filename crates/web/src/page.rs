//! The frame around every page: language, who is signed in, the way to the other pages, what was done just now.

use askama::Template;
use askama::filters::Safe;
use axum::response::{Html, IntoResponse as _, Response};
use guiche_desk::look::Mark;
use guiche_domain::day::Day;
use guiche_domain::language::Language;
use guiche_domain::time::{TimeZone, Timestamp};
use guiche_i18n::{Gap, date, day, moment, number, phrase, short_date};
use http::StatusCode;

use crate::failure::Failure;
use crate::guard::Visit;
use crate::{admin, assets, browser, cookie, links};

/// The frame.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    language: Language,
    zone: TimeZone,
    path: String,
    /// Who is signed in.
    pub(crate) person: Option<Person>,
    /// The way to the other pages.
    pub(crate) ways: Vec<Way>,
    /// What was done just now.
    pub(crate) notice: Option<String>,
    /// Where the stylesheet of the account's colour is, if it has one.
    pub(crate) look: Option<String>,
}

/// Who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) account: String,
    pub(crate) logo: Option<LogoAt>,
}

/// Where the account's logo is, and its size in pixels.
#[derive(Clone, Debug)]
pub(crate) struct LogoAt {
    pub(crate) address: String,
    pub(crate) width: i64,
    pub(crate) height: i64,
}

/// The way to a page.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    pub(crate) to: &'static str,
    pub(crate) label: String,
    /// Whether this is the page, or one below it.
    pub(crate) here: bool,
}

impl Page {
    /// For who is not signed in.
    pub(crate) fn bare(language: Language) -> Self {
        let (zone, path) = (TimeZone::default(), String::new());
        Self { language, zone, path, person: None, ways: Vec::new(), notice: None, look: None }
    }

    /// For who is.
    pub(crate) fn of(visit: &Visit) -> Self {
        let language = visit.language();
        let path = visit.head.uri.path();
        let ways = admin::SECTIONS
            .iter()
            .filter(|section| section.permission.is_none_or(|needed| visit.may(needed)));
        let here = |to: &str| path == to || to != links::HOME && path.starts_with(&format!("{to}/"));
        let ways = ways.map(|section| Way {
            to: section.to,
            label: phrase(section.label, language, &[]),
            here: here(section.to),
        });
        let notice = cookie::notice(&visit.head.headers);
        let look = visit.signed_in.look.as_ref();
        Self {
            language,
            zone: visit.signed_in.account.time_zone.clone(),
            path: path.into(),
            person: Some(Person {
                name: visit.signed_in.operator.name.clone(),
                account: visit.signed_in.account.name.clone(),
                logo: look.and_then(logo_of),
            }),
            ways: ways.collect(),
            notice: notice.filter(|id| admin::NOTICES.contains(id)).map(|id| phrase(id, language, &[])),
            look: look.filter(|look| look.accent.is_some()).map(|look| links::look(look.version)),
        }
    }

    /// The part of the panel that this page is below; `None` on the part's own page.
    pub(crate) fn section(&self) -> Option<&str> {
        let above = self.ways.iter().find(|way| way.here && way.to != self.path);
        above.map(|way| way.label.as_str())
    }

    /// Whether this is the page at a path.
    pub(crate) fn is_at(&self, path: &str) -> bool {
        self.path == path
    }

    /// The language's tag, for the document.
    pub(crate) fn lang(&self) -> &'static str {
        self.language.tag()
    }

    /// The language.
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// A phrase without gaps.
    pub(crate) fn say(&self, id: &str) -> String {
        phrase(id, self.language, &[])
    }

    /// A phrase about one thing: `$name`.
    pub(crate) fn say_of(&self, id: &str, name: &str) -> String {
        phrase(id, self.language, &[("name", Gap::Text(name))])
    }

    /// A phrase about so many: `$count`, shown as `$shown`.
    pub(crate) fn say_many(&self, id: &str, count: impl Count) -> String {
        phrase(id, self.language, &[("count", Gap::Number(count.count()))])
    }

    /// A number as it is written.
    pub(crate) fn number(&self, value: impl Count) -> String {
        number(value.count(), self.language)
    }

    /// A moment to the minute, where the account is, as an element.
    pub(crate) fn moment(&self, at: &Timestamp) -> Safe<String> {
        time(*at, &self.written_moment(at))
    }

    /// The same as text.
    pub(crate) fn written_moment(&self, at: &Timestamp) -> String {
        moment(*at, &self.zone, self.language)
    }

    /// A day, where the account is, as an element.
    pub(crate) fn day(&self, at: &Timestamp) -> Safe<String> {
        time(*at, &self.written_day(at))
    }

    /// The same as text.
    pub(crate) fn written_day(&self, at: &Timestamp) -> String {
        day(*at, &self.zone, self.language)
    }

    /// A day of the calendar.
    pub(crate) fn date(&self, day: &Day) -> String {
        date(*day, self.language)
    }

    /// A day of the calendar, where there is little room.
    pub(crate) fn short_date(&self, day: &Day) -> String {
        short_date(*day, self.language)
    }

    /// A browser by what it calls itself: `Chrome 156 · Linux`, or all that it says where that is not known.
    pub(crate) fn browser(&self, agent: &str) -> String {
        match browser::known(agent) {
            Some(name) => name,
            None if agent.trim().is_empty() => self.say("session-unknown"),
            None => agent.into(),
        }
    }

    /// Where a file of ours is.
    pub(crate) fn asset(&self, file: &str) -> String {
        assets::address(file)
    }

    /// The languages that can be chosen, each in its own words.
    pub(crate) fn languages(&self) -> Vec<(Language, &'static str)> {
        let named = |language| match language {
            Language::Portuguese => "Português",
            Language::Spanish => "Español",
            Language::English => "English",
        };
        Language::ALL.map(|each| (each, named(each))).to_vec()
    }
}

/// A moment as people read it, with the same for programs: HTML knows no microseconds. Nothing in it has to be escaped.
fn time(at: Timestamp, written: &str) -> Safe<String> {
    let micros = at.micros();
    let second = Timestamp::from_micros(micros.saturating_sub(micros.rem_euclid(1_000_000)));
    Safe(format!("<time datetime=\"{}\">{written}</time>", second.rfc3339()))
}

fn logo_of(look: &Mark) -> Option<LogoAt> {
    let (width, height) = look.logo?;
    Some(LogoAt { address: links::logo(look.version), width, height })
}

/// What can be counted, as templates have it.
pub(crate) trait Count {
    /// How many; what is below nothing counts as nothing.
    fn count(self) -> u64;
}

impl Count for &i64 {
    fn count(self) -> u64 {
        u64::try_from(*self).unwrap_or(0)
    }
}

impl Count for &u64 {
    fn count(self) -> u64 {
        *self
    }
}

impl Count for &usize {
    fn count(self) -> u64 {
        *self as u64
    }
}

/// A template as an answer.
pub(crate) fn rendered(status: StatusCode, template: &impl Template) -> Result<Response, Failure> {
    let html = template.render().map_err(|error| Failure::Internal(error.to_string()))?;
    Ok((status, Html(html)).into_response())
}

/// A page that was found.
pub(crate) fn shown(template: &impl Template) -> Result<Response, Failure> {
    rendered(StatusCode::OK, template)
}

/// A form whose values were refused, shown again.
pub(crate) fn refused(template: &impl Template) -> Result<Response, Failure> {
    rendered(StatusCode::UNPROCESSABLE_ENTITY, template)
}
