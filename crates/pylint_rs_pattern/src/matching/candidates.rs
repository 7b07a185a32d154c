//! A first look at a node: most are not even nearly what a pattern is about.

use std::cell::Cell;

use pylint_rs_semantic::{BindingKind, Semantic};
use ruff_python_ast::{
    AnyNodeRef, Arguments, Expr, ExprAttribute, ExprName, Keyword, NodeKind, Parameters,
};
use ruff_text_size::{Ranged, TextRange};

use crate::pattern::Root;
use crate::pattern::key::Key;
use crate::pattern::tree::{
    ArgumentPattern, NamePattern, ParameterPattern, Slot, Tree, TreeId, Trees,
};
use crate::view::{is_operation, operator};
use crate::{Captures, MetavariableId, Pattern};

/// How many nodes are looked at: a look at more of a long chain, from each of its links, would cost
/// more than it saves.
const MOST_NODES: usize = 24;

/// What is seen at first of what a metavariable would stand for.
#[derive(Clone, Copy)]
pub(crate) enum Seen<'a> {
    Expression(AnyNodeRef<'a>),
    Identifier(&'a str, TextRange),
}

/// Says which matches are wanted.
pub(crate) trait Filter<'a> {
    /// Whether a metavariable may stand for something: asked before anything else is looked at.
    fn may_be(&self, _: MetavariableId, _: Seen<'a>) -> bool {
        true
    }

    /// The keys of the names one of which a metavariable must stand for, if it stands in one place
    /// of the pattern only.
    fn names_of(&self, _: MetavariableId) -> Option<&[Key]> {
        None
    }

    /// The keys of the kinds of expression one of which a metavariable must stand for, likewise.
    fn kinds_of(&self, _: MetavariableId) -> Option<&[Key]> {
        None
    }

    /// Whether a match is wanted.
    fn wants(&self, _: &Captures<'a>) -> bool {
        true
    }
}

/// All matches are wanted.
pub(crate) struct Everything;

impl Filter<'_> for Everything {}

/// Whether a pattern may match at a node, as far as the node and those near it tell.
pub(super) fn may_match<'a>(
    pattern: &Pattern,
    node: AnyNodeRef<'a>,
    semantic: &Semantic<'a>,
    filter: &dyn Filter<'a>,
) -> bool {
    let look = Look::new(pattern, semantic, filter);
    match &pattern.root {
        Root::Expression(id) => look.node(*id, node),
        Root::Statements(list) => list.first().is_none_or(|first| look.node(*first, node)),
        Root::Part(_) => true,
    }
}

/// The same of a part of a pattern.
pub(super) fn part_may_match<'a>(
    pattern: &Pattern,
    part: TreeId,
    node: AnyNodeRef<'a>,
    semantic: &Semantic<'a>,
    filter: &dyn Filter<'a>,
) -> bool {
    Look::new(pattern, semantic, filter).node(part, node)
}

struct Look<'m, 'a> {
    trees: &'m Trees,
    /// Whether a name may stand for any value.
    is_symbolic: bool,
    semantic: &'m Semantic<'a>,
    filter: &'m dyn Filter<'a>,
    /// How many nodes may still be looked at.
    left: Cell<usize>,
}

impl<'m, 'a> Look<'m, 'a> {
    fn new(pattern: &'m Pattern, semantic: &'m Semantic<'a>, filter: &'m dyn Filter<'a>) -> Self {
        let is_symbolic = pattern.options().symbolic_propagation;
        Self { trees: &pattern.trees, is_symbolic, semantic, filter, left: Cell::new(MOST_NODES) }
    }

