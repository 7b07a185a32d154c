//! Building the graph of a body, statement by statement.

use ruff_python_ast::{Expr, Stmt};

use super::raising::cannot_raise;
use super::returning::Returning;
use super::{BlockId, ControlFlow, Edge, EdgeKind, Likelihood, Step, StepKind};
use crate::{NodeId, ScopeId, Semantic};

const STACK_RED_ZONE: usize = 64 * 1024;
const STACK_SIZE: usize = 4 * 1024 * 1024;

/// A body that is worth a look has rarely fewer steps, nor fewer ways from one to the next.
const STEPS_AT_FIRST: usize = 32;

/// A way out of a block that does not lead to what follows it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Jump {
    Return,
    Break,
    Continue,
}

impl Jump {
    pub(super) const ALL: [Self; 3] = [Self::Return, Self::Break, Self::Continue];
}

/// What a jump meets on its way out.
pub(super) enum Frame {
    /// It ends here, unless it is a `return`.
    Loop { break_to: BlockId, continue_to: BlockId },
    /// It has to run this first; one way in for each kind of jump that was seen.
    Finally { entries: [Option<BlockId>; 3] },
    /// The handler's name is deleted.
    Handler { node: NodeId },
}

pub(super) struct FlowBuilder<'s, 'a> {
    pub(super) semantic: &'s Semantic<'a>,
    steps: Vec<Step>,
    edges: Vec<Edge>,
    number_of_blocks: u32,
    /// The block that is being filled.
    pub(super) current: BlockId,
    /// Whether there is anything in it.
    is_empty: bool,
    /// Whether it has its edge for exceptions.
    may_raise: bool,
    /// Where an exception leads, if it stays in the body.
    pub(super) exception_target: Option<BlockId>,
    pub(super) frames: Vec<Frame>,
    /// How many copies of `finally` the statement is in.
    pub(super) copies: u32,
}

impl<'s, 'a> FlowBuilder<'s, 'a> {
    pub(super) fn build(semantic: &'s Semantic<'a>, scope: ScopeId) -> ControlFlow {
        let mut builder = Self {
            semantic,
            steps: Vec::with_capacity(STEPS_AT_FIRST),
            edges: Vec::with_capacity(STEPS_AT_FIRST),
            number_of_blocks: 2,
            current: BlockId::ENTRY,
            is_empty: true,
            may_raise: false,
            exception_target: None,
            frames: Vec::new(),
            copies: 0,
        };
        builder.body(semantic.body_of_scope(scope));
        builder.go_to(BlockId::EXIT);
        ControlFlow::new(builder.steps, builder.edges, builder.number_of_blocks as usize)
    }

    // Blocks and edges ------------------------------------------------------------------------

    /// A block nothing leads to yet.
    pub(super) fn new_block(&mut self) -> BlockId {
        self.number_of_blocks += 1;
        BlockId(self.number_of_blocks - 1)
    }

    /// Goes on in a block.
    pub(super) fn enter(&mut self, block: BlockId) {
        self.current = block;
        self.is_empty = true;
        self.may_raise = false;
    }

    /// Goes on in a new block that follows the current one.
    pub(super) fn enter_next(&mut self) {
        let next = self.new_block();
        self.go_to(next);
        self.enter(next);
    }

    /// Goes on in a block nothing leads to.
    pub(super) fn enter_unreachable(&mut self) {
        let block = self.new_block();
        self.enter(block);
    }

    pub(super) fn edge(&mut self, from: BlockId, to: BlockId, likelihood: Likelihood) {
        self.edges.push(Edge { from, to, kind: EdgeKind::Normal, likelihood });
    }

    /// A way from the current block.
    pub(super) fn go_to(&mut self, to: BlockId) {
        self.edge(self.current, to, Likelihood::Likely);
    }

    /// The way of an exception that leaves the current block when it is done.
    pub(super) fn raise(&mut self) {
        if let Some(target) = self.exception_target {
            self.go_to(target);
        }
    }

    /// Notes that what comes into the current block may raise. What the block has done before
    /// counts as not done then, so it must be at its start.
    pub(super) fn note_exception(&mut self) {
        if let Some(to) = self.exception_target
            && !std::mem::replace(&mut self.may_raise, true)
        {
            self.edges.push(Edge {
                from: self.current,
                to,
                kind: EdgeKind::Exception,
                likelihood: Likelihood::Likely,
            });
        }
    }

    /// Puts nodes into the current block.
    pub(super) fn step(&mut self, first: NodeId, end: usize) {
        if first.index() < end {
            self.push_step(first, end as u32, StepKind::Evaluate);
        }
    }

    pub(super) fn unbind_exception(&mut self, handler: NodeId) {
        self.push_step(handler, handler.index() as u32, StepKind::UnbindException);
    }

