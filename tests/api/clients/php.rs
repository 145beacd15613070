//! PHP: the curl extension, with arrays and with `http_build_query`, and `file_get_contents`.

use super::{Desk, VALUES, multipart};

#[tokio::test]
async fn curl_with_an_array_of_fields_expects_100_continue() {
    let body = multipart(
        "--------------------------d74496d66958873e\r\nContent-Disposition: form-data; name=\"NAME\"\r\n\r\nVALUE\r\n",
        VALUES,
        "--------------------------d74496d66958873e--\r\n",
    );
    let head = [
        "POST /v2.0/customer/new HTTP/1.1",
        "Host: desk.example.com",
        "Accept: */*",
        "Authorization: Bearer {token}",
        "Content-Length: {length}",
        "Content-Type: multipart/form-data; boundary=------------------------d74496d66958873e",
        "Expect: 100-continue",
    ];
    Desk::open().await.creates_after_100(&head, &body).await;
}

const QUERY: &str = "customer_id=ERP+1%2F2&name=Jo%C3%A3o+%26+Filhos&custom_field%5Bf0%5D=S%C3%A3o+Jo%C3%A3o";

#[tokio::test]
async fn curl_with_http_build_query_and_the_bare_token() {
    let head = [
        "POST /v2.0/customer/new HTTP/1.1",
        "Host: desk.example.com",
        "User-Agent: GuzzleHttp/7",
        "Accept: */*",
        "Authorization: {token}",
        "Content-Length: {length}",
        "Content-Type: application/x-www-form-urlencoded",
    ];
    Desk::open().await.creates(&head, QUERY).await;
}

#[tokio::test]
async fn file_get_contents_speaks_http_1_0() {
    let head = [
        "POST /v2.0/customer/new HTTP/1.0",
        "Authorization: Bearer {token}",
        "Content-Type: application/x-www-form-urlencoded",
        "Host: desk.example.com",
        "Connection: close",
        "Content-Length: {length}",
    ];
    Desk::open().await.creates(&head, QUERY).await;
}
