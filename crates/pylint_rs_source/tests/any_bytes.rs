//! Whatever the bytes and the encoding, a file's text comes back as it was, and places in it are
//! where a person would count them.

use std::path::Path;

use proptest::prelude::*;
use pylint_rs_source::{Newline, SourceFile};
use ruff_text_size::TextSize;

/// Names of encodings, with what is typical of each family.
const ENCODINGS: [&str; 21] = [
    "utf-8",
    "latin-1",
    "ascii",
    "cp1252",
    "cp1251",
    "koi8-r",
    "koi8-u",
    "iso-8859-2",
    "iso-8859-9",
    "iso-8859-15",
    "mac-roman",
    "shift_jis",
    "euc-jp",
    "iso-2022-jp",
    "gbk",
    "gb18030",
    "big5",
    "euc-kr",
    "tis-620",
    "cp932",
    "cp949",
];

fn encoding() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&ENCODINGS[..])
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~]{0,5}",
        prop::sample::select(vec![
            "\n", "\r\n", "\r", "\t", "\x0c", "é", "ß", "Ж", "日本", "中文", "한", "ก", "€", "¥",
            "‾", "\u{a0}", "\u{80}", "🎉", "\u{300}", "\u{2028}", "\0", "\\", "~", "\u{feff}",
            "\u{fffd}",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

fn read(bytes: &[u8]) -> Option<SourceFile> {
    SourceFile::from_bytes(Path::new("a.py"), bytes.to_vec()).ok()
}

/// Row and column by going through the text, with Python's line ends.
fn counted(text: &str, offset: usize) -> (u32, u32) {
    let (mut row, mut column) = (1, 1);
    for (at, character) in text[..offset].char_indices() {
        let is_first_half = text[at..].starts_with("\r\n");
        if character == '\n' || (character == '\r' && !is_first_half) {
            (row, column) = (row + 1, 1);
        } else {
            column += 1;
        }
    }
    (row, column)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_can_be_written_is_read_back(encoding in encoding(), text in text()) {
        let header = format!("# coding: {encoding}\n");
        let empty = read(header.as_bytes()).expect("a known encoding");
        if let Ok(bytes) = empty.encode(&format!("{header}{text}")) {
            let again = read(&bytes);
            prop_assert_eq!(again.as_ref().map(SourceFile::text), Some(&*format!("{header}{text}")));
        }
    }

    #[test]
    fn what_can_be_read_is_written_back(encoding in encoding(), bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let bytes = [format!("# coding: {encoding}\n").as_bytes(), &bytes].concat();
        let Some(source) = read(&bytes) else { return Ok(()) };
        // Some encodings have two spellings of one character; the text must be the same.
        let Ok(encoded) = source.encode(source.text()) else { return Ok(()) };
        let again = read(&encoded);
        prop_assert_eq!(again.as_ref().map(SourceFile::text), Some(source.text()));
        if source.encoding().is_utf8() || encoding == "latin-1" || encoding.starts_with("cp125") {
            prop_assert_eq!(&*encoded, &*bytes);
        }
    }

    #[test]
    fn marks_and_newlines_are_kept(text in text(), has_mark in any::<bool>(), change in text()) {
        let mark: &[u8] = if has_mark { b"\xef\xbb\xbf" } else { b"" };
        prop_assume!(!text.starts_with('\u{feff}'));
        let bytes = [mark, text.as_bytes()].concat();
        let Some(source) = read(&bytes) else { return Ok(()) };
        prop_assert_eq!(source.has_bom(), has_mark);
        prop_assert_eq!(&*source.encode(source.text()).expect("UTF-8"), &*bytes);
        if let Ok(changed) = source.with_text(change.clone()) {
            prop_assert_eq!(changed.newline(), Newline::first_of(&text));
            let encoded = changed.encode(&change).expect("UTF-8");
            prop_assert_eq!(&*encoded, &*[mark, change.as_bytes()].concat());
        }
    }

    #[test]
    fn places_are_where_one_counts_them(text in text(), repeat in 1_usize..400, place in any::<prop::sample::Index>()) {
        let text = text.repeat(repeat);
        prop_assume!(!text.starts_with('\u{feff}'));
        let Some(source) = read(text.as_bytes()) else { return Ok(()) };
        let offset = text.floor_char_boundary(place.index(text.len() + 1));
        let location = source.location(TextSize::try_from(offset).expect("a short text"));
        prop_assert_eq!((location.row, location.column), counted(&text, offset));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        match SourceFile::from_bytes(Path::new("a.py"), bytes.clone()) {
            Ok(source) => prop_assert_eq!(&*source.encode(source.text()).expect("its own text"), &*bytes),
            Err(error) => {
                prop_assert!(!error.to_string().is_empty());
                prop_assert!(error.location().row >= 1 && error.location().column >= 1);
            }
        }
    }
}
