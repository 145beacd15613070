//! What a person does to a page: by pointer and by keyboard, so that nothing is done that could not be done by hand.

use std::cell::{Cell, RefCell};
use std::path::Path;

use serde_json::{Value, json};

use super::find::Field;
use super::{Page, Target};

/// Where an element can be hit: its middle, once it is in view. Null where something else would be hit.
const MIDDLE: &str = include_str!("middle.js");

/// Fields in which one does not type text: their value is set, as a picker would.
const SET: &str = "function (value) {
    this.value = value;
    for (const kind of ['input', 'change']) this.dispatchEvent(new Event(kind, { bubbles: true }));
}";

impl Page {
    /// Clicks in the middle of something, as soon as it is the only one of its kind and nothing covers it; waits until what
    /// that sets off has loaded.
    pub async fn click(&self, target: impl Into<Target>) {
        let target = target.into();
        let middle = self.when(&target, MIDDLE, Value::is_object).await;
        let (x, y) = (&middle["x"], &middle["y"]);
        for (kind, buttons) in [("mouseMoved", 0), ("mousePressed", 1), ("mouseReleased", 0)] {
            let button = if kind == "mouseMoved" { "none" } else { "left" };
            let event =
                json!({"type": kind, "x": x, "y": y, "button": button, "buttons": buttons, "clickCount": 1});
            self.must("Input.dispatchMouseEvent", event).await;
        }
        self.rest().await;
    }

    /// Types a text into the field of this label, in place of what was there.
    pub async fn fill(&self, field: impl Into<Field>, text: &str) {
        let Field(field) = field.into();
        let selects = "function () { this.focus(); this.select?.(); return this.type ?? ''; }";
        let kind = self.when(&field, selects, Value::is_string).await;
        let kind = kind.as_str().unwrap_or_default();
        if ["date", "datetime-local", "time", "month", "week", "color", "range"].contains(&kind) {
            self.call(&field, SET, &[text]).await;
        } else if text.is_empty() {
            self.press("Delete").await;
        } else {
            self.must("Input.insertText", json!({"text": text})).await;
        }
        self.rest().await;
    }

    /// Chooses an option, by its text, of the field of this label.
    pub async fn choose(&self, field: impl Into<Field>, option: &str) {
        let Field(field) = field.into();
        let chooses = "function (text) {
            const option = [...this.options].find((option) => option.label.trim() === text);
            if (!option) return false;
            option.selected = true;
            for (const kind of ['input', 'change']) this.dispatchEvent(new Event(kind, { bubbles: true }));
            return true;
        }";
        let chosen = self.call(&field, chooses, &[option]).await;
        assert_eq!(chosen, true, "{field:?} has the option {option:?}");
        self.rest().await;
    }

    /// Gives a file to the field of this label.
    pub async fn upload(&self, field: impl Into<Target>, file: &Path) {
        let field = field.into();
        let number = self.one(&field).await;
        self.must("DOM.setFileInputFiles", json!({"files": [file], "backendNodeId": number})).await;
        self.rest().await;
    }

    /// Presses a key of this name: `Enter`, `Tab`, `Escape`, `Delete`, `ArrowDown`…
    pub async fn press(&self, key: &str) {
        let (code, text) = match key {
            "Enter" => (13, "\r"),
            "Tab" => (9, ""),
            "Escape" => (27, ""),
            "Delete" => (46, ""),
            "ArrowUp" => (38, ""),
            "ArrowDown" => (40, ""),
            _ => panic!("{key:?} is a key that this file knows"),
        };
        for kind in ["keyDown", "keyUp"] {
            let text = if kind == "keyDown" { text } else { "" };
            let event =
                json!({"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text});
            self.must("Input.dispatchKeyEvent", event).await;
        }
        self.rest().await;
    }

    /// What is in a field.
    pub async fn value(&self, field: impl Into<Field>) -> String {
        let Field(field) = field.into();
        let value = self.call(&field, "function () { return this.value; }", &[]).await;
        value.as_str().unwrap_or_default().to_owned()
    }

    /// What a function of JavaScript returns for the one element that is meant, as soon as it is there.
    async fn call(&self, target: &Target, function: &str, arguments: &[&str]) -> Value {
        let number = self.one(target).await;
        self.apply(number, function, arguments).await.unwrap_or_default()
    }

    /// The same, as soon as what is returned will do.
    async fn when(&self, target: &Target, function: &str, will_do: fn(&Value) -> bool) -> Value {
        let returned = RefCell::new(Value::Null);
        let is_so = async || {
            let Some(number) = self.only(target).await else { return false };
            let value = self.apply(number, function, &[]).await.unwrap_or_default();
            let does = will_do(&value);
            returned.replace(value);
            does
        };
        self.until(&format!("{target:?} is there alone and can be reached"), is_so).await;
        returned.into_inner()
    }

    async fn one(&self, target: &Target) -> u64 {
        let found = Cell::new(None);
        let is_so = async || {
            found.set(self.only(target).await);
            found.get().is_some()
        };
        self.until(&format!("{target:?} is there alone"), is_so).await;
        found.get().unwrap_or_default()
    }

    async fn only(&self, target: &Target) -> Option<u64> {
        match target.on(self).await.ok()?[..] {
            [number] => Some(number),
            _ => None,
        }
    }

    async fn apply(&self, number: u64, function: &str, arguments: &[&str]) -> Option<Value> {
        let resolved = self.ask("DOM.resolveNode", json!({"backendNodeId": number})).await.ok()?;
        let arguments: Vec<_> = arguments.iter().map(|text| json!({"value": text})).collect();
        let call = json!({
            "objectId": resolved["object"]["objectId"],
            "functionDeclaration": function,
            "arguments": arguments,
            "returnByValue": true,
        });
        let mut answer = self.ask("Runtime.callFunctionOn", call).await.ok()?;
        assert!(answer["exceptionDetails"].is_null(), "{}", answer["exceptionDetails"]);
        Some(answer["result"]["value"].take())
    }
}
