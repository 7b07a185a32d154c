//! A template's text as it is written in a rule file: with lines around it, and indented.

use std::borrow::Cow;

use crate::PatternError;

/// A template without the empty lines around it, how much was before, and the indentation that all
/// its lines share.
pub(super) fn trimmed(source: &str) -> (usize, usize, &str) {
    let ended = source.trim_end();
    let start = ended.find(|first: char| !first.is_whitespace()).unwrap_or(ended.len());
    let start = ended[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let text = &ended[start..];
    let lines = text.split_inclusive('\n').filter(|line| !line.trim().is_empty());
    let indents = lines.map(|line| line.len() - line.trim_start_matches([' ', '\t']).len());
    (start, indents.min().unwrap_or(0), text)
}

/// A text without that many bytes of each line.
pub(super) fn dedented(text: &str, shared: usize) -> Cow<'_, str> {
    if shared == 0 {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_inclusive('\n').map(|line| line.get(shared..).unwrap_or("\n")).collect())
}

/// An error about the text that is compiled as one about the text that was written.
pub(super) fn in_source(source: &str, mut error: PatternError) -> PatternError {
    let (start, shared, text) = trimmed(source);
    let origin = |offset: usize| {
        let (mut here, mut there) = (0, 0);
        for line in text.split_inclusive('\n') {
            let kept = line.get(shared..).map_or(1, str::len);
            if offset < here + kept {
                return start + there + line.len() - kept + (offset - here);
            }
            here += kept;
            there += line.len();
        }
        source.len()
    };
    error.span = origin(error.span.start)..origin(error.span.end);
    error
}
