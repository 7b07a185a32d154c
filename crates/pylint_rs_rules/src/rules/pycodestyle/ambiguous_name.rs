//! Names that look like digits.

/// Whether a name is `l`, `O` or `I`.
pub(super) fn is_ambiguous(name: &str) -> bool {
    matches!(name, "l" | "O" | "I")
}
