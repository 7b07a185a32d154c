//! Fixing keeps a file whole.

use std::collections::HashMap;

use pylint_rs_diagnostics::Applicability;
use pylint_rs_linter::fixing::{FixOptions, FixOutcome, LintRound, fix_to_fixpoint};
use pylint_rs_source::SourceFile;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::parse_unchecked_source;
use ruff_text_size::Ranged;

use super::{Linter, source, with_stack_for};

/// Whatever the bytes, safe fixes and unsafe ones leave a file that parses and that further runs
/// leave alone; files that did not parse stay as they were.
pub fn fixes_hold(bytes: &[u8]) {
    with_stack_for(bytes, || {
        if let Some(source) = source(bytes, bytes.len() % 2 == 1) {
            let round = Linter::with_all_rules().lint(&source);
            fix_holds(&source, &round, Applicability::Safe);
            fix_holds(&source, &round, Applicability::Unsafe);
        }
    });
}

fn fix_holds(source: &SourceFile, round: &LintRound, required: Applicability) {
    let outcome = fix(source, round.clone(), required);
    let shown = || format!("{:?}\n becomes\n{:?}", source.text(), outcome.text);
    if round.has_syntax_errors {
        assert_eq!(outcome.text, source.text(), "a file that does not parse was changed");
        return;
    }
    let faults: Vec<&str> = outcome
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == "PRS099")
        .map(|diagnostic| diagnostic.message.as_str())
        .collect();
    assert!(faults.is_empty(), "{faults:?}\n{}", shown());
    let fixed = source.with_text(outcome.text.clone()).expect("a text that can be written");
    let again = Linter::with_all_rules().lint(&fixed);
    assert!(!again.has_syntax_errors, "the fixed text does not parse: {}", shown());
    let second = fix(&fixed, again, required);
    assert_eq!(second.text, outcome.text, "a second run fixes more of {}", shown());
    if required == Applicability::Safe {
        comments_stay(source, &outcome.text);
    }
}

fn fix(source: &SourceFile, round: LintRound, required: Applicability) -> FixOutcome {
    let options = FixOptions { required, fixable: &|_| true };
    fix_to_fixpoint(source.text(), round, options, |text| match source.with_text(text.to_owned()) {
        Ok(fixed) => Linter::with_all_rules().lint(&fixed),
        Err(_) => LintRound { has_syntax_errors: true, ..LintRound::default() },
    })
}

/// All comments are still there, but for suppressions, which may be what is fixed.
fn comments_stay(source: &SourceFile, fixed: &str) {
    let mut left = comments(source, fixed);
    for (comment, count) in comments(source, source.text()) {
        let after = left.remove(&comment).unwrap_or(0);
        assert!(
            after >= count,
            "a safe fix dropped the comment {comment:?}: {:?}\n becomes\n{fixed:?}",
            source.text()
        );
    }
}

fn comments(source: &SourceFile, text: &str) -> HashMap<String, usize> {
    let parsed = parse_unchecked_source(text, source.kind());
    let mut comments = HashMap::new();
    for token in parsed.tokens().iter().filter(|token| token.kind() == TokenKind::Comment) {
        let comment = &text[token.range()];
        let lower = comment.to_lowercase();
        if !["noqa", "ruff", "pylint-rs"].iter().any(|word| lower.contains(word)) {
            *comments.entry(comment.to_owned()).or_default() += 1;
        }
    }
    comments
}
