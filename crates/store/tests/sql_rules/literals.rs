//! Reading a file of Rust: the texts in its code, and which modules are there for tests alone.

use std::mem;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Ident, ItemMod, Lit, Macro, Meta};

/// What a file says, its tests and whatever documents something left out.
#[derive(Debug, Default)]
pub(super) struct Code {
    /// Its texts as the program has them, those among the arguments of macros too.
    pub(super) texts: Vec<String>,
    /// Its modules that only tests see, by the path from its own module; some are files of their own.
    pub(super) tests: Vec<PathBuf>,
    /// The module that is being read.
    module: PathBuf,
}

impl Code {
    pub(super) fn read(source: &str) -> syn::Result<Self> {
        let mut code = Self::default();
        code.visit_file(&syn::parse_file(source)?);
        Ok(code)
    }

    fn literal(&mut self, literal: &Lit) {
        let text = match literal {
            Lit::Str(text) => text.value(),
            Lit::ByteStr(bytes) => String::from_utf8_lossy(&bytes.value()).into_owned(),
            Lit::CStr(text) => text.value().to_string_lossy().into_owned(),
            _ => return,
        };
        self.texts.push(text);
    }

    fn tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) if documents(&group) => {}
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Literal(literal) => self.literal(&Lit::new(literal)),
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
        }
    }
}

impl Visit<'_> for Code {
    fn visit_item_mod(&mut self, module: &ItemMod) {
        let path = self.module.join(module.ident.to_string());
        if module.attrs.iter().any(for_tests) {
            self.tests.push(path);
            return;
        }
        let outer = mem::replace(&mut self.module, path);
        visit::visit_item_mod(self, module);
        self.module = outer;
    }

    /// What stands in `statements!` is a statement, and checked as one.
    fn visit_macro(&mut self, invoked: &Macro) {
        if !invoked.path.is_ident("statements") {
            visit::visit_macro(self, invoked);
        }
    }

    fn visit_attribute(&mut self, attribute: &Attribute) {
        if !attribute.path().is_ident("doc") {
            visit::visit_attribute(self, attribute);
        }
    }

    fn visit_lit(&mut self, literal: &Lit) {
        self.literal(literal);
    }

    fn visit_token_stream(&mut self, tokens: &TokenStream) {
        self.tokens(tokens.clone());
    }
}

/// Whether this is `#[cfg(test)]`, and nothing that holds elsewhere too.
fn for_tests(attribute: &Attribute) -> bool {
    matches!(&attribute.meta, Meta::List(list) if list.path.is_ident("cfg"))
        && attribute.parse_args::<Ident>().is_ok_and(|only| only == "test")
}

/// Whether this is the `[doc = …]` that a comment among a macro's arguments is to it.
fn documents(group: &Group) -> bool {
    let mut tokens = group.stream().into_iter();
    group.delimiter() == Delimiter::Bracket
        && matches!(tokens.next(), Some(TokenTree::Ident(word)) if word == "doc")
        && matches!(tokens.next(), Some(TokenTree::Punct(sign)) if sign.as_char() == '=')
}

#[test]
fn texts_are_as_the_program_has_them() {
    let source = r####"
        const ESCAPED: &str = "a \"b\" \\";
        const QUOTES: (char, u8, &str) = ('"', b'"', "c");
        const RAW: &str = r#"d "e" \"#;
        const RAWER: &str = r##"f "# g"##;
        const LONG: &str = "h
            i \
            j";
        const BYTES: &[u8] = b"k\x22";
        const FOREIGN: &CStr = c"l";
        fn life<'a>(text: &'a str) -> bool { text == "m" /* "n */ }
    "####;
    let texts = Code::read(source).unwrap().texts;
    let lines = "h\n            i j";
    assert_eq!(texts, ["a \"b\" \\", "c", "d \"e\" \\", "f \"# g", lines, "k\"", "l", "m"]);
}

#[test]
fn texts_are_found_among_the_arguments_of_macros_and_attributes() {
    let source = r#"
        statements! { NEXT = "checked as a statement"; }
        others! {
            /// A comment that "quotes".
            #[allow(x, reason = "a")]
            FIND = "b";
        }
        #[error("c")]
        struct Failed;
        fn run() -> String { let made = format!("d {}", [vec!["e"], (f("g"))]); made }
        macro_rules! make { ($x:expr) => { concat!("h", $x) }; }
    "#;
    assert_eq!(Code::read(source).unwrap().texts, ["a", "b", "c", "d {}", "e", "g", "h"]);
}

#[test]
fn comments_and_tests_are_left_out_and_what_follows_them_is_not() {
    let source = r#"
        //! "inner"
        /// An "outer
        #[doc = "attribute"]
        fn documented() { /* "block */ one("a"); } // "line
        mod inner {
            #[cfg(test)]
            #[allow(dead_code)]
            pub(crate) mod tests { const B: &str = "test"; mod further; }
            const C: &str = "c";
        }
        #[cfg(test)]
        mod apart;
        #[cfg(any(test, feature = "d"))]
        mod elsewhere { const E: &str = "e"; }
        const F: &str = "f";
    "#;
    let code = Code::read(source).unwrap();
    assert_eq!(code.texts, ["a", "c", "d", "e", "f"]);
    assert_eq!(code.tests, [Path::new("inner/tests"), Path::new("apart")]);
}
