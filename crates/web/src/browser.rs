//! Browsers by what they call themselves, as far as it helps to know one's own again.

/// Families by their mark, the most special first: others carry the marks of those after them.
const FAMILIES: [(&str, &str); 5] = [
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
];
/// Systems by their mark, the most special first.
const SYSTEMS: [(&str, &str); 6] = [
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// `Chrome 156 · Linux`; `None` for a browser that is none of the known ones.
pub(crate) fn known(agent: &str) -> Option<String> {
    let (mark, family) = FAMILIES.into_iter().find(|(mark, _)| agent.contains(mark))?;
    let version = agent.split(mark).nth(1)?.split(|char: char| !char.is_ascii_digit()).next()?;
    let system = SYSTEMS.into_iter().find(|(mark, _)| agent.contains(mark));
    let system = system.map_or(String::new(), |(_, name)| format!(" · {name}"));
    Some(format!("{family} {version}{system}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_s_own_is_known_again() {
        let chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
        assert_eq!(known(chrome).as_deref(), Some("Chrome 156 · Linux"));
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0";
        assert_eq!(known(edge).as_deref(), Some("Edge 140 · Windows"));
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1";
        assert_eq!(known(safari).as_deref(), Some("Safari 18 · iOS"));
        assert_eq!(known("curl/8.5.0"), None);
    }
}
