//! Types of names.

use std::sync::PoisonError;

use ruff_python_ast::{AnyNodeRef, Expr, ExprName, Parameter, Stmt, StmtClassDef};

use super::expressions::Inference;
use super::{Class, Type, operators};
use crate::{BindingFlags, BindingId, BindingKind, ScopeKind, Semantic, SymbolFlags, Target};

impl<'a> Inference<'_, 'a> {
    pub(super) fn name(&mut self, name: &'a ExprName) -> Option<Type<'a>> {
        let id = match self.semantic.target_of(name)? {
            Target::Binding(id) => id,
            Target::Builtin => {
                return matches!(name.id.as_str(), "__name__" | "__file__")
                    .then(|| Type::builtin("str"));
            }
            _ => return None,
        };
        let binding = self.semantic.binding(id);
        match binding.kind {
            BindingKind::Parameter => self.parameter(id),
            _ if self.semantic.scope_of(name) == binding.scope
                && matches!(self.semantic.scope(binding.scope).kind, ScopeKind::Function(_)) =>
            {
                self.local(id)
            }
            // Elsewhere the name may be bound again by the time it is read.
            _ => {
                let value = self.semantic.only_value(id)?;
                self.guarded(id, |inference| inference.expression(value))
                    .map(Type::without_arguments)
            }
        }
    }

    /// The type of a parameter that is never bound again: `Self`, or the builtin class it is
    /// annotated with.
    fn parameter(&mut self, id: BindingId) -> Option<Type<'a>> {
        let binding = self.semantic.binding(id);
        let symbol = self.semantic.symbol(binding.symbol);
        if symbol.last != Some(id) || binding.previous.is_some() {
            return None;
        }
        let AnyNodeRef::Parameter(parameter) = self.semantic.node(binding.node).syntax else {
            return None;
        };
        if let Some(annotation) = &parameter.annotation {
            let is_plain = self.semantic.scope(binding.scope).kind;
            let ScopeKind::Function(function) = is_plain else { return None };
            let is_variadic = [&function.parameters.vararg, &function.parameters.kwarg]
                .into_iter()
                .flatten()
                .any(|variadic| std::ptr::eq(&raw const **variadic, parameter));
            return if is_variadic { None } else { self.semantic.annotated_builtin(annotation) };
        }
        is_receiver(parameter, binding.scope, self.semantic).then_some(Type::SelfInstance)
    }

    /// The type of a function's own variable: any that it is ever bound to.
    fn local(&mut self, id: BindingId) -> Option<Type<'a>> {
        let symbol = self.semantic.symbol(self.semantic.binding(id).symbol);
        let first = symbol.last?;
        if symbol.flags.intersects(SymbolFlags::GLOBAL | SymbolFlags::NONLOCAL) {
            return None;
        }
        self.guarded(first, |inference| inference.any_value(first)).map(Type::without_arguments)
    }

    fn any_value(&mut self, last: BindingId) -> Option<Type<'a>> {
        let mut bindings: Vec<_> =
            std::iter::successors(Some(last), |id| self.semantic.binding(*id).previous).collect();
        bindings.reverse();
        let mut known: Option<Type<'a>> = None;
        for id in bindings {
            let binding = self.semantic.binding(id);
            let outside = BindingFlags::UNPACKED | BindingFlags::NONLOCAL | BindingFlags::GLOBAL;
            if binding.flags.intersects(outside) {
                return None;
            }
            let found = match binding.kind {
                BindingKind::Assignment(Some(value))
                    if binding.flags.contains(BindingFlags::AUGMENTED) =>
                {
                    let AnyNodeRef::StmtAugAssign(statement) =
                        self.semantic.node(binding.statement).syntax
                    else {
                        return None;
                    };
                    let right = self.expression(value);
                    let left = known.as_ref()?;
                    // Lists are extended in place by anything that can be gone through.
                    if left.is_builtin("list") {
                        left.clone()
                    } else {
                        operators::binary(left, statement.op, right.as_ref(), value)?
                    }
                }
                BindingKind::Assignment(Some(value)) | BindingKind::Walrus(value) => {
                    self.expression(value)?
                }
                BindingKind::AnnotatedAssignment { annotation, .. }
                | BindingKind::Annotation(annotation) => {
                    return self.semantic.annotated_builtin(annotation);
                }
                _ => return None,
            };
            known = Type::union(known.into_iter().chain([found.without_arguments()]));
        }
        known
    }

    /// Works something out about a name once, and not while that is being done already:
    /// `x = x + 1`.
    fn guarded(
        &mut self,
        id: BindingId,
        work: impl FnOnce(&mut Self) -> Option<Type<'a>>,
    ) -> Option<Type<'a>> {
        if let Some(known) = self.names.get(&id) {
            return known.clone();
        }
        self.names.insert(id, None);
        let found = work(self);
        self.names.insert(id, found.clone());
        found
    }
}

