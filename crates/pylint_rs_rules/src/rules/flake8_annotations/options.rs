//! Options that rules of this family share: `[rules.ANN]` sets them for all that have them.

use regex::Regex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of the rules for parameters.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ParameterOptions {
    /// Leave alone functions without a single annotation.
    pub(super) ignore_fully_untyped: bool,
    /// Leave alone parameters whose name says that they are not used.
    pub(super) suppress_dummy_args: bool,
    /// A regular expression for such names.
    pub(super) dummy_variable_rgx: String,
}

impl Default for ParameterOptions {
    fn default() -> Self {
        Self {
            ignore_fully_untyped: false,
            suppress_dummy_args: false,
            dummy_variable_rgx: r"^(_+|(_+[a-zA-Z0-9_]*[a-zA-Z0-9]+?))$".to_owned(),
        }
    }
}

/// Options of the rules for return types.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ReturnOptions {
    /// Leave alone functions without a single annotation.
    pub(super) ignore_fully_untyped: bool,
    /// Leave alone functions that return nothing but `None`.
    pub(super) suppress_none_returning: bool,
}

/// Options of the rule for the return types of special methods.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SpecialReturnOptions {
    /// Leave alone functions without a single annotation.
    pub(super) ignore_fully_untyped: bool,
    /// Leave alone functions that return nothing but `None`.
    pub(super) suppress_none_returning: bool,
    /// Leave alone an `__init__` with an annotated parameter: type checkers know what it returns.
    pub(super) mypy_init_return: bool,
}

impl SpecialReturnOptions {
    pub(super) fn returns(self) -> ReturnOptions {
        ReturnOptions {
            ignore_fully_untyped: self.ignore_fully_untyped,
            suppress_none_returning: self.suppress_none_returning,
        }
    }
}

/// What the rules for parameters make of their options.
pub(super) struct ParameterFilter {
    ignore_fully_untyped: bool,
    dummy: Option<Regex>,
}

impl ParameterFilter {
    pub(super) fn new(options: &ParameterOptions) -> Self {
        let dummy = options.suppress_dummy_args.then(|| Regex::new(&options.dummy_variable_rgx));
        Self { ignore_fully_untyped: options.ignore_fully_untyped, dummy: dummy.and_then(Result::ok) }
    }

    /// Whether functions without a single annotation are left alone.
    pub(super) fn ignores_fully_untyped(&self) -> bool {
        self.ignore_fully_untyped
    }

    /// Whether a parameter of that name is left alone.
    pub(super) fn is_dummy(&self, name: &str) -> bool {
        self.dummy.as_ref().is_some_and(|dummy| dummy.is_match(name))
    }
}
