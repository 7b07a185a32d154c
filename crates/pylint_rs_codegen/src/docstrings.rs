//! The text of docstrings.

use std::fmt::Write;

/// How far a tab goes, as `inspect.cleandoc` has it.
const TAB: usize = 8;

/// A docstring as its readers see it: no blank lines around it, no indentation that all of its
/// lines have, no spaces at the end of any. So formatters find nothing to change.
pub(crate) fn tidy_docstring(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = text.split('\n').map(without_tabs).collect();
    let indentation = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let common = lines
        .iter()
        .skip(1)
        .filter(|line| !line.is_empty())
        .map(|line| indentation(line))
        .min()
        .unwrap_or(0);
    let mut tidy = String::with_capacity(text.len());
    for (index, line) in lines.iter().enumerate() {
        let line = if index == 0 { line.trim_start() } else { line.get(common..).unwrap_or("") };
        tidy.push_str(line);
        tidy.push('\n');
    }
    tidy.trim_matches('\n').trim().to_owned()
}

/// A line with spaces for the tabs before its first word, and without the spaces at its end.
fn without_tabs(line: &str) -> String {
    let line = line.trim_end();
    let rest = line.trim_start_matches([' ', '\t']);
    let mut width = 0;
    for character in line[..line.len() - rest.len()].chars() {
        width = if character == '\t' { (width / TAB + 1) * TAB } else { width + 1 };
    }
    " ".repeat(width) + rest
}

/// A docstring's text between three double quotes.
pub(crate) fn escape_docstring(text: &str, result: &mut String) {
    result.reserve(text.len());
    let mut rest = text;
    let mut quotes = 0;
    // Most of a docstring stands for itself: it is copied in long runs.
    while let Some(at) = rest.find(is_special) {
        let (plain, special) = rest.split_at(at);
        result.push_str(plain);
        let mut characters = special.chars();
        let Some(character) = characters.next() else { break };
        rest = characters.as_str();
        quotes = match character {
            '"' if plain.is_empty() => quotes + 1,
            '"' => 1,
            _ => 0,
        };
        match character {
            '\\' => result.push_str("\\\\"),
            // Formatters differ on what comes between the last quote and the end.
            '"' if rest.is_empty() => result.push_str("\\x22"),
            // The third in a row would end it.
            '"' if quotes == 3 => {
                result.push_str("\\\"");
                quotes = 0;
            }
            '"' => result.push('"'),
            character => escape(character, result),
        }
    }
    result.push_str(rest);
}

/// Whether a character may have to be written in another way.
fn is_special(character: char) -> bool {
    match character {
        '"' | '\\' => true,
        '\n' | '\t' => false,
        character => !is_visible(character),
    }
}

/// Whether a reader sees a character where it stands. Others are escaped: they end lines for some
/// tools, or turn the text around.
fn is_visible(character: char) -> bool {
    !character.is_control()
        && !matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
        )
}

fn escape(character: char, result: &mut String) {
    let code = u32::from(character);
    let _ = match code {
        0..=0xff => write!(result, "\\x{code:02x}"),
        0x100..=0xffff => write!(result, "\\u{code:04x}"),
        _ => write!(result, "\\U{code:08x}"),
    };
}
