//! One round of fixes.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use pylint_rs_diagnostics::{Applicability, Diagnostic, Edit, Fix, apply_edits};
use ruff_text_size::{Ranged, TextRange, TextSize};
use rustc_hash::FxHashSet;

/// What one round came to.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FixRound {
    /// The text with the fixes applied.
    pub text: String,
    /// The findings whose fixes were applied, as indices into those given, by the position of
    /// the fixes.
    pub fixed: Vec<usize>,
}

/// Applies the fixes that are at least as applicable as `required` and that `fixable` lets
/// through, but for those that are in each other's way: of such, the first by position.
///
/// Findings with the very same edit are fixed by making it once. Fixes that share an isolation
/// group are left for further rounds, as are those that overlap or touch. The order the findings
/// come in does not matter.
pub fn apply_fixes(
    text: &str,
    diagnostics: &[Diagnostic],
    required: Applicability,
    fixable: impl Fn(&Diagnostic) -> bool,
) -> FixRound {
    let mut candidates: Vec<(usize, &Diagnostic, &Fix)> = diagnostics
        .iter()
        .enumerate()
        .filter_map(|(index, diagnostic)| Some((index, diagnostic, diagnostic.fix.as_ref()?)))
        .filter(|(_, diagnostic, fix)| {
            fix.applicability() >= required && fixable(diagnostic) && is_applicable(text, fix)
        })
        .collect();
    candidates.sort_by(|(_, left, left_fix), (_, right, right_fix)| {
        compare_edits(left_fix.edits(), right_fix.edits())
            .then_with(|| left.code.cmp(&right.code))
            .then_with(|| left.message.cmp(&right.message))
            .then_with(|| left.start().cmp(&right.start()))
            .then_with(|| left.end().cmp(&right.end()))
    });

    let mut accepted = Accepted::default();
    let mut fixed = Vec::new();
    for (index, _, fix) in candidates {
        if accepted.accept(text, fix) {
            fixed.push(index);
        }
    }
    FixRound { text: accepted.apply(text), fixed }
}

/// The order fixes are tried in, which must not depend on that of the findings.
fn compare_edits(left: &[Edit], right: &[Edit]) -> Ordering {
    let key = |edit: &Edit| (edit.start(), edit.end());
    left.iter()
        .map(key)
        .cmp(right.iter().map(key))
        .then_with(|| left.iter().map(Edit::content).cmp(right.iter().map(Edit::content)))
}

/// Whether a fix fits the text: its edits are within it, split no character and do not overlap.
fn is_applicable(text: &str, fix: &Fix) -> bool {
    let fits = |offset: TextSize| text.is_char_boundary(offset.to_usize());
    fix.edits().iter().all(|edit| fits(edit.start()) && fits(edit.end()))
        && fix.edits().windows(2).all(|pair| pair[0].end() <= pair[1].start())
}

/// The edits that a round makes.
#[derive(Debug, Default)]
struct Accepted<'a> {
    edits: Vec<&'a Edit>,
    known: FxHashSet<(TextRange, &'a str)>,
    /// The stretches of text that the fixes are about, from start to end, apart from each other.
    regions: BTreeMap<TextSize, TextSize>,
    groups: FxHashSet<u32>,
}

impl<'a> Accepted<'a> {
    /// Takes a fix in, unless it is in the way of one that is in already.
    fn accept(&mut self, text: &str, fix: &'a Fix) -> bool {
        let new: Vec<&Edit> = fix
            .edits()
            .iter()
            .filter(|edit| !self.known.contains(&(edit.range(), edit.content())))
            .collect();
        if new.is_empty() {
            return true;
        }
        let shares = new.len() < fix.edits().len();
        if shares && !fix.edits().iter().all(|edit| new.contains(&edit) || is_shareable(edit)) {
            return false;
        }
        if fix.isolation().is_some_and(|group| self.groups.contains(&group)) {
            return false;
        }
        let regions = regions(text, &new);
        if regions.iter().any(|region| self.meets(*region)) {
            return false;
        }
        self.groups.extend(fix.isolation());
        self.regions.extend(regions.iter().map(|region| (region.start(), region.end())));
        self.known.extend(new.iter().map(|edit| (edit.range(), edit.content())));
        self.edits.extend(new);
        true
    }

    /// Whether a stretch overlaps or touches one that an accepted fix is about.
    fn meets(&self, region: TextRange) -> bool {
        self.regions
            .range(..=region.end())
            .next_back()
            .is_some_and(|(_, end)| *end >= region.start())
    }

    fn apply(mut self, text: &str) -> String {
        self.edits.sort_by_key(|edit| (edit.start(), edit.end()));
        apply_edits(text, self.edits)
    }
}

