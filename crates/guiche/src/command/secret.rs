//! `--from-stdin`: a token that a client has already, without its showing up among the processes.

use std::io::{self, BufRead as _, Read as _};

use crate::Failure;

/// The most characters of a token that is brought along.
const MAX: usize = 512;

/// The token on the first line of standard input, which exists already.
pub(super) fn from_stdin() -> Result<String, Failure> {
    // A character has 4 bytes at most; what is longer than this is too long whatever follows.
    let most = u64::try_from(4 * (MAX + 2))?;
    let mut line = String::new();
    io::stdin().lock().take(most).read_line(&mut line)?;
    read(&line).map_err(Failure::new)
}

fn read(line: &str) -> Result<String, &'static str> {
    let secret = line.trim();
    if secret.is_empty() {
        Err("there is no token on standard input")
    } else if secret.eq_ignore_ascii_case("bearer") {
        Err("a token cannot be the word that stands before tokens")
    } else if secret.chars().count() > MAX {
        Err("a token has 512 characters at most")
    } else if secret.contains(|char: char| char.is_whitespace() || char.is_control()) {
        Err("a token has no white space and no control characters inside")
    } else {
        Ok(secret.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_that_is_brought_along_is_one_word() {
        assert_eq!(read(" abc\r\n"), Ok("abc".to_owned()));
        assert!(read(&"é".repeat(512)).is_ok());
        for bad in ["", " \n", "Bearer", "a b\n", "a\u{0}b", &"é".repeat(513)] {
            assert!(read(bad).is_err(), "{bad:?}");
        }
    }
}
