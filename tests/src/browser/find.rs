//! What a person means by "the button Save": found by role and accessible name, as a screen reader announces it, or by CSS.

use serde_json::{Value, json};

use super::Page;
use super::pipe::Refused;

/// Something on a page that can be named.
#[derive(Clone, Debug)]
pub struct Target {
    what: What,
    inside: Option<String>,
}

#[derive(Clone, Debug)]
enum What {
    /// By accessible name and, unless empty, one of these roles.
    Named { roles: &'static [&'static str], name: String },
    /// The elements that a selector chooses.
    Css(String),
}

/// Roles of what is filled in or chosen from.
const FIELDS: &[&str] = &[
    "textbox",
    "searchbox",
    "combobox",
    "listbox",
    "checkbox",
    "radio",
    "switch",
    "spinbutton",
    "slider",
    "Date",
    "DateTime",
    "InputTime",
];

/// Roles of what does something.
const BUTTONS: &[&str] = &["button", "DisclosureTriangle", "menuitem", "tab", "option"];

/// A button, a menu's item, what opens and closes.
pub fn button(name: &str) -> Target {
    Target::named(BUTTONS, name)
}

/// A link.
pub fn link(name: &str) -> Target {
    Target::named(&["link"], name)
}

/// A field, by its visible label.
pub fn field(label: &str) -> Target {
    Target::named(FIELDS, label)
}

/// A heading.
pub fn heading(name: &str) -> Target {
    Target::named(&["heading"], name)
}

/// Whatever has this name and can be acted on.
pub fn named(name: &str) -> Target {
    Target::named(&[], name)
}

/// What a selector chooses: for what has no name of its own.
pub fn css(selector: &str) -> Target {
    Target { what: What::Css(selector.into()), inside: None }
}

/// A name alone is what can be acted on by that name.
impl From<&str> for Target {
    fn from(name: &str) -> Self {
        named(name)
    }
}

/// What is filled in: text alone is its label.
#[derive(Clone, Debug)]
pub struct Field(pub(super) Target);

impl From<&str> for Field {
    fn from(label: &str) -> Self {
        Self(field(label))
    }
}

impl From<Target> for Field {
    fn from(target: Target) -> Self {
        Self(target)
    }
}

impl From<&Self> for Target {
    fn from(target: &Self) -> Self {
        target.clone()
    }
}

impl Target {
    fn named(roles: &'static [&'static str], name: &str) -> Self {
        Self { what: What::Named { roles, name: name.into() }, inside: None }
    }

    /// The one that is inside the first element that this selector chooses.
    #[must_use]
    pub fn inside(self, selector: &str) -> Self {
        Self { inside: Some(selector.into()), ..self }
    }

    /// The elements that it means on a page as it is now, by their numbers in the browser.
    pub(super) async fn on(&self, page: &Page) -> Result<Vec<u64>, Refused> {
        let document = page.ask("DOM.getDocument", json!({"depth": 0})).await?;
        let mut root = document["root"]["nodeId"].clone();
        if let Some(selector) = &self.inside {
            let found = page.ask("DOM.querySelector", json!({"nodeId": root, "selector": selector})).await?;
            root = found["nodeId"].clone();
            if root == 0 {
                return Ok(Vec::new());
            }
        }
        match &self.what {
            What::Named { roles, name } => {
                // Asked for by name it would compare with the spaces that the markup has around it.
                let found = page.ask("Accessibility.queryAXTree", json!({"nodeId": root})).await?;
                Ok(numbers(&found["nodes"], |node| is_called(node, name) && has_role(node, roles)))
            }
            What::Css(selector) => {
                let all = json!({"nodeId": root, "selector": selector});
                let found = page.ask("DOM.querySelectorAll", all).await?;
                let mut numbers = Vec::new();
                for node in found["nodeIds"].as_array().into_iter().flatten() {
                    let described = page.ask("DOM.describeNode", json!({"nodeId": node})).await?;
                    numbers.extend(described["node"]["backendNodeId"].as_u64());
                }
                Ok(numbers)
            }
        }
    }
}

fn is_called(node: &Value, name: &str) -> bool {
    node["name"]["value"].as_str().is_some_and(|called| called.split_whitespace().eq(name.split_whitespace()))
}

/// What is no more than text or a part of something that has the same name can be neither clicked nor filled in.
fn has_role(node: &Value, roles: &[&str]) -> bool {
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let acts = || role == "link" || FIELDS.contains(&role) || BUTTONS.contains(&role);
    node["ignored"] != true && if roles.is_empty() { acts() } else { roles.contains(&role) }
}

fn numbers(nodes: &Value, wanted: impl Fn(&Value) -> bool) -> Vec<u64> {
    let nodes = nodes.as_array().into_iter().flatten().filter(|node| wanted(node));
    let mut numbers: Vec<_> = nodes.filter_map(|node| node["backendDOMNodeId"].as_u64()).collect();
    numbers.dedup();
    numbers
}
