//! How a custom field's value is read: one validator for every way in.

use serde_json::value::RawValue;

use super::{CustomField, Kind};
use crate::form::{CUSTOM_FIELD_RANK, SentCustomField};
use crate::refusal::{Fault, Faults, Field, Reason};
use crate::{email, scalar, tax_id, text};

impl CustomField {
    /// Reads what was sent: the value in its first form, or `None` where that is blank (contract: §2, ours).
    pub fn parse(&self, texts: &[String]) -> Result<Option<String>, Reason> {
        if self.kind == Kind::MultiSelect {
            return self.chosen(texts);
        }
        let Some(first) = texts.first() else {
            return Ok(None);
        };
        if texts.iter().any(|text| text != first) {
            return Err(Reason::Repeated);
        }
        let Some(sent) = text::filled(first) else {
            return Ok(None);
        };
        // White space around a value counts only where it is kept.
        let counted = if matches!(self.kind, Kind::Text | Kind::LongText) { sent } else { sent.trim() };
        if let Some(max) = self.max_length {
            text::at_most(counted, max)?;
        }
        text::without_controls(sent)?;
        let value = match self.kind {
            Kind::Text | Kind::LongText | Kind::MultiSelect => sent.into(),
            Kind::Number => scalar::number(sent)?,
            Kind::Date => scalar::date(sent)?,
            Kind::Select => self.option(sent)?.into(),
            Kind::Checkbox => if scalar::flag(sent)? { "1" } else { "0" }.into(),
            Kind::Email => email::Email::parse(sent)?.as_str().into(),
            Kind::Phone => phone(sent)?,
            Kind::Url => url(sent)?,
            Kind::Cpf => tax_id::cpf(sent)?,
            Kind::Cnpj => tax_id::cnpj(sent)?,
        };
        Ok(Some(value))
    }

    /// The options chosen, joined by `|`. They come as several texts, as a JSON array, or joined already.
    fn chosen(&self, texts: &[String]) -> Result<Option<String>, Reason> {
        let mut chosen = vec![false; self.options.len()];
        for sent in texts {
            text::without_controls(sent)?;
            let listed = match self.option(sent) {
                Ok(option) => vec![option.to_owned()],
                Err(_) => listed(sent).unwrap_or_else(|| sent.split('|').map(str::to_owned).collect()),
            };
            for option in listed.iter().filter_map(|option| text::filled(option)) {
                let at = self
                    .options
                    .iter()
                    .position(|known| known == option.trim())
                    .ok_or(Reason::NotAnOption)?;
                chosen[at] = true;
            }
        }
        let chosen = self.options.iter().zip(chosen).filter(|(_, chosen)| *chosen);
        let joined = chosen.map(|(option, _)| option.as_str()).collect::<Vec<_>>().join("|");
        if let Some(max) = self.max_length {
            text::at_most(&joined, max)?;
        }
        Ok((!joined.is_empty()).then_some(joined))
    }

    fn option<'s>(&self, sent: &'s str) -> Result<&'s str, Reason> {
        let sent = sent.trim();
        if self.options.iter().any(|option| option == sent) { Ok(sent) } else { Err(Reason::NotAnOption) }
    }
}

/// The texts of a JSON array, where `sent` is one: numbers and booleans count as their text, null as nothing.
fn listed(sent: &str) -> Option<Vec<String>> {
    let elements: Vec<&RawValue> = serde_json::from_str(sent).ok()?;
    let text = |json: &RawValue| match json.get().as_bytes().first() {
        Some(b'"') => serde_json::from_str(json.get()).ok(),
        Some(b'[' | b'{') => None,
        Some(b'n') => Some(String::new()),
        _ => Some(json.get().to_owned()),
    };
    elements.into_iter().map(text).collect()
}

/// A telephone number, kept as sent but for the white space around it: 3 to 20 digits among `+ ( ) - . / x #` and spaces.
fn phone(text: &str) -> Result<String, Reason> {
    let text = text.trim();
    let fits = text.bytes().all(|byte| byte.is_ascii_digit() || b"+()-./x# ".contains(&byte));
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if fits && (3..=20).contains(&digits) { Ok(text.into()) } else { Err(Reason::NotAPhone) }
}

