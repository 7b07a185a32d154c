//! Which way a body can be run through.
//!
//! [`Semantic::control_flow`](crate::Semantic::control_flow) gives the graph of a function's or
//! the module's body, built when first asked for. Bodies of classes run where they stand and are
//! part of the graph around them; lambdas and functions inside are steps like any other.
//!
//! The nodes of the arena are in the order of evaluation, so a [`Step`] is just a run of them:
//! building a graph visits statements and looks into an expression only where it binds a name
//! that it may not get to bind. Where a node is run is a look-up ([`ControlFlow::steps_at`]).
//!
//! An [`Edge`] that is taken only if something is not as it looks (the body of `if False:`, the
//! way on after a call of `self.fail()`, a context manager that swallows exceptions) is
//! [`Likelihood::Unlikely`]: who asks whether code can run at all counts it, who asks whether a
//! name is surely bound does not.

mod bodies;
mod builder;
mod compound;
mod conditions;
mod context_managers;
mod dead_ends;
mod definedness;
mod raising;
mod returning;
mod try_statement;

pub use definedness::{Boundness, UnboundRead};

use crate::{NodeId, ScopeId, Semantic};

/// A stretch of code without a branch.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct BlockId(u32);

impl BlockId {
    /// Where the body starts.
    pub const ENTRY: Self = Self(0);
    /// Where it ends, by falling off its end or by `return`.
    pub const EXIT: Self = Self(1);

    /// The block's index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What is done in one go.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StepKind {
    /// Nodes are evaluated, in order.
    Evaluate,
    /// The name of the `except` handler `first` is deleted.
    UnbindException,
}

/// A run of nodes, `first` up to but without `end`. A statement without a body is one step; of
/// one that has some, only what stands before the first.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The first node.
    pub first: NodeId,
    end: u32,
    /// What happens.
    pub kind: StepKind,
    /// Where.
    pub block: BlockId,
}

/// What an edge is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum EdgeKind {
    /// Taken when the block is done.
    Normal,
    /// Taken by an exception: what the block was to do is not done.
    Exception,
}

/// Whether an edge is taken if things are as they look.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub enum Likelihood {
    /// Only if they are not.
    Unlikely,
    /// It may be.
    Likely,
}

/// A way from one block to another.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// From here
    pub from: BlockId,
    /// to there.
    pub to: BlockId,
    /// When.
    pub kind: EdgeKind,
    /// How likely.
    pub likelihood: Likelihood,
}

/// The graph of a body.
#[derive(Debug)]
pub struct ControlFlow {
    /// By block.
    steps: Vec<Step>,
    /// Where each block's steps start, and the end of the last.
    first_steps: Vec<u32>,
    /// By block they come from.
    edges: Vec<Edge>,
    first_edges: Vec<u32>,
    /// The first nodes of steps in their order, with the steps' indices.
    by_node: Vec<(NodeId, u32)>,
    /// How likely each block is run; `None` if never.
    reachable: Vec<Option<Likelihood>>,
    /// The blocks that are likely run, each after those that lead to it but for loops.
    order: Vec<BlockId>,
}

impl ControlFlow {
    pub(crate) fn build(semantic: &Semantic<'_>, scope: ScopeId) -> Self {
        builder::FlowBuilder::build(semantic, scope)
    }

    fn new(steps: Vec<Step>, edges: Vec<Edge>, blocks: usize) -> Self {
        let (first_steps, step_places) = places(&steps, blocks, |step| step.block);
        // Steps are made nearly in the order of their nodes.
        let mut by_node: Vec<(NodeId, u32)> =
            steps.iter().zip(&step_places).map(|(step, place)| (step.first, *place)).collect();
        by_node.sort_unstable();
        let steps = put_in_place(steps, &step_places);
        let (first_edges, edge_places) = places(&edges, blocks, |edge| edge.from);
        let edges = put_in_place(edges, &edge_places);
        let mut flow = Self {
            steps,
            first_steps,
            edges,
            first_edges,
            by_node,
            reachable: vec![None; blocks],
            order: Vec::new(),
        };
        flow.order = flow.reach(Likelihood::Likely);
        // Most bodies have no other edges.
        if flow.edges.iter().any(|edge| edge.likelihood == Likelihood::Unlikely) {
            flow.reach(Likelihood::Unlikely);
        }
        flow
    }

    /// Marks what can be reached from the start by edges that likely, or likelier; gives it in
    /// an order in which each block comes after those that lead to it, but for loops.
    fn reach(&mut self, likelihood: Likelihood) -> Vec<BlockId> {
        let mut order = Vec::with_capacity(self.reachable.len());
        let mut seen = vec![false; self.reachable.len()];
        seen[BlockId::ENTRY.index()] = true;
        // Blocks being left, each with the edges still to follow.
        let mut path = Vec::with_capacity(self.reachable.len());
        path.push((BlockId::ENTRY, self.edge_range(BlockId::ENTRY)));
        while let Some((block, edges)) = path.last_mut() {
            let Some(index) = edges.next() else {
                self.reachable[block.index()].get_or_insert(likelihood);
                order.push(*block);
                path.pop();
                continue;
            };
            let edge = self.edges[index];
            if edge.likelihood >= likelihood && !std::mem::replace(&mut seen[edge.to.index()], true)
            {
                path.push((edge.to, self.edge_range(edge.to)));
            }
        }
        order.reverse();
        order
    }

