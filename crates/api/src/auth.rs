//! `Authorization` to a [`Caller`] (contract: §1, Auth, Token).

use std::net::IpAddr;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use guiche_desk::token::{Authenticated, authenticate};
use guiche_desk::{Actor, Caller, secret};
use guiche_domain::account::Account;
use guiche_domain::id::Id;
use guiche_domain::language::Language;
use guiche_domain::refusal::Reason;
use guiche_domain::time::Timestamp;
use guiche_store::{Error, Tx};

use crate::Api;
use crate::failure::Failure;
use crate::request::Head;

/// Why nobody may act.
#[derive(Debug)]
pub(crate) struct Unauthenticated {
    pub(crate) failure: Failure,
    /// Whose token it is, where it is one of ours: its id and its account.
    pub(crate) token: Option<(Id, Account)>,
}

impl Unauthenticated {
    /// The account's language.
    pub(crate) fn language(&self) -> Option<Language> {
        self.token.as_ref().map(|(_, account)| account.language)
    }
}

impl From<Failure> for Unauthenticated {
    fn from(failure: Failure) -> Self {
        Self { failure, token: None }
    }
}

/// The secret that came with a request: `Bearer TOKEN`, the word in any case, or the bare token; white space around is
/// ignored (contract: doc, seen).
pub fn secret_of(headers: &HeaderMap) -> Option<&str> {
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

/// Who sent a request, as far as its head tells.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    /// What the store has of the secret.
    pub(crate) secret_hash: String,
    /// From where.
    pub(crate) address: IpAddr,
    pub(crate) now: Timestamp,
    pub(crate) request_id: Option<String>,
}

impl Claim {
    /// The claim that a request makes; without a token it makes none.
    pub(crate) fn of(api: &Api, head: &Head) -> Result<Self, Failure> {
        let secret = secret_of(&head.headers).ok_or_else(|| refused(Reason::TokenMissing))?;
        Ok(Self {
            secret_hash: secret::hash(secret),
            address: head.address(api),
            now: api.clock.now(),
            request_id: head.request_id.clone(),
        })
    }

    /// Who holds the token.
    pub(crate) async fn look_up(&self, api: &Api) -> Result<(Actor, Account), Unauthenticated> {
        let Self { secret_hash, address, now, .. } = self.clone();
        let known = api.db.read(move |tx| authenticate(tx, &secret_hash, now, address)).await;
        match known.map_err(Failure::from)? {
            Authenticated::Known(actor, account) => Ok((actor, account)),
            Authenticated::Refused(reason, id, account) => {
                Err(Unauthenticated { failure: refused(reason), token: Some((id, account)) })
            }
            Authenticated::Unknown => Err(refused(Reason::TokenInvalid).into()),
        }
    }

    /// Who holds the token, inside of the transaction that it is needed for.
    pub(crate) fn confirm(&self, tx: &mut Tx<'_>, caller: &Caller) -> Result<Caller, Error> {
        match authenticate(tx, &self.secret_hash, self.now, self.address)? {
            Authenticated::Known(actor, account) => Ok(Caller { actor, account, ..caller.clone() }),
            Authenticated::Refused(reason, ..) => Err(Error::Refused(reason.into())),
            Authenticated::Unknown => Err(Error::Refused(Reason::TokenInvalid.into())),
        }
    }

    /// That one as the caller of this request.
    pub(crate) fn caller(&self, api: &Api, actor: Actor, account: Account) -> Caller {
        let (address, request_id) = (Some(self.address), self.request_id.clone());
        Caller { account, actor, address, request_id, now: self.now, ids: api.ids.clone() }
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
