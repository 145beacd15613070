//! What a client sent, before anybody knows what it means: ordered keys and values, nothing lost.
//!
//! A [`Form`] comes from a body in one of three encodings, from a query string, a CSV row or a page's form. A parser of
//! `domain` takes from it what it knows through a [`Reader`], which remembers what nobody asked for.

use std::collections::HashSet;

use crate::key::Key;
use crate::refusal::{Fault, Faults, Field, Reason};
use crate::text;

/// One value. `Null` can only be said in JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text, as sent. JSON numbers and booleans count as their text.
    Text(String),
    /// JSON's `null`.
    Null,
}

/// One key as it was sent, and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key, decoded but not taken apart.
    pub key: String,
    /// The value, decoded but not trimmed.
    pub value: Value,
}

/// Keys and values in the order in which they were sent, repetitions included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    entries: Vec<Entry>,
}

impl Form {
    /// Adds an entry at the end.
    pub fn push(&mut self, key: impl Into<String>, value: Value) {
        self.entries.push(Entry { key: key.into(), value });
    }

    /// Adds a text at the end.
    pub fn push_text(&mut self, key: impl Into<String>, text: impl Into<String>) {
        self.push(key, Value::Text(text.into()));
    }

    /// All entries in order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

/// A parameter that could be read, and where a fault of it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// Its place in the request.
    pub field: Field,
    /// What it says.
    pub value: T,
}

/// What is to become of a value that is there already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<T> {
    /// It stays: nothing was sent, or nothing that could be read.
    Keep,
    /// It is taken away: JSON `null`.
    Clear(Field),
    /// It becomes another.
    Set(At<T>),
}

impl<T> Change<T> {
    /// What it becomes, if it becomes anything.
    pub fn set(&self) -> Option<&At<T>> {
        match self {
            Self::Set(at) => Some(at),
            Self::Keep | Self::Clear(_) => None,
        }
    }

    /// Whether it stays.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// What becomes of `before`; `cleared` where it is taken away.
    pub fn apply<U>(&self, before: U, cleared: U, set: impl FnOnce(&T) -> U) -> U {
        match self {
            Self::Keep => before,
            Self::Clear(_) => cleared,
            Self::Set(at) => set(&at.value),
        }
    }
}

/// All that was sent under one custom field's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentCustomField {
    /// The id between the brackets, without the white space around it.
    pub id: String,
    /// The first key under which it was sent.
    pub key: String,
    /// Its texts in order; empty where only JSON `null` was sent.
    pub texts: Vec<String>,
}

/// The rank of the first custom field among a route's parameters: all of the table's come before.
pub const CUSTOM_FIELD_RANK: u32 = 1_000;
const UNKNOWN_RANK: u32 = u32::MAX;
const CUSTOM_FIELD: &str = "custom_field";

/// Takes known parameters from a form in the order of a route's table.
#[derive(Debug)]
pub struct Reader<'f> {
    form: &'f Form,
    keys: Vec<Result<Key<'f>, &'f str>>,
    known: Vec<bool>,
    next_rank: u32,
    faults: Faults,
}

/// What was sent under a scalar parameter's name.
enum Sent<'f> {
    /// Nothing, or an empty text.
    Nothing,
    /// JSON `null`.
    Null,
    Text(&'f str),
    /// What it says is not clear; the fault is noted.
    Unclear,
}

impl<'f> Reader<'f> {
    /// Begins at the top of the table.
    pub fn new(form: &'f Form) -> Self {
        let keys = form.entries.iter().map(|entry| Key::parse(&entry.key)).collect();
        Self { form, keys, known: vec![false; form.entries.len()], next_rank: 0, faults: Faults::default() }
    }

    /// The next parameter of the table, which must be there and not blank.
    pub fn required<T>(&mut self, name: &'static str, parse: fn(&str) -> Result<T, Reason>) -> Option<At<T>> {
        let (field, sent) = self.scalar(name);
        let parsed = match sent {
            Sent::Text(text) if !text.trim().is_empty() => read(text, parse),
            Sent::Unclear => return None,
            _ => Err(Reason::Required),
        };
        self.keep(field, parsed)
    }

    /// The next parameter of the table, which may be missing; sent empty it counts as that.
    pub fn optional<T>(&mut self, name: &'static str, parse: fn(&str) -> Result<T, Reason>) -> Option<At<T>> {
        match self.scalar(name) {
            (field, Sent::Text(text)) => self.keep(field, read(text, parse)),
            _ => None,
        }
    }

