//! Which calls give something immutable.

use pylint_rs_semantic::{BindingKind, ScopeId, Semantic};
use ruff_python_ast::helpers::{map_callable, map_subscript};
use ruff_python_ast::{Expr, ExprCall, ExprName, StmtClassDef};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::is_immutable_annotation;

/// Functions and types whose results never change.
const IMMUTABLE: &[&str] = &[
    "builtins.bool",
    "builtins.bytes",
    "builtins.complex",
    "builtins.float",
    "builtins.frozenset",
    "builtins.int",
    "builtins.range",
    "builtins.slice",
    "builtins.str",
    "builtins.tuple",
    "datetime.date",
    "datetime.datetime",
    "datetime.time",
    "datetime.timedelta",
    "datetime.timezone",
    "datetime.tzinfo",
    "decimal.Decimal",
    "fractions.Fraction",
    "operator.attrgetter",
    "operator.itemgetter",
    "operator.methodcaller",
    "pathlib.Path",
    "re.compile",
    "types.MappingProxyType",
];

/// The options of the rules about calls in defaults.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct ImmutableCallOptions {
    /// Functions and types, by their full dotted names (`fastapi.Depends`), whose results may
    /// be shared as if they were immutable.
    pub(crate) extend_immutable_calls: Vec<String>,
}

/// Knows the calls whose results never change.
#[derive(Default)]
pub(crate) struct ImmutableCalls {
    extended: Vec<String>,
}

impl From<ImmutableCallOptions> for ImmutableCalls {
    fn from(options: ImmutableCallOptions) -> Self {
        Self { extended: options.extend_immutable_calls }
    }
}

impl ImmutableCalls {
    /// Whether a function is known, from Python itself or from the options, to give something
    /// immutable.
    pub(crate) fn is_known<'a>(&self, function: &'a Expr, semantic: &Semantic<'a>) -> bool {
        let function = map_subscript(function);
        semantic.qualified_name(function).is_some_and(|name| name.is_any(IMMUTABLE))
            || self.extend(function, semantic)
    }

    /// As [`Self::is_known`], also if the file shows it: a frozen dataclass, a `NewType` of
    /// something immutable.
    pub(crate) fn gives_immutable<'a>(&self, call: &'a ExprCall, semantic: &Semantic<'a>) -> bool {
        self.is_known(&call.func, semantic)
            || map_subscript(&call.func)
                .as_name_expr()
                .is_some_and(|name| self.is_shown(name, semantic))
    }

    /// Whether the options name the object.
    pub(super) fn extend<'a>(&self, expression: &'a Expr, semantic: &Semantic<'a>) -> bool {
        if self.extended.is_empty() {
            return false;
        }
        if let Some(name) = semantic.qualified_name(expression) {
            return self.extended.iter().any(|extended| name.is(extended));
        }
        let Expr::Name(name) = expression else { return false };
        let is_of_module = semantic
            .binding_of(name)
            .is_some_and(|binding| semantic.binding(binding).scope == ScopeId::MODULE);
        let module = semantic.module().module_path.unwrap_or_default();
        is_of_module
            && self.extended.iter().any(|extended| {
                let path = module.iter().map(String::as_str).chain([name.id.as_str()]);
                extended.split('.').eq(path)
            })
    }

    fn is_shown<'a>(&self, name: &'a ExprName, semantic: &Semantic<'a>) -> bool {
        // A stub may name what comes later.
        let binding = semantic
            .binding_of(name)
            .or_else(|| semantic.lookup(&name.id, semantic.scope_of(name)));
        let Some(binding) = binding else { return false };
        match semantic.binding(binding).kind {
            BindingKind::Class(class) => is_frozen(class, semantic),
            BindingKind::Assignment(Some(Expr::Call(call))) => {
                semantic.is_typing(&call.func, "NewType")
                    && call
                        .arguments
                        .find_argument_value("tp", 1)
                        .is_some_and(|base| is_immutable_annotation(base, semantic, self))
            }
            _ => false,
        }
    }
}

fn is_frozen<'a>(class: &'a StmtClassDef, semantic: &Semantic<'a>) -> bool {
    class.decorator_list.iter().any(|decorator| {
        let Some(name) = semantic.qualified_name(map_callable(&decorator.expression)) else {
            return false;
        };
        if name.is_any(&["attr.frozen", "attrs.frozen"]) {
            return true;
        }
        name.is("dataclasses.dataclass")
            && decorator.expression.as_call_expr().is_some_and(|call| {
                call.arguments.find_keyword("frozen").is_some_and(|keyword| {
                    keyword.value.as_boolean_literal_expr().is_some_and(|literal| literal.value)
                })
            })
    })
}