    fn node(&self, id: TreeId, node: AnyNodeRef<'a>) -> bool {
        let Some(left) = self.left.get().checked_sub(1) else { return true };
        self.left.set(left);
        if self.is_symbolic && matches!(node, AnyNodeRef::ExprName(_)) {
            return true;
        }
        match self.trees.get(id) {
            Tree::Node { kind, tag, slots } => {
                node.kind() == *kind
                    && (!is_operation(*kind) || operator(node) == Some(*tag))
                    && self.slots(slots, node)
            }
            Tree::Name { name, .. } => match node {
                AnyNodeRef::ExprName(found) => self.may_mean(name, found),
                _ => false,
            },
            Tree::PartialName(_) => matches!(node, AnyNodeRef::ExprName(_)),
            Tree::Dotted { path, .. } => self.dotted(path, node),
            Tree::Attribute { value, name } => match node {
                AnyNodeRef::ExprAttribute(found) => self.attribute(*value, name, found),
                AnyNodeRef::ExprName(found) => self.may_be_attribute(*value, name, found),
                _ => false,
            },
            Tree::With { items, .. } => match (items.first(), node) {
                (Some((_, Some(_))), AnyNodeRef::StmtWith(found)) => {
                    found.items.iter().any(|item| item.optional_vars.is_some())
                }
                _ => true,
            },
            Tree::BooleanOperation { is_and, .. } => match node {
                AnyNodeRef::ExprBoolOp(found) => found.op.is_and() == *is_and,
                _ => false,
            },
            Tree::Assign { targets, value } => match &**targets {
                [only] => self.assignment(*only, *value, node),
                _ => true,
            },
            Tree::If { test, .. } => match node {
                AnyNodeRef::StmtIf(found) => self.expression(*test, &found.test),
                AnyNodeRef::ElifElseClause(found) => {
                    found.test.as_ref().is_none_or(|found| self.expression(*test, found))
                }
                _ => true,
            },
            _ => true,
        }
    }

    fn expression(&self, id: TreeId, found: &'a Expr) -> bool {
        match self.trees.get(id) {
            Tree::Anything | Tree::Gap => true,
            Tree::Metavariable(id) => self.filter.may_be(*id, Seen::Expression(found.into())),
            _ => self.node(id, found.into()),
        }
    }

    /// The first parts of a node of the kind that is wanted.
    fn slots(&self, slots: &[Slot], node: AnyNodeRef<'a>) -> bool {
        match node {
            AnyNodeRef::ExprCall(found) => {
                self.slot(slots, 0, &found.func)
                    && slots.get(1).is_none_or(|slot| self.arguments(slot, &found.arguments))
            }
            AnyNodeRef::ExprSubscript(found) => {
                self.slot(slots, 0, &found.value) && self.slot(slots, 1, &found.slice)
            }
            AnyNodeRef::ExprUnaryOp(found) => self.slot(slots, 0, &found.operand),
            AnyNodeRef::ExprCompare(found) => self.slot(slots, 0, &found.left),
            AnyNodeRef::StmtExpr(found) => self.slot(slots, 0, &found.value),
            AnyNodeRef::StmtWhile(found) => self.slot(slots, 0, &found.test),
            AnyNodeRef::StmtFor(found) => {
                self.slot(slots, 0, &found.target) && self.slot(slots, 1, &found.iter)
            }
            AnyNodeRef::StmtReturn(found) => {
                found.value.as_deref().is_none_or(|value| self.slot(slots, 0, value))
            }
            AnyNodeRef::ExceptHandlerExceptHandler(found) => match slots.get(1) {
                Some(Slot::Name(_)) => found.name.is_some(),
                _ => true,
            },
            AnyNodeRef::StmtFunctionDef(found) => {
                let is_named = match slots.first() {
                    Some(Slot::Name(NamePattern::Exact(name))) => *found.name == **name,
                    _ => true,
                };
                let is_decorated = match slots.get(3) {
                    Some(Slot::Some(wanted)) => {
                        wanted.iter().all(|id| matches!(self.trees.get(*id), Tree::Gap))
                            || !found.decorator_list.is_empty()
                    }
                    _ => true,
                };
                let returns = match slots.get(4) {
                    Some(Slot::Node(id)) => match &found.returns {
                        Some(returns) => self.expression(*id, returns),
                        None => matches!(self.trees.get(*id), Tree::Gap),
                    },
                    _ => true,
                };
                let is_async = match slots.get(5) {
                    Some(Slot::Flag(wanted)) => *wanted == found.is_async,
                    _ => true,
                };
                is_named
                    && is_decorated
                    && returns
                    && is_async
                    && slots.get(1).is_none_or(|slot| self.parameters(slot, &found.parameters))
            }
            _ => true,
        }
    }

