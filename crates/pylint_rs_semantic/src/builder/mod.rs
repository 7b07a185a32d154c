//! The one walk over the tree that builds a [`Semantic`].
//!
//! Nodes are entered in the order of evaluation. A name used in the code that runs right away is
//! resolved on the spot against what is bound so far; what crosses a function's border, and what
//! is written in a forward reference, waits until the whole module has been seen.

mod annotations;
mod bind;
mod dunder_all;
mod expressions;
mod imports;
mod resolve;
mod statements;

use std::sync::{Mutex, OnceLock};

use ruff_python_ast::{Expr, ModModule, PySourceType};
use ruff_python_parser::typing::ParsedAnnotation;
use rustc_hash::FxHashSet;
use typed_arena::Arena;

use crate::import_paths::ImportPaths;
use crate::nodes::NO_PAYLOAD;
use crate::recycling::{Buffers, Queues};
use crate::symbol_table::SymbolTable;
use crate::{
    Binding, BindingFlags, BindingId, Context, Exports, MalformedAnnotation, NameId, NodeId, Nodes,
    Reference, ReferenceId, Scope, ScopeId, ScopeKind, Semantic, SymbolFlags, SymbolId, SyntaxNode,
};

/// Stack that must be left before a deeper part of the tree is entered, and what is added when it
/// is not.
const STACK_RED_ZONE: usize = 128 * 1024;
const STACK_SIZE: usize = 4 * 1024 * 1024;

/// Down to this depth the stack is not looked at, since doing so costs: the red zone is enough.
const SHALLOW: u32 = 24;

/// Room for what the walk makes and the tree does not hold: it must outlive the [`Semantic`].
#[derive(Default)]
pub struct Storage {
    annotations: Arena<ParsedAnnotation>,
    strings: Arena<String>,
}

/// What is known of a module beyond its text.
#[derive(Clone, Copy, Debug)]
pub struct ModuleContext<'a> {
    /// The decoded text.
    pub source: &'a str,
    /// Module or stub.
    pub kind: PySourceType,
    /// The minor number of the oldest Python 3 to support.
    pub python_minor: u8,
    /// The module's dotted path, with `__init__` left out, where its package is known.
    pub module_path: Option<&'a [String]>,
    /// Whether the file is a package's `__init__`.
    pub is_package: bool,
    /// Further names that are always there.
    pub extra_builtins: &'a [String],
}

pub(crate) struct Builder<'a> {
    storage: &'a Storage,
    module: ModuleContext<'a>,
    nodes: Nodes<'a>,
    scopes: Vec<Scope<'a>>,
    bindings: Vec<Binding<'a>>,
    references: Vec<Reference>,
    symbols: SymbolTable<'a>,
    paths: ImportPaths<'a>,
    exports: Exports<'a>,
    /// The type expressions parsed out of strings; each string's payload is its index.
    string_annotations: Vec<&'a Expr>,
    /// The node whose children are being entered.
    parent: Option<NodeId>,
    /// The innermost statement.
    statement: NodeId,
    scope: ScopeId,
    context: Context,
    /// Whether names are looked up at the module's end although the code runs right away.
    is_forward: bool,
    /// Whether annotations are never evaluated: future import, stub, or Python 3.14.
    annotations_are_deferred: bool,
    /// How many branches around may not run. The body of a loop or a `try` is none: what it
    /// deletes is taken to be gone.
    branches: u32,
    /// How many statements and expressions around are being walked.
    depth: u32,
    /// Names of the classes around, for private names.
    classes: Vec<&'a str>,
    /// Whether `typing` or a backport is imported: else no call or subscript can hold types.
    has_typing: bool,
    /// Whether there was an `import a.b`, which is used by another name of `a`, too.
    has_submodule_import: bool,
    /// Whether an import gives another name to something that takes types.
    renames_type_taker: bool,
    queues: Queues,
    /// Bindings made for another scope by `global` and `nonlocal`.
    outward: Vec<BindingId>,
    malformed_annotations: Vec<MalformedAnnotation>,
    early_uses: Vec<(ReferenceId, SymbolId)>,
    repeated_parameters: Vec<BindingId>,
}

