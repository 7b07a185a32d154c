//! Statements put into another block.

use ruff_python_ast::token::TokenKind;
use ruff_source_file::LineRanges;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::tokens::{around, before, is_text};
use crate::Subject;

/// Where the text of statements is, with the comments that belong to them: those before the first
/// and at the end of the last line, as far as they are in `limit`.
pub(super) fn with_comments(
    subject: &Subject<'_>,
    statements: TextRange,
    limit: TextRange,
) -> TextRange {
    let mut start = statements.start();
    for token in before(subject.tokens, start).iter().rev() {
        match token.kind() {
            TokenKind::NonLogicalNewline | TokenKind::Indent | TokenKind::Dedent => {}
            TokenKind::Comment if stands_alone(subject, token.start()) => {
                start = token.start();
            }
            _ => break,
        }
    }
    let mut end = statements.end();
    let after = subject.tokens.partition_point(|token| token.start() < end);
    if let Some(comment) =
        subject.tokens.get(after).filter(|token| token.kind() == TokenKind::Comment)
    {
        end = comment.end();
    }
    end = after_comments(subject, statements.start(), end);
    let start = if limit.contains(start) { start } else { statements.start() };
    let end = if end <= limit.end() { end } else { statements.end() };
    TextRange::new(start, end)
}

/// The end of the comments on lines of their own that are in the block after its last statement.
fn after_comments(subject: &Subject<'_>, first: TextSize, mut end: TextSize) -> TextSize {
    let column = |offset: TextSize| offset - subject.text.line_start(offset);
    let after = subject.tokens.partition_point(|token| token.start() < end);
    for token in &subject.tokens[after..] {
        match token.kind() {
            TokenKind::Newline | TokenKind::NonLogicalNewline => {}
            TokenKind::Comment
                if stands_alone(subject, token.start())
                    && column(token.start()) >= column(first) =>
            {
                end = token.end();
            }
            _ => break,
        }
    }
    end
}

fn stands_alone(subject: &Subject<'_>, comment: TextSize) -> bool {
    subject.text[TextRange::new(subject.text.line_start(comment), comment)].trim().is_empty()
}

/// The text of statements with each line indented by `indent` instead of what the first has. Lines
/// in strings stay as they are.
pub(super) fn reindented(subject: &Subject<'_>, range: TextRange, indent: &str) -> String {
    let text = subject.text;
    let own = &text[TextRange::new(text.line_start(range.start()), range.start())];
    let starts_line = own.trim().is_empty();
    let mut output = String::with_capacity(range.len().to_usize());
    let mut start = range.start();
    for (number, line) in text[range].split_inclusive('\n').enumerate() {
        let is_in_string = around(subject.tokens, start).is_some_and(|token| is_text(token.kind()));
        let rest = line
            .strip_prefix(own)
            .filter(|_| number > 0 && starts_line && !is_in_string && !line.trim().is_empty());
        match rest {
            Some(rest) => {
                output.push_str(indent);
                output.push_str(rest);
            }
            None => output.push_str(line),
        }
        start += TextSize::of(line);
    }
    output
}
