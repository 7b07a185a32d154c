//! From uses of names to what they mean.

use ruff_python_ast::Expr;
use ruff_text_size::TextRange;

use super::Builder;
use crate::recycling::Queues;
use crate::{
    Binding, BindingFlags, BindingId, BindingKind, Context, NameId, NodeId, QualifiedName,
    Reference, ReferenceId, ScopeId, ScopeKind, SymbolFlags, Target,
};

impl<'a> Builder<'a> {
    /// Notes that `name` is read at `node`.
    pub(super) fn load(&mut self, name: &'a str, node: NodeId, range: TextRange) {
        let name = self.intern(name);
        let is_forward = self.is_forward;
        let own = if is_forward { None } else { self.own_binding(name) };
        let target = own.map_or(Target::Unresolved, Target::Binding);
        let id = self.add_reference(name, node, range, target);
        match own {
            Some(binding) => self.link(id, binding),
            None if is_forward => self.queues.deferred.push((id, self.scope, true)),
            None => self.resolve_now(id),
        }
    }

    /// The binding of a name that is in force in the scope being walked itself, where nothing
    /// else is to be thought of: what most uses mean.
    #[inline(always)]
    fn own_binding(&self, name: NameId) -> Option<BindingId> {
        let scope = self.scope;
        let name = self.symbols.names.get(name);
        let is_module = scope == ScopeId::MODULE;
        let symbol = &self.symbols[if is_module { name.in_module } else { name.elsewhere }?];
        let is_own = is_module
            || symbol.scope == scope
                && !symbol.flags.intersects(SymbolFlags::GLOBAL | SymbolFlags::NONLOCAL);
        symbol.current.filter(|binding| is_own && !self.is_passed_by(scope, *binding))
    }

    /// Looks a use up from where it stands outwards, as far as the code runs right away.
    #[inline(never)]
    fn resolve_now(&mut self, id: ReferenceId) {
        self.resolve::<false>(id, self.scope, true);
    }

    /// Notes that `name` is deleted at `node`: only a name of this very scope can be.
    pub(super) fn load_own(&mut self, name: &'a str, node: NodeId, range: TextRange) {
        let name = self.intern(name);
        let id = self.add_reference(name, node, range, Target::Unresolved);
        let is_own = self.symbols.find(self.scope, name).is_some_and(|symbol| {
            let symbol = &self.symbols[symbol];
            symbol.current.is_some()
                || symbol.flags.intersects(SymbolFlags::GLOBAL | SymbolFlags::NONLOCAL)
        });
        if is_own {
            self.resolve_now(id);
        } else {
            self.attach_to_nothing(id, Target::Unresolved);
        }
    }

    /// Notes that a `nonlocal` statement needs `name` to be bound in a function around.
    pub(super) fn load_outward(&mut self, name: &'a str, node: NodeId, range: TextRange) {
        let name = self.intern(name);
        let id = self.add_reference(name, node, range, Target::Unresolved);
        let outer = self.scopes[self.scope.index()].parent.unwrap_or(ScopeId::MODULE);
        self.queues.deferred.push((id, outer, false));
    }

    #[inline(always)]
    fn add_reference(
        &mut self,
        name: NameId,
        node: NodeId,
        range: TextRange,
        target: Target,
    ) -> ReferenceId {
        let id = ReferenceId::new(self.references.len());
        self.symbols.names.get_mut(name).last_use = Some(id);
        self.references.push(Reference {
            name,
            range,
            node,
            scope: self.scope,
            context: self.context,
            target,
            is_export: false,
            next: None,
        });
        id
    }

    /// Makes uses of a handler's exception by functions in its body, put off since `start`, mean
    /// that exception: it is gone when the module is at its end.
    pub(super) fn use_in_closures(&mut self, exception: BindingId, start: usize) {
        let Binding { symbol, scope, flags, .. } = self.bindings[exception.index()];
        if flags.intersects(BindingFlags::GLOBAL | BindingFlags::NONLOCAL) {
            return;
        }
        let Some(name) = self.symbols.names.find(self.symbols[symbol].name) else { return };
        let mut index = start;
        while let Some((id, to, _)) = self.queues.deferred.get(index).copied() {
            if to == scope && self.references[id.index()].name == name {
                self.attach(id, exception);
                self.queues.deferred.remove(index);
            } else {
                index += 1;
            }
        }
    }

