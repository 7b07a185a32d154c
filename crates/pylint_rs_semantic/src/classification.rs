//! The class of each name of each scope, as CPython's `symtable` has it.
//!
//! Computed on demand, from the bindings and the uses that the walk noted: most runs never ask.
//! It mirrors CPython 3.11: annotations are evaluated in the scope around, unless
//! `from __future__ import annotations` takes them out of the table altogether, and a
//! comprehension is a function of one parameter, `.0`.

use ruff_python_ast::{AnyNodeRef, ExprContext};
use rustc_hash::FxHashMap;

use crate::{Binding, BindingKind, Context, Scope, ScopeId, ScopeKind, Semantic, SymbolFlags};

/// Where CPython looks for the value of a name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SymbolClass {
    /// In the scope itself.
    Local,
    /// In the scope itself, where an inner function reads it too.
    Cell,
    /// In a function around.
    Free,
    /// In the module, since a `global` statement says so.
    GlobalExplicit,
    /// In the module, or among the builtins.
    GlobalImplicit,
}

/// A name in a scope with its class.
#[derive(Clone, Copy, Debug)]
pub struct ClassifiedName<'a> {
    /// The name, mangled if it is private to a class.
    pub name: &'a str,
    /// The scope.
    pub scope: ScopeId,
    /// What happens to it there; nothing, if an inner function's free variable only passes.
    pub flags: SymbolFlags,
    /// Its class.
    pub class: SymbolClass,
}

/// All names of all scopes with their classes.
#[derive(Debug)]
pub struct Classification<'a> {
    /// Grouped by scope.
    names: Vec<ClassifiedName<'a>>,
    /// Where the names of each scope start; one more element than there are scopes.
    starts: Vec<usize>,
    is_in_table: Vec<bool>,
}

impl<'a> Classification<'a> {
    /// The names of a scope, sorted.
    pub fn names_in(&self, scope: ScopeId) -> &[ClassifiedName<'a>] {
        &self.names[self.starts[scope.index()]..self.starts[scope.index() + 1]]
    }

    /// A name of a scope.
    pub fn find(&self, scope: ScopeId, name: &str) -> Option<&ClassifiedName<'a>> {
        let names = self.names_in(scope);
        let index = names.binary_search_by(|item| item.name.cmp(name)).ok()?;
        Some(&names[index])
    }

    /// Whether the compiler sees the scope at all: not if it is inside an annotation that is
    /// never evaluated.
    pub fn has_scope(&self, scope: ScopeId) -> bool {
        self.is_in_table[scope.index()]
    }
}

pub(crate) fn classify<'a>(semantic: &Semantic<'a>) -> Classification<'a> {
    let mut classifier = Classifier {
        semantic,
        names: Vec::new(),
        index: FxHashMap::default(),
        is_in_table: semantic
            .scopes
            .iter()
            .map(|scope| is_compiled(semantic, semantic.node(scope.node).context))
            .collect(),
    };
    classifier.note_bindings();
    classifier.note_uses();
    classifier.note_implicit_parameters();
    classifier.find_own();
    classifier.find_free();
    classifier.finish()
}

/// Whether the compiler sees code in this context.
fn is_compiled(semantic: &Semantic<'_>, context: Context) -> bool {
    !(context.intersects(Context::STRING_ANNOTATION)
        || semantic.annotations_are_deferred && context.intersects(Context::ANNOTATION))
}

struct Classifier<'a, 'model> {
    semantic: &'model Semantic<'a>,
    names: Vec<ClassifiedName<'a>>,
    index: FxHashMap<(ScopeId, &'a str), usize>,
    is_in_table: Vec<bool>,
}

impl<'a> Classifier<'a, '_> {
    fn add(&mut self, scope: ScopeId, name: &'a str, flags: SymbolFlags) {
        let next = self.names.len();
        let index = *self.index.entry((scope, name)).or_insert(next);
        if index == next {
            let class = SymbolClass::GlobalImplicit;
            self.names.push(ClassifiedName { name, scope, flags, class });
        } else {
            self.names[index].flags |= flags;
        }
    }

