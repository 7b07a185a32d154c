//! What holds for all texts and fixes, and what happens to fixes that go wrong.

use std::cell::Cell;

use proptest::prelude::*;
use pylint_rs_diagnostics::{Applicability, Diagnostic, Edit, Fix, Severity};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::{FixOptions, FixOutcome, LintRound, apply_fixes, fix_to_fixpoint};

fn diagnostic(code: &str, fix: Fix) -> Diagnostic {
    Diagnostic {
        code: code.to_string().into(),
        name: "test".into(),
        message: String::new(),
        severity: Severity::Error,
        range: fix.span(),
        fix: Some(fix),
        suppression_offset: None,
        noqa_offset: None,
    }
}

/// Edits at any byte offsets, some inside characters, that do not overlap within one fix.
fn fixes() -> impl Strategy<Value = Vec<Diagnostic>> {
    let content =
        prop_oneof![Just("".to_string()), Just("é".into()), Just("x\n".into()), "[ab(]{1,2}"];
    let fix = (
        prop::collection::btree_set(0_u32..40, 2..6),
        prop::collection::vec((content, any::<bool>()), 3),
        prop::option::weighted(0.2, 0_u32..2),
        0..3_usize,
    )
        .prop_map(|(offsets, contents, group, code)| {
            let offsets: Vec<u32> = offsets.into_iter().collect();
            let edits = offsets
                .chunks(2)
                .zip(contents)
                .map(|(pair, (content, is_insertion))| {
                    let start = TextSize::from(pair[0]);
                    let end =
                        if is_insertion { start } else { TextSize::from(*pair.last().unwrap()) };
                    Edit::replacement(content, TextRange::new(start, end))
                })
                .collect();
            let mut fix = Fix::new(edits, Applicability::Safe);
            if let Some(group) = group {
                fix = fix.isolated(group);
            }
            diagnostic(["A1", "B1", "C1"][code], fix)
        });
    prop::collection::vec(fix, 0..8)
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof!["[a-c]{1,4}", Just("é🎉".into()), Just("\n".into()), Just("\r\n".into())],
        0..10,
    )
    .prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn round_is_a_splice(text in text(), diagnostics in fixes()) {
        let round = apply_fixes(&text, &diagnostics, Applicability::Safe, |_| true);
        let mut edits: Vec<&Edit> = Vec::new();
        for index in &round.fixed {
            for edit in diagnostics[*index].fix.as_ref().unwrap().edits() {
                if !edits.contains(&edit) {
                    edits.push(edit);
                }
            }
        }
        edits.sort_by_key(|edit| (edit.start(), edit.end()));
        for pair in edits.windows(2) {
            prop_assert!(pair[0].end() < pair[1].start() || pair[0].end() <= pair[1].start() && !pair[0].range().is_empty());
        }
        let newline = pylint_rs_diagnostics::foreign_newline(&text).unwrap_or("\n");
        let mut expected = text.clone();
        for edit in edits.iter().rev() {
            prop_assert!(text.is_char_boundary(edit.start().to_usize()));
            prop_assert!(text.is_char_boundary(edit.end().to_usize()));
            let content = edit.content().replace('\n', newline);
            expected.replace_range(std::ops::Range::<usize>::from(edit.range()), &content);
        }
        prop_assert_eq!(&round.text, &expected);
        // The first fix that fits is always applied.
        prop_assert_eq!(round.fixed.is_empty(), diagnostics.iter().all(|diagnostic| {
            diagnostic.fix.as_ref().unwrap().edits().iter().any(|edit| {
                !text.is_char_boundary(edit.start().to_usize())
                    || !text.is_char_boundary(edit.end().to_usize())
            })
        }));
    }

    #[test]
    fn no_fixes_change_nothing(text in text(), diagnostics in fixes()) {
        let round = apply_fixes(&text, &diagnostics, Applicability::Safe, |_| false);
        prop_assert_eq!(round.text, text);
        prop_assert!(round.fixed.is_empty());
    }

    #[test]
    fn order_of_findings_does_not_matter(
        text in text(),
        (diagnostics, shuffled) in fixes().prop_flat_map(|fixes| (Just(fixes.clone()), Just(fixes).prop_shuffle())),
    ) {
        let round = apply_fixes(&text, &diagnostics, Applicability::Safe, |_| true);
        let again = apply_fixes(&text, &shuffled, Applicability::Safe, |_| true);
        prop_assert_eq!(&round.text, &again.text);
        let fixes = |indices: &[usize], of: &[Diagnostic]| {
            indices.iter().map(|index| (of[*index].code.clone(), of[*index].fix.clone())).collect::<Vec<_>>()
        };
        prop_assert_eq!(fixes(&round.fixed, &diagnostics), fixes(&again.fixed, &shuffled));
    }

    #[test]
    fn only_windows_line_endings_stay_so(text in "([a-c]{0,3}\r\n){1,5}", diagnostics in fixes()) {
        // Removing half of a line ending is a fix's own fault.
        let halves = |edit: &Edit| text.as_bytes().get(edit.start().to_usize()) == Some(&b'\n')
            || text.as_bytes().get(edit.end().to_usize()) == Some(&b'\n');
        let round = apply_fixes(&text, &diagnostics, Applicability::Safe, |diagnostic| {
            !diagnostic.fix.as_ref().unwrap().edits().iter().any(halves)
        });
        prop_assert_eq!(round.text.replace("\r\n", "").find(['\r', '\n']), None);
    }
}

