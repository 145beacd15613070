//! A custom field as it is typed into a form: each part read, or its fault.

use super::{CustomField, Kind};
use crate::form::{At, Form, Reader};
use crate::named::Title;
use crate::refusal::{Fault, Faults, Field, Reason};
use crate::scalar;

/// The most characters that a value may be limited to.
pub const MAX_LENGTH: usize = 100_000;
/// The most options of a field.
pub const MAX_OPTIONS: usize = 500;

/// What was typed about a field. A part is `None` where it could not be read: then its fault is among
/// [`faults`](Self::faults).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What its values are; it stays for ever.
    pub kind: Kind,
    /// Required.
    pub name: Option<At<Title>>,
    /// Whether a value must be given.
    pub required: bool,
    /// The most characters of a value; `None` is no limit. Options have none.
    pub max_length: Option<usize>,
    /// What may be chosen, in its order.
    pub options: Vec<String>,
    /// What is wrong with it.
    pub faults: Faults,
}

impl Draft {
    /// Reads the form of a field of this kind: `name`, `required` (a flag), `max_length` (a whole number from 1 to
    /// [`MAX_LENGTH`]; blank is no limit), and for kinds with options `options`, one on each line, [`MAX_OPTIONS`] at most.
    pub fn read(form: &Form, kind: Kind) -> Self {
        let mut reader = Reader::new(form);
        let name = reader.required("name", Title::parse);
        let required = reader.filled("required", scalar::flag).is_some_and(|at| at.value);
        let max_length = if kind.has_options() { None } else { reader.filled("max_length", max_length) };
        let options = if kind.has_options() { reader.required("options", options) } else { None };
        let (faults, _) = reader.finish(false);
        Self {
            kind,
            name,
            required,
            max_length: max_length.map(|at| at.value),
            options: options.map(|at| at.value).unwrap_or_default(),
            faults,
        }
    }

    /// The field under an id, or all that is wrong with it: what the draft has found, and `faults` beside it.
    pub fn field(&self, id: &str, mut faults: Faults) -> Result<CustomField, crate::Refusal> {
        self.faults.iter().for_each(|fault| faults.push(fault.clone()));
        if self.name.is_none() && faults.is_empty() {
            faults.push(Fault::of(Field::new("name", 0), Reason::Required));
        }
        faults.into_result()?;
        Ok(CustomField {
            id: id.into(),
            name: self.name.as_ref().map(|name| name.value.as_str().to_owned()).unwrap_or_default(),
            kind: self.kind,
            required: self.required,
            max_length: self.max_length,
            options: self.options.clone(),
        })
    }
}

fn max_length(text: &str) -> Result<usize, Reason> {
    let text = text.trim();
    let number = text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    number.filter(|number| (1..=MAX_LENGTH).contains(number)).ok_or(Reason::NotACount)
}

/// Options, one on each line: each once, without what values of several are joined by. Blank lines are dropped.
fn options(text: &str) -> Result<Vec<String>, Reason> {
    let mut options: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let sound = !line.contains('|') && !line.chars().any(char::is_control);
        if !sound || options.iter().any(|option| option == line) || options.len() == MAX_OPTIONS {
            return Err(Reason::NotOptions);
        }
        options.push(line.into());
    }
    if options.is_empty() { Err(Reason::Required) } else { Ok(options) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(kind: Kind, pairs: &[(&str, &str)]) -> Result<CustomField, String> {
        let mut form = Form::default();
        pairs.iter().for_each(|(key, text)| form.push_text(*key, *text));
        Draft::read(&form, kind).field("f", Faults::default()).map_err(|refusal| refusal.to_string())
    }

    #[test]
    fn a_field_is_read_by_its_kind() {
        let field = read(Kind::Text, &[("name", " F "), ("max_length", "20"), ("options", "a")]).unwrap();
        assert_eq!((field.name.as_str(), field.max_length, field.required), ("F", Some(20), false));
        assert!(field.options.is_empty());
        let field =
            read(Kind::Select, &[("name", "F"), ("required", "1"), ("options", " a \n\nb\n")]).unwrap();
        assert_eq!((field.options, field.required), (vec!["a".to_owned(), "b".to_owned()], true));
    }

    #[test]
    fn all_faults_come_at_once() {
        for (kind, pairs, faults) in [
            (Kind::Text, &[("max_length", "0")][..], "name: required, max_length: invalid"),
            (Kind::Text, &[("name", "F"), ("max_length", "+1")], "max_length: invalid"),
            (Kind::Text, &[("name", "F"), ("max_length", "100001")], "max_length: invalid"),
            (Kind::Select, &[("required", "x")], "name: required, required: invalid, options: required"),
            (Kind::Select, &[("name", "F"), ("options", "a\na")], "options: invalid"),
            (Kind::MultiSelect, &[("name", "F"), ("options", "a|b")], "options: invalid"),
            (Kind::Select, &[("name", "F"), ("options", " \n ")], "options: required"),
        ] {
            assert_eq!(read(kind, pairs), Err(faults.into()), "{pairs:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_can_be_configured(name in "\\PC{0,30}", length in "[0-9]{0,7}", lines in "[a-c|\n ]{0,12}") {
            for kind in Kind::ALL {
                let pairs = [("name", name.as_str()), ("max_length", &length), ("options", &lines)];
                if let Ok(field) = read(kind, &pairs) {
                    prop_assert_eq!(field.clone().configured(), Ok(field));
                }
            }
        }
    }
}
