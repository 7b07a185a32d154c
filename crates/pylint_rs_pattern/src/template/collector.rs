//! The walk over a template's tree that finds what the places of its metavariables are.

use ruff_python_ast::visitor::source_order::{SourceOrderVisitor, TraversalSignal};
use ruff_python_ast::{AnyNodeRef, Expr, ModModule, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashMap;

use super::lexing::Lexed;
use super::place::Place;
use super::reading::{List, ListKind, SlotKind};
use crate::PatternError;

/// The walk.
pub(super) struct Collector<'a> {
    lexed: &'a Lexed,
    /// How much there is before the template in the text that was parsed.
    prefix: usize,
    parents: Vec<AnyNodeRef<'a>>,
    kinds: FxHashMap<usize, SlotKind>,
    names: Vec<TextRange>,
    error: Option<PatternError>,
}

/// What a walk finds.
pub(super) struct Collected {
    /// What the places are that are nodes; those that are parts of tokens are left out.
    pub(super) kinds: FxHashMap<usize, SlotKind>,
    /// Where the template has names of its own, in the text that was parsed.
    pub(super) names: Vec<TextRange>,
}

impl<'a> Collector<'a> {
    /// Walks a module with the template in it.
    pub(super) fn collect(
        module: &'a ModModule,
        lexed: &'a Lexed,
        prefix: usize,
    ) -> Result<Collected, PatternError> {
        let mut collector = Self {
            lexed,
            prefix,
            parents: Vec::new(),
            kinds: FxHashMap::default(),
            names: Vec::new(),
            error: None,
        };
        let module_node = AnyNodeRef::from(module);
        collector.parents.push(module_node);
        collector.visit_body(&module.body);
        match collector.error {
            Some(error) => Err(error),
            None => Ok(Collected { kinds: collector.kinds, names: collector.names }),
        }
    }

    /// The mention that is all there is in a range.
    fn mention_at(&self, range: TextRange) -> Option<usize> {
        let start = range.start().to_usize().checked_sub(self.prefix)?;
        let end = range.end().to_usize() - self.prefix;
        self.lexed.places.iter().position(|place| *place == (start..end))
    }

    fn enter_name(&mut self, node: AnyNodeRef<'a>, mention: usize) {
        let Some(parent) = self.parents.last().copied() else { return };
        let outer = self.parents.len().checked_sub(2).map(|index| self.parents[index]);
        let kind = match (parent, outer) {
            (AnyNodeRef::StmtExpr(_), Some(owner)) => SlotKind::Statement {
                indent: self.indent_at(mention),
                is_alone: is_alone(owner, node.range()),
            },
            _ => SlotKind::Expression {
                place: Place::of(node.range(), parent, outer),
                list: self.list_of(parent, outer),
            },
        };
        self.kinds.insert(mention, kind);
    }

    fn indent_at(&self, mention: usize) -> String {
        let before = &self.lexed.python[..self.lexed.places[mention].start];
        let line = &before[before.rfind('\n').map_or(0, |newline| newline + 1)..];
        line.chars().take_while(|character| matches!(character, ' ' | '\t')).collect()
    }

    fn list_of(&self, parent: AnyNodeRef<'a>, outer: Option<AnyNodeRef<'a>>) -> Option<List> {
        let of_expressions =
            |kind, elements: &[Expr]| self.list(kind, elements.iter().map(Ranged::range));
        Some(match (parent, outer) {
            (AnyNodeRef::Arguments(arguments), _) => self.list(
                ListKind::Arguments,
                arguments.iter_source_order().map(|argument| argument.range()),
            ),
            (AnyNodeRef::ExprTuple(tuple), _) => {
                of_expressions(ListKind::Tuple { parenthesized: tuple.parenthesized }, &tuple.elts)
            }
            (AnyNodeRef::ExprList(list), _) => of_expressions(ListKind::Plain, &list.elts),
            (AnyNodeRef::ExprSet(set), _) => of_expressions(ListKind::Set, &set.elts),
            (AnyNodeRef::ExprDict(dict), _) => {
                self.list(ListKind::Plain, dict.items.iter().map(|item| item.value.range()))
            }
            (AnyNodeRef::StmtDelete(delete), _) => of_expressions(ListKind::Plain, &delete.targets),
            (AnyNodeRef::WithItem(item), Some(AnyNodeRef::StmtWith(with)))
                if item.optional_vars.is_none() =>
            {
                self.list(ListKind::WithItems, with.items.iter().map(Ranged::range))
            }
            _ => return None,
        })
    }

