//! What the binary of Ruff 0.17.6 answers to the same comments, but where noted.

use pylint_rs_diagnostics::{Applicability, Diagnostic, Severity};
use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::{Ranged, TextSize};

use super::{RuleStatus, Suppressions, UnusedScope, add_noqa};

/// A finding for each name in the code that is a rule's code: `F401` as if its statement were the
/// line to comment, as in imports.
fn diagnostics(text: &str, tokens: &Tokens) -> Vec<Diagnostic> {
    let mut statement = TextSize::default();
    let mut at_start = true;
    let mut diagnostics = Vec::new();
    for token in tokens {
        match token.kind() {
            TokenKind::Newline | TokenKind::Semi | TokenKind::Colon => at_start = true,
            TokenKind::Comment
            | TokenKind::NonLogicalNewline
            | TokenKind::Indent
            | TokenKind::Dedent => {}
            _ if std::mem::take(&mut at_start) => statement = token.start(),
            _ => {}
        }
        let code = &text[token.range()];
        if token.kind() == TokenKind::Name && status(code) == RuleStatus::Enabled {
            diagnostics.push(Diagnostic {
                code: code.to_string().into(),
                name: if code == "F401" { "unused-import" } else { "other" }.into(),
                message: String::new(),
                severity: Severity::Error,
                range: token.range(),
                fix: None,
                suppression_offset: (code == "F401").then_some(statement),
                noqa_offset: None,
            });
        }
    }
    diagnostics
}

fn status(rule: &str) -> RuleStatus {
    match rule {
        "F401" | "F841" | "E711" | "E741" | "unused-import" => RuleStatus::Enabled,
        "E501" => RuleStatus::Disabled,
        _ => RuleStatus::Unknown,
    }
}

fn line_of(text: &str, offset: TextSize) -> usize {
    text[..offset.to_usize()].replace("\r\n", "\n").matches(['\n', '\r']).count() + 1
}

/// What is left of the findings, and those about the comments, as `line:code`.
fn left(text: &str) -> String {
    let parsed = parse_unchecked(text, ParseOptions::from(Mode::Module));
    let mut suppressions = Suppressions::from_tokens(text, parsed.tokens());
    let mut left = suppressions.apply(diagnostics(text, parsed.tokens()));
    left.extend(suppressions.findings(!parsed.errors().is_empty(), UnusedScope::All, status));
    left.sort_by_key(Ranged::start);
    left.iter()
        .map(|diagnostic| format!("{}:{}", line_of(text, diagnostic.start()), diagnostic.code))
        .collect::<Vec<_>>()
        .join(" ")
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(left(text), *expected, "in {text:?}");
    }
}

#[test]
fn line_noqa() {
    check(&[
        ("import F401\n", "1:F401"),
        ("import F401 # noqa\n", ""),
        ("import F401 # noqa: F401, E711\n", "1:RUF100"),
        ("import F401 # noqa: E711\n", "1:F401 1:RUF100"),
        ("import F401 # noqa: E501\n", "1:F401 1:RUF100"),
        ("import F401 # noqa: X99\n", "1:F401"),
        ("import F401 # noqa: F4\n", "1:F401"),
        ("import F401 # noqa: F401, F401\n", "1:RUF100"),
        ("import F401 # noqa: X99, X99\n", "1:F401 1:RUF100"),
        ("import F401 # ruff: ignore[X99, X99]\n", "1:F401"),
        ("import F401 # noqa:\n", "1:F401 1:PRS090"),
        ("import F401 # noqa: why\n", "1:F401 1:PRS090"),
        ("x # noqa\n", "1:RUF100"),
        ("x # noqa: RUF100\n", ""),
        ("x # noqa: F401, RUF100\n", ""),
        ("# noqa\nimport F401\n", "1:RUF100 2:F401"),
        ("import F401, E741 # noqa: E741\n", "1:F401"),
        // Ours alone: names.
        ("import F401 # noqa: unused-import\n", ""),
    ]);
}

#[test]
fn lines_that_end_elsewhere() {
    check(&[
        ("x = E711, '''\n''' # noqa: E711\n", ""),
        ("x = (E711, '''\n''', # noqa: E711\n E711)\n", "3:E711"),
        ("x = E711 or \\\n E711 # noqa: E711\n", ""),
        ("x = E711 or \\\r\n E711 # noqa: E711\r\n", ""),
        ("x = f'''{E711}\n{E711}''' # noqa: E711\n", ""),
        ("x = f'''{E711}\n{\nE711 # noqa: E711\n}'''\n", "1:E711 3:E711 3:RUF100"),
        ("if E711 and \\\n E711: # noqa: E711\n  E711\n", "3:E711"),
        ("'''\n''' # noqa: E711\nE711\n", "2:RUF100 3:E711"),
        // Ours alone: there is no other place for the comment.
        ("x = E711, 'a\\\nb' # noqa: E711\n", ""),
    ]);
}

