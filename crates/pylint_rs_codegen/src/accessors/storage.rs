//! Where a property keeps its value: what in the class speaks of the attribute and has to speak of
//! `_x` from now on.
//!
//! A method's `self.x = value` goes through the property, and stays: it does the same, also where
//! a subclass has another `x`. What cannot go through it is changed: declarations, since a name
//! has one, slots, and everything that sets an attribute whose property does not.

use pylint_rs_diagnostics::Edit;
use pylint_rs_semantic::Semantic;
use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{AnyNodeRef, Expr, NodeKind, StmtAnnAssign, StringFlags, StringLiteral};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::attribute_plan::{Obstacle, Planner};
use super::underscore;
use crate::SpecError;
use crate::from_python::attributes::{Attribute, StoreKind, method_of_receiver};

/// What has to change for `_x` to have the value of `x`.
pub(super) struct Storage {
    pub(super) edits: Vec<Edit>,
    pub(super) warnings: Vec<SpecError>,
}

/// What has to change; an obstacle if that would not do.
pub(super) fn plan<'a>(
    planner: &Planner<'_, 'a>,
    attribute: &Attribute<'a>,
    is_read_only: bool,
) -> Result<Storage, Obstacle> {
    let mut storage = Storage { edits: Vec::new(), warnings: Vec::new() };
    check_name_is_free(planner, attribute)?;
    if let Some(owner) = planner.owner_above(attribute.name) {
        let message = format!("`{}` is an attribute of `{owner}`, too", attribute.name);
        return Err(Obstacle::new(attribute.range, message));
    }
    check_subclasses(planner, attribute, is_read_only)?;
    if let Some(declaration) = attribute.declaration {
        if !planner.kind.is_plain {
            let message = format!(
                "`{}` is declared in the body of a class whose bases or decorators may read that",
                attribute.name
            );
            return Err(Obstacle::new(attribute.range, message));
        }
        storage.edits.push(underscore(&*declaration.target));
    }
    for store in &attribute.stores {
        match store.kind {
            _ if is_read_only => storage.edits.push(underscore(&store.target.attr)),
            StoreKind::Annotated(statement) if statement.value.is_some() => {
                storage.edits.push(without_annotation(planner, statement)?);
            }
            StoreKind::Annotated(_) => storage.edits.push(underscore(&store.target.attr)),
            _ => {}
        }
    }
    storage.edits.extend(slot(planner, attribute)?);
    if is_read_only {
        warn_of_other_stores(planner, attribute, &mut storage.warnings);
    }
    warn_of_dictionary(planner, attribute, &mut storage.warnings);
    Ok(storage)
}

fn check_name_is_free(
    planner: &Planner<'_, '_>,
    attribute: &Attribute<'_>,
) -> Result<(), Obstacle> {
    let private = format!("_{}", attribute.name);
    let semantic = planner.checker.semantic();
    let taken = semantic.classes_above(planner.class).into_iter().find_map(|class| {
        let scope = semantic.scope_made_by(class)?;
        if semantic.symbol_in(scope, &private).is_some() {
            return Some(class.name.range());
        }
        let nodes = semantic.nodes().of_kind_within(NodeKind::ExprAttribute, semantic.id(class));
        nodes.iter().find_map(|id| match semantic.node(*id).syntax {
            AnyNodeRef::ExprAttribute(access) if access.attr.as_str() == private => {
                Some(access.range())
            }
            _ => None,
        })
    });
    match taken {
        Some(range) => Err(Obstacle::new(
            range,
            format!("`{private}` is in use, so that `{}` can be no property", attribute.name),
        )),
        None => Ok(()),
    }
}

/// Subclasses of the file that declare the attribute anew, or set what could no longer be set.
fn check_subclasses<'a>(
    planner: &Planner<'_, 'a>,
    attribute: &Attribute<'a>,
    is_read_only: bool,
) -> Result<(), Obstacle> {
    let semantic = planner.checker.semantic();
    for class in subclasses(planner.class, semantic) {
        let scope = semantic.scope_made_by(class);
        if scope.is_some_and(|scope| semantic.symbol_in(scope, attribute.name).is_some()) {
            let message =
                format!("`{}` has a `{}` of its own in its body", class.name, attribute.name);
            return Err(Obstacle::new(&class.name, message));
        }
        let others = crate::from_python::attributes::attributes_of(class, semantic);
        let Some(other) = others.iter().find(|other| other.name == attribute.name) else {
            continue;
        };
        let is_declared = other.annotations().next().is_some();
        if is_declared || is_read_only {
            let verb = if is_declared { "declares" } else { "sets" };
            let message = format!("`{}` {verb} `{}`, too", class.name, attribute.name);
            return Err(Obstacle::new(other.range, message));
        }
    }
    Ok(())
}

fn subclasses<'a>(
    class: &'a ruff_python_ast::StmtClassDef,
    semantic: &Semantic<'a>,
) -> Vec<&'a ruff_python_ast::StmtClassDef> {
    semantic
        .nodes_of_kind(NodeKind::StmtClassDef)
        .filter_map(|node| match node {
            AnyNodeRef::StmtClassDef(other) if !std::ptr::eq(other, class) => Some(other),
            _ => None,
        })
        .filter(|other| {
            semantic.classes_above(other).into_iter().any(|above| std::ptr::eq(above, class))
        })
        .collect()
}

