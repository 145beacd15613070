//! Secrets of ours: how they are made, and the hash that is all that is kept of them.

use guiche_domain::token::PREFIX;
use guiche_store::Error;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

/// A new token's secret: the prefix and 160 random bits in hex.
pub fn new_token() -> Result<String, getrandom::Error> {
    Ok(format!("{PREFIX}{}", new()?))
}

/// A new secret of a session or a link: 160 random bits in hex.
pub fn new() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 20];
    getrandom::fill(&mut bytes)?;
    Ok(hex(&bytes))
}

/// The secret that belongs to `id`, 256 bits in hex: the same each time, and known to nobody who has not `key`.
pub(crate) fn derived(key: &str, id: &str) -> Result<String, Error> {
    let mac = Hmac::<Sha256>::new_from_slice(key.as_bytes());
    let mac = mac.map_err(|error| Error::Data(error.to_string()))?;
    Ok(hex(&mac.chain_update(id).finalize().into_bytes()))
}

/// What is stored of a secret: its SHA-256, in hex (contract: §1, Token).
pub fn hash(secret: &str) -> String {
    hex(&Sha256::digest(secret))
}

/// Bytes in lowercase hex.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_plain_sha_256_so_that_existing_tokens_can_be_brought_along() {
        assert_eq!(hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn new_tokens_are_recognizable_and_differ() {
        let (one, other) = (new_token().unwrap(), new_token().unwrap());
        assert!(one.starts_with("guiche_") && one.len() == 47);
        assert_ne!(one, other);
    }
}
