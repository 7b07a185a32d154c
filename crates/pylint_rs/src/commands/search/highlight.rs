//! Colours of what was found.

use ruff_text_size::{TextRange, TextSize};

/// An ANSI escape sequence.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Style(&'static str);

/// Of a match's place.
pub const HEADING: Style = Style("\x1b[35m");
/// Of a line's number.
pub const LINE_NUMBER: Style = Style("\x1b[32m");
/// Of a match.
const MATCH: Style = Style("\x1b[1;31m");
/// Of what a metavariable stands for.
const CAPTURE: Style = Style("\x1b[1;36m");

const RESET: &str = "\x1b[0m";

/// Writes text in colour, if it is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Painter {
    /// Whether it is.
    pub color: bool,
}

impl Painter {
    /// Writes a text in a style.
    pub fn paint(self, output: &mut Vec<u8>, style: Style, text: &str) {
        if self.color {
            output.extend_from_slice(style.0.as_bytes());
        }
        push_visible(output, text);
        if self.color {
            output.extend_from_slice(RESET.as_bytes());
        }
    }

    /// Writes a stretch of a text, with what is found in it, and what the metavariables stand for,
    /// in colour.
    pub fn highlight(
        self,
        output: &mut Vec<u8>,
        text: &str,
        range: TextRange,
        found: TextRange,
        captures: &[TextRange],
    ) {
        let mut borders: Vec<TextSize> = captures
            .iter()
            .chain([&found, &range])
            .flat_map(|range| [range.start(), range.end()])
            .filter(|border| range.contains_inclusive(*border))
            .collect();
        borders.sort_unstable();
        borders.dedup();
        for pair in borders.windows(2) {
            let piece = TextRange::new(pair[0], pair[1]);
            let style = if captures.iter().any(|capture| capture.contains_range(piece)) {
                Some(CAPTURE)
            } else if found.contains_range(piece) {
                Some(MATCH)
            } else {
                None
            };
            match style {
                Some(style) => self.paint(output, style, &text[piece]),
                None => push_visible(output, &text[piece]),
            }
        }
    }
}

/// Writes a text such that it cannot do anything to a terminal.
fn push_visible(output: &mut Vec<u8>, text: &str) {
    let is_harmless = |character: char| character == '\t' || !character.is_control();
    if text.chars().all(is_harmless) {
        output.extend_from_slice(text.as_bytes());
        return;
    }
    for character in text.chars() {
        let shown = if is_harmless(character) { character } else { '\u{fffd}' };
        output.extend_from_slice(shown.encode_utf8(&mut [0; 4]).as_bytes());
    }
}
