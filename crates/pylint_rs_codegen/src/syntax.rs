//! Syntax nodes that stand nowhere in a text.

use ruff_python_ast::name::Name;
use ruff_python_ast::{
    self as ast, Arguments, AtomicNodeIndex, Decorator, Expr, ExprContext, Identifier, Keyword,
    Parameter, ParameterWithDefault, Parameters, Stmt, StringLiteral, StringLiteralFlags,
    StringLiteralValue, str::Quote, str::TripleQuotes,
};
use ruff_text_size::{TextRange, TextSize};

use crate::docstrings::{escape_docstring, tidy_docstring};

const NOWHERE: TextRange = TextRange::new(TextSize::new(0), TextSize::new(0));

pub(crate) fn identifier(name: &str) -> Identifier {
    Identifier::new(Name::new(name), NOWHERE)
}

pub(crate) fn name(name: &str) -> Expr {
    name_in(name, ExprContext::Load)
}

fn name_in(name: &str, ctx: ExprContext) -> Expr {
    ast::ExprName { node_index: AtomicNodeIndex::NONE, range: NOWHERE, id: Name::new(name), ctx }
        .into()
}

pub(crate) fn attribute(value: Expr, attribute: &str) -> Expr {
    attribute_in(value, attribute, ExprContext::Load)
}

fn attribute_in(value: Expr, attribute: &str, ctx: ExprContext) -> Expr {
    ast::ExprAttribute {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        value: Box::new(value),
        attr: identifier(attribute),
        ctx,
    }
    .into()
}

pub(crate) fn subscript(value: Expr, slice: Expr) -> Expr {
    ast::ExprSubscript {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        value: Box::new(value),
        slice: Box::new(slice),
        ctx: ExprContext::Load,
    }
    .into()
}

/// `a, b`: in parentheses where it must be, without them as a subscript's slice.
pub(crate) fn tuple(elts: Vec<Expr>, parenthesized: bool) -> Expr {
    ast::ExprTuple {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        elts,
        ctx: ExprContext::Load,
        parenthesized,
    }
    .into()
}

pub(crate) fn call(function: Expr, arguments: Vec<Expr>, keywords: Vec<Keyword>) -> Expr {
    ast::ExprCall {
        node_index: AtomicNodeIndex::NONE,
        range_start: TextSize::new(0),
        func: Box::new(function),
        arguments: self::arguments(arguments, keywords),
    }
    .into()
}

pub(crate) fn arguments(arguments: Vec<Expr>, keywords: Vec<Keyword>) -> Arguments {
    Arguments {
        range: NOWHERE,
        node_index: AtomicNodeIndex::NONE,
        args: arguments.into(),
        keywords: keywords.into_iter().collect(),
    }
}

pub(crate) fn keyword(argument: &str, value: Expr) -> Keyword {
    Keyword {
        range: NOWHERE,
        node_index: AtomicNodeIndex::NONE,
        arg: Some(identifier(argument)),
        value,
    }
}

pub(crate) fn ellipsis() -> Expr {
    ast::ExprEllipsisLiteral { node_index: AtomicNodeIndex::NONE, range: NOWHERE }.into()
}

pub(crate) fn none() -> Expr {
    ast::ExprNoneLiteral { node_index: AtomicNodeIndex::NONE, range: NOWHERE }.into()
}

pub(crate) fn boolean(value: bool) -> Expr {
    ast::ExprBooleanLiteral { node_index: AtomicNodeIndex::NONE, range: NOWHERE, value }.into()
}

pub(crate) fn string(value: &str) -> Expr {
    string_with(value, StringLiteralFlags::empty().with_quote_style(Quote::Double))
}

fn string_with(value: &str, flags: StringLiteralFlags) -> Expr {
    let literal = StringLiteral {
        range: NOWHERE,
        node_index: AtomicNodeIndex::NONE,
        value: value.into(),
        flags,
    };
    ast::ExprStringLiteral {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        value: StringLiteralValue::single(literal),
    }
    .into()
}

/// `a | b`
pub(crate) fn union(left: Expr, right: Expr) -> Expr {
    ast::ExprBinOp {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        left: Box::new(left),
        op: ast::Operator::BitOr,
        right: Box::new(right),
    }
    .into()
}

