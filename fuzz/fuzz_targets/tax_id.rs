//! CPF and CNPJ: kept as sent, the same with and without mask and in either case, never both.
#![no_main]

use guiche_domain::tax_id::{cnpj, cpf};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|sent: &str| {
    let bare: String = sent.trim().chars().filter(|character| !"./- ".contains(*character)).collect();
    for parse in [cpf, cnpj] {
        let value = parse(sent);
        // White space between signs of the mask would come to the ends, where it counts for nothing.
        if bare == bare.trim() {
            assert_eq!(value.is_ok(), parse(&bare).is_ok());
        }
        assert_eq!(value.is_ok(), parse(&sent.to_ascii_lowercase()).is_ok());
        if let Ok(value) = value {
            assert_eq!(value, sent.trim());
        }
    }
    assert!(cpf(sent).is_err() || cnpj(sent).is_err());
});
