//! Lines and columns of a text in which many are asked for.

use pylint_rs_source::position_of;

/// Where the lines of a text begin.
#[derive(Debug)]
pub(super) struct Places {
    line_starts: Vec<usize>,
    is_ascii: bool,
}

impl Places {
    pub(super) fn of(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(ends.map(|(end, _)| end + 1)).collect();
        Self { line_starts, is_ascii: text.is_ascii() }
    }

    /// Line and column, in code points from 1, of a byte of the text.
    pub(super) fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let offset = if text.is_char_boundary(offset) { offset } else { text.len() };
        let line = self.line_starts.partition_point(|start| *start <= offset) - 1;
        let start = self.line_starts[line];
        if self.is_ascii {
            return (line + 1, offset - start + 1);
        }
        let (_, column) = position_of(&text[start..], offset - start);
        (line + 1, column)
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn places_are_those_of_the_whole_text() {
        for text in ["", "a", "\n", "a\nb\r\n\nc", "é\nüx\n", "aé\r\nb"] {
            let places = Places::of(text);
            for offset in 0..=text.len() + 1 {
                let wanted = pylint_rs_source::position_of(text, offset);
                assert_eq!(places.position(text, offset), wanted, "{text:?} {offset}");
            }
        }
    }
}
