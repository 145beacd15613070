//! Before what a person sits: a screen, a language, a taste.

use guiche_domain::language::Language;
use serde_json::{Value, json};

/// Which device it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// A window of 1280 by 800.
    Desktop,
    /// A telephone held upright, 390 by 844, that is touched.
    Phone,
}

/// Whether pages may run scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scripts {
    /// As browsers come.
    On,
    /// Switched off by whoever uses it.
    Off,
}

/// Which colours the system is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// What a page is told about whoever looks at it.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// The device.
    pub size: Size,
    /// The language that the browser asks for first.
    pub language: Language,
    /// Whether pages may run scripts.
    pub scripts: Scripts,
    /// The system's colours.
    pub scheme: Scheme,
}

impl Size {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Desktop, Self::Phone];

    /// Width and height, in CSS pixels.
    pub fn pixels(self) -> (u32, u32) {
        match self {
            Self::Desktop => (1280, 800),
            Self::Phone => (390, 844),
        }
    }
}

impl Scripts {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::On, Self::Off];
}

impl Scheme {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];
}

impl Screen {
    /// A desktop in Portuguese, with scripts, light.
    pub fn desktop() -> Self {
        Self {
            size: Size::Desktop,
            language: Language::Portuguese,
            scripts: Scripts::On,
            scheme: Scheme::Light,
        }
    }

    /// A telephone, otherwise the same.
    pub fn phone() -> Self {
        Self { size: Size::Phone, ..Self::desktop() }
    }

    /// In another language.
    #[must_use]
    pub fn language(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// With scripts or without.
    #[must_use]
    pub fn scripts(self, scripts: Scripts) -> Self {
        Self { scripts, ..self }
    }

    /// In other colours.
    #[must_use]
    pub fn scheme(self, scheme: Scheme) -> Self {
        Self { scheme, ..self }
    }

    /// Desktop and telephone, with and without scripts: what a journey has to be walked on.
    pub fn all(language: Language) -> Vec<Self> {
        let sizes = Size::ALL.into_iter();
        let screens = sizes.flat_map(|size| Scripts::ALL.map(|scripts| (size, scripts)));
        screens.map(|(size, scripts)| Self { size, scripts, ..Self::desktop().language(language) }).collect()
    }

    /// What tells a page's browser: commands and their parameters.
    pub(super) fn commands(self) -> Vec<(&'static str, Value)> {
        let (width, height) = self.size.pixels();
        let phone = self.size == Size::Phone;
        let scheme = match self.scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        // Nothing moves, so nothing has to be waited for.
        let features = json!([
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]);
        vec![
            (
                "Emulation.setDeviceMetricsOverride",
                json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone}),
            ),
            ("Emulation.setTouchEmulationEnabled", json!({"enabled": phone})),
            ("Emulation.setEmulatedMedia", json!({"features": features})),
            ("Emulation.setScriptExecutionDisabled", json!({"value": self.scripts == Scripts::Off})),
            ("Emulation.setLocaleOverride", json!({"locale": self.language.tag()})),
            ("Emulation.setTimezoneOverride", json!({"timezoneId": "America/Sao_Paulo"})),
        ]
    }
}
