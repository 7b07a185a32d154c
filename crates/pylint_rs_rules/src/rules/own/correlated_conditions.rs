//! Names that are bound under a condition and read under the same one.
//!
//! A graph knows nothing of values: to it, `if debug: start = now()` and, later,
//! `if debug: print(start)` are two conditions. People mean one.

use pylint_rs_semantic::{NodeId, Semantic, SymbolId, Target};
use ruff_python_ast::{AnyNodeRef, BoolOp, Expr, Stmt, UnaryOp};
use ruff_text_size::Ranged;

/// How many bindings before a read are looked at.
const MOST_BINDINGS: usize = 64;

/// A test that is known to hold, or not to, where something stands.
struct Fact<'a> {
    test: &'a Expr,
    holds: bool,
}

/// Whether a name is bound, before a read, under conditions that all hold at the read too; or
/// whether the read is for type checkers only.
pub(super) fn is_bound_under_the_same_condition(
    symbol: SymbolId,
    read: NodeId,
    semantic: &Semantic<'_>,
) -> bool {
    let known = all_facts_at(read, symbol, semantic);
    if known.iter().any(|fact| fact.holds && is_type_checking(fact.test)) {
        return true;
    }
    semantic
        .bindings_of(symbol)
        .map(|binding| semantic.binding(binding).node)
        .filter(|node| *node < read)
        .take(MOST_BINDINGS)
        .filter_map(|node| facts_at(node, read, semantic))
        .any(|needed| {
            !needed.is_empty()
                && needed.iter().all(|fact| {
                    known.iter().any(|other| {
                        fact.holds == other.holds && is_same_test(fact.test, other.test, semantic)
                    })
                })
        })
}

fn is_type_checking(test: &Expr) -> bool {
    match test {
        Expr::Name(name) => name.id.as_str() == "TYPE_CHECKING",
        Expr::Attribute(attribute) => attribute.attr.as_str() == "TYPE_CHECKING",
        _ => false,
    }
}

/// What holds at a node, up to the first statement around it that also holds `other`; `None` if
/// it is more than conditions that decide whether the node is run.
fn facts_at<'a>(node: NodeId, other: NodeId, semantic: &Semantic<'a>) -> Option<Vec<Fact<'a>>> {
    let mut facts = Vec::new();
    let mut inner = node;
    for outer in semantic.ancestor_ids(node) {
        if semantic.nodes().contains(outer, other) {
            break;
        }
        match semantic.node(outer).syntax {
            AnyNodeRef::StmtIf(_) | AnyNodeRef::ElifElseClause(_) => {
                add_facts(outer, inner, &mut facts, semantic);
            }
            AnyNodeRef::StmtFor(_)
            | AnyNodeRef::StmtWhile(_)
            | AnyNodeRef::StmtTry(_)
            | AnyNodeRef::StmtMatch(_)
            | AnyNodeRef::ExprBoolOp(_)
            | AnyNodeRef::ExprIf(_) => return None,
            _ => {}
        }
        inner = outer;
    }
    Some(facts)
}

/// All that holds at a read of a name, within the body the name is bound in.
fn all_facts_at<'a>(read: NodeId, symbol: SymbolId, semantic: &Semantic<'a>) -> Vec<Fact<'a>> {
    let body = semantic
        .running_scope(semantic.symbol(symbol).scope)
        .map(|scope| semantic.scope(scope).node);
    let mut facts = Vec::new();
    let mut inner = read;
    for outer in semantic.ancestor_ids(read) {
        if Some(outer) == body {
            break;
        }
        add_facts(outer, inner, &mut facts, semantic);
        inner = outer;
    }
    facts
}

/// Adds what holds at `inner`, a child of `outer`.
fn add_facts<'a>(
    outer: NodeId,
    inner: NodeId,
    facts: &mut Vec<Fact<'a>>,
    semantic: &Semantic<'a>,
) {
    match semantic.node(outer).syntax {
        AnyNodeRef::StmtIf(statement) => {
            if holds(&statement.body, inner, semantic) {
                add(&statement.test, true, facts);
                return;
            }
            let clauses = &statement.elif_else_clauses;
            let Some(at) = clauses.iter().position(|clause| semantic.id(clause) == inner) else {
                return;
            };
            add(&statement.test, false, facts);
            for clause in &clauses[..at] {
                clause.test.iter().for_each(|test| add(test, false, facts));
            }
        }
        AnyNodeRef::ElifElseClause(clause) if holds(&clause.body, inner, semantic) => {
            clause.test.iter().for_each(|test| add(test, true, facts));
        }
        AnyNodeRef::StmtWhile(statement) if holds(&statement.body, inner, semantic) => {
            add(&statement.test, true, facts);
        }
        AnyNodeRef::ExprIf(expression) => {
            let id = |part: &Expr| semantic.id(part) == inner;
            if id(&expression.body) {
                add(&expression.test, true, facts);
            } else if id(&expression.orelse) {
                add(&expression.test, false, facts);
            }
        }
        AnyNodeRef::ExprBoolOp(expression) => {
            let is_and = expression.op == BoolOp::And;
            for value in &expression.values {
                if semantic.id(value) == inner {
                    break;
                }
                add(value, is_and, facts);
            }
        }
        _ => {}
    }
}

fn holds(body: &[Stmt], statement: NodeId, semantic: &Semantic<'_>) -> bool {
    body.first().zip(body.last()).is_some_and(|(first, last)| {
        semantic.id(first) <= statement && statement <= semantic.id(last)
    })
}

/// Adds a test, taken apart: `not x` is `x` that does not hold, `x and y` are two tests.
fn add<'a>(test: &'a Expr, holds: bool, facts: &mut Vec<Fact<'a>>) {
    match test {
        Expr::UnaryOp(unary) if unary.op == UnaryOp::Not => {
            add(&unary.operand, !holds, facts);
        }
        Expr::BoolOp(inner) if (inner.op == BoolOp::And) == holds => {
            inner.values.iter().for_each(|value| add(value, holds, facts));
        }
        test => facts.push(Fact { test, holds }),
    }
}

/// Whether two tests are written alike and their names mean the same.
fn is_same_test(left: &Expr, right: &Expr, semantic: &Semantic<'_>) -> bool {
    let source = semantic.source();
    source[left.range()] == source[right.range()]
        && names_in(left, semantic).eq(names_in(right, semantic))
}

/// What the names in an expression mean.
fn names_in<'s, 'a>(
    expression: &Expr,
    semantic: &'s Semantic<'a>,
) -> impl Iterator<Item = Target> + use<'s, 'a> {
    let id = semantic.id(expression);
    let nodes = semantic.nodes();
    (id.index()..nodes.end_of(id)).filter_map(move |index| {
        match semantic.node(NodeId::new(index)).syntax {
            AnyNodeRef::ExprName(name) => semantic.target_of(name),
            _ => None,
        }
    })
}
