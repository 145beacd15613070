//! What every page must be, whatever a journey looks for on it.

use super::Page;

/// So far may things move by themselves, as layout shifts are counted. A page up to 0.1 is called good; ours are better.
const STEADY: f64 = 0.05;

impl Page {
    /// Fails unless the page is sound: nothing on the console or in the browser's log, nothing that its policy forbids, no
    /// request elsewhere, no server error, a language and a title, nothing that reaches over its width, and nothing that
    /// moves by itself.
    pub async fn check(&self) {
        let wrong = self.wrong().await;
        assert!(wrong.is_empty(), "{}\nat {}", wrong.join("\n"), self.path().await);
    }

    /// What is wrong with it, if anything.
    pub async fn wrong(&self) -> Vec<String> {
        let (width, _) = self.screen.size.pixels();
        let looked = include_str!("sound.js").replace("SCREEN_WIDTH", &width.to_string());
        let looked = self.js(&looked).await;
        let looked =
            looked.as_array().into_iter().flatten().filter_map(|word| word.as_str().map(str::to_owned));
        let progress = self.progress();
        let moved = (progress.shifted >= STEADY)
            .then(|| format!("things move by themselves, by {}: {:?}", progress.shifted, progress.shifts));
        looked.chain(progress.complaints.iter().cloned()).chain(moved).collect()
    }
}
