//! The properties hold of arbitrary inputs.

mod arbitrary;
mod properties;

use std::path::Path;

use arbitrary::program::{STATEMENTS, program};
use arbitrary::rule_file::rule_file;
use properties::checking::findings_hold;
use properties::configuring::configurations_hold;
use properties::fixing::fixes_hold;
use properties::rule_files::rule_files_hold;
use properties::suppressing::suppressions_hold;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use pylint_rs_rules::RuleFile;
use ruff_python_ast::PySourceType;
use ruff_python_parser::parse_unchecked_source;

/// Text made of what matters to a parser, in no order.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ":",
            ",",
            ".",
            "=",
            "==",
            ":=",
            "->",
            "@",
            "*",
            "**",
            "\n",
            "\n    ",
            "\r\n",
            "\r",
            "\\\n",
            "\t",
            "\x0c",
            ";",
            "'",
            "\"",
            "'''",
            "f'{",
            "}'",
            "def f",
            "class C",
            "lambda ",
            "return ",
            "yield ",
            "await ",
            "async ",
            "import a.b",
            "from . import ",
            "as ",
            "try:",
            "except E as e:",
            "finally:",
            "if ",
            "else:",
            "for ",
            " in ",
            " is ",
            " not ",
            "None",
            "True",
            "match x:",
            "case ",
            "type X",
            "global x",
            "nonlocal x",
            "del x",
            "__all__",
            "# noqa",
            "# pylint-rs: ignore[",
            "é",
            "🎉",
            "\0",
            "1",
        ])
        .prop_map(str::to_owned),
        "[a-c_ ]{1,3}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A comment that may suppress something.
fn comment() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "#",
            "# noqa",
            "noqa",
            "NoQA",
            ":",
            " ",
            ",",
            "F401",
            "E501",
            "B006",
            "unused-import",
            "# ruff:",
            "ruff: noqa",
            "# flake8: noqa",
            "# pylint-rs:",
            "ignore",
            "file-ignore",
            "disable",
            "enable",
            "[",
            "]",
            "[F401]",
            "reason",
            "\t",
            "é",
            "\u{a0}",
            "\u{2028}",
            "🎉",
            "\0",
            "isort: skip_file",
            "-",
        ])
        .prop_map(str::to_owned),
        "[ -~]{0,4}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| format!("#{}", pieces.concat()))
}

fn toml() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec![
        "select",
        "ignore",
        "extend-select",
        "fixable",
        "severity",
        "rules",
        "rules.B006",
        "overrides",
        "per-file-ignores",
        "exclude",
        "include",
        "target-version",
        "line-length",
        "builtins",
        "output-format",
        "fail-on",
        "require-reason",
        "fix",
        "x",
        "severity.B",
        "src",
    ]);
    let value = prop_oneof![
        prop::sample::select(vec![
            "true",
            "1",
            "-1",
            "99999",
            "1e9",
            "''",
            "'ALL'",
            "'B'",
            "'é'",
            "[]",
            "['ALL']",
            "['B006', 'x']",
            "['a/**', '!b', '[', '{a']",
            "'py39'",
            "'3.13'",
            "'warning'",
            "{}",
            "{B006 = 'error'}",
            "{'*.py' = ['ALL']}",
            "{B006 = {severity = 'off', x = 1}}",
            "[[]]",
            "[{paths = ['a']}]",
            "[{paths = [], select = ['E']}]",
            "1979-05-27",
            "\"\\u00e9\"",
            "'''\n'''",
            "nan",
        ])
        .prop_map(str::to_owned),
        "[ -~é]{0,6}",
    ];
    let line = prop_oneof![
        4 => (key.clone(), value).prop_map(|(key, value)| format!("{key} = {value}\n")),
        1 => key.clone().prop_map(|key| format!("[{key}]\n")),
        1 => key.prop_map(|key| format!("[[{key}]]\n")),
        1 => "[ -~é\n]{0,12}",
    ];
    prop::collection::vec(line, 0..6).prop_map(|lines| lines.concat())
}

proptest! {
    // More of them: `PROPTEST_CASES=20000 cargo test -p pylint_rs_linter --test any_input`.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_checked(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        findings_hold(&bytes);
    }

    #[test]
    fn any_soup_is_checked_and_fixed(text in soup()) {
        findings_hold(text.as_bytes());
        fixes_hold(text.as_bytes());
    }

    #[test]
    fn any_program_is_checked_and_fixed(text in program()) {
        findings_hold(text.as_bytes());
        fixes_hold(text.as_bytes());
    }

    #[test]
    fn any_comments_are_read(program in program(), comments in prop::collection::vec(comment(), 1..6)) {
        let mut comments = comments.iter().cycle();
        let newline = if program.contains('\r') { "\r" } else { "\n" };
        let lines: Vec<String> = program
            .split(newline)
            .map(|line| format!("{line}  {}", comments.next().expect("a cycle")))
            .collect();
        suppressions_hold(lines.join(newline).as_bytes());
        suppressions_hold(comments.next().expect("a cycle").as_bytes());
    }

    #[test]
    fn any_file_of_rules_is_read_or_refused(text in rule_file()) {
        rule_files_hold(&text);
    }

    #[test]
    fn any_configuration_is_taken_or_refused(text in toml()) {
        let directory = tempfile::tempdir().expect("a writable directory");
        configurations_hold(&text, directory.path());
    }
}

/// The generator is worth nothing if what it makes is mostly broken.
#[test]
fn most_programs_parse() {
    assert!(STATEMENTS.len() > 500, "only {} statements of fixtures", STATEMENTS.len());
    let mut runner = TestRunner::deterministic();
    let broken = (0..300)
        .filter(|_| {
            let text = program().new_tree(&mut runner).expect("a program").current();
            parse_unchecked_source(&text, PySourceType::Python).has_syntax_errors()
        })
        .count();
    assert!(broken < 60, "{broken} of 300 programs do not parse");
}

/// As with programs: what is refused at once shows little.
#[test]
fn many_files_of_rules_are_right() {
    let mut runner = TestRunner::deterministic();
    let right = (0..300)
        .filter(|_| {
            let text = rule_file().new_tree(&mut runner).expect("a file").current();
            !RuleFile::parse(Path::new("a.toml"), &text).rules.is_empty()
        })
        .count();
    assert!(right > 100, "only {right} of 300 files have a rule");
}
