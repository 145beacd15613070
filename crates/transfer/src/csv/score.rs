//! How much a file looks like a table when it is split by one delimiter or another, and whether its first row is data.

use guiche_domain::email::Email;
use guiche_domain::import::is_a_name;

/// How alike rows are: 1 where all have as many fields as the first and at least two, 0 where none has. Quotation marks
/// within fields count against it, since around a field that is split rightly they are gone.
pub(super) fn score(rows: &[Vec<String>]) -> f64 {
    let width = rows.first().map_or(0, Vec::len);
    if width < 2 {
        return 0.0;
    }
    let good = rows.iter().filter(|row| row.len() == width && !row.iter().any(|field| field.contains('"')));
    good.count() as f64 / rows.len() as f64
}

/// Whether the first row names the columns. It does where one of its fields is a name that is known, and does not where one
/// is an e-mail address, or a number where most of the column's values are: nobody calls a column so.
pub(super) fn has_header(rows: &[Vec<String>]) -> bool {
    let Some((first, rest)) = rows.split_first() else {
        return true;
    };
    if first.iter().any(|field| is_a_name(field)) {
        return true;
    }
    let is_data = |(column, field): (usize, &String)| {
        let below = rest.iter().filter_map(|row| row.get(column)).filter(|value| !value.trim().is_empty());
        is_address(field) || (is_number(field) && most(below, is_number))
    };
    !first.iter().enumerate().any(is_data)
}

fn most<'v>(values: impl Iterator<Item = &'v String>, is: impl Fn(&str) -> bool) -> bool {
    let (mut all, mut those) = (0_usize, 0_usize);
    for value in values {
        all += 1;
        those += usize::from(is(value));
    }
    those * 2 >= all
}

fn is_address(text: &str) -> bool {
    Email::parse(text).is_ok()
}

/// Digits and what stands between them, as in numbers, dates and telephone numbers.
fn is_number(text: &str) -> bool {
    text.contains(|character: char| character.is_ascii_digit())
        && text.chars().all(|character| character.is_ascii_digit() || " .,-+/()".contains(character))
}
