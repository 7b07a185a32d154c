//! The text of string literals, read from source where the parser's value is not CPython's.
//!
//! The two part in two ways. A Rust string cannot hold the lone surrogate of `'\ud800'`, for which
//! the parser puts a replacement character; and CPython makes every line ending of the source `\n`
//! before it looks at literals.

use std::borrow::Cow;
use std::iter::Peekable;
use std::str::Chars;

/// How an f-string treats its text.
#[derive(Clone, Copy)]
pub(crate) struct StringStyle {
    /// Whether backslashes stand for themselves.
    pub(crate) is_raw: bool,
    /// Whether CPython marks the text with `kind='u'`.
    pub(crate) is_unicode: bool,
}

/// A part of a string.
pub(crate) enum Piece<'a> {
    Text(Cow<'a, str>),
    /// Code points with surrogates among them.
    CodePoints(Vec<u32>),
}

impl Piece<'_> {
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Piece::Text(text) => text.is_empty(),
            Piece::CodePoints(code_points) => code_points.is_empty(),
        }
    }
}

/// Whether the parser's value of a literal is sure to be CPython's.
pub(crate) fn is_faithful(value: &str, source: &str) -> bool {
    !value.contains(char::REPLACEMENT_CHARACTER) && !source.contains('\r')
}

/// Turns line endings into `\n`.
pub(crate) fn normalize_newlines(source: &str) -> Cow<'_, str> {
    if source.contains('\r') {
        Cow::Owned(source.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(source)
    }
}

/// Decodes what stands between the quotes of a string.
pub(crate) fn decode(source: &str, is_raw: bool) -> Piece<'_> {
    let source = normalize_newlines(source);
    if is_raw {
        return Piece::Text(source);
    }
    Piece::CodePoints(Decoder::new(&source).decode(|_, _| false))
}

/// Decodes the text between the replacement fields of an f-string.
pub(crate) fn decode_interpolated(source: &str, is_raw: bool) -> Piece<'_> {
    let source = normalize_newlines(source);
    if is_raw {
        return Piece::Text(Cow::Owned(source.replace("{{", "{").replace("}}", "}")));
    }
    // A brace in such text is always doubled, and stands for one.
    Piece::CodePoints(
        Decoder::new(&source)
            .decode(|character, next| matches!(character, '{' | '}') && next == Some(character)),
    )
}

/// Decodes what stands between the quotes of a bytes literal.
pub(crate) fn decode_bytes(source: &str, is_raw: bool) -> Vec<u8> {
    let source = normalize_newlines(source);
    if is_raw {
        return source.into_owned().into_bytes();
    }
    let mut decoder = Decoder::new(&source);
    decoder.is_bytes = true;
    let code_points = decoder.decode(|_, _| false);
    // `'\777'` in bytes keeps its low eight bits; everything else fits.
    code_points.into_iter().map(|code_point| code_point as u8).collect()
}

/// Resolves escape sequences.
struct Decoder<'a> {
    characters: Peekable<Chars<'a>>,
    output: Vec<u32>,
    is_bytes: bool,
}

impl<'a> Decoder<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            characters: source.chars().peekable(),
            output: Vec::with_capacity(source.len()),
            is_bytes: false,
        }
    }

    /// Decodes to the end; `is_doubled` says which characters swallow their successor.
    fn decode(mut self, is_doubled: impl Fn(char, Option<char>) -> bool) -> Vec<u32> {
        while let Some(character) = self.characters.next() {
            if character == '\\' {
                self.escape();
            } else {
                if is_doubled(character, self.characters.peek().copied()) {
                    self.characters.next();
                }
                self.output.push(character.into());
            }
        }
        self.output
    }

    /// Reads what follows a backslash.
    fn escape(&mut self) {
        let Some(&character) = self.characters.peek() else {
            self.output.push('\\'.into());
            return;
        };
        // `'\{{'` in an f-string is a backslash and a doubled brace.
        if matches!(character, '{' | '}') {
            self.output.push('\\'.into());
            return;
        }
        self.characters.next();
        match character {
            '\n' => {}
            '\\' | '\'' | '"' => self.output.push(character.into()),
            'a' => self.output.push(0x07),
            'b' => self.output.push(0x08),
            'f' => self.output.push(0x0c),
            'n' => self.output.push(0x0a),
            'r' => self.output.push(0x0d),
            't' => self.output.push(0x09),
            'v' => self.output.push(0x0b),
            '0'..='7' => self.octal(character),
            'x' => self.hexadecimal(2),
            'u' if !self.is_bytes => self.hexadecimal(4),
            'U' if !self.is_bytes => self.hexadecimal(8),
            'N' if !self.is_bytes => self.named(),
            other => self.output.extend([u32::from('\\'), other.into()]),
        }
    }

    fn octal(&mut self, first: char) {
        let mut value = first.to_digit(8).unwrap_or_default();
        for _ in 0..2 {
            let digit = self.characters.next_if(|character| character.is_digit(8));
            let Some(digit) = digit.and_then(|digit| digit.to_digit(8)) else {
                break;
            };
            value = value * 8 + digit;
        }
        self.output.push(value);
    }

    fn hexadecimal(&mut self, length: usize) {
        let mut value = 0_u32;
        for _ in 0..length {
            let digit = self.characters.next_if(char::is_ascii_hexdigit);
            let Some(digit) = digit.and_then(|digit| digit.to_digit(16)) else {
                break;
            };
            value = value << 4 | digit;
        }
        self.output.push(value);
    }

    fn named(&mut self) {
        self.characters.next_if_eq(&'{');
        let name: String =
            self.characters.by_ref().take_while(|&character| character != '}').collect();
        let character = unicode_names2::character(&name).unwrap_or(char::REPLACEMENT_CHARACTER);
        self.output.push(character.into());
    }
}
