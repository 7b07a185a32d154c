//! Handlers that do nothing with what they catch.

use ruff_python_ast::{ExceptHandlerExceptHandler, Expr};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Checker;

/// Which handlers are meant.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Options {
    /// Whether handlers of particular exceptions count, too.
    pub(super) check_typed_exception: bool,
}

/// Whether the handler catches everything: `except:`, `Exception` or `BaseException`, also in a
/// tuple.
pub(super) fn catches_everything<'a>(
    handler: &'a ExceptHandlerExceptHandler,
    checker: &Checker<'a>,
) -> bool {
    let is_general = |class: &'a Expr| {
        checker
            .semantic()
            .qualified_name(class)
            .is_some_and(|name| name.is_any(&["builtins.Exception", "builtins.BaseException"]))
    };
    match handler.type_.as_deref() {
        None => true,
        Some(Expr::Tuple(tuple)) => tuple.elts.iter().any(is_general),
        Some(class) => is_general(class),
    }
}
