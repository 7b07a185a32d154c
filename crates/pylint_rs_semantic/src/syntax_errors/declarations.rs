//! `global` and `nonlocal` of names that cannot be either.

use ruff_python_ast::{AnyNodeRef, Expr, NodeKind};
use ruff_python_parser::semantic_errors::SemanticSyntaxErrorKind;
use ruff_text_size::{Ranged, TextSize};

use super::Found;
use crate::{ScopeId, Semantic, SymbolFlags};

pub(super) fn check(semantic: &Semantic<'_>, found: &mut Found) {
    let mut globals = Vec::new();
    for node in semantic.nodes_of_kind(NodeKind::StmtGlobal) {
        let AnyNodeRef::StmtGlobal(statement) = node else { continue };
        let scope = semantic.scope_of(statement);
        for name in &statement.names {
            if is_parameter(semantic, scope, name) {
                let kind = SemanticSyntaxErrorKind::GlobalParameter(name.to_string());
                found.add(kind, name.range);
            }
            globals.push(Declaration { scope, name: name.as_str(), start: statement.start() });
        }
    }
    let mut nonlocals = Vec::new();
    for node in semantic.nodes_of_kind(NodeKind::StmtNonlocal) {
        let AnyNodeRef::StmtNonlocal(statement) = node else { continue };
        let scope = semantic.scope_of(statement);
        if scope == ScopeId::MODULE {
            found.add(SemanticSyntaxErrorKind::NonlocalDeclarationAtModuleLevel, statement);
            continue;
        }
        for name in &statement.names {
            if is_parameter(semantic, scope, name) {
                let kind = SemanticSyntaxErrorKind::NonlocalParameter(name.to_string());
                found.add(kind, name.range);
            }
            nonlocals.push(Declaration { scope, name: name.as_str(), start: statement.start() });
        }
    }
    annotations(semantic, &globals, &nonlocals, found);
}

struct Declaration<'a> {
    scope: ScopeId,
    name: &'a str,
    start: TextSize,
}

fn is_parameter(semantic: &Semantic<'_>, scope: ScopeId, name: &str) -> bool {
    semantic
        .symbol_in(scope, name)
        .is_some_and(|symbol| semantic.symbol(symbol).flags.contains(SymbolFlags::PARAMETER))
}

/// `x: int` where `x` is declared to belong elsewhere.
fn annotations(
    semantic: &Semantic<'_>,
    globals: &[Declaration<'_>],
    nonlocals: &[Declaration<'_>],
    found: &mut Found,
) {
    if globals.is_empty() && nonlocals.is_empty() {
        return;
    }
    for node in semantic.nodes_of_kind(NodeKind::StmtAnnAssign) {
        let AnyNodeRef::StmtAnnAssign(statement) = node else { continue };
        let Expr::Name(target) = &*statement.target else { continue };
        let scope = semantic.scope_of(statement);
        let declared = |list: &[Declaration<'_>]| {
            list.iter()
                .find(|declaration| declaration.scope == scope && declaration.name == target.id)
                .map(|declaration| declaration.start)
        };
        if let Some(start) = declared(globals)
            // At module level the compiler takes a `global` before it for what it is: nothing.
            && (scope != ScopeId::MODULE || target.start() < start)
        {
            found
                .add(SemanticSyntaxErrorKind::AnnotatedGlobal(target.id.to_string()), target.range);
        } else if declared(nonlocals).is_some() {
            found.add(
                SemanticSyntaxErrorKind::AnnotatedNonlocal(target.id.to_string()),
                target.range,
            );
        }
    }
}
