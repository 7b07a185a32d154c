//! The few lines of source that show a finding, cut out and made safe to print.

use std::ops::Range;

use codespan_reporting::files::{Error, Files};

use crate::closing::digits;
use crate::line_text::{commands_terminal, is_printable};
use crate::{Locations, Position};

/// Lines of context before and after what is marked.
pub(crate) const CONTEXT: usize = 2;

/// Of a longer marked range only the first and last lines are shown.
pub(crate) const FIRST_LINES: usize = 3;
pub(crate) const LAST_LINES: usize = 1;

/// The most bytes shown of an unmarked line, and of what is around or within a mark.
pub(crate) const WIDEST: usize = 160;

/// Lines cut out of a file. What codespan-reporting renders is this, not the file: the renderer
/// visits every line of a label and every character of a line, which files with a line of a
/// megabyte, or a class of 50,000 lines, would turn into minutes.
pub(crate) struct Snippet {
    name: String,
    text: String,
    /// Where each line starts in `text`, and its number in the file. A stretch that is left out
    /// is a few empty lines, which the renderer shows as one break.
    lines: Vec<(usize, usize)>,
    label: Range<usize>,
    /// Which of `lines` are marked.
    marked: Range<usize>,
    column: usize,
}

impl Snippet {
    pub(crate) fn new() -> Self {
        Self {
            name: String::new(),
            text: String::new(),
            lines: Vec::new(),
            label: 0..0,
            marked: 0..0,
            column: 1,
        }
    }

    /// The snippet's lines one by one, if the mark is within one line.
    pub(crate) fn single_line(&self) -> Option<SingleLine<'_>> {
        (self.marked.len() == 1).then_some(SingleLine { snippet: self })
    }

    /// A line's number and text, without the line break.
    fn line(&self, line: usize) -> (usize, &str) {
        let (start, number) = self.lines[line];
        let end = self.lines.get(line + 1).map_or(self.text.len(), |(start, _)| *start);
        (number, self.text[start..end].trim_end_matches('\n'))
    }

    /// What is marked, in the snippet's own offsets.
    pub(crate) fn label(&self) -> Range<usize> {
        self.label.clone()
    }

    /// Cuts out the lines around `range`, which is at `position`.
    pub(crate) fn cut(
        &mut self,
        path: &str,
        text: &str,
        range: Range<usize>,
        position: Position,
        locations: &mut Locations<'_>,
    ) {
        self.name.clear();
        self.name.push_str(path);
        if let Some(cell) = position.cell {
            self.name.push_str(&format!(":cell {cell}"));
        }
        self.column = position.column;
        self.text.clear();
        self.lines.clear();

        let line_of = |locations: &mut Locations<'_>, offset: usize| {
            locations.line(ruff_text_size::TextSize::try_from(offset).unwrap_or_default())
        };
        let first = line_of(locations, range.start);
        let mut last = line_of(locations, range.end);
        let mut end = range.end;
        if last > first && locations.line_range(last).start == end {
            // The line break belongs to the line before, for a reader.
            last -= 1;
            end = locations.line_range(last).end.max(range.start);
        }
        let start = ruff_text_size::TextSize::try_from(range.start).unwrap_or_default();
        let reading_lines = locations.reading_lines(start);
        let mut cutter = Cutter { snippet: self, text, locations, reading_lines };

        for line in cutter.context_before(first) {
            cutter.push(line, None);
        }
        let mut label = 0..0;
        let marked_start = cutter.snippet.lines.len();
        for line in first..=last {
            let whole = cutter.locations.line_range(line);
            let hidden = line > first + FIRST_LINES && line + LAST_LINES < last;
            if hidden && last - first > FIRST_LINES + LAST_LINES + 4 {
                if line == first + FIRST_LINES + 1 {
                    cutter.push_break(line);
                }
                continue;
            }
            let from = if line == first { range.start.min(whole.end) } else { whole.start };
            let to = if line == last { end.min(whole.end) } else { whole.end };
            let marked = cutter.push(line, Some(from.max(whole.start)..to.max(from)));
            if line == first {
                label.start = marked.start;
            }
            label.end = marked.end;
        }
        let marked_end = cutter.snippet.lines.len();
        for line in cutter.context_after(last) {
            // The renderer makes the gutter as wide as the marked lines' numbers.
            if last > first && digits(line + 1) > digits(last + 1) {
                break;
            }
            cutter.push(line, None);
        }
        self.label = label;
        self.marked = marked_start..marked_end;
    }
}

/// A snippet in which one line is marked.
pub(crate) struct SingleLine<'a> {
    snippet: &'a Snippet,
}

