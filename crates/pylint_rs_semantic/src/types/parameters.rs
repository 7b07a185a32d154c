//! Types of parameters, by their defaults and by what the function does with them.

use ruff_python_ast::{
    AnyNodeRef, CmpOp, Expr, ExprCompare, ParameterWithDefault, StmtIf, UnaryOp,
};

use super::Type;
use super::expressions::Inference;
use crate::{BindingId, BindingKind, NodeId, Semantic, Target};

/// What speaks for the type of a parameter.
#[derive(Default)]
struct Evidence<'a> {
    types: Vec<Type<'a>>,
    may_be_none: bool,
    /// Whether something takes values of a type that is not evident.
    is_open: bool,
}

impl<'a> Semantic<'a> {
    /// The type of a parameter that has a default: that of the default, with what the function
    /// tests for or puts in its place. A default of `None` alone says nothing.
    pub fn parameter_type(&self, parameter: &'a ParameterWithDefault) -> Option<Type<'a>> {
        let default = parameter.default.as_deref()?;
        // An empty tuple stands for any sequence, `object()` for a value not given.
        if default.as_tuple_expr().is_some_and(|tuple| tuple.elts.is_empty()) {
            return None;
        }
        let default = self.type_of(default).filter(|found| !found.is_builtin("object"))?;
        let binding = self.binding_made_by(&parameter.parameter)?;
        let mut evidence = Evidence::default();
        evidence.add_uses(binding, self);
        evidence.add_replacements(binding, self);
        if evidence.is_open || (default == Type::None && evidence.types.is_empty()) {
            return None;
        }
        let none = evidence.may_be_none.then_some(Type::None);
        let types = evidence.types.into_iter().chain(none).chain([default]);
        Type::union(types).filter(|found| found.members().len() <= 4)
    }
}

impl<'a> Evidence<'a> {
    /// Looks at what the parameter is compared with and which classes it is tested for.
    fn add_uses(&mut self, parameter: BindingId, semantic: &Semantic<'a>) {
        for reference in semantic.references_to(parameter) {
            match semantic.parent_id(reference.node).map(|parent| semantic.node(parent).syntax) {
                Some(AnyNodeRef::ExprCompare(compare)) => {
                    self.add_comparison(compare, reference.node, semantic);
                }
                Some(AnyNodeRef::ExprCall(call))
                    if semantic.is_builtin(&call.func, "isinstance") =>
                {
                    if let [value, classes] = &*call.arguments.args
                        && semantic.nodes().try_id(value) == Some(reference.node)
                    {
                        self.add_classes(classes, semantic);
                    }
                }
                _ => {}
            }
        }
    }

    fn add_comparison(&mut self, compare: &'a ExprCompare, name: NodeId, semantic: &Semantic<'a>) {
        let ([operator], [right]) = (&*compare.ops, &*compare.comparators) else { return };
        let is_left = semantic.nodes().try_id(&*compare.left) == Some(name);
        let other = if is_left { right } else { &compare.left };
        match operator {
            CmpOp::Is | CmpOp::IsNot => self.may_be_none |= other.is_none_literal_expr(),
            CmpOp::Eq | CmpOp::NotEq if other.is_literal_expr() => self.add_value(other, semantic),
            CmpOp::In | CmpOp::NotIn if is_left => {
                let elements = match other {
                    Expr::Tuple(tuple) => &tuple.elts,
                    Expr::List(list) => &list.elts,
                    Expr::Set(set) => &set.elts,
                    _ => return,
                };
                if elements.iter().all(Expr::is_literal_expr) {
                    elements.iter().for_each(|element| self.add_value(element, semantic));
                }
            }
            _ => {}
        }
    }