    /// Looks a use up from `start` outwards, and in `start` itself even if it is a class when
    /// the use stands there. At the end of the module nothing is put off any more.
    #[inline(always)]
    fn resolve<const AT_END: bool>(&mut self, id: ReferenceId, start: ScopeId, stands_there: bool) {
        let Reference { name, context, .. } = self.references[id.index()];
        let mut scope = start;
        let mut stands_there = stands_there;
        if AT_END
            && self.is_forward_annotation(context)
            && let Some(symbol) = self.symbols.find(ScopeId::MODULE, name)
            && let Some(binding) = self.symbols[symbol].current
        {
            self.attach(id, binding);
            return;
        }
        loop {
            let data = &self.scopes[scope.index()];
            if (stands_there || data.is_visible_from_within())
                && let Some(symbol) = self.symbols.find(scope, name)
            {
                let symbol = &self.symbols[symbol];
                let is_outward =
                    symbol.flags.intersects(SymbolFlags::GLOBAL | SymbolFlags::NONLOCAL)
                        && scope != ScopeId::MODULE;
                if is_outward {
                    let parent = data.parent.unwrap_or(ScopeId::MODULE);
                    let to = if symbol.flags.contains(SymbolFlags::GLOBAL) {
                        ScopeId::MODULE
                    } else {
                        parent
                    };
                    if AT_END {
                        scope = to;
                        stands_there = false;
                        continue;
                    }
                    self.queues.deferred.push((id, to, false));
                    return;
                }
                if let Some(binding) = symbol.current
                    && !self.is_passed_by(scope, binding)
                {
                    self.attach(id, binding);
                    return;
                }
            }
            // The names of a class are seen through the type parameters and the comprehension's
            // first iterable only; both were entered before the class was left.
            stands_there = stands_there && matches!(data.kind, ScopeKind::TypeParameters);
            match data.parent {
                None => break,
                Some(parent) if data.is_deferred() && !AT_END => {
                    self.queues.deferred.push((id, parent, false));
                    return;
                }
                Some(parent) => scope = parent,
            }
        }
        if AT_END {
            self.attach_loose(id);
        } else {
            self.queues.unbound.push(id);
        }
    }

    /// Whether code in a scope does not see a binding of its own: a class's annotation without a
    /// value leaves the name to the scopes around.
    fn is_passed_by(&self, scope: ScopeId, binding: BindingId) -> bool {
        matches!(self.bindings[binding.index()].kind, BindingKind::Annotation(_))
            && matches!(self.scopes[scope.index()].kind, ScopeKind::Class(_))
            && !self.module.kind.is_stub()
    }

    /// Whether names in this context are evaluated, if ever, by what sees the module's names
    /// first: `typing.get_type_hints` does.
    fn is_forward_annotation(&self, context: Context) -> bool {
        context.intersects(Context::STRING_ANNOTATION)
            || self.annotations_are_deferred && context.intersects(Context::ANNOTATION)
    }

    /// Makes a use mean a binding.
    #[inline]
    pub(super) fn attach(&mut self, id: ReferenceId, binding_id: BindingId) {
        self.references[id.index()].target = Target::Binding(binding_id);
        self.link(id, binding_id);
    }

    /// Adds a use to those of the binding that it means.
    #[inline(always)]
    fn link(&mut self, id: ReferenceId, binding_id: BindingId) {
        let binding = &mut self.bindings[binding_id.index()];
        match binding.last_reference.replace(id) {
            None => binding.first_reference = Some(id),
            Some(last) => self.references[last.index()].next = Some(id),
        }
        if self.has_submodule_import
            && let BindingKind::Import(alias) = binding.kind
            && alias.asname.is_some()
        {
            let scope = binding.scope;
            self.use_submodule(scope, &alias.name);
        }
    }

    /// After `import a as b` and `import a.c`, `b.c` is a use of the second import too.
    #[inline(never)]
    fn use_submodule(&mut self, scope: ScopeId, module: &str) {
        if let Some(name) = self.symbols.names.find(module)
            && let Some(symbol) = self.symbols.find(scope, name)
            && let Some(current) = self.symbols[symbol].current
            && let BindingKind::SubmoduleImport(_) = self.bindings[current.index()].kind
        {
            self.bindings[current.index()].flags |= BindingFlags::USED_BY_ALIAS;
        }
    }

    /// Makes a use mean a builtin, a star import, or nothing.
    fn attach_loose(&mut self, id: ReferenceId) {
        let reference = &self.references[id.index()];
        let Reference { name, scope, .. } = *reference;
        // A builtin is one wherever it is not bound; asking again costs more than looking back.
        let is_known_builtin = matches!(self.symbols.names.get(name).loose, Some((first, _))
            if self.references[first.index()].target == Target::Builtin);
        let target = if is_known_builtin && !is_class_name(self.symbols.names.get(name).text) {
            Target::Builtin
        } else {
            self.loose_target(self.symbols.names.get(name).text, reference)
        };
        let is_in_class = matches!(self.scopes[scope.index()].kind, ScopeKind::Class(_));
        match is_in_class.then(|| self.passed_annotation(id)).flatten() {
            Some(annotation) if target != Target::StarImport => self.attach(id, annotation),
            _ => self.attach_to_nothing(id, target),
        }
    }

