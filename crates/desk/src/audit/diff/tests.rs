//! What is different, what is not known, and that customers come through whole.

use proptest::collection::btree_map;
use proptest::prelude::*;
use serde_json::json;

use super::*;

fn differences(past: &mut Past, first: bool, change: &str, content: &Value) -> Vec<String> {
    let found = past.take(first, change, Some(&content.to_string())).unwrap();
    let shown = found.into_iter().map(|Difference { field, from, to }| {
        let from = from.map_or_else(|| "?".to_owned(), |from| from.to_string());
        format!("{field}: {from} -> {to}")
    });
    shown.collect()
}

#[test]
fn a_creation_shows_what_is_there_and_a_change_what_became_different() {
    let mut past = Past::default();
    let created = json!({ "name": "Ana", "email": null, "active": true, "custom_fields": [["f1", "Sul"]] });
    let shown = differences(&mut past, true, "created", &created);
    assert_eq!(shown, ["active: null -> true", "custom_fields.f1: null -> \"Sul\"", "name: null -> \"Ana\""]);
    let updated = json!({ "name": "Bia", "email": null, "active": true, "custom_fields": [["f2", "x"]] });
    let shown = differences(&mut past, false, "updated", &updated);
    assert_eq!(shown, ["custom_fields.f2: null -> \"x\"", "name: \"Ana\" -> \"Bia\""]);
    let cleared = json!({ "name": "Bia", "email": "b@x.com", "active": true, "custom_fields": [["f1", ""]] });
    let shown = differences(&mut past, false, "updated", &cleared);
    assert_eq!(shown, ["custom_fields.f1: \"Sul\" -> null", "email: null -> \"b@x.com\""]);
}

#[test]
fn what_was_before_an_erasure_is_not_known() {
    let mut past = Past::default();
    differences(&mut past, true, "created", &json!({ "name": "Ana", "email": null }));
    assert_eq!(past.take(false, "updated", None), None);
    let shown = differences(&mut past, false, "updated", &json!({ "name": "Ana", "email": null }));
    assert_eq!(shown, ["name: ? -> \"Ana\""]);
    let shown = differences(&mut past, false, "updated", &json!({ "name": "Ana", "email": "a@x.com" }));
    assert_eq!(shown, ["email: null -> \"a@x.com\""]);
}

#[test]
fn a_password_that_is_set_again_is_shown_again() {
    let mut past = Past::default();
    let set = json!({ "name": "Ana", "password": "set" });
    differences(&mut past, true, "created", &set);
    assert_eq!(differences(&mut past, false, "updated", &set), ["password: ? -> \"set\""]);
}

#[test]
fn departments_come_and_go_without_touching_the_rest() {
    let mut past = Past::default();
    differences(&mut past, true, "created", &json!({ "name": "Ana" }));
    let department = json!({ "department_id": "d" });
    assert_eq!(differences(&mut past, false, "linked", &department), ["department_id: null -> \"d\""]);
    assert_eq!(differences(&mut past, false, "unlinked", &department), ["department_id: \"d\" -> null"]);
    assert!(differences(&mut past, false, "updated", &json!({ "name": "Ana" })).is_empty());
}

#[test]
fn what_is_no_object_is_as_good_as_erased() {
    for content in ["", "[]", "1", "{"] {
        assert_eq!(Past::default().take(true, "created", Some(content)), None, "{content}");
    }
    let odd = json!({ "custom_fields": [1, [], ["a"], [1, "b"], ["c", "d"]], "list": [1] });
    let shown = differences(&mut Past::default(), true, "created", &odd);
    assert_eq!(shown, ["custom_fields.c: null -> \"d\"", "list: null -> [1]"]);
}

proptest! {
    #[test]
    fn differences_lead_from_each_state_to_the_next(
        states in prop::collection::vec(btree_map("[a-d]", prop::option::of("[xyz]"), 4), 1..6),
    ) {
        let mut past = Past::default();
        let mut followed: BTreeMap<String, Value> = BTreeMap::new();
        let keys = ["a", "b", "c", "d"];
        for (number, state) in states.iter().enumerate() {
            let whole: Map<String, Value> = keys
                .iter()
                .map(|key| ((*key).to_owned(), json!(state.get(*key).cloned().flatten())))
                .collect();
            let content = Value::Object(whole.clone()).to_string();
            for Difference { field, from, to } in past.take(number == 0, "updated", Some(&content)).unwrap() {
                let before = followed.insert(field, to.clone()).unwrap_or(Value::Null);
                prop_assert_eq!(from, Some(before.clone()));
                prop_assert_ne!(before, to);
            }
            for key in keys {
                prop_assert_eq!(followed.get(key).unwrap_or(&Value::Null), &whole[key]);
            }
        }
    }
}
