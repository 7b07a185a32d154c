//! Text that has to stay on its line, and what is written between it.

use std::fmt::Write;

/// Appends a number in decimal.
pub(crate) fn push_number(output: &mut Vec<u8>, number: usize) {
    output.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// Appends a text as a string of JSON.
pub(crate) fn push_json_string(output: &mut Vec<u8>, text: &str) {
    let needs_escape = |byte: u8| (byte < b' ') | (byte == b'"') | (byte == b'\\');
    // As below, this is vectorised.
    if text.bytes().fold(false, |found, byte| found | needs_escape(byte)) {
        // Neither a string nor writing to memory can make this fail.
        let _ = serde_json::to_writer(output, text);
    } else {
        output.push(b'"');
        output.extend_from_slice(text.as_bytes());
        output.push(b'"');
    }
}

/// Whether all of it is printable ASCII. There is no way out at the first byte that is not: that
/// is how the loop is vectorised.
pub(crate) fn is_printable(text: &[u8]) -> bool {
    text.iter().fold(true, |is_printable, byte| is_printable & (byte.wrapping_sub(b' ') < 0x5f))
}

/// Appends `text` with characters made visible that would break the line or command the terminal:
/// messages and paths quote what a stranger's file says.
pub(crate) fn push_line(output: &mut Vec<u8>, text: &str) {
    if is_printable(text.as_bytes()) {
        output.extend_from_slice(text.as_bytes());
    } else {
        let mut visible = String::with_capacity(text.len() + 16);
        for character in text.chars() {
            if commands_terminal(character) {
                // Writing to a string does not fail.
                let _ = write!(visible, "{}", character.escape_default());
            } else {
                visible.push(character);
            }
        }
        output.extend_from_slice(visible.as_bytes());
    }
}

/// `text` with characters made visible that would break the line or command the terminal.
pub fn on_one_line(text: &str) -> String {
    let mut output = Vec::with_capacity(text.len());
    push_line(&mut output, text);
    String::from_utf8_lossy(&output).into_owned()
}

/// Whether a character is a control character, or reorders the text around it.
pub(crate) fn commands_terminal(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
