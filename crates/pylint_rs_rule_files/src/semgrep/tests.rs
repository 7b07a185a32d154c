//! What rule files come to.

use std::path::Path;

use pylint_rs_diagnostics::Severity;
use pylint_rs_pattern::{Condition, Formula, Test};

use super::load;
use crate::{DataFix, RuleFile};

fn file(text: &str) -> RuleFile {
    load(Path::new("rules.yaml"), text)
}

/// A rule of which only what it looks for is said; it is indented by two.
fn rule(formula: &str) -> String {
    format!(
        "rules:\n- id: a.b-c\n  message: found $X\n  severity: ERROR\n  languages: [python]\n{formula}\n"
    )
}

/// A formula in short.
fn shape(formula: &Formula) -> String {
    let list = |formulas: &[Formula]| formulas.iter().map(shape).collect::<Vec<_>>().join(", ");
    match formula {
        Formula::Pattern(pattern) => pattern.source().trim().to_owned(),
        Formula::Regex(regex) => format!("/{}/", regex.source()),
        Formula::Any(formulas) => format!("any({})", list(formulas)),
        Formula::Not(inner) => format!("not({})", shape(inner)),
        Formula::Inside { formula, .. } => format!("inside({})", shape(formula)),
        Formula::All { operands, conditions, focus, .. } => {
            let mut text = list(operands);
            for condition in conditions {
                text += &match condition {
                    Condition::Comparison(comparison) => format!(", {}", comparison.source()),
                    Condition::Of(_, Test::Matches { formula, content }) => {
                        format!(", {content:?}({})", shape(formula))
                    }
                    Condition::Of(_, test) => format!(", {test:?}"),
                };
            }
            if !focus.is_empty() {
                text += &format!(", focus {}", focus.len());
            }
            format!("all({text})")
        }
        other => format!("{other:?}"),
    }
}

#[track_caller]
fn check(formula: &str, expected: &str) {
    let file = file(&rule(formula));
    assert_eq!(messages(&file), Vec::<String>::new());
    assert_eq!(shape(&file.rules[0].formula), expected);
}

fn messages(file: &RuleFile) -> Vec<String> {
    file.errors.iter().chain(&file.warnings).map(ToString::to_string).collect()
}

#[track_caller]
fn check_wrong(formula: &str, expected: &str) {
    let file = file(&rule(formula));
    assert_eq!(messages(&file), [expected]);
    assert!(file.rules.is_empty());
}

#[test]
fn operators_make_formulas() {
    check("  pattern: f($X)", "f($X)");
    check("  pattern-either:\n  - pattern: f()\n  - pattern: g()", "any(f(), g())");
    check("  pattern-regex: 'a(?=b)'", "/a(?=b)/");
    check(
        "  patterns:\n  - pattern: f($X)\n  - pattern-not: f(1)\n  - pattern-inside: 'def g(): ...'\n  \
         - pattern-not-inside: 'class A: ...'\n  - pattern-not-regex: a\n  - focus-metavariable: $X",
        "all(f($X), not(f(1)), inside(def g(): ...), not(inside(class A: ...)), not(/a/), focus 1)",
    );
    check(
        "  patterns:\n  - pattern-either:\n    - patterns:\n      - pattern: a\n      - pattern-inside: b\n    \
         - pattern: c\n  - focus-metavariable: [$X, $Y]",
        "all(any(all(a, inside(b)), c), focus 2)",
    );
}

#[test]
fn conditions_are_read() {
    check(
        "  patterns:\n  - pattern: f($X)\n  - metavariable-pattern:\n      metavariable: $X\n      \
         patterns:\n      - pattern: a\n      - pattern-not: b",
        "all(f($X), Code(all(a, not(b))))",
    );
    check(
        "  patterns:\n  - pattern: f($X)\n  - metavariable-pattern: {metavariable: $X, language: generic, \
         pattern-regex: a}\n  - metavariable-comparison: {metavariable: $X, comparison: $X > 1, strip: true}",
        "all(f($X), TextInString(/a/), int($X) > 1)",
    );
}

#[test]
fn what_a_metavariable_is_not_needs_no_place() {
    check(
        "  patterns:\n  - pattern: f($X)\n  - metavariable-pattern: {metavariable: $X, patterns: \
         [{pattern-not: a}]}",
        "all(f($X), Code(all(not(a))))",
    );
}

