#![expect(clippy::single_range_in_vec_init, reason = "one changed place is meant")]

use pylint_rs_diagnostics::Severity;

use super::*;

fn finding(text: &str, at: &str) -> Diagnostic {
    let start = text.find(at).unwrap();
    Diagnostic {
        code: at.to_owned().into(),
        name: "".into(),
        message: String::new(),
        severity: Severity::Error,
        range: TextRange::at(TextSize::try_from(start).unwrap(), TextSize::of(at)),
        fix: None,
        suppression_offset: None,
        noqa_offset: None,
    }
}

/// Which of the findings at these words are kept.
fn kept<'a>(lines: &[LineRange], original: &str, current: &str, words: &[&'a str]) -> Vec<&'a str> {
    let mut findings = words.iter().map(|word| finding(current, word)).collect();
    FileChanges::Lines(lines).retain(original, current, &mut findings);
    words.iter().copied().filter(|word| findings.iter().any(|it| it.code == **word)).collect()
}

#[test]
fn findings_on_changed_lines() {
    let text = "one\r\ntwo\r\nthree\r\nfour";
    let words = ["one", "two", "three", "four", "two\r\nthree"];
    assert_eq!(kept(&[1..2], text, text, &words), ["two", "two\r\nthree"]);
    assert_eq!(kept(&[0..1, 3..4], text, text, &words), ["one", "four"]);
    assert_eq!(kept(&[2..9], text, text, &words), ["three", "four", "two\r\nthree"]);
}

#[test]
fn the_end_of_the_file_belongs_to_its_last_line() {
    for text in ["one\ntwo\n", "one\ntwo"] {
        let mut findings = vec![finding(text, "two")];
        findings[0].range = TextRange::empty(TextSize::of(text));
        let mut first = findings.clone();
        FileChanges::Lines(&[0..1]).retain(text, text, &mut first);
        assert!(first.is_empty(), "{text:?}");
        FileChanges::Lines(&[1..2]).retain(text, text, &mut findings);
        assert_eq!(findings.len(), 1, "{text:?}");
    }
}

#[test]
fn lines_move_with_fixes_and_what_fixes_write_is_changed() {
    let original = "one\ntwo\nthree\nfour\n";
    let current = "new\none\nthree\nFOUR\n";
    let words = ["new", "one", "three", "FOUR"];
    assert_eq!(kept(&[2..3], original, current, &words), ["new", "three", "FOUR"]);
}

#[test]
fn mistakes_of_ours_are_always_told() {
    let mut findings = vec![finding("x\ny\n", "y")];
    findings[0].code = INTERNAL_ERROR.code.into();
    FileChanges::Nothing.retain("x\ny\n", "x\ny\n", &mut findings);
    assert_eq!(findings.len(), 1);
}
