//! The grammar of `noqa` comments, of a line and of a file.
//!
//! The spellings that are accepted are Ruff's, found by trying them; beyond it, rule names stand
//! where codes do (`# noqa: unused-import`).

use ruff_text_size::{TextLen, TextRange, TextSize};

/// What a `noqa` comment covers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Level {
    /// The line it ends.
    Line,
    /// The file: `# ruff: noqa`, `# flake8: noqa`, `# pylint-rs: noqa`.
    File {
        /// Whether the prefix is ours.
        ours: bool,
    },
}

/// A well-formed `noqa` comment.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Noqa {
    /// From its `#` to the end of its last code, or of `noqa` itself.
    pub(super) range: TextRange,
    /// What it covers.
    pub(super) level: Level,
    /// The codes and names it lists; none if it covers every rule.
    pub(super) items: Vec<TextRange>,
}

impl Noqa {
    /// Whether it covers every rule.
    pub(super) fn is_blanket(&self) -> bool {
        self.items.is_empty()
    }
}

/// A comment that was meant as a `noqa` and covers nothing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct MalformedNoqa {
    /// From its `#` to where it stops making sense.
    pub(super) range: TextRange,
    /// What it was meant to cover.
    pub(super) level: Level,
    /// What is wrong with it.
    pub(super) reason: &'static str,
}

/// Every `noqa` in a comment that starts at `start`: at most one for the line and one for the
/// file, as the first of each kind is the one that counts.
pub(super) fn parse(comment: &str, start: TextSize) -> Vec<Result<Noqa, MalformedNoqa>> {
    let mut found = Vec::new();
    let (mut has_line, mut has_file) = (false, false);
    // Its rarest letter is looked for first.
    for rare in memchr::memchr2_iter(b'q', b'Q', comment.as_bytes()) {
        let index = rare.saturating_sub("no".len());
        let is_keyword = comment
            .get(index..index + "noqa".len())
            .is_some_and(|word| word.eq_ignore_ascii_case("noqa"));
        if !is_keyword {
            continue;
        }
        let Some((hash, level)) = introduction(&comment[..index]) else { continue };
        let seen = match level {
            Level::Line => &mut has_line,
            Level::File { .. } => &mut has_file,
        };
        if std::mem::replace(seen, true) {
            continue;
        }
        found.push(parse_items(comment, hash, index + "noqa".len(), level, start));
    }
    found
}

/// Where the `#` is and what is covered, if `before` is what introduces a `noqa`.
fn introduction(before: &str) -> Option<(usize, Level)> {
    let before = before.trim_end();
    if before.ends_with('#') {
        return Some((before.len() - 1, Level::Line));
    }
    let before = before.strip_suffix(':')?.trim_end();
    [("ruff", false), ("flake8", false), ("pylint-rs", true)].into_iter().find_map(
        |(tool, ours)| {
            let before = before.strip_suffix(tool)?.trim_end();
            before.ends_with('#').then(|| (before.len() - 1, Level::File { ours }))
        },
    )
}

fn parse_items(
    comment: &str,
    hash: usize,
    keyword_end: usize,
    level: Level,
    start: TextSize,
) -> Result<Noqa, MalformedNoqa> {
    let range = |from: usize, to: usize| {
        TextRange::at(start + comment[..from].text_len(), comment[from..to].text_len())
    };
    let malformed = |to: usize, reason| MalformedNoqa { range: range(hash, to), level, reason };

    let rest = &comment[keyword_end..];
    let Some(list) = rest.trim_start().strip_prefix(':') else {
        return if rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '#') {
            Ok(Noqa { range: range(hash, keyword_end), level, items: Vec::new() })
        } else {
            Err(malformed(
                keyword_end,
                "`noqa` must be followed by `:` and rule codes, or by nothing",
            ))
        };
    };

    let mut items = Vec::new();
    let mut end = comment.len() - list.len();
    let mut position = end;
    loop {
        let separator_start = position;
        position += comment[position..]
            .find(|c: char| !c.is_whitespace() && c != ',')
            .unwrap_or(comment.len() - position);
        let after_comma = items.is_empty() || comment[separator_start..position].contains(',');
        let rest = &comment[position..];
        let length = if let Some(length) = code_length(rest) {
            let next = &rest[length..];
            // `F401E501` is read as two codes.
            if !is_delimited(next) && code_length(next).is_none() {
                return Err(malformed(
                    position + length,
                    "a rule code is upper-case letters followed by digits",
                ));
            }
            length
        } else if after_comma && let Some(length) = name_length(rest, items.is_empty()) {
            length
        } else {
            break;
        };
        items.push(range(position, position + length));
        position += length;
        end = position;
    }
    if items.is_empty() {
        return Err(malformed(
            end,
            "`noqa:` must be followed by rule codes, as in `noqa: F401, F841`",
        ));
    }
    Ok(Noqa { range: range(hash, end), level, items })
}

/// Whether a text starts with a rule code, or several with nothing between them.
pub(super) fn starts_with_code(text: &str) -> bool {
    code_length(text).is_some_and(|length| {
        let next = &text[length..];
        is_delimited(next) || code_length(next).is_some()
    })
}

/// Whether what comes after an item leaves it whole.
fn is_delimited(next: &str) -> bool {
    next.is_empty() || next.starts_with(|c: char| c.is_whitespace() || c == ',' || c == '#')
}

