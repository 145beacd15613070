//! Node: axios with form-data, and the `fetch` that is built in.

use std::fmt::Write as _;

use super::{Desk, VALUES};

#[tokio::test]
async fn axios_with_form_data_sends_a_chunk_for_every_piece() {
    const BOUNDARY: &str = "--------------------------515890814546601021194782";
    let head = [
        "POST /v2.0/customer/new HTTP/1.1",
        "Accept: application/json, text/plain, */*",
        "Content-Type: multipart/form-data; boundary=--------------------------515890814546601021194782",
        "Authorization: Bearer {token}",
        "User-Agent: axios/1.7.2",
        "Accept-Encoding: gzip, compress, deflate, br",
        "Host: desk.example.com",
        "Connection: keep-alive",
        "Transfer-Encoding: chunked",
    ];
    let mut body = String::new();
    let mut chunk = |text: &str| write!(body, "{:x}\r\n{text}\r\n", text.len()).unwrap();
    for (name, value) in ["customer_id", "name", "custom_field[f0]"].iter().zip(VALUES) {
        chunk(&format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n"));
        chunk(value);
        chunk("\r\n");
    }
    chunk(&format!("--{BOUNDARY}--\r\n"));
    Desk::open().await.creates(&head, &(body + "0\r\n\r\n")).await;
}

#[tokio::test]
async fn fetch_with_form_data_names_no_language() {
    let body = super::multipart(
        "------formdata-undici-042345678901\r\nContent-Disposition: form-data; name=\"NAME\"\r\n\r\nVALUE\r\n",
        VALUES,
        "------formdata-undici-042345678901--\r\n",
    );
    let head = [
        "POST /v2.0/customer/new HTTP/1.1",
        "host: desk.example.com",
        "connection: keep-alive",
        "authorization: Bearer {token}",
        "content-type: multipart/form-data; boundary=----formdata-undici-042345678901",
        "accept: */*",
        "accept-language: *",
        "sec-fetch-mode: cors",
        "user-agent: node",
        "accept-encoding: gzip, deflate",
        "content-length: {length}",
    ];
    Desk::open().await.creates(&head, &body).await;
}
