//! Looking up what the walk found.

use std::sync::{Mutex, OnceLock};

use ruff_python_ast::helpers::map_subscript;
use ruff_python_ast::{
    AnyNodeRef, Expr, HasNodeIndex, ModModule, NodeKind, PySourceType, Stmt, StmtClassDef,
};
use ruff_text_size::TextSize;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::builder::Builder;
use crate::classification::classify;
use crate::import_paths::ImportPaths;
use crate::recycling::Queues;
use crate::symbol_table::SymbolTable;
use crate::{
    Binding, BindingFlags, BindingId, BindingKind, Classification, Context, ControlFlow, Exports,
    MalformedAnnotation, ModuleContext, NameId, Node, NodeId, Nodes, QualifiedName, Reference,
    ReferenceId, Scope, ScopeId, ScopeKind, Storage, Symbol, SymbolFlags, SymbolId, Target,
};

/// How many classes are looked at above one: no hierarchy that a person wrote has as many, and a
/// chain of thousands would be gone through from each of its links.
const MOST_BASES: usize = 256;

/// How many names bound once are followed to the value behind them.
const ALIAS_LIMIT: usize = 8;

/// Everything known of a file's names.
pub struct Semantic<'a> {
    pub(crate) module: ModuleContext<'a>,
    pub(crate) extra_builtins: FxHashSet<&'a str>,
    pub(crate) nodes: Nodes<'a>,
    pub(crate) scopes: Vec<Scope<'a>>,
    pub(crate) bindings: Vec<Binding<'a>>,
    pub(crate) references: Vec<Reference>,
    pub(crate) symbols: SymbolTable<'a>,
    pub(crate) paths: ImportPaths<'a>,
    pub(crate) exports: Exports<'a>,
    pub(crate) malformed_annotations: Vec<MalformedAnnotation>,
    pub(crate) string_annotations: Vec<&'a Expr>,
    pub(crate) annotations_are_deferred: bool,
    /// By scope: few are asked for, so that each is a box of its own.
    pub(crate) control_flows: OnceLock<Box<[OnceLock<Box<ControlFlow>>]>>,
    /// Whether classes are metaclasses, by where they begin: it is asked for each use of `self`.
    pub(crate) metaclasses: Mutex<FxHashMap<TextSize, bool>>,
    pub(crate) early_uses: Vec<(ReferenceId, SymbolId)>,
    /// Parameters that have the name of one before.
    pub(crate) repeated_parameters: Vec<BindingId>,
    /// Kept for the next index.
    pub(crate) queues: Queues,
}

