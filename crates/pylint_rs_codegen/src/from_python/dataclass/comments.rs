//! The comments of `__init__`, and which field or statement each goes with.

use ruff_python_ast::StmtFunctionDef;
use ruff_python_ast::token::TokenKind;
use ruff_source_file::LineRanges;
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::from_python::Module;

/// The comments that go with a place in `__init__`.
#[derive(Clone, Debug, Default)]
pub(super) struct Comments {
    /// Those on lines of their own before it.
    pub(super) before: Vec<String>,
    /// The one after it on its line.
    pub(super) after: Option<String>,
}

/// Every place with its comments; those that go with none come last, with the first of them.
/// Statements that stay whole keep those that are inside of them.
pub(super) fn by_place(
    places: &[TextRange],
    whole: &[TextRange],
    initializer: &StmtFunctionDef,
    module: &Module<'_>,
) -> Vec<(TextRange, Comments)> {
    let text = module.file.text();
    let mut found: Vec<(TextRange, Comments)> =
        places.iter().map(|place| (*place, Comments::default())).collect();
    found.sort_by_key(|(place, _)| place.start());
    let range = TextRange::new(initializer.start(), end_with_comment(initializer, module));
    for token in module.parsed.tokens().in_range(range) {
        if token.kind() != TokenKind::Comment {
            continue;
        }
        if whole.iter().any(|statement| statement.contains_range(token.range())) {
            continue;
        }
        let comment = text[token.range()].to_owned();
        let line_start = text.line_start(token.start());
        let is_alone = text[TextRange::new(line_start, token.start())].trim().is_empty();
        let same_line = found
            .iter()
            .rposition(|(place, _)| place.end() <= token.start() && line_start <= place.end());
        let following = found.iter().position(|(place, _)| place.end() > token.start());
        match (same_line.filter(|_| !is_alone), following) {
            (Some(index), _) if found[index].1.after.is_none() => {
                found[index].1.after = Some(comment);
            }
            (_, Some(index)) => found[index].1.before.push(comment),
            (_, None) => {
                if let Some((_, last)) = found.last_mut() {
                    last.before.push(comment);
                }
            }
        }
    }
    found
}

/// The end of `__init__`, with a comment that follows on its last line.
pub(super) fn end_with_comment(initializer: &StmtFunctionDef, module: &Module<'_>) -> TextSize {
    let end = initializer.end();
    let tokens = module.parsed.tokens().after(end);
    match tokens.first() {
        Some(token) if token.kind() == TokenKind::Comment => {
            let text = module.file.text();
            if text.line_end(end) >= token.end() { token.end() } else { end }
        }
        _ => end,
    }
}
