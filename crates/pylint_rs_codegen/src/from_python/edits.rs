//! Edits of a file that come from several places.

use pylint_rs_diagnostics::{Edit, apply_edits};
use ruff_text_size::Ranged;

/// Adds the edits that an import needs, unless they are there already. None of them is added, and
/// that is said, if one is in the way of another.
pub(crate) fn add_imports(edits: &mut Vec<Edit>, new: Vec<Edit>, text: &str) -> bool {
    let new: Vec<Edit> = new
        .into_iter()
        // An import that is there already is written as it is.
        .filter(|edit| edit.content() != &text[edit.range().to_std_range()])
        .filter(|edit| !edits.contains(edit))
        .collect();
    let are_apart = new.iter().all(|edit| {
        edits.iter().all(|other| edit.end() < other.start() || other.end() < edit.start())
    });
    if are_apart {
        edits.extend(new);
    }
    are_apart
}

/// The text with the edits made; none if they are in each other's way.
pub(crate) fn apply(text: &str, mut edits: Vec<Edit>) -> Option<String> {
    edits.sort_by_key(|edit| (edit.start(), edit.end()));
    let are_apart = edits.windows(2).all(|pair| pair[0].end() <= pair[1].start());
    are_apart.then(|| apply_edits(text, &edits))
}