pub(crate) fn expression_statement(value: Expr) -> Stmt {
    ast::StmtExpr { node_index: AtomicNodeIndex::NONE, range: NOWHERE, value: Box::new(value) }
        .into()
}

/// A docstring, if there is anything to say.
pub(crate) fn docstring(text: &str) -> Option<Stmt> {
    let text = tidy_docstring(text);
    if text.is_empty() {
        return None;
    }
    let flags = StringLiteralFlags::empty()
        .with_quote_style(Quote::Double)
        .with_triple_quotes(TripleQuotes::Yes);
    Some(expression_statement(string_with(&text, flags)))
}

/// A docstring as it is written where lines are indented this far; of several lines, the last has
/// the quotes alone.
pub(crate) fn docstring_literal(text: &str, indentation: &str) -> String {
    let mut escaped = String::new();
    escape_docstring(text, &mut escaped);
    let mut literal = String::from("\"\"\"");
    for (index, line) in escaped.split('\n').enumerate() {
        if index > 0 {
            literal.push('\n');
            literal.push_str(if line.is_empty() { "" } else { indentation });
        }
        literal.push_str(line);
    }
    if escaped.contains('\n') {
        literal.push('\n');
        literal.push_str(indentation);
    }
    literal.push_str("\"\"\"");
    literal
}

pub(crate) fn pass() -> Stmt {
    ast::StmtPass { node_index: AtomicNodeIndex::NONE, range: NOWHERE }.into()
}

pub(crate) fn return_(value: Expr) -> Stmt {
    ast::StmtReturn {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        value: Some(Box::new(value)),
    }
    .into()
}

/// `del target`
pub(crate) fn delete(target: Expr) -> Stmt {
    ast::StmtDelete { node_index: AtomicNodeIndex::NONE, range: NOWHERE, targets: vec![target] }
        .into()
}

/// `name = value`
pub(crate) fn assign(target: &str, value: Expr) -> Stmt {
    ast::StmtAssign {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        targets: vec![name_in(target, ExprContext::Store)],
        value: Box::new(value),
    }
    .into()
}

/// `name: annotation`, with ` = value` if there is one.
pub(crate) fn annotated(target: &str, annotation: Expr, value: Option<Expr>) -> Stmt {
    annotated_target(name_in(target, ExprContext::Store), true, annotation, value)
}

/// `owner.name: annotation = value`
pub(crate) fn annotated_attribute(
    owner: &str,
    attribute: &str,
    annotation: Expr,
    value: Expr,
) -> Stmt {
    let target = attribute_in(name(owner), attribute, ExprContext::Store);
    annotated_target(target, false, annotation, Some(value))
}

fn annotated_target(target: Expr, simple: bool, annotation: Expr, value: Option<Expr>) -> Stmt {
    ast::StmtAnnAssign {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        target: Box::new(target),
        annotation: Box::new(annotation),
        value: value.map(Box::new),
        simple,
    }
    .into()
}

/// `owner.name = value`
pub(crate) fn assign_attribute(owner: &str, attribute: &str, value: Expr) -> Stmt {
    ast::StmtAssign {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        targets: vec![attribute_in(name(owner), attribute, ExprContext::Store)],
        value: Box::new(value),
    }
    .into()
}

/// `from module import member as alias`; `import module as alias` without a member.
pub(crate) fn import(module: &str, members: &[(&str, Option<&str>)]) -> Stmt {
    let alias = |name: &str, alias: Option<&str>| ast::Alias {
        range: NOWHERE,
        node_index: AtomicNodeIndex::NONE,
        name: identifier(name),
        asname: alias.map(identifier),
    };
    if members.is_empty() {
        return plain_import(module, None);
    }
    ast::StmtImportFrom {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        module: Some(identifier(module)),
        names: members.iter().map(|(name, asname)| alias(name, *asname)).collect(),
        level: 0,
        is_lazy: false,
    }
    .into()
}

/// `import module as alias`
pub(crate) fn plain_import(module: &str, alias: Option<&str>) -> Stmt {
    ast::StmtImport {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        names: vec![ast::Alias {
            range: NOWHERE,
            node_index: AtomicNodeIndex::NONE,
            name: identifier(module),
            asname: alias.map(identifier),
        }],
        is_lazy: false,
    }
    .into()
}

