//! Asking where patterns match.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use pylint_rs_semantic::{Context, NodeId};
use ruff_python_ast::AnyNodeRef;
use ruff_text_size::{Ranged, TextSize};
use rustc_hash::FxHashMap;

use super::attempt::Attempt;
use super::candidates::{Everything, Filter, may_match};
use super::file::File;
use super::finding::Candidates;
use super::roots::Found;
use super::sequences::DeadEnds;
use super::trace::{Failure, Trace};
use super::wanted::Wanted;
use crate::{Capture, Captures, Match, Pattern, Subject};

/// How many parts may be looked at for one pattern in one file, beside some for each node.
const STEPS: u32 = 1_000_000;

/// How many more for each node of the file.
const STEPS_PER_NODE: u32 = 64;

/// How many parts are looked at to check that a node is rightly passed over.
const STEPS_OF_A_CHECK: u32 = 2_000;

/// No more matches than this are told of one pattern in one file, unless it has more nodes.
const MOST_MATCHES: usize = 100_000;

/// Finds the places patterns match in one file.
///
/// Each pattern may take a bounded number of steps in the file; one that would need more has no
/// further matches there, and [`Self::exhausted`] says so.
pub struct Matcher<'a> {
    file: File<'a>,
    /// What patterns have spent, by their fingerprints.
    spent: RefCell<FxHashMap<u64, u32>>,
    /// What is known not to follow the gaps of the pattern of that fingerprint.
    dead_ends: RefCell<(u64, DeadEnds)>,
    budget: u32,
    exhausted: Cell<bool>,
}

impl<'a> Matcher<'a> {
    /// A matcher for a file.
    pub fn new(subject: Subject<'a>) -> Self {
        let nodes = u32::try_from(subject.semantic.nodes().len()).unwrap_or(u32::MAX);
        let budget = STEPS.saturating_add(nodes.saturating_mul(STEPS_PER_NODE));
        Self {
            file: File::new(subject),
            spent: RefCell::default(),
            dead_ends: RefCell::default(),
            budget,
            exhausted: Cell::new(false),
        }
    }

    /// The same with another number of steps for each pattern.
    #[must_use]
    pub fn with_budget(mut self, steps: u32) -> Self {
        self.budget = steps;
        self
    }

    /// The same for patterns that ask for no other keys than these.
    #[must_use]
    pub(crate) fn of_wanted(self, wanted: Arc<Wanted>) -> Self {
        Self { file: self.file.of_wanted(wanted), ..self }
    }

