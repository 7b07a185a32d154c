//! One attempt to match a pattern at one place: what it has bound, and the steps it has left.

use ruff_python_ast::{AnyNodeRef, Expr, NodeKind};
use ruff_text_size::{TextRange, TextSize};

use super::file::File;
use super::sequences::DeadEnds;
use super::trace::{Failure, Trace};
use crate::pattern::tree::{NamePattern, Slot, Tree, TreeId, Trees};
use crate::view::{Part, view};
use crate::{Capture, Captures, MetavariableId, Options};

/// The stack is looked at every few nodes, and grown when less than this is left.
const STACK_RED_ZONE: usize = 128 << 10;
const NODES_BETWEEN_LOOKS: u32 = 4;
const STACK_SIZE: usize = 4 << 20;

/// Comparing nodes is quick, but they may be large.
const NODES_COMPARED_IN_A_STEP: usize = 8;

/// What to do with the rest once a part has matched in one way: `true` means that the whole has
/// matched and no other way is asked for.
///
/// Parts that can match in several ways call it once for each, with the captures of that way in
/// place, until it says `true`.
pub(super) type Next<'n, 'm, 'a> = &'n mut dyn FnMut(&mut Attempt<'m, 'a>) -> bool;

/// One attempt.
pub(super) struct Attempt<'m, 'a> {
    pub(super) file: &'m File<'a>,
    pub(super) trees: &'m Trees,
    pub(super) options: Options,
    pub(super) captures: Captures<'a>,
    /// How many parts may still be looked at.
    pub(super) steps: u32,
    /// How deeply what is being matched is nested.
    pub(super) depth: u32,
    /// The end of the last statement that a sequence took.
    pub(super) end: TextSize,
    /// How often a sequence of statements has matched to its end.
    pub(super) sequences_matched: u32,
    /// How often the whole pattern has matched.
    pub(super) ways: u32,
    /// How many names have been taken for their values, one after the other.
    pub(super) names_followed: u8,
    /// What is known not to follow gaps of this pattern.
    pub(super) dead_ends: DeadEnds,
    /// Where to note what does not match, if that is asked for.
    pub(super) trace: Option<&'m Trace<'a>>,
}

impl<'m, 'a> Attempt<'m, 'a> {
    /// Matches a node.
    pub(super) fn node(
        &mut self,
        id: TreeId,
        node: AnyNodeRef<'a>,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let Some(steps) = self.steps.checked_sub(1) else { return false };
        self.steps = steps;
        self.deeper(|attempt| match attempt.trace {
            None => attempt.tree(id, node, next),
            Some(trace) => attempt.traced(trace, id, node, next),
        })
    }

    /// Does something that may nest deeply.
    fn deeper(&mut self, run: impl FnOnce(&mut Self) -> bool) -> bool {
        self.depth += 1;
        let found = if self.depth.is_multiple_of(NODES_BETWEEN_LOOKS) {
            stacker::maybe_grow(STACK_RED_ZONE, STACK_SIZE, || run(self))
        } else {
            run(self)
        };
        self.depth -= 1;
        found
    }

    fn traced(
        &mut self,
        trace: &'m Trace<'a>,
        id: TreeId,
        node: AnyNodeRef<'a>,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let depth = trace.enter();
        let mut has_matched = false;
        let outcome = self.tree(id, node, &mut |attempt| {
            has_matched = true;
            next(attempt)
        });
        trace.leave((!has_matched).then_some(Failure { tree: id, node, depth }));
        outcome
    }

    /// Goes on with the rest. What is nested deeply goes on as often as it is deep.
    pub(super) fn go_on(&mut self, next: Next<'_, 'm, 'a>) -> bool {
        self.deeper(|attempt| next(attempt))
    }

