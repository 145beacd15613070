//! Pictures of pages, for people.

use std::env;
use std::fs;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::{Page, Screen};

impl Page {
    /// What the screen shows, as PNG.
    pub async fn screenshot(&self) -> Vec<u8> {
        self.picture(false).await
    }

    /// The whole page, however long it is, as PNG.
    pub async fn whole(&self) -> Vec<u8> {
        self.picture(true).await
    }

    /// Where `GUICHE_TEST_PICTURES` names a folder, keeps a picture of the whole page there, so that people can look at it.
    pub async fn keep_picture(&self) {
        let Some(folder) = env::var_os("GUICHE_TEST_PICTURES").map(PathBuf::from) else { return };
        let Screen { size, scheme, language, .. } = self.screen;
        let path = self.path().await.replace('/', "_");
        let file = format!("{size:?}{scheme:?}_{}{path}.png", language.tag());
        fs::create_dir_all(&folder).expect("the folder for pictures");
        fs::write(folder.join(file), self.whole().await).expect("a picture is written");
    }

    async fn picture(&self, beyond: bool) -> Vec<u8> {
        // A blinking cursor is there or not.
        self.js("document.activeElement?.blur()").await;
        // A scrollbar is the system's, and where all is shown there is none.
        self.must("Emulation.setScrollbarsHidden", json!({"hidden": true})).await;
        let size = self.js("({ width: innerWidth, height: document.documentElement.scrollHeight })").await;
        let mut asked = json!({"format": "png", "captureBeyondViewport": beyond});
        if beyond {
            let (width, height) = (&size["width"], &size["height"]);
            asked["clip"] = json!({"x": 0, "y": 0, "width": width, "height": height, "scale": 1});
        }
        let taken = self.must("Page.captureScreenshot", asked).await;
        self.must("Emulation.setScrollbarsHidden", json!({"hidden": false})).await;
        STANDARD.decode(taken["data"].as_str().unwrap_or_default()).expect("base64")
    }
}