impl<'a> Semantic<'a> {
    /// Walks a module.
    pub fn build(
        module: &'a ModModule,
        storage: &'a Storage,
        context: ModuleContext<'a>,
    ) -> Semantic<'a> {
        Builder::build(module, storage, context)
    }

    /// The nodes.
    pub fn nodes(&self) -> &Nodes<'a> {
        &self.nodes
    }

    /// What is known of the module beyond its text.
    pub fn module(&self) -> &ModuleContext<'a> {
        &self.module
    }

    /// The decoded text.
    pub fn source(&self) -> &'a str {
        self.module.source
    }

    /// Module or stub.
    pub fn kind(&self) -> PySourceType {
        self.module.kind
    }

    /// Whether annotations are never evaluated when the module is run.
    pub fn annotations_are_deferred(&self) -> bool {
        self.annotations_are_deferred
    }

    /// Strings in place of a type that do not hold an expression.
    pub fn malformed_annotations(&self) -> &[MalformedAnnotation] {
        &self.malformed_annotations
    }

    // Nodes ---------------------------------------------------------------------------------

    /// The arena's record of a node.
    pub fn node(&self, id: NodeId) -> &Node<'a> {
        self.nodes.get(id)
    }

    /// A node's id. See [`Nodes::id`] for when it panics.
    pub fn id(&self, node: impl HasNodeIndex) -> NodeId {
        self.nodes.id(node)
    }

    /// What surrounds a node.
    pub fn context(&self, node: impl HasNodeIndex) -> Context {
        self.nodes.get(self.nodes.id(node)).context
    }

    /// The scope a node is evaluated in.
    pub fn scope_of(&self, node: impl HasNodeIndex) -> ScopeId {
        self.nodes.get(self.nodes.id(node)).scope
    }

    /// The id of the node around a node.
    pub fn parent_id(&self, id: NodeId) -> Option<NodeId> {
        self.nodes.get(id).parent
    }

    /// The node around a node.
    pub fn parent(&self, node: impl HasNodeIndex) -> Option<AnyNodeRef<'a>> {
        let parent = self.parent_id(self.nodes.id(node))?;
        Some(self.nodes.get(parent).syntax)
    }

    /// The nodes around a node, from the inside out.
    pub fn ancestors(&self, node: impl HasNodeIndex) -> impl Iterator<Item = AnyNodeRef<'a>> {
        self.ancestor_ids(self.nodes.id(node)).map(|id| self.nodes.get(id).syntax)
    }

    /// The ids of the nodes around a node, from the inside out.
    pub fn ancestor_ids(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.parent_id(id), |id| self.parent_id(*id))
    }

    /// The innermost statement that is or holds a node, by id.
    pub fn statement_id(&self, id: NodeId) -> Option<NodeId> {
        std::iter::once(id)
            .chain(self.ancestor_ids(id))
            .find(|id| self.nodes.get(*id).syntax.is_statement())
    }

    /// The innermost statement that is or holds a node.
    pub fn statement(&self, node: impl HasNodeIndex) -> Option<AnyNodeRef<'a>> {
        self.statement_id(self.nodes.id(node)).map(|id| self.nodes.get(id).syntax)
    }

    /// The statement around a statement.
    pub fn parent_statement(&self, statement: impl HasNodeIndex) -> Option<AnyNodeRef<'a>> {
        self.ancestors(statement).find(|node| node.is_statement())
    }

    /// All nodes of a kind, in the order of evaluation.
    pub fn nodes_of_kind(&self, kind: NodeKind) -> impl Iterator<Item = AnyNodeRef<'a>> {
        self.nodes.of_kind(kind).iter().map(|id| self.nodes.get(*id).syntax)
    }

    // Scopes --------------------------------------------------------------------------------

    /// All scopes, the outer before the inner.
    pub fn scopes(&self) -> impl Iterator<Item = (ScopeId, &Scope<'a>)> {
        self.scopes.iter().enumerate().map(|(index, scope)| (ScopeId::new(index), scope))
    }

    /// A scope.
    pub fn scope(&self, id: ScopeId) -> &Scope<'a> {
        &self.scopes[id.index()]
    }

    /// The scope that a function, class, lambda or comprehension makes.
    pub fn scope_made_by(&self, node: impl HasNodeIndex) -> Option<ScopeId> {
        let id = self.nodes.id(node);
        if self.nodes.get(id).syntax.is_expr_attribute() {
            return None;
        }
        self.nodes.payload(id).map(ScopeId::new)
    }

    /// A scope and those around it, from the inside out.
    pub fn scope_chain(&self, id: ScopeId) -> impl Iterator<Item = ScopeId> {
        std::iter::successors(Some(id), |id| self.scopes[id.index()].parent)
    }

    /// The nearest scope, itself included, that is not a comprehension nor of type parameters.
    pub fn body_scope(&self, id: ScopeId) -> ScopeId {
        self.scope_chain(id)
            .find(|id| {
                !matches!(
                    self.scope(*id).kind,
                    ScopeKind::Comprehension(_) | ScopeKind::TypeParameters
                )
            })
            .unwrap_or(ScopeId::MODULE)
    }

    /// The function a node is evaluated in, if it is in one (not looking out of classes).
    pub fn enclosing_function(
        &self,
        node: impl HasNodeIndex,
    ) -> Option<&'a ruff_python_ast::StmtFunctionDef> {
        match self.scope(self.body_scope(self.scope_of(node))).kind {
            ScopeKind::Function(function) => Some(function),
            _ => None,
        }
    }

    /// The class whose body directly holds a node (a method, a field), if one does.
    pub fn enclosing_class(
        &self,
        node: impl HasNodeIndex,
    ) -> Option<&'a ruff_python_ast::StmtClassDef> {
        match self.scope(self.body_scope(self.scope_of(node))).kind {
            ScopeKind::Class(class) => Some(class),
            _ => None,
        }
    }

    // Symbols, bindings, references -----------------------------------------------------------

    /// A name in a scope.
    pub fn symbol(&self, id: SymbolId) -> &Symbol<'a> {
        &self.symbols[id]
    }

    /// The symbol of a name in a scope, if it is bound or declared there.
    pub fn symbol_in(&self, scope: ScopeId, name: &str) -> Option<SymbolId> {
        self.symbols.find(scope, self.symbols.names.find(name)?)
    }

    /// The names of a scope, in the order in which they first appear.
    pub fn symbols_of(&self, scope: ScopeId) -> impl Iterator<Item = SymbolId> {
        let first = self.scope(scope).symbols.map(|(first, _)| first);
        std::iter::successors(first, |id| self.symbol(*id).next)
    }

    /// The class of every name of every scope, as CPython's `symtable` has it. It is worked out
    /// anew at each call.
    pub fn classification(&self) -> Classification<'a> {
        classify(self)
    }

    /// The graph of the body a scope's code runs in: that of the function or module around it,
    /// which has the bodies of classes where they stand. Built when first asked for; none for
    /// lambdas.
    pub fn control_flow(&self, scope: ScopeId) -> Option<&ControlFlow> {
        let scope = self.running_scope(scope)?;
        let flows = self
            .control_flows
            .get_or_init(|| self.scopes.iter().map(|_| OnceLock::new()).collect());
        Some(flows[scope.index()].get_or_init(|| Box::new(ControlFlow::build(self, scope))))
    }

    /// All bindings, in the order of evaluation.
    pub fn bindings(&self) -> impl Iterator<Item = (BindingId, &Binding<'a>)> {
        self.bindings.iter().enumerate().map(|(index, binding)| (BindingId::new(index), binding))
    }

    /// A binding.
    pub fn binding(&self, id: BindingId) -> &Binding<'a> {
        &self.bindings[id.index()]
    }

    /// The bindings of a name in its scope, the last first.
    pub fn bindings_of(&self, symbol: SymbolId) -> impl Iterator<Item = BindingId> {
        std::iter::successors(self.symbol(symbol).last, |id| self.binding(*id).previous)
    }

    /// The binding that a target name, a definition, a parameter, an alias, a handler or a
    /// pattern makes.
    pub fn binding_made_by(&self, node: impl HasNodeIndex) -> Option<BindingId> {
        let id = self.nodes.id(node);
        match self.nodes.get(id).syntax {
            AnyNodeRef::ExprName(name) if name.ctx.is_store() => {}
            AnyNodeRef::Parameter(_)
            | AnyNodeRef::Alias(_)
            | AnyNodeRef::ExceptHandlerExceptHandler(_)
            | AnyNodeRef::PatternMatchAs(_)
            | AnyNodeRef::PatternMatchStar(_)
            | AnyNodeRef::PatternMatchMapping(_)
            | AnyNodeRef::TypeParamTypeVar(_)
            | AnyNodeRef::TypeParamTypeVarTuple(_)
            | AnyNodeRef::TypeParamParamSpec(_) => {}
            AnyNodeRef::StmtFunctionDef(_) | AnyNodeRef::StmtClassDef(_) => {
                let scope = self.nodes.get(id).scope;
                let name = match self.nodes.get(id).syntax {
                    AnyNodeRef::StmtFunctionDef(function) => function.name.as_str(),
                    AnyNodeRef::StmtClassDef(class) => class.name.as_str(),
                    _ => return None,
                };
                let symbol = self.symbol_in(scope, name)?;
                return self.bindings_of(symbol).find(|binding| self.binding(*binding).node == id);
            }
            _ => return None,
        }
        self.nodes.payload(id).map(BindingId::new)
    }

    /// All uses of names, in the order of evaluation, those of `__all__` last.
    pub fn references(&self) -> impl Iterator<Item = (ReferenceId, &Reference)> {
        self.references.iter().enumerate().map(|(index, item)| (ReferenceId::new(index), item))
    }

    /// A use of a name.
    pub fn reference(&self, id: ReferenceId) -> &Reference {
        &self.references[id.index()]
    }

    /// The uses of a binding.
    pub fn references_to(&self, binding: BindingId) -> impl Iterator<Item = &Reference> {
        let first = self.binding(binding).first_reference;
        std::iter::successors(first, |id| self.reference(*id).next).map(|id| self.reference(id))
    }

    /// Whether a binding, or one of the same name in the same scope that came before it and was
    /// in force, is used: what Pyflakes calls used.
    pub fn is_used_or_shadows_used(&self, binding: BindingId) -> bool {
        self.binding(binding).flags.contains(BindingFlags::USED_SO_FAR)
    }

    /// Uses of names in a function that only comes to bind them after: the last before that,
    /// with the function's symbol.
    pub fn early_uses(&self) -> impl Iterator<Item = (&Reference, SymbolId)> {
        self.early_uses.iter().map(|(id, symbol)| (self.reference(*id), *symbol))
    }

    /// Whether one of the statements of a body is or holds a node.
    pub fn body_contains(&self, body: &[Stmt], node: NodeId) -> bool {
        let (Some(first), Some(last)) = (body.first(), body.last()) else { return false };
        self.id(first) <= node && node.index() < self.nodes.end_of(self.id(last))
    }

    /// The uses of a name that mean a builtin.
    pub fn builtin_references(&self, name: &str) -> impl Iterator<Item = &Reference> {
        self.unbound_references(name).filter(|reference| reference.target == Target::Builtin)
    }

    /// The uses of a name that mean no binding of this file: a builtin, something a star import
    /// may have brought, or nothing.
    pub fn unbound_references(&self, name: &str) -> impl Iterator<Item = &Reference> {
        let first = self
            .symbols
            .names
            .find(name)
            .and_then(|id| self.symbols.names.get(id).loose)
            .map(|(first, _)| first);
        std::iter::successors(first, |id| self.reference(*id).next).map(|id| self.reference(id))
    }

    /// An identifier's text.
    pub fn name(&self, id: NameId) -> &'a str {
        self.symbols.names.get(id).text
    }

    /// The identifiers that are bound or referred to, each once. Private names in classes are as
    /// CPython stores them.
    pub fn names(&self) -> impl Iterator<Item = &'a str> {
        self.symbols.names.texts()
    }

    /// The use an `ExprName` that is read or deleted makes.
    pub fn reference_of(&self, name: &ruff_python_ast::ExprName) -> Option<&Reference> {
        if name.ctx.is_store() {
            return None;
        }
        let id = self.nodes.try_id(name)?;
        self.nodes.payload(id).map(|index| &self.references[index])
    }

    /// The same by the id of an `ExprName` that is known to be read or deleted, at which it need
    /// not look.
    pub fn reference_at(&self, id: NodeId) -> Option<&Reference> {
        debug_assert!(matches!(
            self.nodes.get(id).syntax,
            AnyNodeRef::ExprName(name) if !name.ctx.is_store()
        ));
        self.nodes.payload(id).map(|index| &self.references[index])
    }

    /// What a name that is read means.
    pub fn target_of(&self, name: &ruff_python_ast::ExprName) -> Option<Target> {
        self.reference_of(name).map(|reference| reference.target)
    }

    /// The binding a name that is read means.
    pub fn binding_of(&self, name: &ruff_python_ast::ExprName) -> Option<BindingId> {
        match self.target_of(name)? {
            Target::Binding(binding) => Some(binding),
            _ => None,
        }
    }

    /// What a name would mean at the end of a scope.
    pub fn lookup(&self, name: &str, scope: ScopeId) -> Option<BindingId> {
        let name = self.symbols.names.find(name)?;
        for (depth, id) in self.scope_chain(scope).enumerate() {
            if (depth == 0 || self.scope(id).is_visible_from_within())
                && let Some(symbol) = self.symbols.find(id, name)
                && let Some(binding) = self.symbol(symbol).current
            {
                return Some(binding);
            }
        }
        None
    }

    /// Whether a name means the builtin in a scope: a fix may write it there.
    pub fn is_builtin_in(&self, name: &str, scope: ScopeId) -> bool {
        self.is_builtin_name(name) && self.lookup(name, scope).is_none()
    }

    /// Whether there is a builtin of that name.
    pub fn is_builtin_name(&self, name: &str) -> bool {
        is_builtin_name(name, self.module.python_minor) || self.extra_builtins.contains(name)
    }

    /// Whether an expression is the builtin of that name, not shadowed.
    pub fn is_builtin(&self, expression: &Expr, name: &str) -> bool {
        matches!(expression, Expr::Name(inner)
            if inner.id.as_str() == name && self.target_of(inner) == Some(Target::Builtin))
    }

    /// The type expression inside a string that is one, if it could be parsed.
    pub fn string_annotation(
        &self,
        string: &ruff_python_ast::ExprStringLiteral,
    ) -> Option<&'a Expr> {
        let id = self.nodes.try_id(string)?;
        self.nodes.payload(id).map(|index| self.string_annotations[index])
    }

    /// What `__all__` says.
    pub fn exports(&self) -> &Exports<'a> {
        &self.exports
    }

    // Names -----------------------------------------------------------------------------------

    /// The dotted name of the imported or builtin object that a name or attribute chain means.
    pub fn qualified_name(&self, expression: &'a Expr) -> Option<QualifiedName<'a>> {
        match expression {
            Expr::Name(name) => match self.target_of(name)? {
                Target::Binding(binding) => self.import_path(binding),
                Target::Builtin => Some(QualifiedName::builtin(&name.id)),
                Target::StarImport | Target::Unresolved => None,
            },
            Expr::Attribute(_) => {
                let mut attributes = Vec::new();
                let mut value = expression;
                while let Expr::Attribute(attribute) = value {
                    attributes.push(attribute.attr.as_str());
                    value = &attribute.value;
                }
                let mut qualified = match value {
                    Expr::Name(_) => self.qualified_name(value)?,
                    _ => return None,
                };
                attributes.into_iter().rev().for_each(|attribute| qualified.push(attribute));
                Some(qualified)
            }
            _ => None,
        }
    }

    /// As [`Self::qualified_name`], also through names bound once to such an expression
    /// (`hook = breakpoint`).
    pub fn qualified_name_through_aliases(
        &self,
        expression: &'a Expr,
    ) -> Option<QualifiedName<'a>> {
        let mut attributes: Vec<&'a str> = Vec::new();
        let mut value = expression;
        for _ in 0..ALIAS_LIMIT {
            while let Expr::Attribute(attribute) = value {
                attributes.push(attribute.attr.as_str());
                value = &attribute.value;
            }
            let Expr::Name(name) = value else { return None };
            if let Some(mut qualified) = self.qualified_name(value) {
                attributes.iter().rev().for_each(|attribute| qualified.push(attribute));
                return Some(qualified);
            }
            value = self.only_value(self.binding_of(name)?)?;
        }
        None
    }

    /// The dotted name an import binding stands for.
    pub fn import_path(&self, binding: BindingId) -> Option<QualifiedName<'a>> {
        self.import_segments(binding).map(QualifiedName::from_segments)
    }

    /// The bindings that imports make, each with the parts of the dotted name it stands for.
    pub fn imports(&self) -> impl Iterator<Item = (BindingId, &[&'a str])> {
        self.paths.iter()
    }

    /// The parts of the dotted name an import binding stands for.
    pub fn import_segments(&self, binding: BindingId) -> Option<&[&'a str]> {
        Some(self.paths.get(self.binding(binding).path?))
    }

    /// The value of a name that is bound just once in its scope, by a plain assignment.
    pub fn only_value(&self, id: BindingId) -> Option<&'a Expr> {
        let binding = self.binding(id);
        let symbol = self.symbol(binding.symbol);
        let is_only = symbol.last == Some(id)
            && binding.previous.is_none()
            && !symbol
                .flags
                .intersects(SymbolFlags::GLOBAL | SymbolFlags::NONLOCAL | SymbolFlags::DELETED)
            && !binding.flags.intersects(BindingFlags::GLOBAL | BindingFlags::NONLOCAL);
        if is_only { binding.value() } else { None }
    }

    /// The expression behind a name bound once (through several such names), or the expression
    /// itself.
    pub fn resolve_value(&self, expression: &'a Expr) -> &'a Expr {
        let mut value = expression;
        for _ in 0..ALIAS_LIMIT {
            let next = match value {
                Expr::Name(name) => {
                    self.binding_of(name).and_then(|binding| self.only_value(binding))
                }
                _ => None,
            };
            match next {
                Some(next) => value = next,
                None => break,
            }
        }
        value
    }

    /// Whether an expression is the member of `typing` or of a backport of it.
    pub fn is_typing(&self, expression: &'a Expr, member: &str) -> bool {
        self.qualified_name(expression).is_some_and(|name| name.is_typing(member))
    }

    /// Whether a class, or one of its bases that this file defines, has the base; bases by
    /// their dotted names. See [`Self::classes_above`].
    pub fn any_base(
        &self,
        class: &'a StmtClassDef,
        test: &mut dyn FnMut(&QualifiedName<'a>) -> bool,
    ) -> bool {
        self.classes_above(class)
            .into_iter()
            .flat_map(StmtClassDef::bases)
            .any(|base| self.qualified_name(map_subscript(base)).is_some_and(|name| test(&name)))
    }

    /// A class, and those of the file among its bases and theirs; only so many as hierarchies
    /// have.
    pub fn classes_above(&self, class: &'a StmtClassDef) -> Vec<&'a StmtClassDef> {
        let mut seen = FxHashSet::default();
        let mut queue = vec![class];
        let mut found = Vec::new();
        while let Some(class) = queue.pop() {
            if found.len() == MOST_BASES || !seen.insert(self.id(class)) {
                continue;
            }
            found.push(class);
            for base in class.bases() {
                if let Expr::Name(name) = map_subscript(base)
                    && let Some(binding) = self.binding_of(name)
                    && let BindingKind::Class(class) = self.binding(binding).kind
                {
                    queue.push(class);
                }
            }
        }
        found
    }

    /// Whether two statements are in different branches of one `if`, `try` or `match`, so that
    /// not both of them run.
    pub fn are_exclusive(&self, left: NodeId, right: NodeId) -> bool {
        self.ancestor_ids(left).find(|ancestor| self.nodes.contains(*ancestor, right)).is_some_and(
            |common| {
                branch_of(self.nodes.get(common).syntax, self, left)
                    .zip(branch_of(self.nodes.get(common).syntax, self, right))
                    .is_some_and(|(left, right)| left != right)
            },
        )
    }
}

/// Which branch of a statement holds a node: a number, the same for branches that run together.
fn branch_of(statement: AnyNodeRef<'_>, semantic: &Semantic<'_>, node: NodeId) -> Option<usize> {
    let holds = |body: &[Stmt]| semantic.body_contains(body, node);
    match statement {
        AnyNodeRef::StmtIf(inner) => {
            if holds(&inner.body) {
                return Some(0);
            }
            inner
                .elif_else_clauses
                .iter()
                .position(|clause| holds(&clause.body))
                .map(|index| index + 1)
        }
        AnyNodeRef::StmtTry(inner) => {
            if holds(&inner.body) || holds(&inner.orelse) {
                return Some(0);
            }
            if holds(&inner.finalbody) {
                return None;
            }
            inner
                .handlers
                .iter()
                .position(|handler| semantic.nodes.contains(semantic.id(handler), node))
                .map(|index| index + 1)
        }
        AnyNodeRef::StmtMatch(inner) => {
            inner.cases.iter().position(|case| semantic.nodes.contains(semantic.id(case), node))
        }
        _ => None,
    }
}

/// Whether every module of that Python version has the name without defining it.
pub(crate) fn is_builtin_name(name: &str, python_minor: u8) -> bool {
    ruff_python_stdlib::builtins::is_python_builtin(name, python_minor, false)
        || ruff_python_stdlib::builtins::python_magic_globals(python_minor)
            .any(|magic| magic == name)
}
