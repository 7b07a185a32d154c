//! Making bindings.

use ruff_python_ast::{Expr, Identifier};
use ruff_text_size::{Ranged, TextRange};

use super::Builder;
use crate::{
    Binding, BindingFlags, BindingId, BindingKind, Context, NodeId, ScopeId, ScopeKind, SymbolFlags,
};

impl<'a> Builder<'a> {
    /// Binds a name in the scope being walked.
    pub(super) fn bind(
        &mut self,
        name: &'a str,
        range: TextRange,
        node: NodeId,
        kind: BindingKind<'a>,
        flags: BindingFlags,
    ) -> BindingId {
        self.bind_in(self.scope, name, range, node, kind, flags)
    }

    /// Binds a name in a scope around.
    pub(super) fn bind_in(
        &mut self,
        scope: ScopeId,
        name: &'a str,
        range: TextRange,
        node: NodeId,
        kind: BindingKind<'a>,
        mut flags: BindingFlags,
    ) -> BindingId {
        let symbol_id = self.symbol(scope, name, symbol_flags(&kind));
        if name.starts_with('_') {
            flags |= BindingFlags::PRIVATE;
        }
        let id = BindingId::new(self.bindings.len());
        let symbol = &mut self.symbols[symbol_id];
        let is_declaration = matches!(kind, BindingKind::Global | BindingKind::Nonlocal);
        if !is_declaration && scope != ScopeId::MODULE {
            if symbol.flags.contains(SymbolFlags::GLOBAL) {
                flags |= BindingFlags::GLOBAL | BindingFlags::FROM_FUNCTION;
            } else if symbol.flags.contains(SymbolFlags::NONLOCAL) {
                flags |= BindingFlags::NONLOCAL;
            }
        }
        let is_outward = flags.intersects(BindingFlags::GLOBAL | BindingFlags::NONLOCAL);
        let (mut previous, mut shadowed) = (None, None);
        if is_outward {
            self.outward.push(id);
        } else if !is_declaration {
            previous = symbol.last.replace(id);
            shadowed = symbol.current;
            // Parameters come first in their scope: what comes before one is another.
            if previous.is_some() && matches!(kind, BindingKind::Parameter) {
                self.repeated_parameters.push(id);
            }
            match kind {
                // An annotation alone gives no value: an earlier one stays in force.
                BindingKind::Annotation(_) if shadowed.is_some() => {}
                BindingKind::Deletion => symbol.current = None,
                _ => symbol.current = Some(id),
            }
        }
        let path = self.paths.add(id, name, &kind, &self.module);
        self.bindings.push(Binding {
            kind,
            name,
            range,
            symbol: symbol_id,
            scope,
            from_scope: self.scope,
            node,
            statement: self.statement,
            context: self.context,
            flags,
            previous,
            shadowed,
            path,
            first_reference: None,
            last_reference: None,
        });
        id
    }

    /// Binds an identifier that is no node of its own; `node` is what holds it.
    pub(super) fn bind_identifier(
        &mut self,
        identifier: &'a Identifier,
        node: NodeId,
        kind: BindingKind<'a>,
    ) -> BindingId {
        let id = self.bind(&identifier.id, identifier.range(), node, kind, BindingFlags::empty());
        self.nodes.set_payload(node, id.index());
        id
    }

    /// Walks a target and binds what it names.
    pub(super) fn target(&mut self, target: &'a Expr, kind: BindingKind<'a>, flags: BindingFlags) {
        self.with_context(Context::TARGET, |builder| builder.target_part(target, kind, flags));
    }

    fn target_part(&mut self, target: &'a Expr, kind: BindingKind<'a>, flags: BindingFlags) {
        match target {
            Expr::Name(name) => {
                let node = self.name_leaf(name, self.bindings.len());
                let scope = match kind {
                    BindingKind::Walrus(_) => self.walrus_scope(),
                    _ => self.scope,
                };
                let is_export = scope == ScopeId::MODULE
                    && name.id.as_str() == "__all__"
                    && !flags.contains(BindingFlags::UNPACKED)
                    && matches!(
                        kind,
                        BindingKind::Assignment(_) | BindingKind::AnnotatedAssignment { .. }
                    );
                let kind = if is_export { BindingKind::Export } else { kind };
                self.bind_in(scope, &name.id, name.range, node, kind, flags);
            }
            Expr::Tuple(tuple) => {
                let entered = self.enter(tuple);
                for element in &tuple.elts {
                    self.target_part(element, kind, flags | BindingFlags::UNPACKED);
                }
                self.leave(entered);
            }
            Expr::List(list) => {
                let entered = self.enter(list);
                for element in &list.elts {
                    self.target_part(element, kind, flags | BindingFlags::UNPACKED);
                }
                self.leave(entered);
            }
            Expr::Starred(starred) => {
                let entered = self.enter(starred);
                self.target_part(&starred.value, kind, flags | BindingFlags::STARRED);
                self.leave(entered);
            }
            _ => self.expression(target),
        }
    }

    /// The scope a walrus binds in: the one around all comprehensions.
    fn walrus_scope(&mut self) -> ScopeId {
        let mut scope = self.scope;
        while let ScopeKind::Comprehension(_) = self.scopes[scope.index()].kind {
            match self.scopes[scope.index()].parent {
                Some(parent) => scope = parent,
                None => break,
            }
        }
        scope
    }

    /// Walks the target of a `del`.
    pub(super) fn delete(&mut self, target: &'a Expr) {
        match target {
            Expr::Name(name) => {
                let node = self.name_leaf(name, self.references.len());
                self.load_own(&name.id, node, name.range);
                if self.branches == 0 {
                    self.bind(
                        &name.id,
                        name.range,
                        node,
                        BindingKind::Deletion,
                        BindingFlags::empty(),
                    );
                } else {
                    self.symbol(self.scope, &name.id, SymbolFlags::ASSIGNED);
                }
            }
            Expr::Tuple(tuple) => {
                let entered = self.enter(tuple);
                tuple.elts.iter().for_each(|element| self.delete(element));
                self.leave(entered);
            }
            Expr::List(list) => {
                let entered = self.enter(list);
                list.elts.iter().for_each(|element| self.delete(element));
                self.leave(entered);
            }
            _ => self.expression(target),
        }
    }
}

fn symbol_flags(kind: &BindingKind<'_>) -> SymbolFlags {
    match kind {
        BindingKind::Annotation(_) => SymbolFlags::ANNOTATED,
        BindingKind::AnnotatedAssignment { .. } => SymbolFlags::ANNOTATED | SymbolFlags::ASSIGNED,
        BindingKind::Parameter => SymbolFlags::PARAMETER,
        BindingKind::Import(_)
        | BindingKind::SubmoduleImport(_)
        | BindingKind::FromImport { .. }
        | BindingKind::FutureImport(_) => SymbolFlags::IMPORTED,
        BindingKind::Global => SymbolFlags::GLOBAL,
        BindingKind::Nonlocal => SymbolFlags::NONLOCAL,
        BindingKind::ComprehensionTarget => {
            SymbolFlags::ASSIGNED.union(SymbolFlags::COMPREHENSION_TARGET)
        }
        BindingKind::TypeParameter => SymbolFlags::ASSIGNED.union(SymbolFlags::TYPE_PARAMETER),
        BindingKind::ClassCell => SymbolFlags::empty(),
        _ => SymbolFlags::ASSIGNED,
    }
}