#[test]
fn statements_of_many_lines() {
    check(&[
        ("from x import ( # noqa: F401\n  F401,\n  F401)\n", ""),
        ("from x import (\n  F401, # noqa: F401\n  F401)\n", "3:F401"),
        ("from x import (\n  F401) # noqa: F401\n", ""),
        ("from x import (\n  F401,\n) # noqa: F401\n", "2:F401 3:RUF100"),
        ("from x import ( # noqa: F401\n  F401, # noqa: F401\n  y)\n", "2:RUF100"),
        ("from x import ( # ruff: ignore[F401]\n  F401)\n", ""),
        ("from x import ( # ruff: ignore[F401]\n  F401) # noqa: F401\n", "2:RUF100"),
    ]);
}

#[test]
fn file_level_noqa() {
    check(&[
        ("import F401\n# ruff: noqa\nE711 # noqa: F401\n", ""),
        ("# flake8: noqa: F401\nimport F401, E711\n", "2:E711"),
        ("# pylint-rs: noqa: F401\nimport F401\n", ""),
        ("if x:\n  # ruff: noqa\n  import F401\n", ""),
        ("# why # ruff: noqa\nimport F401\n", ""),
        ("import F401 # ruff: noqa\n", "1:F401 1:PRS090"),
        ("# ruff: noqa: F401, E711\nimport F401 # noqa: F401\n", "1:RUF100 2:RUF100"),
        ("# ruff: noqa: RUF100\nx # noqa\n", ""),
        ("'''\n# ruff: noqa\n'''\nimport F401\n", "4:F401"),
        ("# pylint-rs: noqa: X99\n", "1:PRS090"),
    ]);
}

#[test]
fn ignore() {
    check(&[
        ("import F401 # ruff: ignore[F401]\n", ""),
        ("import F401 # pylint-rs: ignore[F401] why\n", ""),
        ("import F401 # pylint-rs: ignore[unused-import]\n", ""),
        ("import F401 # type: ignore # ruff: ignore[F401]\n", ""),
        ("import F401 # ruff: ignore[F401] # noqa: F401\n", "1:RUF100"),
        ("import F401 # pylint-rs: ignore[X99]\n", "1:F401 1:PRS090"),
        ("import F401 # ruff: ignore[X99]\n", "1:F401"),
        ("import F401 # pylint-rs: ignore[F401\n", "1:F401 1:RUF103"),
        ("# ruff: ignore[F401]\n\n# y\nimport F401; import F401\nimport F401\n", "5:F401"),
        ("# x # ruff: ignore[F401]\nimport F401\n", "1:RUF100 2:F401"),
        ("# ruff: ignore[E711]\nif E711:\n  E711\n", "3:E711"),
        ("# ruff: ignore[E711]\ndef f(E711,\n  E711):\n  E711\n", "4:E711"),
        ("f(\n  # ruff: ignore[E711]\n  E711,\n  E711)\n", "4:E711"),
        ("f(\n  # ruff: ignore[E711]\n  '''\n''', E711, \\\n E711,\n E711)\n", "6:E711"),
        ("f(E711, # ruff: ignore[E711]\n  E711)\n", "2:E711"),
        ("x = f'''{E711}\n{E711}''' # ruff: ignore[E711]\n", ""),
        ("x = f'''{E711}\n{\nE711 # ruff: ignore[E711]\n}'''\n", "1:E711"),
        ("# ruff: ignore[F401]\nimport F401 # ruff: ignore[F401]\n", "2:RUF100"),
        ("import F401\r\n# ruff: ignore[F401]\r\n", "1:F401 2:RUF100"),
        ("# ruff: file-ignore[F401]\nimport F401, E711\n", "2:E711"),
        ("import F401\n# pylint-rs: ignore-file[F401]\n", ""),
        ("if x:\n  # ruff: file-ignore[F401]\n  import F401\n", "2:RUF103 3:F401"),
    ]);
}

