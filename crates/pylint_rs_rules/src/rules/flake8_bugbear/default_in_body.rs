//! Making a default in the function's body instead of its head.

use pylint_rs_diagnostics::{Edit, Fix};
use pylint_rs_semantic::{NodeId, ScopeKind};
use pylint_rs_source::Newline;
use ruff_python_ast::helpers::map_subscript;
use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{
    AnyNodeRef, Expr, ExprName, ParameterWithDefault, PythonVersion, Stmt, StmtFunctionDef,
};
use ruff_source_file::LineRanges;
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::Checker;
use crate::edits::{as_value, parenthesized_range, starts_logical_line};
use crate::mutability::Mutability;

/// Makes `None` of the default, and the default in the body where the argument is `None`.
pub(super) fn move_into_body<'a>(
    parameter: &'a ParameterWithDefault,
    default: &'a Expr,
    kind: Mutability<'a>,
    function: &'a StmtFunctionDef,
    checker: &Checker<'a>,
) -> Option<Fix> {
    let value = match kind {
        Mutability::Named(_) if !default.is_name_expr() => return None,
        Mutability::Named(name) => format!("{}.copy()", name.id),
        _ => as_value(checker, default),
    };
    let from = parenthesized_range(checker, default).start();
    // `def f(x=[]): return x` has no line of its own for more.
    if !starts_logical_line(checker, function.body.first()?.start()) {
        return None;
    }
    let mut edits = vec![Edit::replacement("None", parenthesized_range(checker, default))];
    edits.extend(optional_annotation(parameter, checker));
    if !is_stub(&function.body) {
        if !means_the_same_inside(default, function, checker) {
            return None;
        }
        edits.push(initialization(parameter.name(), &value, from, function, checker)?);
    }
    Some(Fix::unsafe_(edits).with_message("Make the default in the body"))
}

/// `if x is None: x = value` before the first statement that does something.
fn initialization(
    name: &str,
    value: &str,
    from: TextSize,
    function: &StmtFunctionDef,
    checker: &Checker<'_>,
) -> Option<Edit> {
    let source = checker.source();
    let (first, last) = (function.body.first()?, function.body.last()?);
    let place = match function.body.iter().position(|statement| !is_prologue(statement, first)) {
        Some(index) => {
            // `import os; return x`: before the whole line, unless the docstring is on it.
            let at = function.body[..=index].iter().rfind(|at| starts_logical_line(checker, at.start()))?;
            if index > 0 && at.start() == first.start() && is_docstring(first) {
                return None;
            }
            source.line_start(at.start())
        }
        None => source.full_line_end(last.end()),
    };
    let body = indentation_of_line(source, first.start());
    let head = indentation_of_line(source, function.name.start());
    let step = body.strip_prefix(head).filter(|step| !step.is_empty()).unwrap_or("    ");
    let newline = Newline::first_of(source).as_str();
    let is_after_line = source[..place.to_usize()].ends_with(['\n', '\r']);
    let before = if is_after_line { "" } else { newline };
    let start = format!("{body}{step}{name} = ");
    let value = indented(value, from, &start, checker);
    let content =
        format!("{before}{body}if {name} is None:{newline}{start}{value}{newline}");
    Some(Edit::insertion(content, place))
}

/// The lines after a value's first one, moved as the first is: with its own column if they are
/// aligned with it, else with the indentation of its line. Tabs and strings stay as they are.
fn indented(value: &str, from: TextSize, start: &str, checker: &Checker<'_>) -> String {
    let source = checker.source();
    let end = from + TextSize::of(value);
    let is_plain = source.get(from.to_usize()..end.to_usize()) == Some(value)
        && !value.contains('\t')
        && !start.contains('\t')
        && !checker.tokens().in_range(TextRange::new(from, end)).iter().any(|token| {
            token.kind() != TokenKind::NonLogicalNewline && source[token.range()].contains('\n')
        });
    if !is_plain {
        return value.to_owned();
    }
    let first_line = value.split(['\n', '#']).next().unwrap_or_default().trim_end();
    // `[` alone on its line: nothing can be aligned with what follows it.
    let column = if first_line.ends_with(['[', '(', '{']) {
        usize::MAX
    } else {
        (from - source.line_start(from)).to_usize()
    };
    let indentation = indentation_of_line(source, from).len();
    let new_indentation = start.len() - start.trim_start().len();
    let mut moved = String::with_capacity(value.len() * 2);
    for (index, line) in value.split_inclusive('\n').enumerate() {
        let text = line.trim_start_matches(' ');
        if index > 0 && !text.trim().is_empty() {
            let leading = line.len() - text.len();
            let leading = match leading.checked_sub(column) {
                Some(beyond) => start.len() + beyond,
                None => new_indentation + leading.saturating_sub(indentation),
            };
            moved.extend(std::iter::repeat_n(' ', leading));
        }
        moved.push_str(text);
    }
    moved
}

