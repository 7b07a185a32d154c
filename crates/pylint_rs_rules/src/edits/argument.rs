//! Adding arguments to calls.

use pylint_rs_diagnostics::Edit;
use ruff_python_ast::{Expr, ExprCall};
use ruff_text_size::{Ranged, TextSize};

use super::parenthesized_range;
use crate::Checker;

/// Adds a keyword argument, given as text (`strict=True`), to a call: before the keywords there
/// are, or else after the last argument.
pub fn add_keyword(checker: &Checker<'_>, call: &ExprCall, keyword: &str) -> Vec<Edit> {
    let arguments = &call.arguments;
    if let Some(first) = arguments.keywords.first() {
        return vec![Edit::insertion(format!("{keyword}, "), first.start())];
    }
    match arguments.args.last() {
        None => {
            let inside = arguments.start() + TextSize::of('(');
            vec![Edit::insertion(keyword.to_owned(), inside)]
        }
        // `f(x for x in y)` takes a second argument only with parentheses of its own.
        Some(Expr::Generator(generator)) if !generator.parenthesized => vec![
            Edit::insertion("(", generator.start()),
            Edit::insertion(format!("), {keyword}"), generator.end()),
        ],
        Some(last) => {
            let end = parenthesized_range(checker, last).end();
            vec![Edit::insertion(format!(", {keyword}"), end)]
        }
    }
}