#[test]
fn the_newer_syntax_is_read() {
    check(
        "  match:\n    all:\n    - f($X)\n    - any: [a, b]\n    - not: f(1)\n    - inside: g(...)\n    \
         - not: {inside: h(...)}\n    where:\n    - focus: $X\n    - metavariable: $X\n      pattern: c",
        "all(all(f($X), any(a, b), not(f(1)), inside(g(...)), not(inside(h(...)))), Code(c), focus 1)",
    );
}

#[test]
fn the_rest_of_a_rule_is_read() {
    let file = file(
        "rules:\n- id: one\n  message: m\n  severity: LOW\n  languages: [js, python]\n  pattern: a\n  \
         fix: b\n  paths: {include: ['*.py'], exclude: tests}\n  metadata:\n    cwe: 'CWE-1: x'\n    \
         references: [https://a.b/c]\n- id: two\n  message: m\n  severity: ERROR\n  languages: [go]\n  \
         pattern: a\n- id: three\n  message: m\n  severity: MEDIUM\n  languages: [regex]\n  \
         pattern-regex: a\n  fix-regex: {regex: a, replacement: '', count: 1}\n",
    );
    assert_eq!(messages(&file), Vec::<String>::new());
    assert_eq!(file.other_languages, 1);
    let [one, three] = &file.rules[..] else { panic!("{:?}", file.rules) };
    assert_eq!((&*one.code, &*one.name, &*one.pack), ("one", "one", "rules"));
    assert_eq!((one.severity, three.severity), (Severity::Info, Severity::Warning));
    assert_eq!(one.url.as_deref(), Some("https://a.b/c"));
    assert!(one.documentation.contains("- CWE-1: x"));
    assert_eq!(one.category, crate::Category::Security);
    assert_eq!((one.paths.include.len(), one.paths.exclude.len()), (1, 1));
    assert!(
        matches!(&one.fix, Some(DataFix::Template { template, .. }) if template.source() == "b")
    );
    assert!(matches!(&three.fix, Some(DataFix::Regex { count: Some(1), .. })));
}

#[test]
fn what_is_not_supported_leaves_the_other_rules_be() {
    let taint = "  mode: taint\n  pattern-sources: [{pattern: a}]\n  pattern-sinks: [{pattern: b}]";
    let file =
        file(&(rule(taint) + "- {id: d, message: m, severity: INFO, languages: [py], pattern: a}"));
    assert_eq!(file.rules.len(), 1);
    assert_eq!(file.errors, []);
    let expected = "rules.yaml:6:9: `mode: taint` is not supported yet; the rule is left out";
    assert_eq!(messages(&file), [expected]);
    check_wrong(
        "  min-version: 99.0.0\n  pattern: a",
        "rules.yaml:6:16: what Semgrep has since 99.0.0 is not supported yet; the rule is left out",
    );
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    check_wrong(
        "  patern: a\n  pattern: b",
        "rules.yaml:6:3: unknown key `patern`; did you mean `pattern`?",
    );
    check_wrong(
        "  patterns:\n  - pattern: a\n  - pattern-insde: b",
        "rules.yaml:8:5: unknown key `pattern-insde`; did you mean `pattern-inside`?",
    );
    check_wrong(
        "  pattern-regex: 'a(b'",
        "rules.yaml:6:22: not a regular expression: a parenthesis is not closed",
    );
    check_wrong(
        "  patterns:\n  - pattern-not: a",
        "rules.yaml:7:5: nothing here says where to look: there are only negations and conditions",
    );
    check_wrong(
        "  patterns:\n  - pattern: a\n    pattern-not: b",
        "rules.yaml:8:5: `pattern` and `pattern-not` are two operators; write each as an item of \
         its own, with `-`",
    );
    check_wrong("  pattern:", "rules.yaml:6:10: expected a pattern, found nothing");
    check_wrong(
        "  patterns:\n  - pattern: $X\n  - metavariable-regex: {metavariable: X, regex: a}",
        "rules.yaml:8:40: `X` is no metavariable such as `$X`",
    );
    assert_eq!(messages(&file("rules: [")).len(), 1);
    assert_eq!(
        messages(&file("rule:\n- id: a")),
        ["rules.yaml:1:1: unknown key `rule`; did you mean `rules`?"]
    );
}
