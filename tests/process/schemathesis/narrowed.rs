//! The document as it would be if it knew what one account has configured: which custom fields, organizations, portfolio and
//! department there are.

use serde_json::{Map, Value, json};

/// A custom field.
pub struct Field {
    pub id: String,
    pub kind: &'static str,
}

/// What there is: ids, and custom fields.
pub struct Known {
    pub customer_fields: Vec<Field>,
    pub organization_fields: Vec<Field>,
    /// An organization that others may belong to, and that is never changed: so nobody comes to belong to itself.
    pub mother: String,
    /// One that may be changed.
    pub organization: String,
    pub portfolio: String,
    pub department: String,
}

/// The position of nothing: where the list of changes begins.
const BEGINNING: &str = "MTow";

/// The document, knowing them.
pub fn narrowed(mut document: Value, known: &Known) -> Value {
    let paths = document["paths"].as_object_mut().expect("paths");
    // What a batch's rows are worth is in its answer of 200; and the customer whose key is `batch` is one as any other.
    paths.remove("/guiche/v1/customers/batch").expect("a path for batches");
    queries(paths, known);
    let schemas = &mut document["components"]["schemas"];
    for (name, fields) in [
        ("NewCustomer", &known.customer_fields),
        ("NewCustomerJson", &known.customer_fields),
        ("NewOrganization", &known.organization_fields),
        ("NewOrganizationJson", &known.organization_fields),
        ("UpdateOrganization", &known.organization_fields),
        ("UpdateOrganizationJson", &known.organization_fields),
        ("WholeCustomerJson", &known.customer_fields),
        ("CustomerPatchJson", &known.customer_fields),
    ] {
        let properties = schemas[name]["properties"].as_object_mut().expect("properties");
        for (property, id) in [
            ("organization_id", &known.organization),
            ("portfolio_id", &known.portfolio),
            ("mother_organization_id", &known.mother),
        ] {
            if let Some(property) = properties.get_mut(property) {
                *property = json!({ "enum": [id, ""] });
            }
        }
        let values = fields.iter().map(|field| (field.id.clone(), values(field.kind)));
        let custom_field = json!({
            "type": "object",
            "properties": Value::Object(values.collect()),
            // A field that is not there any more may be sent as if it were, empty.
            "additionalProperties": { "enum": [""] },
            "propertyNames": { "pattern": "^[0-9A-Za-z-]{1,40}$" },
        });
        properties.insert("custom_field".into(), custom_field);
    }
    for name in ["UpdateOrganization", "UpdateOrganizationJson"] {
        schemas[name]["properties"]["organization_id"] = json!({ "enum": [known.organization] });
    }
    for name in ["DepartmentLink", "DepartmentLinkJson"] {
        schemas[name]["properties"]["configuration"] = json!({ "enum": [known.department] });
    }
    // In JSON an empty array or object is nothing, however deep, as PHP writes it. The document leaves that unsaid: it would
    // make every text hard to read.
    let empty = json!({ "$ref": "#/components/schemas/Empty" });
    schemas["Empty"] = json!({ "anyOf": [
        { "type": "array", "items": empty },
        { "type": "object", "additionalProperties": empty },
    ] });
    for name in [
        "NewCustomerJson",
        "WholeCustomerJson",
        "CustomerPatchJson",
        "NewOrganizationJson",
        "UpdateOrganizationJson",
    ] {
        let json = schemas[name]["properties"].as_object_mut().expect("properties");
        // No schema says how long a number is when it is written out, nor all that a custom field may be in JSON: text,
        // number, a list of one, and nothing in many shapes. Both are asked for strictly in the forms, where they are text.
        json.remove("phone");
        json.remove("custom_field");
    }
    // The document says that forms write `custom_field[ID]`. Schemathesis heeds that in one form; in multipart it sends
    // JSON in a part, which nobody reads. So here the keys are written out.
    for (path, name, fields) in [
        ("/v2.0/customer/new", "NewCustomer", &known.customer_fields),
        ("/v2.0/organization/new", "NewOrganization", &known.organization_fields),
        ("/v2.0/organization/update", "UpdateOrganization", &known.organization_fields),
    ] {
        let mut multipart = document["components"]["schemas"][name].clone();
        let properties = multipart["properties"].as_object_mut().expect("properties");
        // What it learnt of JSON it would put there, too.
        properties.insert("custom_field".into(), false.into());
        properties
            .extend(fields.iter().map(|field| (format!("custom_field[{}]", field.id), values(field.kind))));
        let own = format!("{name}Multipart");
        document["paths"][path]["post"]["requestBody"]["content"]["multipart/form-data"] =
            json!({ "schema": { "$ref": format!("#/components/schemas/{own}") } });
        document["components"]["schemas"][own] = multipart;
    }
    for name in [
        "NewCustomerJson",
        "WholeCustomerJson",
        "CustomerPatchJson",
        "NewOrganizationJson",
        "UpdateOrganizationJson",
        "UpdateCustomerJson",
        "PermitCreateTicketsJson",
        "PermitAccessJson",
        "DepartmentLinkJson",
        "NamedCustomerJson",
    ] {
        let schema = &mut document["components"]["schemas"][name];
        let required = schema["required"].clone();
        let required = required.as_array().map(Vec::as_slice).unwrap_or_default();
        let properties = schema["properties"].as_object_mut().expect("properties");
        for (name, property) in properties.iter_mut().filter(|(name, _)| !required.contains(&json!(name))) {
            let mut forms = vec![property.take(), empty.clone()];
            if !["customer_id", "internal_id", "name"].contains(&name.as_str()) {
                forms.push(json!({ "type": "null" }));
            }
            *property = json!({ "anyOf": forms });
        }
    }
    // An update reads custom fields as a create does; here they would only be written in ways that nobody reads.
    for name in ["UpdateCustomer", "UpdateCustomerJson"] {
        let properties = document["components"]["schemas"][name]["properties"].as_object_mut();
        properties.expect("properties").remove("custom_field");
    }
    // A key that another request has had already is refused with 422, and Schemathesis loves the key `0`.
    // And which version a customer has, no schema knows.
    let operations = document["paths"].as_object_mut().expect("paths").values_mut();
    let operations = operations.flat_map(|path| path.as_object_mut().expect("operations").values_mut());
    for parameters in operations.filter_map(|operation| operation.get_mut("parameters")?.as_array_mut()) {
        let unknown = ["Idempotency-Key", "If-Match", "If-None-Match"].map(Value::from);
        parameters.retain(|parameter| !unknown.contains(&parameter["name"]));
    }
    document
}

