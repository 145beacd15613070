//! How rows meet the customers that are there, as one choice.

use guiche_desk::import::Settings;
use guiche_domain::import::{Key, Mode};

use crate::page::Page;

/// The choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Customers are found by their own key, and changed; the others are made.
    ByInternalId,
    /// The same by e-mail address.
    ByEmail,
    /// Customers are made; rows whose customer is there are rejected.
    Create,
}

impl Way {
    /// All of them.
    pub(super) const ALL: [Self; 3] = [Self::ByInternalId, Self::ByEmail, Self::Create];

    /// Its name in forms.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::ByInternalId => "internal-id",
            Self::ByEmail => "email",
            Self::Create => "create",
        }
    }

    /// What a form says; `None` where that is none of them.
    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == text)
    }

    /// The one that an import is set up for.
    pub(super) fn of(settings: &Settings) -> Self {
        match (settings.mode, settings.key) {
            (Mode::Create, _) => Self::Create,
            (Mode::Upsert, Key::InternalId) => Self::ByInternalId,
            (Mode::Upsert, Key::Email) => Self::ByEmail,
        }
    }

    /// Sets an import up for it.
    pub(super) fn set(self, settings: &mut Settings) {
        (settings.mode, settings.key) = match self {
            Self::ByInternalId => (Mode::Upsert, Key::InternalId),
            Self::ByEmail => (Mode::Upsert, Key::Email),
            Self::Create => (Mode::Create, settings.key),
        };
    }

    /// What it is called.
    pub(super) fn label(self, page: &Page) -> String {
        page.say(match self {
            Self::ByInternalId => "import-way-internal-id",
            Self::ByEmail => "import-way-email",
            Self::Create => "import-way-create",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_read_back() {
        for way in Way::ALL {
            assert_eq!(Way::parse(way.as_str()), Some(way));
            let mut settings = Settings::default();
            way.set(&mut settings);
            assert_eq!(Way::of(&settings), way);
        }
        assert_eq!(Way::parse(""), None);
    }
}
