//! Parameters of a function that takes the place of a lambda.

use ruff_python_ast::{Expr, ExprLambda};
use ruff_text_size::{Ranged, TextRange};

use crate::Checker;

/// What an annotation says of a function's parameters and result.
pub(super) struct Signature<'a> {
    parameters: &'a [Expr],
    returns: Option<&'a Expr>,
}

impl<'a> Signature<'a> {
    /// Reads `Callable[[A, B], R]`; nothing is known of anything else.
    pub(super) fn of(annotation: Option<&'a Expr>, checker: &Checker<'a>) -> Self {
        let unknown = Self { parameters: &[], returns: None };
        let Some(Expr::Subscript(subscript)) = annotation else { return unknown };
        let Expr::Tuple(arguments) = &*subscript.slice else { return unknown };
        let [parameters, returns] = arguments.elts.as_slice() else { return unknown };
        let is_callable = checker.semantic().qualified_name(&subscript.value).is_some_and(|name| {
            name.is_typing("Callable")
                || matches!(name.segments(), ["collections", "abc", "Callable"])
        });
        if !is_callable {
            return unknown;
        }
        let parameters = match parameters {
            Expr::List(list) => list.elts.as_slice(),
            _ => &[],
        };
        Self { parameters, returns: Some(returns) }
    }

    /// The text of a lambda's parameters, with annotations.
    pub(super) fn parameters(&self, lambda: &ExprLambda, checker: &Checker<'_>) -> String {
        let Some(parameters) = &lambda.parameters else { return String::new() };
        let mut text = String::new();
        let mut end = parameters.start();
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        for (parameter, annotation) in positional.zip(self.parameters) {
            text.push_str(checker.text(TextRange::new(end, parameter.parameter.end())));
            text.push_str(": ");
            text.push_str(checker.text(annotation));
            end = parameter.parameter.end();
            if let Some(default) = &parameter.default {
                text.push_str(" = ");
                text.push_str(checker.text(default.range()));
                end = parameter.end();
            }
        }
        text.push_str(checker.text(TextRange::new(end, parameters.end())));
        text
    }

    /// The text of the result's annotation.
    pub(super) fn returns(&self, checker: &Checker<'_>) -> String {
        self.returns.map_or_else(String::new, |returns| format!(" -> {}", checker.text(returns)))
    }
}
