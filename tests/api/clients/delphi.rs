//! Delphi: Indy's `TIdHTTP` with `TIdMultiPartFormDataStream`.

use super::{Desk, multipart};

const HEAD: [&str; 9] = [
    "POST /v2.0/customer/new HTTP/1.0",
    "Connection: keep-alive",
    "Content-Type: multipart/form-data; boundary=--------103112014211320",
    "Content-Length: {length}",
    "Authorization: Bearer {token}",
    "Host: desk.example.com",
    "Accept: text/html, */*",
    "Accept-Encoding: identity",
    "User-Agent: Mozilla/3.0 (compatible; Indy Library)",
];

#[tokio::test]
async fn indy_encodes_every_part_as_quoted_printable() {
    let body = multipart(
        "----------103112014211320\r\nContent-Disposition: form-data; name=\"NAME\"\r\n\
         Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nVALUE\r\n",
        ["ERP 1/2", "Jo=C3=A3o & Filhos", "S=C3=A3o Jo=\r\n=C3=A3o"],
        "----------103112014211320--\r\n",
    );
    Desk::open().await.creates(&HEAD, &body).await;
}

#[tokio::test]
async fn indy_with_the_windows_charset() {
    let body = multipart(
        "----------103112014211320\r\nContent-Disposition: form-data; name=\"NAME\"\r\n\
         Content-Type: text/plain; charset=\"windows-1252\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nVALUE\r\n",
        ["ERP 1/2", "Jo=E3o & Filhos", "S=E3o Jo=E3o"],
        "----------103112014211320--\r\n",
    );
    Desk::open().await.creates(&HEAD, &body).await;
}
