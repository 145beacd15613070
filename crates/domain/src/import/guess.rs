//! What the columns of a file probably are, by what they are called.

use super::names::NAMES;
use super::words::bare;
use super::{Mapping, Target};
use crate::custom_field::CustomField;
use crate::email::Email;

/// What columns probably are. By their names first: the API's own, those of the custom fields, then those that they are
/// usually given in pt-BR, es and en. Of two that could be the same, the one with the surer name is. A column without a name is
/// taken for the e-mail address where most of its values in `rows` are addresses, and no other column is. What is left is
/// ignored.
pub fn guess(header: &[String], rows: &[Vec<String>], custom_fields: &[CustomField]) -> Mapping {
    let width = rows.iter().map(Vec::len).chain([header.len()]).max().unwrap_or_default();
    let mut guess = Guess { columns: vec![None; width] };
    let names: Vec<(String, String)> =
        header.iter().map(|name| (name.trim().to_ascii_lowercase(), bare(name))).collect();
    for target in Target::PLAIN.into_iter().skip(1) {
        guess.first(&names, &target, |(api, _)| *api == target.key());
    }
    for field in custom_fields {
        let target = Target::CustomField(field.id.clone());
        let (key, name) = (target.key().to_ascii_lowercase(), bare(&field.name));
        guess.first(&names, &target, |(api, _)| *api == key);
        guess.first(&names, &target, |(_, bare)| !name.is_empty() && *bare == name);
    }
    for (target, usual) in NAMES {
        for name in usual {
            guess.first(&names, &target, |(_, bare)| bare == name);
        }
    }
    for column in 0..width {
        let unnamed = names.get(column).is_none_or(|(_, bare)| bare.is_empty());
        if unnamed && addresses(rows, column) {
            guess.take(column, &Target::Email);
        }
    }
    let columns = guess.columns.into_iter().map(|target| target.unwrap_or(Target::Ignore)).collect();
    // No target was taken twice.
    Mapping::new(columns).unwrap_or_default()
}

/// What columns are taken for, so far.
struct Guess {
    columns: Vec<Option<Target>>,
}

impl Guess {
    /// The first column with such a name is the target, if it is nothing else and no other column is.
    fn first(&mut self, names: &[(String, String)], target: &Target, is: impl Fn(&(String, String)) -> bool) {
        let free = |column: &usize| self.columns[*column].is_none() && is(&names[*column]);
        if let Some(column) = (0..names.len()).find(free) {
            self.take(column, target);
        }
    }

    fn take(&mut self, column: usize, target: &Target) {
        if !self.columns.iter().flatten().any(|taken| taken == target) {
            self.columns[column] = Some(target.clone());
        }
    }
}

/// Whether most values of a column that are not blank are e-mail addresses.
fn addresses(rows: &[Vec<String>], column: usize) -> bool {
    let values = rows.iter().filter_map(|row| row.get(column)).filter(|value| !value.trim().is_empty());
    let (mut all, mut addresses) = (0_usize, 0_usize);
    for value in values {
        all += 1;
        addresses += usize::from(Email::parse(value).is_ok());
    }
    addresses * 2 > all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::custom_field::Kind;

    fn fields() -> Vec<CustomField> {
        let field = |id: &str, name: &str| CustomField {
            id: id.into(),
            name: name.into(),
            kind: Kind::Text,
            required: false,
            max_length: None,
            options: Vec::new(),
        };
        vec![field("7", "Região de venda"), field("8", "CPF")]
    }

    fn keys(header: &[&str], rows: &[&[&str]]) -> Vec<String> {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let rows: Vec<_> = rows.iter().map(|row| owned(row)).collect();
        let guessed = guess(&owned(header), &rows, &fields());
        guessed.columns().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn columns_are_known_by_their_names_in_three_languages() {
        for (header, expected) in [
            (
                ["ID do Cliente", "Razão Social", "E-mail", "Telefone"],
                ["customer_id", "name", "email", "phone"],
            ),
            (["CÓDIGO", "Nome", "e_mail", "Celular"], ["customer_id", "name", "email", "phone"]),
            (["Código", "Nombre", "Correo electrónico", "Móvil"], ["customer_id", "name", "email", "phone"]),
            (
                ["Customer ID", "Full name", "Email address", "Mobile"],
                ["customer_id", "name", "email", "phone"],
            ),
            (
                ["Empresa", "Cartera", "Idioma", "Senha"],
                ["organization_id", "portfolio_id", "language", "password"],
            ),
            (
                ["Organização", "Carteira", "Pode abrir chamados?", "Observações"],
                ["organization_id", "portfolio_id", "create_tickets", "ignore"],
            ),
            (
                ["regiao de VENDA", "cpf", "CUSTOM_FIELD[7]", "custom_field[9]"],
                ["ignore", "custom_field[8]", "custom_field[7]", "ignore"],
            ),
        ] {
            assert_eq!(keys(&header, &[]), expected, "{header:?}");
        }
    }

    #[test]
    fn of_two_columns_the_one_with_the_surer_name_is_taken() {
        assert_eq!(keys(&["Celular", "Telefone"], &[]), ["ignore", "phone"]);
        assert_eq!(keys(&["organization", "organization_id"], &[]), ["ignore", "organization_id"]);
        assert_eq!(keys(&["Nome", "nome"], &[]), ["name", "ignore"]);
    }

    #[test]
    fn an_unnamed_column_is_known_by_its_content() {
        let rows: [&[&str]; 3] =
            [&["1", "Ana", "ana@example.com"], &["2", "Bia", ""], &["3", "Léa", "x@y.org"]];
        assert_eq!(keys(&["", "", ""], &rows), ["ignore", "ignore", "email"]);
        assert_eq!(keys(&[], &rows), ["ignore", "ignore", "email"]);
        assert_eq!(keys(&["id", "nome", "outro"], &rows), ["customer_id", "name", "ignore"]);
        assert_eq!(keys(&["id", "email", ""], &rows), ["customer_id", "email", "ignore"]);
    }
}
