//! Putting captures into the places of a template.

use std::borrow::Cow;

use ruff_python_ast::{AnyNodeRef, PythonVersion};
use ruff_python_stdlib::identifiers::is_identifier;
use ruff_text_size::{Ranged, TextRange};

use super::block::{reindented, with_comments};
use super::place::Place;
use super::reading::{Reading, Root, Slot, SlotKind};
use super::refusal::Refusal;
use super::site::Site;
use crate::Subject;

/// What is put into a place.
pub(super) enum Value<'v, 'a> {
    Node(AnyNodeRef<'a>),
    Nodes(&'v [AnyNodeRef<'a>]),
    /// Text, and where in the file it is if it is there as it is.
    Text(Cow<'v, str>, Option<TextRange>),
}

/// Fills the places of a template.
pub(super) struct Filler<'f, 'a> {
    pub(super) reading: &'f Reading,
    pub(super) subject: &'f Subject<'a>,
    pub(super) site: &'f Site<'a>,
    pub(super) target_version: PythonVersion,
    /// Names of the template that are to be others.
    pub(super) renames: &'f [(String, String)],
    /// What each mention stands for in this match.
    pub(super) values: Vec<Value<'f, 'a>>,
    /// Their names.
    pub(super) names: Vec<&'f str>,
    pub(super) output: String,
}

impl<'a> Filler<'_, 'a> {
    /// Fills all places. Gives what the outcome looks like if it is an expression.
    pub(super) fn fill(&mut self) -> Result<Option<Root>, Refusal> {
        let reading = self.reading;
        let mut root = reading.root;
        let mut copied = 0;
        for slot in &reading.slots {
            if slot.range.start < copied {
                continue;
            }
            self.copy(copied, slot.range.start);
            copied = slot.range.end;
            match &slot.kind {
                SlotKind::Statement { .. } if root.is_some() => {
                    let is_whole = slot.range == (0..reading.text.trim_end().len());
                    let place = if is_whole { self.site.place } else { None };
                    let is_bracketed = !is_whole || self.site.is_bracketed || slot.is_bracketed;
                    let shape = self.put_expression(slot, place, is_bracketed)?;
                    if is_whole {
                        root = Some(Root { shape, breaks_line: false });
                    }
                }
                SlotKind::Statement { indent, is_alone } => {
                    copied += self.put_statements(slot, indent, *is_alone)?;
                }
                SlotKind::Expression { place, list: Some(list) } => {
                    copied += self.put_elements(slot, Some(*place), list)?;
                }
                SlotKind::Item { list } => copied += self.put_elements(slot, None, list)?,
                SlotKind::Expression { place, list: None } => {
                    let is_bracketed = self.is_bracketed(slot);
                    self.put_expression(slot, Some(*place), is_bracketed)?;
                }
                SlotKind::Identifier { may_be_dotted } => {
                    self.put_identifier(slot, *may_be_dotted)?
                }
                SlotKind::String(flags) => self.put_string_content(slot, *flags)?,
                SlotKind::Comment => {
                    let text = self.text_of(slot.mention).replace(['\r', '\n'], " ");
                    self.output.push_str(&text);
                }
            }
        }
        self.copy(copied, reading.text.len());
        Ok(root)
    }

    /// Copies a stretch of the template, with its lines indented as the site's are.
    pub(super) fn copy(&mut self, start: usize, end: usize) {
        if start >= end {
            return;
        }
        let text = &self.reading.text;
        let mut copied = start;
        for line_start in &self.reading.line_starts {
            if *line_start <= start || *line_start > end {
                continue;
            }
            self.copy_renamed(copied, *line_start);
            copied = *line_start;
            let is_blank = text[copied..].lines().next().is_none_or(|line| line.trim().is_empty());
            if !is_blank {
                self.output.push_str(self.site.indent);
            }
        }
        self.copy_renamed(copied, end);
    }

    fn copy_renamed(&mut self, start: usize, end: usize) {
        let text = &self.reading.text;
        let mut copied = start;
        if !self.renames.is_empty() {
            for name in &self.reading.names {
                let new = self.renames.iter().find(|(old, _)| *old == text[name.clone()]);
                if let Some((_, new)) = new
                    && copied <= name.start
                    && name.end <= end
                {
                    self.output.push_str(&text[copied..name.start]);
                    self.output.push_str(new);
                    copied = name.end;
                }
            }
        }
        self.output.push_str(&text[copied..end]);
    }

    /// Whether lines may end at a place without more parentheses.
    pub(super) fn is_bracketed(&self, slot: &Slot) -> bool {
        let is_expression = self.reading.root.is_some();
        slot.is_bracketed || (is_expression && self.site.is_bracketed)
    }

