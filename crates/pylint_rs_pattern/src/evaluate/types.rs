//! Whether a capture is an instance of a type that a rule names.

use pylint_rs_semantic::{BindingFlags, BindingKind, Class, Semantic, Type};
use ruff_python_ast::helpers::map_subscript;
use ruff_python_ast::{AnyNodeRef, BoolOp, Expr, ExprCall, ExprName, Parameter};
use ruff_text_size::Ranged;

use std::sync::Arc;

use super::expression_at::expression_at;
use super::known_returns::type_of_call;
use crate::{Capture, Subject};

/// How many of a name's bindings are looked at.
const MOST_BINDINGS: usize = 32;

pub(super) fn is_of(capture: &Capture<'_>, types: &[Arc<str>], subject: &Subject<'_>) -> bool {
    match capture {
        Capture::Node(node) => {
            let question = Question { types, semantic: subject.semantic, text: subject.text };
            match node {
                AnyNodeRef::Parameter(parameter) => question.parameter(parameter),
                AnyNodeRef::ParameterWithDefault(parameter) => {
                    question.parameter(&parameter.parameter)
                }
                _ => expression_at(*node, subject.semantic)
                    .is_some_and(|expression| question.expression(expression)),
            }
        }
        Capture::Text { .. } => types.iter().any(|wanted| **wanted == *"str"),
        Capture::Name { .. } | Capture::Nodes { .. } => false,
    }
}

struct Question<'q, 'a> {
    types: &'q [Arc<str>],
    semantic: &'q Semantic<'a>,
    text: &'a str,
}