    fn note_bindings(&mut self) {
        let semantic = self.semantic;
        for (_, binding) in semantic.bindings() {
            let scope = binding.from_scope;
            if !is_compiled(semantic, binding.context) {
                continue;
            }
            let name = semantic.symbol(binding.symbol).name;
            match binding.kind {
                BindingKind::Global => {
                    self.add(scope, name, SymbolFlags::GLOBAL);
                    self.add(ScopeId::MODULE, name, SymbolFlags::GLOBAL);
                }
                BindingKind::Walrus(_) if is_comprehension(semantic.scope(scope)) => {
                    self.note_walrus(scope, name);
                }
                _ => self.add(scope, name, binding_flags(semantic, binding)),
            }
        }
    }

    /// A walrus inside a comprehension binds outside, as if the comprehension declared the name.
    fn note_walrus(&mut self, scope: ScopeId, name: &'a str) {
        let semantic = self.semantic;
        let owner = semantic
            .scope_chain(scope)
            .find(|id| !is_comprehension(semantic.scope(*id)))
            .unwrap_or(ScopeId::MODULE);
        let owner_says_global = semantic
            .symbol_in(owner, name)
            .is_some_and(|symbol| semantic.symbol(symbol).flags.contains(SymbolFlags::GLOBAL));
        if owner == ScopeId::MODULE || owner_says_global {
            self.add(scope, name, SymbolFlags::GLOBAL | SymbolFlags::ASSIGNED);
            self.add(ScopeId::MODULE, name, SymbolFlags::GLOBAL);
        } else {
            self.add(scope, name, SymbolFlags::NONLOCAL | SymbolFlags::ASSIGNED);
        }
        if owner != ScopeId::MODULE {
            self.add(owner, name, SymbolFlags::ASSIGNED);
        }
    }

    fn note_uses(&mut self) {
        let semantic = self.semantic;
        for (_, reference) in semantic.references() {
            if !is_compiled(semantic, reference.context) {
                continue;
            }
            let AnyNodeRef::ExprName(written) = semantic.node(reference.node).syntax else {
                continue;
            };
            let name = semantic.name(reference.name);
            match written.ctx {
                ExprContext::Load => {
                    self.add(reference.scope, name, SymbolFlags::REFERENCED);
                    // `super()` finds its class through the cell `__class__`.
                    if name == "super" && is_function_like(semantic.scope(reference.scope)) {
                        self.add(reference.scope, "__class__", SymbolFlags::REFERENCED);
                    }
                }
                ExprContext::Del => self.add(reference.scope, name, SymbolFlags::ASSIGNED),
                ExprContext::Store | ExprContext::Invalid => {}
            }
        }
    }

    fn note_implicit_parameters(&mut self) {
        for (id, scope) in self.semantic.scopes() {
            if self.is_in_table[id.index()] && is_comprehension(scope) {
                self.add(id, ".0", SymbolFlags::PARAMETER);
            }
        }
    }

    /// Classes the names that their own scope settles.
    fn find_own(&mut self) {
        for name in &mut self.names {
            if name.flags.contains(SymbolFlags::GLOBAL) {
                name.class = SymbolClass::GlobalExplicit;
            } else if name.flags.contains(SymbolFlags::NONLOCAL) {
                name.class = SymbolClass::Free;
            } else if name.flags.intersects(SymbolFlags::BOUND) {
                name.class = SymbolClass::Local;
            }
        }
    }

    /// Looks for the owner of each other name in the functions around.
    fn find_free(&mut self) {
        let mut passed = Vec::new();
        for index in 0..self.names.len() {
            let ClassifiedName { name, scope, class, flags } = self.names[index];
            let is_open =
                class == SymbolClass::Free || !flags.intersects(SymbolFlags::BOUND_OR_GLOBAL);
            if !is_open {
                continue;
            }
            passed.clear();
            if !self.has_owner(scope, name, &mut passed) {
                continue;
            }
            self.names[index].class = SymbolClass::Free;
            for scope in passed.drain(..) {
                self.pass_through(scope, name);
            }
        }
    }

