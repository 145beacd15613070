//! A form as a page shows it: its fields with their labels and values, and the sentence beside each that was refused.

use askama::Template;
use guiche_domain::form::{Form, Value};
use guiche_domain::language::Language;
use guiche_domain::refusal::{Fault, Field, Refusal};
use guiche_i18n::{Tongue, sentence};

use crate::page::Page;

/// What a field looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One line.
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Tel,
    /// An address of the web.
    Url,
    /// A whole number.
    Number,
    /// A number, with a comma or a point where it is not whole.
    Decimal,
    /// A day.
    Date,
    /// With which address one signs in: shown beside a new password, so that who keeps passwords knows whose it is.
    Username,
    /// A secret, which is never shown again.
    Password,
    /// A code of six digits.
    Code,
    /// Several lines.
    Area,
    /// One of a few.
    Select,
    /// Any of a few.
    Checks,
    /// Yes or no.
    Checkbox,
    /// A file.
    File,
    /// What the page remembers.
    Hidden,
}

impl Kind {
    /// The `type` of an `input`.
    fn input_type(self) -> &'static str {
        match self {
            Self::Email | Self::Username => "email",
            Self::Tel => "tel",
            Self::Url => "url",
            Self::Number => "number",
            Self::Date => "date",
            Self::Password => "password",
            Self::File => "file",
            Self::Hidden => "hidden",
            _ => "text",
        }
    }
}

/// One of what can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
}

impl From<(String, String)> for Choice {
    fn from((value, label): (String, String)) -> Self {
        Self { value, label }
    }
}

/// Some of what can be chosen, under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) label: String,
    pub(crate) choices: Vec<Choice>,
}

/// One field.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    /// The key under which it is sent.
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) kind: Kind,
    pub(crate) hint: Option<String>,
    /// What it holds; of [`Kind::Checks`], all that are chosen.
    pub(crate) values: Vec<String>,
    pub(crate) choices: Vec<Choice>,
    /// More of a [`Kind::Select`], after those.
    pub(crate) groups: Vec<Group>,
    pub(crate) required: bool,
    pub(crate) max: Option<usize>,
    pub(crate) autocomplete: &'static str,
    /// Where a script asks for what could be meant while somebody types.
    pub(crate) suggest: Option<&'static str>,
    /// Which files browsers offer; empty for all.
    pub(crate) accept: &'static str,
    /// Why it was refused.
    pub(crate) fault: Option<String>,
}

impl Input {
    /// A field without a value.
    pub(crate) fn new(name: impl Into<String>, kind: Kind, label: String) -> Self {
        Self {
            name: name.into(),
            label,
            kind,
            hint: None,
            values: Vec::new(),
            choices: Vec::new(),
            groups: Vec::new(),
            required: false,
            max: None,
            autocomplete: "off",
            suggest: None,
            accept: "",
            fault: None,
        }
    }

    /// It must be filled in.
    pub(crate) fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// What it holds.
    pub(crate) fn value(mut self, value: impl Into<String>) -> Self {
        self.values = vec![value.into()];
        self
    }

    /// Whether a [`Kind::Checkbox`] is ticked.
    pub(crate) fn ticked(mut self, ticked: bool) -> Self {
        self.values = if ticked { vec!["1".into()] } else { Vec::new() };
        self
    }

    /// What it is for, in a sentence.
    pub(crate) fn hint(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }

    /// What can be chosen.
    pub(crate) fn choices(mut self, choices: impl IntoIterator<Item = (String, String)>) -> Self {
        self.choices = choices.into_iter().map(Choice::from).collect();
        self
    }

    /// What can be chosen under a name; without any, there is no such group.
    pub(crate) fn group(mut self, label: String, choices: Vec<(String, String)>) -> Self {
        if !choices.is_empty() {
            let choices = choices.into_iter().map(Choice::from).collect();
            self.groups.push(Group { label, choices });
        }
        self
    }

    /// The most characters.
    pub(crate) fn max(mut self, max: usize) -> Self {
        self.max = Some(max);
        self
    }

    /// What browsers may fill in by themselves.
    pub(crate) fn autocomplete(mut self, what: &'static str) -> Self {
        self.autocomplete = what;
        self
    }

    /// Where a script asks for suggestions: see `suggest.js`.
    pub(crate) fn suggest(mut self, path: &'static str) -> Self {
        self.suggest = Some(path);
        self
    }

    /// Which files browsers offer, as media types.
    pub(crate) fn accept(mut self, media: &'static str) -> Self {
        self.accept = media;
        self
    }

