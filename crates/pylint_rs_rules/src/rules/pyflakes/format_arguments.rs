//! Removing arguments from a call of `str.format`.

use pylint_rs_diagnostics::{Edit, Fix};
use ruff_python_ast::helpers::contains_effect;
use ruff_python_ast::{ArgOrKeyword, Expr, ExprCall};
use ruff_text_size::{Ranged, TextRange};

use crate::Checker;
use crate::edits::{parenthesized_range, remove_elements};

/// Removes arguments of `"…".format(…)`, and the call with them if nothing is left to format.
/// The fix is unsafe if evaluating one of the arguments may do something else as well.
pub(super) fn remove_arguments(
    checker: &Checker<'_>,
    call: &ExprCall,
    is_removed: impl Fn(ArgOrKeyword<'_>) -> bool,
) -> Option<Fix> {
    let arguments: Vec<_> = call.arguments.iter_source_order().collect();
    if let [ArgOrKeyword::Arg(Expr::Generator(generator))] = arguments.as_slice()
        && !generator.parenthesized
    {
        return None;
    }
    let edits = if arguments.iter().all(|argument| is_removed(*argument))
        && let Some(format) = format_without_fields(checker, call)
    {
        vec![Edit::deletion(TextRange::new(format.end(), call.end()))]
    } else {
        let ranges: Vec<_> = arguments
            .iter()
            .map(|argument| match argument {
                ArgOrKeyword::Arg(argument) => parenthesized_range(checker, *argument),
                ArgOrKeyword::Keyword(keyword) => keyword.range(),
            })
            .collect();
        let closing = call.arguments.r_paren_range().start();
        remove_elements(&ranges, |index| is_removed(arguments[index]), closing)
    };
    let scope = checker.semantic().scope_of(call);
    let has_effect = arguments.iter().any(|argument| {
        contains_effect(argument.value(), |name| checker.semantic().is_builtin_in(name, scope))
    });
    Some(if has_effect { Fix::unsafe_(edits) } else { Fix::safe(edits) })
}

/// The string, with the parentheses that are its own, if it has no braces at all.
fn format_without_fields(checker: &Checker<'_>, call: &ExprCall) -> Option<TextRange> {
    let format = &call.func.as_attribute_expr()?.value;
    let value = format.as_string_literal_expr()?.value.to_str();
    (!value.contains(['{', '}'])).then(|| parenthesized_range(checker, format))
}
