//! One entry of the trail, in words.

use std::collections::BTreeMap;

use guiche_desk::audit::{Actor, Difference, Entry};
use guiche_domain::time::Timestamp;
use serde_json::{Map, Value};

use super::query::Asked;
use super::{LIST, words};
use crate::page::Page;

/// One entry.
pub(super) struct Line {
    pub(super) when: Timestamp,
    pub(super) who: String,
    /// What kind of caller, where the name does not say it.
    pub(super) kind: Option<String>,
    /// The import that did it: its page, and the file's name.
    pub(super) import: Option<(String, String)>,
    pub(super) entity: String,
    pub(super) change: String,
    /// What the thing is called, or its id.
    pub(super) name: String,
    pub(super) to: Option<String>,
    /// All that happened to the thing.
    pub(super) history: String,
    pub(super) id: String,
    pub(super) address: Option<String>,
    pub(super) request_id: Option<String>,
    pub(super) values: Values,
}

/// What an entry says of the thing.
pub(super) enum Values {
    /// It was erased.
    Erased,
    /// What it became, by the trail's keys.
    Became(Vec<(String, String)>),
    /// What became something else.
    Changed(Vec<Part>),
}

/// One value that became another.
pub(super) struct Part {
    pub(super) field: String,
    /// `None` where there was none, or it is not known.
    pub(super) from: Option<String>,
    /// `None` where there is none any more.
    pub(super) to: Option<String>,
}

/// What is known around the entries.
pub(super) struct Known {
    pub(super) actors: Vec<Actor>,
    /// Files by their imports' ids.
    pub(super) files: BTreeMap<String, String>,
    /// What changes of one thing made different, by the events' ids.
    pub(super) differences: BTreeMap<String, Vec<Difference>>,
}