    fn push_step(&mut self, first: NodeId, end: u32, kind: StepKind) {
        self.steps.push(Step { first, end, kind, block: self.current });
        self.is_empty = false;
    }

    /// One past the last node of a subtree.
    pub(super) fn end(&self, node: NodeId) -> usize {
        self.semantic.nodes().end_of(node)
    }

    /// One past the last node that comes before a body, in the statement or clause that has it.
    pub(super) fn header_end(&self, node: NodeId, body: &'a [Stmt]) -> usize {
        body.first().map_or_else(|| self.end(node), |first| self.semantic.id(first).index())
    }

    // Leaving ---------------------------------------------------------------------------------

    /// Leaves the current block by a jump.
    pub(super) fn jump(&mut self, jump: Jump) {
        for index in (0..self.frames.len()).rev() {
            match (&self.frames[index], jump) {
                (Frame::Loop { break_to, .. }, Jump::Break) => {
                    let to = *break_to;
                    return self.go_to(to);
                }
                (Frame::Loop { continue_to, .. }, Jump::Continue) => {
                    let to = *continue_to;
                    return self.go_to(to);
                }
                (Frame::Loop { .. }, Jump::Return) => {}
                (Frame::Handler { node }, _) => {
                    let node = *node;
                    self.unbind_exception(node);
                }
                (Frame::Finally { entries }, _) => {
                    let entry = match entries[jump as usize] {
                        Some(entry) => entry,
                        None => {
                            let entry = self.new_block();
                            if let Frame::Finally { entries } = &mut self.frames[index] {
                                entries[jump as usize] = Some(entry);
                            }
                            entry
                        }
                    };
                    return self.go_to(entry);
                }
            }
        }
        // A `break` outside of a loop is a syntax error: it leads nowhere.
        if jump == Jump::Return {
            self.go_to(BlockId::EXIT);
        }
    }

    // Statements --------------------------------------------------------------------------------

    pub(super) fn body(&mut self, body: &'a [Stmt]) {
        for statement in body {
            stacker::maybe_grow(STACK_RED_ZONE, STACK_SIZE, || self.statement(statement));
        }
    }

    fn statement(&mut self, statement: &'a Stmt) {
        if self.exception_target.is_some() {
            if !self.is_empty {
                self.enter_next();
            }
            if !cannot_raise(statement) {
                self.note_exception();
            }
        }
        let node = self.semantic.id(statement);
        match statement {
            Stmt::If(inner) => self.if_statement(inner, node),
            Stmt::For(inner) => self.for_statement(inner, node),
            Stmt::While(inner) => self.while_statement(inner, node),
            Stmt::Match(inner) => self.match_statement(inner, node),
            Stmt::With(inner) => self.with_statement(inner, node),
            Stmt::Try(inner) => self.try_statement(inner, node),
            Stmt::ClassDef(inner) => {
                self.step(node, self.header_end(node, &inner.body));
                self.body(&inner.body);
            }
            Stmt::FunctionDef(_) => self.step(node, self.end(node)),
            Stmt::Return(_) => {
                self.evaluate(node, self.end(node));
                self.jump(Jump::Return);
                self.enter_unreachable();
            }
            Stmt::Raise(_) => {
                self.evaluate(node, self.end(node));
                self.raise();
                self.enter_unreachable();
            }
            Stmt::Break(_) | Stmt::Continue(_) => {
                self.step(node, self.end(node));
                self.jump(if statement.is_break_stmt() { Jump::Break } else { Jump::Continue });
                self.enter_unreachable();
            }
            Stmt::Assert(inner) => {
                let holds = self.new_block();
                let fails = self.new_block();
                self.condition(node, &inner.test, holds, fails);
                if let Some(message) = &inner.msg {
                    self.enter(fails);
                    let message = self.semantic.id(&**message);
                    self.evaluate(message, self.end(message));
                }
                self.edge_to_exception(fails);
                self.enter(holds);
            }
            Stmt::Expr(inner) => {
                self.evaluate(node, self.end(node));
                self.after_call(&inner.value);
            }
            _ => self.evaluate(node, self.end(node)),
        }
    }

    fn edge_to_exception(&mut self, from: BlockId) {
        if let Some(target) = self.exception_target {
            self.edge(from, target, Likelihood::Likely);
        }
    }

    /// Goes on after an expression statement, which may be a call that never returns.
    fn after_call(&mut self, value: &'a Expr) {
        let likelihood = match self.semantic.returning(value) {
            Returning::Normally => return,
            Returning::Unlikely => Some(Likelihood::Unlikely),
            Returning::Never => None,
        };
        self.raise();
        let before = self.current;
        self.enter_unreachable();
        if let Some(likelihood) = likelihood {
            self.edge(before, self.current, likelihood);
        }
    }
}