    fn list(&self, kind: ListKind, elements: impl Iterator<Item = TextRange>) -> List {
        let mut list = List { kind, others: 0, sequences: Vec::new() };
        for element in elements {
            match self
                .mention_at(element)
                .filter(|mention| self.lexed.mentions[*mention].is_sequence)
            {
                Some(mention) => list.sequences.push(mention),
                None => list.others += 1,
            }
        }
        list
    }

    fn refuse(&mut self, message: &str, range: TextRange) {
        let offset = range.start().to_usize().saturating_sub(self.prefix);
        let mut error = self.lexed.error(message, offset);
        error.span.end = error.span.start + range.len().to_usize();
        self.error.get_or_insert(error);
    }

    /// Whether `...` is what Python means by it: `tuple[int, ...]`.
    fn is_python_ellipsis(&self) -> bool {
        matches!(self.parents[..], [.., AnyNodeRef::ExprSubscript(_), AnyNodeRef::ExprTuple(_)])
    }
}

impl<'a> SourceOrderVisitor<'a> for Collector<'a> {
    fn enter_node(&mut self, node: AnyNodeRef<'a>) -> TraversalSignal {
        match node {
            AnyNodeRef::ExprName(name) => {
                match self.mention_at(name.range()) {
                    Some(mention) => self.enter_name(node, mention),
                    None => self.names.push(name.range()),
                }
            }
            AnyNodeRef::Parameter(parameter) => {
                let has_default = matches!(
                    self.parents.last(),
                    Some(AnyNodeRef::ParameterWithDefault(with)) if with.default.is_some()
                );
                if let Some(mention) = self.mention_at(parameter.range())
                    && !has_default
                {
                    let parameters = self.parents.iter().rev().find_map(|parent| match parent {
                        AnyNodeRef::Parameters(parameters) => Some(parameters),
                        _ => None,
                    });
                    let elements = parameters.into_iter().flat_map(|parameters| {
                        parameters.iter().map(|parameter| parameter.range())
                    });
                    let list = self.list(ListKind::Plain, elements);
                    self.kinds.insert(mention, SlotKind::Item { list });
                }
            }
            AnyNodeRef::Alias(alias) => {
                let names = match self.parents.last() {
                    Some(AnyNodeRef::StmtImport(import)) => &import.names,
                    Some(AnyNodeRef::StmtImportFrom(import)) => &import.names,
                    _ => return TraversalSignal::Traverse,
                };
                if let Some(mention) = self.mention_at(alias.range()) {
                    let list = self.list(ListKind::Plain, names.iter().map(Ranged::range));
                    self.kinds.insert(mention, SlotKind::Item { list });
                } else if let Some(mention) = self.mention_at(alias.name.range()) {
                    self.kinds.insert(mention, SlotKind::Identifier { may_be_dotted: true });
                }
            }
            AnyNodeRef::StmtImportFrom(import) => {
                let module = import.module.as_ref().and_then(|module| self.mention_at(module.range()));
                if let Some(mention) = module {
                    self.kinds.insert(mention, SlotKind::Identifier { may_be_dotted: true });
                }
            }
            AnyNodeRef::ExprEllipsisLiteral(ellipsis) if !self.is_python_ellipsis() => self.refuse(
                "`...` in a template does not stand for what it matched: capture that with `$...NAME`",
                ellipsis.range(),
            ),
            AnyNodeRef::ExprStringLiteral(string) if string.value == *"..." => self.refuse(
                "`\"...\"` in a template does not stand for the string it matched: capture that with `\"$NAME\"`",
                string.range(),
            ),
            _ => {}
        }
        self.parents.push(node);
        TraversalSignal::Traverse
    }

    fn leave_node(&mut self, _node: AnyNodeRef<'a>) {
        self.parents.pop();
    }
}

/// Whether the statement with a range has a block of `owner` to itself.
pub(super) fn is_alone(owner: AnyNodeRef<'_>, statement: TextRange) -> bool {
    struct Blocks {
        statement: TextRange,
        is_alone: bool,
    }
    impl<'a> SourceOrderVisitor<'a> for Blocks {
        fn visit_body(&mut self, body: &'a [Stmt]) {
            self.is_alone |= matches!(body, [only] if only.range() == self.statement);
        }
    }
    let mut blocks = Blocks { statement, is_alone: false };
    owner.visit_source_order(&mut blocks);
    blocks.is_alone
}
