//! Removing elements from a list with commas: arguments, the items of a display.

use pylint_rs_diagnostics::Edit;
use ruff_text_size::{TextRange, TextSize};

/// Removes some of the elements between two brackets. `elements` are their ranges in order, with
/// the parentheses that are their own; `closing` is where the closing bracket stands.
///
/// A comma goes with each; one after the last element stays if an element does.
pub fn remove_elements(
    elements: &[TextRange],
    is_removed: impl Fn(usize) -> bool,
    closing: TextSize,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut kept_end = None;
    let mut index = 0;
    while index < elements.len() {
        if !is_removed(index) {
            kept_end = Some(elements[index].end());
            index += 1;
            continue;
        }
        let first = index;
        while index < elements.len() && is_removed(index) {
            index += 1;
        }
        let range = match (elements.get(index), kept_end) {
            (Some(next), _) => TextRange::new(elements[first].start(), next.start()),
            (None, Some(kept)) => TextRange::new(kept, elements[index - 1].end()),
            (None, None) => TextRange::new(elements[first].start(), closing),
        };
        edits.push(Edit::deletion(range));
    }
    edits
}
