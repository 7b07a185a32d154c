//! The packs in `rules/`: each rule is right, explained and tested.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use pylint_rs_linter::rule_tests::{TestFailure, run_tests};
use pylint_rs_pattern::RuleSet;
use pylint_rs_rules::{
    DataRule, RuleFile, RuleOrigin, conflicts, metavariables, rule_files, shipped,
};

fn packs() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    rule_files(&directory).expect("the packs")
}

/// The rules of all packs, which are free of errors.
fn rules() -> Vec<Arc<DataRule>> {
    let mut rules = Vec::new();
    let mut errors = Vec::new();
    for path in packs() {
        let file = RuleFile::read(&path);
        errors.extend(file.errors);
        rules.extend(file.rules.into_iter().map(Arc::new));
    }
    errors.extend(conflicts(&rules));
    let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{}", told.join("\n"));
    rules
}

#[test]
fn packs_are_part_of_the_linter() {
    let mut codes: Vec<_> = rules().iter().map(|rule| rule.code.to_string()).collect();
    codes.sort();
    let shipped: Vec<_> = shipped().iter().map(|rule| rule.description().code).collect();
    assert_eq!(codes, shipped);
}

#[test]
fn what_is_shipped_is_what_is_written() {
    let rules = rules();
    for shipped in shipped() {
        let known = shipped.description();
        let read = shipped.rule();
        let rule = rules.iter().find(|rule| *rule.code == *known.code).expect("the same codes");
        let written = rule.description();
        assert_eq!(format!("{known:?}"), format!("{written:?}"));
        // Where the pack is in the file system is not for the linter to know.
        let origin = RuleOrigin { file: read.origin.file.clone(), ..rule.origin.clone() };
        let written = DataRule { origin, ..DataRule::clone(rule) };
        assert!(
            read.to_bytes().is_ok_and(|bytes| Ok(bytes) == written.to_bytes()),
            "{}",
            known.code
        );
        let set = RuleSet::new(&[Arc::clone(&rule.formula)], metavariables());
        assert_eq!(shipped.words(), set.words(0), "{}", known.code);
    }
}

#[test]
fn rules_are_explained_and_tested() {
    for rule in rules() {
        let code = &rule.code;
        assert!(!rule.documentation.starts_with(rule.message.source()), "{code} has no `docs`");
        assert!(rule.tests.iter().any(|test| !test.bad.is_empty()), "{code} has no `bad` test");
        assert!(rule.tests.iter().any(|test| !test.good.is_empty()), "{code} has no `good` test");
    }
}

#[test]
fn packs_pass_their_tests() {
    let mut failures = Vec::new();
    for rule in rules() {
        for TestFailure { line, message, details } in run_tests(&rule, false) {
            let file = rule.origin.file.display();
            failures.push(format!("{file}:{line}: {message}\n{details}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
