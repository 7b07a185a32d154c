//! Statements.

use ruff_python_ast::{
    Decorator, ElifElseClause, ExceptHandler, Stmt, StmtClassDef, StmtFunctionDef, StmtIf,
    TypeParams,
};
use ruff_text_size::Ranged;

use super::expression::operator;
use super::flag;
use crate::DumpError;
use crate::description::{Description, Node, Value};

/// Describes one statement.
pub(crate) fn describe(statement: &Stmt) -> Result<Description<'_>, DumpError> {
    Ok(match statement {
        Stmt::FunctionDef(statement) => function(statement),
        Stmt::ClassDef(statement) => class(statement),
        Stmt::Return(statement) => {
            Description::new("Return").optional("value", statement.value.as_ref())
        }
        Stmt::Delete(statement) => Description::new("Delete").list("targets", &statement.targets),
        Stmt::TypeAlias(statement) => Description::new("TypeAlias")
            .field("name", &statement.name)
            .list("type_params", type_parameters(statement.type_params.as_deref()))
            .field("value", &statement.value),
        Stmt::Assign(statement) => Description::new("Assign")
            .list("targets", &statement.targets)
            .field("value", &statement.value),
        Stmt::AugAssign(statement) => Description::new("AugAssign")
            .field("target", &statement.target)
            .word("op", operator(statement.op))
            .field("value", &statement.value),
        Stmt::AnnAssign(statement) => Description::new("AnnAssign")
            .field("target", &statement.target)
            .field("annotation", &statement.annotation)
            .optional("value", statement.value.as_ref())
            .word("simple", flag(statement.simple)),
        Stmt::For(statement) => Description::new(either(statement.is_async, "AsyncFor", "For"))
            .field("target", &statement.target)
            .field("iter", &statement.iter)
            .list("body", &statement.body)
            .list("orelse", &statement.orelse),
        Stmt::While(statement) => Description::new("While")
            .field("test", &statement.test)
            .list("body", &statement.body)
            .list("orelse", &statement.orelse),
        Stmt::If(statement) => if_statement(statement),
        Stmt::With(statement) => Description::new(either(statement.is_async, "AsyncWith", "With"))
            .list("items", statement.items.iter().map(Node::WithItem))
            .list("body", &statement.body),
        Stmt::Match(statement) => Description::new("Match")
            .field("subject", &statement.subject)
            .list("cases", statement.cases.iter().map(Node::MatchCase)),
        Stmt::Raise(statement) => Description::new("Raise")
            .optional("exc", statement.exc.as_ref())
            .optional("cause", statement.cause.as_ref()),
        Stmt::Try(statement) => Description::new(either(statement.is_star, "TryStar", "Try"))
            .list("body", &statement.body)
            .list("handlers", statement.handlers.iter().map(Node::ExceptHandler))
            .list("orelse", &statement.orelse)
            .list("finalbody", &statement.finalbody),
        Stmt::Assert(statement) => Description::new("Assert")
            .field("test", &statement.test)
            .optional("msg", statement.msg.as_ref()),
        Stmt::Import(statement) if !statement.is_lazy => {
            Description::new("Import").list("names", statement.names.iter().map(Node::Alias))
        }
        Stmt::ImportFrom(statement) if !statement.is_lazy => Description::new("ImportFrom")
            .optional("module", statement.module.as_ref())
            .list("names", statement.names.iter().map(Node::Alias))
            .field("level", Value::Text(statement.level.to_string())),
        Stmt::Global(statement) => Description::new("Global").list("names", &statement.names),
        Stmt::Nonlocal(statement) => Description::new("Nonlocal").list("names", &statement.names),
        Stmt::Expr(statement) => Description::new("Expr").field("value", &statement.value),
        Stmt::Pass(_) => Description::new("Pass"),
        Stmt::Break(_) => Description::new("Break"),
        Stmt::Continue(_) => Description::new("Continue"),
        Stmt::Import(_) | Stmt::ImportFrom(_) => {
            return Err(DumpError::NoForm { what: "lazy imports", range: statement.range() });
        }
        Stmt::IpyEscapeCommand(command) => {
            return Err(DumpError::NoForm {
                what: "IPython's escape commands",
                range: command.range,
            });
        }
    })
}

fn function(statement: &StmtFunctionDef) -> Description<'_> {
    let class = either(statement.is_async, "AsyncFunctionDef", "FunctionDef");
    let description = Description::new(class)
        .field("name", &statement.name)
        .field("args", Node::Parameters(Some(&statement.parameters)))
        .list("body", &statement.body)
        .list("decorator_list", decorators(&statement.decorator_list))
        .optional("returns", statement.returns.as_ref());
    with_type_parameters(description, statement.type_params.as_deref())
}

fn class(statement: &StmtClassDef) -> Description<'_> {
    let description = Description::new("ClassDef")
        .field("name", &statement.name)
        .list("bases", statement.bases())
        .list("keywords", statement.keywords().iter().map(Node::Keyword))
        .list("body", &statement.body)
        .list("decorator_list", decorators(&statement.decorator_list));
    with_type_parameters(description, statement.type_params.as_deref())
}

fn decorators(decorators: &[Decorator]) -> impl Iterator<Item = Value<'_>> {
    decorators.iter().map(|decorator| Value::from(&decorator.expression))
}

fn type_parameters(parameters: Option<&TypeParams>) -> impl Iterator<Item = Node<'_>> {
    parameters
        .map(|parameters| parameters.type_params.as_slice())
        .unwrap_or_default()
        .iter()
        .map(Node::TypeParameter)
}

/// Adds the field that definitions have since CPython 3.12, and not where 3.11 would print none.
fn with_type_parameters<'a>(
    description: Description<'a>,
    parameters: Option<&'a TypeParams>,
) -> Description<'a> {
    match parameters {
        Some(_) => description.list("type_params", type_parameters(parameters)),
        None => description,
    }
}

fn if_statement(statement: &StmtIf) -> Description<'_> {
    Description::new("If")
        .field("test", &statement.test)
        .list("body", &statement.body)
        .field("orelse", or_else(&statement.elif_else_clauses))
}

/// Describes an `elif` as the `if` statement that CPython takes it for.
pub(crate) fn elif(clauses: &[ElifElseClause]) -> Description<'_> {
    let description = Description::new("If");
    match clauses.split_first() {
        Some((clause, rest)) => description
            .optional("test", clause.test.as_ref())
            .list("body", &clause.body)
            .field("orelse", or_else(rest)),
        None => description,
    }
}

fn or_else(clauses: &[ElifElseClause]) -> Value<'_> {
    Value::List(match clauses.first() {
        None => Vec::new(),
        Some(clause) if clause.test.is_some() => vec![Node::Elif(clauses).into()],
        Some(clause) => clause.body.iter().map(Value::from).collect(),
    })
}

/// Describes one `except` clause.
pub(crate) fn except_handler(handler: &ExceptHandler) -> Description<'_> {
    let ExceptHandler::ExceptHandler(handler) = handler;
    Description::new("ExceptHandler")
        .optional("type", handler.type_.as_ref())
        .optional("name", handler.name.as_ref())
        .list("body", &handler.body)
}

fn either(condition: bool, yes: &'static str, no: &'static str) -> &'static str {
    if condition { yes } else { no }
}