/// `self.x: T = value` without `: T`, which the property says.
fn without_annotation(
    planner: &Planner<'_, '_>,
    statement: &StmtAnnAssign,
) -> Result<Edit, Obstacle> {
    let tokens = planner.checker.tokens();
    let colon = tokens
        .after(statement.target.end())
        .iter()
        .find(|token| token.kind() == TokenKind::Colon)
        .map(Ranged::start);
    let mut end = statement.annotation.end();
    for token in tokens.after(end) {
        match token.kind() {
            TokenKind::Equal => break,
            TokenKind::Comment | TokenKind::NonLogicalNewline => {}
            _ => end = token.end(),
        }
    }
    let range = colon.map(|colon| TextRange::new(colon, end));
    match range {
        Some(range) if !planner.checker.has_comment(range) => Ok(Edit::deletion(range)),
        _ => {
            let message = "the annotation has a comment in it, and cannot be taken away";
            Err(Obstacle::new(&*statement.annotation, message))
        }
    }
}

/// The edit of `__slots__`, if the class has them.
fn slot<'a>(
    planner: &Planner<'_, 'a>,
    attribute: &Attribute<'a>,
) -> Result<Option<Edit>, Obstacle> {
    let semantic = planner.checker.semantic();
    let Some(symbol) = semantic.symbol_in(planner.scope, "__slots__") else { return Ok(None) };
    let obstacle = |place: TextRange, what: &str| {
        Err(Obstacle::new(
            place,
            format!("`__slots__` {what}: `{}` stays as it is", attribute.name),
        ))
    };
    let bindings: Vec<_> = semantic.bindings_of(symbol).collect();
    let [binding] = &*bindings else {
        return obstacle(attribute.range, "is set more than once");
    };
    let binding = semantic.binding(*binding);
    let Some(value) = binding.value() else { return obstacle(binding.range, "is no literal") };
    let elements: Vec<&Expr> = match value {
        Expr::Tuple(tuple) => tuple.elts.iter().collect(),
        Expr::List(list) => list.elts.iter().collect(),
        Expr::Set(set) => set.elts.iter().collect(),
        Expr::Dict(dict) if dict.items.iter().all(|item| item.key.is_some()) => {
            dict.items.iter().filter_map(|item| item.key.as_ref()).collect()
        }
        Expr::StringLiteral(_) => vec![value],
        _ => return obstacle(value.range(), "is no literal"),
    };
    for element in elements {
        let Expr::StringLiteral(string) = element else {
            return obstacle(element.range(), "is not made of literals alone");
        };
        if string.value.to_str() != attribute.name {
            continue;
        }
        let Some(literal) = string.as_single_part_string() else {
            return obstacle(string.range(), "has the name in pieces");
        };
        return Ok(Some(Edit::insertion("_", start_of_content(literal))));
    }
    obstacle(value.range(), "does not have it")
}

fn start_of_content(literal: &StringLiteral) -> TextSize {
    literal.start() + literal.flags.opener_len()
}

/// Places that set the attribute of something else, which may be an instance of the class.
fn warn_of_other_stores<'a>(
    planner: &Planner<'_, 'a>,
    attribute: &Attribute<'a>,
    warnings: &mut Vec<SpecError>,
) {
    let semantic = planner.checker.semantic();
    for node in semantic.nodes_of_kind(NodeKind::ExprAttribute) {
        let AnyNodeRef::ExprAttribute(access) = node else { continue };
        let is_own = || method_of_receiver(&access.value, planner.class, semantic).is_some();
        if access.ctx.is_load() || access.attr.as_str() != attribute.name || is_own() {
            continue;
        }
        let message = format!(
            "this fails if it is a `{}`: its `{}` can no longer be set",
            planner.class.name, attribute.name
        );
        warnings.push(planner.module.error(access, message));
    }
}

/// `self.__dict__` and `vars(self)`, whose keys change.
fn warn_of_dictionary<'a>(
    planner: &Planner<'_, 'a>,
    attribute: &Attribute<'a>,
    warnings: &mut Vec<SpecError>,
) {
    let semantic = planner.checker.semantic();
    let class = semantic.id(planner.class);
    let is_self =
        |expression: &'a Expr| method_of_receiver(expression, planner.class, semantic).is_some();
    let mut places: Vec<TextRange> = Vec::new();
    for id in semantic.nodes().of_kind_within(NodeKind::ExprAttribute, class) {
        if let AnyNodeRef::ExprAttribute(access) = semantic.node(*id).syntax
            && access.attr.as_str() == "__dict__"
            && is_self(&access.value)
        {
            places.push(access.range());
        }
    }
    for id in semantic.nodes().of_kind_within(NodeKind::ExprCall, class) {
        if let AnyNodeRef::ExprCall(call) = semantic.node(*id).syntax
            && semantic.is_builtin(&call.func, "vars")
            && let [argument] = &*call.arguments.args
            && is_self(argument)
        {
            places.push(call.range());
        }
    }
    let name = attribute.name;
    for place in places {
        let message = format!("what was `{name}` in this is `_{name}` now");
        warnings.push(planner.module.error(place, message));
    }
}