/// An absolute `http` or `https` address with a host, kept as sent but for the white space around it.
pub fn url(text: &str) -> Result<String, Reason> {
    let text = text.trim();
    match url::Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && !text.contains(char::is_whitespace) => {
            Ok(text.into())
        }
        _ => Err(Reason::NotAUrl),
    }
}

/// One custom field's value, by the field's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomValue {
    /// The field's id.
    pub custom_field_id: String,
    /// The value, in its first form.
    pub value: String,
}

/// Reads everything that was sent for the fields of a form: one validator for every way in.
///
/// Faults come in the configured order: a required field without a value, a value of the wrong form. An id that is not
/// among `configured` refers to nothing.
pub fn read_all(
    configured: &[CustomField],
    sent: &[SentCustomField],
    faults: &mut Faults,
) -> Vec<CustomValue> {
    let mut values = Vec::new();
    let mut rank = CUSTOM_FIELD_RANK;
    for field in configured {
        rank += 1;
        let found = sent.iter().find(|sent| sent.id == field.id);
        let parsed = field.parse(found.map_or(&[], |sent| &sent.texts));
        let reason = match parsed {
            Ok(Some(value)) => {
                values.push(CustomValue { custom_field_id: field.id.clone(), value });
                continue;
            }
            Ok(None) if field.required => Reason::Required,
            Ok(None) => continue,
            Err(reason) => reason,
        };
        let key = found.map_or_else(|| format!("custom_field[{}]", field.id), |sent| sent.key.clone());
        let place = Field { key: key.into(), label: Some(field.name.clone()), rank };
        faults.push(Fault::of(place, reason));
    }
    // An old form may still send a field that was retired, empty: that is as if it were not sent.
    let unknown = |sent: &&SentCustomField| {
        configured.iter().all(|field| field.id != sent.id)
            && sent.texts.iter().any(|text| text::filled(text).is_some())
    };
    for sent in sent.iter().filter(unknown) {
        rank += 1;
        let reason = text::reference(&sent.id).err().unwrap_or(Reason::NotFound);
        faults.push(Fault::of(Field::new(sent.key.clone(), rank), reason));
    }
    values
}

/// What becomes of one custom field's value that is there already, by the field's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomChange {
    /// The field's id.
    pub custom_field_id: String,
    /// The value, in its first form; `None` takes it away.
    pub value: Option<String>,
}