    /// The next parameter of the table, which may be missing; sent blank it counts as that.
    pub fn filled<T>(&mut self, name: &'static str, parse: fn(&str) -> Result<T, Reason>) -> Option<At<T>> {
        match self.scalar(name) {
            (field, Sent::Text(text)) if !text.trim().is_empty() => self.keep(field, read(text, parse)),
            _ => None,
        }
    }

    /// The same, `default` where it is missing; `None` only where there is a fault.
    pub fn filled_or<T>(
        &mut self,
        name: &'static str,
        default: T,
        parse: fn(&str) -> Result<T, Reason>,
    ) -> Option<T> {
        match self.scalar(name) {
            (field, Sent::Text(text)) if !text.trim().is_empty() => {
                self.keep(field, read(text, parse)).map(|at| at.value)
            }
            (_, Sent::Unclear) => None,
            _ => Some(default),
        }
    }

    /// The next parameter of the table, of something that is there already: blank, it stays as it is; JSON `null` takes it
    /// away (contract: §2, ours).
    pub fn change<T>(&mut self, name: &'static str, parse: fn(&str) -> Result<T, Reason>) -> Change<T> {
        match self.scalar(name) {
            (field, Sent::Text(text)) if !text.trim().is_empty() => {
                self.keep(field, read(text, parse)).map_or(Change::Keep, Change::Set)
            }
            (field, Sent::Null) => Change::Clear(field),
            _ => Change::Keep,
        }
    }

    /// The same for what cannot be taken away.
    pub fn change_required<T>(
        &mut self,
        name: &'static str,
        parse: fn(&str) -> Result<T, Reason>,
    ) -> Change<T> {
        match self.change(name, parse) {
            Change::Clear(field) => {
                self.faults.push(Fault::of(field, Reason::Required));
                Change::Keep
            }
            change => change,
        }
    }

    /// Notes a fault that only shows when several parameters are seen together.
    pub fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// Everything under `custom_field[ID]`, in the order in which the ids first came.
    pub fn custom_fields(&mut self) -> Vec<SentCustomField> {
        let mut fields: Vec<SentCustomField> = Vec::new();
        for (at, key) in self.keys.iter().enumerate() {
            let entry = &self.form.entries[at];
            let id = match key {
                Ok(key) if key.name == CUSTOM_FIELD => key.id.unwrap_or_default().trim(),
                Err(CUSTOM_FIELD) => "",
                _ => continue,
            };
            self.known[at] = true;
            let text = match &entry.value {
                Value::Text(text) => Some(text.clone()),
                Value::Null => None,
            };
            if let Some(field) = fields.iter_mut().find(|field| field.id == id) {
                field.texts.extend(text);
            } else if !id.is_empty() {
                fields.push(SentCustomField {
                    id: id.into(),
                    key: entry.key.clone(),
                    texts: text.into_iter().collect(),
                });
            } else if entry.key != CUSTOM_FIELD || text.is_some_and(|text| !text.trim().is_empty()) {
                self.faults
                    .push(Fault::of(Field::new(entry.key.clone(), CUSTOM_FIELD_RANK), Reason::MalformedKey));
            }
        }
        fields
    }

    /// What was found wrong, and the keys that nobody asked for, each once; with `strict` they are faults instead.
    pub fn finish(mut self, strict: bool) -> (Faults, Vec<String>) {
        let entries = self.form.entries.iter().zip(&self.known).filter(|(_, known)| !**known);
        let mut seen = HashSet::new();
        let keys = entries.map(|(entry, _)| &entry.key).filter(|key| seen.insert(*key));
        let mut unknown: Vec<String> = keys.cloned().collect();
        if strict {
            for key in std::mem::take(&mut unknown) {
                self.faults.push(Fault::of(Field::new(key, UNKNOWN_RANK), Reason::UnknownParameter));
            }
        }
        (self.faults, unknown)
    }

    fn keep<T>(&mut self, field: Field, parsed: Result<T, Reason>) -> Option<At<T>> {
        match parsed {
            Ok(value) => Some(At { field, value }),
            Err(reason) => {
                self.faults.push(Fault::of(field, reason));
                None
            }
        }
    }