/// Whether making an edit once does for two fixes that are otherwise different. That is so for an
/// import both need, but not for a parenthesis both close.
fn is_shareable(edit: &Edit) -> bool {
    let mut depth = 0_i32;
    for c in edit.content().chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// The stretches of text that a fix is about. Edits on one line belong together with all that is
/// between them; one on another line, such as an import at the top of the file, stands alone.
fn regions(text: &str, edits: &[&Edit]) -> Vec<TextRange> {
    let mut regions: Vec<TextRange> = Vec::new();
    for edit in edits {
        match regions.last_mut() {
            Some(last)
                if !text[TextRange::new(last.end(), edit.start())].contains(['\n', '\r']) =>
            {
                *last = last.cover(edit.range());
            }
            _ => regions.push(edit.range()),
        }
    }
    regions
}

#[cfg(test)]
mod tests {
    use super::*;
    use pylint_rs_diagnostics::Severity;

    fn range(start: u32, end: u32) -> TextRange {
        TextRange::new(TextSize::from(start), TextSize::from(end))
    }

    fn edit(start: u32, end: u32, content: &'static str) -> Edit {
        Edit::replacement(content, range(start, end))
    }

    fn diagnostic(fix: Fix) -> Diagnostic {
        Diagnostic {
            code: "T001".into(),
            name: "test".into(),
            message: String::new(),
            severity: Severity::Error,
            range: fix.span(),
            fix: Some(fix),
            suppression_offset: None,
            noqa_offset: None,
        }
    }

    fn apply(text: &str, fixes: Vec<Fix>) -> (String, Vec<usize>) {
        let diagnostics: Vec<_> = fixes.into_iter().map(diagnostic).collect();
        let round = apply_fixes(text, &diagnostics, Applicability::Safe, |_| true);
        (round.text, round.fixed)
    }

    #[test]
    fn first_of_overlapping() {
        let fixes = vec![Fix::safe(edit(2, 4, "X")), Fix::safe(edit(1, 3, "Y"))];
        assert_eq!(apply("abcdef", fixes), ("aYdef".into(), vec![1]));
        let fixes = vec![Fix::safe(edit(2, 2, "X")), Fix::safe(edit(2, 2, "Y"))];
        assert_eq!(apply("abcdef", fixes), ("abXcdef".into(), vec![0]));
        let fixes = vec![Fix::safe(edit(1, 2, "X")), Fix::safe(edit(2, 3, "Y"))];
        assert_eq!(apply("abcdef", fixes), ("aXcdef".into(), vec![0]));
    }

    #[test]
    fn same_edit_is_made_once() {
        let fixes = vec![Fix::safe(edit(2, 3, "X")), Fix::safe(edit(2, 3, "X"))];
        assert_eq!(apply("abcdef", fixes), ("abXdef".into(), vec![0, 1]));
    }

    #[test]
    fn import_is_shared_and_parenthesis_is_not() {
        let import = || edit(0, 0, "import os\n");
        let fixes = vec![
            Fix::safe(vec![import(), edit(2, 3, "X")]),
            Fix::safe(vec![import(), edit(4, 5, "Y")]),
        ];
        assert_eq!(apply("a\nb\nc\n", fixes), ("import os\na\nX\nY\n".into(), vec![0, 1]));

        let fixes = vec![
            Fix::safe(vec![edit(0, 0, "("), edit(5, 5, ")")]),
            Fix::safe(vec![edit(2, 2, "("), edit(5, 5, ")")]),
        ];
        assert_eq!(apply("a\nb\nc\n", fixes), ("(a\nb\nc)\n".into(), vec![0]));
    }

    #[test]
    fn what_lies_between_edits_is_taken() {
        let fixes =
            vec![Fix::safe(vec![edit(0, 1, ""), edit(5, 6, "")]), Fix::safe(edit(3, 4, "X"))];
        assert_eq!(apply("(a+b+)", fixes), ("a+b+".into(), vec![0]));
    }

    #[test]
    fn line_endings_are_the_texts() {
        let import = || vec![Fix::safe(edit(0, 0, "import os\n"))];
        assert_eq!(apply("a\r\nb", import()).0, "import os\r\na\r\nb");
        assert_eq!(apply("a\rb", import()).0, "import os\ra\rb");
        assert_eq!(apply("a\nb", import()).0, "import os\na\nb");
        assert_eq!(apply("a\r\nb\n", import()).0, "import os\na\r\nb\n");
    }

    #[test]
    fn one_of_a_group() {
        let fixes = vec![
            Fix::safe(edit(0, 1, "")).isolated(7),
            Fix::safe(edit(2, 3, "")).isolated(7),
            Fix::safe(edit(4, 5, "")).isolated(8),
        ];
        assert_eq!(apply("a;b;c;", fixes), (";b;;".into(), vec![0, 2]));
    }

    #[test]
    fn only_what_is_asked_for() {
        let diagnostics = vec![
            diagnostic(Fix::safe(edit(0, 1, "S"))),
            diagnostic(Fix::unsafe_(edit(2, 3, "U"))),
            diagnostic(Fix::display(edit(4, 5, "D"))),
        ];
        let text = |required| apply_fixes("a b c", &diagnostics, required, |_| true).text;
        assert_eq!(text(Applicability::Safe), "S b c");
        assert_eq!(text(Applicability::Unsafe), "S U c");
        let none = apply_fixes("a b c", &diagnostics, Applicability::Unsafe, |_| false);
        assert_eq!(none, FixRound { text: "a b c".into(), fixed: vec![] });
    }

    #[test]
    fn fixes_that_do_not_fit_are_left_out() {
        let fixes = vec![Fix::safe(edit(1, 2, "X")), Fix::safe(edit(3, 99, "Y"))];
        assert_eq!(apply("é b", fixes), ("é b".into(), vec![]));
    }
}
