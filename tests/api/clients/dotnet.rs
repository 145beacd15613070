//! C#: `HttpClient` with `MultipartFormDataContent` and with `FormUrlEncodedContent`.

use super::{Desk, VALUES, multipart};

#[tokio::test]
async fn multipart_form_data_content_quotes_the_boundary_and_not_the_names() {
    let body = multipart(
        "--3f0c8b1e-9a53-4c1c-8d0e-5b7f0e0f6a11\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Content-Disposition: form-data; name=NAME\r\n\r\nVALUE\r\n",
        VALUES,
        "--3f0c8b1e-9a53-4c1c-8d0e-5b7f0e0f6a11--\r\n",
    );
    let head = [
        "POST /v2.0/customer/new HTTP/1.1",
        "Host: desk.example.com",
        "Authorization: Bearer {token}",
        "Content-Type: multipart/form-data; boundary=\"3f0c8b1e-9a53-4c1c-8d0e-5b7f0e0f6a11\"",
        "Content-Length: {length}",
    ];
    Desk::open().await.creates(&head, &body).await;
}

#[tokio::test]
async fn the_old_framework_expects_100_continue_for_a_form() {
    let head = [
        "POST /v2.0/customer/new HTTP/1.1",
        "Authorization: Bearer {token}",
        "Content-Type: application/x-www-form-urlencoded",
        "Host: desk.example.com",
        "Content-Length: {length}",
        "Expect: 100-continue",
        "Connection: Keep-Alive",
    ];
    let body = "customer_id=ERP+1%2F2&name=Jo%C3%A3o+%26+Filhos&custom_field%5Bf0%5D=S%C3%A3o+Jo%C3%A3o";
    Desk::open().await.creates_after_100(&head, body).await;
}
