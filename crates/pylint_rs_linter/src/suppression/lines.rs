//! Physical lines, and which of them ends where a comment can stand.

use ruff_python_ast::token::{Token, TokenKind, Tokens};
use ruff_text_size::{Ranged, TextLen, TextRange, TextSize};

/// The line that holds `offset`, without its end-of-line characters.
pub(super) fn line_range(text: &str, offset: TextSize) -> TextRange {
    let bytes = text.as_bytes();
    let offset = offset.to_usize().min(bytes.len());
    let start = memchr::memrchr2(b'\n', b'\r', &bytes[..offset]).map_or(0, |newline| newline + 1);
    let end = memchr::memchr2(b'\n', b'\r', &bytes[offset..])
        .map_or(bytes.len(), |newline| offset + newline);
    TextRange::new(text[..start].text_len(), text[..end].text_len())
}

/// Where the line after the one that ends at `line_end` starts.
pub(super) fn next_line(text: &str, line_end: TextSize) -> TextSize {
    let rest = &text[line_end.to_usize()..];
    let newline = if rest.starts_with("\r\n") { 2 } else { u32::from(!rest.is_empty()) };
    line_end + TextSize::from(newline)
}

/// Whether only white space (or a byte order mark) stands before `offset` on its line.
pub(super) fn is_first_on_line(text: &str, offset: TextSize) -> bool {
    let line = line_range(text, offset);
    text[TextRange::new(line.start(), offset)].chars().all(|c| c.is_whitespace() || c == '\u{feff}')
}

/// Runs of lines that can only be commented at the end of their last one: those that a string
/// spans, and those joined by backslashes.
#[derive(Clone, Debug, Default)]
pub(super) struct LineMapping {
    /// By position, apart from each other; from the start of a line to the end of one.
    runs: Vec<TextRange>,
}

impl LineMapping {
    pub(super) fn from_tokens(text: &str, tokens: &Tokens) -> Self {
        let mut joined = Vec::new();
        add_joined(text, tokens, TextSize::default(), &mut joined);
        Self::of_joined(text, joined)
    }

    /// The runs in the logical lines, or before them, that comments at these offsets stand in, by
    /// position: no run goes on from one logical line to the next.
    pub(super) fn around(
        text: &str,
        tokens: &Tokens,
        offsets: impl Iterator<Item = TextSize>,
    ) -> Self {
        let is_newline = |token: &Token| token.kind() == TokenKind::Newline;
        let mut joined = Vec::new();
        let mut read_to = 0;
        for offset in offsets {
            let index = tokens.partition_point(|token| token.end() <= offset);
            if index < read_to {
                continue;
            }
            let start = tokens[read_to..index]
                .iter()
                .rposition(is_newline)
                .map_or(read_to, |newline| read_to + newline + 1);
            let end = tokens[index..]
                .iter()
                .position(is_newline)
                .map_or(tokens.len(), |newline| index + newline + 1);
            let before = start.checked_sub(1).map_or(TextSize::default(), |it| tokens[it].end());
            add_joined(text, &tokens[start..end], before, &mut joined);
            read_to = end;
        }
        Self::of_joined(text, joined)
    }

    fn of_joined(text: &str, mut joined: Vec<TextRange>) -> Self {
        joined.sort_by_key(|range| range.start());

        let mut runs: Vec<TextRange> = Vec::new();
        for range in joined {
            let start = line_range(text, range.start()).start();
            let end = line_range(text, range.end()).end();
            match runs.last_mut() {
                Some(last) if start <= last.end() => {
                    *last = TextRange::new(last.start(), last.end().max(end));
                }
                _ => runs.push(TextRange::new(start, end)),
            }
        }
        Self { runs }
    }

    /// The run of lines that `offset` is in, if it is in one.
    pub(super) fn run_at(&self, offset: TextSize) -> Option<TextRange> {
        let index = self.runs.partition_point(|run| run.end() < offset);
        self.runs.get(index).copied().filter(|run| run.start() <= offset)
    }

    /// An offset on the line whose end a comment for `offset` must stand at.
    pub(super) fn map(&self, offset: TextSize) -> TextSize {
        self.run_at(offset).map_or(offset, |run| run.end())
    }
}

