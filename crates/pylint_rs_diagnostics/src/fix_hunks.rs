//! A fix as the hunks of a unified diff.
//!
//! Only the lines around the edits are looked at: a fix may touch the first and the last line of
//! a long file.

use std::ops::Range;

use ruff_source_file::UniversalNewlines;
use ruff_text_size::Ranged;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::snippet::push_visible;
use crate::style::{Palette, RESET, Style};
use crate::{Edit, Fix, Locations};

/// Unchanged lines shown around a change.
const CONTEXT: usize = 1;

/// A fix that rewrites more lines than this is cut short: the reader wants to know what it does,
/// and `--diff` shows the rest.
const MOST_LINES: usize = 40;

/// Appends the fix as hunks, each line preceded by a line break.
pub(crate) fn push_hunks(
    output: &mut String,
    fix: &Fix,
    text: &str,
    locations: &mut Locations<'_>,
    palette: Palette,
) {
    let mut hunks = Hunks { output, palette, lines_left: MOST_LINES, added: 0 };
    let mut edits = fix.edits();
    while !edits.is_empty() {
        let (lines, count) = next_window(edits, locations);
        let (window, rest) = edits.split_at(count);
        if !hunks.push(window, lines, text, locations) {
            hunks.line(None, "", "… more lines are changed: see `--diff`");
            break;
        }
        edits = rest;
    }
}

/// The lines around the first edits, and how many edits are within.
fn next_window(edits: &[Edit], locations: &mut Locations<'_>) -> (Range<usize>, usize) {
    let mut lines = lines_around(&edits[0], locations);
    let mut count = 1;
    for edit in &edits[1..] {
        let next = lines_around(edit, locations);
        if next.start > lines.end {
            break;
        }
        lines.end = lines.end.max(next.end);
        count += 1;
    }
    (lines, count)
}

fn lines_around(edit: &Edit, locations: &mut Locations<'_>) -> Range<usize> {
    let first = locations.line(locations.clamp(edit.start())).saturating_sub(CONTEXT);
    let last = locations.line(locations.clamp(edit.end()));
    // A notebook's cells are shown apart, but an edit's own lines always.
    let together = locations.reading_lines(locations.clamp(edit.start()));
    let end = (last + CONTEXT + 1).min(together.end).max(last + 1);
    first.max(together.start)..end
}

struct Hunks<'a> {
    output: &'a mut String,
    palette: Palette,
    lines_left: usize,
    /// By how many lines the hunks so far have made the file longer.
    added: isize,
}

impl Hunks<'_> {
    /// Appends one hunk; false if it had to be cut short.
    fn push(
        &mut self,
        edits: &[Edit],
        lines: Range<usize>,
        text: &str,
        locations: &Locations<'_>,
    ) -> bool {
        let start = locations.line_range(lines.start).start;
        let end = if lines.end == locations.line_count() {
            text.len()
        } else {
            locations.line_range(lines.end).start
        };
        let mut fixed = String::with_capacity(end - start + 64);
        let mut position = start;
        for edit in edits {
            let (from, to) = (locations.clamp(edit.start()), locations.clamp(edit.end()));
            // Overlapping edits are a rule's mistake, not a reason to panic.
            fixed.push_str(text.get(position..from.to_usize()).unwrap_or_default());
            fixed.push_str(edit.content());
            position = to.to_usize().max(position);
        }
        fixed.push_str(text.get(position..end).unwrap_or_default());

        let old: Vec<&str> =
            text[start..end].universal_newlines().map(|line| line.as_str()).collect();
        let new: Vec<&str> = fixed.universal_newlines().map(|line| line.as_str()).collect();
        let operations = capture_diff_slices(Algorithm::Myers, &old, &new);
        if operations.iter().all(|operation| matches!(operation, DiffOp::Equal { .. })) {
            return true;
        }
        let together = locations.reading_lines(locations.clamp(edits[0].start()));
        let old_start = lines.start + 1 - together.start.min(lines.start);
        let new_start = old_start.saturating_add_signed(self.added);
        self.added += new.len() as isize - old.len() as isize;
        let header = format!("@@ -{},{} +{},{} @@", old_start, old.len(), new_start, new.len());
        self.line(Some(Style::Cyan), "", &header);
        operations.iter().all(|operation| match *operation {
            DiffOp::Equal { old_index, len, .. } => {
                self.lines(None, " ", &old[old_index..old_index + len])
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                self.lines(Some(Style::Red), "-", &old[old_index..old_index + old_len])
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                self.lines(Some(Style::Green), "+", &new[new_index..new_index + new_len])
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                self.lines(Some(Style::Red), "-", &old[old_index..old_index + old_len])
                    && self.lines(Some(Style::Green), "+", &new[new_index..new_index + new_len])
            }
        })
    }

    fn lines(&mut self, style: Option<Style>, sign: &str, lines: &[&str]) -> bool {
        for line in lines {
            if self.lines_left == 0 {
                return false;
            }
            self.lines_left -= 1;
            self.line(style, sign, line);
        }
        true
    }

    fn line(&mut self, style: Option<Style>, sign: &str, line: &str) {
        self.output.push('\n');
        let style = style.filter(|_| self.palette.color);
        if let Some(style) = style {
            self.output.push_str(style.sequence());
        }
        self.output.push_str(sign);
        push_visible(self.output, line, 200);
        if style.is_some() {
            self.output.push_str(RESET);
        }
    }
}
