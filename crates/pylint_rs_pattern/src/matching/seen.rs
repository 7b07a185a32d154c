//! What is seen of a node near its root.

use ruff_python_ast::{AnyNodeRef, Arguments, Expr, ExprName, NodeKind, Parameters};

use super::constants::{Constant, constant};
use super::names_meant::{Meaning, NamesMeant};
use crate::pattern::key::Key;
use crate::pattern::search::Place;
use crate::view::operator;
use pylint_rs_semantic::{NodeId, Semantic};

/// Tells the keys that nodes have.
pub(super) struct Eye<'s, 'a> {
    pub(super) semantic: &'s Semantic<'a>,
    pub(super) names: &'s NamesMeant,
}

impl<'a> Eye<'_, 'a> {
    /// Calls a function with the keys that the nodes of a kind have at a place, node by node.
    pub(super) fn each(&self, kind: NodeKind, place: Place, each: &mut impl FnMut(Key, NodeId)) {
        let nodes = self.semantic.nodes();
        let ids = nodes.of_kind(kind);
        // What there is most of goes the short way.
        match (kind, place) {
            (NodeKind::ExprAttribute, Place::Itself) => ids.iter().for_each(|id| {
                each(Key::of_hash(nodes.attribute_hash(*id)), *id);
                each(Key::kind(NodeKind::ExprAttribute), *id);
            }),
            (NodeKind::ExprCall, Place::Called) => ids.iter().for_each(|id| {
                self.called(*id, &mut |key| each(key, *id));
            }),
            _ => ids.iter().for_each(|id| {
                self.each_key(place, nodes.get(*id).syntax, &mut |key| each(key, *id));
            }),
        }
    }

    /// The keys of what a call calls: the first node in it.
    fn called(&self, call: NodeId, each: &mut impl FnMut(Key)) {
        let id = NodeId::new(call.index() + 1);
        match self.semantic.nodes().get(id).syntax {
            AnyNodeRef::ExprAttribute(_) => {
                each(Key::of_hash(self.semantic.nodes().attribute_hash(id)));
                each(Key::kind(NodeKind::ExprAttribute));
            }
            AnyNodeRef::ExprName(name) => match self.names.at(id, self.semantic) {
                Some((key, meaning)) => each_meant(key, meaning, each),
                None => self.name(name, each),
            },
            called => {
                each(Key::UNKNOWN);
                self.expression_ref(called, each);
            }
        }
    }

    /// Calls a function with the keys that a node has at a place.
    fn each_key(&self, place: Place, node: AnyNodeRef<'a>, each: &mut impl FnMut(Key)) {
        match place {
            Place::Itself => self.itself(node, each),
            Place::Text => self.text(node, each),
            // Of calls, and those are seen to above.
            Place::Called => {}
            Place::CalledOn => {
                let AnyNodeRef::ExprCall(call) = node else { return };
                self.object(&call.func, each);
            }
            Place::Keyword => arguments_of(node).into_iter().for_each(|arguments| {
                for keyword in &arguments.keywords {
                    match &keyword.arg {
                        Some(name) => each(Key::named(name)),
                        None => each(Key::ABSENT),
                    }
                }
                if !arguments.keywords.is_empty() {
                    each(Key::PRESENT);
                }
            }),
            Place::Argument => arguments_of(node).into_iter().for_each(|arguments| {
                arguments.args.iter().for_each(|argument| self.expression(argument, each));
            }),
            Place::Value => self.value(node, each),
            Place::Target => each_target(node, &mut |target| self.expression(target, each)),
            Place::TargetOf => each_target(node, &mut |target| self.object(target, each)),
            Place::Name => match node {
                AnyNodeRef::StmtFunctionDef(function) => each(Key::named(&function.name)),
                AnyNodeRef::StmtClassDef(class) => each(Key::named(&class.name)),
                _ => {}
            },
            Place::Decorator => {
                let decorators = match node {
                    AnyNodeRef::StmtFunctionDef(function) => &function.decorator_list,
                    AnyNodeRef::StmtClassDef(class) => &class.decorator_list,
                    _ => return,
                };
                for decorator in decorators {
                    match &decorator.expression {
                        Expr::Call(call) => self.expression(&call.func, each),
                        expression => self.expression(expression, each),
                    }
                }
                if !decorators.is_empty() {
                    each(Key::PRESENT);
                }
            }
            Place::Returns => {
                if let AnyNodeRef::StmtFunctionDef(function) = node
                    && let Some(returns) = &function.returns
                {
                    self.expression(returns, each);
                    each(Key::PRESENT);
                }
            }
            Place::Annotation => match node {
                AnyNodeRef::StmtAnnAssign(assign) => self.expression(&assign.annotation, each),
                AnyNodeRef::StmtFunctionDef(function) => {
                    self.parameters(&function.parameters, |one| one.annotation(), each);
                }
                _ => {}
            },
            Place::Default => {
                if let AnyNodeRef::StmtFunctionDef(function) = node {
                    self.parameters(&function.parameters, |one| one.default(), each);
                }
            }
            Place::Item => {
                if let AnyNodeRef::StmtWith(with) = node {
                    with.items.iter().for_each(|item| self.expression(&item.context_expr, each));
                }
            }
        }
    }

    fn itself(&self, node: AnyNodeRef<'a>, each: &mut impl FnMut(Key)) {
        let is_async = match node {
            AnyNodeRef::StmtFunctionDef(function) => function.is_async,
            AnyNodeRef::StmtFor(statement) => statement.is_async,
            AnyNodeRef::StmtAugAssign(assign) => {
                each(Key::operation(NodeKind::StmtAugAssign, assign.op as u64));
                false
            }
            node => {
                if let Some(expression) = node.as_expr_ref() {
                    self.expression_ref(expression.into(), each);
                }
                false
            }
        };
        if is_async {
            each(Key::ASYNC);
        }
    }

    fn text(&self, node: AnyNodeRef<'a>, each: &mut impl FnMut(Key)) {
        if let AnyNodeRef::ExprName(name) = node
            && !self.names.of(name, self.semantic).may_be_constant
        {
            return;
        }
        match constant(node, self.semantic, true) {
            Some(Constant::String(text)) => {
                each(Key::PRESENT);
                each(Key::string(&text));
                each_first_byte(&text, &mut |first| each(Key::first(first)));
            }
            Some(Constant::Bytes(_)) => {
                each(Key::PRESENT);
                each(Key::UNKNOWN);
            }
            _ => {}
        }
    }

    fn value(&self, node: AnyNodeRef<'a>, each: &mut impl FnMut(Key)) {
        let value = match node {
            AnyNodeRef::StmtAssign(inner) => {
                if let ([Expr::Tuple(_)], Expr::Tuple(values)) = (&inner.targets[..], &*inner.value)
                {
                    values.iter().for_each(|value| self.expression(value, each));
                }
                Some(&*inner.value)
            }
            AnyNodeRef::StmtAnnAssign(inner) => inner.value.as_deref(),
            AnyNodeRef::StmtAugAssign(inner) => Some(&*inner.value),
            AnyNodeRef::ExprNamed(inner) => Some(&*inner.value),
            AnyNodeRef::StmtReturn(inner) => inner.value.as_deref(),
            AnyNodeRef::StmtExpr(inner) => Some(&*inner.value),
            AnyNodeRef::StmtRaise(inner) => inner.exc.as_deref(),
            AnyNodeRef::StmtAssert(inner) => Some(&*inner.test),
            AnyNodeRef::StmtIf(inner) => Some(&*inner.test),
            AnyNodeRef::ElifElseClause(inner) => inner.test.as_ref(),
            AnyNodeRef::StmtWhile(inner) => Some(&*inner.test),
            AnyNodeRef::StmtFor(inner) => Some(&*inner.iter),
            AnyNodeRef::ExprAwait(inner) => Some(&*inner.value),
            AnyNodeRef::ExprStarred(inner) => Some(&*inner.value),
            AnyNodeRef::ExprYield(inner) => inner.value.as_deref(),
            AnyNodeRef::ExprYieldFrom(inner) => Some(&*inner.value),
            AnyNodeRef::ExprSubscript(inner) => Some(&*inner.value),
            AnyNodeRef::ExprAttribute(inner) => Some(&*inner.value),
            AnyNodeRef::ExprUnaryOp(inner) => Some(&*inner.operand),
            AnyNodeRef::ExprBinOp(inner) => Some(&*inner.right),
            AnyNodeRef::ExprCompare(inner) => inner.comparators.first(),
            AnyNodeRef::ExceptHandlerExceptHandler(inner) => inner.type_.as_deref(),
            _ => None,
        };
        match value {
            Some(value) => self.expression(value, each),
            None => each(Key::ABSENT),
        }
    }

    fn parameters(
        &self,
        parameters: &'a Parameters,
        part: impl Fn(&ruff_python_ast::AnyParameterRef<'a>) -> Option<&'a Expr>,
        each: &mut impl FnMut(Key),
    ) {
        let mut is_there = false;
        for parameter in parameters {
            if let Some(part) = part(&parameter) {
                self.expression(part, each);
                is_there = true;
            }
        }
        if is_there {
            each(Key::PRESENT);
        }
    }

    /// What an attribute or a subscript is of.
    fn object(&self, expression: &'a Expr, each: &mut impl FnMut(Key)) {
        match expression {
            Expr::Attribute(attribute) => self.expression(&attribute.value, each),
            Expr::Subscript(subscript) => self.expression(&subscript.value, each),
            Expr::Name(name) if self.names.of(name, self.semantic).may_be_attribute => {
                each(Key::UNKNOWN);
            }
            _ => {}
        }
    }

    fn expression(&self, expression: &'a Expr, each: &mut impl FnMut(Key)) {
        self.expression_ref(expression.into(), each);
    }

    /// The keys of an expression, wherever it is.
    fn expression_ref(&self, node: AnyNodeRef<'a>, each: &mut impl FnMut(Key)) {
        match node {
            AnyNodeRef::ExprName(name) => self.name(name, each),
            AnyNodeRef::ExprAttribute(attribute) => {
                each(Key::named(&attribute.attr));
                each(Key::kind(NodeKind::ExprAttribute));
            }
            AnyNodeRef::ExprCall(call) => {
                each(Key::kind(NodeKind::ExprCall));
                self.named(&call.func, Key::call, each);
            }
            AnyNodeRef::ExprSubscript(subscript) => {
                each(Key::kind(NodeKind::ExprSubscript));
                self.named(&subscript.value, Key::subscript, each);
            }
            AnyNodeRef::ExprStringLiteral(string) => {
                each(Key::kind(NodeKind::ExprStringLiteral));
                if string.value.is_implicit_concatenated() {
                    each(Key::CONSTANT);
                } else {
                    each(Key::string(string.value.to_str()));
                }
            }
            AnyNodeRef::ExprBytesLiteral(_) => {
                each(Key::kind(NodeKind::ExprBytesLiteral));
                each(Key::CONSTANT);
            }
            AnyNodeRef::ExprBooleanLiteral(boolean) => {
                let value = u64::from(boolean.value);
                each(Key::operation(NodeKind::ExprBooleanLiteral, value));
            }
            AnyNodeRef::ExprFString(_) | AnyNodeRef::ExprIf(_) => {
                each(Key::kind(node.kind()));
                each(Key::CONSTANT);
            }
            AnyNodeRef::ExprBinOp(_) | AnyNodeRef::ExprUnaryOp(_) => {
                each(Key::operation(node.kind(), operator(node).unwrap_or_default()));
                each(Key::CONSTANT);
            }
            AnyNodeRef::ExprBoolOp(_) | AnyNodeRef::ExprCompare(_) => {
                each(Key::operation(node.kind(), operator(node).unwrap_or_default()));
            }
            _ => each(Key::kind(node.kind())),
        }
    }

    fn name(&self, name: &'a ExprName, each: &mut impl FnMut(Key)) {
        let (key, meaning) = self.names.key_and_meaning(name, self.semantic);
        each_meant(key, meaning, each);
    }

    /// What is called, or taken an item of, if that has a name.
    fn named(&self, of: &'a Expr, key: impl Fn(&str) -> Key, each: &mut impl FnMut(Key)) {
        match of {
            Expr::Name(name) => {
                each(key(&name.id));
                if self.names.key_and_meaning(name, self.semantic).1.other.is_some() {
                    each(Key::OF_UNKNOWN);
                }
            }
            Expr::Attribute(attribute) => each(key(&attribute.attr)),
            _ => {}
        }
    }
}

