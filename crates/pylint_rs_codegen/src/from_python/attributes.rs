//! The attributes that a class's instances have, by what its body and its methods say.

use pylint_rs_semantic::{BindingKind, ScopeKind, Semantic, Type};
use ruff_python_ast::helpers::map_subscript;
use ruff_python_ast::{
    AnyNodeRef, Expr, ExprAttribute, NodeKind, Stmt, StmtAnnAssign, StmtClassDef, StmtFunctionDef,
};
use ruff_text_size::{Ranged, TextRange};

/// An attribute of a class's instances.
pub(crate) struct Attribute<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// Where it is first spoken of.
    pub(crate) range: TextRange,
    /// `name: T` in the class's body.
    pub(crate) declaration: Option<&'a StmtAnnAssign>,
    /// Where methods give it a value or take it away, in the order in which they are written.
    pub(crate) stores: Vec<Store<'a>>,
}

/// A place where a method changes an attribute.
pub(crate) struct Store<'a> {
    /// `self.name`
    pub(crate) target: &'a ExprAttribute,
    /// How.
    pub(crate) kind: StoreKind<'a>,
    /// The function that does it.
    pub(crate) function: &'a StmtFunctionDef,
}

/// How an attribute is changed.
#[derive(Clone, Copy)]
pub(crate) enum StoreKind<'a> {
    /// `self.name = value`
    Assigned(&'a Expr),
    /// `self.name: T`, with or without a value.
    Annotated(&'a StmtAnnAssign),
    /// `self.name += value`
    Augmented,
    /// In an unpacking, or as the target of a loop or a `with`.
    Unpacked,
    /// `del self.name`
    Deleted,
}

impl<'a> Attribute<'a> {
    /// The annotations of it, the one in the class's body first.
    pub(crate) fn annotations(&self) -> impl Iterator<Item = &'a Expr> {
        let in_body = self.declaration.map(|declaration| &*declaration.annotation);
        let in_methods = self.stores.iter().filter_map(|store| match store.kind {
            StoreKind::Annotated(statement) => Some(&*statement.annotation),
            _ => None,
        });
        in_body.into_iter().chain(in_methods)
    }

    /// Whether it is declared to be set once only.
    pub(crate) fn is_final(&self, semantic: &Semantic<'a>) -> bool {
        self.annotations().any(|it| semantic.is_typing(map_subscript(it), "Final"))
    }
}

/// The attributes of a class's instances, in the order in which they are first spoken of: those
/// annotated in its body, but for class variables, and those its methods give values to.
pub(crate) fn attributes_of<'a>(
    class: &'a StmtClassDef,
    semantic: &Semantic<'a>,
) -> Vec<Attribute<'a>> {
    let mut attributes: Vec<Attribute<'a>> = Vec::new();
    let mut class_variables: Vec<&'a str> = Vec::new();
    for statement in &class.body {
        let Stmt::AnnAssign(declaration) = statement else { continue };
        let Expr::Name(name) = &*declaration.target else { continue };
        if is_of_class(&declaration.annotation, semantic) {
            class_variables.push(&name.id);
            continue;
        }
        if attributes.iter().all(|known| known.name != name.id.as_str()) {
            attributes.push(Attribute {
                name: &name.id,
                range: name.range(),
                declaration: Some(declaration),
                stores: Vec::new(),
            });
        }
    }
    for id in semantic.nodes().of_kind_within(NodeKind::ExprAttribute, semantic.id(class)) {
        let AnyNodeRef::ExprAttribute(target) = semantic.node(*id).syntax else { continue };
        if target.ctx.is_load() || class_variables.contains(&target.attr.as_str()) {
            continue;
        }
        let Some(function) = method_of_receiver(&target.value, class, semantic) else { continue };
        let Some(kind) = store_kind(target, semantic) else { continue };
        let store = Store { target, kind, function };
        match attributes.iter_mut().find(|known| known.name == target.attr.as_str()) {
            Some(known) => known.stores.push(store),
            None => attributes.push(Attribute {
                name: &target.attr,
                range: target.attr.range(),
                declaration: None,
                stores: vec![store],
            }),
        }
    }
    // What is only ever deleted is somebody else's.
    attributes.retain(|attribute| {
        attribute.declaration.is_some()
            || attribute.stores.iter().any(|store| !matches!(store.kind, StoreKind::Deleted))
    });
    attributes
}

/// `ClassVar`, and `InitVar`, which is no attribute at all.
fn is_of_class<'a>(annotation: &'a Expr, semantic: &Semantic<'a>) -> bool {
    let annotation = match annotation {
        Expr::StringLiteral(string) => semantic.string_annotation(string).unwrap_or(annotation),
        other => other,
    };
    let annotation = map_subscript(annotation);
    semantic.is_typing(annotation, "ClassVar")
        || semantic.qualified_name(annotation).is_some_and(|name| name.is("dataclasses.InitVar"))
}

/// The method of the class whose instance an expression is: `self`, or what `__new__` made.
pub(crate) fn method_of_receiver<'a>(
    expression: &'a Expr,
    class: &'a StmtClassDef,
    semantic: &Semantic<'a>,
) -> Option<&'a StmtFunctionDef> {
    let name = expression.as_name_expr()?;
    let binding = semantic.binding(semantic.binding_of(name)?);
    let ScopeKind::Function(function) = semantic.scope(binding.scope).kind else { return None };
    let owner = semantic.enclosing_class(function)?;
    if !std::ptr::eq(owner, class) {
        return None;
    }
    let is_receiver = match binding.kind {
        BindingKind::Parameter => is_first_of_instance_method(function, binding.name, semantic),
        _ => semantic.type_of(expression) == Some(Type::SelfInstance),
    };
    is_receiver.then_some(function)
}

fn is_first_of_instance_method<'a>(
    function: &'a StmtFunctionDef,
    name: &str,
    semantic: &Semantic<'a>,
) -> bool {
    const OF_CLASSES: &[&str] = &["__new__", "__init_subclass__", "__class_getitem__"];
    let first = function.parameters.iter_non_variadic_params().next();
    first.is_some_and(|first| first.name().as_str() == name)
        && !OF_CLASSES.contains(&function.name.as_str())
        && !function.decorator_list.iter().any(|decorator| {
            ["staticmethod", "classmethod"]
                .iter()
                .any(|name| semantic.is_builtin(&decorator.expression, name))
        })
}

fn store_kind<'a>(target: &'a ExprAttribute, semantic: &Semantic<'a>) -> Option<StoreKind<'a>> {
    if target.ctx.is_del() {
        return Some(StoreKind::Deleted);
    }
    Some(match semantic.parent(target)? {
        AnyNodeRef::StmtAssign(statement) => StoreKind::Assigned(&statement.value),
        AnyNodeRef::StmtAnnAssign(statement) => StoreKind::Annotated(statement),
        AnyNodeRef::StmtAugAssign(_) => StoreKind::Augmented,
        _ => StoreKind::Unpacked,
    })
}
