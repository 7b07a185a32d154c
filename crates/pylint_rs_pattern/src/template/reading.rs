//! A template read as a part of Python: where in it captures go, and what is there to take them.

use std::ops::Range;

use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_ast::{AnyStringFlags, ExprRef, ModModule, Stmt};
use ruff_python_parser::{Mode, ParseOptions, Parsed, parse_unchecked};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::collector::{Collected, Collector};
use super::lexing::Lexed;
use super::place::Place;
use super::shape::Shape;
use super::tokens::{breaks_line, is_text, open_brackets, within};
use crate::PatternError;

/// What part of Python a template is read as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Form {
    Expression,
    Statements,
    Arguments,
    Parameters,
    Decorators,
    Names,
    WithItems,
    Handlers,
}

impl Form {
    /// What has to be around the text for it to be a module; several if one may not do.
    fn wrappers(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Expression => &[("", ""), ("(", "\n)")],
            Self::Statements => &[("", "\n")],
            Self::Arguments => &[("_(", "\n)")],
            Self::Parameters => &[("def _(", "\n): pass")],
            Self::Decorators => &[("", "\ndef _(): pass")],
            Self::Names => &[("from _ import (", "\n)"), ("import ", "")],
            Self::WithItems => &[("with (", "\n): pass"), ("with ", ": pass")],
            Self::Handlers => &[("try: pass\n", "\n")],
        }
    }

    fn accepts(self, body: &[Stmt]) -> bool {
        match self {
            Self::Expression => matches!(body, [Stmt::Expr(_)]),
            Self::Statements => true,
            Self::Arguments => matches!(body, [Stmt::Expr(only)] if only.value.is_call_expr()),
            _ => body.len() == 1,
        }
    }
}

/// A place for a capture.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// Where it is in the text.
    pub(super) range: Range<usize>,
    /// What is to be put there, as a number of a mention.
    pub(super) mention: usize,
    /// What the place is.
    pub(super) kind: SlotKind,
    /// Whether brackets are open around it, so that lines may end.
    pub(super) is_bracketed: bool,
    /// The f-strings around it.
    pub(super) f_strings: Vec<AnyStringFlags>,
}

/// What the place of a capture is.
#[derive(Clone, Debug)]
pub(super) enum SlotKind {
    /// An expression, or what else the list it is in may have.
    Expression { place: Place, list: Option<List> },
    /// A statement on its own line, indented like this; whether its block has no other.
    Statement { indent: String, is_alone: bool },
    /// A parameter, an imported name.
    Item { list: List },
    /// An identifier or, if it is glued to something, a part of one.
    Identifier { may_be_dotted: bool },
    /// The text of a string.
    String(AnyStringFlags),
    /// The text of a comment.
    Comment,
}

/// A list with commas.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct List {
    pub(super) kind: ListKind,
    /// How many elements there are besides `$...NAME`s.
    pub(super) others: usize,
    /// The `$...NAME`s in it, as numbers of mentions.
    pub(super) sequences: Vec<usize>,
}

/// What is special of lists when they are short.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum ListKind {
    /// One element needs a comma, and none needs parentheses.
    Tuple { parenthesized: bool },
    /// There is no display for none.
    Set,
    /// It may have keyword arguments.
    Arguments,
    /// It may have `a as b`.
    WithItems,
    /// Nothing is.
    Plain,
}

/// The whole of a template that is an expression.
#[derive(Clone, Copy, Debug)]
pub(super) struct Root {
    pub(super) shape: Shape,
    /// Whether lines end in it outside brackets.
    pub(super) breaks_line: bool,
}

/// A template read as some part of Python.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// The text, with names in the place of metavariables.
    pub(super) text: String,
    /// The places for captures, in order.
    pub(super) slots: Vec<Slot>,
    /// Of an expression, what it is as a whole.
    pub(super) root: Option<Root>,
    /// Where names of the template's own are.
    pub(super) names: Vec<Range<usize>>,
    /// Where lines start that may be indented: not those in strings.
    pub(super) line_starts: Vec<usize>,
    /// How many statements there are.
    pub(super) statements: usize,
    /// Whether one of them is compound.
    pub(super) has_compound: bool,
}

impl Reading {
    /// Reads a template.
    pub(super) fn new(form: Form, lexed: &Lexed) -> Result<Self, PatternError> {
        let mut first_error = None;
        for (prefix, suffix) in form.wrappers() {
            let source = format!("{prefix}{}{suffix}", lexed.python);
            let parsed = parse_unchecked(&source, ParseOptions::from(Mode::Module))
                .try_into_module()
                .expect("a module is what was asked for");
            let offset_of = |offset: TextSize| {
                offset.to_usize().saturating_sub(prefix.len()).min(lexed.python.len())
            };
            let problem = match parsed.errors().first() {
                Some(error) => Some((error.error.to_string(), offset_of(error.location.start()))),
                None if form.accepts(&parsed.syntax().body) => None,
                None => Some(("This is not the sort of code the fix is for".to_owned(), 0)),
            };
            match problem {
                None => return Self::of_parsed(form, lexed, &parsed, prefix.len()),
                Some((message, offset)) => {
                    first_error.get_or_insert_with(|| lexed.error(message, offset));
                }
            }
        }
        Err(first_error.expect("each form has a wrapper"))
    }

