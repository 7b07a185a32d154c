//! `if`, loops, `match` and `with`.

use ruff_python_ast::{
    Expr, ExprCall, MatchCase, Number, Pattern, Stmt, StmtFor, StmtIf, StmtMatch, StmtWhile,
    StmtWith,
};

use super::builder::{FlowBuilder, Frame};
use super::context_managers::Swallowing;
use super::{BlockId, Likelihood};
use crate::{NodeId, Semantic};

impl<'a> FlowBuilder<'_, 'a> {
    pub(super) fn if_statement(&mut self, statement: &'a StmtIf, node: NodeId) {
        let after = self.new_block();
        self.guarded(node, &statement.test, &statement.body, after);
        let mut has_else = false;
        for clause in &statement.elif_else_clauses {
            match &clause.test {
                Some(test) => {
                    self.note_exception();
                    self.guarded(self.semantic.id(clause), test, &clause.body, after);
                }
                None => {
                    has_else = true;
                    self.body(&clause.body);
                    self.go_to(after);
                }
            }
        }
        if !has_else {
            self.go_to(after);
        }
        self.enter(after);
    }

    /// A body that is run if a test holds and leads to `after`; goes on where the test fails.
    fn guarded(&mut self, node: NodeId, test: &'a Expr, body: &'a [Stmt], after: BlockId) {
        let holds = self.new_block();
        let fails = self.new_block();
        self.condition(node, test, holds, fails);
        self.enter(holds);
        self.body(body);
        self.go_to(after);
        self.enter(fails);
    }

    pub(super) fn for_statement(&mut self, statement: &'a StmtFor, node: NodeId) {
        let semantic = self.semantic;
        let iterable_end = self.end(semantic.id(&*statement.iter));
        self.evaluate(node, iterable_end);
        let header = self.new_block();
        let round = self.new_block();
        let exhausted = self.new_block();
        let after = self.new_block();
        let rounds = Rounds::of(&statement.iter, semantic);
        self.go_to(if rounds == Rounds::Any { header } else { round });

        self.enter(header);
        self.note_exception();
        self.go_to(round);
        if rounds != Rounds::Endless {
            self.go_to(exhausted);
        }

        self.enter(round);
        self.note_exception();
        let target = semantic.id(&*statement.target);
        self.step(target, self.header_end(target, &statement.body));
        self.rounds(header, &statement.body, exhausted, &statement.orelse, after);
    }

    /// The body of a loop, from here back to `header`, and its `else`, from `exhausted`; goes on
    /// after both.
    fn rounds(
        &mut self,
        header: BlockId,
        body: &'a [Stmt],
        exhausted: BlockId,
        orelse: &'a [Stmt],
        after: BlockId,
    ) {
        self.frames.push(Frame::Loop { break_to: after, continue_to: header });
        self.body(body);
        self.frames.pop();
        self.go_to(header);

        self.enter(exhausted);
        self.body(orelse);
        self.go_to(after);
        self.enter(after);
    }

    pub(super) fn while_statement(&mut self, statement: &'a StmtWhile, node: NodeId) {
        let header = self.new_block();
        let round = self.new_block();
        let exhausted = self.new_block();
        let after = self.new_block();
        self.go_to(header);
        self.enter(header);
        if !statement.test.is_literal_expr() {
            self.note_exception();
        }
        match self.constant_truth(&statement.test) {
            // What follows an endless loop is not there to be run some day, unlike the body of
            // an `if False:`.
            Some(true) => {
                self.evaluate(node, self.header_end(node, &statement.body));
                self.go_to(round);
            }
            _ => self.condition(node, &statement.test, round, exhausted),
        }
        self.enter(round);
        self.rounds(header, &statement.body, exhausted, &statement.orelse, after);
    }

    pub(super) fn match_statement(&mut self, statement: &'a StmtMatch, node: NodeId) {
        let subject_end = self.end(self.semantic.id(&*statement.subject));
        self.evaluate(node, subject_end);
        let after = self.new_block();
        for case in &statement.cases {
            self.case(case, after);
        }
        let is_exhaustive =
            statement.cases.iter().all(|case| case.guard.is_none() && is_one_of_few(&case.pattern));
        let likelihood = if is_exhaustive { Likelihood::Unlikely } else { Likelihood::Likely };
        self.edge(self.current, after, likelihood);
        self.enter(after);
    }

    /// A case, whose body leads to `after`; goes on where the pattern does not match.
    fn case(&mut self, case: &'a MatchCase, after: BlockId) {
        let node = self.semantic.id(case);
        let matches = self.new_block();
        let fails = self.new_block();
        self.go_to(matches);
        if !case.pattern.is_irrefutable() {
            self.go_to(fails);
        }
        self.enter(matches);
        if matches!(case.pattern, Pattern::MatchClass(_) | Pattern::MatchMapping(_)) {
            self.note_exception();
        }
        let pattern_end = match &case.guard {
            Some(guard) => self.semantic.id(&**guard).index(),
            None => self.header_end(node, &case.body),
        };
        self.step(node, pattern_end);
        if let Some(guard) = &case.guard {
            let holds = self.new_block();
            self.enter_next();
            self.note_exception();
            self.condition(self.semantic.id(&**guard), guard, holds, fails);
            self.enter(holds);
        }
        self.body(&case.body);
        self.go_to(after);
        self.enter(fails);
    }

    pub(super) fn with_statement(&mut self, statement: &'a StmtWith, node: NodeId) {
        self.evaluate(node, self.header_end(node, &statement.body));
        let after = self.new_block();
        let leaving = self.new_block();
        let likelihood = match self.semantic.swallowing(statement) {
            Swallowing::Known => Likelihood::Likely,
            Swallowing::Unknown => Likelihood::Unlikely,
        };
        self.edge(leaving, after, likelihood);
        // Entering may raise too, and what the body does is not all the manager may swallow.
        self.edge(self.current, leaving, Likelihood::Unlikely);
        if let Some(target) = self.exception_target {
            self.edge(leaving, target, Likelihood::Likely);
        }
        let around = self.exception_target.replace(leaving);
        self.enter_next();
        self.body(&statement.body);
        self.exception_target = around;
        self.go_to(after);
        self.enter(after);
    }
}

