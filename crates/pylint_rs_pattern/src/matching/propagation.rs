//! Names that stand for a value.

use pylint_rs_semantic::{BindingFlags, BindingId, BindingKind, Semantic, SymbolFlags};
use ruff_python_ast::{AnyNodeRef, Expr, ExprName};
use smallvec::SmallVec;

use super::attempt::{Attempt, Next};
use crate::pattern::tree::TreeId;

/// No more names are followed one after the other: a name may be bound to itself.
const MOST_NAMES: u8 = 16;

/// Names with more bindings are not looked into.
const MOST_BINDINGS: usize = 64;

/// The value that a name that is read stands for: it is bound once, or its last binding before
/// is the one that is in force there.
pub(crate) fn value_of<'a>(name: &ExprName, semantic: &Semantic<'a>) -> Option<&'a Expr> {
    let id = semantic.binding_of(name)?;
    semantic.only_value(id).or_else(|| value_in_force(name, id, semantic))
}

/// The values that a name that is read may stand for, if all of them are known: those it is
/// assigned, and those that are added to it.
pub(crate) fn values_of<'a>(
    name: &ExprName,
    semantic: &Semantic<'a>,
) -> Option<SmallVec<[&'a Expr; 4]>> {
    let symbol = semantic.binding(semantic.binding_of(name)?).symbol;
    let mut values = SmallVec::new();
    for id in semantic.bindings_of(symbol) {
        let binding = semantic.binding(id);
        let value = match binding.kind {
            BindingKind::Assignment(value) if !binding.flags.contains(BindingFlags::UNPACKED) => {
                value?
            }
            _ => binding.value()?,
        };
        if values.len() == MOST_BINDINGS {
            return None;
        }
        values.push(value);
    }
    Some(values)
}

/// The value of a binding that is the only one to reach a use in the same body.
fn value_in_force<'a>(name: &ExprName, id: BindingId, semantic: &Semantic<'a>) -> Option<&'a Expr> {
    let binding = semantic.binding(id);
    let value = binding.value()?;
    let symbol = semantic.symbol(binding.symbol);
    let is_simple = !symbol
        .flags
        .intersects(SymbolFlags::GLOBAL | SymbolFlags::NONLOCAL | SymbolFlags::DELETED)
        && !binding.flags.intersects(BindingFlags::GLOBAL | BindingFlags::NONLOCAL);
    if !is_simple || semantic.scope_of(name) != binding.scope {
        return None;
    }
    let nodes = semantic.nodes();
    let place = nodes.try_id(name)?;
    // It reaches the use if the use stands in the block it is in, or deeper.
    let block = semantic.parent_id(binding.statement)?;
    if !nodes.contains(block, place) || semantic.are_exclusive(binding.statement, place) {
        return None;
    }
    // A loop around the use brings later bindings back to it.
    let outermost_loop = semantic
        .ancestor_ids(place)
        .take_while(|ancestor| *ancestor != block)
        .filter(|ancestor| {
            matches!(nodes.get(*ancestor).syntax, AnyNodeRef::StmtFor(_) | AnyNodeRef::StmtWhile(_))
        })
        .last();
    for (count, other) in semantic.bindings_of(binding.symbol).enumerate() {
        if count == MOST_BINDINGS {
            return None;
        }
        let other = semantic.binding(other);
        if outermost_loop.is_some_and(|outer| nodes.contains(outer, other.node)) {
            return None;
        }
    }
    Some(value)
}

impl<'m, 'a> Attempt<'m, 'a> {
    /// Matches the value behind a name, if names stand for any value.
    pub(super) fn propagated(
        &mut self,
        id: TreeId,
        node: AnyNodeRef<'a>,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        if !self.options.symbolic_propagation || self.names_followed == MOST_NAMES {
            return false;
        }
        let AnyNodeRef::ExprName(name) = node else { return false };
        let Some(value) = value_of(name, self.file.subject.semantic) else { return false };
        let before = self.names_followed;
        self.names_followed += 1;
        let found = self.node(id, value.into(), &mut |attempt| {
            // What comes next begins anew.
            let followed = std::mem::replace(&mut attempt.names_followed, before);
            let found = next(attempt);
            attempt.names_followed = followed;
            found
        });
        self.names_followed = before;
        found
    }
}
