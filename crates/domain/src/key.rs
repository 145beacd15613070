//! The names of parameters: `name`, `custom_field[ID]`, `custom_field[ID][]`, `custom_field[ID][0]`.

/// A parameter's name, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key<'k> {
    /// What stands before the first bracket.
    pub name: &'k str,
    /// What stands in the first pair of brackets.
    pub id: Option<&'k str>,
    /// Whether `[]` or `[0]`, `[1]`… follows the id: one of several values.
    pub listed: bool,
}

impl<'k> Key<'k> {
    /// Takes a name apart; `Err` holds what stands before the first bracket where what follows is not of a known form:
    /// `custom_field[`, `custom_field[]`, `custom_field[a][b]`, `custom_field[a]b`.
    pub fn parse(sent: &'k str) -> Result<Self, &'k str> {
        let Some((name, brackets)) = sent.split_once('[') else {
            return Ok(Self { name: sent, id: None, listed: false });
        };
        let (id, list) = brackets.split_once(']').ok_or(name)?;
        if id.is_empty() || id.contains('[') {
            return Err(name);
        }
        let listed = match list.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
            Some(index) if index.bytes().all(|byte| byte.is_ascii_digit()) => true,
            None if list.is_empty() => false,
            _ => return Err(name),
        };
        Ok(Self { name, id: Some(id), listed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_contract_is_read() {
        for (sent, name, id, listed) in [
            ("name", "name", None, false),
            ("custom_field[ab]", "custom_field", Some("ab"), false),
            ("custom_field[ab][]", "custom_field", Some("ab"), true),
            ("custom_field[ab][12]", "custom_field", Some("ab"), true),
            ("", "", None, false),
            ("a]", "a]", None, false),
        ] {
            assert_eq!(Key::parse(sent), Ok(Key { name, id, listed }), "{sent}");
        }
    }

    #[test]
    fn anything_else_in_brackets_is_malformed() {
        for sent in
            ["f[", "f[]", "f[a", "f[a][b]", "f[a]b", "f[a][", "f[a][]]", "f[a][][]", "f[[a]]", "f[a][-1]"]
        {
            assert_eq!(Key::parse(sent), Err("f"), "{sent}");
        }
    }
}
