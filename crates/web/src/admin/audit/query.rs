//! What the trail is asked for, as it stands in the page's address.

use guiche_desk::audit::Query;
use guiche_domain::day::Day;
use guiche_domain::id::Id;
use guiche_domain::refusal::{Faults, Field, Reason, Refusal};
use guiche_domain::text;
use guiche_domain::time::{TimeZone, Timestamp};

use crate::head::Head;

/// What can be asked for, in the order of the page.
const KEYS: [&str; 6] = ["entity", "change", "who", "from", "until", "id"];
/// How many entries a page has.
const ENTRIES: usize = 50;

/// What an address says, but for what is blank.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    texts: Vec<(&'static str, String)>,
    cursor: Option<String>,
}

impl Asked {
    /// What the page was asked for.
    pub(super) fn of(head: &Head) -> Self {
        let said = |key: &str| head.query(key).map(|text| text.trim().to_owned());
        Self {
            texts: KEYS.into_iter().filter_map(|key| Some((key, said(key)?))).collect(),
            cursor: said("cursor"),
        }
    }

    /// What happened to one thing.
    pub(super) fn thing(entity: &str, id: &str) -> Self {
        Self { texts: vec![("entity", entity.to_owned()), ("id", id.to_owned())], cursor: None }
    }

    /// What is said under a key; empty where there is nothing.
    pub(super) fn text(&self, key: &str) -> &str {
        self.texts.iter().find(|(known, _)| *known == key).map_or("", |(_, text)| text)
    }

    /// Whether anything is asked for.
    pub(super) fn is_narrowed(&self) -> bool {
        !self.texts.is_empty()
    }

    /// Whether this is not the beginning of the list.
    pub(super) fn is_further(&self) -> bool {
        self.cursor.is_some()
    }

    /// The same at another path, from a place on, or from the beginning.
    pub(super) fn at(&self, path: &str, cursor: Option<&Id>) -> String {
        let mut address = form_urlencoded::Serializer::new(String::new());
        address.extend_pairs(&self.texts);
        if let Some(cursor) = cursor {
            address.append_pair("cursor", cursor.as_str());
        }
        let query = address.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    /// The query; days are those of a time zone.
    pub(super) fn query(&self, zone: &TimeZone) -> Result<Query, Refusal> {
        let mut faults = Faults::default();
        let mut reference = |key: &'static str| {
            let text = Some(self.text(key)).filter(|text| !text.is_empty())?;
            faults.keep(field(key), text::reference(text))
        };
        let (entity, entity_id, change) = (reference("entity"), reference("id"), reference("change"));
        let who = reference("who");
        let (actor, actor_id) = match who.as_deref().map(|who| who.split_once(':').unwrap_or((who, ""))) {
            Some((kind, id)) => (Some(kind.to_owned()), Some(id.to_owned()).filter(|id| !id.is_empty())),
            None => (None, None),
        };
        let mut day = |key: &'static str, before: bool| {
            let text = Some(self.text(key)).filter(|text| !text.is_empty())?;
            let moment = text.parse::<Day>().ok().and_then(|day| {
                let last = if before { day.before(1) } else { day };
                zone.end_of(&last.to_string())
            });
            faults.keep(field(key), moment.ok_or(Reason::NotADate))
        };
        // The first moment that is not of the day before.
        let after = |moment: Timestamp| Timestamp::from_micros(moment.micros().saturating_add(1));
        let (from, until) = (day("from", true).map(after), day("until", false).map(after));
        let cursor = match &self.cursor {
            Some(text) => faults.keep(field("cursor"), text.parse().map_err(|_| Reason::NotACursor)),
            None => None,
        };
        faults.into_result()?;
        Ok(Query { entity, entity_id, change, actor, actor_id, from, until, cursor, limit: ENTRIES })
    }
}

fn field(key: &'static str) -> Field {
    let rank = KEYS.into_iter().zip(0..).find(|(known, _)| *known == key);
    Field::new(key, rank.map_or(KEYS.len() as u32, |(_, rank)| rank))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(texts: &[(&'static str, &str)]) -> Asked {
        Asked { texts: texts.iter().map(|(key, text)| (*key, (*text).to_owned())).collect(), cursor: None }
    }

    #[test]
    fn days_are_those_on_the_wall_from_their_first_moment_to_their_last() {
        let zone = TimeZone::default();
        let query = asked(&[("from", "2026-11-24"), ("until", "2026-11-24")]).query(&zone).unwrap();
        let written = |moment: Option<Timestamp>| zone.date_and_time(moment.unwrap());
        assert_eq!(written(query.from), "2026-11-24 00:00:00");
        assert_eq!(written(query.until), "2026-11-25 00:00:00");
    }

    #[test]
    fn who_is_a_kind_or_one_of_it() {
        let who = |text| {
            let query = asked(&[("who", text)]).query(&TimeZone::default()).unwrap();
            (query.actor.unwrap(), query.actor_id)
        };
        assert_eq!(who("command_line"), ("command_line".into(), None));
        assert_eq!(who("token:7"), ("token".into(), Some("7".into())));
        assert_eq!(who("token:"), ("token".into(), None));
    }

    #[test]
    fn what_cannot_be_asked_for_is_refused_all_at_once() {
        let asked = asked(&[("from", "24/11/2026"), ("until", "2026-02-30"), ("id", "a\0b")]);
        let refusal = asked.query(&TimeZone::default()).unwrap_err();
        let keys: Vec<_> =
            refusal.faults().map(|fault| fault.field.as_ref().unwrap().key.to_string()).collect();
        assert_eq!(keys, ["from", "until", "id"]);
    }

    #[test]
    fn an_address_says_what_was_asked_for() {
        let asked = asked(&[("entity", "customer"), ("id", "a&b=c")]);
        assert_eq!(asked.at("/x", None), "/x?entity=customer&id=a%26b%3Dc");
        assert_eq!(Asked::default().at("/x", None), "/x");
    }
}
