//! Putting expressions, and the elements of lists, into the places of a template.

use std::borrow::Cow;

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{AnyNodeRef, ExprRef, OperatorPrecedence};
use ruff_python_parser::parse_expression;
use ruff_text_size::{Ranged, TextRange};

use super::fill::{Filler, Value};
use super::place::Place;
use super::quotes::within_f_strings;
use super::reading::{List, ListKind, Slot};
use super::refusal::Refusal;
use super::shape::{Fit, Shape};
use super::site::{expression_of, is_in_string};
use super::tokens::{breaks_line, own_parentheses, within};

impl<'a> Filler<'_, 'a> {
    /// Puts an expression, in parentheses if the place, or a line that ends in it, asks for them.
    /// Without a place any expression will do. Gives what it looks like then.
    pub(super) fn put_expression(
        &mut self,
        slot: &Slot,
        place: Option<Place>,
        is_bracketed: bool,
    ) -> Result<Shape, Refusal> {
        let node = match &self.values[slot.mention] {
            Value::Node(node) => *node,
            Value::Nodes([node]) => *node,
            Value::Nodes(_) => return Err(self.misplaced(slot, "a single expression")),
            Value::Text(..) => return self.put_parsed(slot, place),
        };
        if let AnyNodeRef::Identifier(name) = node {
            self.keep(name.range());
            return Ok(Shape::Operation(OperatorPrecedence::Atomic));
        }
        let expression =
            expression_of(node).ok_or_else(|| self.misplaced(slot, "an expression"))?;
        self.put_node(slot, expression, place, is_bracketed)
    }

    fn put_node(
        &mut self,
        slot: &Slot,
        expression: ExprRef<'a>,
        place: Option<Place>,
        is_bracketed: bool,
    ) -> Result<Shape, Refusal> {
        let subject = self.subject;
        let shape = Shape::of(expression);
        let fit = place.map_or(Fit::Bare, |place| shape.fit(place));
        if fit == Fit::Never {
            return Err(self.misplaced(slot, "where it would be"));
        }
        let range = expression.range();
        let node = AnyNodeRef::from(expression);
        let is_in_string = is_in_string(node, subject);
        let own = subject
            .semantic
            .parent(node)
            .filter(|_| !is_in_string)
            .and_then(|parent| own_parentheses(subject.tokens, expression, parent));
        let has_comment = own.is_some_and(|own| {
            within(subject.tokens, own).iter().any(|token| {
                token.kind() == TokenKind::Comment && !range.contains_range(token.range())
            })
        });
        let breaks = !is_bracketed && !is_in_string && breaks_line(within(subject.tokens, range));
        let wants_parentheses = fit == Fit::Parenthesized || breaks;
        let (prefix, range, suffix) = match own {
            Some(own) if wants_parentheses || has_comment => ("", own, ""),
            _ if wants_parentheses => ("(", range, ")"),
            _ => ("", range, ""),
        };
        self.output.push_str(prefix);
        self.put_range(slot, range)?;
        self.output.push_str(suffix);
        let is_parenthesized = wants_parentheses || has_comment;
        Ok(if is_parenthesized { Shape::Operation(OperatorPrecedence::Atomic) } else { shape })
    }

    /// Puts a stretch of the file, such that f-strings around it go on.
    fn put_range(&mut self, slot: &Slot, range: TextRange) -> Result<(), Refusal> {
        if self.output.ends_with('{')
            && !slot.f_strings.is_empty()
            && self.subject.text[range].starts_with('{')
        {
            self.output.push(' ');
        }
        let text = Cow::Borrowed(&self.subject.text[range]);
        let text = within_f_strings(text, &slot.f_strings, self.target_version)?;
        self.output.push_str(&text);
        Ok(())
    }

    /// Puts text that is no node as the expression it reads as.
    fn put_parsed(&mut self, slot: &Slot, place: Option<Place>) -> Result<Shape, Refusal> {
        let Value::Text(text, _) = &self.values[slot.mention] else {
            return Err(self.misplaced(slot, "an expression"));
        };
        let text = text.trim().to_owned();
        let parsed = parse_expression(&text).map_err(|_| self.misplaced(slot, "an expression"))?;
        let shape = Shape::of(ExprRef::from(parsed.expr()));
        let is_whole = parsed.expr().range().len().to_usize() == text.len();
        let shape = if is_whole { shape } else { Shape::Operation(OperatorPrecedence::Atomic) };
        let text = within_f_strings(Cow::Owned(text), &slot.f_strings, self.target_version)?;
        match place.map_or(Fit::Bare, |place| shape.fit(place)) {
            Fit::Never => return Err(self.misplaced(slot, "where it would be")),
            Fit::Bare => self.output.push_str(&text),
            Fit::Parenthesized => {
                self.output.extend(["(", &text, ")"]);
                return Ok(Shape::Operation(OperatorPrecedence::Atomic));
            }
        }
        Ok(shape)
    }

    /// Puts what there is into a list with commas; gives how much of the template after the place
    /// goes with it.
    pub(super) fn put_elements(
        &mut self,
        slot: &Slot,
        place: Option<Place>,
        list: &List,
    ) -> Result<usize, Refusal> {
        let single;
        let is_sequence = list.sequences.contains(&slot.mention);
        let elements: &[AnyNodeRef<'a>] = match &self.values[slot.mention] {
            Value::Nodes(nodes) => nodes,
            Value::Node(node) => {
                single = [*node];
                &single
            }
            // Entries of a dict are no nodes.
            Value::Text(text, _) if is_sequence => {
                let text = text.clone().into_owned();
                let comma = self.reading.text[slot.range.end..].trim_start().starts_with(',');
                if text.trim().is_empty() {
                    let plain = List { kind: ListKind::Plain, ..list.clone() };
                    return self.drop_element(slot, &plain, 0, comma);
                }
                self.output.push_str(&text);
                return Ok(0);
            }
            Value::Text(text, _) => {
                match place {
                    Some(place) => drop(self.put_parsed(slot, Some(place))?),
                    None => {
                        let text = text.clone().into_owned();
                        self.output.push_str(&text);
                    }
                }
                return Ok(0);
            }
        };
        let markers = match (place, elements) {
            (None, [first, .., last]) => self.markers(slot, *first, *last),
            (None, [only]) => self.markers(slot, *only, *only),
            _ => ("", ""),
        };
        // What is in a list is not borrowed from the filler.
        let elements: Vec<AnyNodeRef<'a>> = elements.to_vec();
        let total = list.others
            + list
                .sequences
                .iter()
                .map(|mention| match &self.values[*mention] {
                    Value::Nodes(nodes) => nodes.len(),
                    _ => 1,
                })
                .sum::<usize>();
        let after = &self.reading.text[slot.range.end..];
        let comma = after.trim_start().starts_with(',');
        if elements.is_empty() {
            return self.drop_element(slot, list, total, comma);
        }
        let place = place.map(|place| Place { generator: total == 1 && place.generator, ..place });
        self.output.push_str(markers.0);
        let mut previous: Option<TextRange> = None;
        for element in elements {
            let range = self.whole_range(element);
            if let Some(previous) = previous {
                self.put_gap(previous, range);
            }
            previous = Some(range);
            match (expression_of(element), place) {
                (Some(expression), Some(place)) => {
                    let is_bracketed = self.is_bracketed(slot);
                    self.put_node(slot, expression, Some(place), is_bracketed)?;
                }
                (None, Some(_)) if !is_element(element, list.kind) => {
                    return Err(self.misplaced(slot, "an element"));
                }
                _ => self.put_range(slot, element.range())?,
            }
        }
        self.output.push_str(markers.1);
        if total == 1 && !comma && matches!(list.kind, ListKind::Tuple { .. }) {
            self.output.push(',');
        }
        Ok(0)
    }

    /// The `*` before parameters and the `/` after them, which are no parameters themselves, unless
    /// the template has them.
    fn markers(
        &self,
        slot: &Slot,
        first: AnyNodeRef<'a>,
        last: AnyNodeRef<'a>,
    ) -> (&'static str, &'static str) {
        let is_parameter = |node: AnyNodeRef<'_>| {
            matches!(node, AnyNodeRef::Parameter(_) | AnyNodeRef::ParameterWithDefault(_))
        };
        if !is_parameter(first) {
            return ("", "");
        }
        let tokens = self.subject.tokens;
        let mut before = super::tokens::before(tokens, first.start()).iter().rev();
        let mut before = before.by_ref().map(|token| token.kind()).filter(|kind| !kind.is_trivia());
        let has_star =
            before.next() == Some(TokenKind::Comma) && before.next() == Some(TokenKind::Star);
        let after = tokens.partition_point(|token| token.start() < last.end());
        let mut after =
            tokens[after..].iter().map(|token| token.kind()).filter(|kind| !kind.is_trivia());
        let has_slash =
            after.next() == Some(TokenKind::Comma) && after.next() == Some(TokenKind::Slash);
        let text = &self.reading.text;
        let star_there = text[..slot.range.start].trim_end().trim_end_matches(',').ends_with('*');
        let slash_there = text[slot.range.end..]
            .trim_start()
            .strip_prefix(',')
            .is_some_and(|rest| rest.trim_start().starts_with('/'));
        (
            if has_star && !star_there { "*, " } else { "" },
            if has_slash && !slash_there { ", /" } else { "" },
        )
    }

    /// Takes a place out of its list.
    fn drop_element(
        &mut self,
        slot: &Slot,
        list: &List,
        total: usize,
        comma: bool,
    ) -> Result<usize, Refusal> {
        let is_impossible = match list.kind {
            ListKind::Set => total == 0,
            ListKind::Tuple { parenthesized } => {
                (total == 0 && !parenthesized) || (total == 1 && comma)
            }
            _ => false,
        };
        if is_impossible {
            return Err(self.misplaced(slot, "left out"));
        }
        if comma {
            let after = &self.reading.text[slot.range.end..];
            let rest = after.trim_start()[1..].trim_start_matches([' ', '\t']);
            let length = after.len() - rest.len();
            let line_is_empty = self.output.trim_end_matches([' ', '\t']).ends_with('\n');
            if rest.starts_with('\n') && line_is_empty {
                return Ok(self.drop_rest_of_line(&after[..=length]));
            }
            return Ok(length);
        }
        let keeps_comma = total == 1 && matches!(list.kind, ListKind::Tuple { .. });
        if let Some(before) = self.output.trim_end().strip_suffix(',') {
            let length = before.trim_end().len() + usize::from(keeps_comma);
            self.output.truncate(length);
        }
        Ok(0)
    }

    /// An element with the parentheses that are its own.
    fn whole_range(&self, element: AnyNodeRef<'a>) -> TextRange {
        expression_of(element)
            .and_then(|expression| {
                let parent = self.subject.semantic.parent(AnyNodeRef::from(expression))?;
                own_parentheses(self.subject.tokens, expression, parent)
            })
            .unwrap_or(element.range())
    }

    /// What is between two elements: as it is in the file if they are neighbours there.
    fn put_gap(&mut self, previous: TextRange, next: TextRange) {
        let gap =
            (previous.end() <= next.start()).then(|| TextRange::new(previous.end(), next.start()));
        let is_separator = |kind: TokenKind| {
            kind.is_trivia()
                || matches!(kind, TokenKind::Comma | TokenKind::Star | TokenKind::Slash)
        };
        let gap = gap.filter(|gap| {
            within(self.subject.tokens, *gap).iter().all(|token| is_separator(token.kind()))
        });
        match gap {
            Some(gap) => self.output.push_str(&self.subject.text[gap]),
            None => self.output.push_str(", "),
        }
    }
}

/// Whether a node may be in a list of expressions although it is none.
fn is_element(node: AnyNodeRef<'_>, list: ListKind) -> bool {
    match node {
        AnyNodeRef::Keyword(_) => list == ListKind::Arguments,
        AnyNodeRef::WithItem(_) => list == ListKind::WithItems,
        AnyNodeRef::Identifier(_) => true,
        _ => false,
    }
}
