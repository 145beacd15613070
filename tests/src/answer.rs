//! What came back.

use http::{HeaderMap, StatusCode};

/// An answer, read whole.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, byte for byte.
    pub body: String,
}

impl Answer {
    /// A header as text; `""` where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("visible text"))
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// `errors` as `field: code, field: code`.
    pub fn faults(&self) -> String {
        let json = self.json();
        let faults = json["errors"].as_array().map(Vec::as_slice).unwrap_or_default().iter();
        let shown = faults.map(|fault| {
            format!("{}: {}", fault["field"].as_str().unwrap_or("-"), fault["code"].as_str().unwrap_or("?"))
        });
        shown.collect::<Vec<_>>().join(", ")
    }

    /// Asserts the status, showing the body where it is another.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        self
    }
}
