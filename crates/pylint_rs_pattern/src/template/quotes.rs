//! Putting text into strings without ending them.

use std::borrow::Cow;
use std::fmt::Write;

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{AnyStringFlags, PythonVersion, StringFlags};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged;

use super::refusal::Refusal;

/// A value as it is written in a string with these quotes; `doubles_braces` in an f-string.
pub(super) fn escaped(
    value: &str,
    flags: AnyStringFlags,
    doubles_braces: bool,
) -> Result<String, Refusal> {
    let quote = flags.quote_style().as_char();
    let is_triple = flags.is_triple_quoted();
    if flags.is_byte_string() && !value.is_ascii() {
        return Err(Refusal::Quotes);
    }
    if flags.is_raw_string() {
        let ends_string = value.contains(quote)
            || value.ends_with('\\')
            || (!is_triple && value.contains(['\n', '\r']));
        let has_braces = doubles_braces && value.contains(['{', '}']);
        return if ends_string || has_braces { Err(Refusal::Quotes) } else { Ok(value.to_owned()) };
    }
    let mut output = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '\\' => output.push_str("\\\\"),
            '\n' if is_triple => output.push('\n'),
            '\n' => output.push_str("\\n"),
            '\r' => output.push_str("\\r"),
            '\t' => output.push_str("\\t"),
            '{' | '}' if doubles_braces => output.extend([character, character]),
            _ if character == quote => output.extend(['\\', character]),
            _ if character.is_ascii_control() => {
                let _ = write!(output, "\\x{:02x}", character as u32);
            }
            _ => output.push(character),
        }
    }
    Ok(output)
}

/// An expression's text as it can be in a field of f-strings. Before Python 3.12 it must not have
/// their quotes, a backslash or a comment: its strings get other quotes where that helps.
pub(super) fn within_f_strings<'t>(
    text: Cow<'t, str>,
    f_strings: &[AnyStringFlags],
    target_version: PythonVersion,
) -> Result<Cow<'t, str>, Refusal> {
    if f_strings.is_empty() || target_version >= PythonVersion::PY312 {
        return Ok(text);
    }
    let ends_one =
        |text: &str| f_strings.iter().any(|flags| text.contains(flags.quote_style().as_char()));
    let ends_line =
        text.contains(['\n', '\r']) && f_strings.iter().any(|flags| !flags.is_triple_quoted());
    if text.contains(['\\', '#']) || ends_line {
        return Err(Refusal::Quotes);
    }
    if !ends_one(&text) {
        return Ok(text);
    }
    let other = |quote| if quote == '"' { '\'' } else { '"' };
    let parsed = parse_unchecked(&text, ParseOptions::from(Mode::Module));
    let mut output = text.clone().into_owned();
    for token in parsed.tokens().iter().filter(|token| token.kind() == TokenKind::String) {
        let Some(flags) = token.string_flags().filter(|flags| !flags.is_triple_quoted()) else {
            continue;
        };
        let quote = flags.quote_style().as_char();
        let literal = &text[token.range()];
        if f_strings.iter().any(|outer| outer.quote_style().as_char() == quote)
            && !literal.contains(other(quote))
        {
            let replaced = literal.replace(quote, other(quote).encode_utf8(&mut [0; 4]));
            output.replace_range(
                token.range().start().to_usize()..token.range().end().to_usize(),
                &replaced,
            );
        }
    }
    if ends_one(&output) { Err(Refusal::Quotes) } else { Ok(Cow::Owned(output)) }
}