pub(crate) fn decorator(expression: Expr) -> Decorator {
    Decorator { range: NOWHERE, node_index: AtomicNodeIndex::NONE, expression }
}

pub(crate) fn parameter(
    parameter: &str,
    annotation: Option<Expr>,
    default: Option<Expr>,
) -> ParameterWithDefault {
    ParameterWithDefault {
        range: NOWHERE,
        node_index: AtomicNodeIndex::NONE,
        parameter: Parameter {
            range: NOWHERE,
            node_index: AtomicNodeIndex::NONE,
            name: identifier(parameter),
            annotation: annotation.map(Box::new),
        },
        default: default.map(Box::new),
    }
}

/// Parameters by position or name.
pub(crate) fn parameters(args: Vec<ParameterWithDefault>) -> Parameters {
    Parameters { args: args.into_iter().collect(), ..Parameters::default() }
}

/// A function to be defined.
pub(crate) struct Function<'a> {
    pub(crate) name: &'a str,
    pub(crate) decorators: Vec<Decorator>,
    pub(crate) is_async: bool,
    pub(crate) type_parameters: Option<ast::TypeParams>,
    pub(crate) parameters: Parameters,
    pub(crate) returns: Expr,
    pub(crate) body: Vec<Stmt>,
}

pub(crate) fn function(function: Function<'_>) -> Stmt {
    ast::StmtFunctionDef {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        is_async: function.is_async,
        decorator_list: function.decorators.into_iter().collect(),
        name: identifier(function.name),
        type_params: function.type_parameters.map(Box::new),
        parameters: Box::new(function.parameters),
        returns: Some(Box::new(function.returns)),
        body: function.body.into_iter().collect(),
    }
    .into()
}

/// A class to be defined.
pub(crate) struct ClassDefinition<'a> {
    pub(crate) name: &'a str,
    pub(crate) decorators: Vec<Decorator>,
    pub(crate) type_parameters: Option<ast::TypeParams>,
    pub(crate) bases: Vec<Expr>,
    pub(crate) keywords: Vec<Keyword>,
    pub(crate) body: Vec<Stmt>,
}

pub(crate) fn class(class: ClassDefinition<'_>) -> Stmt {
    let has_arguments = !class.bases.is_empty() || !class.keywords.is_empty();
    let body = if class.body.is_empty() { vec![pass()] } else { class.body };
    ast::StmtClassDef {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        decorator_list: class.decorators.into_iter().collect(),
        name: identifier(class.name),
        type_params: class.type_parameters.map(Box::new),
        arguments: has_arguments.then(|| Box::new(arguments(class.bases, class.keywords))),
        body: body.into_iter().collect(),
    }
    .into()
}

/// PEP 695's type parameters.
pub(crate) fn type_parameters(type_params: Vec<ast::TypeParam>) -> ast::TypeParams {
    ast::TypeParams { range: NOWHERE, node_index: AtomicNodeIndex::NONE, type_params }
}

/// `T`, `T: bound`, `T = default`
pub(crate) fn type_variable(
    name: &str,
    bound: Option<Expr>,
    default: Option<Expr>,
) -> ast::TypeParam {
    ast::TypeParam::TypeVar(ast::TypeParamTypeVar {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        name: identifier(name),
        bound: bound.map(Box::new),
        default: default.map(Box::new),
    })
}

/// `*Ts`
pub(crate) fn type_variable_tuple(name: &str, default: Option<Expr>) -> ast::TypeParam {
    ast::TypeParam::TypeVarTuple(ast::TypeParamTypeVarTuple {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        name: identifier(name),
        default: default.map(Box::new),
    })
}

/// `**P`
pub(crate) fn parameter_specification(name: &str, default: Option<Expr>) -> ast::TypeParam {
    ast::TypeParam::ParamSpec(ast::TypeParamParamSpec {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        name: identifier(name),
        default: default.map(Box::new),
    })
}

/// `type Name = value`
pub(crate) fn type_alias(alias: &str, parameters: Option<ast::TypeParams>, value: Expr) -> Stmt {
    ast::StmtTypeAlias {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        name: Box::new(name_in(alias, ExprContext::Store)),
        type_params: parameters.map(Box::new),
        value: Box::new(value),
    }
    .into()
}

