//! Which functions and variables of a module are for others to use.

use pylint_rs_semantic::{ScopeId, ScopeKind};
use ruff_python_ast::{StmtClassDef, StmtFunctionDef};
use ruff_text_size::{Ranged, TextSize};
use rustc_hash::FxHashMap;

use crate::Checker;

/// Tells what is public from what is private.
pub(crate) struct Visibility<'c, 'a> {
    checker: &'c Checker<'a>,
    is_module_public: bool,
    /// Classes by where they start.
    classes: FxHashMap<TextSize, bool>,
}

impl<'c, 'a> Visibility<'c, 'a> {
    pub(crate) fn new(checker: &'c Checker<'a>) -> Self {
        Self { checker, is_module_public: is_module_public(checker), classes: FxHashMap::default() }
    }

    /// Whether a function is public: nothing around it is private, its own name does not start
    /// with an underscore, `__all__`, if there is one, names it, and it is no setter or deleter.
    pub(crate) fn is_public(
        &mut self,
        function: &'a StmtFunctionDef,
        class: Option<&'a StmtClassDef>,
    ) -> bool {
        if !self.is_module_public || function.name.starts_with('_') {
            return false;
        }
        match class {
            Some(class) => !is_mutator(function) && self.is_public_class(class),
            None => self.is_public_in_module(&function.name, self.scope_of(function)),
        }
    }

    /// Whether a class is public.
    pub(crate) fn is_public_class(&mut self, class: &'a StmtClassDef) -> bool {
        if let Some(known) = self.classes.get(&class.start()) {
            return *known;
        }
        let semantic = self.checker.semantic();
        let around = std::iter::successors(Some(class), |class| semantic.enclosing_class(*class));
        let mut outermost = class;
        let mut is_public = self.is_module_public;
        for class in around {
            is_public &= !class.name.starts_with('_');
            outermost = class;
        }
        is_public &= self.is_public_in_module(&outermost.name, self.scope_of(outermost));
        self.classes.insert(class.start(), is_public);
        is_public
    }

    /// Whether a variable of the module is public.
    pub(crate) fn is_public_variable(&self, name: &str) -> bool {
        self.is_module_public
            && !name.starts_with('_')
            && self.is_public_in_module(name, ScopeId::MODULE)
    }

    fn scope_of(&self, node: impl ruff_python_ast::HasNodeIndex) -> ScopeId {
        let semantic = self.checker.semantic();
        semantic.body_scope(semantic.scope_of(node))
    }

    /// What is defined inside a function is nobody else's.
    fn is_public_in_module(&self, name: &str, scope: ScopeId) -> bool {
        let semantic = self.checker.semantic();
        let exports = semantic.exports();
        matches!(semantic.scope(scope).kind, ScopeKind::Module)
            && (!exports.is_defined || exports.names.iter().any(|export| export.name == name))
    }
}

/// Whether neither the module nor a package around it has a private name.
fn is_module_public(checker: &Checker<'_>) -> bool {
    let file = checker.file();
    match file.module_path {
        Some(path) => !path.iter().any(|segment| is_private_module(segment)),
        None => {
            !file.path.file_stem().is_some_and(|stem| is_private_module(&stem.to_string_lossy()))
        }
    }
}

fn is_private_module(name: &str) -> bool {
    name.starts_with('_') && !(name.starts_with("__") && name.ends_with("__"))
}

/// `@name.setter` or `@name.deleter` of the property of the same name.
fn is_mutator(function: &StmtFunctionDef) -> bool {
    function.decorator_list.iter().any(|decorator| {
        decorator.expression.as_attribute_expr().is_some_and(|attribute| {
            matches!(attribute.attr.as_str(), "setter" | "deleter")
                && attribute
                    .value
                    .as_name_expr()
                    .is_some_and(|property| property.id == function.name.id)
        })
    })
}