impl<'a> Builder<'a> {
    pub(crate) fn build(
        module: &'a ModModule,
        storage: &'a Storage,
        context: ModuleContext<'a>,
    ) -> Semantic<'a> {
        let is_stub = context.kind.is_stub();
        let mut buffers = Buffers::take();
        buffers.nodes.reserve_for(context.source.len());
        buffers.symbols.names.reserve_for(context.source.len());
        let mut builder = Self {
            storage,
            module: context,
            nodes: buffers.nodes,
            scopes: buffers.scopes,
            bindings: buffers.bindings,
            references: buffers.references,
            symbols: buffers.symbols,
            paths: buffers.paths,
            exports: Exports { is_complete: true, ..Exports::default() },
            string_annotations: Vec::new(),
            parent: None,
            statement: NodeId::new(0),
            scope: ScopeId::MODULE,
            context: Context::empty(),
            is_forward: false,
            annotations_are_deferred: is_stub || context.python_minor >= 14,
            branches: 0,
            depth: 0,
            classes: Vec::new(),
            has_typing: is_stub,
            has_submodule_import: false,
            renames_type_taker: false,
            queues: buffers.queues,
            outward: Vec::new(),
            malformed_annotations: Vec::new(),
            early_uses: Vec::new(),
            repeated_parameters: Vec::new(),
        };
        stacker::maybe_grow(STACK_RED_ZONE, STACK_SIZE, || builder.module(module));
        builder.finish()
    }

    fn module(&mut self, module: &'a ModModule) {
        self.symbols.enter_scope();
        self.scopes.push(Scope {
            kind: ScopeKind::Module,
            parent: None,
            node: NodeId::new(0),
            symbols: None,
            star_imports: Vec::new(),
            uses_locals: false,
        });
        let (root, _) = self.enter(module);
        self.body(&module.body);
        self.nodes.close(root);
    }

    fn finish(mut self) -> Semantic<'a> {
        self.settle_outward_bindings();
        self.resolve_deferred();
        self.resolve_exports();
        self.pass_uses_on();
        let extra_builtins: FxHashSet<&'a str> =
            self.module.extra_builtins.iter().map(String::as_str).collect();
        Semantic {
            module: self.module,
            extra_builtins,
            nodes: self.nodes,
            scopes: self.scopes,
            bindings: self.bindings,
            references: self.references,
            symbols: self.symbols,
            paths: self.paths,
            exports: self.exports,
            malformed_annotations: self.malformed_annotations,
            early_uses: self.early_uses,
            repeated_parameters: self.repeated_parameters,
            queues: self.queues,
            string_annotations: self.string_annotations,
            annotations_are_deferred: self.annotations_are_deferred,
            control_flows: OnceLock::new(),
            metaclasses: Mutex::default(),
        }
    }

    /// Walks something that may hold its like, and that as deep as its author likes.
    #[inline]
    fn nested(&mut self, walk: impl FnOnce(&mut Self)) {
        self.depth += 1;
        if self.depth > SHALLOW {
            stacker::maybe_grow(STACK_RED_ZONE, STACK_SIZE, || walk(self));
        } else {
            walk(self);
        }
        self.depth -= 1;
    }

    /// Marks the bindings that are used or shadow a used one: a binding comes after what it
    /// shadows.
    fn pass_uses_on(&mut self) {
        for index in 0..self.bindings.len() {
            let binding = &self.bindings[index];
            let shadows_used = binding.shadowed.is_some_and(|shadowed| {
                self.bindings[shadowed.index()].flags.contains(BindingFlags::USED_SO_FAR)
            });
            if binding.is_used() || shadows_used {
                self.bindings[index].flags |= BindingFlags::USED_SO_FAR;
            }
        }
    }

    /// Puts a node into the arena and makes it the parent of what follows. The second part is
    /// the parent to go back to with [`Self::leave`].
    #[inline(always)]
    fn enter<N: SyntaxNode>(&mut self, node: &'a N) -> (NodeId, Option<NodeId>) {
        let id = self.leaf(node);
        (id, self.parent.replace(id))
    }

    /// Puts a node into the arena that nothing is in.
    #[inline(always)]
    fn leaf<N: SyntaxNode>(&mut self, node: &'a N) -> NodeId {
        self.nodes.push(node, self.parent, self.scope, self.context, NO_PAYLOAD)
    }

    /// Puts the node of a name into the arena, whose payload is the next reference or binding.
    #[inline(always)]
    fn name_leaf<N: SyntaxNode>(&mut self, node: &'a N, payload: usize) -> NodeId {
        self.nodes.push(node, self.parent, self.scope, self.context, payload as u32)
    }

    #[inline(always)]
    fn leave(&mut self, (id, parent): (NodeId, Option<NodeId>)) {
        self.nodes.close(id);
        self.parent = parent;
    }

    /// Puts a node into the arena and walks what is in it.
    #[inline(always)]
    fn within<N: SyntaxNode>(&mut self, node: &'a N, walk: impl FnOnce(&mut Self, NodeId)) {
        let entered = self.enter(node);
        walk(self, entered.0);
        self.leave(entered);
    }

    /// Runs `walk` with more context.
    #[inline]
    fn with_context(&mut self, context: Context, walk: impl FnOnce(&mut Self)) {
        let outer = self.context;
        self.context |= context;
        walk(self);
        self.context = outer;
    }

    /// Runs `walk` in a new scope, made by the node `node`.
    fn in_scope(&mut self, kind: ScopeKind<'a>, node: NodeId, walk: impl FnOnce(&mut Self)) {
        let id = ScopeId::new(self.scopes.len());
        self.symbols.enter_scope();
        self.scopes.push(Scope {
            kind,
            parent: Some(self.scope),
            node,
            symbols: None,
            star_imports: Vec::new(),
            uses_locals: false,
        });
        if !matches!(kind, ScopeKind::TypeParameters) {
            self.nodes.set_payload(node, id.index());
        }
        let outer_scope = std::mem::replace(&mut self.scope, id);
        let outer_context = self.context;
        if matches!(kind, ScopeKind::Function(_) | ScopeKind::Lambda) {
            self.context = (self.context | Context::DEFERRED)
                - (Context::LOOP
                    | Context::EXCEPT_HANDLER
                    | Context::ASYNC
                    | Context::NAME_ERROR_HANDLED
                    | Context::IMPORT_ERROR_HANDLED
                    | Context::MODULE_NOT_FOUND_HANDLED);
        }
        walk(self);
        self.context = outer_context;
        self.scope = outer_scope;
    }

    /// The symbol of a name in a scope, made if need be.
    #[inline(always)]
    fn symbol(&mut self, scope: ScopeId, name: &'a str, flags: SymbolFlags) -> SymbolId {
        let name = self.intern(name);
        match self.symbols.find(scope, name) {
            Some(id) => {
                self.symbols[id].flags |= flags;
                id
            }
            None => self.add_symbol(scope, name, flags),
        }
    }

    #[inline(never)]
    fn add_symbol(&mut self, scope: ScopeId, name: NameId, flags: SymbolFlags) -> SymbolId {
        let id = self.symbols.add(scope, name, flags);
        let data = &mut self.scopes[scope.index()];
        match &mut data.symbols {
            None => data.symbols = Some((id, id)),
            Some((_, last)) => {
                let before = std::mem::replace(last, id);
                self.symbols[before].next = Some(id);
            }
        }
        if matches!(data.kind, ScopeKind::Function(_))
            && let Some(earlier) = self.symbols.names.get(name).last_use
            && self.references[earlier.index()].scope == scope
            && !flags.intersects(SymbolFlags::GLOBAL | SymbolFlags::NONLOCAL)
        {
            self.early_uses.push((earlier, id));
        }
        id
    }

    #[inline(always)]
    fn intern(&mut self, name: &'a str) -> NameId {
        if name.starts_with("__") {
            self.intern_private(name)
        } else {
            self.symbols.names.intern(name)
        }
    }

    #[inline(never)]
    fn intern_private(&mut self, name: &'a str) -> NameId {
        let name = self.mangle(name);
        self.symbols.names.intern(name)
    }

    /// The name as CPython's compiler stores it: private names carry their class's name.
    fn mangle(&self, name: &'a str) -> &'a str {
        if name.ends_with("__") || name.contains('.') {
            return name;
        }
        let Some(class) = self.classes.last().map(|class| class.trim_start_matches('_')) else {
            return name;
        };
        if class.is_empty() {
            return name;
        }
        self.storage.strings.alloc(format!("_{class}{name}"))
    }
}