/// Calls a function with the keys of a name that means something.
fn each_meant(key: Key, meaning: Meaning, each: &mut impl FnMut(Key)) {
    each(key);
    if let Some(other) = meaning.other {
        each(other);
    }
    if meaning.may_be_attribute {
        each(Key::MAYBE_ATTRIBUTE);
    }
    if meaning.may_be_constant {
        each(Key::CONSTANT);
    }
}

/// Calls a function with each byte that a line of a text begins with, once.
fn each_first_byte(text: &str, each: &mut impl FnMut(u8)) {
    let mut known = [0_u64; 4];
    let bytes = text.as_bytes();
    let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', bytes).map(|end| end + 1));
    for start in starts {
        let first = match bytes.get(start) {
            Some(first) if *first != b'\n' => *first,
            _ => continue,
        };
        let (word, bit) = (usize::from(first) / 64, 1 << (first % 64));
        if known[word] & bit == 0 {
            known[word] |= bit;
            each(first);
        }
    }
}

fn arguments_of(node: AnyNodeRef<'_>) -> Option<&Arguments> {
    match node {
        AnyNodeRef::ExprCall(call) => Some(&call.arguments),
        AnyNodeRef::StmtClassDef(class) => class.arguments.as_deref(),
        _ => None,
    }
}

/// Calls a function with the targets of an assignment and the like.
fn each_target<'a>(node: AnyNodeRef<'a>, each: &mut impl FnMut(&'a Expr)) {
    match node {
        AnyNodeRef::StmtAssign(inner) => {
            inner.targets.iter().for_each(&mut *each);
            // `a, b = 1, 2` is `a = 1` and `b = 2` too.
            if let ([Expr::Tuple(targets)], Expr::Tuple(_)) = (&inner.targets[..], &*inner.value) {
                targets.iter().for_each(each);
            }
        }
        AnyNodeRef::StmtAnnAssign(inner) => each(&inner.target),
        AnyNodeRef::StmtAugAssign(inner) => each(&inner.target),
        AnyNodeRef::ExprNamed(inner) => each(&inner.target),
        AnyNodeRef::StmtFor(inner) => each(&inner.target),
        AnyNodeRef::ExprSubscript(inner) => each(&inner.slice),
        AnyNodeRef::ExprBinOp(inner) => each(&inner.left),
        AnyNodeRef::ExprCompare(inner) => each(&inner.left),
        _ => {}
    }
}
