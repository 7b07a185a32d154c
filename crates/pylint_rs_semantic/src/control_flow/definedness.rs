//! Which reads may find their name unbound.

use ruff_python_ast::AnyNodeRef;

use super::{BlockId, ControlFlow, EdgeKind, Likelihood};
use crate::{BindingKind, NodeId, ScopeId, Semantic, SymbolFlags, SymbolId};

/// What a read can find.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Boundness {
    /// A value on some ways there, none on others.
    PossiblyUnbound,
    /// No value on any way.
    Unbound,
}

/// A read that can find its name unbound.
#[derive(Clone, Copy, Debug)]
pub struct UnboundRead {
    /// The name.
    pub symbol: SymbolId,
    /// The `ExprName`, or the statement for `x += 1`.
    pub node: NodeId,
    /// What it finds.
    pub boundness: Boundness,
}

/// How many names are followed at once.
const WIDTH: usize = 64;

/// What a step does to one of the names followed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd)]
enum Action {
    Read,
    Bind,
    Unbind,
    /// At the end of a handler.
    UnbindException,
}

/// What a read finds on the ways to it; neither if there are none.
struct Read {
    node: NodeId,
    symbol: SymbolId,
    may_be_unbound: bool,
    may_be_bound: bool,
}

/// Names of one body are followed in groups of [`WIDTH`], each as one bit, so that memory stays
/// in proportion to the body however many there are.
#[derive(Clone, Copy)]
struct Event {
    block: BlockId,
    /// The step and the node in it.
    place: (u32, NodeId),
    action: Action,
    bit: u64,
}

/// For each name, whether there is a way here on which it is unbound, and one on which it is
/// bound.
#[derive(Clone, Copy, Default, Eq, PartialEq)]
struct State {
    unbound: u64,
    bound: u64,
}

impl State {
    fn apply(&mut self, event: &Event) {
        match event.action {
            // Having read it, one knows that it was bound.
            Action::Read | Action::Bind => {
                self.unbound &= !event.bit;
                self.bound |= event.bit;
            }
            Action::Unbind | Action::UnbindException => {
                self.bound &= !event.bit;
                self.unbound |= event.bit;
            }
        }
    }

    /// Adds what is known on another way; whether that is news.
    fn join(&mut self, other: Self) -> bool {
        let before = *self;
        self.unbound |= other.unbound;
        self.bound |= other.bound;
        *self != before
    }
}

impl ControlFlow {
    /// The reads of these names, all of one body, that can find them unbound; in order. After
    /// one such read the name counts as bound: one finding for each cause.
    pub fn unbound_reads(&self, semantic: &Semantic<'_>, symbols: &[SymbolId]) -> Vec<UnboundRead> {
        let mut reads = Vec::new();
        for group in symbols.chunks(WIDTH) {
            let events = self.events(semantic, group);
            let is_bound =
                |symbol: &SymbolId| semantic.symbol(*symbol).flags.contains(SymbolFlags::PARAMETER);
            let parameters = group
                .iter()
                .enumerate()
                .filter(|(_, symbol)| is_bound(symbol))
                .fold(0, |bits, (index, _)| bits | 1_u64 << index);
            let start = State { unbound: !parameters, bound: parameters };
            self.follow(group, start, &events, &mut reads);
        }
        reads.sort_by_key(|read| (read.node, read.symbol));
        // A read in `finally` is there several times.
        reads.dedup_by(|later, first| {
            let is_same = (later.node, later.symbol) == (first.node, first.symbol);
            if is_same {
                first.may_be_unbound |= later.may_be_unbound;
                first.may_be_bound |= later.may_be_bound;
            }
            is_same
        });
        reads
            .into_iter()
            .filter(|read| read.may_be_unbound)
            .map(|Read { node, symbol, may_be_bound, .. }| UnboundRead {
                node,
                symbol,
                boundness: if may_be_bound {
                    Boundness::PossiblyUnbound
                } else {
                    Boundness::Unbound
                },
            })
            .collect()
    }

