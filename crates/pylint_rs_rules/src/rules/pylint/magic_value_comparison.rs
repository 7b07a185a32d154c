//! PLR2004.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{Expr, ExprCompare, Number, UnaryOp};
use ruff_text_size::Ranged;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};

/// A type of constants.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum ConstantType {
    Bytes,
    Complex,
    Float,
    Int,
    Str,
}

/// A value that may be compared with.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum AllowedValue {
    Text(String),
    Int(i64),
    Float(f64),
}

/// Which values speak for themselves.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// Types whose values are not reported.
    allow_magic_value_types: Vec<ConstantType>,
    /// Values that are not reported.
    allow_magic_values: Vec<AllowedValue>,
    /// Further values that are not reported.
    extend_allow_magic_values: Vec<AllowedValue>,
}

impl Default for Options {
    fn default() -> Self {
        use AllowedValue::{Float, Int, Text};
        Self {
            allow_magic_value_types: vec![ConstantType::Str, ConstantType::Bytes],
            allow_magic_values: vec![
                Int(0),
                Int(1),
                Int(-1),
                Float(0.0),
                Float(1.0),
                Float(-1.0),
                Text(String::new()),
                Text("__main__".to_owned()),
            ],
            extend_allow_magic_values: Vec::new(),
        }
    }
}

struct MagicValueComparison {
    types: Vec<ConstantType>,
    values: Vec<AllowedValue>,
}

impl Rule for MagicValueComparison {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "PLR2004",
        name: "magic-value-comparison",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds comparisons with a number that has no name.

The reader has to guess what it means, and where else it is written. A constant with a name says
it once.

Versions (`sys.version_info[0] >= 3`) and comparisons of two constants are not reported.

## Options

- `allow-magic-value-types`: types whose values are not reported (`["str", "bytes"]`); there are
  also `complex`, `float` and `int`.
- `allow-magic-values`: values that are not reported
  (`[0, 1, -1, 0.0, 1.0, -1.0, "", "__main__"]`).
- `extend-allow-magic-values`: values besides these.

```python bad
def has_discount(price):
    return price > 100
```

```python good
DISCOUNT_FROM = 100


def has_discount(price):
    return price > DISCOUNT_FROM
```
"#,
    };

    fn new(options: Options) -> Self {
        let mut values = options.allow_magic_values;
        values.extend(options.extend_allow_magic_values);
        Self { types: options.allow_magic_value_types, values }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.node(Self::check);
    }
}

impl MagicValueComparison {
    fn check<'a>(&self, compare: &'a ExprCompare, checker: &mut Checker<'a>) {
        let operands = || std::iter::once(&*compare.left).chain(&compare.comparators);
        if !operands().any(|operand| self.is_magic(operand))
            || operands().zip(operands().skip(1)).any(|(left, right)| {
                literal_in(left).is_some() && literal_in(right).is_some()
            })
            || operands().any(|operand| is_version(operand, checker))
        {
            return;
        }
        for operand in operands().filter(|operand| self.is_magic(operand)) {
            let text = shortened(checker.text(operand));
            checker.report(
                operand.range(),
                format!("`{text}` has no name that says what it means"),
            );
        }
    }

    fn is_magic(&self, operand: &Expr) -> bool {
        let Some(literal) = literal_in(operand) else { return false };
        let constant_type = match literal {
            Expr::StringLiteral(_) => ConstantType::Str,
            Expr::BytesLiteral(_) => ConstantType::Bytes,
            Expr::NumberLiteral(number) => match number.value {
                Number::Int(_) => ConstantType::Int,
                Number::Float(_) => ConstantType::Float,
                Number::Complex { .. } => ConstantType::Complex,
            },
            _ => return false,
        };
        !self.types.contains(&constant_type)
            && !value_of(operand).is_some_and(|value| self.values.iter().any(|it| same(it, &value)))
    }
}

/// The literal that is an operand, or to which it applies one operator.
fn literal_in(operand: &Expr) -> Option<&Expr> {
    let literal = match operand {
        Expr::UnaryOp(unary) => &*unary.operand,
        operand => operand,
    };
    literal.is_literal_expr().then_some(literal)
}

/// A literal's value, where options can name it.
fn value_of(operand: &Expr) -> Option<AllowedValue> {
    match operand {
        Expr::StringLiteral(string) => Some(AllowedValue::Text(string.value.to_str().to_owned())),
        Expr::NumberLiteral(number) => match &number.value {
            Number::Int(value) => value.as_i64().map(AllowedValue::Int),
            Number::Float(value) => Some(AllowedValue::Float(*value)),
            Number::Complex { .. } => None,
        },
        Expr::UnaryOp(unary) if unary.operand.is_number_literal_expr() => {
            match (unary.op, value_of(&unary.operand)?) {
                (UnaryOp::UAdd, value) => Some(value),
                (UnaryOp::USub, AllowedValue::Int(value)) => Some(AllowedValue::Int(-value)),
                (UnaryOp::USub, AllowedValue::Float(value)) => Some(AllowedValue::Float(-value)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether two values are the same, of the same type: -0.0 is not 0.0.
fn same(left: &AllowedValue, right: &AllowedValue) -> bool {
    match (left, right) {
        (AllowedValue::Text(left), AllowedValue::Text(right)) => left == right,
        (AllowedValue::Int(left), AllowedValue::Int(right)) => left == right,
        (AllowedValue::Float(left), AllowedValue::Float(right)) => {
            left.to_bits() == right.to_bits()
        }
        _ => false,
    }
}

/// Whether an operand is (a part of) the version of Python.
fn is_version<'a>(operand: &'a Expr, checker: &Checker<'a>) -> bool {
    let operand = match operand {
        Expr::Subscript(subscript) => &*subscript.value,
        operand => operand,
    };
    if !matches!(operand, Expr::Name(_) | Expr::Attribute(_)) {
        return false;
    }
    checker.semantic().qualified_name(operand).is_some_and(|name| {
        ["sys.version_info", "sys.version", "sys.implementation.version"]
            .iter()
            .any(|version| name.starts_with(version))
    })
}

/// A literal's text, cut where it is long or goes on in another line.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 30;
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(end, _)| end);
    let end = text.find(['\n', '\r']).map_or(end, |line| line.min(end));
    if end == text.len() { text.to_owned() } else { format!("{}…", &text[..end]) }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<MagicValueComparison>();
