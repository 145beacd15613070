//! Bodies and queries. The first line is the `Content-Type`, the rest the body; all of it is a query.
//!
//! Whatever comes is read or refused; and a form that was read, written as a query, is read again the same.
#![no_main]

use guiche_api::form::{MAX_ENTRIES, read_body, read_query};
use guiche_domain::form::{Form, Value};
use libfuzzer_sys::fuzz_target;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

fuzz_target!(|data: &[u8]| {
    if let Some(end) = data.iter().position(|byte| *byte == b'\n') {
        check(read_body(Some(&data[..end]), &data[end + 1..]).ok());
    }
    check(read_query(data).ok());
});

fn check(form: Option<Form>) {
    let Some(form) = form else { return };
    assert!(form.entries().len() <= MAX_ENTRIES);
    let pair = |(key, value): (&str, &str)| {
        let encode = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
        format!("{}={}", encode(key), encode(value))
    };
    let texts = form.entries().iter().filter_map(|entry| match &entry.value {
        Value::Text(text) => Some((entry.key.as_str(), text.as_str())),
        Value::Null => None,
    });
    let query = texts.clone().map(pair).collect::<Vec<_>>().join("&");
    let mut expected = Form::default();
    texts.for_each(|(key, text)| expected.push_text(key, text));
    assert_eq!(read_query(&query), Ok(expected));
}
