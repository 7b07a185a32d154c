//! A compiled pattern.

mod anchors;
mod arguments;
mod first_bytes;
pub(crate) mod key;
mod kind_number;
mod kinds;
mod lexing;
mod lowering;
mod offsets;
mod own_names;
mod parsing;
mod placeholders;
mod regexes;
pub(crate) mod search;
mod statements;
pub(crate) mod tree;

use ruff_python_ast::{ExceptHandler, NodeKind, Stmt};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

pub use anchors::Anchor;
pub(crate) use anchors::Role;

use crate::MetavariableId;
use crate::{Options, PatternError, Vocabulary};
use lowering::Lowering;
use parsing::{ParsedPattern, Shape};
use search::Search;
use serde::{Deserialize, Serialize};
use tree::{NamePattern, Slot, Tree, TreeId, Trees};

/// A compiled pattern: Python with metavariables, `...` and their kin.
///
/// Two patterns are equal if they match the same and capture the same, however they are spaced,
/// quoted or parenthesised.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Compiled")]
pub struct Pattern {
    source: Box<str>,
    options: Options,
    pub(crate) trees: Trees,
    pub(crate) root: Root,
    #[serde(skip)]
    kinds: Box<[NodeKind]>,
    /// Worked out when it is first looked for: most patterns are not.
    #[serde(skip)]
    searches: OnceLock<Box<[Search]>>,
    /// The metavariables that stand in one place only, likewise.
    #[serde(skip)]
    once: OnceLock<Box<[MetavariableId]>>,
    #[serde(skip)]
    anchors: Box<[Anchor]>,
    #[serde(skip)]
    fingerprint: u64,
}

/// What of a pattern is written down; the rest follows from it.
#[derive(Deserialize)]
struct Compiled {
    source: Box<str>,
    options: Options,
    trees: Trees,
    root: Root,
}

impl From<Compiled> for Pattern {
    fn from(Compiled { source, options, trees, root }: Compiled) -> Self {
        let kinds = kinds::candidates(&trees, &root, options);
        let mut hasher = FxHasher::default();
        (&trees, &root, options).hash(&mut hasher);
        let fingerprint = hasher.finish();
        let anchors = anchors::of(&trees).into();
        let (searches, once) = (OnceLock::new(), OnceLock::new());
        Self { source, options, trees, root, kinds, searches, once, anchors, fingerprint }
    }
}

/// What a pattern is as a whole.
#[derive(Clone, Debug, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub(crate) enum Root {
    /// An expression, wherever it is.
    Expression(TreeId),
    /// Statements one after the other.
    Statements(Box<[TreeId]>),
    /// A decorator, handler, clause or case.
    Part(TreeId),
}

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// If it is not Python once metavariables and `...` are taken for names; the span is one of
    /// `source`.
    pub fn parse(
        source: &str,
        options: Options,
        vocabulary: &mut Vocabulary,
    ) -> Result<Self, PatternError> {
        if source.len() > parsing::LONGEST {
            return Err(PatternError::new("the pattern is too long", 0..source.len()));
        }
        // Reading it, and forgetting its syntax, go as deep as it is nested.
        let (trees, root) = parsing::with_stack_for(source.len(), || compile(source, vocabulary))?;
        Ok(Compiled { source: source.into(), options, trees, root }.into())
    }

    /// As it was written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// How it is understood.
    pub fn options(&self) -> Options {
        self.options
    }

    /// The kinds of node that it may match: the only ones, of several statements the first, that
    /// are worth a try.
    pub fn candidate_kinds(&self) -> &[NodeKind] {
        &self.kinds
    }

    /// Where to look for it, kind by kind.
    pub(crate) fn searches(&self) -> &[Search] {
        self.searches.get_or_init(|| search::of(&self.trees, &self.root, self.options, &self.kinds))
    }

    /// Words that a file must have somewhere for the pattern to match in it.
    pub fn anchors(&self) -> &[Anchor] {
        &self.anchors
    }

    /// Whether it is a call whose name, or the last part of it, a metavariable stands for.
    pub(crate) fn calls(&self, id: MetavariableId) -> bool {
        match self.called() {
            Some(Tree::Metavariable(other)) => *other == id,
            Some(Tree::Attribute { name: NamePattern::Metavariable(other), .. }) => *other == id,
            _ => false,
        }
    }

    /// What of the code a metavariable stands for, if the pattern tells.
    pub(crate) fn role(&self, id: MetavariableId) -> Option<Role> {
        anchors::role(&self.trees, id)
    }

    /// A number that equal patterns share, and others hardly ever.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// What is called, if it is a call.
    fn called(&self) -> Option<&Tree> {
        let Root::Expression(call) = &self.root else { return None };
        let Tree::Node { kind: NodeKind::ExprCall, slots, .. } = self.trees.get(*call) else {
            return None;
        };
        let Some(Slot::Node(called)) = slots.first() else { return None };
        Some(self.trees.get(*called))
    }

    /// The last part of the name of what is called, if it is a call of something named.
    pub(crate) fn called_name(&self) -> Option<&str> {
        match self.called()? {
            Tree::Name { name, .. } => Some(name),
            Tree::Dotted { path, .. } => path.last().map(|last| &**last),
            Tree::Attribute { name: NamePattern::Exact(name), .. } => Some(name),
            _ => None,
        }
    }

    /// Whether it is one node, which a match of it is just as long as.
    pub(crate) fn is_one_node(&self) -> bool {
        let is_node = match &self.root {
            Root::Expression(_) | Root::Part(_) => true,
            Root::Statements(list) => match &**list {
                [only] => !matches!(self.trees.get(*only), Tree::ExpressionStatement(_)),
                _ => false,
            },
        };
        // An `elif` matches as the `if` that it is, which goes further.
        is_node && !self.kinds.contains(&NodeKind::ElifElseClause)
    }

    /// Whether it is a single expression.
    pub fn is_expression(&self) -> bool {
        matches!(self.root, Root::Expression(_))
    }

    /// Whether a metavariable stands in one place only.
    pub(crate) fn has_once(&self, id: MetavariableId) -> bool {
        self.once.get_or_init(|| once(&self.trees)).contains(&id)
    }

    /// The metavariables that a match may bind.
    pub fn metavariables(&self) -> Vec<crate::MetavariableId> {
        let mut ids = Vec::new();
        self.trees.iter().for_each(|tree| tree.each_metavariable(&mut |id| ids.push(id)));
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint
            && self.options == other.options
            && self.root == other.root
            && self.trees == other.trees
    }
}

