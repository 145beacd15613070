//! Why a row was rejected, as it lies in the store: so that it can be told later, in any language.

use guiche_domain::refusal::{Fault, Field, Reason, Refusal};
use guiche_store::Error;
use serde::{Deserialize, Serialize};

use super::damaged;

/// One fault. The code stands beside the reason for those who read the database.
#[derive(Serialize, Deserialize)]
struct Stored {
    field: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    #[serde(default)]
    rank: u32,
    code: String,
    reason: Reason,
}

/// All faults of a refusal, in order.
pub(super) fn write(refusal: &Refusal) -> Result<String, Error> {
    let stored = refusal.faults().map(|fault| Stored {
        field: fault.field.as_ref().map(|field| field.key.to_string()),
        label: fault.field.as_ref().and_then(|field| field.label.clone()),
        rank: fault.field.as_ref().map_or(0, |field| field.rank),
        code: fault.reason.code().into(),
        reason: fault.reason.clone(),
    });
    serde_json::to_string(&stored.collect::<Vec<_>>()).map_err(damaged)
}

/// The same faults again.
pub(super) fn read(text: &str) -> Result<Vec<Fault>, Error> {
    let stored: Vec<Stored> = serde_json::from_str(text).map_err(damaged)?;
    let faults = stored.into_iter().map(|Stored { field, label, rank, reason, .. }| Fault {
        field: field.map(|key| Field { key: key.into(), label, rank }),
        reason,
    });
    Ok(faults.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use guiche_domain::refusal::Faults;

    #[test]
    fn faults_are_read_back() {
        let mut faults = Faults::default();
        faults.push(Reason::RowTooLong);
        faults.push(Fault::of(Field::new("email", 2), Reason::NotAnEmail));
        let label = Some("CPF".into());
        let field = Field { key: "custom_field[a]".into(), label, rank: 1_001 };
        faults.push(Fault::of(field, Reason::TooLong { max: 14 }));
        let refusal = faults.into_result().unwrap_err();
        let text = write(&refusal).unwrap();
        assert!(text.contains(r#""code":"invalid","reason":"not_an_email""#), "{text}");
        assert_eq!(read(&text).unwrap(), refusal.faults().cloned().collect::<Vec<_>>());
    }
}