    fn edge_range(&self, block: BlockId) -> std::ops::Range<usize> {
        self.first_edges[block.index()] as usize..self.first_edges[block.index() + 1] as usize
    }

    /// How many blocks there are.
    pub fn number_of_blocks(&self) -> usize {
        self.reachable.len()
    }

    /// The ways out of a block.
    pub fn edges_from(&self, block: BlockId) -> &[Edge] {
        &self.edges[self.edge_range(block)]
    }

    /// What a block does.
    pub fn steps_of(&self, block: BlockId) -> &[Step] {
        let range = self.first_steps[block.index()]..self.first_steps[block.index() + 1];
        &self.steps[range.start as usize..range.end as usize]
    }

    /// Every step; the blocks of `finally` have theirs once for each way into it.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// How likely a block is run; `None` if never.
    pub fn reachable(&self, block: BlockId) -> Option<Likelihood> {
        self.reachable[block.index()]
    }

    /// Whether the body can end without an exception.
    pub fn can_end(&self) -> bool {
        self.reachable(BlockId::EXIT).is_some()
    }

    /// The steps that evaluate a node: several for one in `finally`, none for one of another body.
    pub fn steps_at(&self, node: NodeId) -> impl Iterator<Item = usize> {
        let after = self.by_node.partition_point(|(first, _)| *first <= node);
        // Steps do not overlap, but for those of one `finally` and for handlers' deletions.
        let last = after.checked_sub(1).map(|last| self.by_node[last].0);
        self.by_node[..after]
            .iter()
            .rev()
            .take_while(move |(first, _)| Some(*first) == last)
            .map(|(_, index)| *index as usize)
            .filter(move |index| {
                let step = &self.steps[*index];
                step.kind == StepKind::Evaluate && node.index() < step.end as usize
            })
    }

    /// The steps that delete a handler's name, one for each way out of it.
    fn ends_of_handler(&self, handler: NodeId) -> impl Iterator<Item = usize> {
        let start = self.by_node.partition_point(|(first, _)| *first < handler);
        self.by_node[start..]
            .iter()
            .take_while(move |(first, _)| *first == handler)
            .map(|(_, index)| *index as usize)
            .filter(move |index| self.steps[*index].kind == StepKind::UnbindException)
    }

    /// How likely a statement of this body is run; `None` if never.
    pub fn statement_is_reachable(&self, statement: NodeId) -> Option<Likelihood> {
        self.steps_at(statement).filter_map(|step| self.reachable(self.steps[step].block)).max()
    }

    /// The statements that are never run, in order; with those inside others.
    pub fn unreachable_statements(&self, semantic: &Semantic<'_>) -> Vec<NodeId> {
        let mut found = Vec::new();
        if self.steps.iter().all(|step| self.reachable(step.block).is_some()) {
            return found;
        }
        let mut index = 0;
        while let Some((first, _)) = self.by_node.get(index).copied() {
            let mut is_reached = false;
            while let Some((node, step)) = self.by_node.get(index)
                && *node == first
            {
                let step = self.steps[*step as usize];
                // What deletes a handler's name says nothing about the handler's start.
                is_reached |=
                    step.kind != StepKind::Evaluate || self.reachable(step.block).is_some();
                index += 1;
            }
            if !is_reached && semantic.node(first).syntax.is_statement() {
                found.push(first);
            }
        }
        found
    }
}

/// Where things stand in the order of their blocks, otherwise in that they are in: where the first
/// of each block stands, with the end of the last, and where each thing does.
fn places<T>(
    things: &[T],
    blocks: usize,
    block_of: impl Fn(&T) -> BlockId,
) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; blocks + 1];
    things.iter().for_each(|thing| starts[block_of(thing).index() + 1] += 1);
    (0..blocks).for_each(|index| starts[index + 1] += starts[index]);
    let mut next = starts.clone();
    let places = things
        .iter()
        .map(|thing| {
            let place = &mut next[block_of(thing).index()];
            *place += 1;
            *place - 1
        })
        .collect();
    (starts, places)
}

fn put_in_place<T: Copy>(things: Vec<T>, places: &[u32]) -> Vec<T> {
    if places.is_sorted() {
        return things;
    }
    let mut sorted = things.clone();
    for (thing, place) in things.iter().zip(places) {
        sorted[*place as usize] = *thing;
    }
    sorted
}