    fn tree(&mut self, id: TreeId, node: AnyNodeRef<'a>, next: Next<'_, 'm, 'a>) -> bool {
        let trees = self.trees;
        match trees.get(id) {
            // A slice is no expression.
            Tree::Anything | Tree::Gap | Tree::Metavariable(_)
                if matches!(node, AnyNodeRef::ExprSlice(_)) =>
            {
                false
            }
            Tree::Anything | Tree::Gap => next(self),
            Tree::Metavariable(variable) => self.bind(*variable, captured(node), next),
            Tree::Many(variable) => {
                let nodes = Capture::Nodes { nodes: Box::new([node]), range: range_of(node) };
                self.bind(*variable, nodes, next)
            }
            Tree::ExpressionStatement(expression) => self.in_statement(*expression, node, next),
            Tree::If { test, body, otherwise } => {
                self.if_statement((*test, body, otherwise), node, next)
            }
            Tree::With { is_async, items, body } => match node {
                AnyNodeRef::StmtWith(with) if !is_async || with.is_async => {
                    self.with_statement(items, body, with, next)
                }
                _ => false,
            },
            Tree::Import(import) => self.import(import, node, next),
            Tree::Names { kind, names } => self.declared_names(*kind, names, node, next),
            Tree::Assign { targets, value } => self.assignment(targets, *value, node, next),
            Tree::Node { kind, tag, slots } => {
                if node.kind() == *kind {
                    let Some(view) = view(node) else { return false };
                    if self.is_several_errors(slots, node) {
                        return false;
                    }
                    if !is_same_tag(*tag, view.tag, *kind) || view.parts.len() != slots.len() {
                        return false;
                    }
                    return match node {
                        AnyNodeRef::ExprBinOp(operation) if self.is_open_sum(slots, operation) => {
                            self.open_sum(slots, operation, next)
                        }
                        _ => self.slots(slots, &view.parts, next),
                    };
                }
                self.propagated(id, node, next)
            }
            expression => self.expression(id, expression, node, next),
        }
    }

    /// Whether a handler is of several errors, and the pattern of one.
    fn is_several_errors(&self, slots: &[Slot], node: AnyNodeRef<'a>) -> bool {
        let AnyNodeRef::ExceptHandlerExceptHandler(handler) = node else { return false };
        handler.type_.as_deref().is_some_and(Expr::is_tuple_expr)
            && matches!(slots.first(), Some(Slot::Node(id))
                if matches!(self.trees.get(*id), Tree::Metavariable(_)))
    }

