//! The class and fields that CPython 3.11 gives each node.

mod expression;
mod parameter;
mod pattern;
mod statement;
mod string;

use ruff_python_ast::{ModModule, TypeParam};

use crate::DumpError;
use crate::description::{Description, Node, Value};

/// Describes the root of a tree.
pub(crate) fn module(module: &ModModule) -> Description<'_> {
    Description::new("Module")
        .list("body", &module.body)
        // Filled only by `ast.parse(..., type_comments=True)`.
        .field("type_ignores", Value::List(Vec::new()))
}

/// Describes one node; those below it are named, not described.
pub(crate) fn node<'a>(node: Node<'a>, source: &'a str) -> Result<Description<'a>, DumpError> {
    Ok(match node {
        Node::Statement(statement) => statement::describe(statement)?,
        Node::Expression(expression) => expression::describe(expression, source)?,
        Node::Pattern(pattern) => pattern::describe(pattern),
        Node::Elif(clauses) => statement::elif(clauses),
        Node::ExceptHandler(handler) => statement::except_handler(handler),
        Node::Parameters(parameters) => parameter::parameters(parameters),
        Node::Parameter(parameter) => parameter::parameter(parameter),
        Node::Keyword(keyword) => Description::new("keyword")
            .optional("arg", keyword.arg.as_ref())
            .field("value", &keyword.value),
        Node::Alias(alias) => Description::new("alias")
            .field("name", &alias.name)
            .optional("asname", alias.asname.as_ref()),
        Node::WithItem(item) => Description::new("withitem")
            .field("context_expr", &item.context_expr)
            .optional("optional_vars", item.optional_vars.as_ref()),
        Node::MatchCase(case) => Description::new("match_case")
            .field("pattern", &case.pattern)
            .optional("guard", case.guard.as_ref())
            .list("body", &case.body),
        Node::Comprehension(comprehension) => Description::new("comprehension")
            .field("target", &comprehension.target)
            .field("iter", &comprehension.iter)
            .list("ifs", &comprehension.ifs)
            .word("is_async", flag(comprehension.is_async)),
        Node::TypeParameter(parameter) => type_parameter(parameter),
        Node::Interpolation(element, style) => string::interpolation(element, style),
        Node::FormatSpecification(specification, style) => {
            string::format_specification(specification, style, source)?
        }
    })
}

/// As of CPython 3.12, and 3.13 for the defaults.
fn type_parameter(parameter: &TypeParam) -> Description<'_> {
    match parameter {
        TypeParam::TypeVar(variable) => Description::new("TypeVar")
            .field("name", &variable.name)
            .optional("bound", variable.bound.as_ref())
            .optional("default_value", variable.default.as_ref()),
        TypeParam::ParamSpec(specification) => Description::new("ParamSpec")
            .field("name", &specification.name)
            .optional("default_value", specification.default.as_ref()),
        TypeParam::TypeVarTuple(variable) => Description::new("TypeVarTuple")
            .field("name", &variable.name)
            .optional("default_value", variable.default.as_ref()),
    }
}

/// A boolean field, which CPython keeps as an integer.
fn flag(value: bool) -> &'static str {
    if value { "1" } else { "0" }
}