    /// The element's id.
    pub(crate) fn id(&self) -> String {
        let plain = |char: char| if char.is_ascii_alphanumeric() { char } else { '-' };
        format!("field-{}", self.name.chars().map(plain).collect::<String>())
    }

    /// The `type` of an `input`.
    pub(crate) fn input_type(&self) -> &'static str {
        self.kind.input_type()
    }

    /// What it holds, the first where there are several.
    pub(crate) fn first(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }

    /// Whether this is chosen.
    pub(crate) fn has(&self, value: &str) -> bool {
        self.values.iter().any(|known| known == value)
    }

    /// Which keys a telephone shows, where the `type` does not say it.
    pub(crate) fn keys(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Code => Some("numeric"),
            Kind::Decimal => Some("decimal"),
            _ => None,
        }
    }

    /// The ids of what describes it.
    pub(crate) fn described_by(&self) -> String {
        let hint = self.hint.is_some().then(|| format!("{}-hint", self.id()));
        let fault = self.fault.is_some().then(|| format!("{}-fault", self.id()));
        hint.into_iter().chain(fault).collect::<Vec<_>>().join(" ")
    }
}

/// A whole form. In a template it stands as `{{ form|safe }}`: it escapes what it holds itself.
#[derive(Clone, Debug, Template)]
#[template(path = "form.html")]
pub(crate) struct FormView {
    words: Words,
    /// Where it is sent.
    pub(crate) action: String,
    /// What its button says.
    pub(crate) submit: String,
    /// Where the way out leads.
    pub(crate) cancel: Option<String>,
    pub(crate) inputs: Vec<Input>,
    /// What was wrong with none of its fields.
    pub(crate) faults: Vec<String>,
}

/// What every form says.
#[derive(Clone, Debug)]
struct Words {
    required: String,
    refused: String,
    cancel: String,
}

impl FormView {
    /// A form with these fields.
    pub(crate) fn new(page: &Page, action: impl Into<String>, submit: String, inputs: Vec<Input>) -> Self {
        let words = Words {
            required: page.say("form-required"),
            refused: page.say("form-refused"),
            cancel: page.say("cancel"),
        };
        Self { words, action: action.into(), submit, cancel: None, inputs, faults: Vec::new() }
    }

    /// The same with a way out.
    pub(crate) fn cancel(mut self, to: impl Into<String>) -> Self {
        self.cancel = Some(to.into());
        self
    }

    /// The same with another sentence above what was wrong.
    pub(crate) fn refusal(mut self, sentence: String) -> Self {
        self.words.refused = sentence;
        self
    }

    /// The same as it was sent, but for secrets.
    pub(crate) fn filled(mut self, sent: &Form) -> Self {
        for input in &mut self.inputs {
            if matches!(input.kind, Kind::Username | Kind::Password | Kind::Code) {
                continue;
            }
            let values = sent.entries().iter().filter(|entry| entry.key == input.name);
            input.values = values
                .filter_map(|entry| match &entry.value {
                    Value::Text(text) => Some(text.clone()),
                    Value::Null => None,
                })
                .collect();
        }
        self
    }

    /// The same with what was wrong with it, each beside its field.
    pub(crate) fn refused(mut self, refusal: &Refusal, language: Language) -> Self {
        for fault in refusal.faults() {
            let key = fault.field.as_ref().map(|field| field.key.as_ref());
            let input = self.inputs.iter_mut().find(|input| Some(input.name.as_str()) == key);
            match input {
                Some(input) => {
                    let said = said(fault, Some(&input.label), language);
                    input.fault = Some(match input.fault.take() {
                        Some(before) => format!("{before} {said}"),
                        None => said,
                    });
                }
                None => self.faults.push(said(fault, None, language)),
            }
        }
        self
    }

    /// Whether any of its fields must be filled in.
    pub(crate) fn has_required(&self) -> bool {
        self.inputs.iter().any(|input| input.required)
    }

    /// Whether it has a file.
    pub(crate) fn has_file(&self) -> bool {
        self.inputs.iter().any(|input| input.kind == Kind::File)
    }

    /// Whether anything was wrong.
    pub(crate) fn is_refused(&self) -> bool {
        !self.faults.is_empty() || self.inputs.iter().any(|input| input.fault.is_some())
    }
}

/// The sentence of a fault, about the field as the page calls it.
fn said(fault: &Fault, label: Option<&str>, language: Language) -> String {
    let field = fault.field.as_ref().map(|field| Field {
        label: label.map(str::to_owned).or_else(|| field.label.clone()),
        ..field.clone()
    });
    sentence(&Fault { field, reason: fault.reason.clone() }, Tongue { language, named: true })
}
