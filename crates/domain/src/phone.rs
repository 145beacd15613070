//! Telephone numbers as the world's networks know them.

use rlibphonenumber::enums::Region;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat};

/// A number in E.164 form, `+5511987654321`, where it is certain which one is meant; else `None`. Without a country's
/// code it is Brazilian (contract: ours).
pub fn e164(text: &str) -> Option<String> {
    let number = PHONE_NUMBER_UTIL.parse(text.trim(), Some(Region::BR)).ok()?;
    number.is_valid().then(|| number.format_as(PhoneNumberFormat::E164).into_owned())
}

/// Other ways to write a Brazilian mobile number of digits that begin with the country's code: with the ninth digit, which
/// came to all of them by 2016, or without.
pub fn other_form(digits: &str) -> Option<String> {
    let (country, rest) = digits.split_at_checked(2)?;
    let (area, local) = rest.split_at_checked(2)?;
    let mobile = |first: u8| (b'6'..=b'9').contains(&first);
    match local.as_bytes() {
        _ if country != "55" || !digits.bytes().all(|byte| byte.is_ascii_digit()) => None,
        [b'9', first, ..] if local.len() == 9 && mobile(*first) => {
            local.get(1..).map(|old| format!("55{area}{old}"))
        }
        [first, ..] if local.len() == 8 && mobile(*first) => Some(format!("55{area}9{local}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_certain_has_one_form() {
        for (text, number) in [
            ("+55 11 98765-4321", "+5511987654321"),
            ("(11) 98765-4321", "+5511987654321"),
            ("11987654321", "+5511987654321"),
            ("011 98765-4321", "+5511987654321"),
            ("+5511987654321  ", "+5511987654321"),
            ("5511987654321", "+5511987654321"),
            ("(11) 3091-3232", "+551130913232"),
            ("+1 650-253-0000", "+16502530000"),
            ("+351 912 345 678", "+351912345678"),
            ("0055 11 98765 4321", ""),
            // Eight digits of a mobile number of before: which one is it today?
            ("(11) 8765-4321", ""),
            ("+55 11 8765-4321", ""),
            // Which city?
            ("98765-4321", ""),
            ("3091-3232", ""),
            ("123", ""),
            ("", ""),
            ("-", ""),
            ("ramal", ""),
            ("+999 1234567", ""),
        ] {
            assert_eq!(e164(text).unwrap_or_default(), number, "{text}");
        }
    }

    #[test]
    fn a_brazilian_mobile_number_has_two_forms() {
        for (digits, other) in [
            ("5511987654321", "551187654321"),
            ("551187654321", "5511987654321"),
            ("551130913232", ""),
            ("5511930913232", ""),
            ("16502530000", ""),
            ("55", ""),
            ("", ""),
            ("55é", ""),
        ] {
            assert_eq!(other_form(digits).unwrap_or_default(), other, "{digits}");
        }
    }
}