#[test]
fn disable() {
    const START: &str = "# ruff: disable[F401]\n";
    const END: &str = "# ruff: enable[F401]\n";
    for (text, expected) in [
        ("<import F401\n>import F401\n", "4:F401"),
        ("<import F401\n", "1:RUF104"),
        ("<x\n>", "1:RUF100"),
        ("<<import F401\n>import F401\n>import F401\n", "7:F401"),
        ("def f():\n    <    import F401\nimport F401\n", "2:RUF104 4:F401"),
        ("def f():\n    <    import F401\n>import F401\n", "2:RUF104 4:RUF103 5:F401"),
        ("<def f():\n    import F401\n>import F401\n", "5:F401"),
        ("def f():\n    x\n<    import F401\n", "3:RUF103 4:F401"),
        ("if 1:\n    x\n    <else:\n    import F401\n", "3:RUF100 5:F401"),
        ("f(\n  <  F401)\n", "2:RUF103 3:F401"),
        ("f(\n<  F401)\n", "2:RUF104"),
        ("<f(x,\n>  F401)\n", "1:RUF100 4:F401"),
        ("import F401 # x <", "1:F401 1:RUF103"),
        ("<import F401 # noqa: F401\n>", "2:RUF100"),
        ("# ruff: ignore[F401]\n<import F401\n>", "1:RUF100"),
        // Ours alone: Ruff 0.17.6 goes on beyond the block where two end at once.
        ("if 1:\n  if 2:\n    x\n  <  y\nimport F401\n", "4:RUF100 6:F401"),
    ] {
        let text = text.replace('<', START).replace('>', END);
        assert_eq!(left(&text), expected, "in {text:?}");
        let text = text.replace("ruff", "pylint-rs");
        assert_eq!(left(&text), expected, "in {text:?}");
    }
    check(&[
        ("# ruff: disable[F401, E711]\nF401\n# ruff: enable[F401, E711]\n", "1:RUF100"),
        ("# ruff: disable[F401]\nF401\n# pylint-rs: enable[F401]\n", "1:RUF104 3:RUF103"),
        ("# ruff: disable[F401, E711]\nF401\n# ruff: enable[F401]\n", "1:RUF100 1:RUF104 3:RUF103"),
    ]);
}

#[test]
fn syntax_errors_leave_comments_alone() {
    check(&[("x = ( # noqa\n", ""), ("x # noqa: E711\ny = (\n", "")]);
}

/// The text once the findings about its comments are mended, and the least applicability.
fn mended(text: &str) -> (String, Applicability) {
    let parsed = parse_unchecked(text, ParseOptions::from(Mode::Module));
    let mut suppressions = Suppressions::from_tokens(text, parsed.tokens());
    let left = suppressions.apply(diagnostics(text, parsed.tokens()));
    assert!(left.is_empty(), "{left:?}");
    let findings = suppressions.findings(false, UnusedScope::All, status);
    let fixes: Vec<_> = findings.iter().filter_map(|finding| finding.fix.as_ref()).collect();
    let mut output = text.to_string();
    let mut edits: Vec<_> = fixes.iter().flat_map(|fix| fix.edits()).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.start()));
    for edit in edits {
        output.replace_range(std::ops::Range::<usize>::from(edit.range()), edit.content());
    }
    let applicability = fixes.iter().map(|fix| fix.applicability()).min();
    (output, applicability.unwrap_or(Applicability::Safe))
}

#[test]
fn fixes() {
    use Applicability::{Safe, Unsafe};
    for (text, expected, applicability) in [
        ("x  # noqa\n", "x\n", Safe),
        ("x  # noqa: E711   \r\n", "x\r\n", Safe),
        ("x\n  # noqa: E711\ny\n", "x\ny\n", Safe),
        ("# noqa: E711", "", Safe),
        ("x # a  # noqa: E711\n", "x # a\n", Safe),
        ("x # noqa: E711  # a\n", "x # a\n", Safe),
        ("x # noqa: E711 why\n", "x\n", Safe),
        ("x # noqa: E711, pylint: disable=y\n", "x\n", Unsafe),
        ("x # noqa: E711 why # a\n", "x # a\n", Safe),
        ("x # noqa: E711 # noqa: E741\n", "x # noqa: E741\n", Unsafe),
        ("F401 #noqa:E711,F401 why\n", "F401 #noqa:F401 why\n", Safe),
        // Ours alone: a code that may be another tool's stays.
        ("F401 # noqa: E711, X99, F401\n", "F401 # noqa: X99, F401\n", Safe),
        ("x \\\n# noqa: E711\ny\n", "x \\\n\ny\n", Safe),
        ("# ruff: noqa: E711\nx\n", "x\n", Safe),
        ("x # ruff: ignore[E711] why\n", "x\n", Safe),
        ("x # ruff: ignore[E711] # a\n", "x # a\n", Unsafe),
        ("x # a # ruff: ignore[E711]\n", "x # a\n", Unsafe),
        ("F401 # ruff: ignore[ E711 ,F401, ] why\n", "F401 # ruff: ignore[F401] why\n", Safe),
        ("# ruff: disable[E711]\nx\n# ruff: enable[E711]\ny\n", "x\ny\n", Safe),
        (
            "# ruff: disable[E711, F401]\nF401\n# ruff: enable[E711, F401]\n",
            "# ruff: disable[F401]\nF401\n# ruff: enable[F401]\n",
            Safe,
        ),
    ] {
        assert_eq!(mended(text), (expected.to_string(), applicability), "of {text:?}");
    }
}

