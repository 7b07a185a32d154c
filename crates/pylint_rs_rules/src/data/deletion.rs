//! Deleting what a rule that is data found, with what goes with it.

use pylint_rs_diagnostics::Edit;
use pylint_rs_pattern::Match;
use ruff_python_ast::{AnyNodeRef, ArgOrKeyword, Arguments, Expr};
use ruff_source_file::LineRanges;
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::Checker;
use crate::edits::{
    block_owner, delete_statements, parenthesized_range, remove_elements, remove_from_import,
};

/// The edits of a deletion.
pub(super) struct Deletion {
    pub(super) edits: Vec<Edit>,
    /// Deletions of which only one may happen at a time, as together they empty a block or a list.
    pub(super) group: Option<u32>,
}

/// Deletes what was found: statements, an argument, an element of a display, a decorator, a name
/// that is imported, a parameter. Nothing if it cannot be left out where it is.
pub(super) fn delete(checker: &Checker<'_>, found: &Match<'_>) -> Option<Deletion> {
    let semantic = checker.semantic();
    let node = found.node?;
    let parent = semantic.parent(node)?;
    let group = semantic.nodes().try_id(parent).map(|id| id.index() as u32);
    let alone = |edits: Vec<Edit>| (!edits.is_empty()).then_some(Deletion { edits, group });
    match (node, parent) {
        _ if node.is_statement() => {
            let first = semantic.id(node);
            let owner = block_owner(semantic, first)?;
            // A module alone may lose all its statements at once.
            let group = semantic.parent_id(owner).map(|_| owner.index() as u32);
            let edits = vec![delete_statements(checker, first, found.range)];
            Some(Deletion { edits, group })
        }
        (_, AnyNodeRef::StmtExpr(statement)) => {
            let id = semantic.id(statement);
            let owner = block_owner(semantic, id)?;
            let group = semantic.parent_id(owner).map(|_| owner.index() as u32);
            Some(Deletion { edits: vec![delete_statements(checker, id, statement.range())], group })
        }
        (AnyNodeRef::Decorator(decorator), _) => {
            let source = checker.source();
            let start = source.line_start(decorator.start());
            Some(Deletion {
                edits: vec![Edit::deletion(TextRange::new(
                    start,
                    source.full_line_end(decorator.end()),
                ))],
                group: None,
            })
        }
        (AnyNodeRef::Alias(alias), AnyNodeRef::StmtImport(import)) => {
            let is_it = |index: usize| import.names[index].range() == alias.range();
            alone(remove_from_import(checker, import, &import.names, is_it))
        }
        (AnyNodeRef::Alias(alias), AnyNodeRef::StmtImportFrom(import)) => {
            let is_it = |index: usize| import.names[index].range() == alias.range();
            alone(remove_from_import(checker, import, &import.names, is_it))
        }
        (_, AnyNodeRef::ExprCall(call)) if is_argument(&call.arguments, node) => {
            alone(from_arguments(checker, &call.arguments, node))
        }
        (_, AnyNodeRef::StmtClassDef(class)) => {
            let arguments = class.arguments.as_deref().filter(|all| is_argument(all, node))?;
            alone(from_arguments(checker, arguments, node))
        }
        (_, AnyNodeRef::ExprList(list)) => {
            alone(from_display(checker, &list.elts, node, list.end()))
        }
        // What is left must still be a tuple or a set.
        (_, AnyNodeRef::ExprTuple(tuple)) if tuple.parenthesized && tuple.len() > 2 => {
            alone(from_display(checker, &tuple.elts, node, tuple.end()))
        }
        (_, AnyNodeRef::ExprSet(set)) if set.len() > 1 => {
            alone(from_display(checker, &set.elts, node, set.end()))
        }
        _ => None,
    }
}

fn is_argument(arguments: &Arguments, node: AnyNodeRef<'_>) -> bool {
    arguments.iter_source_order().any(|argument| argument.range() == node.range())
}

fn from_arguments(checker: &Checker<'_>, arguments: &Arguments, node: AnyNodeRef<'_>) -> Vec<Edit> {
    let elements: Vec<TextRange> = arguments
        .iter_source_order()
        .map(|argument| match argument {
            ArgOrKeyword::Arg(value) => parenthesized_range(checker, value),
            ArgOrKeyword::Keyword(keyword) => keyword.range(),
        })
        .collect();
    let closing = arguments.end() - TextSize::of(')');
    remove(&elements, node, closing)
}

fn from_display(
    checker: &Checker<'_>,
    elements: &[Expr],
    node: AnyNodeRef<'_>,
    end: TextSize,
) -> Vec<Edit> {
    let elements: Vec<TextRange> =
        elements.iter().map(|element| parenthesized_range(checker, element)).collect();
    remove(&elements, node, end - TextSize::of(')'))
}

fn remove(elements: &[TextRange], node: AnyNodeRef<'_>, closing: TextSize) -> Vec<Edit> {
    let is_it = |index: usize| elements[index].contains_range(node.range());
    remove_elements(elements, is_it, closing)
}
