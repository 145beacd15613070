//! Bodies of many rows. The first byte says where the body is cut, and whether it is lines or an array.
//!
//! However a body is cut, the same rows come out, none too long, and an array's rows are JSON.
#![no_main]

use std::collections::VecDeque;

use guiche_api::form::rows::{MAX_ROW, Row, Splitter};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((first, body)) = data.split_first() else { return };
    let array = first & 1 == 1;
    let splitter = if array { Splitter::array } else { Splitter::lines };
    let size = usize::from(first >> 1).max(1);
    let whole = rows(splitter(), [body].into_iter());
    assert_eq!(rows(splitter(), body.chunks(size)), whole);
    for row in whole.0 {
        let Row::Json(json) = row else { continue };
        assert!(!json.is_empty() && json.len() <= MAX_ROW);
        if let (true, Ok(text)) = (array, str::from_utf8(&json)) {
            assert_eq!(text.trim(), text);
        }
    }
});

fn rows<'b>(mut splitter: Splitter, mut pieces: impl Iterator<Item = &'b [u8]>) -> (Vec<Row>, bool) {
    let mut rows = VecDeque::new();
    let whole = pieces.try_for_each(|piece| splitter.push(piece, &mut rows));
    let whole = whole.and_then(|()| splitter.finish(&mut rows));
    (rows.into(), whole.is_ok())
}