    /// The file.
    pub fn subject(&self) -> &Subject<'a> {
        &self.file.subject
    }

    /// Whether an import binds a name anywhere in the file.
    pub(crate) fn imports(&self, name: &str) -> bool {
        self.file.imports(name)
    }

    /// Whether a pattern has needed more steps than it may take, since the last time this was
    /// forgotten.
    pub fn exhausted(&self) -> bool {
        self.exhausted.get()
    }

    /// Forgets that a pattern has needed too many steps: another rule begins.
    pub fn forget_exhaustion(&self) {
        self.exhausted.set(false);
    }

    /// Every match in the file, in the order of the text.
    pub fn find(&self, pattern: &Pattern) -> Vec<Match<'a>> {
        self.find_where(pattern, &Everything)
    }

    /// Every match in the file that is wanted, in the order of the text.
    pub(crate) fn find_where(&self, pattern: &Pattern, filter: &dyn Filter<'a>) -> Vec<Match<'a>> {
        if self.file.subject.semantic.nodes().is_empty() {
            return Vec::new();
        }
        let mut candidates = Candidates::new();
        self.file.each_candidate(pattern, filter, &mut candidates);
        self.find_among(pattern, candidates, filter)
    }

    /// Whether there is any node in the file that is nearly what a pattern is about.
    pub(crate) fn may_match(&self, pattern: &Pattern) -> bool {
        let semantic = self.file.subject.semantic;
        let mut candidates = Candidates::new();
        self.file.each_candidate(pattern, &Everything, &mut candidates);
        candidates
            .into_iter()
            .any(|id| may_match(pattern, semantic.node(id).syntax, semantic, &Everything))
    }

    /// Every match among the calls of what has one of these names, or may have.
    pub(crate) fn find_calls(&self, pattern: &Pattern, names: &[Box<str>]) -> Vec<Match<'a>> {
        if self.file.subject.semantic.nodes().is_empty() {
            return Vec::new();
        }
        self.find_among(pattern, self.file.calls_of(names), &Everything)
    }

    /// Every match at a node or one in it.
    pub fn find_within(&self, pattern: &Pattern, root: NodeId) -> Vec<Match<'a>> {
        let nodes = self.file.subject.semantic.nodes();
        let candidates = pattern
            .candidate_kinds()
            .iter()
            .flat_map(|kind| nodes.of_kind_within(*kind, root).iter().copied());
        self.find_among(pattern, candidates, &Everything)
    }

    fn find_among(
        &self,
        pattern: &Pattern,
        candidates: impl IntoIterator<Item = NodeId>,
        filter: &dyn Filter<'a>,
    ) -> Vec<Match<'a>> {
        let mut candidates = candidates.into_iter().peekable();
        if candidates.peek().is_none() {
            return Vec::new();
        }
        let most = self.file.subject.semantic.nodes().len().max(MOST_MATCHES);
        let mut found = Vec::new();
        let start = Start { captures: &Captures::default(), filter, trace: None };
        self.search(pattern, candidates, start, &mut |one| {
            if !filter.wants(one.captures) {
                return false;
            }
            found.push(one.to_match());
            let is_enough = found.len() >= most;
            if is_enough {
                self.exhausted.set(true);
            }
            is_enough
        });
        sorted(found)
    }

    /// Every way to match at a node. Of several statements, it is the first.
    pub fn matches_at(
        &self,
        pattern: &Pattern,
        id: NodeId,
        captures: &Captures<'a>,
    ) -> Vec<Match<'a>> {
        let mut found = Vec::new();
        let start = Start { captures, filter: &Everything, trace: None };
        self.search(pattern, self.candidate(pattern, id), start, &mut |one| {
            found.push(one.to_match());
            found.len() >= MOST_MATCHES
        });
        sorted(found)
    }

    /// A way to match at a node.
    pub fn first_at(
        &self,
        pattern: &Pattern,
        id: NodeId,
        captures: &Captures<'a>,
    ) -> Option<Match<'a>> {
        let mut found = None;
        let start = Start { captures, filter: &Everything, trace: None };
        self.search(pattern, self.candidate(pattern, id), start, &mut |one| {
            found = Some(one.to_match());
            true
        });
        found
    }

    /// The node, if the pattern may match there.
    fn candidate(&self, pattern: &Pattern, id: NodeId) -> Option<NodeId> {
        let kind = self.file.subject.semantic.node(id).syntax.kind();
        pattern.candidate_kinds().contains(&kind).then_some(id)
    }

    /// Whether a pattern matches at a node; if not, what was in the way after as much of the
    /// pattern as can be had there.
    pub(crate) fn failure_at(&self, pattern: &Pattern, id: NodeId) -> Option<Failure<'a>> {
        let trace = Trace::default();
        let mut is_match = false;
        let captures = Captures::default();
        let start = Start { captures: &captures, filter: &Everything, trace: Some(&trace) };
        self.search(pattern, [id], start, &mut |_| {
            is_match = true;
            true
        });
        trace.deepest().filter(|_| !is_match)
    }

    /// Whether two captures are the same: what it takes for one metavariable to stand for both.
    pub fn equal(&self, left: &Capture<'a>, right: &Capture<'a>) -> bool {
        super::equality::equal(&self.file, left, right)
    }

    /// Whether an expression is an instance of one of the types, which are written as annotations
    /// are, as far as the source shows it.
    pub fn is_of_type(&self, node: AnyNodeRef<'a>, types: &[Box<str>]) -> bool {
        super::typed::is_of_type(&self.file, node, types)
    }

    /// What was found out of a pattern the last time, if it was the one that was looked for.
    fn dead_ends_of(&self, fingerprint: u64) -> DeadEnds {
        let (known, dead_ends) = std::mem::take(&mut *self.dead_ends.borrow_mut());
        if known == fingerprint { dead_ends } else { DeadEnds::default() }
    }

    fn attempt<'m>(
        &'m self,
        pattern: &'m Pattern,
        captures: &Captures<'a>,
        steps: u32,
    ) -> Attempt<'m, 'a> {
        Attempt {
            file: &self.file,
            trees: &pattern.trees,
            options: pattern.options(),
            captures: captures.clone(),
            steps,
            depth: 0,
            end: TextSize::default(),
            sequences_matched: 0,
            ways: 0,
            names_followed: 0,
            dead_ends: DeadEnds::default(),
            trace: None,
        }
    }

    /// Whether there is a match at a node that is wanted, whatever a first look at it says.
    fn would_match(
        &self,
        pattern: &Pattern,
        node: AnyNodeRef<'a>,
        captures: &Captures<'a>,
        filter: &dyn Filter<'a>,
    ) -> bool {
        let mut attempt = self.attempt(pattern, captures, STEPS_OF_A_CHECK);
        attempt.root(&pattern.root, node, &mut |one| filter.wants(one.captures))
    }

    /// Hands on each way to match at each of some nodes, until it is told that this is enough.
    fn search(
        &self,
        pattern: &Pattern,
        candidates: impl IntoIterator<Item = NodeId>,
        Start { captures, filter, trace }: Start<'_, 'a>,
        each: &mut dyn FnMut(Found<'_, 'a>) -> bool,
    ) {
        let spent = self.spent.borrow().get(&pattern.fingerprint()).copied().unwrap_or_default();
        let steps = self.budget.saturating_sub(spent);
        let mut attempt = self.attempt(pattern, captures, steps);
        attempt.dead_ends = self.dead_ends_of(pattern.fingerprint());
        attempt.trace = trace;
        for id in candidates {
            let node = self.file.subject.semantic.node(id);
            // A type written in a string is a string.
            if node.context.intersects(Context::STRING_ANNOTATION) {
                continue;
            }
            if trace.is_none()
                && !may_match(pattern, node.syntax, self.file.subject.semantic, filter)
            {
                debug_assert!(
                    !self.would_match(pattern, node.syntax, captures, filter),
                    "`{}` matches at {:?}",
                    pattern.source(),
                    node.syntax
                );
                continue;
            }
            if attempt.steps == 0 || attempt.root(&pattern.root, node.syntax, each) {
                break;
            }
        }
        if attempt.steps == 0 {
            self.exhausted.set(true);
        }
        *self.dead_ends.borrow_mut() = (pattern.fingerprint(), attempt.dead_ends);
        self.spent.borrow_mut().insert(pattern.fingerprint(), spent + (steps - attempt.steps));
    }
}

/// What a search begins with.
struct Start<'s, 'a> {
    captures: &'s Captures<'a>,
    filter: &'s dyn Filter<'a>,
    trace: Option<&'s Trace<'a>>,
}

/// In the order of the text, and each once.
fn sorted(mut found: Vec<Match<'_>>) -> Vec<Match<'_>> {
    if found.len() < 2 {
        return found;
    }
    found.sort_by_key(|one| (one.range.start(), one.range.end()));
    // Ways that differ in nothing that can be told are one.
    let mut kept: Vec<Match<'_>> = Vec::with_capacity(found.len());
    for one in found {
        let is_known = kept
            .iter()
            .rev()
            .take_while(|other| other.range == one.range)
            .take(64)
            .any(|other| are_same(other, &one));
        if !is_known {
            kept.push(one);
        }
    }
    kept
}

fn are_same(left: &Match<'_>, right: &Match<'_>) -> bool {
    left.captures.len() == right.captures.len()
        && left.captures.iter().all(|(id, capture)| {
            right.captures.get(id).is_some_and(|other| other.range() == capture.range())
        })
}
