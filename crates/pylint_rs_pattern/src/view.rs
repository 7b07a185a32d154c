//! One view of every kind of node: its operator and its parts, in a fixed order.

use ruff_python_ast::{
    AnyNodeRef, Arguments, CmpOp, Comprehension, Decorator, ExceptHandler, Expr, Identifier,
    MatchCase, NodeKind, Parameters, Pattern, Stmt,
};
use smallvec::{SmallVec, smallvec};

/// A part of a node.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part<'a> {
    Absent,
    Expression(&'a Expr),
    /// The pattern of a `case`.
    Case(&'a Pattern),
    Name(&'a Identifier),
    Flag(bool),
    List(Items<'a>),
    /// Nodes the order of which says little: decorators, handlers, cases.
    Loose(Items<'a>),
    /// A class's bases and keywords.
    Bases(Option<&'a Arguments>),
    Body(&'a [Stmt]),
    Members(&'a [Stmt]),
    Arguments(&'a Arguments),
    Parameters(Option<&'a Parameters>),
}

/// Nodes of one sort, in a row.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Items<'a> {
    Expressions(&'a [Expr]),
    Decorators(&'a [Decorator]),
    Handlers(&'a [ExceptHandler]),
    Comprehensions(&'a [Comprehension]),
    Cases(&'a [MatchCase]),
    Patterns(&'a [Pattern]),
}

impl<'a> Items<'a> {
    pub(crate) fn len(self) -> usize {
        match self {
            Self::Expressions(items) => items.len(),
            Self::Decorators(items) => items.len(),
            Self::Handlers(items) => items.len(),
            Self::Comprehensions(items) => items.len(),
            Self::Cases(items) => items.len(),
            Self::Patterns(items) => items.len(),
        }
    }

    pub(crate) fn get(self, index: usize) -> AnyNodeRef<'a> {
        match self {
            Self::Expressions(items) => (&items[index]).into(),
            Self::Decorators(items) => (&items[index]).into(),
            Self::Handlers(items) => (&items[index]).into(),
            Self::Comprehensions(items) => (&items[index]).into(),
            Self::Cases(items) => (&items[index]).into(),
            Self::Patterns(items) => (&items[index]).into(),
        }
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = AnyNodeRef<'a>> {
        (0..self.len()).map(move |index| self.get(index))
    }
}

/// A node's operator and parts.
pub(crate) struct View<'a> {
    pub(crate) tag: u64,
    pub(crate) parts: SmallVec<[Part<'a>; 6]>,
}

fn node<'a>(expression: &'a Expr) -> Part<'a> {
    Part::Expression(expression)
}

fn optional<'a>(expression: Option<&'a Expr>) -> Part<'a> {
    expression.map_or(Part::Absent, node)
}

fn optional_name(name: Option<&Identifier>) -> Part<'_> {
    name.map_or(Part::Absent, Part::Name)
}

fn expressions(items: &[Expr]) -> Part<'_> {
    Part::List(Items::Expressions(items))
}

/// The operators of a chain of comparisons, as one number.
fn comparison_tag(operators: &[CmpOp]) -> u64 {
    operators
        .iter()
        .fold(0, |tag: u64, operator| tag.wrapping_mul(11).wrapping_add(*operator as u64 + 1))
}

/// Whether nodes of a kind have an operator.
pub(crate) fn is_operation(kind: NodeKind) -> bool {
    matches!(
        kind,
        NodeKind::ExprBinOp | NodeKind::ExprBoolOp | NodeKind::ExprUnaryOp | NodeKind::ExprCompare
    )
}

/// The operator of an operation, as the tag of its view.
pub(crate) fn operator(syntax: AnyNodeRef<'_>) -> Option<u64> {
    match syntax {
        AnyNodeRef::ExprBinOp(inner) => Some(inner.op as u64),
        AnyNodeRef::ExprBoolOp(inner) => Some(inner.op as u64),
        AnyNodeRef::ExprUnaryOp(inner) => Some(inner.op as u64),
        AnyNodeRef::ExprCompare(inner) => Some(comparison_tag(&inner.ops)),
        _ => None,
    }
}

/// The view of a node, if it is of a kind that is compared part by part.
pub(crate) fn view(syntax: AnyNodeRef<'_>) -> Option<View<'_>> {
    let (tag, parts): (u64, SmallVec<[Part<'_>; 6]>) = match syntax {
        AnyNodeRef::StmtFunctionDef(inner) => (
            0,
            smallvec![
                Part::Name(&inner.name),
                Part::Parameters(Some(&inner.parameters)),
                Part::Body(&inner.body),
                Part::Loose(Items::Decorators(&inner.decorator_list)),
                optional(inner.returns.as_deref()),
                Part::Flag(inner.is_async),
            ],
        ),
        AnyNodeRef::StmtClassDef(inner) => (
            0,
            smallvec![
                Part::Name(&inner.name),
                Part::Bases(inner.arguments.as_deref()),
                Part::Members(&inner.body),
                Part::Loose(Items::Decorators(&inner.decorator_list)),
            ],
        ),
        AnyNodeRef::StmtReturn(inner) => (0, smallvec![optional(inner.value.as_deref())]),
        AnyNodeRef::StmtDelete(inner) => (0, smallvec![expressions(&inner.targets)]),
        AnyNodeRef::StmtTypeAlias(inner) => (0, smallvec![node(&inner.name), node(&inner.value)]),
        AnyNodeRef::StmtAssign(inner) => {
            (0, smallvec![expressions(&inner.targets), node(&inner.value)])
        }
        AnyNodeRef::StmtAugAssign(inner) => {
            (inner.op as u64, smallvec![node(&inner.target), node(&inner.value)])
        }
        AnyNodeRef::StmtAnnAssign(inner) => (
            0,
            smallvec![
                node(&inner.target),
                node(&inner.annotation),
                optional(inner.value.as_deref())
            ],
        ),
        AnyNodeRef::StmtFor(inner) => (
            0,
            smallvec![
                node(&inner.target),
                node(&inner.iter),
                Part::Body(&inner.body),
                Part::Body(&inner.orelse),
                Part::Flag(inner.is_async),
            ],
        ),
        AnyNodeRef::StmtWhile(inner) => {
            (0, smallvec![node(&inner.test), Part::Body(&inner.body), Part::Body(&inner.orelse)])
        }
        AnyNodeRef::StmtMatch(inner) => {
            (0, smallvec![node(&inner.subject), Part::Loose(Items::Cases(&inner.cases))])
        }
        AnyNodeRef::StmtRaise(inner) => {
            (0, smallvec![optional(inner.exc.as_deref()), optional(inner.cause.as_deref())])
        }
        AnyNodeRef::StmtTry(inner) => (
            u64::from(inner.is_star),
            smallvec![
                Part::Body(&inner.body),
                Part::Loose(Items::Handlers(&inner.handlers)),
                Part::Body(&inner.orelse),
                Part::Body(&inner.finalbody),
            ],
        ),
        AnyNodeRef::StmtAssert(inner) => {
            (0, smallvec![node(&inner.test), optional(inner.msg.as_deref())])
        }
        AnyNodeRef::StmtExpr(inner) => (0, smallvec![node(&inner.value)]),
        AnyNodeRef::StmtPass(_)
        | AnyNodeRef::StmtBreak(_)
        | AnyNodeRef::StmtContinue(_)
        | AnyNodeRef::ExprNoneLiteral(_)
        | AnyNodeRef::ExprEllipsisLiteral(_) => (0, smallvec![]),
        AnyNodeRef::ExprNamed(inner) => (0, smallvec![node(&inner.target), node(&inner.value)]),
        AnyNodeRef::ExprBinOp(inner) => {
            (inner.op as u64, smallvec![node(&inner.left), node(&inner.right)])
        }
        AnyNodeRef::ExprUnaryOp(inner) => (inner.op as u64, smallvec![node(&inner.operand)]),
        AnyNodeRef::ExprBoolOp(inner) => (inner.op as u64, smallvec![expressions(&inner.values)]),
        AnyNodeRef::ExprLambda(inner) => {
            (0, smallvec![Part::Parameters(inner.parameters.as_deref()), node(&inner.body)])
        }
        AnyNodeRef::ExprIf(inner) => {
            (0, smallvec![node(&inner.test), node(&inner.body), node(&inner.orelse)])
        }
        AnyNodeRef::ExprSet(inner) => (0, smallvec![expressions(&inner.elts)]),
        AnyNodeRef::ExprListComp(inner) => {
            (0, smallvec![node(&inner.elt), Part::List(Items::Comprehensions(&inner.generators))])
        }
        AnyNodeRef::ExprSetComp(inner) => {
            (0, smallvec![node(&inner.elt), Part::List(Items::Comprehensions(&inner.generators))])
        }
        AnyNodeRef::ExprGenerator(inner) => {
            (0, smallvec![node(&inner.elt), Part::List(Items::Comprehensions(&inner.generators))])
        }
        AnyNodeRef::ExprDictComp(inner) => (
            0,
            smallvec![
                optional(inner.key.as_deref()),
                node(&inner.value),
                Part::List(Items::Comprehensions(&inner.generators)),
            ],
        ),
        AnyNodeRef::ExprAwait(inner) => (0, smallvec![node(&inner.value)]),
        AnyNodeRef::ExprYield(inner) => (0, smallvec![optional(inner.value.as_deref())]),
        AnyNodeRef::ExprYieldFrom(inner) => (0, smallvec![node(&inner.value)]),
        AnyNodeRef::ExprCompare(inner) => (
            comparison_tag(&inner.ops),
            smallvec![node(&inner.left), expressions(&inner.comparators)],
        ),
        AnyNodeRef::ExprCall(inner) => {
            (0, smallvec![node(&inner.func), Part::Arguments(&inner.arguments)])
        }
        AnyNodeRef::ExprAttribute(inner) => {
            (0, smallvec![node(&inner.value), Part::Name(&inner.attr)])
        }
        AnyNodeRef::ExprSubscript(inner) => (0, smallvec![node(&inner.value), node(&inner.slice)]),
        AnyNodeRef::ExprStarred(inner) => (0, smallvec![node(&inner.value)]),
        AnyNodeRef::ExprList(inner) => (0, smallvec![expressions(&inner.elts)]),
        AnyNodeRef::ExprTuple(inner) => (0, smallvec![expressions(&inner.elts)]),
        AnyNodeRef::ExprSlice(inner) => (
            0,
            smallvec![
                optional(inner.lower.as_deref()),
                optional(inner.upper.as_deref()),
                optional(inner.step.as_deref()),
            ],
        ),
        AnyNodeRef::ExceptHandlerExceptHandler(inner) => (
            0,
            smallvec![
                optional(inner.type_.as_deref()),
                optional_name(inner.name.as_ref()),
                Part::Body(&inner.body),
            ],
        ),
        AnyNodeRef::ElifElseClause(inner) => {
            (0, smallvec![optional(inner.test.as_ref()), Part::Body(&inner.body)])
        }
        AnyNodeRef::Comprehension(inner) => {
            (0, smallvec![node(&inner.target), node(&inner.iter), expressions(&inner.ifs)])
        }
        AnyNodeRef::Decorator(inner) => (0, smallvec![node(&inner.expression)]),
        AnyNodeRef::MatchCase(inner) => (
            0,
            smallvec![
                Part::Case(&inner.pattern),
                optional(inner.guard.as_deref()),
                Part::Body(&inner.body),
            ],
        ),
        AnyNodeRef::PatternMatchValue(inner) => (0, smallvec![node(&inner.value)]),
        AnyNodeRef::PatternMatchSingleton(inner) => (inner.value as u64, smallvec![]),
        AnyNodeRef::PatternMatchSequence(inner) => {
            (0, smallvec![Part::List(Items::Patterns(&inner.patterns))])
        }
        AnyNodeRef::PatternMatchMapping(inner) => (
            0,
            smallvec![
                expressions(&inner.keys),
                Part::List(Items::Patterns(&inner.patterns)),
                optional_name(inner.rest.as_ref()),
            ],
        ),
        AnyNodeRef::PatternMatchClass(inner) => {
            let mut parts: SmallVec<[Part<'_>; 6]> =
                smallvec![node(&inner.cls), Part::List(Items::Patterns(&inner.arguments.patterns))];
            for keyword in &inner.arguments.keywords {
                parts.push(Part::Name(&keyword.attr));
                parts.push(Part::Case(&keyword.pattern));
            }
            (0, parts)
        }
        AnyNodeRef::PatternMatchStar(inner) => (0, smallvec![optional_name(inner.name.as_ref())]),
        AnyNodeRef::PatternMatchAs(inner) => (
            0,
            smallvec![
                inner.pattern.as_deref().map_or(Part::Absent, Part::Case),
                optional_name(inner.name.as_ref()),
            ],
        ),
        AnyNodeRef::PatternMatchOr(inner) => {
            (0, smallvec![Part::List(Items::Patterns(&inner.patterns))])
        }
        _ => return None,
    };
    Some(View { tag, parts })
}