    /// The annotation of the class a use stands in, if it was passed by in favour of the scopes
    /// around.
    fn passed_annotation(&self, id: ReferenceId) -> Option<BindingId> {
        let Reference { name, scope, node, .. } = self.references[id.index()];
        let symbol = self.symbols.find(scope, name)?;
        let binding = self.symbols[symbol].current?;
        let is_above = self.bindings[binding.index()].node < node;
        (is_above && self.is_passed_by(scope, binding)).then_some(binding)
    }

    fn attach_to_nothing(&mut self, id: ReferenceId, target: Target) {
        let name = self.references[id.index()].name;
        self.references[id.index()].target = target;
        match &mut self.symbols.names.get_mut(name).loose {
            none @ None => *none = Some((id, id)),
            Some((_, last)) => {
                let previous = std::mem::replace(last, id);
                self.references[previous.index()].next = Some(id);
            }
        }
    }

    fn loose_target(&self, name: &str, reference: &Reference) -> Target {
        let scope = reference.scope;
        if self.is_builtin(name)
            || (name == "__class__" && self.is_in_method(scope))
            || (matches!(name, "__module__" | "__qualname__")
                && matches!(self.scopes[scope.index()].kind, ScopeKind::Class(_)))
        {
            Target::Builtin
        } else if self.sees_star_import(reference) {
            Target::StarImport
        } else {
            Target::Unresolved
        }
    }

    fn is_in_method(&self, scope: ScopeId) -> bool {
        let mut scope = Some(scope);
        let mut in_function = false;
        while let Some(id) = scope {
            let data = &self.scopes[id.index()];
            match data.kind {
                ScopeKind::Function(_) | ScopeKind::Lambda => in_function = true,
                ScopeKind::Class(_) if in_function => return true,
                _ => {}
            }
            scope = data.parent;
        }
        false
    }

    /// Whether a star import may have brought what is used: one in a scope that the use sees,
    /// and, if both run right away, above it.
    fn sees_star_import(&self, reference: &Reference) -> bool {
        let mut scope = Some(reference.scope);
        let mut runs_later = self.is_forward_annotation(reference.context);
        while let Some(id) = scope {
            let data = &self.scopes[id.index()];
            if (id == reference.scope || data.is_visible_from_within())
                && data.star_imports.iter().any(|star| runs_later || *star < reference.node)
            {
                return true;
            }
            runs_later |= data.is_deferred();
            scope = data.parent;
        }
        false
    }

    pub(super) fn is_builtin(&self, name: &str) -> bool {
        crate::model::is_builtin_name(name, self.module.python_minor)
            || self.module.extra_builtins.iter().any(|builtin| builtin == name)
    }

    /// Gives the bindings made under `global` and `nonlocal` to the scopes they belong to.
    pub(super) fn settle_outward_bindings(&mut self) {
        for id in std::mem::take(&mut self.outward) {
            let binding = &self.bindings[id.index()];
            let name = self.symbols[binding.symbol].name;
            let Some(name_id) = self.symbols.names.find(name) else { continue };
            let owner = if binding.flags.contains(BindingFlags::GLOBAL) {
                ScopeId::MODULE
            } else {
                match self.owner_of_nonlocal(binding.from_scope, name_id) {
                    Some(owner) => owner,
                    None => continue,
                }
            };
            let symbol_id = self.symbol(owner, name, SymbolFlags::empty());
            let symbol = &mut self.symbols[symbol_id];
            let previous = symbol.last.replace(id);
            let is_value = symbol.current.is_some_and(|current| {
                !matches!(self.bindings[current.index()].kind, BindingKind::Annotation(_))
            });
            if !is_value {
                symbol.current = Some(id);
            }
            let binding = &mut self.bindings[id.index()];
            binding.symbol = symbol_id;
            binding.scope = owner;
            binding.previous = previous;
        }
    }

