//! Attributes that methods give to instances: `self.x = value`.

use std::rc::Rc;

use pylint_rs_semantic::{BindingKind, Semantic};
use ruff_python_ast::visitor::{Visitor, walk_expr, walk_stmt};
use ruff_python_ast::{Expr, ExprAttribute, Stmt, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange};

use super::ancestry::ClassReference;
use super::conditions::seen_statements;
use super::construction::constructed_class;
use super::decorators::{Decoration, Role};
use super::members::{Attribute, AttributeType, MemberKind, is_constant, obvious_type};
use super::type_writer::problem;
use super::{Library, Module};

/// What a class's methods assign to `self`, in order.
pub(super) fn stores<'a>(class: &ClassReference<'a>) -> Vec<Store<'a>> {
    let semantic = &class.environment.module.semantic;
    let mut finder = StoreFinder { semantic, receiver: "", function: None, stores: Vec::new() };
    let methods = seen_statements(semantic, &class.class.body);
    let mut methods: Vec<&'a StmtFunctionDef> =
        methods.into_iter().filter_map(Stmt::as_function_def_stmt).collect();
    // What `__init__` sets is what the others change.
    methods.sort_by_key(|method| method.name.as_str() != "__init__");
    for method in methods {
        let is_on_instances = Decoration::of(method, semantic).map_or(true, |decoration| {
            !matches!(decoration.role, Role::Class | Role::Static | Role::ClassProperty)
        });
        let receiver = method.parameters.iter_non_variadic_params().next();
        if let Some(receiver) = receiver.filter(|_| is_on_instances) {
            finder.receiver = receiver.parameter.name.as_str();
            finder.function = Some(method);
            for statement in &method.body {
                finder.visit_stmt(statement);
            }
        }
    }
    finder.stores
}

/// The attributes that a class's methods set on `self`, in order.
pub(super) fn instance_attributes<'a>(
    library: &Library<'a>,
    class: &ClassReference<'a>,
) -> Vec<(String, TextRange, MemberKind<'a>)> {
    let all = stores(class);
    let mut names: Vec<&str> = Vec::new();
    for store in &all {
        if !names.contains(&store.name) {
            names.push(store.name);
        }
    }
    names
        .into_iter()
        .map(|name| {
            let stores: Vec<&Store<'a>> = all.iter().filter(|store| store.name == name).collect();
            (
                name.to_owned(),
                stores[0].range,
                attribute(library, &class.environment.module, &stores),
            )
        })
        .collect()
}

/// One assignment.
pub(super) struct Store<'a> {
    /// The attribute.
    pub(super) name: &'a str,
    range: TextRange,
    function: &'a StmtFunctionDef,
    /// Its annotation, if it has one here.
    pub(super) annotation: Option<&'a Expr>,
    /// Its value, if it is one expression's.
    pub(super) value: Option<&'a Expr>,
}

impl<'a> Store<'a> {
    /// The annotation of the parameter that the attribute is set to.
    pub(super) fn parameter_annotation(&self, semantic: &Semantic<'a>) -> Option<&'a Expr> {
        parameter(self, semantic).map(|parameter| parameter.annotation)
    }
}

/// What all assignments to an attribute make of it.
fn attribute<'a>(
    library: &Library<'a>,
    module: &Rc<Module<'a>>,
    stores: &[&Store<'a>],
) -> MemberKind<'a> {
    let semantic = &module.semantic;
    if let Some((store, annotation)) =
        stores.iter().find_map(|store| store.annotation.map(|annotation| (store, annotation)))
    {
        return declared(store, annotation, semantic);
    }
    let parameters: Vec<Option<Parameter<'a>>> =
        stores.iter().map(|store| parameter(store, semantic)).collect();
    if let Some(Some(first)) = parameters.first() {
        let text = |annotation: &Expr| &semantic.source()[annotation.range().to_std_range()];
        let all_same = parameters.iter().all(|other| {
            other.as_ref().is_some_and(|other| {
                other.is_exact && text(other.annotation) == text(first.annotation)
            })
        });
        return MemberKind::Attribute(Attribute {
            annotation: AttributeType::Parameter(first.annotation),
            is_class_variable: false,
            // What else is assigned may be of a narrower type, which type checkers then add to
            // it, each in its own way; all of them let it be read as what it is at most.
            is_read_only: !all_same,
            is_in_body: false,
            is_field: false,
        });
    }
    let text = |expression: &Expr| &semantic.source()[expression.range().to_std_range()];
    let constructed: Vec<Option<&'a Expr>> = stores
        .iter()
        .map(|store| constructed_class(library, module, store.value?).map(|(callee, _)| callee))
        .collect();
    if let Some(Some(first)) = constructed.first()
        && constructed.iter().all(|other| other.is_some_and(|other| text(other) == text(first)))
    {
        return MemberKind::Attribute(Attribute {
            annotation: AttributeType::Constructed(first),
            is_class_variable: false,
            is_read_only: false,
            is_in_body: false,
            is_field: false,
        });
    }
    let types: Vec<_> = stores
        .iter()
        .map(|store| store.value.and_then(|value| obvious_type(value, semantic)))
        .collect();
    match types.first() {
        Some(Some(first)) if types.iter().all(|other| other.as_ref() == Some(first)) => {
            MemberKind::Attribute(Attribute {
                annotation: AttributeType::Inferred(first.clone()),
                is_class_variable: false,
                is_read_only: is_constant(stores[0].name),
                is_in_body: false,
                is_field: false,
            })
        }
        _ => {
            let store = stores[0];
            let message = format!("the attribute `{}` has no annotation", store.name);
            MemberKind::Untyped(problem(store.range, message))
        }
    }
}

