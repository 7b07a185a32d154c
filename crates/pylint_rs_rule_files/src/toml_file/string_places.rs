//! Where in a file the characters of a TOML string are.

/// The offset in a string's source, quotes included, of the character that is at `offset` in its
/// value. Both count bytes.
pub(super) fn offset_in_source(source: &str, offset: usize) -> usize {
    let mut length = 0;
    for (start, piece) in pieces(source) {
        if length + piece.len() > offset {
            // An escape is one place; what is not escaped is as long as it looks.
            return start + if piece.is_escape { 0 } else { offset - length };
        }
        length += piece.len();
    }
    // The end of the value: the closing quotes.
    source.len() - delimiter(source).len().min(source.len())
}

/// A stretch of a string's source, and what it stands for.
struct Piece {
    length: usize,
    is_escape: bool,
}

impl Piece {
    /// How many bytes of the value it makes.
    fn len(&self) -> usize {
        self.length
    }
}

fn delimiter(source: &str) -> &'static str {
    [r#"""""#, "'''", "\"", "'"]
        .into_iter()
        .find(|delimiter| source.starts_with(delimiter))
        .unwrap_or_default()
}

/// The pieces with the offsets in the source at which they start.
fn pieces(source: &str) -> Vec<(usize, Piece)> {
    let delimiter = delimiter(source);
    let mut pieces = Vec::new();
    let mut position = delimiter.len();
    let end = source.len().saturating_sub(delimiter.len()).max(position);
    if delimiter.len() == 3 {
        // The line break after the opening quotes is none of the value.
        let rest = &source[position..];
        position += if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
    }
    let has_escapes = delimiter.starts_with('"');
    while position < end {
        let rest = &source[position..end];
        let plain = if has_escapes { rest.find('\\').unwrap_or(rest.len()) } else { rest.len() };
        if plain > 0 {
            pieces.push((position, Piece { length: plain, is_escape: false }));
            position += plain;
            continue;
        }
        let (taken, length) = escape(rest);
        pieces.push((position, Piece { length, is_escape: true }));
        position += taken;
    }
    pieces
}

/// How much of the source an escape takes, and how many bytes of the value it makes.
fn escape(rest: &str) -> (usize, usize) {
    let digits = match rest.as_bytes().get(1) {
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        Some(byte) if byte.is_ascii_whitespace() => {
            let blank = rest[1..].len() - rest[1..].trim_start().len();
            return (1 + blank, 0);
        }
        Some(_) => return (rest.chars().take(2).map(char::len_utf8).sum(), 1),
        None => return (1, 0),
    };
    let code = rest.get(2..2 + digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let length = code.and_then(char::from_u32).map_or(1, char::len_utf8);
    ((2 + digits).min(rest.len()), length)
}

#[cfg(test)]
mod tests {
    use super::offset_in_source;

    /// Each character of a string's value is found in its source.
    #[test]
    fn characters_are_found() {
        for (source, needle) in [
            ("\"a b\"", "b"),
            ("'a\\b'", "b"),
            ("\"a\\n\\tb\"", "b"),
            ("\"\\u00e9\\U0001F600\\x41b\"", "b"),
            ("\"éb\"", "b"),
            ("\"\"\"\nab\"\"\"", "b"),
            ("\"\"\"a \\\n   b\"\"\"", "b"),
            ("\"\"\"\r\na\r\nb\"\"\"", "b"),
            ("'''\na\nb'''", "b"),
        ] {
            let table: toml::Table = toml::from_str(&format!("key = {source}")).unwrap();
            let value = table["key"].as_str().unwrap();
            let offset = offset_in_source(source, value.find(needle).unwrap());
            assert!(source[offset..].starts_with(needle), "{source}: {offset}");
        }
    }

    #[test]
    fn end_is_before_the_closing_quotes() {
        assert_eq!(offset_in_source("'ab'", 2), 3);
        assert_eq!(offset_in_source("\"\"\"\nab\"\"\"", 2), 6);
    }
}