/// How much of `text` is a rule code.
fn code_length(text: &str) -> Option<usize> {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = text[letters..].bytes().take_while(u8::is_ascii_digit).count();
    (letters > 0 && digits > 0).then_some(letters + digits)
}

/// How much of `text` is a rule's name; those of Semgrep's rules may have dots, underscores and
/// capital letters. What follows `noqa:` is also prose, so a name that is one word counts only as
/// the first item, and only where nothing but further items follows.
fn name_length(text: &str, is_first: bool) -> Option<usize> {
    let length = text
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(byte))
        .count();
    let (name, next) = text.split_at(length);
    if !name.starts_with(|c: char| c.is_ascii_lowercase())
        || name.split(SEPARATORS).any(str::is_empty)
        || !is_delimited(next)
    {
        return None;
    }
    let ends = next.trim_start().chars().next().is_none_or(|next| next == ',' || next == '#');
    (name.contains(SEPARATORS) || is_first && ends).then_some(length)
}

/// What is between the words of a rule's name.
const SEPARATORS: [char; 3] = ['-', '.', '_'];

#[cfg(test)]
mod tests {
    use super::*;

    /// The items of the first `noqa`: `*` for a blanket, `!` for a malformed one.
    fn items(comment: &str) -> Option<String> {
        Some(match parse(comment, TextSize::default()).into_iter().next()? {
            Ok(noqa) if noqa.items.is_empty() => "*".to_string(),
            Ok(noqa) => noqa.items.iter().map(|item| &comment[*item]).collect::<Vec<_>>().join(","),
            Err(_) => "!".to_string(),
        })
    }

    #[test]
    fn spellings() {
        for (comment, expected) in [
            ("# noqa", Some("*")),
            ("#NoQA ", Some("*")),
            ("#\tnoqa why", Some("*")),
            ("# noqa#x", Some("*")),
            ("## noqa", Some("*")),
            ("# why # noqa", Some("*")),
            ("#\u{a0}noqa", Some("*")),
            ("# noqa F401", Some("*")),
            ("# noqa:F401", Some("F401")),
            ("# noqa  :  F401", Some("F401")),
            ("# noqa: F401 E501", Some("F401,E501")),
            ("# noqa: F401, E501", Some("F401,E501")),
            ("# noqa: F401E501", Some("F401,E501")),
            ("# noqa: E501,,F401", Some("E501,F401")),
            ("# noqa: , F401", Some("F401")),
            ("# noqa: F401 , E501", Some("F401,E501")),
            ("# noqa: F401 some F841 text", Some("F401")),
            ("# noqa: F401 - why", Some("F401")),
            ("# noqa: F401#x", Some("F401")),
            ("# noqa: F401 # noqa: E501", Some("F401")),
            ("# noqa: F401,é", Some("F401")),
            ("# noqa: F401 E", Some("F401")),
            ("# type: ignore # noqa: F401", Some("F401")),
            ("# noqa: unused-import", Some("unused-import")),
            ("# noqa: unused-import because of a plugin", Some("unused-import")),
            ("# noqa: print", Some("print")),
            ("# noqa: python.lang.no_eval, b.c-d", Some("python.lang.no_eval,b.c-d")),
            ("# noqa: e.g. text", Some("!")),
            ("# noqa: print, unused-import", Some("print,unused-import")),
            ("# noqa: F401, unused-import", Some("F401,unused-import")),
            ("# noqa: F401, why", Some("F401")),
            ("# noqa: F401 unused-import", Some("F401")),
            ("# noqa:", Some("!")),
            ("# noqa: F", Some("!")),
            ("# noqa: some text", Some("!")),
            ("# noqa: (F401)", Some("!")),
            ("# noqa: F401abc", Some("!")),
            ("# noqa: F401 E5x", Some("!")),
            ("# noqa: E501;F401", Some("!")),
            ("# noqa: F401é", Some("!")),
            ("# noqa-F401", Some("!")),
            ("# noqaa", Some("!")),
            ("# noqa; # noqa: F401", Some("!")),
            ("# xnoqa", None),
            ("# type: ignore noqa", None),
            ("#: noqa", None),
            ("# ñoqa", None),
        ] {
            assert_eq!(items(comment).as_deref(), expected, "{comment}");
        }
    }

    #[test]
    fn file_level() {
        let levels = |comment: &str| {
            parse(comment, TextSize::default())
                .into_iter()
                .map(|result| result.map_or_else(|error| error.level, |noqa| noqa.level))
                .collect::<Vec<_>>()
        };
        let theirs = Level::File { ours: false };
        assert_eq!(levels("# ruff: noqa"), [theirs]);
        assert_eq!(levels("#flake8 :NOQA: F401"), [theirs]);
        assert_eq!(levels("# why # pylint-rs: noqa"), [Level::File { ours: true }]);
        assert_eq!(levels("# ruff: noqa: E501 # noqa: F401"), [theirs, Level::Line]);
        assert_eq!(levels("# RUFF: noqa"), []);
        assert_eq!(levels("# x ruff: noqa"), []);
    }

    #[test]
    fn range_ends_with_the_last_code() {
        let parsed = parse("# why  # noqa: F401, E501 text", TextSize::from(10));
        let noqa = parsed[0].as_ref().unwrap();
        assert_eq!(noqa.range, TextRange::new(TextSize::from(17), TextSize::from(35)));
    }
}
