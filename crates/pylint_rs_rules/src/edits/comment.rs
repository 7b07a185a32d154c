//! What becomes of comments.

use pylint_rs_diagnostics::Edit;
use ruff_python_trivia::CommentRanges;
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashMap;

/// Whether edits remove a comment, or a part of one, that they do not write again.
pub(crate) fn drops_comment(source: &str, comments: &CommentRanges, edits: &[Edit]) -> bool {
    let mut removed: FxHashMap<&str, usize> = FxHashMap::default();
    for edit in edits {
        for comment in touched(comments, edit.range()) {
            *removed.entry(&source[*comment]).or_default() += 1;
        }
    }
    removed.iter().any(|(comment, count)| {
        let written: usize = edits.iter().map(|edit| edit.content().matches(comment).count()).sum();
        written < *count
    })
}

/// The comments that share a character with `range`.
fn touched(comments: &CommentRanges, range: TextRange) -> &[TextRange] {
    let start = comments.partition_point(|comment| comment.end() <= range.start());
    let count = comments[start..].partition_point(|comment| comment.start() < range.end());
    &comments[start..start + count]
}

#[cfg(test)]
mod tests {
    use ruff_text_size::{TextRange, TextSize};

    use super::*;

    fn drops(edits: &[(u32, u32, &'static str)]) -> bool {
        let source = "a  # one\nb  # two\n# one\n";
        let comments = [(3, 8), (12, 17), (18, 23)]
            .map(|(start, end)| TextRange::new(TextSize::new(start), TextSize::new(end)));
        let edits: Vec<Edit> = edits
            .iter()
            .map(|(start, end, content)| {
                let range = TextRange::new(TextSize::new(*start), TextSize::new(*end));
                Edit::replacement(*content, range)
            })
            .collect();
        drops_comment(source, &CommentRanges::new(comments.to_vec()), &edits)
    }

    #[test]
    fn beside_comments() {
        assert!(!drops(&[(0, 3, "x")]));
        assert!(!drops(&[(3, 3, "x ")]));
        assert!(!drops(&[(8, 12, "\n")]));
    }

    #[test]
    fn over_comments() {
        assert!(drops(&[(0, 9, "")]));
        assert!(drops(&[(7, 9, "")]));
        assert!(drops(&[(5, 5, "x"), (12, 13, "")]));
    }

    #[test]
    fn what_is_written_again_is_kept() {
        assert!(!drops(&[(0, 9, "x  # one\n")]));
        assert!(!drops(&[(0, 9, ""), (18, 18, "# one\n")]));
        assert!(drops(&[(0, 24, "x  # one\n# two\n")]));
        assert!(!drops(&[(0, 24, "x  # one\n# one\n# two\n")]));
    }
}
