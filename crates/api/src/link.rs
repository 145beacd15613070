//! Addresses that answers point to. They begin with `--public-url`, or at the path: never with what a client claims.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::Settings;

const UNRESERVED_STAYS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Where a link that signs a customer in leads (contract: ours).
pub(crate) fn quick_access(settings: &Settings, token: &str) -> String {
    format!("{}/panel/quick-access?token={token}", base(settings))
}

/// Where a customer's details are.
pub(crate) fn customer(settings: &Settings, customer_id: &str) -> String {
    let id = utf8_percent_encode(customer_id, UNRESERVED_STAYS);
    format!("{}/v2.0/customer/details?customer_id={id}", base(settings))
}

fn base(settings: &Settings) -> &str {
    settings.public_url.as_deref().unwrap_or_default().trim_end_matches('/')
}
