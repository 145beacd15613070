//! The second factor: codes of six digits that a telephone makes of a secret and the time (RFC 6238).

use guiche_domain::id::Id;
use guiche_domain::refusal::{Fault, Field, Reason};
use guiche_domain::time::Timestamp;
use guiche_store::{Error, Tx, operator, operator_session};
use totp_rs::{Builder, Secret, Totp};

use super::note;
use crate::{Actor, Caller};

/// How much of the desk's name a telephone is shown.
const SHOWN_OF_NAME: usize = 40;

/// What a telephone is shown once, to make codes of.
#[derive(Clone)]
pub struct Enrolment {
    /// The secret in base32, for who types it.
    pub secret: String,
    /// The same with the names of desk and operator, for a QR code: `otpauth://totp/…`.
    pub url: String,
}

/// A new secret for the operator with this address. Nothing is kept of it before [`set_second_factor`].
pub fn enrol(issuer: &str, email: &str) -> Result<Enrolment, Error> {
    enrolment(Secret::generate().to_base32(), issuer, email)
}

/// The same secret shown again.
pub fn enrolment(secret: String, issuer: &str, email: &str) -> Result<Enrolment, Error> {
    // What stands in such an address may not hold a colon, and a picture of it holds some two thousand characters.
    let plain = |text: &str| text.replace(':', " ").chars().take(SHOWN_OF_NAME).collect::<String>();
    let totp = parsed(&secret)
        .and_then(|secret| {
            let named = Builder::new().with_secret(secret).with_issuer(Some(plain(issuer)));
            named.with_account_name(email.replace(':', " ")).build().ok()
        })
        .ok_or_else(|| Error::Data("no secret of a second factor".into()))?;
    let url = totp.to_url().map_err(|error| Error::Data(error.to_string()))?;
    Ok(Enrolment { secret, url })
}

/// From now on the caller needs a code to sign in; its sessions end but for one. Refused where this is not the code of the
/// secret.
pub fn set_second_factor(
    tx: &mut Tx<'_>,
    caller: &Caller,
    secret: &str,
    code: &str,
    but: Option<&Id>,
) -> Result<(), Error> {
    let Some(step) = step_of(secret, code, caller.now) else {
        return Err(Error::Refused(Fault::of(Field::new("code", 0), Reason::WrongCode).into()));
    };
    set(tx, caller, Some(secret), step, but, "second_factor_set")
}

/// The caller needs no code any more; its sessions end but for one.
pub fn forget_second_factor(tx: &mut Tx<'_>, caller: &Caller, but: Option<&Id>) -> Result<(), Error> {
    set(tx, caller, None, 0, but, "second_factor_removed")
}

fn set(
    tx: &mut Tx<'_>,
    caller: &Caller,
    secret: Option<&str>,
    step: i64,
    but: Option<&Id>,
    change: &str,
) -> Result<(), Error> {
    let Actor::Operator { id, .. } = &caller.actor else {
        return Err(Error::Refused(Reason::Role.into()));
    };
    match operator::set_totp(tx, caller.account.account_id, id, secret, step)? {
        Some(version) => {
            operator_session::end_others(tx, caller.account.account_id, id, but)?;
            note(tx, caller, change, id.as_str(), version)
        }
        None => Err(Error::Refused(Reason::Role.into())),
    }
}

/// The step of time to which a code belongs: now, or one before or after, since clocks differ.
pub(super) fn step_of(secret: &str, code: &str, now: Timestamp) -> Option<i64> {
    let totp: Totp = Builder::new().with_secret(parsed(secret)?).build().ok()?;
    let code: String = code.chars().filter(|char| !char.is_whitespace()).collect();
    let seconds = u64::try_from(now.micros() / 1_000_000).ok()?;
    i64::try_from(totp.check(&code, seconds)?).ok()
}

fn parsed(secret: &str) -> Option<Secret> {
    Secret::try_from_base32(secret).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, at 1 111 111 109 s: 07081804, of which six digits are used.
        let at = |seconds: i64| Timestamp::from_micros(seconds * 1_000_000);
        let step = step_of(SECRET, "081804", at(1_111_111_109)).unwrap();
        assert_eq!(step_of(SECRET, " 081 804 ", at(1_111_111_109 + 30)), Some(step), "clocks differ");
        assert_eq!(step_of(SECRET, "081804", at(1_111_111_109 - 30)), Some(step));
        assert_eq!(step_of(SECRET, "081804", at(1_111_111_109 + 90)), None);
        for code in ["", "81804", "081805", "0818040", "abcdef", "０８１８０４"] {
            assert_eq!(step_of(SECRET, code, at(1_111_111_109)), None, "{code}");
        }
    }

    #[test]
    fn an_enrolment_names_desk_and_operator() {
        let shown = enrolment(SECRET.into(), "Acme: Ltda", "ana@example.com").unwrap();
        assert!(shown.url.starts_with("otpauth://totp/"), "{}", shown.url);
        assert!(shown.url.contains(SECRET) && shown.url.contains("ana"), "{}", shown.url);
        let longest = enrolment(SECRET.into(), &"𝒳".repeat(250), &"=".repeat(250)).unwrap();
        assert!(longest.url.len() < 2_331, "what a QR code of level M holds");
        assert_ne!(enrol("a", "b@c").unwrap().secret, enrol("a", "b@c").unwrap().secret);
    }
}