    /// Whether a function around `scope` owns the name, which becomes a cell there; and which
    /// scopes are between.
    fn has_owner(&mut self, scope: ScopeId, name: &str, passed: &mut Vec<ScopeId>) -> bool {
        let mut outer = self.semantic.scope(scope).parent;
        while let Some(id) = outer {
            let scope = self.semantic.scope(id);
            outer = scope.parent;
            match scope.kind {
                ScopeKind::Module => return false,
                ScopeKind::Class(_) => {
                    if name == "__class__" {
                        return true;
                    }
                    passed.push(id);
                }
                _ => match self.index.get(&(id, name)) {
                    None => passed.push(id),
                    Some(index) => {
                        let owner = &mut self.names[*index];
                        if owner.flags.contains(SymbolFlags::GLOBAL) {
                            return false;
                        }
                        if owner.flags.contains(SymbolFlags::NONLOCAL) {
                            continue;
                        }
                        if owner.flags.intersects(SymbolFlags::BOUND) {
                            owner.class = SymbolClass::Cell;
                            return true;
                        }
                    }
                },
            }
        }
        false
    }

    /// Notes that an inner scope's free variable passes through `scope`.
    fn pass_through(&mut self, scope: ScopeId, name: &'a str) {
        if let Some(index) = self.index.get(&(scope, name)) {
            let passed = &mut self.names[*index];
            if passed.flags.intersects(SymbolFlags::BOUND_OR_GLOBAL) {
                passed.flags |= SymbolFlags::FREE_IN_CLASS;
            }
        } else {
            self.index.insert((scope, name), self.names.len());
            let class = SymbolClass::Free;
            self.names.push(ClassifiedName { name, scope, flags: SymbolFlags::empty(), class });
        }
    }

    fn finish(mut self) -> Classification<'a> {
        self.names.sort_unstable_by(|left, right| {
            left.scope.cmp(&right.scope).then_with(|| left.name.cmp(right.name))
        });
        let mut starts = Vec::with_capacity(self.is_in_table.len() + 1);
        let mut position = 0;
        for scope in 0..self.is_in_table.len() {
            starts.push(position);
            while self.names.get(position).is_some_and(|name| name.scope.index() == scope) {
                position += 1;
            }
        }
        starts.push(position);
        Classification { names: self.names, starts, is_in_table: self.is_in_table }
    }
}

fn is_comprehension(scope: &Scope<'_>) -> bool {
    matches!(scope.kind, ScopeKind::Comprehension(_))
}

fn is_function_like(scope: &Scope<'_>) -> bool {
    !matches!(scope.kind, ScopeKind::Module | ScopeKind::Class(_))
}

/// What a binding makes of a name in the compiler's eyes.
fn binding_flags(semantic: &Semantic<'_>, binding: &Binding<'_>) -> SymbolFlags {
    match binding.kind {
        BindingKind::Parameter => SymbolFlags::PARAMETER,
        BindingKind::Import(_)
        | BindingKind::SubmoduleImport(_)
        | BindingKind::FromImport { .. }
        | BindingKind::FutureImport(_) => SymbolFlags::IMPORTED,
        BindingKind::Nonlocal => SymbolFlags::NONLOCAL,
        BindingKind::Annotation(_)
        | BindingKind::AnnotatedAssignment { .. }
        | BindingKind::Export => {
            // `(x): int = 1` gives the annotation to nobody.
            match semantic.node(binding.statement).syntax {
                AnyNodeRef::StmtAnnAssign(statement) if statement.simple => {
                    SymbolFlags::ANNOTATED | SymbolFlags::ASSIGNED
                }
                _ => SymbolFlags::ASSIGNED,
            }
        }
        _ => SymbolFlags::ASSIGNED,
    }
}
