//! Places in texts that are not Python.

/// The line and the column, in code points, both from 1, of a byte of a text; lines end as TOML's
/// and JSON's do.
pub fn position_of(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}