    /// What happens to the names, by block and in order.
    fn events(&self, semantic: &Semantic<'_>, symbols: &[SymbolId]) -> Vec<Event> {
        let mut events = Vec::new();
        for (index, symbol) in symbols.iter().enumerate() {
            let bit = 1_u64 << index;
            let scope = semantic.symbol(*symbol).scope;
            let body = semantic.running_scope(scope);
            let runs_here = |reading: ScopeId| {
                body.is_some() && (reading == scope || semantic.running_scope(reading) == body)
            };
            let mut add = |node: NodeId, action: Action| {
                let mut add_at = |step: usize| {
                    let block = self.steps[step].block;
                    events.push(Event { block, place: (step as u32, node), action, bit });
                };
                match action {
                    Action::UnbindException => self.ends_of_handler(node).for_each(add_at),
                    _ => self.steps_at(node).for_each(&mut add_at),
                }
            };
            for binding in semantic.bindings_of(*symbol) {
                let data = semantic.binding(binding);
                match data.kind {
                    BindingKind::Annotation(_) => {}
                    BindingKind::UnboundException => add(data.node, Action::UnbindException),
                    BindingKind::Deletion => add(data.node, Action::Unbind),
                    _ => add(data.node, Action::Bind),
                }
                for reference in semantic.references_to(binding) {
                    if !runs_here(reference.scope) {
                        continue;
                    }
                    add(reference.node, Action::Read);
                    // A deletion in a branch makes no binding.
                    if let AnyNodeRef::ExprName(name) = semantic.node(reference.node).syntax
                        && name.ctx.is_del()
                    {
                        add(reference.node, Action::Unbind);
                    }
                }
            }
        }
        self.add_star_imports(semantic, symbols, &mut events);
        events.sort_by_key(|event| (event.block, event.place, event.action));
        events
    }

    /// A star import may bind any name of its scope.
    fn add_star_imports(
        &self,
        semantic: &Semantic<'_>,
        symbols: &[SymbolId],
        events: &mut Vec<Event>,
    ) {
        for (index, symbol) in symbols.iter().enumerate() {
            for star in &semantic.scope(semantic.symbol(*symbol).scope).star_imports {
                for step in self.steps_at(*star) {
                    events.push(Event {
                        block: self.steps[step].block,
                        place: (step as u32, *star),
                        action: Action::Bind,
                        bit: 1 << index,
                    });
                }
            }
        }
    }

    /// Follows the names through the graph from the state they are in at its start.
    fn follow(&self, symbols: &[SymbolId], start: State, events: &[Event], found: &mut Vec<Read>) {
        let blocks = self.number_of_blocks();
        let mut first_events = vec![0_usize; blocks + 1];
        events.iter().for_each(|event| first_events[event.block.index() + 1] += 1);
        (0..blocks).for_each(|index| first_events[index + 1] += first_events[index]);
        let events_of =
            |block: BlockId| &events[first_events[block.index()]..first_events[block.index() + 1]];

        let mut states = vec![State::default(); blocks];
        states[BlockId::ENTRY.index()] = start;
        let mut has_news = vec![false; blocks];
        has_news[BlockId::ENTRY.index()] = true;
        // In this order one round is enough, but for loops: each needs one more.
        let mut is_settled = false;
        while !std::mem::replace(&mut is_settled, true) {
            for block in &self.order {
                if !std::mem::replace(&mut has_news[block.index()], false) {
                    continue;
                }
                let before = states[block.index()];
                let mut after = before;
                events_of(*block).iter().for_each(|event| after.apply(event));
                for edge in self.edges_from(*block) {
                    if edge.likelihood != Likelihood::Likely {
                        continue;
                    }
                    let state = match edge.kind {
                        EdgeKind::Normal => after,
                        EdgeKind::Exception => before,
                    };
                    if states[edge.to.index()].join(state) {
                        has_news[edge.to.index()] = true;
                        is_settled = false;
                    }
                }
            }
        }

        for event_block in events.chunk_by(|left, right| left.block == right.block) {
            let mut state = states[event_block[0].block.index()];
            for event in event_block {
                if event.action == Action::Read {
                    found.push(Read {
                        node: event.place.1,
                        symbol: symbols[event.bit.trailing_zeros() as usize],
                        may_be_unbound: state.unbound & event.bit != 0,
                        may_be_bound: state.bound & event.bit != 0,
                    });
                }
                state.apply(event);
            }
        }
    }
}