    fn of_parsed(
        form: Form,
        lexed: &Lexed,
        parsed: &Parsed<ModModule>,
        prefix: usize,
    ) -> Result<Self, PatternError> {
        let module = parsed.syntax();
        let Collected { mut kinds, names } = Collector::collect(module, lexed, prefix)?;
        let shift =
            |range: TextRange| range.start().to_usize() - prefix..range.end().to_usize() - prefix;
        let is_wrapped = form == Form::Expression && prefix > 0;
        let mut slots = Vec::with_capacity(lexed.places.len());
        let mut f_strings: Vec<AnyStringFlags> = Vec::new();
        for (index, token) in parsed.tokens().iter().enumerate() {
            match token.kind() {
                TokenKind::FStringStart | TokenKind::TStringStart => {
                    f_strings.extend(token.string_flags());
                }
                TokenKind::FStringEnd | TokenKind::TStringEnd => {
                    f_strings.pop();
                }
                _ => {}
            }
            if token.end().to_usize() <= prefix || token.range().is_empty() {
                continue;
            }
            let token_range = shift(token.range());
            let mentioned = lexed.places.iter().enumerate().filter(|(_, place)| {
                token_range.start <= place.start && place.end <= token_range.end
            });
            for (mention, place) in mentioned {
                let kind = match kinds.remove(&mention) {
                    Some(kind) => kind,
                    None => kind_of_token(token, lexed, prefix)?,
                };
                let depth = open_brackets(&parsed.tokens()[..index]);
                let unpacks = index > 0
                    && lexed.mentions[mention].is_sequence
                    && parsed.tokens()[index - 1].kind() == TokenKind::DoubleStar
                    && lexed.has_stars(mention);
                let start = if unpacks { place.start - 2 } else { place.start };
                slots.push(Slot {
                    range: start..place.end,
                    mention,
                    kind,
                    is_bracketed: depth > usize::from(is_wrapped),
                    f_strings: f_strings.clone(),
                });
            }
        }
        let root = module.body.first().and_then(Stmt::as_expr_stmt);
        let root = root.filter(|_| form == Form::Expression).map(|statement| {
            let value = &*statement.value;
            let whole = TextRange::new(value.start(), value.end());
            let shape = match Shape::of(ExprRef::from(value)) {
                // The parentheses are the wrapper's.
                Shape::Tuple { .. } if is_wrapped && value.start() == TextSize::new(0) => {
                    Shape::Tuple { parenthesized: false }
                }
                Shape::Operation(_)
                    if is_wrapped
                        && value.is_generator_expr()
                        && value.start() == TextSize::new(0) =>
                {
                    Shape::BareGenerator
                }
                shape => shape,
            };
            let is_in_parentheses = !is_wrapped && value.range() != statement.range();
            let shape = if is_in_parentheses { IN_PARENTHESES } else { shape };
            let inner: Vec<Token> = within(parsed.tokens(), whole)
                .iter()
                .filter(|token| {
                    token.start().to_usize() >= prefix
                        && token.end().to_usize() - prefix <= lexed.python.len()
                })
                .copied()
                .collect();
            Root { shape, breaks_line: is_wrapped && breaks_line(&inner) }
        });
        let line_starts = lexed
            .python
            .match_indices('\n')
            .map(|(offset, _)| offset + 1)
            .filter(|start| {
                let offset = TextSize::of(&lexed.python[..*start]) + TextSize::new(prefix as u32);
                super::tokens::around(parsed.tokens(), offset)
                    .is_none_or(|token| !is_text(token.kind()))
            })
            .collect();
        Ok(Self {
            text: lexed.python.clone(),
            slots,
            root,
            names: names
                .into_iter()
                .filter(|range| range.start().to_usize() >= prefix)
                .map(shift)
                .filter(|range| range.end <= lexed.python.len())
                .collect(),
            line_starts,
            statements: module.body.len(),
            has_compound: module.body.iter().any(is_compound),
        })
    }
}

/// How something in parentheses goes into a place.
const IN_PARENTHESES: Shape = Shape::Operation(ruff_python_ast::OperatorPrecedence::Atomic);

fn kind_of_token(token: &Token, lexed: &Lexed, prefix: usize) -> Result<SlotKind, PatternError> {
    match token.kind() {
        TokenKind::Comment => Ok(SlotKind::Comment),
        kind if is_text(kind) => {
            Ok(token.string_flags().map_or(SlotKind::Comment, SlotKind::String))
        }
        TokenKind::Name => Ok(SlotKind::Identifier { may_be_dotted: false }),
        _ => Err(lexed.error(
            "A metavariable cannot stand here",
            token.start().to_usize().saturating_sub(prefix),
        )),
    }
}

fn is_compound(statement: &Stmt) -> bool {
    matches!(
        statement,
        Stmt::FunctionDef(_)
            | Stmt::ClassDef(_)
            | Stmt::For(_)
            | Stmt::While(_)
            | Stmt::If(_)
            | Stmt::With(_)
            | Stmt::Match(_)
            | Stmt::Try(_)
    )
}
