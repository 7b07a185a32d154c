//! The coding comment of PEP 263, found by the rules of CPython's tokenizer.

/// The encoding named by a comment on the first or second line, normalised as CPython does:
/// spellings of UTF-8 and Latin-1 become `utf-8` and `iso-8859-1`, others stay as written.
pub(crate) fn find(bytes: &[u8]) -> Option<CodingComment<'_>> {
    let (first, rest) = split_line(bytes);
    if let Some(name) = name_on_line(first) {
        return Some(CodingComment { name: normalise(name), row: 1 });
    }
    // Only a line that says nothing lets the second one speak.
    if first.iter().find(|byte| !is_blank(**byte)).is_some_and(|byte| *byte != b'#') {
        return None;
    }
    let (second, _) = split_line(rest);
    name_on_line(second).map(|name| CodingComment { name: normalise(name), row: 2 })
}

/// A coding comment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct CodingComment<'a> {
    /// The encoding's name.
    pub(crate) name: &'a str,
    /// The line it is on, from 1.
    pub(crate) row: u32,
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | 0x0c)
}

/// The first line without its end, and what follows.
fn split_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    match memchr::memchr2(b'\n', b'\r', bytes) {
        None => (bytes, &[]),
        Some(end) => {
            let length = if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 };
            (&bytes[..end], &bytes[end + length..])
        }
    }
}

fn name_on_line(line: &[u8]) -> Option<&str> {
    let start = line.iter().position(|byte| !is_blank(*byte))?;
    let comment = &line[start..];
    if comment[0] != b'#' {
        return None;
    }
    memchr::memmem::find_iter(comment, b"coding").find_map(|position| {
        let after = &comment[position + b"coding".len()..];
        let [b':' | b'=', value @ ..] = after else { return None };
        let start = value.iter().position(|byte| !matches!(byte, b' ' | b'\t'))?;
        let value = &value[start..];
        let end = value
            .iter()
            .position(|byte| !(byte.is_ascii_alphanumeric() || b"-_.".contains(byte)))
            .unwrap_or(value.len());
        std::str::from_utf8(&value[..end]).ok().filter(|name| !name.is_empty())
    })
}

fn normalise(name: &str) -> &str {
    // CPython compares no more than the first twelve characters.
    let start: String = name
        .chars()
        .take(12)
        .map(|character| if character == '_' { '-' } else { character.to_ascii_lowercase() })
        .collect();
    let is = |wanted: &str| {
        start.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    if is("utf-8") {
        "utf-8"
    } else if is("latin-1") || is("iso-8859-1") || is("iso-latin-1") {
        "iso-8859-1"
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    fn name(source: &[u8]) -> Option<&str> {
        find(source).map(|comment| comment.name)
    }

    #[test]
    fn on_the_first_two_lines() {
        assert_eq!(name(b"# -*- coding: koi8-r -*-\n"), Some("koi8-r"));
        assert_eq!(name(b"# vim: set fileencoding=koi8-r :"), Some("koi8-r"));
        assert_eq!(name(b"#!/usr/bin/python\n# coding: koi8-r\n"), Some("koi8-r"));
        assert_eq!(name(b"\n# coding: koi8-r\n"), Some("koi8-r"));
        assert_eq!(name(b"\x0c \t# coding:\t koi8-r\n"), Some("koi8-r"));
        assert_eq!(name(b"#\r# coding: koi8-r\r"), Some("koi8-r"));
        assert_eq!(find(b"#\r\n# coding: koi8-r\r\n").map(|comment| comment.row), Some(2));
        assert_eq!(name(b"#\n#\n# coding: koi8-r\n"), None);
    }

    #[test]
    fn not_after_code() {
        assert_eq!(name(b"import os\n# coding: koi8-r\n"), None);
        assert_eq!(name(b"\\\n# coding: koi8-r\n"), None);
        assert_eq!(name(b"x = 1 # coding: koi8-r\n"), None);
        assert_eq!(name(b"\"\"\"\n# coding: koi8-r\n"), None);
    }

    #[test]
    fn the_first_that_has_a_name() {
        assert_eq!(name(b"# coding: \xe9 coding=koi8-r\n"), Some("koi8-r"));
        assert_eq!(name(b"# coding: first coding=second\n"), Some("first"));
        assert_eq!(name(b"# coding:\n"), None);
        assert_eq!(name(b"# coding koi8-r\n"), None);
    }

    #[test]
    fn spellings_of_the_common_ones() {
        assert_eq!(name(b"# coding: UTF_8\n"), Some("utf-8"));
        assert_eq!(name(b"# coding: utf-8-unix\n"), Some("utf-8"));
        assert_eq!(name(b"# coding: utf8\n"), Some("utf8"));
        assert_eq!(name(b"# coding: Latin-1-unix\n"), Some("iso-8859-1"));
        assert_eq!(name(b"# coding: iso-8859-15\n"), Some("iso-8859-15"));
    }
}
