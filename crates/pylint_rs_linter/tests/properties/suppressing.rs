//! Suppression comments are read whatever they say.

use pylint_rs_diagnostics::{Diagnostic, Severity};
use pylint_rs_linter::suppression::{RuleStatus, Suppressions, UnusedScope, add_noqa};
use pylint_rs_source::SourceFile;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::parse_unchecked_source;
use ruff_text_size::{Ranged, TextRange};

use super::checking::finding_holds;
use super::{source, with_stack_for};

const CODES: [&str; 3] = ["F401", "E501", "B006"];

/// Whatever the comments of a file, each finding is suppressed or not, what is said about the
/// comments is well formed, and `--add-noqa` changes comments alone.
pub fn suppressions_hold(bytes: &[u8]) {
    with_stack_for(bytes, || {
        if let Some(source) = source(bytes, false) {
            comments_hold(&source);
        }
    });
}

fn comments_hold(source: &SourceFile) {
    let text = source.text();
    let parsed = parse_unchecked_source(text, source.kind());
    let findings: Vec<Diagnostic> = parsed
        .tokens()
        .iter()
        .enumerate()
        .map(|(index, token)| diagnostic(CODES[index % CODES.len()], token.range()))
        .collect();
    let mut suppressions = Suppressions::from_tokens(text, parsed.tokens());
    let left = suppressions.apply(findings.clone());
    let status = |rule: &str| match rule {
        "F401" | "B006" => RuleStatus::Enabled,
        "E501" => RuleStatus::Disabled,
        _ => RuleStatus::Unknown,
    };
    for finding in suppressions.findings(parsed.has_syntax_errors(), UnusedScope::All, status) {
        finding_holds(source, &finding);
    }
    for finding in suppressions.without_reason() {
        finding_holds(source, &finding);
    }
    let mut unheeded = Suppressions::none(text, parsed.tokens());
    assert_eq!(unheeded.apply(findings.clone()).len(), findings.len());
    if parsed.has_syntax_errors() {
        return;
    }
    let (commented, _) = add_noqa(text, parsed.tokens(), &left, Some("why"));
    let again = parse_unchecked_source(&commented, source.kind());
    assert!(!again.has_syntax_errors(), "{text:?}\n with comments is\n{commented:?}");
    let code = |text: &str, tokens: &ruff_python_ast::token::Tokens| {
        tokens
            .iter()
            .filter(|token| {
                !matches!(token.kind(), TokenKind::Comment | TokenKind::NonLogicalNewline)
            })
            .map(|token| text[token.range()].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        code(text, parsed.tokens()),
        code(&commented, again.tokens()),
        "{text:?}\n with comments is other code:\n{commented:?}"
    );
}

fn diagnostic(code: &'static str, range: TextRange) -> Diagnostic {
    Diagnostic {
        code: code.into(),
        name: "name".into(),
        message: "message".into(),
        severity: Severity::Warning,
        range,
        fix: None,
        suppression_offset: None,
        noqa_offset: None,
    }
}
