//! Writing `noqa` comments for the findings there are: `--add-noqa`.

use std::collections::{BTreeMap, BTreeSet};

use pylint_rs_diagnostics::Diagnostic;
use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_text_size::{Ranged, TextLen, TextRange, TextSize};

use super::lines::{LineMapping, line_range};
use super::noqa::{self, Level};

/// `text` with a `noqa` for each of the findings, and how many lines were given one. An existing
/// list of codes is added to; `reason` is written after each new list.
///
/// Findings of rules whose code a `noqa` cannot hold (those of some other tools' rule files) are
/// passed over.
pub fn add_noqa(
    text: &str,
    tokens: &Tokens,
    diagnostics: &[Diagnostic],
    reason: Option<&str>,
) -> (String, usize) {
    let mapping = LineMapping::from_tokens(text, tokens);
    let mut codes_by_line: BTreeMap<TextSize, BTreeSet<&str>> = BTreeMap::new();
    for diagnostic in diagnostics {
        if diagnostic.is_suppressible() && fits_noqa(&diagnostic.code) {
            let line = line_range(text, mapping.map(diagnostic.noqa_start()));
            codes_by_line.entry(line.start()).or_default().insert(&diagnostic.code);
        }
    }

    let mut output = String::with_capacity(text.len() + codes_by_line.len() * 16);
    let mut copied = TextSize::default();
    let mut changed = 0;
    for (line_start, mut codes) in codes_by_line {
        let line = line_range(text, line_start);
        let comment = tokens[tokens.partition_point(|token| token.end() < line.end())..]
            .iter()
            .find(|token| token.start() <= line.end() && token.kind() == TokenKind::Comment)
            .map(Ranged::range)
            .filter(|comment| comment.start() >= line.start());
        let existing = comment.and_then(|comment| {
            noqa::parse(&text[comment], comment.start()).into_iter().find(|noqa| match noqa {
                Ok(noqa) => noqa.level == Level::Line,
                Err(malformed) => malformed.level == Level::Line,
            })
        });
        changed += 1;
        match existing {
            // It covers all there is already.
            Some(Ok(noqa)) if noqa.items.is_empty() => changed -= 1,
            Some(Ok(noqa)) => {
                codes.extend(noqa.items.iter().map(|item| &text[*item]));
                output.push_str(&text[TextRange::new(copied, noqa.range.start())]);
                write_noqa(&mut output, &codes, reason);
                copied = noqa.range.end();
            }
            // The first `noqa` of a comment is the one that counts, so ours goes before.
            Some(Err(malformed)) => {
                output.push_str(&text[TextRange::new(copied, malformed.range.start())]);
                write_noqa(&mut output, &codes, reason);
                output.push(' ');
                copied = malformed.range.start();
            }
            None => {
                let content = text[line].trim_end();
                let content_end = line.start() + content.text_len();
                output.push_str(&text[TextRange::new(copied, content_end)]);
                if !content.is_empty() {
                    output.push_str("  ");
                }
                write_noqa(&mut output, &codes, reason);
                copied = line.end();
            }
        }
    }
    output.push_str(&text[copied.to_usize()..]);
    (output, changed)
}

fn write_noqa(output: &mut String, codes: &BTreeSet<&str>, reason: Option<&str>) {
    output.push_str("# noqa: ");
    for (index, code) in codes.iter().enumerate() {
        if index > 0 {
            output.push_str(", ");
        }
        output.push_str(code);
    }
    if let Some(reason) = reason {
        output.push(' ');
        output.push_str(reason);
    }
}

/// Whether a `noqa` can list a code: upper-case letters, then digits.
fn fits_noqa(code: &str) -> bool {
    let digits = code.trim_start_matches(|c: char| c.is_ascii_uppercase());
    digits.len() < code.len()
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}