    /// Twice the same value is one; two different ones are a fault, and so are brackets behind the name.
    fn scalar(&mut self, name: &'static str) -> (Field, Sent<'f>) {
        let field = Field::new(name, self.next_rank);
        self.next_rank += 1;
        let mut first: Option<&'f Value> = None;
        let mut fault = None;
        for (at, key) in self.keys.iter().enumerate() {
            let entry = &self.form.entries[at];
            let plain = match key {
                Ok(key) if key.name == name => key.id.is_none(),
                Err(before) if *before == name => false,
                _ => continue,
            };
            self.known[at] = true;
            if !plain {
                let malformed = Field::new(entry.key.clone(), field.rank);
                fault.get_or_insert(Fault::of(malformed, Reason::MalformedKey));
            } else if first.is_some_and(|value| *value != entry.value) {
                fault.get_or_insert_with(|| Fault::of(field.clone(), Reason::Repeated));
            } else {
                first = Some(&entry.value);
            }
        }
        let sent = match (fault, first) {
            (Some(fault), _) => {
                self.faults.push(fault);
                Sent::Unclear
            }
            (None, Some(Value::Text(text))) if !text.is_empty() => Sent::Text(text),
            (None, Some(Value::Null)) => Sent::Null,
            _ => Sent::Nothing,
        };
        (field, sent)
    }
}

/// Control characters are refused before a parser drops white space, of which Unicode says that some are (contract: ours).
fn read<T>(sent: &str, parse: fn(&str) -> Result<T, Reason>) -> Result<T, Reason> {
    text::without_controls(sent)?;
    parse(sent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refusal::Refusal;

    fn form(pairs: &[(&str, &str)]) -> Form {
        let mut form = Form::default();
        for (key, text) in pairs {
            form.push_text(*key, *text);
        }
        form
    }

    fn keep(text: &str) -> Result<String, Reason> {
        Ok(text.into())
    }

    /// What `required("a")` gives, and the codes of what is wrong with it.
    fn required(pairs: &[(&str, &str)]) -> (Option<String>, Vec<(String, &'static str)>) {
        let form = form(pairs);
        let mut reader = Reader::new(&form);
        let value = reader.required("a", keep).map(|at| at.value);
        (value, codes(reader.finish(false).0))
    }

    fn codes(faults: Faults) -> Vec<(String, &'static str)> {
        let refusal = faults.into_result().err();
        let faults = refusal.iter().flat_map(Refusal::faults);
        faults.map(|fault| (fault.field.as_ref().unwrap().key.to_string(), fault.reason.code())).collect()
    }

    #[test]
    fn a_scalar_is_one_value() {
        assert_eq!(required(&[("a", "1"), ("b", "x")]), (Some("1".into()), vec![]));
        assert_eq!(required(&[("a", "1"), ("a", "1")]), (Some("1".into()), vec![]));
        for (pairs, key, code) in [
            (&[("a", "1"), ("a", "2"), ("a", "3")][..], "a", "repeated"),
            (&[("a", "1"), ("a[]", "1")], "a[]", "malformed"),
            (&[("a[x", "1")], "a[x", "malformed"),
            (&[("a", "")], "a", "required"),
            (&[("a", " \t")], "a", "required"),
            (&[("A", "1")], "a", "required"),
            (&[("a", "\u{b}1")], "a", "invalid"),
            (&[], "a", "required"),
        ] {
            assert_eq!(required(pairs), (None, vec![(key.into(), code)]), "{pairs:?}");
        }
    }

    #[test]
    fn custom_fields_are_gathered_by_their_id() {
        let mut form = form(&[
            ("custom_field[b]", "1"),
            ("custom_field[ a ][]", "2"),
            ("custom_field[b][0]", "3"),
            ("custom_field", ""),
            ("custom_field[", "4"),
            ("custom_field[ ]", "5"),
        ]);
        form.push("custom_field[n]", Value::Null);
        let mut reader = Reader::new(&form);
        let sent = |id: &str, key: &str, texts: &[&str]| SentCustomField {
            id: id.into(),
            key: key.into(),
            texts: texts.iter().map(|text| (*text).into()).collect(),
        };
        let expected = vec![
            sent("b", "custom_field[b]", &["1", "3"]),
            sent("a", "custom_field[ a ][]", &["2"]),
            sent("n", "custom_field[n]", &[]),
        ];
        assert_eq!(reader.custom_fields(), expected);
        let (faults, unknown) = reader.finish(true);
        assert!(unknown.is_empty());
        assert_eq!(
            codes(faults),
            [("custom_field[".into(), "malformed"), ("custom_field[ ]".into(), "malformed")]
        );
    }

    #[test]
    fn what_nobody_asked_for_is_named_once_or_is_a_fault() {
        let form = form(&[("x", "1"), ("a", "1"), ("x", "2"), ("y[", "3")]);
        let mut reader = Reader::new(&form);
        reader.optional("a", keep);
        assert_eq!(reader.finish(false), (Faults::default(), vec!["x".into(), "y[".into()]));
        let (faults, unknown) = Reader::new(&form).finish(true);
        assert!(unknown.is_empty());
        assert_eq!(codes(faults).len(), 3);
    }
}
