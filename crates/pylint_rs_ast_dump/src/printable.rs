//! Which characters `repr` shows as they are.

use std::sync::LazyLock;

use regex_syntax::hir::{Class, HirKind};

/// The ranges of printable characters, ascending.
///
/// Python calls printable what is neither in an "Other" nor in a "Separator" category, but for the
/// space. The age holds it to the Unicode version of CPython 3.11, which escapes what is younger.
static PRINTABLE: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let class = r"[\p{Age=14.0}&&[^\p{Other}\p{Separator}]]";
    match regex_syntax::parse(class).map(regex_syntax::hir::Hir::into_kind) {
        Ok(HirKind::Class(Class::Unicode(class))) => {
            class.iter().map(|range| (range.start(), range.end())).collect()
        }
        _ => Vec::new(),
    }
});

/// Whether `str.isprintable` holds for the character in CPython 3.11.
pub(crate) fn is_printable(character: char) -> bool {
    match character {
        ' '..='~' => true,
        '\0'..='\x7f' => false,
        _ => {
            let ranges = &*PRINTABLE;
            let index = ranges.partition_point(|&(_, end)| end < character);
            ranges.get(index).is_some_and(|&(start, _)| start <= character)
        }
    }
}