    /// Whether there is a parameter for each that is to have an annotation or a default.
    fn parameters(&self, slot: &Slot, found: &'a Parameters) -> bool {
        let Slot::Parameters(wanted) = slot else { return true };
        wanted.iter().all(|wanted| match wanted {
            ParameterPattern::Parameter { annotation: None, default: None, .. } => true,
            ParameterPattern::Parameter { annotation, default, .. } => found.iter().any(|found| {
                let is_like = |wanted: &Option<TreeId>, found: Option<&'a Expr>| {
                    wanted.is_none_or(|id| match found {
                        Some(found) => self.expression(id, found),
                        None => matches!(self.trees.get(id), Tree::Gap),
                    })
                };
                is_like(annotation, found.annotation()) && is_like(default, found.default())
            }),
            _ => true,
        })
    }

    /// Whether there are as many arguments as are wanted, the keywords that are named, and what
    /// may be the first arguments.
    fn arguments(&self, slot: &Slot, found: &'a Arguments) -> bool {
        let Slot::Arguments(wanted) = slot else { return true };
        let is_open = |wanted: &ArgumentPattern| {
            matches!(wanted, ArgumentPattern::Gap | ArgumentPattern::Many(_))
        };
        let is_positional =
            |wanted: &&ArgumentPattern| matches!(wanted, ArgumentPattern::Positional(_));
        let spread = found.keywords.iter().filter(|keyword| keyword.arg.is_none()).count();
        let count = found.args.len() + found.keywords.len();
        let gaps = wanted.iter().filter(|one| is_open(one)).count();
        if count < wanted.len() - gaps
            || (gaps == 0 && count > wanted.len())
            || found.args.len() + spread < wanted.iter().filter(is_positional).count()
        {
            return false;
        }
        let mut is_leading = true;
        wanted.iter().enumerate().all(|(index, wanted)| match wanted {
            ArgumentPattern::Gap | ArgumentPattern::Many(_) => {
                is_leading = false;
                true
            }
            // Before keywords, arguments stand in the order of the pattern.
            ArgumentPattern::Positional(id) => match found.args.get(index) {
                Some(value) if is_leading && is_before_keywords(value, found) => {
                    self.argument(*id, value)
                }
                _ => true,
            },
            ArgumentPattern::Keyword(name, id) => {
                found.keywords.iter().any(|found| self.keyword(name, *id, found))
            }
            ArgumentPattern::Spread(_) => found.keywords.iter().any(|found| found.arg.is_none()),
        })
    }

    fn keyword(&self, wanted: &NamePattern, value: TreeId, found: &'a Keyword) -> bool {
        let Some(name) = &found.arg else { return false };
        self.may_be_named(wanted, name, name.range) && self.argument(value, &found.value)
    }

    fn argument(&self, id: TreeId, found: &'a Expr) -> bool {
        let literal = match self.trees.get(id) {
            Tree::Metavariable(id) => {
                return self.filter.may_be(*id, Seen::Expression(found.into()));
            }
            Tree::Node { kind, .. } if !is_operation(*kind) => return self.node(id, found.into()),
            Tree::Name { .. } | Tree::Dotted { .. } | Tree::Attribute { .. } => {
                return self.node(id, found.into());
            }
            Tree::None => NodeKind::ExprNoneLiteral,
            Tree::Boolean(_) => NodeKind::ExprBooleanLiteral,
            Tree::Number(_) => NodeKind::ExprNumberLiteral,
            Tree::String { .. } | Tree::AnyString => NodeKind::ExprStringLiteral,
            _ => return true,
        };
        AnyNodeRef::from(found).kind() == literal || may_have_value(found)
    }

    fn slot(&self, slots: &[Slot], index: usize, found: &'a Expr) -> bool {
        match slots.get(index) {
            Some(Slot::Node(id)) => self.expression(*id, found),
            _ => true,
        }
    }

    /// `$X = $Y`, in whatever form.
    fn assignment(&self, target: TreeId, value: TreeId, node: AnyNodeRef<'a>) -> bool {
        match node {
            AnyNodeRef::StmtAssign(found) => {
                let is_whole = self.expression(value, &found.value)
                    && found.targets.iter().any(|found| self.expression(target, found));
                // `a, b = 1, 2` is `a = 1` and `b = 2` too.
                is_whole || found.value.is_tuple_expr()
            }
            AnyNodeRef::StmtAnnAssign(found) => found.value.as_ref().is_some_and(|given| {
                self.expression(target, &found.target) && self.expression(value, given)
            }),
            AnyNodeRef::ExprNamed(found) => {
                self.expression(target, &found.target) && self.expression(value, &found.value)
            }
            _ => true,
        }
    }

    fn attribute(&self, value: TreeId, name: &NamePattern, found: &'a ExprAttribute) -> bool {
        self.may_be_named(name, &found.attr, found.attr.range)
            && self.expression(value, &found.value)
    }

    fn dotted(&self, path: &[Box<str>], node: AnyNodeRef<'a>) -> bool {
        let (mut path, mut node) = (path, node);
        loop {
            match (path, node) {
                ([package @ .., last], AnyNodeRef::ExprAttribute(found)) => {
                    if package.is_empty() || *found.attr != **last {
                        return false;
                    }
                    (path, node) = (package, (&*found.value).into());
                }
                ([.., last], AnyNodeRef::ExprName(found)) => return self.may_mean(last, found),
                _ => return false,
            }
        }
    }

    /// Whether a name may mean something whose name ends so.
    fn may_mean(&self, wanted: &str, found: &ExprName) -> bool {
        found.id == *wanted || self.may_be_alias(found)
    }

    /// Whether a name may stand for something of another name.
    fn may_be_alias(&self, found: &ExprName) -> bool {
        let Some(id) = self.semantic.binding_of(found) else { return false };
        let binding = self.semantic.binding(id);
        let is_only =
            binding.previous.is_none() && self.semantic.symbol(binding.symbol).last == Some(id);
        // Of several, others may be imports.
        !is_only
            || binding.is_import()
            || self
                .semantic
                .only_value(id)
                .is_some_and(|value| value.is_name_expr() || value.is_attribute_expr())
    }

    /// Whether a name may stand for such an attribute: it was imported, or is bound once.
    fn may_be_attribute(&self, of: TreeId, wanted: &NamePattern, found: &ExprName) -> bool {
        let of = self.trees.get(of);
        let is_path = matches!(of, Tree::Name { .. } | Tree::Dotted { .. });
        if !is_path && !matches!(of, Tree::Metavariable(_) | Tree::Anything) {
            return false;
        }
        let Some(id) = self.semantic.binding_of(found) else { return false };
        match self.semantic.binding(id).kind {
            BindingKind::FromImport { alias, .. } => {
                self.may_be_named(wanted, &alias.name, found.range)
            }
            _ => match self.semantic.only_value(id) {
                Some(Expr::Attribute(value)) if is_path => {
                    self.may_be_named(wanted, &value.attr, value.attr.range)
                }
                _ => false,
            },
        }
    }

    /// Whether a name of the file, which is written there, may be what is wanted.
    fn may_be_named(&self, wanted: &NamePattern, name: &'a str, place: TextRange) -> bool {
        match wanted {
            NamePattern::Exact(wanted) => *name == **wanted,
            NamePattern::Metavariable(id) => self.filter.may_be(*id, Seen::Identifier(name, place)),
            _ => true,
        }
    }
}

/// Whether an expression that is no literal may have the value of one.
fn may_have_value(expression: &Expr) -> bool {
    matches!(
        expression,
        Expr::Name(_)
            | Expr::BytesLiteral(_)
            | Expr::StringLiteral(_)
            | Expr::FString(_)
            | Expr::If(_)
            | Expr::BinOp(_)
            | Expr::UnaryOp(_)
    )
}

fn is_before_keywords(argument: &Expr, arguments: &Arguments) -> bool {
    arguments.keywords.first().is_none_or(|first| argument.start() < first.start())
}
