//! Counting code points quickly, also in lines that are megabytes long.

/// Bytes between two remembered counts.
const STRIDE: usize = 4096;

/// How many code points come before each [`STRIDE`]th byte of a text.
///
/// Without it, a thousand findings in one long line would each count that line from its start.
#[derive(Debug)]
pub(crate) struct CodePointIndex {
    before: Vec<u32>,
}

impl CodePointIndex {
    /// Counts the code points of `text`, which is shorter than 4 GiB.
    pub(crate) fn new(text: &str) -> Self {
        let mut total = 0;
        let before = text
            .as_bytes()
            .chunks(STRIDE)
            .map(|chunk| {
                let here = total;
                total += count(chunk);
                here
            })
            .collect();
        Self { before }
    }

    /// The code points that start before `offset`.
    fn up_to(&self, text: &[u8], offset: usize) -> u32 {
        let block = (offset / STRIDE).min(self.before.len().saturating_sub(1));
        self.before.get(block).copied().unwrap_or(0) + count(&text[block * STRIDE..offset])
    }

    /// The code points that start in `start..end`.
    pub(crate) fn between(&self, text: &str, start: usize, end: usize) -> u32 {
        let bytes = text.as_bytes();
        if end - start <= STRIDE {
            count(&bytes[start..end])
        } else {
            self.up_to(bytes, end) - self.up_to(bytes, start)
        }
    }
}

/// The code points that start in a piece of UTF-8: all bytes but continuation bytes.
fn count(bytes: &[u8]) -> u32 {
    bytes.iter().map(|byte| u32::from(byte & 0xc0 != 0x80)).sum()
}

#[cfg(test)]
mod tests {
    use super::{CodePointIndex, STRIDE};

    #[test]
    fn agrees_with_counting() {
        let text = "aé漢😀".repeat(STRIDE);
        let index = CodePointIndex::new(&text);
        for start in [0, 1, 10, 10 * STRIDE] {
            for end in [start, start + 10, start + STRIDE, start + 3 * STRIDE + 30, text.len()] {
                if end < start || !text.is_char_boundary(start) || !text.is_char_boundary(end) {
                    continue;
                }
                let expected = text[start..end].chars().count();
                assert_eq!(index.between(&text, start, end) as usize, expected, "{start}..{end}");
            }
        }
    }

    #[test]
    fn an_empty_text() {
        assert_eq!(CodePointIndex::new("").between("", 0, 0), 0);
    }
}
