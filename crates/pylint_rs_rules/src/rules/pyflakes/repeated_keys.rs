//! Keys that a dictionary display has more than once.

use std::collections::hash_map::Entry;

use pylint_rs_diagnostics::{Edit, Fix};
use ruff_python_ast::comparable::{ComparableExpr, HashableExpr};
use ruff_python_ast::{Expr, ExprDict};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

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
    if !may_repeat(dictionary, &is_of_sort) {
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
        let message = match (shown(written), shown(first)) {
            (Some(written), Some(first)) if written != first => {
                format!("The key `{written}` is given again; it is the same as `{first}`")
            }
            (Some(written), _) => format!("The key `{written}` is given again"),
            (None, _) => "This key is given again".to_owned(),
        };
        let fix = (has_same_value && checker.wants_unsafe_fixes()).then(|| {
            let before = parenthesized_range(checker, &items[index - 1].value);
            let this = parenthesized_range(checker, &item.value);
            Fix::unsafe_(Edit::deletion(TextRange::new(before.end(), this.end())))
        });
        checker.report_with(key.range(), message, fix);
    }
}

/// The longest key to be shown in a message.
const LONGEST: usize = 60;

/// Up to so many keys are compared each with each, which is faster than a set.
const FEW: usize = 12;

/// A quick look at keys that are plain strings or names: most displays have no others, and none of
/// them twice.
fn may_repeat(dictionary: &ExprDict, is_of_sort: impl Fn(&Expr) -> bool) -> bool {
    let mut few: SmallVec<[&str; FEW]> = SmallVec::new();
    let mut many = FxHashSet::default();
    let mut others = 0;
    for key in dictionary.items.iter().filter_map(|item| item.key.as_ref()) {
        let text = match key {
            _ if !is_of_sort(key) => continue,
            Expr::StringLiteral(string) => string.value.to_str(),
            Expr::Name(name) => name.id.as_str(),
            _ => {
                others += 1;
                continue;
            }
        };
        let is_new = if few.len() < FEW {
            let is_new = !few.contains(&text);
            few.push(text);
            is_new
        } else {
            if many.is_empty() {
                many.extend(few.iter().copied());
            }
            many.insert(text)
        };
        if !is_new {
            return true;
        }
    }
    others > 1
}

/// The text of a key, if a message has room for it.
fn shown(text: &str) -> Option<&str> {
    (text.len() <= LONGEST && !text.contains(char::is_control)).then_some(text)
}