/// Whether a pattern is one of those that are usually written for each class of a union, or each
/// member of an enumeration: where there is no other case, there is nothing else to match.
fn is_one_of_few(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::MatchClass(_) | Pattern::MatchSingleton(_) => true,
        Pattern::MatchValue(inner) => inner.value.is_attribute_expr(),
        Pattern::MatchOr(inner) => inner.patterns.iter().all(is_one_of_few),
        Pattern::MatchAs(inner) => inner.pattern.as_deref().is_some_and(is_one_of_few),
        _ => false,
    }
}

/// How often a `for` loop goes round.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Rounds {
    /// Perhaps never.
    Any,
    /// At least once.
    Some,
    /// Until it is left.
    Endless,
}

impl Rounds {
    fn of<'a>(iterable: &'a Expr, semantic: &Semantic<'a>) -> Self {
        let iterable = semantic.resolve_value(iterable);
        let is_some = match iterable {
            Expr::Tuple(tuple) => has_element(&tuple.elts),
            Expr::List(list) => has_element(&list.elts),
            Expr::Set(set) => has_element(&set.elts),
            Expr::Dict(dict) => dict.items.iter().any(|item| item.key.is_some()),
            Expr::StringLiteral(string) => !string.value.is_empty(),
            Expr::Call(call) => return Self::of_call(call, semantic),
            _ => false,
        };
        if is_some { Self::Some } else { Self::Any }
    }

    fn of_call<'a>(call: &'a ExprCall, semantic: &Semantic<'a>) -> Self {
        let Some(name) = semantic.qualified_name(&call.func) else { return Self::Any };
        match (name.segments(), &*call.arguments.args) {
            (["builtins", "range"], [stop]) if is_positive(semantic.resolve_value(stop)) => {
                Self::Some
            }
            (["builtins", "range"], [Expr::NumberLiteral(start), Expr::NumberLiteral(stop)])
                if as_int(&start.value) < as_int(&stop.value) =>
            {
                Self::Some
            }
            (["builtins", "enumerate" | "reversed" | "sorted"], [inner, ..])
                if !inner.is_call_expr() || is_range(inner) =>
            {
                Self::of(inner, semantic)
            }
            (["itertools", "count"], _) => Self::Endless,
            (["itertools", "repeat"], [_]) if call.arguments.keywords.is_empty() => Self::Endless,
            _ => Self::Any,
        }
    }
}

/// Whether there is an element that is not unpacked from something.
fn has_element(elements: &[Expr]) -> bool {
    elements.iter().any(|element| !element.is_starred_expr())
}

fn is_range(value: &Expr) -> bool {
    value.as_call_expr().is_some_and(|call| {
        call.func.as_name_expr().is_some_and(|name| name.id.as_str() == "range")
    })
}

fn as_int(number: &Number) -> Option<i64> {
    match number {
        Number::Int(value) => value.as_i64(),
        _ => None,
    }
}

fn is_positive(value: &Expr) -> bool {
    matches!(value, Expr::NumberLiteral(number)
        if matches!(&number.value, Number::Int(value) if *value != 0))
}