    pub(super) fn misplaced(&self, slot: &Slot, place: &'static str) -> Refusal {
        Refusal::Misplaced { name: self.names[slot.mention].to_owned(), place }
    }

    /// Puts a stretch of the file.
    pub(super) fn keep(&mut self, range: TextRange) {
        self.output.push_str(&self.subject.text[range]);
    }

    /// The text a mention stands for, as it is in the file.
    pub(super) fn text_of(&self, mention: usize) -> Cow<'_, str> {
        match &self.values[mention] {
            Value::Node(node) => Cow::Borrowed(&self.subject.text[node.range()]),
            Value::Nodes(nodes) => match (nodes.first(), nodes.last()) {
                (Some(first), Some(last)) => {
                    Cow::Borrowed(&self.subject.text[TextRange::new(first.start(), last.end())])
                }
                _ => Cow::Borrowed(""),
            },
            Value::Text(text, _) => Cow::Borrowed(text),
        }
    }

    fn put_identifier(&mut self, slot: &Slot, may_be_dotted: bool) -> Result<(), Refusal> {
        let text = self.text_of(slot.mention).into_owned();
        let is_word = |text: &str| {
            text.chars().all(|character| character.is_alphanumeric() || character == '_')
        };
        let template = &self.reading.text;
        let is_glued = template[..slot.range.start]
            .ends_with(|c: char| is_word(c.encode_utf8(&mut [0; 4])))
            || template[slot.range.end..]
                .starts_with(|c: char| is_word(c.encode_utf8(&mut [0; 4])));
        let is_right = if is_glued {
            !text.is_empty() && is_word(&text)
        } else if may_be_dotted {
            text.split('.').all(is_identifier)
        } else {
            is_identifier(&text)
        };
        if !is_right {
            return Err(self.misplaced(slot, "a name"));
        }
        self.output.push_str(&text);
        Ok(())
    }

    /// Puts statements on the line of a place; gives how much of the template after it goes.
    fn put_statements(
        &mut self,
        slot: &Slot,
        indent: &str,
        is_alone: bool,
    ) -> Result<usize, Refusal> {
        let single;
        let statements: &[AnyNodeRef<'a>] = match &self.values[slot.mention] {
            Value::Nodes([]) if is_alone => {
                self.output.push_str("pass");
                return Ok(0);
            }
            Value::Nodes([]) => return Ok(self.drop_line(slot)),
            Value::Nodes(nodes) if nodes[0].is_statement() => nodes,
            Value::Node(node) if node.is_statement() && !node.is_stmt_expr() => {
                single = [*node];
                &single
            }
            _ => {
                self.put_expression(slot, Some(Place::VALUE), false)?;
                return Ok(0);
            }
        };
        let first = statements[0].range();
        let whole = TextRange::new(first.start(), statements[statements.len() - 1].end());
        let range = with_comments(self.subject, whole, self.site.range);
        let line = &self.reading.text[..slot.range.start];
        let starts_line =
            line[line.rfind('\n').map_or(0, |newline| newline + 1)..].trim().is_empty();
        let is_simple = statements.len() == 1 && !self.subject.text[range].contains('\n');
        let mut indent = format!("{}{indent}", self.site.indent);
        if !starts_line && !is_simple {
            // `if a: $...BODY`
            indent.push_str("    ");
            let length = self.output.trim_end_matches(' ').len();
            self.output.truncate(length);
            self.output.push('\n');
            self.output.push_str(&indent);
        }
        let text = reindented(self.subject, range, &indent);
        self.output.push_str(&text);
        Ok(0)
    }

    /// Takes a place's line out; gives how much of the template goes with it.
    fn drop_line(&mut self, slot: &Slot) -> usize {
        let after = &self.reading.text[slot.range.end..];
        let line_end = after.find('\n').map_or(after.len(), |newline| newline + 1);
        if !after[..line_end].trim().is_empty() {
            return after[..line_end].find(|c: char| !matches!(c, ';' | ' ')).unwrap_or(0);
        }
        self.drop_rest_of_line(&after[..line_end])
    }

    /// Takes the line that the output ends with out, of which the template has only blanks and
    /// `rest` left; gives how much of that goes.
    pub(super) fn drop_rest_of_line(&mut self, rest: &str) -> usize {
        let length = self.output.trim_end_matches([' ', '\t']).len();
        self.output.truncate(length);
        if self.output.is_empty() {
            return rest.len();
        }
        // The line break that is left is the next line's, which is indented when that is copied.
        let length = self.output.strip_suffix('\n').unwrap_or(&self.output).len();
        self.output.truncate(length);
        rest.strip_suffix('\n').unwrap_or(rest).len()
    }
}
