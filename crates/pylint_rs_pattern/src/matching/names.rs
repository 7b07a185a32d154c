//! Names: as they are spelled, and as what they mean.

use pylint_rs_semantic::{BindingId, BindingKind, Context, Target};
use ruff_python_ast::{AnyNodeRef, Expr, ExprName};
use ruff_python_stdlib::sys::is_known_standard_library;

use super::attempt::{Attempt, Next};
use super::file::File;
use crate::Capture;
use crate::pattern::tree::{NamePattern, Tree, TreeId};

/// The version whose standard library is meant where a name is to be a module of it.
const PYTHON_MINOR: u8 = 13;

/// How many bindings of a name are asked whether they import it.
const MOST_BINDINGS: usize = 32;

/// How many names bound once are followed.
const ALIAS_LIMIT: usize = 8;

impl<'a> File<'a> {
    /// Whether an expression is what a dotted name means; the root of a longer one, if so.
    pub(super) fn is_path(
        &self,
        path: &[Box<str>],
        is_own: bool,
        is_root: bool,
        node: AnyNodeRef<'a>,
    ) -> bool {
        let (mut path, mut node, mut is_root) = (path, node, is_root);
        loop {
            match node {
                AnyNodeRef::ExprAttribute(attribute) => match path.split_last() {
                    Some((last, package))
                        if !package.is_empty() && **last == *attribute.attr.as_str() =>
                    {
                        (path, node, is_root) = (package, (&*attribute.value).into(), true);
                    }
                    _ => return false,
                },
                AnyNodeRef::ExprName(name) => return self.is_name(path, is_own, is_root, name),
                _ => return false,
            }
        }
    }

    /// Whether a name is what a dotted name means; the root of a longer one, if so.
    fn is_name(&self, path: &[Box<str>], is_own: bool, is_root: bool, name: &'a ExprName) -> bool {
        if let [only] = path
            && **only == *name.id.as_str()
        {
            let is_spelled = is_own || !self.is_shadowed(name, is_root);
            if is_spelled {
                return true;
            }
        }
        self.resolves_to(path, name)
    }

    /// Whether a name that is spelled as a builtin or a module means something else.
    fn is_shadowed(&self, name: &'a ExprName, is_root: bool) -> bool {
        let semantic = self.subject.semantic;
        let Some(id) = semantic.binding_of(name) else { return false };
        let binding = semantic.binding(id);
        let is_module = || is_root && is_known_standard_library(PYTHON_MINOR, &name.id);
        if let BindingKind::Import(alias) = binding.kind {
            return alias.asname.as_ref().is_some_and(|asname| asname != &alias.name)
                && is_module();
        }
        if binding.is_import() {
            return false;
        }
        let names_something_else = if is_root {
            is_module() || self.imports(&name.id)
        } else {
            semantic.is_builtin_name(&name.id)
        };
        names_something_else && self.imports_meant(id).next().is_none()
    }

    /// The imports that a name stands for: the binding in force, and those without which it is
    /// done in another branch, as with `except ImportError: yaml = None`.
    fn imports_meant(&self, id: BindingId) -> impl Iterator<Item = BindingId> {
        let semantic = self.subject.semantic;
        let binding = semantic.binding(id);
        semantic.bindings_of(binding.symbol).take(MOST_BINDINGS).filter(move |other_id| {
            let other = semantic.binding(*other_id);
            other.is_import()
                && (*other_id == id
                    || binding.context.contains(Context::EXCEPT_HANDLER)
                    || other.context.contains(Context::EXCEPT_HANDLER)
                    || semantic.are_exclusive(binding.statement, other.statement))
        })
    }

    /// Whether a name means the object of that dotted name: through imports, star imports, names
    /// bound once, and definitions of the module itself.
    fn resolves_to(&self, path: &[Box<str>], name: &'a ExprName) -> bool {
        let semantic = self.subject.semantic;
        let mut name = name;
        for _ in 0..ALIAS_LIMIT {
            let id = match semantic.target_of(name) {
                Some(Target::Binding(id)) => id,
                Some(Target::Builtin) => return is_builtin(path, &name.id),
                Some(Target::StarImport) => return self.is_star_imported(path, name),
                Some(Target::Unresolved) | None => return false,
            };
            let mut imports = self.imports_meant(id).peekable();
            if imports.peek().is_some() {
                return imports.any(|import| {
                    semantic.import_segments(import).is_some_and(|found| is_same_path(found, path))
                });
            }
            if self.is_own_definition(path, id) {
                return true;
            }
            match semantic.only_value(id) {
                Some(Expr::Name(inner)) => name = inner,
                Some(value @ Expr::Attribute(_)) => {
                    return self.is_path(path, false, true, value.into());
                }
                _ => return false,
            }
            if let [only] = path
                && **only == *name.id.as_str()
                && semantic.target_of(name) == Some(Target::Builtin)
            {
                return true;
            }
        }
        false
    }