/// A linter of texts in which `!` is a syntax error and `?` one of the compiler: each rule
/// replaces a letter.
fn lint(text: &str, rules: &[(&'static str, char, &'static str)]) -> LintRound {
    let diagnostics = text
        .char_indices()
        .flat_map(|(offset, found)| {
            rules.iter().filter(move |(_, wanted, _)| *wanted == found).map(
                move |(code, wanted, content)| {
                    let start = TextSize::try_from(offset).unwrap();
                    let range = TextRange::at(start, TextSize::of(*wanted));
                    diagnostic(code, Fix::safe(Edit::replacement(*content, range)))
                },
            )
        })
        .collect();
    LintRound {
        diagnostics,
        has_syntax_errors: text.contains('!'),
        has_compile_errors: text.contains('?'),
    }
}

fn fix(text: &str, rules: &[(&'static str, char, &'static str)]) -> FixOutcome {
    let options = FixOptions { required: Applicability::Safe, fixable: &|_| true };
    fix_to_fixpoint(text, lint(text, rules), options, |text| lint(text, rules))
}

fn messages(outcome: &FixOutcome) -> Vec<&str> {
    outcome
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == "PRS099")
        .map(|diagnostic| diagnostic.message.as_str())
        .collect()
}

#[test]
fn rounds_go_on_until_nothing_is_left() {
    let outcome = fix("a a", &[("A1", 'a', "b"), ("B1", 'b', "c")]);
    assert_eq!(outcome.text, "c c");
    assert_eq!(outcome.applied["A1"].count, 2);
    assert_eq!(outcome.applied["B1"].count, 2);
    assert!(outcome.diagnostics.is_empty());
    // Fixes that touch take a round each, however many there are.
    assert_eq!(fix(&"a".repeat(300), &[("A1", 'a', "b")]).text, "b".repeat(300));
}

#[test]
fn fix_that_breaks_the_syntax_is_left_out() {
    let outcome = fix("a b c b", &[("A1", 'a', "x"), ("B1", 'b', "!"), ("C1", 'c', "y")]);
    assert_eq!(outcome.text, "x b y b");
    assert_eq!(outcome.applied.keys().collect::<Vec<_>>(), ["A1", "C1"]);
    assert_eq!(
        messages(&outcome),
        ["The fix of `B1` would break this file's syntax, so it was left out"]
    );
    let left = outcome.diagnostics.iter().filter(|diagnostic| diagnostic.code == "B1");
    assert_eq!(left.count(), 2);
}

#[test]
fn fix_with_which_a_file_no_longer_compiles_is_left_out() {
    let rules = [("A1", 'a', "x"), ("B1", 'b', "?")];
    let outcome = fix("a b", &rules);
    assert_eq!((outcome.text.as_str(), messages(&outcome).len()), ("x b", 1));
    // A file that never compiled is fixed as it is.
    let outcome = fix("? a b", &rules);
    assert_eq!((outcome.text.as_str(), messages(&outcome).len()), ("? x ?", 0));
}

#[test]
fn fixes_that_undo_each_other_are_left_out() {
    let outcome = fix("a d", &[("A1", 'a', "b"), ("B1", 'b', "a"), ("D1", 'd', "e")]);
    assert_eq!(outcome.text, "a e");
    assert_eq!(
        messages(&outcome),
        ["The fixes of the rules `A1`, `B1` would never come to an end in this file, so they \
          were left out"]
    );
}

#[test]
fn fix_that_grows_for_ever_is_left_out() {
    let outcome = fix("a d", &[("A1", 'a', "aa"), ("D1", 'd', "e")]);
    assert_eq!(outcome.text, "a e");
    assert_eq!(messages(&outcome).len(), 1);
}

#[test]
fn fix_that_changes_nothing_is_left_out() {
    let outcome = fix("a", &[("A1", 'a', "a")]);
    assert_eq!((outcome.text.as_str(), messages(&outcome).len()), ("a", 1));
    assert!(outcome.applied.is_empty());
}

#[test]
fn file_with_syntax_errors_is_left_alone() {
    let outcome = fix("a !", &[("A1", 'a', "b")]);
    assert_eq!(outcome.text, "a !");
    assert_eq!(outcome.diagnostics.len(), 1);
}

#[test]
fn lint_runs_once_for_each_round() {
    let rules = [("A1", 'a', "b")];
    let runs = Cell::new(0);
    let options = FixOptions { required: Applicability::Safe, fixable: &|_| true };
    fix_to_fixpoint("a a", lint("a a", &rules), options, |text| {
        runs.set(runs.get() + 1);
        lint(text, &rules)
    });
    assert_eq!(runs.get(), 1);
}
