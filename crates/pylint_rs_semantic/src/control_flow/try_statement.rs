//! `try`.
//!
//! `finally` is run on several ways: after all went well, with an exception on its way, with a
//! `return`, `break` or `continue` on its way. Each way that there is gets its own copy of the
//! block, so that what is known on one is not mixed with what is known on another.

use ruff_python_ast::{ExceptHandler, Expr, StmtTry};

use super::builder::{FlowBuilder, Frame, Jump};
use super::{BlockId, Likelihood};
use crate::NodeId;

/// How deep copies of `finally` blocks in `finally` blocks are made before the ways are joined:
/// else the graph would grow by four with each level.
const MOST_COPIES: u32 = 3;

impl<'a> FlowBuilder<'_, 'a> {
    pub(super) fn try_statement(&mut self, statement: &'a StmtTry, node: NodeId) {
        self.step(node, self.header_end(node, &statement.body));
        let has_finally = !statement.finalbody.is_empty();
        let around = self.exception_target;
        let after = self.new_block();
        if has_finally {
            let raised = self.new_block();
            self.edge(self.current, raised, Likelihood::Unlikely);
            self.exception_target = Some(raised);
            self.frames.push(Frame::Finally { entries: [None; 3] });
        }
        self.try_and_handlers(statement, after);
        if has_finally {
            let raised = std::mem::replace(&mut self.exception_target, around);
            let Some(Frame::Finally { entries }) = self.frames.pop() else { return };
            self.copies += 1;
            if self.copies > MOST_COPIES {
                self.joined_finally(statement, after, raised, entries);
            } else {
                self.finally_copies(statement, after, raised, entries);
            }
            self.copies -= 1;
        } else {
            self.enter(after);
        }
    }

    /// Everything but `finally`; what goes well leads to `after`.
    fn try_and_handlers(&mut self, statement: &'a StmtTry, after: BlockId) {
        let around = self.exception_target;
        let raised = (!statement.handlers.is_empty()).then(|| self.new_block());
        if let Some(raised) = raised {
            self.edge(self.current, raised, Likelihood::Unlikely);
            self.exception_target = Some(raised);
        }
        self.enter_next();
        self.body(&statement.body);
        self.exception_target = around;
        if !statement.orelse.is_empty() {
            self.enter_next();
            self.body(&statement.orelse);
        }
        self.go_to(after);
        let Some(raised) = raised else { return };
        for handler in &statement.handlers {
            self.enter(raised);
            self.enter_next();
            self.handler(handler);
            self.go_to(after);
        }
        if let Some(around) = around
            && !statement.handlers.iter().any(catches_all)
        {
            self.edge(raised, around, Likelihood::Likely);
        }
    }

    fn handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(inner) = handler;
        let node = self.semantic.id(handler);
        if inner.type_.as_deref().is_some_and(|type_| !names_exceptions(type_)) {
            self.note_exception();
        }
        self.step(node, self.header_end(node, &inner.body));
        if inner.name.is_none() {
            self.body(&inner.body);
            return;
        }
        let around = self.exception_target;
        let leaving = around.map(|_| self.new_block());
        self.exception_target = leaving;
        self.enter_next();
        self.frames.push(Frame::Handler { node });
        self.body(&inner.body);
        self.frames.pop();
        self.exception_target = around;
        self.unbind_exception(node);
        if let Some((leaving, around)) = leaving.zip(around) {
            let end = self.current;
            self.enter(leaving);
            self.unbind_exception(node);
            self.go_to(around);
            self.enter(end);
        }
    }

    fn finally_copies(
        &mut self,
        statement: &'a StmtTry,
        after: BlockId,
        raised: Option<BlockId>,
        entries: [Option<BlockId>; 3],
    ) {
        if let Some(raised) = raised {
            self.enter(raised);
            self.body(&statement.finalbody);
            self.raise();
        }
        for jump in Jump::ALL {
            if let Some(entry) = entries[jump as usize] {
                self.enter(entry);
                self.body(&statement.finalbody);
                self.jump(jump);
            }
        }
        self.enter(after);
        self.body(&statement.finalbody);
    }

    /// One copy for all ways in, from which all ways go on.
    fn joined_finally(
        &mut self,
        statement: &'a StmtTry,
        after: BlockId,
        raised: Option<BlockId>,
        entries: [Option<BlockId>; 3],
    ) {
        for entry in entries.into_iter().flatten().chain(raised) {
            self.edge(entry, after, Likelihood::Likely);
        }
        self.enter(after);
        self.body(&statement.finalbody);
        self.raise();
        for jump in Jump::ALL {
            if entries[jump as usize].is_some() {
                self.jump(jump);
            }
        }
        self.enter_next();
    }
}

/// Whether exceptions are just named: nothing can go wrong there.
fn names_exceptions(type_: &Expr) -> bool {
    match type_ {
        Expr::Tuple(types) => {
            types.elts.iter().all(|type_| matches!(type_, Expr::Name(_) | Expr::Attribute(_)))
        }
        type_ => matches!(type_, Expr::Name(_) | Expr::Attribute(_)),
    }
}

fn catches_all(handler: &ExceptHandler) -> bool {
    let ExceptHandler::ExceptHandler(inner) = handler;
    match inner.type_.as_deref() {
        None => true,
        Some(Expr::Name(name)) => name.id.as_str() == "BaseException",
        Some(_) => false,
    }
}
