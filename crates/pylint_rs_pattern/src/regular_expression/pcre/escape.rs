//! What a backslash and the characters after it mean.

use super::Translator;
use crate::PatternError;

/// What a backslash and the characters after it mean.
pub(super) enum Escape {
    /// A character.
    Character(char),
    /// A set of characters, by its letter: `\d`.
    Set(char),
    /// `\p{L}`, which both syntaxes have.
    Property(String),
    /// `\Q...\E`
    Quoted(String),
    /// The group of a number.
    Group(usize),
    /// The group of a name.
    Named(String),
    /// A place or something else without a counterpart among characters: `\b`, `\A`.
    Place(char),
    /// A lone `\E`.
    Nothing,
}

/// A set of characters by its letter, within brackets or alone.
pub(super) fn ascii_set(letter: char, in_class: bool) -> String {
    let members = match letter.to_ascii_lowercase() {
        'd' => "0-9",
        'w' => "0-9A-Za-z_",
        's' => r"\t-\r ",
        'h' => r"\t \x{A0}\x{1680}\x{180E}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}",
        _ => r"\n-\r\x{85}\x{2028}\x{2029}",
    };
    match (letter.is_ascii_uppercase(), in_class) {
        (true, _) => format!("[^{members}]"),
        (false, true) => members.to_owned(),
        (false, false) => format!("[{members}]"),
    }
}