impl<'a> Question<'_, 'a> {
    fn expression(&self, expression: &'a Expr) -> bool {
        if let Some(found) = self.semantic.type_of(expression)
            && found.members().iter().all(|member| self.is_type(member))
        {
            return true;
        }
        match expression {
            Expr::Call(call) => self.is_construction(call),
            Expr::Name(name) => self.name(name),
            _ => false,
        }
    }

    fn is_type(&self, found: &Type<'a>) -> bool {
        match found {
            Type::None => self.is_wanted("None"),
            Type::Instance(Class::Builtin(name), _) => self.is_wanted(name),
            Type::Instance(Class::Library { module, name }, _) => {
                self.is_wanted(name) || self.is_wanted(&format!("{module}.{name}"))
            }
            Type::Instance(Class::Bound { binding, name }, _) => {
                let rest = name.split_once('.').map_or("", |(_, rest)| rest);
                self.is_wanted(name)
                    || self.semantic.import_path(*binding).is_some_and(|mut path| {
                        if !rest.is_empty() {
                            path.extend_dotted(rest);
                        }
                        self.types.iter().any(|wanted| path.is(wanted))
                    })
            }
            Type::Never | Type::SelfInstance | Type::Union(_) => false,
        }
    }

    fn is_wanted(&self, name: &str) -> bool {
        self.types.iter().any(|wanted| **wanted == *name)
    }

    /// `Session()`, where `Session` is a type that is wanted.
    fn is_construction(&self, call: &'a ExprCall) -> bool {
        // `str(x)` has been seen to; `int` shadowed by something else has not.
        !matches!(&*call.func, Expr::Name(name)
            if self.semantic.is_builtin_name(&name.id) && self.semantic.binding_of(name).is_some())
            && (self.is_class(&call.func) || self.is_known_return(&call.func))
    }

    /// Whether a well-known function returns a type that is wanted.
    fn is_known_return(&self, function: &'a Expr) -> bool {
        self.semantic
            .qualified_name(function)
            .and_then(|name| type_of_call(name.segments()))
            .is_some_and(|returned| self.is_wanted(returned))
    }

    /// Whether an expression names a type that is wanted.
    fn is_class(&self, class: &'a Expr) -> bool {
        if !matches!(class, Expr::Name(_) | Expr::Attribute(_)) {
            return false;
        }
        self.is_wanted(&self.text[class.range()])
            || self
                .semantic
                .qualified_name(class)
                .is_some_and(|name| self.types.iter().any(|wanted| name.is(wanted)))
    }

    /// A name: by what it is annotated with or bound to, or what `isinstance` says of it.
    fn name(&self, name: &'a ExprName) -> bool {
        if self.is_guarded(name) {
            return true;
        }
        let Some(in_force) = self.semantic.binding_of(name) else { return false };
        let binding = self.semantic.binding(in_force);
        // Elsewhere than where it is bound, a name may be bound again by the time it is read.
        let is_here = self.semantic.scope_of(name) == binding.scope;
        let mut constructed = None;
        for id in self.semantic.bindings_of(binding.symbol).take(MOST_BINDINGS) {
            let binding = self.semantic.binding(id);
            match binding.kind {
                BindingKind::Annotation(annotation)
                | BindingKind::AnnotatedAssignment { annotation, .. } => {
                    if self.annotation(annotation) {
                        return true;
                    }
                    constructed = Some(false);
                }
                BindingKind::Parameter => {
                    if let AnyNodeRef::Parameter(parameter) =
                        self.semantic.node(binding.node).syntax
                        && self.parameter(parameter)
                    {
                        return true;
                    }
                    constructed = Some(false);
                }
                BindingKind::Assignment(Some(Expr::Call(call)))
                    if !binding.flags.contains(BindingFlags::UNPACKED) =>
                {
                    let is_so = self.is_construction(call);
                    if is_so && is_here && id == in_force {
                        return true;
                    }
                    constructed = Some(constructed.unwrap_or(true) && is_so);
                }
                BindingKind::WithTarget if self.is_with_construction(binding.statement, name) => {
                    constructed = Some(constructed.unwrap_or(true));
                }
                _ => constructed = Some(false),
            }
        }
        constructed.unwrap_or_default()
    }

    /// `with Session() as name:`
    fn is_with_construction(&self, statement: pylint_rs_semantic::NodeId, name: &ExprName) -> bool {
        let AnyNodeRef::StmtWith(with) = self.semantic.node(statement).syntax else { return false };
        with.items.iter().any(|item| {
            let is_bound = matches!(item.optional_vars.as_deref(), Some(Expr::Name(target))
                if target.id == name.id);
            is_bound
                && item.context_expr.as_call_expr().is_some_and(|call| self.is_construction(call))
        })
    }

    fn parameter(&self, parameter: &'a Parameter) -> bool {
        // `*args: int` is a tuple of them.
        let is_variadic = self.text[..parameter.start().to_usize()].ends_with('*')
            || self.text[parameter.range()].starts_with('*');
        !is_variadic
            && parameter.annotation.as_deref().is_some_and(|annotation| self.annotation(annotation))
    }

    fn annotation(&self, annotation: &'a Expr) -> bool {
        let annotation = match annotation {
            Expr::StringLiteral(string) => {
                self.semantic.string_annotation(string).unwrap_or(annotation)
            }
            _ => annotation,
        };
        let written = &self.text[annotation.range()];
        self.types.iter().any(|wanted| is_same_annotation(written, wanted))
            || self.is_class(map_subscript(annotation))
    }

    /// Whether the name is read where `isinstance(name, Type)` has been found to be true.
    fn is_guarded(&self, name: &'a ExprName) -> bool {
        let Some(id) = self.semantic.nodes().try_id(name) else { return false };
        self.semantic.ancestors(name).take_while(|node| !is_function(*node)).any(|around| {
            match around {
                AnyNodeRef::StmtIf(statement) => {
                    self.semantic.body_contains(&statement.body, id)
                        && self.says(&statement.test, name)
                }
                AnyNodeRef::ElifElseClause(clause) => {
                    self.semantic.body_contains(&clause.body, id)
                        && clause.test.as_ref().is_some_and(|test| self.says(test, name))
                }
                AnyNodeRef::StmtWhile(statement) => {
                    self.semantic.body_contains(&statement.body, id)
                        && self.says(&statement.test, name)
                }
                AnyNodeRef::ExprIf(expression) => {
                    expression.body.range().contains_range(name.range())
                        && self.says(&expression.test, name)
                }
                AnyNodeRef::ExprBoolOp(operation) if operation.op == BoolOp::And => operation
                    .values
                    .iter()
                    .take_while(|value| value.end() <= name.start())
                    .any(|value| self.says(value, name)),
                _ => false,
            }
        })
    }

    /// Whether a test that holds means that the name has a type that is wanted.
    fn says(&self, test: &'a Expr, name: &ExprName) -> bool {
        match test {
            Expr::BoolOp(operation) if operation.op == BoolOp::And => operation
                .values
                .iter()
                .any(|value| !value.is_bool_op_expr() && self.says(value, name)),
            Expr::Call(call) => {
                let [Expr::Name(subject), classes] = &*call.arguments.args else { return false };
                subject.id == name.id
                    && self.semantic.is_builtin(&call.func, "isinstance")
                    && match classes {
                        Expr::Tuple(tuple) => {
                            !tuple.is_empty() && tuple.iter().all(|class| self.is_class(class))
                        }
                        class => self.is_class(class),
                    }
            }
            _ => false,
        }
    }
}

fn is_function(node: AnyNodeRef<'_>) -> bool {
    matches!(node, AnyNodeRef::StmtFunctionDef(_) | AnyNodeRef::ExprLambda(_))
}

/// Whether two annotations are written alike, spaces and quotes aside.
fn is_same_annotation(left: &str, right: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '"' | '\'')).collect()
    };
    letters(left) == letters(right)
}