/// `{key: value}`
pub(crate) fn dictionary(items: Vec<(Expr, Expr)>) -> Expr {
    ast::ExprDict {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        items: items
            .into_iter()
            .map(|(key, value)| ast::DictItem { key: Some(key), value })
            .collect(),
    }
    .into()
}

/// A part of an f-string.
pub(crate) enum FormatPart {
    /// Text.
    Text(String),
    /// `{value!r}`
    Representation(Expr),
}

/// An f-string.
pub(crate) fn format_string(parts: Vec<FormatPart>) -> Expr {
    let elements = parts
        .into_iter()
        .map(|part| match part {
            FormatPart::Text(text) => {
                ast::InterpolatedStringElement::Literal(ast::InterpolatedStringLiteralElement {
                    range: NOWHERE,
                    node_index: AtomicNodeIndex::NONE,
                    value: text.into(),
                })
            }
            FormatPart::Representation(value) => {
                ast::InterpolatedStringElement::Interpolation(ast::InterpolatedElement {
                    range: NOWHERE,
                    node_index: AtomicNodeIndex::NONE,
                    expression: Box::new(value),
                    debug_text: None,
                    conversion: ast::ConversionFlag::Repr,
                    format_spec: None,
                })
            }
        })
        .collect::<Vec<_>>();
    let string = ast::FString {
        range: NOWHERE,
        node_index: AtomicNodeIndex::NONE,
        elements: elements.into(),
        flags: ast::FStringFlags::empty().with_quote_style(Quote::Double),
    };
    ast::ExprFString {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        value: ast::FStringValue::single(string),
    }
    .into()
}

/// `body if test else otherwise`
pub(crate) fn conditional(test: Expr, body: Expr, otherwise: Expr) -> Expr {
    ast::ExprIf {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        test: Box::new(test),
        body: Box::new(body),
        orelse: Box::new(otherwise),
    }
    .into()
}

/// `value is None`
pub(crate) fn is_none(value: Expr) -> Expr {
    compare(value, ast::CmpOp::Is, none())
}

/// `left == right`
pub(crate) fn equal(left: Expr, right: Expr) -> Expr {
    compare(left, ast::CmpOp::Eq, right)
}

fn compare(left: Expr, operator: ast::CmpOp, right: Expr) -> Expr {
    ast::ExprCompare {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        left: Box::new(left),
        ops: Box::new([operator]),
        comparators: Box::new([right]),
    }
    .into()
}

/// `not value`
pub(crate) fn not(value: Expr) -> Expr {
    ast::ExprUnaryOp {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        op: ast::UnaryOp::Not,
        operand: Box::new(value),
    }
    .into()
}

/// `if test: body`
pub(crate) fn if_(test: Expr, body: Vec<Stmt>) -> Stmt {
    ast::StmtIf {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        test: Box::new(test),
        body: body.into_iter().collect(),
        elif_else_clauses: Vec::new(),
    }
    .into()
}

/// `[a, b]`
pub(crate) fn list(elts: Vec<Expr>) -> Expr {
    ast::ExprList {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        elts,
        ctx: ExprContext::Load,
    }
    .into()
}

/// `*value`
pub(crate) fn starred(value: Expr) -> Expr {
    ast::ExprStarred {
        node_index: AtomicNodeIndex::NONE,
        range: NOWHERE,
        value: Box::new(value),
        ctx: ExprContext::Load,
    }
    .into()
}

/// `if test: ... elif test: ... else: ...`; nothing without a branch.
pub(crate) fn branches(branches: Vec<(Option<Expr>, Vec<Stmt>)>) -> Option<Stmt> {
    let filled = |body: Vec<Stmt>| if body.is_empty() { vec![pass()] } else { body };
    let mut branches = branches.into_iter();
    let (test, body) = branches.next()?;
    let Stmt::If(mut statement) = if_(test?, filled(body)) else { return None };
    statement.elif_else_clauses = branches
        .map(|(test, body)| ast::ElifElseClause {
            range: NOWHERE,
            node_index: AtomicNodeIndex::NONE,
            test,
            body: filled(body).into_iter().collect(),
        })
        .collect();
    Some(statement.into())
}
