//! Custom fields in a form: what an account has configured, as inputs, each with what it holds.

use guiche_domain::custom_field::{CustomField, Kind as Configured};

use super::{Input, Kind};
use crate::page::Page;

/// One input for each field, in their order, under the API's keys: `custom_field[ID]`. `value_of` says what the field with
/// an id holds, in its first form. What was an option when it was chosen and is none any more stays to be seen and kept.
pub(crate) fn inputs(
    page: &Page,
    fields: &[CustomField],
    value_of: impl Fn(&str) -> Option<String>,
) -> Vec<Input> {
    fields.iter().map(|field| input(page, field, value_of(&field.id))).collect()
}

/// One field's input.
fn input(page: &Page, field: &CustomField, value: Option<String>) -> Input {
    let name = format!("custom_field[{}]", field.id);
    let mut input = Input::new(name, kind_of(field.kind), field.name.clone());
    input.required = field.required;
    input.max = field.max_length.filter(|_| !field.kind.has_options());
    input.values = match value {
        Some(value) if field.kind == Configured::MultiSelect => value.split('|').map(str::to_owned).collect(),
        value => value.into_iter().collect(),
    };
    match field.kind {
        Configured::Checkbox => {
            let flags = [("1", "form-yes"), ("0", "form-no")];
            let flags = flags.map(|(value, label)| (value.to_owned(), page.say(label)));
            input.choices(nothing(page).into_iter().chain(flags))
        }
        Configured::Select => {
            let offered = offered(page, field, &input.values);
            input.choices(nothing(page).into_iter().chain(offered))
        }
        Configured::MultiSelect => {
            let offered = offered(page, field, &input.values);
            input.choices(offered)
        }
        _ => input,
    }
}

/// The choice of no value.
fn nothing(page: &Page) -> Option<(String, String)> {
    Some((String::new(), page.say("form-choose")))
}

/// The field's options, and behind them what is chosen but no option any more.
fn offered(page: &Page, field: &CustomField, chosen: &[String]) -> Vec<(String, String)> {
    let options = field.options.iter().map(|option| (option.clone(), option.clone()));
    let gone = chosen.iter().filter(|value| !field.options.contains(value));
    let gone = gone.map(|value| (value.clone(), page.say_of("form-no-longer-an-option", value)));
    options.chain(gone).collect()
}

fn kind_of(kind: Configured) -> Kind {
    match kind {
        Configured::Text | Configured::Cpf | Configured::Cnpj => Kind::Text,
        Configured::LongText => Kind::Area,
        Configured::Number => Kind::Decimal,
        Configured::Date => Kind::Date,
        Configured::Select | Configured::Checkbox => Kind::Select,
        Configured::MultiSelect => Kind::Checks,
        Configured::Email => Kind::Email,
        Configured::Phone => Kind::Tel,
        Configured::Url => Kind::Url,
    }
}

#[cfg(test)]
mod tests {
    use guiche_domain::language::Language;

    use super::*;
    use crate::form::FormView;

    fn field(kind: Configured) -> CustomField {
        let options = if kind.has_options() { vec!["A<b>".into(), "B".into()] } else { Vec::new() };
        CustomField { id: "f".into(), name: "F".into(), kind, required: true, max_length: Some(9), options }
    }

    fn shown(kind: Configured, value: &str) -> String {
        let page = Page::bare(Language::English);
        let inputs = inputs(&page, &[field(kind)], |id| (id == "f").then(|| value.to_owned()));
        FormView::new(&page, "/", "Save".into(), inputs).to_string()
    }

    #[test]
    fn every_kind_shows_what_it_holds() {
        for (kind, value, expected) in [
            (
                Configured::Text,
                "x<y",
                r#"type="text" id="field-custom-field-f-" name="custom_field[f]" value="x&#60;y""#,
            ),
            (Configured::LongText, "x\ny", "maxlength=\"9\">\nx\ny</textarea>"),
            (Configured::Number, "1.5", r#"inputmode="decimal""#),
            (Configured::Date, "2026-11-24", r#"type="date""#),
            (Configured::Select, "B", r#"<option value="B" selected>B</option>"#),
            (Configured::Select, "B", r#"<option value="A&#60;b&#62;">A&#60;b&#62;</option>"#),
            (Configured::MultiSelect, "A<b>|B", r#"name="custom_field[f]" value="B" checked"#),
            (Configured::Checkbox, "0", r#"<option value="0" selected>No</option>"#),
            (Configured::Email, "a@b.com", r#"type="email""#),
            (Configured::Phone, "123", r#"type="tel""#),
            (Configured::Url, "https://a.b", r#"type="url""#),
            (Configured::Cpf, "1", r#"value="1""#),
            (Configured::Cnpj, "1", r#"value="1""#),
        ] {
            let form = shown(kind, value);
            assert!(form.contains(expected), "{kind}: {form}");
        }
    }

    #[test]
    fn what_is_no_option_any_more_stays_to_be_seen() {
        let select = shown(Configured::Select, "C");
        assert!(
            select.contains(r#"<option value="C" selected>C (no longer an option)</option>"#),
            "{select}"
        );
        let several = shown(Configured::MultiSelect, "B|C");
        assert!(several.contains(r#"value="C" checked> C (no longer an option)"#), "{several}");
    }
}