    fn owner_of_nonlocal(&self, from: ScopeId, name: NameId) -> Option<ScopeId> {
        let mut scope = self.scopes[from.index()].parent?;
        while scope != ScopeId::MODULE {
            let data = &self.scopes[scope.index()];
            if data.is_visible_from_within()
                && let Some(symbol) = self.symbols.find(scope, name)
            {
                let flags = self.symbols[symbol].flags;
                if flags.intersects(SymbolFlags::BOUND)
                    && !flags.intersects(SymbolFlags::GLOBAL | SymbolFlags::NONLOCAL)
                {
                    return Some(scope);
                }
            }
            scope = data.parent?;
        }
        None
    }

    /// Resolves what was put off.
    pub(super) fn resolve_deferred(&mut self) {
        let Queues { mut deferred, mut unbound } = std::mem::take(&mut self.queues);
        for (id, scope, stands_there) in deferred.drain(..) {
            let name = self.symbols.names.get(self.references[id.index()].name);
            if name.elsewhere.is_some() {
                self.resolve::<true>(id, scope, stands_there);
                continue;
            }
            // The scopes between do not know the name.
            match name.in_module.and_then(|symbol| self.symbols[symbol].current) {
                Some(binding) => self.attach(id, binding),
                None => self.attach_loose(id),
            }
        }
        for id in unbound.drain(..) {
            let name = self.references[id.index()].name;
            let late = self
                .symbols
                .find(ScopeId::MODULE, name)
                .and_then(|symbol| self.symbols[symbol].current)
                .filter(|binding| {
                    let binding = &self.bindings[binding.index()];
                    binding.flags.contains(BindingFlags::FROM_FUNCTION)
                        && binding.range.start() < self.references[id.index()].range.start()
                });
            match late {
                Some(binding) => self.attach(id, binding),
                None => self.attach_loose(id),
            }
        }
        self.queues = Queues { deferred, unbound };
    }

    /// Makes the entries of `__all__` uses of the module's names.
    pub(super) fn resolve_exports(&mut self) {
        for index in 0..self.exports.names.len() {
            let export = self.exports.names[index];
            let Some(name) = self.symbols.names.find(export.name) else { continue };
            let Some(symbol) = self.symbols.find(ScopeId::MODULE, name) else {
                continue;
            };
            let Some(binding) = self.symbols[symbol].current else { continue };
            let id = ReferenceId::new(self.references.len());
            self.references.push(Reference {
                name,
                range: export.range,
                node: NodeId::new(0),
                scope: ScopeId::MODULE,
                context: Context::DUNDER_ALL,
                target: Target::Unresolved,
                is_export: true,
                next: None,
            });
            self.attach(id, binding);
        }
    }

    /// What a name means at this point of the walk, looking at all scopes around as they are.
    pub(super) fn binding_now(&self, name: &str) -> Option<BindingId> {
        let name = self.symbols.names.find(name)?;
        let mut scope = Some(self.scope);
        let mut stands_there = true;
        while let Some(id) = scope {
            let data = &self.scopes[id.index()];
            if (stands_there || data.is_visible_from_within())
                && let Some(symbol) = self.symbols.find(id, name)
                && let Some(binding) = self.symbols[symbol].current
            {
                return Some(binding);
            }
            stands_there = false;
            scope = data.parent;
        }
        None
    }

    /// The last part of an expression's qualified name at this point of the walk, if it may have
    /// one: cheaper than the whole.
    pub(super) fn last_name_now(&self, expression: &'a Expr) -> Option<&'a str> {
        match expression {
            Expr::Attribute(attribute) => Some(&attribute.attr),
            Expr::Name(name) => match self.binding_now(&name.id) {
                None => Some(&name.id),
                Some(binding) => match self.bindings[binding.index()].kind {
                    BindingKind::FromImport { alias, .. } => Some(&alias.name),
                    BindingKind::Import(alias) => alias.name.rsplit('.').next(),
                    _ => None,
                },
            },
            _ => None,
        }
    }

    /// The qualified name of an expression at this point of the walk.
    pub(super) fn qualified_name_now(&self, expression: &'a Expr) -> Option<QualifiedName<'a>> {
        match expression {
            Expr::Name(name) => match self.binding_now(&name.id) {
                Some(binding) => {
                    let path = self.bindings[binding.index()].path?;
                    Some(QualifiedName::from_segments(self.paths.get(path)))
                }
                None => self.is_builtin(&name.id).then(|| QualifiedName::builtin(&name.id)),
            },
            Expr::Attribute(attribute) => {
                let mut qualified = self.qualified_name_now(&attribute.value)?;
                qualified.push(&attribute.attr);
                Some(qualified)
            }
            _ => None,
        }
    }
}

/// Whether a name is there in classes only.
fn is_class_name(name: &str) -> bool {
    matches!(name, "__class__" | "__module__" | "__qualname__")
}
