//! A new customer and its custom fields, from any form: one `key=value` a line; a line without `=` is JSON's `null`.
//!
//! There is always a fault or all that is required, and strictness only turns what was ignored into faults.
#![no_main]

use guiche_domain::Faults;
use guiche_domain::custom_field::{CustomField, Kind, read_all};
use guiche_domain::customer::{Draft, Locator};
use guiche_domain::form::{Form, Value};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let form = form(text);
    let draft = Draft::read(&form, false);
    let strict = Draft::read(&form, true);
    assert_eq!(draft.faults.is_empty() && draft.ignored.is_empty(), strict.faults.is_empty());
    assert!(strict.ignored.is_empty());
    assert_eq!((&draft.customer_id, &draft.name), (&strict.customer_id, &strict.name));
    assert_eq!(draft.custom_fields, strict.custom_fields);
    if draft.faults.is_empty() {
        assert!(draft.customer_id.is_some() && draft.name.is_some());
    }
    check(draft.faults);

    let configured: Vec<_> = Kind::ALL.into_iter().map(field).collect();
    let mut faults = Faults::default();
    let values = read_all(&configured, &draft.custom_fields, &mut faults);
    for value in values {
        // A value in its first form is of that form.
        let field =
            configured.iter().find(|field| field.id == value.custom_field_id).expect("a configured field");
        assert_eq!(field.parse(std::slice::from_ref(&value.value)), Ok(Some(value.value)));
    }
    check(faults);

    if let (Err(refusal), _) = Locator::read(&form, false) {
        assert!(!refusal.to_string().is_empty());
    }
});

fn form(text: &str) -> Form {
    let mut form = Form::default();
    for line in text.lines() {
        match line.split_once('=') {
            Some((key, value)) => form.push_text(key, value),
            None => form.push(line, Value::Null),
        }
    }
    form
}

fn field(kind: Kind) -> CustomField {
    let options = if kind.has_options() { vec!["Sul".into(), "Norte e Nordeste".into()] } else { vec![] };
    let (id, name) = (kind.to_string(), kind.to_string());
    CustomField { id, name, kind, required: false, max_length: Some(40), options }
}

/// A refusal has its faults in order, and words for a log.
fn check(faults: Faults) {
    let none = faults.is_empty();
    match faults.into_result() {
        Ok(()) => assert!(none),
        Err(refusal) => {
            assert!(!none && !refusal.to_string().is_empty());
            let classes: Vec<_> = refusal.faults().map(|fault| fault.reason.class()).collect();
            assert_eq!(classes.first(), Some(&refusal.first().reason.class()));
        }
    }
}
