//! From places in a text that was rewritten back to those in the original.

use std::ops::Range;

/// A rewritten text, and where its parts came from.
#[derive(Debug, Default)]
pub(super) struct Rewritten {
    pub(super) text: String,
    parts: Vec<Part>,
}

#[derive(Clone, Copy, Debug)]
struct Part {
    start: usize,
    origin: usize,
    is_verbatim: bool,
}

impl Rewritten {
    /// Adds text that stands at `origin` in the original.
    pub(super) fn copy(&mut self, text: &str, origin: usize) {
        let continues = self.parts.last().is_some_and(|part| {
            part.is_verbatim && part.origin + (self.text.len() - part.start) == origin
        });
        if !continues {
            self.parts.push(Part { start: self.text.len(), origin, is_verbatim: true });
        }
        self.text.push_str(text);
    }

    /// Adds text that takes the place of what stands at `origin` in the original.
    pub(super) fn replace(&mut self, text: &str, origin: usize) {
        self.parts.push(Part { start: self.text.len(), origin, is_verbatim: false });
        self.text.push_str(text);
    }

    /// Adds a rewritten text.
    pub(super) fn append(&mut self, other: &Rewritten) {
        let shift = self.text.len();
        self.parts
            .extend(other.parts.iter().map(|part| Part { start: part.start + shift, ..*part }));
        self.text.push_str(&other.text);
    }

    /// Hands on the parts of a stretch: where they are, where they came from, and whether as they
    /// are.
    pub(super) fn parts_within(
        &self,
        range: Range<usize>,
        mut each: impl FnMut(Range<usize>, usize, bool),
    ) {
        let mut start = range.start;
        while start < range.end {
            let after = self.parts.partition_point(|part| part.start <= start);
            let end = self.parts.get(after).map_or(range.end, |next| next.start.min(range.end));
            let is_verbatim =
                after.checked_sub(1).is_some_and(|index| self.parts[index].is_verbatim);
            each(start..end, self.origin(start), is_verbatim);
            start = end;
        }
    }

    /// Where in the original a place of the rewritten text comes from.
    pub(super) fn origin(&self, offset: usize) -> usize {
        let after = self.parts.partition_point(|part| part.start <= offset);
        match after.checked_sub(1).map(|index| self.parts[index]) {
            Some(part) if part.is_verbatim => part.origin + (offset - part.start),
            Some(part) => part.origin,
            None => 0,
        }
    }

    /// The stretch of an original of that length from which one of the rewritten text comes.
    pub(super) fn origin_range(&self, range: Range<usize>, length: usize) -> Range<usize> {
        let start = self.origin(range.start).min(length);
        let end = self.origin(range.end).clamp(start, length);
        start..end
    }
}
