//! What must hold of a customer's version before it is written.

/// Which versions a header of conditions names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Versions {
    /// Any that there is: `*`.
    Any,
    /// One of these.
    These(Vec<i64>),
}

impl Versions {
    /// Whether this version is among them; `None` is a customer that is not there.
    pub fn name(&self, version: Option<i64>) -> bool {
        match (self, version) {
            (_, None) => false,
            (Self::Any, Some(_)) => true,
            (Self::These(versions), Some(version)) => versions.contains(&version),
        }
    }
}

/// A condition: `If-Match` and `If-None-Match` (RFC 9110, 13.1). Without either, it always holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Precondition {
    /// The version must be one of these.
    pub is: Option<Versions>,
    /// The version must be none of these.
    pub is_not: Option<Versions>,
}

impl Precondition {
    /// Whether it holds of this version; `None` is a customer that is not there.
    pub fn holds(&self, version: Option<i64>) -> bool {
        self.is.as_ref().is_none_or(|versions| versions.name(version))
            && self.is_not.as_ref().is_none_or(|versions| !versions.name(version))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_is_about_the_version_that_is_there() {
        let these = |versions: &[i64]| Some(Versions::These(versions.to_vec()));
        let holds = |is, is_not, version| Precondition { is, is_not }.holds(version);
        assert!(holds(None, None, None) && holds(None, None, Some(1)));
        assert!(holds(these(&[1, 2]), None, Some(2)));
        assert!(!holds(these(&[1, 2]), None, Some(3)));
        assert!(!holds(these(&[1]), None, None) && !holds(Some(Versions::Any), None, None));
        assert!(holds(Some(Versions::Any), None, Some(9)));
        assert!(holds(None, Some(Versions::Any), None) && !holds(None, Some(Versions::Any), Some(1)));
        assert!(!holds(None, these(&[1]), Some(1)) && holds(None, these(&[1]), Some(2)));
    }
}
