//! `~/.pgpass`: passwords that neither a list of processes nor an environment shows.
//!
//! Each line is `HOST:PORT:DATABASE:USER:PASSWORD`; `*` stands for anything, `\` before a `:` or `\` for that character.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

/// What a password is looked up by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    pub(super) host: &'a str,
    pub(super) port: u16,
    pub(super) database: &'a str,
    pub(super) user: &'a str,
}

/// The password of the first line that matches. A file that others may read is as good as none, as for libpq.
pub(super) fn look_up(path: &Path, asked: Asked<'_>) -> Option<String> {
    let metadata = fs::metadata(path).ok()?;
    if !metadata.is_file() || metadata.mode() & 0o077 != 0 {
        tracing::warn!(path = %path.display(), "the password file is not used: it has to be a file of mode 0600");
        return None;
    }
    match fs::read_to_string(path) {
        Ok(text) => find(&text, asked),
        Err(error) => {
            tracing::warn!(path = %path.display(), %error, "the password file is not used");
            None
        }
    }
}

fn find(text: &str, asked: Asked<'_>) -> Option<String> {
    let port = asked.port.to_string();
    let wanted = [asked.host, &port, asked.database, asked.user];
    text.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let rest = wanted.iter().try_fold(line, |rest, wanted| after(rest, wanted))?;
        let password = unescaped(rest.trim_end_matches('\r'));
        (!password.is_empty()).then_some(password)
    })
}

/// What follows a line's first field, if that matches.
fn after<'a>(line: &'a str, wanted: &str) -> Option<&'a str> {
    let mut escaped = false;
    let end = line.find(|character| {
        let ends = character == ':' && !escaped;
        escaped = character == '\\' && !escaped;
        ends
    })?;
    let field = &line[..end];
    (field == "*" || unescaped(field) == wanted).then_some(&line[end + 1..])
}

fn unescaped(field: &str) -> String {
    let mut text = String::new();
    let mut characters = field.chars();
    while let Some(character) = characters.next() {
        text.extend(if character == '\\' { characters.next().or(Some('\\')) } else { Some(character) });
    }
    text
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    const ASKED: Asked<'_> = Asked { host: "db.example", port: 5432, database: "desk", user: "guiche" };

    #[test]
    fn the_first_line_that_matches() {
        let of = |text| find(text, ASKED);
        assert_eq!(of("db.example:5432:desk:guiche:a\n*:*:*:*:b"), Some("a".into()));
        assert_eq!(of("# x\n\nnonsense\nother:*:*:*:a\n*:5432:desk:*:b:\\:\\\\c\r\n"), Some("b::\\c".into()));
        for text in ["", "*:5433:*:*:a", "*:*:*:guich:a", "*:*:*:*", "*:*:*:*:", "#*:*:*:*:a", "d*:*:*:*:a"] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn fields_may_hold_colons() {
        let asked = Asked { host: "::1", user: "a\\b", ..ASKED };
        assert_eq!(find("\\:\\:1:5432:desk:a\\\\b:c", asked), Some("c".into()));
        assert_eq!(find("::1:5432:desk:a\\\\b:c", asked), None);
    }

    #[test]
    fn a_file_that_others_may_read_is_not_used() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pgpass");
        assert_eq!(look_up(&path, ASKED), None);
        fs::write(&path, "*:*:*:*:a").unwrap();
        for (mode, found) in [(0o644, None), (0o640, None), (0o600, Some("a")), (0o400, Some("a"))] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(look_up(&path, ASKED).as_deref(), found, "{mode:o}");
        }
        assert_eq!(look_up(folder.path(), ASKED), None);
    }
}
