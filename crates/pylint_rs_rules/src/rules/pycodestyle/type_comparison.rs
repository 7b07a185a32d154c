//! E721.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{CmpOp, Expr, ExprCompare};
use ruff_python_stdlib::builtins::is_exception;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct TypeComparison;

impl Rule for TypeComparison {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "E721",
        name: "type-comparison",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds types compared with `==` or `!=`.

Mostly instances of subclasses are meant as well, which `isinstance` finds. Where just the one class
is meant, `is` and `is not` say so.

```python bad
def area(shape):
    if type(shape) == Circle:
        return shape.radius**2
    return 0
```

```python good
def area(shape):
    if isinstance(shape, Circle):
        return shape.radius**2
    return 0
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.node(Self::check);
    }
}

impl TypeComparison {
    fn check<'a>(&self, comparison: &'a ExprCompare, checker: &mut Checker<'a>) {
        let mut left = &*comparison.left;
        for (operator, right) in comparison.ops.iter().zip(&comparison.comparators) {
            if matches!(operator, CmpOp::Eq | CmpOp::NotEq)
                && (is_type(left, checker) || is_type(right, checker))
                // Types of array elements are meant to be compared so.
                && !is_element_type(left, checker)
                && !is_element_type(right, checker)
            {
                checker.report(comparison, "Compare types with `isinstance`, or with `is`");
            }
            left = right;
        }
    }
}

/// Whether an expression is the type of an array's elements.
fn is_element_type<'a>(expression: &'a Expr, checker: &Checker<'a>) -> bool {
    match expression {
        Expr::Attribute(attribute) => attribute.attr.as_str() == "dtype",
        Expr::Call(call) => checker
            .semantic()
            .qualified_name(&call.func)
            .is_some_and(|name| matches!(name.segments(), ["numpy", "dtype"])),
        _ => false,
    }
}

/// Whether an expression is a call of `type`, or the name of a builtin class.
fn is_type<'a>(expression: &'a Expr, checker: &Checker<'a>) -> bool {
    let semantic = checker.semantic();
    match expression {
        Expr::Name(name) => {
            is_class(&name.id, checker)
                && semantic.target_of(name) == Some(pylint_rs_semantic::Target::Builtin)
        }
        Expr::Call(call) => match &*call.func {
            Expr::Name(_) | Expr::Attribute(_) => semantic
                .qualified_name(&call.func)
                .is_some_and(|name| matches!(name.segments(), ["builtins", "type"])),
            _ => false,
        },
        _ => false,
    }
}

fn is_class(name: &str, checker: &Checker<'_>) -> bool {
    matches!(
        name,
        "bool"
            | "bytearray"
            | "bytes"
            | "classmethod"
            | "complex"
            | "dict"
            | "enumerate"
            | "filter"
            | "float"
            | "frozenset"
            | "int"
            | "list"
            | "map"
            | "memoryview"
            | "object"
            | "property"
            | "range"
            | "reversed"
            | "set"
            | "slice"
            | "staticmethod"
            | "str"
            | "super"
            | "tuple"
            | "type"
            | "zip"
    ) || (name.starts_with(char::is_uppercase)
        && is_exception(name, checker.target_version().minor)
        && !matches!(name, "BaseExceptionGroup" | "ExceptionGroup" | "EncodingWarning"))
        || matches!(name, "EnvironmentError" | "IOError")
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<TypeComparison>();
