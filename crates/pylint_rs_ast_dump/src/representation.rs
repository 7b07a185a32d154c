//! Python's `repr` of strings and bytes.

use std::fmt::{self, Write};

use crate::literal::Piece;
use crate::printable::is_printable;

/// Writes the `repr` of an identifier.
pub(crate) fn write_name(name: &str, output: &mut impl Write) -> fmt::Result {
    output.write_char('\'')?;
    write_text(name, '\'', output)?;
    output.write_char('\'')
}

/// Returns the `repr` of the string that the pieces make together.
pub(crate) fn of_string(pieces: &[Piece<'_>]) -> String {
    let contains = |quote: char| {
        pieces.iter().any(|piece| match piece {
            Piece::Text(text) => text.contains(quote),
            Piece::CodePoints(code_points) => code_points.contains(&quote.into()),
        })
    };
    let quote = quote(contains('\''), contains('"'));
    let mut output = String::new();
    output.push(quote);
    for piece in pieces {
        // Writing to a string cannot fail.
        let _ = match piece {
            Piece::Text(text) => write_text(text, quote, &mut output),
            Piece::CodePoints(code_points) => code_points
                .iter()
                .try_for_each(|&code_point| write_code_point(code_point, quote, &mut output)),
        };
    }
    output.push(quote);
    output
}

/// Returns the `repr` of bytes.
pub(crate) fn of_bytes(bytes: &[u8]) -> String {
    let quote = quote(bytes.contains(&b'\''), bytes.contains(&b'"'));
    let mut output = String::with_capacity(bytes.len() + 3);
    output.push('b');
    output.push(quote);
    for &byte in bytes {
        // Writing to a string cannot fail.
        let _ = match byte {
            0x80.. => write!(output, "\\x{byte:02x}"),
            _ => write_code_point(byte.into(), quote, &mut output),
        };
    }
    output.push(quote);
    output
}

/// Double quotes only where they spare a backslash.
fn quote(has_single: bool, has_double: bool) -> char {
    if has_single && !has_double { '"' } else { '\'' }
}

fn write_text(text: &str, quote: char, output: &mut impl Write) -> fmt::Result {
    let mut plain = 0;
    for (index, character) in text.char_indices() {
        if matches!(character, ' '..='~') && character != quote && character != '\\' {
            continue;
        }
        output.write_str(&text[plain..index])?;
        write_code_point(character.into(), quote, output)?;
        plain = index + character.len_utf8();
    }
    output.write_str(&text[plain..])
}

fn write_code_point(code_point: u32, quote: char, output: &mut impl Write) -> fmt::Result {
    match char::from_u32(code_point) {
        Some('\n') => output.write_str("\\n"),
        Some('\r') => output.write_str("\\r"),
        Some('\t') => output.write_str("\\t"),
        Some(character) if character == quote || character == '\\' => {
            output.write_char('\\')?;
            output.write_char(character)
        }
        Some(character) if is_printable(character) => output.write_char(character),
        // Also the surrogates, which are no `char`.
        _ => match code_point {
            0..=0xff => write!(output, "\\x{code_point:02x}"),
            0x100..=0xffff => write!(output, "\\u{code_point:04x}"),
            _ => write!(output, "\\U{code_point:08x}"),
        },
    }
}
