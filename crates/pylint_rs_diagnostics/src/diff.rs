//! Unified diffs of whole files, for `--diff`.

use similar::{ChangeTag, TextDiff};

use crate::line_text::push_line;
use crate::style::{Palette, Style};

/// The change from `before` to `after` as a unified diff with three lines of context; empty if
/// there is none. Without `color` it is what `patch` reads.
pub fn unified_diff(path: &str, before: &str, after: &str, color: bool) -> String {
    annotated_diff(path, before, after, color, |_| None)
}

/// What a hunk changes: numbers of lines, from 0.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ChangedLines {
    /// Those of the text before that are gone.
    pub removed: Vec<usize>,
    /// Those of the text after that are new.
    pub added: Vec<usize>,
}

/// A [`unified_diff`] with a note at the end of each hunk's header, where `patch` does not look.
pub fn annotated_diff(
    path: &str,
    before: &str,
    after: &str,
    color: bool,
    note: impl Fn(&ChangedLines) -> Option<String>,
) -> String {
    if before == after {
        return String::new();
    }
    let palette = Palette { color };
    let mut header = Vec::new();
    for (sign, style) in [("---", Style::Red), ("+++", Style::Green)] {
        palette.paint(&mut header, style, |output| {
            output.extend_from_slice(sign.as_bytes());
            output.push(b' ');
            push_line(output, path);
        });
        header.push(b'\n');
    }

    // For `patch`, a carriage return alone ends no line.
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<_>>();
    let (before, after) = (lines(before), lines(after));
    let diff = TextDiff::from_slices(&before, &after);
    let mut output = header;
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        palette.text(&mut output, Style::Cyan, &hunk.header().to_string());
        let mut changed = ChangedLines::default();
        for change in hunk.iter_changes() {
            match change.tag() {
                ChangeTag::Delete => changed.removed.extend(change.old_index()),
                ChangeTag::Insert => changed.added.extend(change.new_index()),
                ChangeTag::Equal => {}
            }
        }
        if let Some(note) = note(&changed) {
            output.push(b' ');
            push_line(&mut output, &note);
        }
        output.push(b'\n');
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ("-", Some(Style::Red)),
                ChangeTag::Insert => ("+", Some(Style::Green)),
                ChangeTag::Equal => (" ", None),
            };
            let line = change.value();
            let content = line.strip_suffix('\n').unwrap_or(line);
            let write = |output: &mut Vec<u8>| {
                output.extend_from_slice(sign.as_bytes());
                output.extend_from_slice(content.as_bytes());
            };
            match style {
                Some(style) => palette.paint(&mut output, style, write),
                None => write(&mut output),
            }
            output.push(b'\n');
            if content == line {
                output.extend_from_slice(b"\\ No newline at end of file\n");
            }
        }
    }
    String::from_utf8_lossy(&output).into_owned()
}
