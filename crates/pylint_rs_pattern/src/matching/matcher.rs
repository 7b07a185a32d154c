//! Asking where patterns match.

use std::cell::{Cell, RefCell};

use pylint_rs_semantic::{Context, NodeId};
use ruff_python_ast::AnyNodeRef;
use ruff_text_size::{Ranged, TextRange, TextSize};
use rustc_hash::FxHashMap;

use super::attempt::{Attempt, range_of};
use super::file::File;
use super::sequences::DeadEnds;
use crate::pattern::Root;
use crate::pattern::tree::{Tree, TreeId};
use crate::{Capture, Captures, Match, Pattern, Subject};

/// How many parts may be looked at for one pattern in one file, beside some for each node.
const STEPS: u32 = 1_000_000;

/// How many more for each node of the file.
const STEPS_PER_NODE: u32 = 64;

/// No more matches than this are told of one pattern in one file.
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

    /// The file.
    pub fn subject(&self) -> &Subject<'a> {
        &self.file.subject
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
        let semantic = self.file.subject.semantic;
        if semantic.nodes().is_empty() {
            return Vec::new();
        }
        self.find_within(pattern, NodeId::new(0), &Captures::default())
    }

    /// Every match at a node or one in it, with captures that are there already.
    pub fn find_within(
        &self,
        pattern: &Pattern,
        root: NodeId,
        captures: &Captures<'a>,
    ) -> Vec<Match<'a>> {
        let nodes = self.file.subject.semantic.nodes();
        let mut found = Vec::new();
        for kind in pattern.candidate_kinds() {
            for id in nodes.of_kind_within(*kind, root) {
                self.at(pattern, *id, captures, &mut |one| {
                    found.push(one);
                    found.len() >= MOST_MATCHES
                });
                if found.len() >= MOST_MATCHES {
                    self.exhausted.set(true);
                    break;
                }
            }
        }
        sorted(found)
    }

    /// Every way to match at a node. Of several statements, it is the first.
    pub fn matches_at(
        &self,
        pattern: &Pattern,
        id: NodeId,
        captures: &Captures<'a>,
    ) -> Vec<Match<'a>> {
        let kind = self.file.subject.semantic.node(id).syntax.kind();
        let mut found = Vec::new();
        if pattern.candidate_kinds().contains(&kind) {
            self.at(pattern, id, captures, &mut |one| {
                found.push(one);
                found.len() >= MOST_MATCHES
            });
        }
        sorted(found)
    }

    /// A way to match at a node.
    pub fn first_at(
        &self,
        pattern: &Pattern,
        id: NodeId,
        captures: &Captures<'a>,
    ) -> Option<Match<'a>> {
        let kind = self.file.subject.semantic.node(id).syntax.kind();
        let mut found = None;
        if pattern.candidate_kinds().contains(&kind) {
            self.at(pattern, id, captures, &mut |one| {
                found = Some(one);
                true
            });
        }
        found
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

    /// Hands on each way to match at a node, until it is told that this is enough.
    fn at(
        &self,
        pattern: &Pattern,
        id: NodeId,
        captures: &Captures<'a>,
        each: &mut dyn FnMut(Match<'a>) -> bool,
    ) {
        let node = self.file.subject.semantic.node(id);
        // A type written in a string is a string.
        if node.context.intersects(Context::STRING_ANNOTATION) {
            return;
        }
        let spent = self.spent.borrow().get(&pattern.fingerprint()).copied().unwrap_or_default();
        let Some(steps) = self.budget.checked_sub(spent).filter(|steps| *steps > 0) else {
            self.exhausted.set(true);
            return;
        };
        let mut attempt = Attempt {
            file: &self.file,
            trees: &pattern.trees,
            options: pattern.options(),
            captures: captures.clone(),
            steps,
            end: TextSize::default(),
            sequences_matched: 0,
            dead_ends: self.dead_ends_of(pattern.fingerprint()),
        };
        attempt.root(&pattern.root, node.syntax, each);
        if attempt.steps == 0 {
            self.exhausted.set(true);
        }
        *self.dead_ends.borrow_mut() = (pattern.fingerprint(), attempt.dead_ends);
        self.spent.borrow_mut().insert(pattern.fingerprint(), spent + (steps - attempt.steps));
    }
}

impl<'m, 'a> Attempt<'m, 'a> {
    fn root(
        &mut self,
        root: &'m Root,
        node: AnyNodeRef<'a>,
        each: &mut dyn FnMut(Match<'a>) -> bool,
    ) {
        match root {
            Root::Expression(id) => self.whole(*id, node, each),
            Root::Part(id) => match node {
                AnyNodeRef::Decorator(decorator) => {
                    let range = range_of(node);
                    self.decorator(*id, &decorator.expression, &mut |attempt| {
                        each(Match { range, node: Some(node), captures: attempt.captures.clone() })
                    });
                }
                _ => self.whole(*id, node, each),
            },
            Root::Statements(list) => match &**list {
                [only] if !is_expression_statement(self.trees.get(*only)) => {
                    self.whole(*only, node, each);
                }
                _ => self.statements_from(list, node, each),
            },
        }
    }

    fn whole(&mut self, id: TreeId, node: AnyNodeRef<'a>, each: &mut dyn FnMut(Match<'a>) -> bool) {
        let range = self.range_of_match(node);
        self.node(id, node, &mut |attempt| {
            each(Match { range, node: Some(node), captures: attempt.captures.clone() })
        });
    }

    /// Where a node that matches is: of an `elif`, as far as the `if` goes that it is.
    fn range_of_match(&self, node: AnyNodeRef<'a>) -> TextRange {
        let range = range_of(node);
        match node {
            AnyNodeRef::ElifElseClause(clause) if clause.test.is_some() => {
                let statement = self.file.subject.semantic.parent(clause);
                statement.map_or(range, |statement| TextRange::new(range.start(), statement.end()))
            }
            _ => range,
        }
    }

    fn statements_from(
        &mut self,
        list: &'m [TreeId],
        node: AnyNodeRef<'a>,
        each: &mut dyn FnMut(Match<'a>) -> bool,
    ) {
        let Some((body, index)) = self.body_around(node) else { return };
        let begins_with_gap =
            list.first().is_some_and(|id| matches!(self.trees.get(*id), Tree::Gap | Tree::Many(_)));
        // A gap reaches back to the beginning.
        if begins_with_gap && index > 0 {
            return;
        }
        let start = node.start();
        self.end = start;
        self.sequence(list, body, index, false, &mut |attempt| {
            let range = TextRange::new(start, attempt.end.max(start));
            each(Match { range, node: Some(node), captures: attempt.captures.clone() })
        });
    }
}

fn is_expression_statement(tree: &Tree) -> bool {
    matches!(tree, Tree::ExpressionStatement(_))
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
