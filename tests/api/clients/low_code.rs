//! Low-code tools, which send JSON or whatever their form says.

use super::{Desk, VALUES, multipart};

#[tokio::test]
async fn json_from_an_automation_tool_with_an_object_of_fields() {
    let body = r#"{"customer_id":"ERP 1/2","name":"João & Filhos","email":"","phone":null,"create_tickets":1,"custom_field":{"f0":"São João"}}"#;
    let head = [
        "POST /v2.0/customer/new HTTP/1.1",
        "accept: application/json,text/html,application/xhtml+xml,application/xml,text/*;q=0.9, image/*;q=0.8, */*;q=0.7",
        "authorization: Bearer {token}",
        "content-type: application/json",
        "User-Agent: axios/1.8.3",
        "Content-Length: {length}",
        "Accept-Encoding: gzip, compress, deflate, br",
        "Host: desk.example.com",
        "Connection: keep-alive",
    ];
    Desk::open().await.creates(&head, body).await;
}

#[tokio::test]
async fn indented_json_with_bracketed_keys_and_a_line_break_after_it() {
    let body = "\u{feff}{\r\n  \"customer_id\": \"ERP 1\\/2\",\r\n  \"name\": \"Jo\\u00e3o & Filhos\",\r\n  \
                \"create_tickets\": \"true\",\r\n  \"custom_field[f0]\": \"São João\"\r\n}\r\n";
    let head = [
        "POST /v2.0/customer/new HTTP/1.1",
        "Host: desk.example.com",
        "Authorization: Bearer {token}",
        "Content-Type: application/json; charset=utf-8",
        "Content-Length: {length}",
        "x-ms-workflow-id: 5f3a",
    ];
    Desk::open().await.creates(&head, body).await;
}

#[tokio::test]
async fn a_form_of_postman_with_numbers_in_its_boundary() {
    let body = multipart(
        "----------------------------802369410279426154973468\r\nContent-Disposition: form-data; name=\"NAME\"\r\n\r\n\
         VALUE\r\n",
        VALUES,
        "----------------------------802369410279426154973468--\r\n",
    );
    let head = [
        "POST /v2.0/customer/new HTTP/1.1",
        "Authorization: Bearer {token}",
        "User-Agent: PostmanRuntime/7.43.0",
        "Accept: */*",
        "Cache-Control: no-cache",
        "Postman-Token: 2b9d1a54-5c3b-4a8e-9b0d-6a1b0c8f7e21",
        "Host: desk.example.com",
        "Accept-Encoding: gzip, deflate, br",
        "Connection: keep-alive",
        "Content-Type: multipart/form-data; boundary=--------------------------802369410279426154973468",
        "Content-Length: {length}",
    ];
    Desk::open().await.creates(&head, &body).await;
}
