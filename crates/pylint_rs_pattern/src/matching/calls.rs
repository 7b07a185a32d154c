//! The calls of a file by what they may call.

use pylint_rs_semantic::{Binding, BindingId, BindingKind, NodeId, Target};
use ruff_python_ast::{AnyNodeRef, Expr, ExprName, NodeKind};
use rustc_hash::FxHashMap;

use crate::Subject;

/// From so many patterns of calls on it pays to sort the calls first.
pub(super) const WORTH_SORTING: u32 = 4;

/// The calls of a file by the last part of the name of what they call.
pub(super) struct Calls<'a> {
    by_name: FxHashMap<&'a str, Vec<NodeId>>,
    /// Calls of what may have another name than the one that is written.
    others: Vec<NodeId>,
}

impl<'a> Calls<'a> {
    pub(super) fn new(subject: &Subject<'a>) -> Self {
        let mut calls = Self { by_name: FxHashMap::default(), others: Vec::new() };
        for id in subject.semantic.nodes().of_kind(NodeKind::ExprCall) {
            let AnyNodeRef::ExprCall(call) = subject.semantic.node(*id).syntax else { continue };
            let name = match &*call.func {
                Expr::Attribute(attribute) => Some(attribute.attr.as_str()),
                Expr::Name(name) => goes_by_its_name(name, subject).then(|| name.id.as_str()),
                _ => None,
            };
            match name {
                Some(name) => calls.by_name.entry(name).or_default().push(*id),
                None => calls.others.push(*id),
            }
        }
        calls
    }

    /// The calls that may be of something whose dotted name ends in one of these ways.
    pub(super) fn of_any<'n>(
        &self,
        names: &'n [Box<str>],
    ) -> impl Iterator<Item = NodeId> + use<'_, 'n, 'a> {
        let named = names.iter().filter_map(|name| self.by_name.get(&**name)).flatten();
        named.chain(&self.others).copied()
    }

    /// The calls that may be of something whose dotted name ends so.
    pub(super) fn of(&self, name: &str) -> impl Iterator<Item = NodeId> {
        let named = self.by_name.get(name).map(Vec::as_slice).unwrap_or_default();
        named.iter().chain(&self.others).copied()
    }
}

/// Whether a name can only mean something whose dotted name ends with it.
fn goes_by_its_name(name: &ExprName, subject: &Subject<'_>) -> bool {
    let semantic = subject.semantic;
    match semantic.target_of(name) {
        Some(Target::Binding(id)) => {
            let binding = semantic.binding(id);
            is_only_binding(id, binding, subject)
                && match binding.kind {
                    BindingKind::Function(_) | BindingKind::Class(_) | BindingKind::Parameter => {
                        true
                    }
                    _ => semantic
                        .import_path(id)
                        .is_some_and(|path| path.segments().last() == Some(&name.id.as_str())),
                }
        }
        Some(Target::Builtin | Target::StarImport | Target::Unresolved) => true,
        None => false,
    }
}

fn is_only_binding(id: BindingId, binding: &Binding<'_>, subject: &Subject<'_>) -> bool {
    binding.previous.is_none() && subject.semantic.symbol(binding.symbol).last == Some(id)
}
