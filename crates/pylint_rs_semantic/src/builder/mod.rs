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

use std::hash::BuildHasher;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::sync::{Mutex, OnceLock};

use ruff_python_ast::{AnyNodeRef, Expr, ModModule, PySourceType};
use ruff_python_parser::typing::ParsedAnnotation;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use typed_arena::Arena;

use crate::recycling::{Buffers, emptied};
use crate::{
    Binding, BindingFlags, BindingId, Context, Exports, MalformedAnnotation, NameId, NodeId, Nodes,
    Reference, ReferenceId, Scope, ScopeId, ScopeKind, Semantic, Symbol, SymbolFlags, SymbolId,
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

/// Distinct identifiers.
#[derive(Debug, Default)]
pub(crate) struct Names<'a> {
    /// By the hash of their text.
    ids: HashTable<NameId>,
    texts: Vec<&'a str>,
    /// The uses of each name that mean no binding: first and last of a list.
    pub(crate) loose: Vec<Option<(ReferenceId, ReferenceId)>>,
    /// The use of each name that came last in the walk.
    last_uses: Vec<Option<ReferenceId>>,
}

impl<'a> Names<'a> {
    fn intern(&mut self, text: &'a str) -> NameId {
        let texts = &mut self.texts;
        let entry = self.ids.entry(
            hash(text),
            |id| texts[id.index()] == text,
            |id| hash(texts[id.index()]),
        );
        match entry {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                let id = NameId::new(texts.len());
                entry.insert(id);
                texts.push(text);
                self.loose.push(None);
                self.last_uses.push(None);
                id
            }
        }
    }

    pub(crate) fn find(&self, text: &str) -> Option<NameId> {
        self.ids.find(hash(text), |id| self.texts[id.index()] == text).copied()
    }

    pub(crate) fn texts(&self) -> impl Iterator<Item = &'a str> {
        self.texts.iter().copied()
    }

    pub(crate) fn emptied<'b>(mut self) -> Names<'b> {
        self.ids.clear();
        self.loose.clear();
        self.last_uses.clear();
        Names {
            ids: self.ids,
            texts: emptied(self.texts),
            loose: self.loose,
            last_uses: self.last_uses,
        }
    }

    pub(crate) fn text(&self, id: NameId) -> &'a str {
        self.texts[id.index()]
    }
}

fn hash(text: &str) -> u64 {
    FxBuildHasher.hash_one(text)
}

pub(crate) struct Builder<'a> {
    storage: &'a Storage,
    module: ModuleContext<'a>,
    nodes: Nodes<'a>,
    scopes: Vec<Scope<'a>>,
    bindings: Vec<Binding<'a>>,
    references: Vec<Reference>,
    symbols: Vec<Symbol<'a>>,
    symbol_table: FxHashMap<u64, SymbolId>,
    names: Names<'a>,
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
    /// Uses to resolve at the end, from a scope upwards; whether that scope itself is where the
    /// use stands.
    deferred: Vec<(ReferenceId, ScopeId, bool)>,
    /// Uses in code that runs right away for which nothing was bound.
    unbound: Vec<ReferenceId>,
    /// Bindings made for another scope by `global` and `nonlocal`.
    outward: Vec<BindingId>,
    malformed_annotations: Vec<MalformedAnnotation>,
    early_uses: Vec<(ReferenceId, SymbolId)>,
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
        let mut builder = Self {
            storage,
            module: context,
            nodes: buffers.nodes,
            scopes: Vec::new(),
            bindings: buffers.bindings,
            references: buffers.references,
            symbols: buffers.symbols,
            symbol_table: buffers.symbol_table,
            names: buffers.names,
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
            deferred: Vec::new(),
            unbound: Vec::new(),
            outward: Vec::new(),
            malformed_annotations: Vec::new(),
            early_uses: Vec::new(),
        };
        stacker::maybe_grow(STACK_RED_ZONE, STACK_SIZE, || builder.module(module));
        builder.finish()
    }

    fn module(&mut self, module: &'a ModModule) {
        self.scopes.push(Scope {
            kind: ScopeKind::Module,
            parent: None,
            node: NodeId::new(0),
            symbols: Vec::new(),
            star_imports: Vec::new(),
            uses_locals: false,
        });
        let (root, _) = self.enter(AnyNodeRef::from(module));
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
            symbol_table: self.symbol_table,
            names: self.names,
            exports: self.exports,
            malformed_annotations: self.malformed_annotations,
            early_uses: self.early_uses,
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
    #[inline]
    fn enter(&mut self, node: AnyNodeRef<'a>) -> (NodeId, Option<NodeId>) {
        let id = self.nodes.push(node, self.parent, self.scope, self.context);
        (id, self.parent.replace(id))
    }

    #[inline]
    fn leave(&mut self, (id, parent): (NodeId, Option<NodeId>)) {
        self.nodes.close(id);
        self.parent = parent;
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
        self.scopes.push(Scope {
            kind,
            parent: Some(self.scope),
            node,
            symbols: Vec::new(),
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
    fn symbol(&mut self, scope: ScopeId, name: &'a str, flags: SymbolFlags) -> SymbolId {
        let name = self.mangle(name);
        let name_id = self.names.intern(name);
        let key = symbol_key(scope, name_id);
        let next = SymbolId::new(self.symbols.len());
        let id = *self.symbol_table.entry(key).or_insert(next);
        if id == next {
            self.symbols.push(Symbol { name, scope, flags, current: None, last: None });
            self.scopes[scope.index()].symbols.push(id);
            if let Some(earlier) = self.names.last_uses[name_id.index()]
                && self.references[earlier.index()].scope == scope
                && matches!(self.scopes[scope.index()].kind, ScopeKind::Function(_))
                && !flags.intersects(SymbolFlags::GLOBAL | SymbolFlags::NONLOCAL)
            {
                self.early_uses.push((earlier, id));
            }
        } else {
            self.symbols[id.index()].flags |= flags;
        }
        id
    }

    /// The name as CPython's compiler stores it: private names carry their class's name.
    #[inline]
    fn mangle(&self, name: &'a str) -> &'a str {
        if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
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

/// The key of a name in a scope.
pub(crate) fn symbol_key(scope: ScopeId, name: NameId) -> u64 {
    (scope.index() as u64) << 32 | name.index() as u64
}