    /// Matches the parts of a node.
    fn slots(&mut self, slots: &'m [Slot], parts: &[Part<'a>], next: Next<'_, 'm, 'a>) -> bool {
        let (Some((slot, slots)), Some((part, parts))) = (slots.split_first(), parts.split_first())
        else {
            return self.go_on(next);
        };
        match slot {
            Slot::Whatever => self.slots(slots, parts, next),
            _ => self.slot(slot, part, &mut |attempt| attempt.slots(slots, parts, next)),
        }
    }

    fn slot(&mut self, slot: &'m Slot, part: &Part<'a>, next: Next<'_, 'm, 'a>) -> bool {
        match (slot, *part) {
            (Slot::Whatever, _) | (Slot::Absent, Part::Absent) => next(self),
            (Slot::Node(id), Part::Expression(expression)) => {
                self.node(*id, expression.into(), next)
            }
            (Slot::Node(id), Part::Case(pattern)) => self.node(*id, pattern.into(), next),
            (Slot::Node(id), Part::Absent) => {
                matches!(self.trees.get(*id), Tree::Gap) && next(self)
            }
            (Slot::Name(pattern), Part::Name(name)) => {
                self.name(pattern, name.as_str(), name.range, next)
            }
            (Slot::Flag(wanted), Part::Flag(found)) => *wanted == found && next(self),
            (Slot::List(list), Part::List(items)) => self.list(list, items, 0, next),
            (Slot::Some(list), Part::Loose(items)) => self.some(list, items, next),
            (Slot::Leading(patterns), Part::Bases(bases)) => self.bases(patterns, bases, next),
            (Slot::Arguments(patterns), Part::Arguments(arguments)) => {
                self.arguments(patterns, arguments, next)
            }
            (Slot::Parameters(patterns), Part::Parameters(parameters)) => {
                self.parameters(patterns, parameters, next)
            }
            (Slot::Body(list), Part::Body(body) | Part::Members(body)) => {
                self.block(list, body, next)
            }
            (Slot::Members(list), Part::Members(body)) => self.members(list, body, next),
            _ => false,
        }
    }

    /// Matches an identifier.
    pub(super) fn name(
        &mut self,
        pattern: &'m NamePattern,
        name: &'a str,
        range: TextRange,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        match pattern {
            NamePattern::Anything => self.go_on(next),
            NamePattern::Exact(wanted) => **wanted == *name && self.go_on(next),
            NamePattern::Metavariable(variable) => {
                self.bind(*variable, Capture::Name { text: name, range }, next)
            }
            NamePattern::Dotted(parts) => self.dotted_name(parts, name, range, next),
            NamePattern::Partial { prefix, variable, suffix } => {
                let middle = name
                    .strip_prefix(&**prefix)
                    .and_then(|rest| rest.strip_suffix(&**suffix))
                    .filter(|middle| !middle.is_empty());
                let Some(text) = middle else { return false };
                let Some(variable) = variable else { return next(self) };
                let range = part_range(range, name, prefix.len(), suffix.len());
                self.bind(*variable, Capture::Name { text, range }, next)
            }
        }
    }

    /// Matches the parts of a dotted name, one by one.
    fn dotted_name(
        &mut self,
        patterns: &'m [NamePattern],
        name: &'a str,
        range: TextRange,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let (part, rest) = match name.split_once('.') {
            Some((part, rest)) => (part, Some(rest)),
            None => (name, None),
        };
        let after = rest.map_or(0, |rest| rest.len() + 1);
        let part_place = part_range(range, name, 0, after);
        match (patterns, rest) {
            ([only], None) => self.name(only, part, part_place, next),
            ([first, patterns @ ..], Some(rest)) => {
                let rest_place = part_range(range, name, name.len() - rest.len(), 0);
                self.name(first, part, part_place, &mut |attempt| {
                    attempt.dotted_name(patterns, rest, rest_place, next)
                })
            }
            _ => false,
        }
    }

    /// How many steps it takes to put a capture together, or to compare it.
    fn cost_of(&self, capture: &Capture<'a>, is_compared: bool) -> u32 {
        match capture {
            Capture::Nodes { nodes, .. } => nodes.len() as u32,
            Capture::Node(node) if is_compared => {
                let nodes = self.file.subject.semantic.nodes();
                let size = nodes.try_id(*node).map_or(0, |id| nodes.end_of(id) - id.index());
                (size / NODES_COMPARED_IN_A_STEP) as u32
            }
            _ => 0,
        }
    }

    /// Binds a metavariable, or compares with what it stands for already.
    pub(super) fn bind(
        &mut self,
        variable: MetavariableId,
        capture: Capture<'a>,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let cost = self.cost_of(&capture, self.captures.get(variable).is_some());
        self.steps = self.steps.saturating_sub(cost);
        if self.steps == 0 {
            return false;
        }
        if let Some(bound) = self.captures.get(variable) {
            return super::equality::equal(self.file, bound, &capture) && self.go_on(next);
        }
        let length = self.captures.len();
        self.captures.bind(variable, capture);
        if self.go_on(next) {
            return true;
        }
        self.captures.truncate(length);
        false
    }
}

/// Whether a node has the operator that is wanted. `except` may be `except*`.
fn is_same_tag(wanted: u64, found: u64, kind: NodeKind) -> bool {
    wanted == found || (kind == NodeKind::StmtTry && wanted == 0)
}

/// What a metavariable that stands at a node stands for: of a statement that is an expression,
/// the expression.
pub(super) fn captured(node: AnyNodeRef<'_>) -> Capture<'_> {
    match node {
        AnyNodeRef::StmtExpr(statement) => Capture::Node((&*statement.value).into()),
        other => Capture::Node(other),
    }
}

pub(super) fn range_of(node: AnyNodeRef<'_>) -> TextRange {
    ruff_text_size::Ranged::range(&node)
}

/// The place of a part of a name; the whole one if the name is not written as it is.
fn part_range(range: TextRange, name: &str, prefix: usize, suffix: usize) -> TextRange {
    if usize::from(range.len()) != name.len() {
        return range;
    }
    TextRange::new(
        range.start() + TextSize::new(prefix as u32),
        range.end() - TextSize::new(suffix as u32),
    )
}
