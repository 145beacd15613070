//! What the derived description does not say: how a form writes an object, what JSON may hold besides text, and that
//! nothing but JSON knows null.

use serde_json::{Value, json};
use utoipa::Modify;
use utoipa::openapi::encoding::EncodingBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterStyle};
use utoipa::openapi::schema::{
    AdditionalProperties, AnyOf, ArrayBuilder, Object, ObjectBuilder, Schema, SchemaType, Type,
};
use utoipa::openapi::{Components, OpenApi, Ref, RefOr};

const JSON: &str = "application/json";
const MERGE_PATCH: &str = "application/merge-patch+json";
const CUSTOM_FIELD: &str = "custom_field";
const QUOTA: &str = "monthly_tickets_quota";
/// What everybody has: an update may replace it, but not take it away.
const KEPT: [&str; 3] = ["customer_id", "internal_id", "name"];

/// Takes null from what is a header or in a query: there, what may be missing is missing.
pub(super) struct NoNulls;

impl Modify for NoNulls {
    fn modify(&self, document: &mut OpenApi) {
        let operations = document
            .paths
            .paths
            .values_mut()
            .flat_map(|path| [&mut path.get, &mut path.post, &mut path.put, &mut path.patch]);
        for parameter in operations.flatten().flat_map(|operation| operation.parameters.iter_mut().flatten())
        {
            if let RefOr::T(Parameter { schema: Some(RefOr::T(Schema::Object(object))), .. }) = parameter
                && let SchemaType::Array(types) = &mut object.schema_type
            {
                types.retain(|kind| *kind != Type::Null);
                if let [one] = &types[..] {
                    object.schema_type = SchemaType::Type(one.clone());
                }
            }
        }
    }
}

/// Gives every JSON body a schema of its own, made from the form's, and both forms their brackets (contract: §1).
pub(super) struct Bodies;

impl Modify for Bodies {
    fn modify(&self, document: &mut OpenApi) {
        let Some(components) = &mut document.components else { return };
        let paths = document.paths.paths.values_mut();
        let writes = paths.flat_map(|path| [&mut path.post, &mut path.put, &mut path.patch]).flatten();
        for body in writes.filter_map(|write: &mut Operation| write.request_body.as_mut()) {
            let RefOr::T(body) = body else { continue };
            for (media, content) in &mut body.content {
                let RefOr::T(content) = content else { continue };
                let Some(RefOr::Ref(of)) = &content.schema else { continue };
                let name = of.ref_location.trim_start_matches("#/components/schemas/").to_owned();
                if media == JSON || media == MERGE_PATCH {
                    let own = format!("{name}Json");
                    content.schema = Some(Ref::from_schema_name(&own).into());
                    if let Some(RefOr::T(Schema::Object(form))) = components.schemas.get(&name) {
                        let json = Schema::Object(as_json(form.clone()));
                        components.schemas.insert(own, json.into());
                    }
                } else if has_custom_fields(components, &name) {
                    let brackets =
                        EncodingBuilder::new().style(Some(ParameterStyle::DeepObject)).explode(Some(true));
                    content.encoding.insert(CUSTOM_FIELD.into(), brackets.build());
                }
            }
        }
    }
}

fn has_custom_fields(components: &Components, name: &str) -> bool {
    let schema = components.schemas.get(name);
    matches!(schema, Some(RefOr::T(Schema::Object(form))) if form.properties.contains_key(CUSTOM_FIELD))
}

/// Numbers and booleans count as their text; null is nothing (contract: §1, write body; §2).
fn as_json(mut form: Object) -> Object {
    let required = form.required.clone();
    for (name, property) in &mut form.properties {
        match property {
            RefOr::T(Schema::Object(object)) if name == CUSTOM_FIELD => {
                object.schema_type = SchemaType::Array(vec![Type::Object, Type::Null]);
                object.additional_properties = Some(Box::new(AdditionalProperties::from(any_value())));
            }
            RefOr::T(Schema::Object(object)) if name == QUOTA => {
                object.schema_type = SchemaType::Array(vec![Type::String, Type::Integer, Type::Null]);
                (object.minimum, object.maximum) = (Some(0.into()), Some(i32::MAX.into()));
            }
            RefOr::T(Schema::Object(object)) => {
                scalar(object, required.contains(name) || KEPT.contains(&name.as_str()));
            }
            RefOr::T(Schema::AnyOf(choices)) => nullable(choices),
            _ => {}
        }
    }
    form
}

fn scalar(object: &mut Object, required: bool) {
    let mut types = vec![Type::String, Type::Number, Type::Boolean];
    types.extend((!required).then_some(Type::Null));
    object.schema_type = SchemaType::Array(types);
    if let Some(values) = &mut object.enum_values {
        if values.contains(&json!("true")) {
            values.extend([json!(1), json!(0), json!(true), json!(false)]);
        }
        values.push(Value::Null);
    }
}

fn nullable(choices: &mut AnyOf) {
    choices.items.push(Schema::from(ObjectBuilder::new().schema_type(Type::Null)).into());
}

/// A custom field's value: text or what counts as it, and for `multi_select` several.
fn any_value() -> Schema {
    let one = [Type::String, Type::Number, Type::Boolean];
    let several =
        ArrayBuilder::new().items(ObjectBuilder::new().schema_type(SchemaType::Array(one.to_vec())));
    let single = [&one[..], &[Type::Null]].concat();
    utoipa::openapi::schema::AnyOfBuilder::new()
        .item(ObjectBuilder::new().schema_type(SchemaType::Array(single)))
        .item(several)
        .into()
}