/// Adds what joins lines among the tokens of whole logical lines, the first of which comes after
/// one that ends at `previous_end`.
fn add_joined(
    text: &str,
    tokens: &[Token],
    mut previous_end: TextSize,
    joined: &mut Vec<TextRange>,
) {
    let bytes = text.as_bytes();
    let mut interpolated_start = TextSize::default();
    let mut interpolated_depth = 0_usize;
    for token in tokens {
        // A backslash takes two bytes at least, with the end of its line.
        if token.start() > previous_end + TextSize::from(1) {
            let gap = TextRange::new(previous_end, token.start());
            if bytes[gap.start().to_usize()..gap.end().to_usize()].contains(&b'\\') {
                joined.push(gap);
            }
        }
        previous_end = previous_end.max(token.end());
        match token.kind() {
            TokenKind::String if spans_lines(bytes, token.range()) => {
                joined.push(token.range());
            }
            TokenKind::FStringStart | TokenKind::TStringStart => {
                if interpolated_depth == 0 {
                    interpolated_start = token.start();
                }
                interpolated_depth += 1;
            }
            TokenKind::FStringEnd | TokenKind::TStringEnd => {
                interpolated_depth = interpolated_depth.saturating_sub(1);
                let range = TextRange::new(interpolated_start, token.end());
                if interpolated_depth == 0 && spans_lines(bytes, range) {
                    joined.push(range);
                }
            }
            // An interpolated string that is never closed ends with its line.
            TokenKind::Newline | TokenKind::EndOfFile => interpolated_depth = 0,
            _ => {}
        }
    }
}

fn spans_lines(bytes: &[u8], range: TextRange) -> bool {
    memchr::memchr2(b'\n', b'\r', &bytes[range.start().to_usize()..range.end().to_usize()])
        .is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};

    /// For each line of `text`, the number of the line that its comment stands on.
    fn mapped_lines(text: &str) -> Vec<usize> {
        let parsed = parse_unchecked(text, ParseOptions::from(Mode::Module));
        let mapping = LineMapping::from_tokens(text, parsed.tokens());
        let line_number = |offset: TextSize| {
            text[..offset.to_usize()].replace("\r\n", "\n").matches(['\n', '\r']).count() + 1
        };
        let mut lines = Vec::new();
        let mut offset = TextSize::default();
        while offset < text.text_len() {
            lines.push(line_number(mapping.map(offset)));
            offset = next_line(text, line_range(text, offset).end());
        }
        lines
    }

    #[test]
    fn strings_and_continuations() {
        assert_eq!(mapped_lines("a\nb\n"), [1, 2]);
        assert_eq!(mapped_lines("a = \\\n b\nc\n"), [2, 2, 3]);
        assert_eq!(mapped_lines("a = \\\r\n b\r\nc"), [2, 2, 3]);
        assert_eq!(mapped_lines("a = \\\r b\rc"), [2, 2, 3]);
        assert_eq!(mapped_lines("x = 1 \\\n\ny\n"), [2, 2, 3]);
        assert_eq!(mapped_lines("f('''\n''', 1,\n 2)\n"), [2, 2, 3]);
        assert_eq!(mapped_lines("f('''\n''', '''\n''')\n"), [3, 3, 3]);
        assert_eq!(mapped_lines("x = 'a\\\nb'\ny\n"), [2, 2, 3]);
        assert_eq!(mapped_lines("f'''{a}\n{\nb # c\n}'''\nd\n"), [4, 4, 4, 4, 5]);
        assert_eq!(mapped_lines("f'''{'''\n'''}\n'''\n"), [3, 3, 3]);
        assert_eq!(mapped_lines("(a,\n b)\n# \\\nc\n"), [1, 2, 3, 4]);
    }

    #[test]
    fn around_comments() {
        let texts = [
            "a = '''\n'''  # c\nb = '''\n'''\nc = \\\n 1  # c\n",
            "f('''\n''',  # c\n '''\n''')\nx = '''\n'''\n",
            "a = '''\n'''; b = '''\n'''  # c\n# c\nx = f'''{'''\n'''}\n''' # c",
            "f'''{a\n{\nb # c\n}'''\nd\n\\\n# c\n",
        ];
        for text in texts {
            let parsed = parse_unchecked(text, ParseOptions::from(Mode::Module));
            let all = LineMapping::from_tokens(text, parsed.tokens());
            let comments = parsed.tokens().iter().filter(|it| it.kind() == TokenKind::Comment);
            let near = LineMapping::around(text, parsed.tokens(), comments.map(Ranged::start));
            for comment in text.match_indices("# c").map(|(start, _)| TextSize::new(start as u32)) {
                let line = line_range(text, comment);
                for offset in (0..text.len()).map(|offset| TextSize::new(offset as u32)) {
                    let is_for =
                        |mapping: &LineMapping| line.contains_inclusive(mapping.map(offset));
                    assert_eq!(is_for(&all), is_for(&near), "{text:?} {comment:?} {offset:?}");
                }
            }
        }
    }
}