fn declared<'a>(
    store: &Store<'a>,
    annotation: &'a Expr,
    semantic: &Semantic<'a>,
) -> MemberKind<'a> {
    let head = ruff_python_ast::helpers::map_subscript(annotation);
    let is_final = semantic.is_typing(head, "Final");
    let inner = match annotation {
        Expr::Subscript(subscript) if is_final => AttributeType::Declared(&subscript.slice),
        _ if is_final => {
            let inferred = match parameter(store, semantic) {
                Some(parameter) => Some(AttributeType::Parameter(parameter.annotation)),
                None => store
                    .value
                    .and_then(|value| obvious_type(value, semantic))
                    .map(AttributeType::Inferred),
            };
            match inferred {
                Some(inferred) => inferred,
                None => {
                    let message = format!("the type of `{}` is not told", store.name);
                    return MemberKind::Untyped(problem(store.range, message));
                }
            }
        }
        _ => AttributeType::Declared(annotation),
    };
    MemberKind::Attribute(Attribute {
        annotation: inner,
        is_class_variable: false,
        is_read_only: is_final,
        is_in_body: false,
        is_field: false,
    })
}

/// The parameter that an attribute is set to.
struct Parameter<'a> {
    annotation: &'a Expr,
    /// Whether its value has that type still, and no narrower one.
    is_exact: bool,
}

fn parameter<'a>(store: &Store<'a>, semantic: &Semantic<'a>) -> Option<Parameter<'a>> {
    let Some(Expr::Name(name)) = store.value else { return None };
    let wanted = store
        .function
        .parameters
        .iter_non_variadic_params()
        .find(|parameter| parameter.parameter.name.id == name.id)?;
    let annotation = wanted.parameter.annotation.as_deref()?;
    let binding = semantic.binding_of(name)?;
    let symbol = semantic.symbol(semantic.binding(binding).symbol);
    let is_bound_once = symbol.last == Some(binding)
        && matches!(semantic.binding(binding).kind, BindingKind::Parameter);
    // Anything that was asked about it before may have narrowed its type.
    let is_untested = semantic
        .references_to(binding)
        .filter(|reference| reference.range.start() < name.range.start())
        .all(|reference| !is_tested(semantic, reference.node));
    Some(Parameter { annotation, is_exact: is_bound_once && is_untested })
}

/// Whether a condition is made of a node.
fn is_tested(semantic: &Semantic<'_>, node: pylint_rs_semantic::NodeId) -> bool {
    use ruff_python_ast::AnyNodeRef;
    semantic.ancestor_ids(node).any(|ancestor| {
        matches!(
            semantic.node(ancestor).syntax,
            AnyNodeRef::StmtIf(_)
                | AnyNodeRef::StmtWhile(_)
                | AnyNodeRef::StmtAssert(_)
                | AnyNodeRef::StmtMatch(_)
                | AnyNodeRef::ExprIf(_)
                | AnyNodeRef::ExprBoolOp(_)
                | AnyNodeRef::ExprCompare(_)
        )
    })
}

struct StoreFinder<'s, 'a> {
    semantic: &'s Semantic<'a>,
    receiver: &'a str,
    function: Option<&'a StmtFunctionDef>,
    stores: Vec<Store<'a>>,
}

impl<'a> StoreFinder<'_, 'a> {
    fn store(&mut self, target: &'a Expr, annotation: Option<&'a Expr>, value: Option<&'a Expr>) {
        match target {
            Expr::Attribute(attribute) if self.is_on_receiver(attribute) => {
                if let Some(function) = self.function {
                    self.stores.push(Store {
                        name: attribute.attr.as_str(),
                        range: attribute.range(),
                        function,
                        annotation,
                        value,
                    });
                }
            }
            Expr::Tuple(tuple) => {
                tuple.elts.iter().for_each(|element| self.store(element, None, None));
            }
            Expr::List(list) => {
                list.elts.iter().for_each(|element| self.store(element, None, None));
            }
            Expr::Starred(starred) => self.store(&starred.value, None, None),
            _ => {}
        }
    }

    fn is_on_receiver(&self, attribute: &ExprAttribute) -> bool {
        attribute.value.as_name_expr().is_some_and(|name| name.id == self.receiver)
    }
}

impl<'a> Visitor<'a> for StoreFinder<'_, 'a> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::Assign(assignment) => {
                for target in &assignment.targets {
                    self.store(target, None, Some(&assignment.value));
                }
            }
            Stmt::AnnAssign(assignment) => {
                let value = assignment.value.as_deref();
                self.store(&assignment.target, Some(&assignment.annotation), value);
            }
            Stmt::For(loop_) => self.store(&loop_.target, None, None),
            Stmt::With(with) => {
                for item in &with.items {
                    if let Some(target) = &item.optional_vars {
                        self.store(target, None, None);
                    }
                }
            }
            // Their `self` is another one, or the same one by chance.
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => return,
            Stmt::If(inner)
                if super::conditions::evaluate(self.semantic, &inner.test) == Some(false) =>
            {
                for clause in &inner.elif_else_clauses {
                    clause.body.iter().for_each(|statement| self.visit_stmt(statement));
                }
                return;
            }
            _ => {}
        }
        walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        if !matches!(expression, Expr::Lambda(_)) {
            walk_expr(self, expression);
        }
    }
}
