//! Names of parameters: the parts put together again are what was sent.
#![no_main]

use guiche_domain::key::Key;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|sent: &str| {
    match Key::parse(sent) {
        Ok(Key { name, id: None, listed }) => assert_eq!((name, listed), (sent, false)),
        Ok(Key { name, id: Some(id), listed }) => {
            let list = sent.strip_prefix(&format!("{name}[{id}]")).expect("the parts begin the name");
            let index = list.strip_prefix('[').and_then(|list| list.strip_suffix(']'));
            assert_eq!(index.is_some(), listed);
            assert!(
                list.is_empty() || index.is_some_and(|index| index.bytes().all(|byte| byte.is_ascii_digit()))
            );
            assert!(!id.is_empty() && !name.contains('['));
        }
        Err(name) => assert_eq!(sent.split_once('[').map(|(before, _)| before), Some(name)),
    }
});