impl<'a> SingleLine<'a> {
    /// The path, cell, row and column of the mark.
    pub(crate) fn place(&self) -> impl std::fmt::Display + 'a {
        let Snippet { name, lines, marked, column, .. } = self.snippet;
        let row = lines[marked.start].1;
        std::fmt::from_fn(move |formatter| write!(formatter, "{name}:{row}:{column}"))
    }

    /// The numbers of all lines.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = usize> + 'a {
        self.snippet.lines.iter().map(|(_, number)| *number)
    }

    /// Numbers and texts of the context before the mark.
    pub(crate) fn before(&self) -> impl Iterator<Item = (usize, &'a str)> {
        let snippet = self.snippet;
        (0..snippet.marked.start).map(|line| snippet.line(line))
    }

    /// Number and text of the marked line, and which bytes of it are marked.
    pub(crate) fn marked(&self) -> (usize, &'a str, Range<usize>) {
        let snippet = self.snippet;
        let (number, text) = snippet.line(snippet.marked.start);
        let line_start = snippet.lines[snippet.marked.start].0;
        let start = snippet.label.start - line_start;
        // At least one caret, as the renderer does it for an empty range.
        (number, text, start..(snippet.label.end - line_start).max(start + 1))
    }

    /// Numbers and texts of the context after the mark.
    pub(crate) fn after(&self) -> impl Iterator<Item = (usize, &'a str)> {
        let snippet = self.snippet;
        (snippet.marked.end..snippet.lines.len()).map(|line| snippet.line(line))
    }
}

struct Cutter<'snippet, 'locations, 'text> {
    snippet: &'snippet mut Snippet,
    text: &'text str,
    locations: &'locations Locations<'text>,
    /// The lines that belong together: those of a notebook's cell, or all.
    reading_lines: Range<usize>,
}

impl Cutter<'_, '_, '_> {
    fn is_blank(&self, line: usize) -> bool {
        self.text[self.locations.line_range(line)].trim().is_empty()
    }

    /// Context does not begin or end with blank lines.
    fn context_before(&self, line: usize) -> Range<usize> {
        let mut first = line.saturating_sub(CONTEXT).max(self.reading_lines.start);
        while first < line && self.is_blank(first) {
            first += 1;
        }
        first..line.max(first)
    }

    fn context_after(&self, line: usize) -> Range<usize> {
        let mut end = (line + CONTEXT + 1).min(self.reading_lines.end);
        while end > line + 1 && self.is_blank(end - 1) {
            end -= 1;
        }
        line + 1..end.max(line + 1)
    }

    fn start_line(&mut self, line: usize) {
        let number = line + 1 - self.reading_lines.start.min(line);
        self.snippet.lines.push((self.snippet.text.len(), number));
    }

    /// Appends a line; returns where the marked part of it, if any, is in the snippet.
    fn push(&mut self, line: usize, marked: Option<Range<usize>>) -> Range<usize> {
        self.start_line(line);
        let whole = self.locations.line_range(line);
        let output = &mut self.snippet.text;
        let result = match marked {
            None => {
                push_visible(output, &self.text[whole], WIDEST);
                0..0
            }
            Some(marked) => {
                let before = &self.text[whole.start..marked.start];
                let cut = before.len().saturating_sub(WIDEST / 2);
                if before.len() > WIDEST && cut > 0 {
                    output.push('…');
                    push_visible(output, &before[before.ceil_char_boundary(cut)..], WIDEST);
                } else {
                    push_visible(output, before, WIDEST);
                }
                let start = output.len();
                push_visible(output, &self.text[marked.clone()], WIDEST);
                let end = output.len();
                push_visible(output, &self.text[marked.end..whole.end], WIDEST / 2);
                start..end
            }
        };
        self.snippet.text.push('\n');
        result
    }

    fn push_break(&mut self, line: usize) {
        for line in line..line + 3 {
            self.start_line(line);
        }
    }
}

/// Appends one line's text, at most about `widest` bytes of it, with characters that would
/// command the terminal replaced by pictures of them.
pub(crate) fn push_visible(output: &mut String, line: &str, widest: usize) {
    let cut = line.floor_char_boundary(widest);
    let shown = &line[..cut];
    if is_printable(shown.as_bytes()) {
        output.push_str(shown);
    } else {
        output.extend(shown.chars().filter_map(|character| match character {
            '\t' => Some('\t'),
            '\0'..='\u{1f}' => char::from_u32(0x2400 + character as u32),
            '\u{7f}' => Some('\u{2421}'),
            // A byte order mark, which has no picture.
            '\u{feff}' => None,
            _ if commands_terminal(character) => Some('\u{fffd}'),
            _ => Some(character),
        }));
    }
    if cut < line.len() {
        output.push('…');
    }
}

impl<'a> Files<'a> for Snippet {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.name)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.text)
    }

    fn line_index(&'a self, (): (), byte: usize) -> Result<usize, Error> {
        Ok(self.lines.partition_point(|(start, _)| *start <= byte).saturating_sub(1))
    }

    fn line_number(&'a self, (): (), line: usize) -> Result<usize, Error> {
        let last = self.lines.len().saturating_sub(1);
        Ok(self.lines.get(line.min(last)).map_or(1, |(_, number)| *number))
    }

    /// Only the mark's start is asked for, and that column may lie in what was cut off.
    fn column_number(&'a self, (): (), _line: usize, _byte: usize) -> Result<usize, Error> {
        Ok(self.column)
    }

    fn line_range(&'a self, (): (), line: usize) -> Result<Range<usize>, Error> {
        let Some((start, _)) = self.lines.get(line) else {
            return Err(Error::LineTooLarge { given: line, max: self.lines.len() });
        };
        let end = self.lines.get(line + 1).map_or(self.text.len(), |(start, _)| *start);
        Ok(*start..end)
    }
}
