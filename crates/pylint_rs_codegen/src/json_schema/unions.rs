//! Unions, as type checkers can match literals against them.

use ruff_python_ast::comparable::ComparableExpr;
use ruff_python_ast::{Expr, ExprSubscript};
use rustc_hash::FxHashMap;

use crate::syntax;

/// Longer unions are put in parentheses by groups: Pyright does not read deeper trees than 256.
const GROUP: usize = 100;
/// Aliases of aliases are followed so far.
const ALIASES_LIMIT: usize = 8;

/// `a | b`, each once; a part that admits everything swallows the others.
///
/// Several lists or dicts become one: given a choice of lists, mypy does not see which of them a
/// literal is to be.
pub(super) fn union(members: Vec<Expr>) -> Expr {
    let mut unique: Vec<Expr> = Vec::new();
    for member in members {
        add(member, &mut unique);
    }
    if unique.iter().any(|member| is_name(member, "object")) {
        return syntax::name("object");
    }
    if unique.iter().any(|member| is_name(member, "float")) {
        unique.retain(|member| !is_name(member, "int"));
    }
    if unique.len() > 1 {
        unique.retain(|member| !is_name(member, "Never"));
    }
    // `None` goes last, as it is usually written.
    unique.sort_by_key(|member| matches!(member, Expr::NoneLiteral(_)));
    let mut groups = Vec::new();
    while !unique.is_empty() {
        let rest = unique.split_off(unique.len().min(GROUP));
        groups.extend(std::mem::replace(&mut unique, rest).into_iter().reduce(syntax::union));
    }
    groups.into_iter().reduce(syntax::union).unwrap_or_else(|| syntax::name("Never"))
}

fn add(member: Expr, unique: &mut Vec<Expr>) {
    if let Expr::BinOp(operation) = member {
        add(*operation.left, unique);
        add(*operation.right, unique);
        return;
    }
    if unique.iter().any(|other| ComparableExpr::from(other) == ComparableExpr::from(&member)) {
        return;
    }
    let Some(generic) = generic(&member) else {
        unique.push(member);
        return;
    };
    let mergeable = unique
        .iter()
        .position(|other| self::generic(other).is_some_and(|other| is_same_kind(other, generic)));
    match mergeable {
        Some(index) => {
            let merged = merge(&unique[index], &member);
            unique[index] = merged;
        }
        None => unique.push(member),
    }
}

/// The parts of `list[...]`, `dict[...]` or `Literal[...]`.
fn generic(expression: &Expr) -> Option<(&'static str, &Expr)> {
    let Expr::Subscript(ExprSubscript { value, slice, .. }) = expression else { return None };
    let Expr::Name(name) = value.as_ref() else { return None };
    let kind = ["list", "dict", "Literal"].into_iter().find(|kind| name.id == **kind)?;
    Some((kind, slice))
}

fn is_same_kind(left: (&str, &Expr), right: (&str, &Expr)) -> bool {
    left.0 == right.0
}

/// One list or dict of what either holds, or one `Literal` of all values.
fn merge(left: &Expr, right: &Expr) -> Expr {
    let (Some((kind, left)), Some((_, right))) = (generic(left), generic(right)) else {
        return left.clone();
    };
    let slice = match kind {
        "list" => union(vec![left.clone(), right.clone()]),
        "Literal" => {
            let mut values: Vec<Expr> = elements(left).to_vec();
            for value in elements(right) {
                let is_there = values
                    .iter()
                    .any(|other| ComparableExpr::from(other) == ComparableExpr::from(value));
                if !is_there {
                    values.push(value.clone());
                }
            }
            if values.len() == 1 { values.remove(0) } else { syntax::tuple(values, false) }
        }
        _ => {
            let (left, right) = (elements(left), elements(right));
            let key = if ComparableExpr::from(&left[0]) == ComparableExpr::from(&right[0]) {
                left[0].clone()
            } else {
                syntax::name("str")
            };
            let value = union(vec![left[1].clone(), right[1].clone()]);
            syntax::tuple(vec![key, value], false)
        }
    };
    syntax::subscript(syntax::name(kind), slice)
}

fn elements(slice: &Expr) -> &[Expr] {
    match slice {
        Expr::Tuple(tuple) => &tuple.elts,
        other => std::slice::from_ref(other),
    }
}

fn is_name(expression: &Expr, wanted: &str) -> bool {
    matches!(expression, Expr::Name(name) if name.id == *wanted)
}

/// The members, with aliases replaced by what they stand for where two of them hold a list or a
/// dict each, which must become one.
pub(super) fn looked_through(members: Vec<Expr>, aliases: &FxHashMap<String, Expr>) -> Vec<Expr> {
    let mut counts = FxHashMap::default();
    for member in &members {
        count(member, aliases, 0, &mut counts);
    }
    if counts.values().all(|count| *count < 2) {
        return members;
    }
    let mut result = Vec::new();
    for member in members {
        let mut own = FxHashMap::default();
        count(&member, aliases, 0, &mut own);
        match &member {
            Expr::Name(name) if own.keys().any(|kind| counts[kind] > 1) => {
                match aliases.get(name.id.as_str()) {
                    Some(expression) => {
                        result.extend(looked_through(parts(expression), aliases));
                    }
                    None => result.push(member),
                }
            }
            _ => result.push(member),
        }
    }
    result
}

/// How many lists and dicts there are among the members of a union.
fn count(
    member: &Expr,
    aliases: &FxHashMap<String, Expr>,
    depth: usize,
    counts: &mut FxHashMap<&'static str, usize>,
) {
    match member {
        Expr::BinOp(operation) => {
            count(&operation.left, aliases, depth, counts);
            count(&operation.right, aliases, depth, counts);
        }
        // An alias may lead to itself.
        Expr::Name(name) if depth < ALIASES_LIMIT => {
            if let Some(expression) = aliases.get(name.id.as_str()) {
                count(expression, aliases, depth + 1, counts);
            }
        }
        other => {
            if let Some((kind, _)) = generic(other).filter(|(kind, _)| *kind != "Literal") {
                *counts.entry(kind).or_default() += 1;
            }
        }
    }
}

fn parts(expression: &Expr) -> Vec<Expr> {
    match expression {
        Expr::BinOp(operation) => {
            let mut members = parts(&operation.left);
            members.extend(parts(&operation.right));
            members
        }
        other => vec![other.clone()],
    }
}

/// Whether a type is so long that it is better given a name.
pub(super) fn is_compound(expression: &Expr) -> bool {
    match expression {
        Expr::BinOp(operation) => {
            !matches!(operation.right.as_ref(), Expr::NoneLiteral(_))
                || is_compound(&operation.left)
        }
        Expr::Subscript(_) => match generic(expression) {
            Some(("Literal", slice)) => elements(slice).len() > 1,
            Some((_, slice)) => elements(slice).iter().any(is_compound),
            None => true,
        },
        _ => false,
    }
}
