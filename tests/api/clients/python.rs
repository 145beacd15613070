//! Python: `requests`, and `http.client` as Postman writes it.

use super::{Desk, VALUES, multipart};

#[tokio::test]
async fn requests_sends_multipart_in_two_pieces() {
    let body = multipart(
        "--0c7a2f0b3c9d4e7a8b1f6d5e4c3b2a19\r\nContent-Disposition: form-data; name=\"NAME\"\r\n\r\nVALUE\r\n",
        VALUES,
        "--0c7a2f0b3c9d4e7a8b1f6d5e4c3b2a19--\r\n",
    );
    let head = [
        "POST /v2.0/customer/new HTTP/1.1",
        "Host: desk.example.com",
        "User-Agent: python-requests/2.32.3",
        "Accept-Encoding: gzip, deflate",
        "Accept: */*",
        "Connection: keep-alive",
        "Authorization: Bearer {token}",
        "Content-Length: {length}",
        "Content-Type: multipart/form-data; boundary=0c7a2f0b3c9d4e7a8b1f6d5e4c3b2a19",
    ];
    let mut desk = Desk::open().await;
    let head = desk.head(&head, &body);
    desk.raw.send(head).await;
    desk.raw.send(body).await;
    desk.created().await;
}

#[tokio::test]
async fn http_client_as_postman_writes_it_ends_names_with_a_semicolon() {
    let body = multipart(
        "--wL36Yn8afVp8Ag7AmP8qZ0SA4n1v9T\r\nContent-Disposition: form-data; name=NAME;\r\n\
         Content-Type: text/plain\r\n\r\nVALUE\r\n",
        VALUES,
        "--wL36Yn8afVp8Ag7AmP8qZ0SA4n1v9T--\r\n",
    );
    let head = [
        "POST /v2.0/customer/new HTTP/1.1",
        "Host: desk.example.com",
        "Accept-Encoding: identity",
        "Content-Length: {length}",
        "Authorization: Bearer {token}",
        "Content-type: multipart/form-data; boundary=wL36Yn8afVp8Ag7AmP8qZ0SA4n1v9T",
    ];
    Desk::open().await.creates(&head, &body).await;
}

#[tokio::test]
async fn http_client_with_urlencode() {
    let head = [
        "POST /v2.0/customer/new HTTP/1.1",
        "Host: desk.example.com",
        "Accept-Encoding: identity",
        "Content-Length: {length}",
        "authorization: bearer {token}",
        "Content-type: application/x-www-form-urlencoded",
        "Accept: text/plain",
    ];
    let body = "customer_id=ERP+1%2F2&name=Jo%C3%A3o+%26+Filhos&custom_field%5Bf0%5D=S%C3%A3o+Jo%C3%A3o";
    Desk::open().await.creates(&head, body).await;
}