/// What queries may name.
fn queries(paths: &mut Map<String, Value>, known: &Known) {
    for (path, name, values) in [
        ("/v2.0/customer/list", "organization_id", json!([known.organization, ""])),
        ("/v2.0/custom_field/department/list", "department_id", json!([known.department])),
        ("/guiche/v1/changes", "since", json!([BEGINNING, ""])),
        ("/guiche/v1/customers", "cursor", json!([""])),
    ] {
        let parameters = paths[path]["get"]["parameters"].as_array_mut().expect("parameters");
        let parameter = parameters.iter_mut().find(|parameter| parameter["name"] == name);
        parameter.expect("the parameter")["schema"] = json!({ "type": "string", "enum": values });
    }
    // White space counts as not sent, whatever should be there. The document leaves that unsaid, as with JSON's empty ones.
    let blank = "^[\\t\\n\\u000B\\u000C\\r \\u0085\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000]*$";
    let queries =
        paths.values_mut().filter_map(|path| path.get_mut("get")?.get_mut("parameters")?.as_array_mut());
    for parameter in queries.flatten().filter(|parameter| parameter["in"] == "query") {
        if parameter["required"] != true {
            let filled = parameter["schema"].take();
            parameter["schema"] = json!({ "anyOf": [filled, { "type": "string", "pattern": blank }] });
        }
    }
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