/// Reads everything that was sent to change values: what was not sent, or sent blank, stays; JSON `null` takes a value away,
/// where the field is not required. Faults as in [`read_all`].
pub fn read_changes(
    configured: &[CustomField],
    sent: &[SentCustomField],
    faults: &mut Faults,
) -> Vec<CustomChange> {
    let blank = |sent: &SentCustomField| {
        !sent.texts.is_empty() && sent.texts.iter().all(|text| text::filled(text).is_none())
    };
    let sent: Vec<SentCustomField> = sent.iter().filter(|sent| !blank(sent)).cloned().collect();
    let mut touched = configured.to_vec();
    touched.retain(|field| sent.iter().any(|sent| sent.id == field.id));
    let values = read_all(&touched, &sent, faults);
    let value_of = |id: &str| values.iter().find(|value| value.custom_field_id == id);
    let change = |field: CustomField| {
        let value = value_of(&field.id).map(|value| value.value.clone());
        CustomChange { custom_field_id: field.id, value }
    };
    touched.into_iter().map(change).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::field;
    use super::*;

    fn read(kind: Kind, texts: &[&str]) -> Result<Option<String>, Reason> {
        field(kind, None).parse(&texts.iter().map(|text| (*text).into()).collect::<Vec<_>>())
    }

    #[test]
    fn every_kind_reads_its_values() {
        for (kind, sent, value) in [
            (Kind::Text, " a\tb ", " a\tb "),
            (Kind::LongText, "a\r\nb", "a\r\nb"),
            (Kind::Number, "1,5", "1.5"),
            (Kind::Date, "24/11/2026", "2026-11-24"),
            (Kind::Select, " Sul ", "Sul"),
            (Kind::Checkbox, "TRUE", "1"),
            (Kind::Checkbox, "0", "0"),
            (Kind::Email, "a@b.com", "a@b.com"),
            (Kind::Phone, "+55 (11) 98765-4321", "+55 (11) 98765-4321"),
            (Kind::Url, "https://exemplo.com.br/á?b=c", "https://exemplo.com.br/á?b=c"),
            (Kind::Cpf, "529.982.247-25", "529.982.247-25"),
            (Kind::Cnpj, "12ABC34501DE35", "12ABC34501DE35"),
        ] {
            assert_eq!(read(kind, &[sent]), Ok(Some(value.into())), "{kind}");
            assert_eq!(read(kind, &[sent, sent]), Ok(Some(value.into())), "{kind}");
            assert_eq!(read(kind, &[sent, "?"]), Err(Reason::Repeated), "{kind}");
            assert_eq!((read(kind, &[" "]), read(kind, &[])), (Ok(None), Ok(None)), "{kind}");
        }
    }

    #[test]
    fn every_kind_refuses_what_is_not_its_own() {
        for (kind, sent, reason) in [
            (Kind::Text, "a\0", Reason::ControlCharacter),
            (Kind::LongText, "\u{7f}", Reason::ControlCharacter),
            (Kind::Number, "1e5", Reason::NotANumber),
            (Kind::Date, "2026-02-30", Reason::NotADate),
            (Kind::Select, "sul", Reason::NotAnOption),
            (Kind::MultiSelect, "Sul|Leste", Reason::NotAnOption),
            (Kind::Checkbox, "sim", Reason::NotAFlag),
            (Kind::Email, "a@", Reason::NotAnEmail),
            (Kind::Phone, "ramal", Reason::NotAPhone),
            (Kind::Phone, "12", Reason::NotAPhone),
            (Kind::Url, "javascript:alert(1)", Reason::NotAUrl),
            (Kind::Url, "exemplo.com", Reason::NotAUrl),
            (Kind::Cpf, "11111111111", Reason::NotACpf),
            (Kind::Cnpj, "LBNXQOB5000163", Reason::NotACnpj),
        ] {
            assert_eq!(read(kind, &[sent]), Err(reason), "{kind} {sent}");
        }
    }

    #[test]
    fn several_options_come_in_any_of_their_forms() {
        for (sent, value) in [
            (&["Norte e Nordeste", "Sul"][..], Some("Sul|Norte e Nordeste")),
            (&[" Sul | Norte e Nordeste "], Some("Sul|Norte e Nordeste")),
            (&[r#"["Sul","[x]"]"#], Some("Sul|[x]")),
            (&["[x]", "[x]", ""], Some("[x]")),
            (&["", "|"], None),
            (&["[]"], None),
            (&["[\"Sul\",null,2.50]"], Some("Sul|2.50")),
            (&["[x]|Sul"], Some("Sul|[x]")),
        ] {
            assert_eq!(read(Kind::MultiSelect, sent), Ok(value.map(str::to_owned)), "{sent:?}");
        }
    }

    #[test]
    fn the_greatest_length_counts_characters() {
        let parse = |kind, text: &str| field(kind, Some(3)).parse(&[text.to_owned()]);
        assert_eq!(parse(Kind::Text, "ééé"), Ok(Some("ééé".into())));
        assert_eq!(parse(Kind::Text, "éééé"), Err(Reason::TooLong { max: 3 }));
        assert_eq!(parse(Kind::Text, "ab  "), Err(Reason::TooLong { max: 3 }));
        assert_eq!(parse(Kind::Number, "  123  "), Ok(Some("123".into())));
        assert_eq!(parse(Kind::MultiSelect, "Sul"), Ok(Some("Sul".into())));
        assert_eq!(parse(Kind::MultiSelect, "Sul|[x]"), Err(Reason::TooLong { max: 3 }));
    }
}
