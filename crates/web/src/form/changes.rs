//! What a form that was sent changes of what it showed.

use guiche_domain::form::{Form, Value};

use super::{FormView, Input, Kind};

impl FormView {
    /// What is to change of what the form shows, as the API's parsers of changes take it: what is as shown is left out,
    /// what was emptied is [`Value::Null`], a box that is no longer ticked is `0`. Hidden fields are for the page itself.
    /// So what nobody touched stays, whatever became of the rules for it since it was given.
    pub(crate) fn changes(&self, sent: &Form) -> Form {
        let mut changes = Form::default();
        for input in &self.inputs {
            let entries = sent.entries().iter().filter(|entry| entry.key == input.name);
            let texts = entries.filter_map(|entry| match &entry.value {
                Value::Text(text) => Some(text.as_str()),
                Value::Null => None,
            });
            change(input, &texts.collect::<Vec<_>>(), &mut changes);
        }
        changes
    }
}

/// Notes what was sent for one field, where that is not what it holds.
fn change(input: &Input, sent: &[&str], changes: &mut Form) {
    let filled: Vec<&str> = sent.iter().copied().filter(|text| !text.trim().is_empty()).collect();
    match input.kind {
        Kind::Hidden => {}
        Kind::Checkbox if filled.is_empty() == input.has("1") => {
            changes.push_text(&input.name, if filled.is_empty() { "0" } else { "1" });
        }
        Kind::Checkbox => {}
        // Browsers send nothing where nothing is ticked, but any other field as it is.
        kind if sent.is_empty() && kind != Kind::Checks => {}
        Kind::Password | Kind::Code => filled.iter().for_each(|text| changes.push_text(&input.name, *text)),
        kind => {
            let held = input.values.iter().filter(|text| !text.trim().is_empty());
            if held.map(|text| as_sent(text, kind)).eq(filled.iter().copied()) {
                return;
            }
            if filled.is_empty() {
                changes.push(&input.name, Value::Null);
            }
            filled.iter().for_each(|text| changes.push_text(&input.name, *text));
        }
    }
}

/// A text as browsers send it back from a field of this kind: line ends are `\n`, and gone where there is one line.
fn as_sent(text: &str, kind: Kind) -> String {
    match kind {
        Kind::Area => text.replace("\r\n", "\n").replace('\r', "\n"),
        Kind::Select | Kind::Checks => text.to_owned(),
        _ => text.replace(['\r', '\n'], ""),
    }
}

#[cfg(test)]
mod tests {
    use guiche_domain::language::Language;

    use super::*;
    use crate::page::Page;

    fn changes(input: Input, sent: &[&str]) -> Vec<Value> {
        let mut form = Form::default();
        sent.iter().for_each(|text| form.push_text("f", *text));
        let view = FormView::new(&Page::bare(Language::English), "/", String::new(), vec![input]);
        view.changes(&form).entries().iter().map(|entry| entry.value.clone()).collect()
    }

    fn text(text: &str) -> Value {
        Value::Text(text.into())
    }

    #[test]
    fn only_what_differs_changes() {
        let input = |kind, values: &[&str]| Input {
            values: values.iter().map(|value| (*value).into()).collect(),
            ..Input::new("f", kind, "F".into())
        };
        for (kind, held, sent, changed) in [
            (Kind::Text, &["a"][..], &["a"][..], vec![]),
            (Kind::Text, &["a"], &["b"], vec![text("b")]),
            (Kind::Text, &["a"], &[" "], vec![Value::Null]),
            (Kind::Text, &["a"], &[], vec![]),
            (Kind::Text, &[], &[""], vec![]),
            (Kind::Text, &["a\nb"], &["ab"], vec![]),
            (Kind::Area, &["a\r\nb"], &["a\nb"], vec![]),
            (Kind::Checks, &["a", "b"], &["a", "b"], vec![]),
            (Kind::Checks, &["a", "b"], &["b"], vec![text("b")]),
            (Kind::Checks, &["a", "b"], &[], vec![Value::Null]),
            (Kind::Checkbox, &["1"], &["1"], vec![]),
            (Kind::Checkbox, &["1"], &[], vec![text("0")]),
            (Kind::Checkbox, &[], &["1"], vec![text("1")]),
            (Kind::Checkbox, &[], &[], vec![]),
            (Kind::Password, &[], &[""], vec![]),
            (Kind::Password, &[], &["x"], vec![text("x")]),
            (Kind::Hidden, &["1"], &["2"], vec![]),
        ] {
            assert_eq!(changes(input(kind, held), sent), changed, "{kind:?} {held:?} {sent:?}");
        }
    }
}
