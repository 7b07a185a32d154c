//! Calls that log.

use pylint_rs_semantic::Semantic;
use ruff_python_ast::Expr;

/// Whether a method's object is a logger, judged by its name if it is not imported: the module
/// `logging`, `logging.getLogger(...)`, `log`, `self.logger`, `app_logging`. Imported objects are
/// loggers if `known` names them.
pub(super) fn is_logger<'a>(object: &'a Expr, semantic: &Semantic<'a>, known: &[String]) -> bool {
    if let Expr::Call(call) = object {
        return semantic
            .qualified_name(&call.func)
            .is_some_and(|name| name.is("logging.getLogger"));
    }
    if let Some(name) = semantic.qualified_name(object) {
        return name.is_any(&["logging", "flask.current_app.logger"])
            || known.iter().any(|known| name.is(known));
    }
    is_attribute_chain(object)
        && match object {
            Expr::Name(name) => sounds_like_logger(&name.id),
            Expr::Attribute(attribute) => sounds_like_logger(&attribute.attr),
            _ => false,
        }
}

/// Whether an expression is made of names and dots alone.
fn is_attribute_chain(mut expression: &Expr) -> bool {
    while let Expr::Attribute(attribute) = expression {
        expression = &attribute.value;
    }
    expression.is_name_expr()
}

fn sounds_like_logger(name: &str) -> bool {
    name.starts_with("log")
        || name.starts_with("LOG")
        || ["logger", "logging", "LOGGER", "LOGGING"].iter().any(|ending| name.ends_with(ending))
}