impl<'a> Semantic<'a> {
    /// The type an annotation stands for, if it is the name of a builtin class.
    pub(super) fn annotated_builtin(&self, annotation: &'a Expr) -> Option<Type<'a>> {
        const CLASSES: [&str; 12] = [
            "int",
            "str",
            "bool",
            "float",
            "bytes",
            "complex",
            "list",
            "dict",
            "set",
            "tuple",
            "frozenset",
            "bytearray",
        ];
        let name = annotation.as_name_expr()?;
        let class = CLASSES.into_iter().find(|class| name.id.as_str() == *class)?;
        self.is_builtin(annotation, class).then(|| Type::builtin(class))
    }

    /// An instance of the class that a name or a dotted name means, if the file defines or
    /// imports it.
    pub(super) fn instance_of(&self, class: &'a Expr) -> Option<Type<'a>> {
        let mut root = class;
        while let Expr::Attribute(attribute) = root {
            root = &attribute.value;
        }
        let binding = self.binding_of(root.as_name_expr()?)?;
        let range = ruff_text_size::Ranged::range(class);
        let name = &self.source()[range];
        let is_plain =
            name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.".contains(&byte));
        is_plain.then(|| Type::Instance(Class::Bound { binding, name }, Vec::new()))
    }
}

/// Methods that are called on the class without being marked as class methods.
const CLASS_METHODS: [&str; 3] = ["__new__", "__init_subclass__", "__class_getitem__"];

/// Whether a parameter is the `self` of a method: the first one, if the method is neither static
/// nor called on the class.
fn is_receiver<'a>(parameter: &Parameter, scope: crate::ScopeId, semantic: &Semantic<'a>) -> bool {
    let ScopeKind::Function(function) = semantic.scope(scope).kind else { return false };
    let first = function.parameters.iter_non_variadic_params().next();
    if !first.is_some_and(|first| std::ptr::eq(&raw const first.parameter, parameter)) {
        return false;
    }
    semantic.enclosing_class(function).is_some_and(|class| {
        !CLASS_METHODS.contains(&function.name.as_str())
            && !semantic.is_metaclass(class)
            && !function.decorator_list.iter().any(|decorator| {
                ["staticmethod", "classmethod"]
                    .iter()
                    .any(|name| semantic.is_builtin(&decorator.expression, name))
            })
    })
}

impl<'a> Semantic<'a> {
    /// Whether instances of the class are classes themselves, as far as the file shows: `Self`
    /// means nothing there.
    pub(super) fn is_metaclass(&self, class: &'a StmtClassDef) -> bool {
        let known = || self.metaclasses.lock().unwrap_or_else(PoisonError::into_inner);
        let start = class.range.start();
        if let Some(is_metaclass) = known().get(&start) {
            return *is_metaclass;
        }
        let is_metaclass = self.makes_classes(class);
        known().insert(start, is_metaclass);
        is_metaclass
    }

    fn makes_classes(&self, class: &'a StmtClassDef) -> bool {
        const NAMES: [&str; 2] = ["Meta", "Metaclass"];
        let is_named = |name: &str| NAMES.iter().any(|ending| name.ends_with(ending));
        // Other bases of metaclasses are told by what makes their instances.
        let makes_classes =
            class.body.iter().filter_map(Stmt::as_function_def_stmt).any(|method| {
                let mut names = method.parameters.iter_non_variadic_params().map(|it| it.name());
                matches!(names.next().map(|name| name.as_str()), Some("mcs" | "mcls" | "metacls"))
                    || (method.name.as_str() == "__new__"
                        && names.any(|name| name.as_str() == "bases"))
            });
        makes_classes
            || is_named(&class.name)
            || self.any_base(class, &mut |name| {
                name.is("builtins.type") || name.segments().last().is_some_and(|it| is_named(it))
            })
    }
}
