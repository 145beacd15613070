//! `Authorization` to a [`Caller`] (contract: §1, Auth, Token).

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use guiche_desk::token::{Authenticated, authenticate};
use guiche_desk::{Caller, secret};
use guiche_domain::language::Language;
use guiche_domain::refusal::Reason;

use crate::Api;
use crate::failure::Failure;
use crate::request::Head;

/// Why nobody may act, and the account's language where the token is one of ours.
pub(crate) type Unauthenticated = (Failure, Option<Language>);

/// The secret that came with a request: `Bearer TOKEN`, the word in any case, or the bare token; white space around is
/// ignored (contract: doc, seen).
pub(crate) fn secret_of(headers: &HeaderMap) -> Option<&str> {
    let sent = headers.get(AUTHORIZATION)?.as_bytes();
    // What is not text is a token that nobody knows, not a missing one.
    let sent = str::from_utf8(sent).unwrap_or("\u{fffd}").trim();
    let token = match sent.split_at_checked("bearer".len()) {
        Some((word, rest))
            if word.eq_ignore_ascii_case("bearer") && rest.starts_with(char::is_whitespace) =>
        {
            rest.trim()
        }
        Some((word, "")) if word.eq_ignore_ascii_case("bearer") => "",
        _ => sent,
    };
    Some(token).filter(|token| !token.is_empty())
}

/// Who holds the token. It is looked up at every request: a revocation holds from the next one on.
pub(crate) async fn caller(api: &Api, head: &Head) -> Result<Caller, Unauthenticated> {
    let address = head.address(api);
    let now = api.clock.now();
    let Some(secret) = secret_of(&head.headers) else {
        return Err((refused(Reason::TokenMissing), None));
    };
    let hash = secret::hash(secret);
    let known = api.db.read(move |tx| authenticate(tx, &hash, now, address)).await;
    match known.map_err(|error| (error.into(), None))? {
        Authenticated::Unknown => Err((refused(Reason::TokenInvalid), None)),
        Authenticated::Refused(reason, account) => Err((refused(reason), Some(account.language))),
        Authenticated::Known(actor, account) => Ok(Caller {
            account,
            actor,
            address: Some(address),
            request_id: head.request_id.clone(),
            now,
            ids: api.ids.clone(),
        }),
    }
}

fn refused(reason: Reason) -> Failure {
    Failure::Refused(reason.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_with_and_without_the_word() {
        for (sent, secret) in [
            ("Bearer abc", Some("abc")),
            ("bearer   abc  ", Some("abc")),
            (" BEARER\tabc", Some("abc")),
            ("abc", Some("abc")),
            ("  abc ", Some("abc")),
            ("bearerabc", Some("bearerabc")),
            ("Basic abc", Some("Basic abc")),
            ("Bearer", None),
            ("Bearer  ", None),
            ("", None),
        ] {
            let headers = HeaderMap::from_iter([(AUTHORIZATION, sent.parse().unwrap())]);
            assert_eq!(secret_of(&headers), secret, "{sent:?}");
        }
        assert_eq!(secret_of(&HeaderMap::new()), None);
    }
}