    /// Whether a binding of the module's is what a dotted name with the module's own means.
    fn is_own_definition(&self, path: &[Box<str>], id: BindingId) -> bool {
        let semantic = self.subject.semantic;
        let binding = semantic.binding(id);
        let Some((last, package)) = path.split_last() else { return false };
        let Some(module) = semantic.module().module_path else { return false };
        binding.scope == pylint_rs_semantic::ScopeId::MODULE
            && **last == *binding.name
            && package.len() == module.len()
            && package.iter().zip(module).all(|(wanted, found)| **wanted == **found)
    }

    /// Whether `from package import *` may have brought a name.
    fn is_star_imported(&self, path: &[Box<str>], name: &ExprName) -> bool {
        let semantic = self.subject.semantic;
        let Some((last, package)) = path.split_last() else { return false };
        if **last != *name.id.as_str() || package.is_empty() {
            return false;
        }
        semantic.scope_chain(semantic.scope_of(name)).any(|scope| {
            semantic.scope(scope).star_imports.iter().any(|import| {
                let AnyNodeRef::StmtImportFrom(import) = semantic.node(*import).syntax else {
                    return false;
                };
                import.level == 0
                    && import.module.as_ref().is_some_and(|module| {
                        module.split('.').eq(package.iter().map(|part| &**part))
                    })
            })
        })
    }
}

impl<'m, 'a> Attempt<'m, 'a> {
    /// Matches an attribute that is open: `requests.$VERB`, also where the name was imported.
    pub(super) fn attribute(
        &mut self,
        value: TreeId,
        pattern: &'m NamePattern,
        node: AnyNodeRef<'a>,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        match node {
            AnyNodeRef::ExprAttribute(attribute) => {
                if let NamePattern::Exact(wanted) = pattern
                    && **wanted != *attribute.attr.as_str()
                {
                    return false;
                }
                self.node(value, (&*attribute.value).into(), &mut |attempt| {
                    attempt.name(pattern, attribute.attr.as_str(), attribute.attr.range, next)
                })
            }
            AnyNodeRef::ExprName(name) => {
                let semantic = self.file.subject.semantic;
                let Some(id) = semantic.binding_of(name) else { return false };
                let binding = semantic.binding(id);
                let BindingKind::FromImport { alias, .. } = binding.kind else {
                    // A name bound once to an attribute.
                    return match semantic.only_value(id) {
                        Some(Expr::Attribute(attribute)) => {
                            let trees = self.trees;
                            matches!(trees.get(value), Tree::Name { .. } | Tree::Dotted { .. })
                                && self.attribute(value, pattern, attribute.into(), next)
                        }
                        _ => false,
                    };
                };
                let trees = self.trees;
                let package = match trees.get(value) {
                    Tree::Name { name, .. } => std::slice::from_ref(name),
                    Tree::Dotted { path, .. } => &**path,
                    Tree::Metavariable(variable) if self.captures.get(*variable).is_none() => {
                        // `$X.loads` where `loads` was imported: the module has no place here.
                        let name = (alias.name.as_str(), name.range);
                        return self.name(pattern, name.0, name.1, &mut |attempt| {
                            attempt.bind(*variable, Capture::Node(node), next)
                        });
                    }
                    Tree::Anything => {
                        return self.name(pattern, alias.name.as_str(), name.range, next);
                    }
                    _ => return false,
                };
                let is_same = semantic
                    .import_segments(id)
                    .and_then(<[_]>::split_last)
                    .is_some_and(|(_, found)| is_same_path(found, package));
                is_same && self.name(pattern, alias.name.as_str(), name.range, next)
            }
            _ => false,
        }
    }
}

fn is_same_path(found: &[&str], wanted: &[Box<str>]) -> bool {
    found.len() == wanted.len()
        && found.iter().zip(wanted).all(|(found, wanted)| *found == &**wanted)
}

/// Whether a dotted name means the builtin of that name.
fn is_builtin(path: &[Box<str>], name: &str) -> bool {
    match path {
        [only] => **only == *name,
        [module, last] => &**module == "builtins" && **last == *name,
        _ => false,
    }
}
