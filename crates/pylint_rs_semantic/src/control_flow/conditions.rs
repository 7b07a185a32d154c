//! Tests, and expressions that may stop half-way.

use ruff_python_ast::{
    AnyNodeRef, BoolOp, Comprehension, Expr, ExprBoolOp, ExprDictComp, ExprGenerator, ExprIf,
    ExprListComp, ExprSetComp, Number, UnaryOp,
};

use super::builder::FlowBuilder;
use super::{BlockId, Likelihood};
use crate::NodeId;

/// How many operators inside each other are looked through for a constant.
const MOST_OPERATORS: u32 = 8;

const STACK_RED_ZONE: usize = 64 * 1024;
const STACK_SIZE: usize = 4 * 1024 * 1024;

impl<'a> FlowBuilder<'_, 'a> {
    /// Evaluates a test, from the node `first` on, which may come before it; leads to `yes` where
    /// it holds and to `no` where it does not.
    pub(super) fn condition(&mut self, first: NodeId, test: &'a Expr, yes: BlockId, no: BlockId) {
        let end = self.end(self.semantic.id(test));
        if self.binds_within(first, end) {
            match test {
                Expr::BoolOp(inner) => {
                    return stacker::maybe_grow(STACK_RED_ZONE, STACK_SIZE, || {
                        self.bool_op_condition(first, inner, yes, no);
                    });
                }
                Expr::UnaryOp(inner) if inner.op == UnaryOp::Not => {
                    return stacker::maybe_grow(STACK_RED_ZONE, STACK_SIZE, || {
                        self.condition(first, &inner.operand, no, yes);
                    });
                }
                _ => {}
            }
        }
        self.evaluate_from(first, self.semantic.id(test), end);
        let likelihood =
            |is_taken| if is_taken { Likelihood::Likely } else { Likelihood::Unlikely };
        let truth = self.constant_truth(test);
        self.edge(self.current, yes, likelihood(truth != Some(false)));
        self.edge(self.current, no, likelihood(truth != Some(true)));
    }

    fn bool_op_condition(
        &mut self,
        first: NodeId,
        test: &'a ExprBoolOp,
        yes: BlockId,
        no: BlockId,
    ) {
        let Some((last, others)) = test.values.split_last() else { return };
        let mut first = first;
        for value in others {
            let next = self.new_block();
            match test.op {
                BoolOp::And => self.condition(first, value, next, no),
                BoolOp::Or => self.condition(first, value, yes, next),
            }
            self.enter(next);
            self.note_exception();
            first = NodeId::new(self.end(self.semantic.id(value)));
        }
        self.condition(first, last, yes, no);
    }

    /// Puts nodes into the graph: in one step, unless a part that may be passed over binds a
    /// name.
    pub(super) fn evaluate(&mut self, first: NodeId, end: usize) {
        self.evaluate_from(first, first, end);
    }

    /// As [`Self::evaluate`]; the nodes before `inner` are taken as they are.
    fn evaluate_from(&mut self, first: NodeId, inner: NodeId, end: usize) {
        if !self.binds_within(inner, end) {
            return self.step(first, end);
        }
        let (mut start, mut index) = (first, inner.index());
        while index < end {
            let node = NodeId::new(index);
            let node_end = self.end(node);
            match self.semantic.node(node).syntax {
                AnyNodeRef::ExprBoolOp(inner) if self.binds_within(node, node_end) => {
                    self.evaluate_bool_op(start, inner);
                }
                AnyNodeRef::ExprIf(inner) if self.binds_within(node, node_end) => {
                    self.evaluate_if(start, inner);
                }
                AnyNodeRef::ExprListComp(ExprListComp { generators, .. })
                | AnyNodeRef::ExprSetComp(ExprSetComp { generators, .. })
                | AnyNodeRef::ExprDictComp(ExprDictComp { generators, .. })
                | AnyNodeRef::ExprGenerator(ExprGenerator { generators, .. })
                    if self.binds_within(node, node_end) =>
                {
                    self.evaluate_comprehension(start, generators, node_end);
                }
                // What a lambda binds is its own.
                AnyNodeRef::ExprLambda(_) => {
                    index = node_end;
                    continue;
                }
                _ => {
                    index += 1;
                    continue;
                }
            }
            self.note_exception();
            index = node_end;
            start = NodeId::new(index);
        }
        self.step(start, end);
    }

    fn evaluate_nested(&mut self, first: NodeId, end: usize) {
        stacker::maybe_grow(STACK_RED_ZONE, STACK_SIZE, || self.evaluate(first, end));
    }

    fn evaluate_if(&mut self, start: NodeId, inner: &'a ExprIf) {
        let (yes, no, after) = (self.new_block(), self.new_block(), self.new_block());
        self.condition(start, &inner.test, yes, no);
        for (block, value) in [(yes, &inner.body), (no, &inner.orelse)] {
            self.enter(block);
            self.note_exception();
            let value = self.semantic.id(&**value);
            self.evaluate_nested(value, self.end(value));
            self.go_to(after);
        }
        self.enter(after);
    }

    /// A comprehension: its element is evaluated where all tests hold. It counts as going round
    /// at least once: `any((found := x) for x in xs)` is used to find something.
    fn evaluate_comprehension(
        &mut self,
        start: NodeId,
        generators: &'a [Comprehension],
        end: usize,
    ) {
        let after = self.new_block();
        let mut first = start;
        for test in generators.iter().flat_map(|generator| &generator.ifs) {
            let holds = self.new_block();
            let test_start = self.semantic.id(test);
            // What comes before the test: iterables and targets.
            self.step(first, test_start.index());
            self.condition(test_start, test, holds, after);
            self.enter(holds);
            self.note_exception();
            first = NodeId::new(self.end(test_start));
        }
        self.step(first, end);
        self.go_to(after);
        self.enter(after);
    }

    fn evaluate_bool_op(&mut self, start: NodeId, inner: &'a ExprBoolOp) {
        let after = self.new_block();
        let mut first = start;
        for (index, value) in inner.values.iter().enumerate() {
            if index > 0 {
                self.enter_next();
                self.note_exception();
            }
            let value = self.semantic.id(value);
            let end = self.end(value);
            // What comes before the operation is in the step of its first operand.
            self.step(first, value.index());
            self.evaluate_nested(value, end);
            self.go_to(after);
            first = NodeId::new(end);
        }
        self.enter(after);
    }

    /// Whether a walrus is among these nodes.
    fn binds_within(&self, first: NodeId, end: usize) -> bool {
        let walruses = self.semantic.nodes().of_kind(ruff_python_ast::NodeKind::ExprNamed);
        if walruses.is_empty() {
            return false;
        }
        let next = walruses.partition_point(|walrus| *walrus < first);
        walruses.get(next).is_some_and(|walrus| walrus.index() < end)
    }

    /// Whether a test holds, where that can be read off it.
    pub(super) fn constant_truth(&self, test: &'a Expr) -> Option<bool> {
        self.truth(test, MOST_OPERATORS)
    }

    fn truth(&self, test: &'a Expr, operators: u32) -> Option<bool> {
        match test {
            Expr::BooleanLiteral(literal) => Some(literal.value),
            Expr::NoneLiteral(_) => Some(false),
            Expr::EllipsisLiteral(_) => Some(true),
            Expr::StringLiteral(literal) => Some(!literal.value.is_empty()),
            Expr::NumberLiteral(literal) => match &literal.value {
                Number::Int(value) => Some(*value != 0),
                Number::Float(value) => Some(*value != 0.0),
                Number::Complex { real, imag } => Some(*real != 0.0 || *imag != 0.0),
            },
            Expr::Name(name) => {
                matches!(name.id.as_str(), "TYPE_CHECKING" | "__debug__").then_some(true)
            }
            Expr::Attribute(attribute) => (attribute.attr.as_str() == "TYPE_CHECKING"
                && self.semantic.is_typing(test, "TYPE_CHECKING"))
            .then_some(true),
            Expr::UnaryOp(unary) if unary.op == UnaryOp::Not => {
                Some(!self.truth(&unary.operand, operators.checked_sub(1)?)?)
            }
            Expr::BoolOp(inner) => {
                let operators = operators.checked_sub(1)?;
                let decisive = inner.op == BoolOp::Or;
                let mut are_known = true;
                for value in &inner.values {
                    match self.truth(value, operators) {
                        Some(truth) if truth == decisive => return Some(decisive),
                        Some(_) => {}
                        None => are_known = false,
                    }
                }
                are_known.then_some(!decisive)
            }
            _ => None,
        }
    }
}
