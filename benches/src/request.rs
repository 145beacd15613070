//! The requests that the load is made of.

/// Where a create goes.
pub(crate) const CREATE: &str = "/v2.0/customer/new";
/// Where an update goes.
pub(crate) const UPDATE: &str = "/v2.0/customer/update";
/// Where a create without a token and a store goes.
pub(crate) const FORM: &str = "/form";

const BOUNDARY: &str = "----guiche-bench-7MA4YWxkTrZu0gW";

/// A create of six fields as `multipart/form-data`, made from a number that no other customer has.
pub(crate) fn create(path: &str, token: &str, number: u64) -> Vec<u8> {
    let fields = [
        ("customer_id", format!("erp-{number:012}")),
        ("name", format!("Cliente número {number}")),
        ("email", format!("cliente{number}@exemplo.com.br")),
        ("phone", "+55 11 98765-4321".into()),
        ("create_tickets", "1".into()),
        ("language", "pt-BR".into()),
    ];
    post(path, token, &fields)
}

/// A create with a password.
pub(crate) fn create_with_password(token: &str, number: u64) -> Vec<u8> {
    let fields = [
        ("customer_id", format!("erp-{number:012}")),
        ("name", format!("Cliente número {number}")),
        ("password", "correto cavalo bateria grampo".into()),
    ];
    post(CREATE, token, &fields)
}

/// An update of two fields of a customer that is there, to what it never had before.
pub(crate) fn update(token: &str, customer: u64, number: u64) -> Vec<u8> {
    let fields = [
        ("customer_id", format!("erp-{customer:012}")),
        ("name", format!("Cliente mudado {number}")),
        ("phone", format!("+55 11 9{:08}", number % 100_000_000)),
    ];
    post(UPDATE, token, &fields)
}

/// A look at one customer.
pub(crate) fn details(token: &str, number: u64) -> Vec<u8> {
    format!(
        "GET /v2.0/customer/details?customer_id=erp-{number:012} HTTP/1.1\r\nHost: bench\r\n\
         Authorization: Bearer {token}\r\n\r\n"
    )
    .into_bytes()
}

fn post(path: &str, token: &str, fields: &[(&str, String)]) -> Vec<u8> {
    let part = |(name, text): &(&str, String)| {
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
    };
    let body = format!("{}--{BOUNDARY}--\r\n", fields.iter().map(part).collect::<String>());
    format!(
        "POST {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}