#[test]
fn reasons() {
    let lines = |text: &str| {
        let parsed = parse_unchecked(text, ParseOptions::from(Mode::Module));
        let suppressions = Suppressions::from_tokens(text, parsed.tokens());
        suppressions
            .without_reason()
            .iter()
            .map(|finding| line_of(text, finding.start()))
            .collect::<Vec<_>>()
    };
    let text = "\
# pylint-rs: noqa: F401
# pylint-rs: noqa: F401 generated
# ruff: noqa: F401
x # pylint-rs: ignore[F401]
x # pylint-rs: ignore[F401] --
x # pylint-rs: ignore[F401]: because
x # ruff: ignore[F401]
# pylint-rs: disable[F401] because
# pylint-rs: enable[F401]
";
    assert_eq!(lines(text), [1, 4, 5]);
}

#[test]
fn adding() {
    let added = |text: &str, reason| {
        let parsed = parse_unchecked(text, ParseOptions::from(Mode::Module));
        let mut suppressions = Suppressions::from_tokens(text, parsed.tokens());
        let left = suppressions.apply(diagnostics(text, parsed.tokens()));
        let (output, _) = add_noqa(text, parsed.tokens(), &left, reason);
        let again = parse_unchecked(&output, ParseOptions::from(Mode::Module));
        let mut suppressions = Suppressions::from_tokens(&output, again.tokens());
        let left = suppressions.apply(diagnostics(&output, again.tokens()));
        assert!(left.is_empty(), "{output:?} still has {left:?}");
        output
    };
    for (text, expected) in [
        ("F401\n", "F401  # noqa: F401\n"),
        ("F401  \r\nx\r\n", "F401  # noqa: F401\r\nx\r\n"),
        ("F401", "F401  # noqa: F401"),
        ("F401 # x \n", "F401 # x  # noqa: F401\n"),
        ("F401; E711\n", "F401; E711  # noqa: E711, F401\n"),
        ("x = E711, '''\n'''\n", "x = E711, '''\n'''  # noqa: E711\n"),
        ("x = E711, 'a\\\nb'\n", "x = E711, 'a\\\nb'  # noqa: E711\n"),
        ("x = E711, \\\n  y\n", "x = E711, \\\n  y  # noqa: E711\n"),
        ("x = f'''{\nE711 # y\n}'''\n", "x = f'''{\nE711 # y\n}'''  # noqa: E711\n"),
        ("F401 # noqa\n", "F401 # noqa\n"),
        ("F401 # noqa : X9 why # y\n", "F401 # noqa: F401, X9 why # y\n"),
        ("F401 # noqa:\n", "F401 # noqa: F401 # noqa:\n"),
        ("# ruff: noqa: F401\nF401; E711\n", "# ruff: noqa: F401\nF401; E711  # noqa: E711\n"),
    ] {
        assert_eq!(added(text, None), expected, "of {text:?}");
    }
    assert_eq!(added("F401\n", Some("legacy")), "F401  # noqa: F401 legacy\n");
}

#[test]
fn noqa_lines() {
    let text = "x = '''\n'''\ny = 1\n";
    let parsed = parse_unchecked(text, ParseOptions::from(Mode::Module));
    let suppressions = Suppressions::from_tokens(text, parsed.tokens());
    let line = |offset: u32| line_of(text, suppressions.noqa_line_for(TextSize::from(offset)));
    assert_eq!((line(0), line(9), line(13)), (2, 2, 3));
}