impl Translator<'_> {
    /// An escape outside brackets, which begins here.
    pub(super) fn escape(&mut self) -> Result<(), PatternError> {
        let (escape, length) = self.read_escape(false)?;
        match escape {
            Escape::Character(character) => {
                self.position += length;
                self.push_literal(character);
            }
            Escape::Set(letter) => self.push_atom(&ascii_set(letter, false), length),
            Escape::Property(text) => self.push_atom(&text, length),
            Escape::Quoted(text) => {
                self.position += length;
                text.chars().for_each(|character| self.push_literal(character));
            }
            Escape::Group(number) => {
                self.needs_backtracking = true;
                self.push_atom(&format!("(?:\\{number})"), length);
            }
            Escape::Named(name) => {
                self.needs_backtracking = true;
                self.push_atom(&format!("\\k<{name}>"), length);
            }
            Escape::Place(letter) => self.place(letter, length)?,
            Escape::Nothing => self.position += length,
        }
        Ok(())
    }

    fn place(&mut self, letter: char, length: usize) -> Result<(), PatternError> {
        let text = match letter {
            'b' if !self.backtracking => r"(?-u:\b)",
            'b' => r"\b",
            'B' => r"\B",
            'A' => r"\A",
            'z' => r"\z",
            'R' => r"(?:\r\n|[\n-\r\x{85}\x{2028}\x{2029}])",
            'N' => r"[^\n]",
            'Z' | 'G' | 'K' => {
                self.needs_backtracking = true;
                match letter {
                    'Z' => r"(?=\n?\z)",
                    'G' => r"\G",
                    _ => r"\K",
                }
            }
            _ => return Err(self.error("this escape is not supported", length)),
        };
        self.push_atom(text, length);
        Ok(())
    }

    /// What the backslash here means, and how many bytes that takes.
    pub(super) fn read_escape(&self, in_class: bool) -> Result<(Escape, usize), PatternError> {
        let rest = self.rest();
        let after = &rest[1..];
        let Some(letter) = after.chars().next() else {
            return Err(self.error("a backslash at the end means nothing", 1));
        };
        let character = |character| Ok((Escape::Character(character), 2));
        match letter {
            'a' => character('\u{7}'),
            'e' => character('\u{1b}'),
            'f' => character('\u{c}'),
            'n' => character('\n'),
            'r' => character('\r'),
            't' => character('\t'),
            'b' if in_class => character('\u{8}'),
            'd' | 'D' | 'w' | 'W' | 's' | 'S' | 'h' | 'H' | 'v' | 'V' => {
                Ok((Escape::Set(letter), 2))
            }
            'b' | 'B' | 'A' | 'z' | 'Z' | 'G' | 'K' | 'R' | 'N' | 'X' | 'C' => {
                Ok((Escape::Place(letter), 2))
            }
            'E' => Ok((Escape::Nothing, 2)),
            'Q' => {
                let text = &after[1..];
                let (end, closed) = text.find("\\E").map_or((text.len(), 0), |end| (end, 2));
                Ok((Escape::Quoted(text[..end].to_owned()), 2 + end + closed))
            }
            'p' | 'P' => self.property(),
            'x' => self.hexadecimal(),
            'o' if after.starts_with("o{") => self.braced(8),
            'c' => match after.as_bytes().get(1) {
                Some(byte) if byte.is_ascii() => {
                    Ok((Escape::Character(char::from(byte.to_ascii_uppercase() ^ 0x40)), 3))
                }
                _ => Err(self.error("`\\c` lacks its letter", 2)),
            },
            'k' | 'g' if !in_class => self.reference(),
            '0'..='9' => Ok(self.number(in_class)),
            _ if letter.is_ascii_alphabetic() => {
                Err(self.error("this escape is of no known kind", 2))
            }
            _ => Ok((Escape::Character(letter), 1 + letter.len_utf8())),
        }
    }

    /// `\p{L}`, `\pL`, `\P{^L}`
    fn property(&self) -> Result<(Escape, usize), PatternError> {
        let rest = self.rest();
        let length = match rest.as_bytes().get(2) {
            Some(b'{') => rest.find('}').map(|end| end + 1),
            Some(byte) if byte.is_ascii_alphabetic() => Some(3),
            _ => None,
        };
        let Some(length) = length else {
            return Err(self.error("`\\p` lacks its property", 2));
        };
        let text = &rest[..length];
        let text = match text.split_once("{^") {
            Some((r"\p", name)) => format!("\\P{{{name}"),
            Some((_, name)) => format!("\\p{{{name}"),
            None => text.to_owned(),
        };
        Ok((Escape::Property(text), length))
    }

    /// `\x41`, `\x{1F600}`
    fn hexadecimal(&self) -> Result<(Escape, usize), PatternError> {
        let digits = &self.rest()[2..];
        if digits.starts_with('{') {
            return self.braced(16);
        }
        let length = digits.bytes().take(2).take_while(u8::is_ascii_hexdigit).count();
        let value = u8::from_str_radix(&digits[..length], 16).unwrap_or(0);
        Ok((Escape::Character(char::from(value)), 2 + length))
    }

    /// The character whose number is in braces after a backslash and a letter.
    fn braced(&self, radix: u32) -> Result<(Escape, usize), PatternError> {
        let digits = &self.rest()[3..];
        let end = digits.find('}').unwrap_or(digits.len());
        u32::from_str_radix(digits[..end].trim(), radix)
            .ok()
            .and_then(char::from_u32)
            .filter(|_| end < digits.len())
            .map(|character| (Escape::Character(character), end + 4))
            .ok_or_else(|| self.error("this is no character's number", 3 + end))
    }

    /// `\1` is a group, `\012` a character; more digits than there are groups, too.
    fn number(&self, in_class: bool) -> (Escape, usize) {
        let digits = &self.rest()[1..];
        let length = digits.bytes().take_while(u8::is_ascii_digit).count();
        let number: usize = digits[..length].parse().unwrap_or(usize::MAX);
        if !in_class && !digits.starts_with('0') && (number < 10 || number <= self.all_captures) {
            return (Escape::Group(number), 1 + length);
        }
        let octal = digits.bytes().take(3).take_while(|byte| (b'0'..b'8').contains(byte)).count();
        let value = u32::from_str_radix(&digits[..octal], 8).unwrap_or(0);
        if octal == 0 {
            // `\8` and `\9` in brackets are the digits.
            return (Escape::Character(char::from(digits.as_bytes()[0])), 2);
        }
        (Escape::Character(char::from_u32(value).unwrap_or('\0')), 1 + octal)
    }

    /// `\k<name>`, `\k{name}`, `\k'name'`, `\g1`, `\g{-1}`
    fn reference(&self) -> Result<(Escape, usize), PatternError> {
        let after = &self.rest()[2..];
        let close = match after.as_bytes().first() {
            Some(b'<') => '>',
            Some(b'{') => '}',
            Some(b'\'') => '\'',
            Some(byte) if byte.is_ascii_digit() => {
                let length = after.bytes().take_while(u8::is_ascii_digit).count();
                let number = after[..length].parse().unwrap_or(usize::MAX);
                return Ok((Escape::Group(number), 2 + length));
            }
            _ => return Err(self.error("this lacks the name of a group", 2)),
        };
        let inner = &after[1..];
        let end = inner.find(close).ok_or_else(|| self.error("a name is not closed", 3))?;
        let name = &inner[..end];
        let length = end + 4;
        if let Some(back) = name.strip_prefix('-').and_then(|back| back.parse::<usize>().ok()) {
            return match (self.captures + 1).checked_sub(back) {
                Some(number) if number > 0 => Ok((Escape::Group(number), length)),
                _ => Err(self.error("there is no such group", length)),
            };
        }
        if let Ok(number) = name.parse() {
            return Ok((Escape::Group(number), length));
        }
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            return Err(self.error("this is no name of a group", length));
        }
        Ok((Escape::Named(name.to_owned()), length))
    }
}