/// Whether a statement may stay above the new one: the docstring and imports.
fn is_prologue(statement: &Stmt, first: &Stmt) -> bool {
    match statement {
        Stmt::Import(_) | Stmt::ImportFrom(_) => true,
        _ => is_docstring(statement) && statement.range() == first.range(),
    }
}

fn is_docstring(statement: &Stmt) -> bool {
    matches!(statement, Stmt::Expr(inner) if inner.value.is_string_literal_expr())
}

/// Whether a body says nothing but that there is none.
fn is_stub(body: &[Stmt]) -> bool {
    body.iter().all(|statement| match statement {
        Stmt::Pass(_) => true,
        Stmt::Expr(inner) => {
            inner.value.is_string_literal_expr() || inner.value.is_ellipsis_literal_expr()
        }
        Stmt::Raise(inner) => inner.exc.as_deref().is_some_and(|raised| {
            let class = match raised {
                Expr::Call(call) => &call.func,
                raised => raised,
            };
            matches!(class, Expr::Name(name) if name.id == "NotImplementedError")
        }),
        _ => false,
    })
}

fn indentation_of_line(source: &str, at: TextSize) -> &str {
    let line = source.line_str(at);
    let end = line.len() - line.trim_start_matches([' ', '\t', '\x0c']).len();
    &line[..end]
}

/// Whether an expression of the head can be evaluated in the body: no name in it is a variable
/// of the function or of the class around, and it binds and awaits nothing itself.
fn means_the_same_inside<'a>(
    default: &'a Expr,
    function: &'a StmtFunctionDef,
    checker: &Checker<'a>,
) -> bool {
    let semantic = checker.semantic();
    let root = semantic.id(default);
    let Some(inside) = semantic.scope_made_by(function) else { return false };
    semantic.nodes().subtree(root).all(|id| match semantic.node(id).syntax {
        AnyNodeRef::ExprNamed(_)
        | AnyNodeRef::ExprYield(_)
        | AnyNodeRef::ExprYieldFrom(_)
        | AnyNodeRef::ExprAwait(_) => false,
        AnyNodeRef::ExprName(name) => {
            is_bound_within(name, root, checker)
                || (semantic.symbol_in(inside, &name.id).is_none()
                    && !is_of_class(name, checker))
        }
        _ => true,
    })
}

/// Whether a comprehension or lambda of the expression binds the name.
fn is_bound_within(name: &ExprName, root: NodeId, checker: &Checker<'_>) -> bool {
    let semantic = checker.semantic();
    if name.ctx.is_store() {
        return true;
    }
    semantic.binding_of(name).is_some_and(|binding| {
        semantic.nodes().contains(root, semantic.scope(semantic.binding(binding).scope).node)
    })
}

fn is_of_class(name: &ExprName, checker: &Checker<'_>) -> bool {
    let semantic = checker.semantic();
    semantic.binding_of(name).is_some_and(|binding| {
        matches!(semantic.scope(semantic.binding(binding).scope).kind, ScopeKind::Class(_))
    })
}

/// `list[int]` becomes `list[int] | None` where that can be evaluated.
fn optional_annotation<'a>(
    parameter: &'a ParameterWithDefault,
    checker: &Checker<'a>,
) -> Option<Edit> {
    let annotation = parameter.annotation()?;
    let semantic = checker.semantic();
    let is_supported = semantic.annotations_are_deferred()
        || (checker.target_version() >= PythonVersion::PY310
            && semantic.qualified_name(map_subscript(annotation)).is_some_and(|name| {
                name.starts_with("typing")
                    || name.starts_with("collections")
                    || name.is_any(&["builtins.list", "builtins.dict", "builtins.set"])
            }));
    let takes_none = semantic.qualified_name(map_subscript(annotation)).is_some_and(|name| {
        ["Any", "Optional", "Union"].iter().any(|member| name.is_typing(member))
    });
    let is_type = matches!(annotation, Expr::Name(_) | Expr::Attribute(_) | Expr::Subscript(_));
    (is_supported && is_type && !takes_none)
        .then(|| Edit::insertion(" | None", parenthesized_range(checker, annotation).end()))
}