pub(super) fn line(page: &Page, known: &Known, Entry { event, values }: &Entry) -> Line {
    let word = |words: &[(&str, &'static str)], word: &str| {
        words::phrase(words, word).map_or_else(|| word.to_owned(), |phrase| page.say(phrase))
    };
    let object = values.as_deref().map(serde_json::from_str::<Map<String, Value>>);
    let object = object.and_then(Result::ok);
    let name = object.as_ref().and_then(|object| called(object)).unwrap_or(&event.entity_id);
    let name = if event.entity == "export" { word(&words::EXPORTS, name) } else { name.to_owned() };
    let value = |key: &str| object.as_ref()?.get(key)?.as_str();
    let to = words::place(&event.entity, &event.entity_id, &event.change, value);
    let import = event.request_id.as_ref().and_then(|id| Some((id, known.files.get(id)?)));
    let (who, kind) = who(page, known, &event.actor, event.actor_id.as_deref());
    Line {
        when: event.occurred_at,
        who,
        kind,
        import: import.map(|(id, file)| (format!("/admin/imports/{id}"), file.clone())),
        entity: word(&words::ENTITIES, &event.entity),
        change: word(&words::CHANGES, &event.change),
        to,
        history: Asked::thing(&event.entity, &event.entity_id).at(LIST, None),
        id: event.entity_id.clone(),
        address: event.address.clone(),
        request_id: event.request_id.clone().filter(|_| import.is_none()),
        values: match (known.differences.get(&event.event_id), object) {
            (_, None) => Values::Erased,
            (Some(differences), Some(_)) => Values::Changed(differences.iter().map(part).collect()),
            (None, Some(object)) => Values::Became(became(&object)),
        },
        name,
    }
}

fn who(page: &Page, known: &Known, kind: &str, id: Option<&str>) -> (String, Option<String>) {
    let actor = known.actors.iter().find(|actor| actor.kind == kind && Some(actor.id.as_str()) == id);
    let phrase = match kind {
        "operator" => page.say("audit-by-operator"),
        "token" => page.say("audit-by-token"),
        "command_line" => page.say("audit-by-command-line"),
        other => other.to_owned(),
    };
    match (actor, id) {
        (Some(actor), _) => (actor.name.clone(), Some(phrase)),
        (None, Some(id)) => (id.to_owned(), Some(phrase)),
        (None, None) => (phrase, None),
    }
}

/// What a thing is called among its values.
fn called(object: &Map<String, Value>) -> Option<&str> {
    let named =
        ["name", "file_name", "email", "route", "what"].into_iter().find_map(|key| object.get(key)?.as_str());
    named.filter(|name| !name.is_empty())
}

fn became(object: &Map<String, Value>) -> Vec<(String, String)> {
    let mut values = Vec::new();
    for (key, value) in object {
        match value {
            Value::Array(pairs) if key == "custom_fields" => {
                let pair = |pair: &Value| Some((pair.get(0)?.as_str()?.to_owned(), shown(pair.get(1)?)?));
                values.extend(
                    pairs.iter().filter_map(pair).map(|(id, value)| (format!("custom_fields.{id}"), value)),
                );
            }
            value => values.extend(shown(value).map(|value| (key.clone(), value))),
        }
    }
    values
}

fn part(Difference { field, from, to }: &Difference) -> Part {
    Part { field: field.clone(), from: from.as_ref().and_then(shown), to: shown(to) }
}

/// A value as it is read; `None` where there is none.
fn shown(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use guiche_domain::language::Language;
    use guiche_store::audit::read::Event;

    use super::*;

    fn entry(entity: &str, change: &str, actor: (&str, Option<&str>), values: Option<&str>) -> Entry {
        let event = Event {
            event_id: "e".into(),
            occurred_at: Timestamp::from_micros(1_795_527_000_000_000),
            entity: entity.into(),
            entity_id: "x".into(),
            version: Some(1),
            change: change.into(),
            actor: actor.0.into(),
            actor_id: actor.1.map(str::to_owned),
            address: None,
            request_id: Some("r".into()),
        };
        Entry { event, values: values.map(str::to_owned) }
    }

    fn said(entry: &Entry) -> Line {
        let actors = vec![Actor { kind: "token", id: "t".into(), name: "ERP".into() }];
        let known = Known { actors, files: BTreeMap::new(), differences: BTreeMap::new() };
        line(&Page::bare(Language::English), &known, entry)
    }

    #[test]
    fn an_entry_is_said_in_words_as_far_as_there_are_some() {
        let values = r#"{"name":"Ana","email":null,"active":true,"custom_fields":[["7","Sul"]]}"#;
        let line = said(&entry("customer", "created", ("token", Some("t")), Some(values)));
        assert_eq!(
            (line.entity.as_str(), line.change.as_str(), line.name.as_str()),
            ("Customer", "Created", "Ana")
        );
        assert_eq!((line.who.as_str(), line.kind.as_deref()), ("ERP", Some("API token")));
        let Values::Became(values) = line.values else { panic!("values") };
        let values: Vec<_> = values.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        assert_eq!(values, [("active", "true"), ("custom_fields.7", "Sul"), ("name", "Ana")]);
    }

    #[test]
    fn what_has_no_word_is_shown_as_it_is() {
        let line = said(&entry("novelty", "sung", ("token", Some("gone")), Some("{}")));
        assert_eq!(
            (line.entity.as_str(), line.change.as_str(), line.name.as_str()),
            ("novelty", "sung", "x")
        );
        assert_eq!((line.who.as_str(), line.to), ("gone", None));
        let erased = said(&entry("customer", "deleted", ("command_line", None), None));
        assert!(matches!(erased.values, Values::Erased));
        assert_eq!((erased.who.as_str(), erased.kind), ("Command line", None));
    }

    #[test]
    fn every_word_has_a_phrase() {
        for language in Language::ALL {
            let page = Page::bare(language);
            for (_, phrase) in words::ENTITIES.into_iter().chain(words::CHANGES) {
                assert_ne!(page.say(phrase), phrase);
            }
        }
    }
}
