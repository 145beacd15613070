//! Pictures of pages, for people.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::Page;

impl Page {
    /// What the screen shows, as PNG.
    pub async fn screenshot(&self) -> Vec<u8> {
        self.picture(false).await
    }

    /// The whole page, however long it is, as PNG.
    pub async fn whole(&self) -> Vec<u8> {
        self.picture(true).await
    }

    async fn picture(&self, beyond: bool) -> Vec<u8> {
        // A blinking cursor is there or not.
        self.js("document.activeElement?.blur()").await;
        let size = self.js("({ width: innerWidth, height: document.documentElement.scrollHeight })").await;
        let mut asked = json!({"format": "png", "captureBeyondViewport": beyond});
        if beyond {
            let (width, height) = (&size["width"], &size["height"]);
            asked["clip"] = json!({"x": 0, "y": 0, "width": width, "height": height, "scale": 1});
        }
        let taken = self.must("Page.captureScreenshot", asked).await;
        STANDARD.decode(taken["data"].as_str().unwrap_or_default()).expect("base64")
    }
}