impl Eq for Pattern {}

impl Hash for Pattern {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

/// The metavariables that stand in one place only.
fn once(trees: &Trees) -> Box<[MetavariableId]> {
    let mut all = Vec::new();
    trees.iter().for_each(|tree| tree.each_metavariable(&mut |id| all.push(id)));
    all.sort_unstable();
    all.chunk_by(|left, right| left == right)
        .filter_map(|same| match same {
            [only] => Some(*only),
            _ => None,
        })
        .collect()
}

fn compile(source: &str, vocabulary: &mut Vocabulary) -> Result<(Trees, Root), PatternError> {
    let mut lexed = lexing::lex(source, vocabulary)?;
    let parsed = parsing::parse(source, &mut lexed)?;
    let own_names = own_names::bound_in(parsed.module.suite());
    let mut lowering = Lowering::new(&lexed, &parsed.text, source.len(), own_names, vocabulary);
    let root = root(&mut lowering, &parsed)?;
    if lowering.has_misplaced.get() {
        let message = "`<... P ...>`, `$X: T` and `=~/re/` stand for expressions, not for names";
        return Err(PatternError::new(message, 0..source.len()));
    }
    Ok((lowering.trees, root))
}

/// The whole of a parsed pattern, without what was added to make it whole.
fn root(lowering: &mut Lowering<'_>, parsed: &ParsedPattern) -> Result<Root, PatternError> {
    let body = parsed.module.suite();
    let only = match &body[..] {
        [only] => Some(only),
        _ => None,
    };
    match (parsed.shape, only) {
        (Shape::Module, Some(Stmt::Expr(statement))) => {
            let expression = lowering.expression(&statement.value)?;
            let rest = &parsed.text.text[statement.range.end().to_usize()..];
            if !rest.trim_start().starts_with(';') {
                return Ok(Root::Expression(expression));
            }
            // `f();` is a statement: one that does nothing with what `f` returns.
            let slots = Box::new([Slot::Node(expression)]);
            let whole = Tree::Node { kind: NodeKind::StmtExpr, tag: 0, slots };
            Ok(Root::Statements(Box::new([lowering.push(whole)])))
        }
        (Shape::Decorators, Some(Stmt::FunctionDef(function))) => {
            match &function.decorator_list[..] {
                [only] => Ok(Root::Part(lowering.part(only.into())?)),
                _ => statements(lowering, body),
            }
        }
        (Shape::Handler, Some(Stmt::Try(statement))) => {
            match (
                &statement.handlers[..],
                statement.orelse.is_empty(),
                statement.finalbody.is_empty(),
            ) {
                ([ExceptHandler::ExceptHandler(only)], true, true) => {
                    Ok(Root::Part(lowering.part(only.into())?))
                }
                _ => statements(lowering, body),
            }
        }
        (Shape::Clause, Some(Stmt::If(statement))) => match &statement.elif_else_clauses[..] {
            [only] => Ok(Root::Part(lowering.clause(only)?)),
            _ => statements(lowering, body),
        },
        (Shape::Case, Some(Stmt::Match(statement))) => match &statement.cases[..] {
            [only] => Ok(Root::Part(lowering.part(only.into())?)),
            _ => statements(lowering, body),
        },
        (Shape::BareTry, Some(Stmt::Try(_))) => {
            let Root::Statements(list) = statements(lowering, body)? else {
                return statements(lowering, body);
            };
            let opened = list.iter().map(|id| lowering.with_any_handlers(*id)).collect();
            Ok(Root::Statements(opened))
        }
        _ => statements(lowering, body),
    }
}

fn statements(lowering: &mut Lowering<'_>, body: &[Stmt]) -> Result<Root, PatternError> {
    let list = lowering.statements(body)?;
    Ok(match &*list {
        [only] if !matches!(lowering.trees.get(*only), Tree::ExpressionStatement(_)) => {
            match lowering.trees.get(*only) {
                Tree::Gap | Tree::Anything | Tree::Metavariable(_) | Tree::Many(_) => {
                    Root::Expression(*only)
                }
                _ => Root::Statements(list),
            }
        }
        _ => Root::Statements(list),
    })
}

/// The kinds of statement in parts of which an expression statement of a pattern is looked for.
pub(crate) fn kinds_of_simple_statements() -> &'static [NodeKind] {
    kinds::SIMPLE
}
