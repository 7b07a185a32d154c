//! Keys that a dictionary display has more than once.

use std::collections::hash_map::Entry;

use pylint_rs_diagnostics::{Edit, Fix};
use ruff_python_ast::comparable::{ComparableExpr, HashableExpr};
use ruff_python_ast::{Expr, ExprDict};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashMap;

use crate::Checker;
use crate::edits::parenthesized_range;

/// The items that have one key.
struct Seen {
    first: usize,
    /// Further ones whose values differ.
    others: Vec<usize>,
}

/// Reports the keys of a sort that come again, with a fix where their value does, too.
pub(super) fn check_repeated_keys<'a>(
    dictionary: &'a ExprDict,
    is_of_sort: impl Fn(&Expr) -> bool,
    checker: &mut Checker<'a>,
) {
    if dictionary.items.len() < 2 {
        return;
    }
    let items = &dictionary.items;
    let mut seen: FxHashMap<HashableExpr<'a>, Seen> = FxHashMap::default();
    for (index, item) in items.iter().enumerate() {
        let Some(key) = item.key.as_ref().filter(|key| is_of_sort(key)) else { continue };
        let known = match seen.entry(HashableExpr::from(key)) {
            Entry::Vacant(entry) => {
                entry.insert(Seen { first: index, others: Vec::new() });
                continue;
            }
            Entry::Occupied(entry) => entry.into_mut(),
        };
        let value = ComparableExpr::from(&item.value);
        let has_same_value = std::iter::once(&known.first)
            .chain(&known.others)
            .any(|other| ComparableExpr::from(&items[*other].value) == value);
        if !has_same_value {
            known.others.push(index);
        }
        let first = items[known.first].key.as_ref().unwrap_or(key);
        let (written, first) = (checker.text(key), checker.text(first));
        let message = if written == first {
            format!("The key `{written}` is given again")
        } else {
            format!("The key `{written}` is given again; it is the same as `{first}`")
        };
        let fix = (has_same_value && checker.wants_fixes()).then(|| {
            let before = parenthesized_range(checker, &items[index - 1].value);
            let this = parenthesized_range(checker, &item.value);
            Fix::unsafe_(Edit::deletion(TextRange::new(before.end(), this.end())))
        });
        checker.report_with(key.range(), message, fix);
    }
}
