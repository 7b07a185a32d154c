//! Expressions.

use ruff_python_ast::{
    BoolOp, CmpOp, Expr, ExprContext, ExprDict, ExprDictComp, ExprNumberLiteral, Operator, UnaryOp,
};
use ruff_text_size::Ranged;

use super::string;
use crate::DumpError;
use crate::description::{Description, Node, Value};
use crate::number;

/// Describes one expression.
pub(crate) fn describe<'a>(
    expression: &'a Expr,
    source: &'a str,
) -> Result<Description<'a>, DumpError> {
    let context = |context| context_word(context, expression);
    let no_form = |what| DumpError::NoForm { what, range: expression.range() };
    Ok(match expression {
        Expr::BoolOp(expression) => Description::new("BoolOp")
            .word(
                "op",
                match expression.op {
                    BoolOp::And => "And()",
                    BoolOp::Or => "Or()",
                },
            )
            .list("values", &expression.values),
        Expr::Named(expression) => Description::new("NamedExpr")
            .field("target", &expression.target)
            .field("value", &expression.value),
        Expr::BinOp(expression) => Description::new("BinOp")
            .field("left", &expression.left)
            .word("op", operator(expression.op))
            .field("right", &expression.right),
        Expr::UnaryOp(expression) => Description::new("UnaryOp")
            .word("op", unary_operator(expression.op))
            .field("operand", &expression.operand),
        Expr::Lambda(expression) => Description::new("Lambda")
            .field("args", Node::Parameters(expression.parameters.as_deref()))
            .field("body", &expression.body),
        Expr::If(expression) => Description::new("IfExp")
            .field("test", &expression.test)
            .field("body", &expression.body)
            .field("orelse", &expression.orelse),
        Expr::Dict(expression) => dictionary(expression),
        Expr::Set(expression) => Description::new("Set").list("elts", &expression.elts),
        Expr::ListComp(expression) => Description::new("ListComp")
            .field("elt", &expression.elt)
            .list("generators", expression.generators.iter().map(Node::Comprehension)),
        Expr::SetComp(expression) => Description::new("SetComp")
            .field("elt", &expression.elt)
            .list("generators", expression.generators.iter().map(Node::Comprehension)),
        Expr::DictComp(ExprDictComp { key: Some(key), value, generators, .. }) => {
            Description::new("DictComp")
                .field("key", key)
                .field("value", value)
                .list("generators", generators.iter().map(Node::Comprehension))
        }
        Expr::DictComp(_) => return Err(no_form("unpacking in a comprehension")),
        Expr::Generator(expression) => Description::new("GeneratorExp")
            .field("elt", &expression.elt)
            .list("generators", expression.generators.iter().map(Node::Comprehension)),
        Expr::Await(expression) => Description::new("Await").field("value", &expression.value),
        Expr::Yield(expression) => {
            Description::new("Yield").optional("value", expression.value.as_ref())
        }
        Expr::YieldFrom(expression) => {
            Description::new("YieldFrom").field("value", &expression.value)
        }
        Expr::Compare(expression) => Description::new("Compare")
            .field("left", &expression.left)
            .list("ops", expression.ops.iter().map(|op| Value::Word(comparison(*op))))
            .list("comparators", &expression.comparators),
        Expr::Call(expression) => Description::new("Call")
            .field("func", &expression.func)
            .list("args", &expression.arguments.args)
            .list("keywords", expression.arguments.keywords.iter().map(Node::Keyword)),
        Expr::FString(expression) => string::f_string(expression, source)?,
        Expr::StringLiteral(expression) => string::string_literal(expression, source)?,
        Expr::BytesLiteral(expression) => string::bytes_literal(expression, source)?,
        Expr::NumberLiteral(ExprNumberLiteral { value, .. }) => {
            Description::new("Constant").field("value", Value::Text(number::representation(value)))
        }
        Expr::BooleanLiteral(expression) => Description::new("Constant")
            .word("value", if expression.value { "True" } else { "False" }),
        Expr::NoneLiteral(_) => Description::new("Constant").word("value", "None"),
        Expr::EllipsisLiteral(_) => Description::new("Constant").word("value", "Ellipsis"),
        Expr::Attribute(expression) => Description::new("Attribute")
            .field("value", &expression.value)
            .field("attr", &expression.attr)
            .word("ctx", context(expression.ctx)?),
        Expr::Subscript(expression) => Description::new("Subscript")
            .field("value", &expression.value)
            .field("slice", &expression.slice)
            .word("ctx", context(expression.ctx)?),
        Expr::Starred(expression) => Description::new("Starred")
            .field("value", &expression.value)
            .word("ctx", context(expression.ctx)?),
        Expr::Name(expression) => Description::new("Name")
            .field("id", Value::Name(expression.id.as_str()))
            .word("ctx", context(expression.ctx)?),
        Expr::List(expression) => Description::new("List")
            .list("elts", &expression.elts)
            .word("ctx", context(expression.ctx)?),
        Expr::Tuple(expression) => Description::new("Tuple")
            .list("elts", &expression.elts)
            .word("ctx", context(expression.ctx)?),
        Expr::Slice(expression) => Description::new("Slice")
            .optional("lower", expression.lower.as_ref())
            .optional("upper", expression.upper.as_ref())
            .optional("step", expression.step.as_ref()),
        Expr::TString(_) => return Err(no_form("template strings")),
        Expr::IpyEscapeCommand(_) => return Err(no_form("IPython's escape commands")),
    })
}

fn dictionary(expression: &ExprDict) -> Description<'_> {
    Description::new("Dict")
        .list(
            "keys",
            expression.iter_keys().map(|key| key.map_or(Value::Word("None"), Value::from)),
        )
        .list("values", expression.iter_values())
}

fn context_word(context: ExprContext, expression: &Expr) -> Result<&'static str, DumpError> {
    match context {
        ExprContext::Load => Ok("Load()"),
        ExprContext::Store => Ok("Store()"),
        ExprContext::Del => Ok("Del()"),
        ExprContext::Invalid => Err(DumpError::Invalid { range: expression.range() }),
    }
}

/// The node of a binary operator.
pub(crate) fn operator(operator: Operator) -> &'static str {
    match operator {
        Operator::Add => "Add()",
        Operator::Sub => "Sub()",
        Operator::Mult => "Mult()",
        Operator::MatMult => "MatMult()",
        Operator::Div => "Div()",
        Operator::Mod => "Mod()",
        Operator::Pow => "Pow()",
        Operator::LShift => "LShift()",
        Operator::RShift => "RShift()",
        Operator::BitOr => "BitOr()",
        Operator::BitXor => "BitXor()",
        Operator::BitAnd => "BitAnd()",
        Operator::FloorDiv => "FloorDiv()",
    }
}

fn unary_operator(operator: UnaryOp) -> &'static str {
    match operator {
        UnaryOp::Invert => "Invert()",
        UnaryOp::Not => "Not()",
        UnaryOp::UAdd => "UAdd()",
        UnaryOp::USub => "USub()",
    }
}

fn comparison(operator: CmpOp) -> &'static str {
    match operator {
        CmpOp::Eq => "Eq()",
        CmpOp::NotEq => "NotEq()",
        CmpOp::Lt => "Lt()",
        CmpOp::LtE => "LtE()",
        CmpOp::Gt => "Gt()",
        CmpOp::GtE => "GtE()",
        CmpOp::Is => "Is()",
        CmpOp::IsNot => "IsNot()",
        CmpOp::In => "In()",
        CmpOp::NotIn => "NotIn()",
    }
}
