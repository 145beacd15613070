//! What queries of `/guiche/v1` say besides: counts within limits.

use guiche_domain::form::At;
use guiche_domain::refusal::{Fault, Faults, Reason};

/// A text that may be a count.
pub(super) fn any(text: &str) -> Result<String, Reason> {
    Ok(text.trim().into())
}

/// A whole number within limits, or `default` where none was sent.
pub(super) fn count(
    sent: Option<At<String>>,
    limits: std::ops::RangeInclusive<u64>,
    default: u64,
    faults: &mut Faults,
) -> u64 {
    let Some(At { field, value }) = sent else { return default };
    match value.parse() {
        Ok(count) if limits.contains(&count) && value.bytes().all(|byte| byte.is_ascii_digit()) => count,
        _ => {
            faults.push(Fault::of(field, Reason::NotACount));
            default
        }
    }
}
