//! CPF and CNPJ, the tax numbers of persons and companies in Brazil.

use crate::refusal::Reason;

/// A CPF with or without mask (`529.982.247-25`), kept as sent but for the white space around it (contract: ours).
pub fn cpf(text: &str) -> Result<String, Reason> {
    let digits = bare(text, u8::is_ascii_digit).ok_or(Reason::NotACpf)?;
    // Weights grow from 2 at the right without end, so nine or ten digits need up to 11.
    let valid = digits.len() == 11 && !repeats_one(&digits) && is_checked(&digits, 9, |place| place + 2);
    if valid { Ok(text.trim().into()) } else { Err(Reason::NotACpf) }
}

/// A CNPJ with or without mask, digits or the alphanumeric form in force since July 2026 (`12.ABC.345/01DE-35`), kept as
/// sent but for the white space around it (contract: ours).
pub fn cnpj(text: &str) -> Result<String, Reason> {
    let places = bare(text, u8::is_ascii_alphanumeric).ok_or(Reason::NotACnpj)?;
    let valid = places.len() == 14
        && places[12..].iter().all(u8::is_ascii_digit)
        && !repeats_one(&places)
        && is_checked(&places, 12, |place| place % 8 + 2);
    if valid { Ok(text.trim().into()) } else { Err(Reason::NotACnpj) }
}

/// The characters that count, in upper case, without those of the mask; `None` where there are others.
fn bare(text: &str, counts: fn(&u8) -> bool) -> Option<Vec<u8>> {
    let counted = text.trim().bytes().filter(|byte| !matches!(byte, b'.' | b'-' | b'/' | b' '));
    counted.map(|byte| counts(&byte).then(|| byte.to_ascii_uppercase())).collect()
}

fn repeats_one(places: &[u8]) -> bool {
    places.iter().all(|place| *place == places[0])
}

/// Whether the two check digits after `length` places are theirs. A character's value is its ASCII code − 48;
/// `weight` is told how far a place is from the right; modulo 11, where 10 and 11 count as 0.
fn is_checked(places: &[u8], length: usize, weight: fn(usize) -> usize) -> bool {
    [length, length + 1].into_iter().all(|length| {
        let weighted = places[..length].iter().rev().enumerate();
        let sum: usize = weighted.map(|(place, byte)| usize::from(byte - b'0') * weight(place)).sum();
        let check = match sum % 11 {
            0 | 1 => 0,
            rest => 11 - rest,
        };
        usize::from(places[length] - b'0') == check
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cpfs() {
        for text in ["52998224725", "529.982.247-25", " 529982247-25 ", "11144477735"] {
            assert_eq!(cpf(text).as_deref(), Ok(text.trim()), "{text}");
        }
        for text in [
            "",
            "52998224724",
            "52998224735",
            "5299822472",
            "529982247250",
            "11111111111",
            "00000000000",
            "529.982.247-2X",
            "529_982_247_25",
            "52998224725é",
        ] {
            assert_eq!(cpf(text), Err(Reason::NotACpf), "{text}");
        }
    }

    #[test]
    fn cnpjs() {
        for text in
            ["11222333000181", "11.222.333/0001-81", "12ABC34501DE35", "12.ABC.345/01DE-35", "12abc34501de35"]
        {
            assert_eq!(cnpj(text).as_deref(), Ok(text), "{text}");
        }
        for text in [
            "",
            "11222333000180",
            "LBNXQOB5000163",
            "00000000000000",
            "12ABC34501DE53",
            "12ABC34501DE3A",
            "1122233300018",
            "112223330001811",
            "12ÁBC34501DE35",
        ] {
            assert_eq!(cnpj(text), Err(Reason::NotACnpj), "{text}");
        }
    }

    proptest! {
        #[test]
        fn exactly_one_pair_of_check_digits_fits(base in "[0-9A-Z]{12}", digits in "[0-9]{9}") {
            let fitting = |base: &str, parse: fn(&str) -> Result<String, Reason>| {
                (0..100).filter(|check| parse(&format!("{base}{check:02}")).is_ok()).count()
            };
            prop_assume!(!repeats_one(digits.as_bytes()) && !repeats_one(base.as_bytes()));
            prop_assert_eq!((fitting(&base, cnpj), fitting(&digits, cpf)), (1, 1));
        }

        #[test]
        fn nothing_panics(text in "\\PC{0,20}|[0-9A-Za-z./ -]{0,20}") {
            let _ = (cpf(&text), cnpj(&text));
        }
    }
}