    /// The second argument of `isinstance`.
    fn add_classes(&mut self, classes: &'a Expr, semantic: &Semantic<'a>) {
        if let Expr::Tuple(tuple) = classes {
            tuple.elts.iter().for_each(|class| self.add_classes(class, semantic));
            return;
        }
        let found = semantic.annotated_builtin(classes).or_else(|| {
            // A name that is no class here may be a tuple of classes.
            let is_class = match classes {
                Expr::Name(name) => semantic.binding_of(name).is_some_and(|id| {
                    let starts_upper = name.id.starts_with(char::is_uppercase);
                    let is_constant = !name.id.chars().any(char::is_lowercase);
                    match semantic.binding(id).kind {
                        BindingKind::Class(_) => true,
                        BindingKind::FromImport { .. } => starts_upper && !is_constant,
                        _ => false,
                    }
                }),
                Expr::Attribute(attribute) => {
                    attribute.attr.starts_with(char::is_uppercase)
                        && attribute.attr.chars().any(char::is_lowercase)
                        && semantic.qualified_name(classes).is_some()
                }
                _ => false,
            };
            is_class.then(|| semantic.instance_of(classes)).flatten()
        });
        match found {
            Some(found) => self.types.push(found),
            None => self.is_open = true,
        }
    }

    /// Looks at what is put in the parameter's place: `x = x or V`, `if x is None: x = V`. Where
    /// values of one class are turned into others (`if isinstance(x, str): x = load(x)`) both
    /// come in.
    fn add_replacements(&mut self, parameter: BindingId, semantic: &Semantic<'a>) {
        let symbol = semantic.symbol(semantic.binding(parameter).symbol);
        let mut next = symbol.last;
        while let Some(id) = next.filter(|id| *id != parameter) {
            let binding = semantic.binding(id);
            next = binding.previous;
            let BindingKind::Assignment(Some(value)) = binding.kind else { continue };
            if binding.value().is_none() {
                continue;
            }
            let is_parameter = |expression: &Expr| is_use(expression, parameter, semantic);
            match value {
                Expr::BoolOp(inner) if inner.op.is_or() && is_parameter(&inner.values[0]) => {
                    inner.values[1..].iter().for_each(|value| self.add_value(value, semantic));
                    continue;
                }
                Expr::If(inner) if is_parameter(&inner.body) => {
                    self.add_value(&inner.orelse, semantic);
                    continue;
                }
                Expr::If(inner) if is_parameter(&inner.orelse) => {
                    self.add_value(&inner.body, semantic);
                    continue;
                }
                _ => {}
            }
            let Some(AnyNodeRef::StmtIf(condition)) =
                semantic.parent_id(binding.statement).map(|parent| semantic.node(parent).syntax)
            else {
                continue;
            };
            let is_in_body =
                condition.body.iter().any(|statement| semantic.id(statement) == binding.statement);
            if is_in_body && replaces_nothing(condition, parameter, semantic) {
                self.add_value(value, semantic);
            } else if is_in_body && tests_class(&condition.test, parameter, semantic) {
                match semantic.type_of(value) {
                    Some(found) => self.types.push(found),
                    None => self.is_open = true,
                }
            }
        }
    }

    fn add_value(&mut self, value: &'a Expr, semantic: &Semantic<'a>) {
        match Inference::new(semantic).expression(value) {
            Some(Type::None) => self.may_be_none = true,
            // An empty container stands for others of its kind.
            Some(found) => self.types.push(found.without_arguments()),
            None => {}
        }
    }
}

/// `if x is None:`, `if not x:`
fn replaces_nothing(condition: &StmtIf, parameter: BindingId, semantic: &Semantic<'_>) -> bool {
    match &*condition.test {
        Expr::UnaryOp(inner) => {
            inner.op == UnaryOp::Not && is_use(&inner.operand, parameter, semantic)
        }
        Expr::Compare(inner) => {
            is_use(&inner.left, parameter, semantic)
                && matches!(&*inner.ops, [CmpOp::Is])
                && inner.comparators[0].is_none_literal_expr()
        }
        _ => false,
    }
}

fn tests_class(test: &Expr, parameter: BindingId, semantic: &Semantic<'_>) -> bool {
    let call = match test {
        Expr::UnaryOp(inner) if inner.op == UnaryOp::Not => &*inner.operand,
        other => other,
    };
    call.as_call_expr().is_some_and(|call| {
        semantic.is_builtin(&call.func, "isinstance")
            && call.arguments.args.first().is_some_and(|value| is_use(value, parameter, semantic))
    })
}

fn is_use(expression: &Expr, parameter: BindingId, semantic: &Semantic<'_>) -> bool {
    matches!(expression, Expr::Name(name)
        if semantic.target_of(name) == Some(Target::Binding(parameter)))
}
