//! Expressions that are more than their parts.

use std::borrow::Cow;

use ruff_python_ast::{AnyNodeRef, BoolOp, Expr, ExprBinOp, ExprBoolOp, NodeKind, Operator};
use ruff_text_size::{Ranged, TextRange};

use super::attempt::{Attempt, Next, range_of};
use super::constants::{Constant, constant, is_global, may_propagate};
use super::lists::none_taken;
use super::propagation::values_of;
use crate::Capture;
use crate::pattern::tree::{Slot, Tree, TreeId};

/// Strings are looked for in expressions no deeper than this.
const DEEPEST_STRING: usize = 12;

/// What sort of string a constant is.
#[derive(Clone, Copy, Eq, PartialEq)]
enum StringKind {
    Text,
    Bytes,
}

impl<'m, 'a> Attempt<'m, 'a> {
    /// Matches an expression of a kind that is not compared part by part.
    pub(super) fn expression(
        &mut self,
        id: TreeId,
        tree: &'m Tree,
        node: AnyNodeRef<'a>,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        match tree {
            Tree::Name { name, is_own, is_root } => {
                let path = std::slice::from_ref(name);
                (self.file.is_path(path, *is_own, *is_root, node) && next(self))
                    || self.propagated(id, node, next)
            }
            Tree::Dotted { path, is_own } => {
                (self.file.is_path(path, *is_own, true, node) && next(self))
                    || self.propagated(id, node, next)
            }
            Tree::PartialName(pattern) => match node {
                AnyNodeRef::ExprName(name) => {
                    self.name(pattern, name.id.as_str(), name.range, next)
                }
                _ => false,
            },
            Tree::Attribute { value, name } => {
                self.attribute(*value, name, node, next) || self.propagated(id, node, next)
            }
            Tree::Chain(base) => self.chain(*base, node, next),
            Tree::Deep(inner) => self.deep(*inner, node, next),
            Tree::Typed { variable, types } => {
                let is_expression = node.is_expression();
                if !is_expression || !super::typed::is_of_type(self.file, node, types) {
                    return false;
                }
                match variable {
                    Some(variable) => self.bind(*variable, Capture::Node(node), next),
                    None => next(self),
                }
            }
            Tree::AnyString => self.is_string(node) && next(self),
            Tree::AnyConcatenation => {
                matches!(node, AnyNodeRef::ExprStringLiteral(string)
                    if string.value.is_implicit_concatenated())
                    && next(self)
            }
            Tree::String { value } => {
                let is_same = match self.constant(node) {
                    Some(Constant::String(text)) => *text == **value,
                    Some(Constant::Bytes(bytes)) => bytes.bytes().eq(value.bytes()),
                    _ => false,
                };
                is_same && next(self)
            }
            Tree::AnyBytes => matches!(self.constant(node), Some(Constant::Bytes(_))) && next(self),
            Tree::Bytes(wanted) => {
                let is_same = matches!(self.constant(node), Some(Constant::Bytes(bytes))
                    if bytes.bytes().eq(wanted.iter().copied()));
                is_same && next(self)
            }
            Tree::StringRegex(regex) => {
                let Some(text) = self.text_of(node) else { return false };
                match regex.0.is_match(&text) {
                    Ok(is_match) => is_match && next(self),
                    Err(_) => {
                        // As with any other search that takes too long.
                        self.steps = 0;
                        false
                    }
                }
            }
            Tree::StringContent(variable) => {
                let Some(text) = self.text_of(node) else { return false };
                let range = content_range(node);
                self.bind(*variable, Capture::Text { text, range }, next)
            }
            Tree::Number(number) => {
                self.constant(node).is_some_and(|found| found.is_number(number)) && next(self)
            }
            Tree::Boolean(wanted) => {
                self.constant(node) == Some(Constant::Boolean(*wanted)) && next(self)
            }
            Tree::None => self.constant(node) == Some(Constant::None) && next(self),
            Tree::FString(patterns) => match node {
                AnyNodeRef::ExprFString(string) => self.f_string(patterns, string, next),
                _ => false,
            },
            Tree::BooleanOperation { is_and, operands } => match node {
                AnyNodeRef::ExprBoolOp(operation) if (operation.op == BoolOp::And) == *is_and => {
                    self.boolean_operation(operands, operation, next)
                }
                _ => self.propagated(id, node, next),
            },
            Tree::AnyBraces => {
                matches!(
                    node,
                    AnyNodeRef::ExprDict(_)
                        | AnyNodeRef::ExprSet(_)
                        | AnyNodeRef::ExprDictComp(_)
                        | AnyNodeRef::ExprSetComp(_)
                ) && next(self)
            }
            Tree::AnyBrackets => {
                matches!(node, AnyNodeRef::ExprList(_) | AnyNodeRef::ExprListComp(_)) && next(self)
            }
            Tree::Dict { is_open, others, entries } => match node {
                AnyNodeRef::ExprDict(dict) => self.dict((*is_open, *others), entries, dict, next),
                _ => self.propagated(id, node, next),
            },
            Tree::Set { is_open, others, elements } => match node {
                AnyNodeRef::ExprSet(set) => self.set((*is_open, *others), elements, set, next),
                _ => self.propagated(id, node, next),
            },
            _ => false,
        }
    }

    fn constant(&self, node: AnyNodeRef<'a>) -> Option<Constant<'a>> {
        constant(node, self.file.subject.semantic, self.options.constant_propagation)
    }

    /// Whether an expression is a constant string, or one of several, even if it cannot be told
    /// which.
    fn is_string(&self, node: AnyNodeRef<'a>) -> bool {
        self.kind_of_string(node, DEEPEST_STRING).is_some()
    }

    fn kind_of_string(&self, node: AnyNodeRef<'a>, depth: usize) -> Option<StringKind> {
        match self.constant(node) {
            Some(Constant::String(_)) => return Some(StringKind::Text),
            Some(Constant::Bytes(_)) => return Some(StringKind::Bytes),
            _ => {}
        }
        let depth = depth.checked_sub(1).filter(|_| self.options.constant_propagation)?;
        let inner = |part: &'a Expr| self.kind_of_string(part.into(), depth);
        match node {
            AnyNodeRef::ExprBinOp(operation) => match operation.op {
                Operator::Add => inner(&operation.left).and(inner(&operation.right)),
                Operator::Mult => inner(&operation.left),
                _ => None,
            },
            AnyNodeRef::ExprFString(string) => string
                .value
                .elements()
                .filter_map(|element| element.as_interpolation())
                .all(|field| {
                    field.format_spec.is_none()
                        && self.constant((&*field.expression).into()).is_some()
                })
                .then_some(StringKind::Text),
            AnyNodeRef::ExprIf(choice) => inner(&choice.body).and(inner(&choice.orelse)),
            AnyNodeRef::ExprName(name) => {
                let semantic = self.file.subject.semantic;
                let values = values_of(name, semantic).filter(|_| may_propagate(name, semantic))?;
                let is_global = is_global(name, semantic);
                let is_string = |kind: Option<StringKind>| {
                    kind == Some(StringKind::Text) || kind.is_some() && is_global
                };
                values.iter().all(|value| is_string(inner(value))).then_some(StringKind::Text)
            }
            _ => None,
        }
    }

    /// The text of a string or, byte by byte, of bytes.
    fn text_of(&self, node: AnyNodeRef<'a>) -> Option<Cow<'a, str>> {
        match self.constant(node)? {
            Constant::String(text) => Some(text),
            Constant::Bytes(bytes) => {
                let bytes: Vec<u8> = bytes.bytes().collect();
                Some(Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()))
            }
            _ => None,
        }
    }

    /// Matches the base, or what attributes and calls lead to from it.
    fn chain(&mut self, base: TreeId, node: AnyNodeRef<'a>, next: Next<'_, 'm, 'a>) -> bool {
        let mut node = node;
        loop {
            if self.node(base, node, next) {
                return true;
            }
            node = match node {
                AnyNodeRef::ExprAttribute(attribute) => (&*attribute.value).into(),
                AnyNodeRef::ExprCall(call) => (&*call.func).into(),
                _ => return false,
            };
            if self.steps == 0 {
                return false;
            }
        }
    }

    /// Matches an expression or one in it.
    pub(super) fn deep(
        &mut self,
        inner: TreeId,
        node: AnyNodeRef<'a>,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let semantic = self.file.subject.semantic;
        let Some(root) = semantic.nodes().try_id(node) else { return false };
        for id in semantic.nodes().subtree(root) {
            let part = semantic.node(id).syntax;
            if part.is_expression() && self.node(inner, part, next) {
                return true;
            }
            if self.steps == 0 {
                return false;
            }
        }
        false
    }

    /// Whether a pattern is `a + ...`, and an operation one of several operands: `a + b + c`.
    pub(super) fn is_open_sum(&self, slots: &[Slot], operation: &ExprBinOp) -> bool {
        let is_associative = matches!(operation.op, Operator::Add | Operator::Mult);
        let [Slot::Node(first), Slot::Node(rest)] = slots else { return false };
        is_associative
            && self.is_gap(*rest)
            && !matches!(
                self.trees.get(*first),
                Tree::Gap | Tree::Node { kind: NodeKind::ExprBinOp, .. }
            )
    }

    /// Matches the first operand: the others, however many, are in the gap.
    pub(super) fn open_sum(
        &mut self,
        slots: &'m [Slot],
        operation: &'a ExprBinOp,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let [Slot::Node(first), _] = slots else { return false };
        let mut operand = &*operation.left;
        while let Expr::BinOp(inner) = operand
            && inner.op == operation.op
        {
            operand = &inner.left;
        }
        self.node(*first, operand.into(), next)
    }

    /// Matches operands one by one; the last may stand for several.
    fn boolean_operation(
        &mut self,
        operands: &'m [TreeId],
        operation: &'a ExprBoolOp,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let values = &*operation.values;
        if self.options.commutative_boolean {
            let taken = none_taken(values.len());
            return operands.len() == values.len()
                && self.unordered(operands, values, &taken, None, next);
        }
        self.operands(operands, values, next)
    }

    fn operands(
        &mut self,
        operands: &'m [TreeId],
        values: &'a [Expr],
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let (Some((first, operands)), Some((value, rest))) =
            (operands.split_first(), values.split_first())
        else {
            let is_done = values.is_empty() && operands.iter().all(|id| self.is_gap(*id));
            return is_done && next(self);
        };
        // A gap may stand for nothing.
        if self.is_gap(*first)
            && self.go_on(&mut |attempt| attempt.operands(operands, values, next))
        {
            return true;
        }
        if self.node(*first, value.into(), &mut |attempt| attempt.operands(operands, rest, next)) {
            return true;
        }
        // A metavariable may also stand for several of them.
        let trees = self.trees;
        let variable = match trees.get(*first) {
            Tree::Gap | Tree::Anything => None,
            Tree::Metavariable(variable) | Tree::Many(variable) => Some(*variable),
            _ => return false,
        };
        let counts = match operands.is_empty() {
            true => values.len()..=values.len(),
            false => {
                let needed = operands.iter().filter(|id| !self.is_gap(**id)).count();
                2..=values.len().saturating_sub(needed)
            }
        };
        counts.filter(|count| *count > 1).any(|count| {
            let (several, rest) = values.split_at(count);
            let mut rest_matches = |attempt: &mut Self| attempt.operands(operands, rest, next);
            let Some(variable) = variable else { return rest_matches(self) };
            let nodes: Box<[AnyNodeRef<'a>]> = several.iter().map(AnyNodeRef::from).collect();
            let range = TextRange::new(several[0].start(), several[count - 1].end());
            self.bind(variable, Capture::Nodes { nodes, range }, &mut rest_matches)
        })
    }

    /// Matches a few expressions one by one.
    pub(super) fn pairs(&mut self, pairs: &[(TreeId, &'a Expr)], next: Next<'_, 'm, 'a>) -> bool {
        let Some(((id, expression), rest)) = pairs.split_first() else { return next(self) };
        self.node(*id, (*expression).into(), &mut |attempt| attempt.pairs(rest, next))
    }
}

/// Where the content of a string is: within the quotes, if it is one string.
fn content_range(node: AnyNodeRef<'_>) -> TextRange {
    match node {
        AnyNodeRef::ExprStringLiteral(string) => match string.value.as_slice() {
            [only] => only.content_range(),
            _ => string.range(),
        },
        _ => range_of(node),
    }
}
