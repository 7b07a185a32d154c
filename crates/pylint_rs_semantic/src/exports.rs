//! What `__all__` says.

use ruff_text_size::TextRange;

/// One entry of `__all__`.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    /// The name.
    pub name: &'a str,
    /// Its string literal.
    pub range: TextRange,
}

/// What `__all__` says, over all its mutations.
#[derive(Debug, Default)]
pub struct Exports<'a> {
    /// Whether `__all__` is defined at all.
    pub is_defined: bool,
    /// Its entries, in order.
    pub names: Vec<Export<'a>>,
    /// Whether all of it could be read: if not, there may be more entries.
    pub is_complete: bool,
    /// Values that are neither list nor tuple.
    pub invalid_formats: Vec<TextRange>,
    /// Entries that are no strings.
    pub invalid_entries: Vec<TextRange>,
}
