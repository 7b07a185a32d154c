//! Patterns of keys that list names: `^(in|ex)clude$`.

use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, HirKind, Look};

/// A pattern of more names than these does not list them.
const NAMES_LIMIT: usize = 16;

/// All the names that a pattern matches, if they are few.
pub(super) fn listed_names(pattern: &str) -> Option<Vec<String>> {
    if !(pattern.starts_with('^') && pattern.ends_with('$')) {
        return None;
    }
    let whole = regex_syntax::parse(pattern).ok()?;
    let HirKind::Concat(parts) = whole.kind() else { return None };
    let [first, parts @ .., last] = parts.as_slice() else { return None };
    if *first.kind() != HirKind::Look(Look::Start) || *last.kind() != HirKind::Look(Look::End) {
        return None;
    }
    let names = Hir::concat(parts.to_vec());
    if !names.properties().look_set().is_empty() {
        return None;
    }
    let mut extractor = Extractor::new();
    extractor.limit_total(NAMES_LIMIT).limit_class(2);
    let literals = extractor.extract(&names);
    if !literals.is_exact() {
        return None;
    }
    let mut names = Vec::new();
    for literal in literals.literals()? {
        names.push(String::from_utf8(literal.as_bytes().to_vec()).ok()?);
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_names_are_listed() {
        let listed = |pattern| listed_names(pattern).map(|names| names.join(" "));
        assert_eq!(listed("^name$").as_deref(), Some("name"));
        assert_eq!(listed("^(in|ex)clude$").as_deref(), Some("include exclude"));
        assert_eq!(listed(r"^\$schema$").as_deref(), Some("$schema"));
        for pattern in ["name", "^name", "^a|b$", "^na.e$", "^a*$", "^[a-z]$", "^(a", "^$x$"] {
            assert_eq!(listed(pattern), None, "{pattern}");
        }
    }
}
