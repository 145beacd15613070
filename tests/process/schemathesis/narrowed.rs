//! The document as it would be if it knew what one account has configured: which custom fields, organization and portfolio
//! there are.

use serde_json::{Value, json};

/// A custom field.
pub struct Field {
    pub id: String,
    pub kind: &'static str,
}

const NEW: &str = "/v2.0/customer/new";

/// The document, knowing them.
pub fn narrowed(mut document: Value, fields: &[Field], organization: &str, portfolio: &str) -> Value {
    // Who is there and which version is known no schema tells, so what it allows may be refused there: see `tests/api/sync`.
    document["paths"].as_object_mut().expect("paths").retain(|path, _| !path.starts_with("/guiche/"));
    let schemas = &mut document["components"]["schemas"];
    for name in ["NewCustomer", "NewCustomerJson"] {
        let properties = &mut schemas[name]["properties"];
        properties["organization_id"] = json!({ "enum": [organization, ""] });
        properties["portfolio_id"] = json!({ "enum": [portfolio, ""] });
        let values = fields.iter().map(|field| (field.id.clone(), values(field.kind)));
        properties["custom_field"] = json!({
            "type": "object",
            "properties": Value::Object(values.collect()),
            // A field that is not there any more may be sent as if it were, empty.
            "additionalProperties": { "enum": [""] },
            "propertyNames": { "pattern": "^[0-9A-Za-z-]{1,40}$" },
        });
    }
    // In JSON an empty array or object is nothing, however deep, as PHP writes it. The document leaves that unsaid: it would
    // make every text hard to read.
    let empty = json!({ "$ref": "#/components/schemas/Empty" });
    schemas["Empty"] = json!({ "anyOf": [
        { "type": "array", "items": empty },
        { "type": "object", "additionalProperties": empty },
    ] });
    let json = schemas["NewCustomerJson"]["properties"].as_object_mut().expect("properties");
    // No schema says how long a number is when it is written out, nor all that a custom field may be in JSON: text, number,
    // a list of one, and nothing in many shapes. Both are asked for strictly in the forms, where they are text.
    json.remove("phone");
    json.remove("custom_field");
    for (_, property) in json.iter_mut().filter(|(name, _)| !["customer_id", "name"].contains(&name.as_str()))
    {
        *property = json!({ "anyOf": [property.take(), { "type": "null" }, empty] });
    }
    // The document says that forms write `custom_field[ID]`. Schemathesis heeds that in one form; in multipart it sends
    // JSON in a part, which nobody reads. So here the keys are written out.
    let mut multipart = schemas["NewCustomer"].clone();
    let properties = multipart["properties"].as_object_mut().expect("properties");
    properties.remove("custom_field");
    properties.extend(fields.iter().map(|field| (format!("custom_field[{}]", field.id), values(field.kind))));
    schemas["NewCustomerMultipart"] = multipart;
    let post = &mut document["paths"][NEW]["post"];
    post["requestBody"]["content"]["multipart/form-data"] =
        json!({ "schema": { "$ref": "#/components/schemas/NewCustomerMultipart" } });
    // So it is with all that may be missing from the other writes about a customer.
    for name in [
        "UpdateCustomerJson",
        "PermitCreateTicketsJson",
        "PermitAccessJson",
        "DepartmentLinkJson",
        "NamedCustomerJson",
    ] {
        let schema = &mut document["components"]["schemas"][name];
        let required = schema["required"].clone();
        let required = required.as_array().expect("what is required");
        let properties = schema["properties"].as_object_mut().expect("properties");
        for (_, property) in properties.iter_mut().filter(|(name, _)| !required.contains(&json!(name))) {
            *property = json!({ "anyOf": [property.take(), { "type": "null" }, empty] });
        }
    }
    // An update reads custom fields as a create does; here they would only be written in ways that nobody reads.
    for name in ["UpdateCustomer", "UpdateCustomerJson"] {
        let properties = document["components"]["schemas"][name]["properties"].as_object_mut();
        properties.expect("properties").remove("custom_field");
    }
    // A key that another request has had already is refused with 422, and Schemathesis loves the key `0`.
    let paths = document["paths"].as_object_mut().expect("paths").values_mut();
    for headers in paths.filter_map(|path| path.get_mut("post")?["parameters"].as_array_mut()) {
        headers.retain(|header| header["name"] != "Idempotency-Key");
    }
    document
}

/// What is surely a value of a kind, or empty.
fn values(kind: &str) -> Value {
    match kind {
        "number" => json!({ "type": "string", "pattern": "^(-?[0-9]{1,20}([.,][0-9]{1,20})?)?$" }),
        "date" => json!({ "type": "string", "enum": ["2026-11-24", "24/11/2026", ""] }),
        "select" => json!({ "type": "string", "enum": ["A", "B", ""] }),
        "multi_select" => json!({ "type": "string", "enum": ["A", "B", "A|B", ""] }),
        "checkbox" => json!({ "type": "string", "enum": ["1", "0", "true", "false", ""] }),
        "email" => json!({ "anyOf": [{ "type": "string", "format": "email" }, { "enum": [""] }] }),
        "phone" => json!({ "type": "string", "pattern": "^([0-9+() -]{0,5}[0-9]{3,15})?$" }),
        "url" => json!({ "type": "string", "enum": ["https://exemplo.com.br/a?b=c", ""] }),
        "cpf" => json!({ "type": "string", "enum": ["529.982.247-25", "52998224725", ""] }),
        "cnpj" => json!({ "type": "string", "enum": ["12ABC34501DE35", "12.ABC.345/01DE-35", ""] }),
        _ => {
            json!({ "type": "string", "pattern": "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]*$" })
        }
    }
}
