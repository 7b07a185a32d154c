//! Applying templates to matches.

use std::borrow::Cow;

use ruff_python_ast::PythonVersion;
use ruff_text_size::{TextRange, TextSize};

use super::compile::{FORMS, Source, Template};
use super::fill::{Filler, Value};
use super::quotes::within_f_strings;
use super::reading::{Form, Reading, Root};
use super::refusal::Refusal;
use super::remainder::replaced_range;
use super::shape::Fit;
use super::site::Site;
use crate::{Capture, Captures, Match, Subject};

/// What a template's outcome has to go with.
#[derive(Clone, Copy, Debug)]
pub struct TemplateContext<'c> {
    /// The oldest Python that is to run it.
    pub target_version: PythonVersion,
    /// The text of the patterns that matched.
    pub patterns: &'c str,
    /// Names of the template that the file has by other names.
    pub renames: &'c [(String, String)],
}

/// What takes the place of a match.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Replacement {
    /// Text.
    Text {
        /// What is replaced.
        range: TextRange,
        /// By what.
        content: String,
    },
    /// The match is deleted. What goes with it, a line or a comma, is for the caller to find.
    Deletion,
}

impl Template {
    /// What takes the place of a match.
    ///
    /// # Errors
    /// If the outcome would not be Python.
    pub fn apply<'a>(
        &self,
        found: &Match<'a>,
        subject: &Subject<'a>,
        context: TemplateContext<'_>,
    ) -> Result<Replacement, Refusal> {
        if self.is_deletion() {
            return Ok(Replacement::Deletion);
        }
        if self.is_text {
            return Ok(self.as_text(found, subject));
        }
        let mut site = Site::of(found, subject)?;
        if site.form == Some(Form::Statements) {
            site.range = replaced_range(found, subject, context.patterns)?;
        }
        let Some(form) = site.form else { return Ok(self.as_text(found, subject)) };
        if let Some(reading) = self.reading(form) {
            return self.apply_to(&site, reading, found, subject, context);
        }
        // `f(x)` on its own line may become something that is no expression.
        if let Some(statement) = site.as_statement(subject)
            && let Some(reading) = self.reading(Form::Statements)
        {
            return self.apply_to(&statement, reading, found, subject, context);
        }
        Err(Refusal::OtherSort(match form {
            Form::Expression => "an expression",
            Form::Statements => "a statement",
            Form::Arguments => "an argument",
            Form::Parameters => "a parameter",
            Form::Decorators => "a decorator",
            Form::Names => "an imported name",
            Form::WithItems => "an item of a `with`",
            Form::Handlers => "an `except` clause",
        }))
    }

    /// Whether the template has a name of its own, not as an attribute, say.
    pub fn uses_name(&self, name: &str) -> bool {
        // Of a template that was not compiled here, no form has been read yet.
        if !self.is_text && !self.is_deletion() {
            FORMS.into_iter().find(|form| self.reading(*form).is_some());
        }
        FORMS
            .iter()
            .filter_map(|form| self.readings[*form as usize].get()?.as_ref())
            .any(|reading| reading.names.iter().any(|range| reading.text[range.clone()] == *name))
    }

    fn reading(&self, form: Form) -> Option<&Reading> {
        self.readings[form as usize].get_or_init(|| Reading::new(form, &self.lexed).ok()).as_ref()
    }

    fn apply_to<'a>(
        &self,
        site: &Site<'a>,
        reading: &Reading,
        found: &Match<'a>,
        subject: &Subject<'a>,
        context: TemplateContext<'_>,
    ) -> Result<Replacement, Refusal> {
        let mut filler = Filler {
            reading,
            subject,
            site,
            target_version: context.target_version,
            renames: context.renames,
            values: self.values(&found.captures, subject)?,
            names: self.lexed.mentions.iter().map(|mention| mention.name.as_str()).collect(),
            output: String::new(),
        };
        let root = filler.fill()?;
        let content = filler.output;
        let is_statement = site.form == Some(Form::Statements);
        if is_statement && content.trim().is_empty() {
            return Ok(Replacement::Deletion);
        }
        let mut content = match root {
            Some(root) => parenthesized(content, root, site)?,
            None if is_statement => on_its_lines(content, reading, site)?,
            None => content,
        };
        if let Cow::Owned(requoted) =
            within_f_strings(Cow::Borrowed(&content), &site.f_strings, context.target_version)?
        {
            content = requoted;
        }
        let mut range = site.range;
        if content.starts_with('\n') {
            // `if a: b` leaves no blank at the end of its line.
            let before = subject.text[..range.start().to_usize()].trim_end_matches([' ', '\t']);
            range = TextRange::new(TextSize::of(before), range.end());
        }
        let content = kept_apart(subject.text, &content, range);
        Ok(Replacement::Text { range, content })
    }

    fn values<'v, 'a>(
        &'v self,
        captures: &'v Captures<'a>,
        subject: &Subject<'a>,
    ) -> Result<Vec<Value<'v, 'a>>, Refusal> {
        let transformed = self.transformed(captures, subject)?;
        self.sources
            .iter()
            .zip(&self.lexed.mentions)
            .map(|(source, mention)| match source {
                Source::Transform(index) => {
                    Ok(Value::Text(Cow::Owned(transformed[*index].clone()), None))
                }
                Source::Capture(id) => match captures.get(*id) {
                    Some(Capture::Node(node)) => Ok(Value::Node(*node)),
                    Some(Capture::Nodes { nodes, .. }) => Ok(Value::Nodes(nodes)),
                    Some(Capture::Name { text, range }) => {
                        Ok(Value::Text(Cow::Borrowed(text), Some(*range)))
                    }
                    Some(Capture::Text { text, range }) => {
                        Ok(Value::Text(Cow::Borrowed(text), Some(*range)))
                    }
                    None => Err(Refusal::Unbound(mention.name.clone())),
                },
                Source::Unknown => Err(Refusal::Unbound(mention.name.clone())),
            })
            .collect()
    }

    fn transformed(
        &self,
        captures: &Captures<'_>,
        subject: &Subject<'_>,
    ) -> Result<Vec<String>, Refusal> {
        let mut texts: Vec<String> = Vec::with_capacity(self.transforms.len());
        for (transform, source) in self.transforms.iter().zip(&self.transform_sources) {
            let text = match source {
                Source::Transform(index) => Some(transform.apply(&texts[*index])),
                Source::Capture(id) => {
                    captures.get(*id).map(|capture| transform.apply(capture.text(subject.text)))
                }
                Source::Unknown => None,
            };
            texts.push(text.ok_or_else(|| Refusal::Unbound(transform.source.to_string()))?);
        }
        Ok(texts)
    }

    /// The template with captures put in as text.
    fn as_text(&self, found: &Match<'_>, subject: &Subject<'_>) -> Replacement {
        let transformed = self.transformed(&found.captures, subject).unwrap_or_default();
        let mut content = String::new();
        let mut copied = 0;
        for (place, (source, mention)) in
            self.lexed.places.iter().zip(self.sources.iter().zip(&self.lexed.mentions))
        {
            content.push_str(&self.lexed.python[copied..place.start]);
            copied = place.end;
            let text = match source {
                Source::Capture(id) => {
                    found.captures.get(*id).map(|capture| capture.text(subject.text))
                }
                Source::Transform(index) => transformed.get(*index).map(String::as_str),
                Source::Unknown => None,
            };
            match text {
                Some(text) => content.push_str(text),
                None => {
                    content.push_str(if mention.is_sequence { "$..." } else { "$" });
                    content.push_str(&mention.name);
                }
            }
        }
        content.push_str(&self.lexed.python[copied..]);
        Replacement::Text { range: found.range, content }
    }
}

/// An expression with the parentheses its new place needs.
fn parenthesized(content: String, root: Root, site: &Site<'_>) -> Result<String, Refusal> {
    let fit = site.place.map_or(Fit::Bare, |place| root.shape.fit(place));
    match fit {
        Fit::Never => Err(Refusal::OtherSort("what may be there")),
        Fit::Bare if !root.breaks_line || site.is_bracketed => Ok(content),
        _ => Ok(format!("({content})")),
    }
}

/// Statements on lines of their own if they need them.
fn on_its_lines(content: String, reading: &Reading, site: &Site<'_>) -> Result<String, Refusal> {
    let needs_lines = reading.statements > 1 || reading.has_compound;
    if !needs_lines {
        return Ok(content);
    }
    if site.has_neighbours || (site.shares_line_start && !site.is_alone) {
        return Err(Refusal::SharedLine);
    }
    if !site.shares_line_start {
        return Ok(content);
    }
    // `if a: b` has its block on the line.
    let indent = format!("\n{}    ", site.indent);
    let mut moved = String::with_capacity(content.len() + indent.len());
    let plain_indent = format!("\n{}", site.indent);
    moved.push_str(&indent);
    moved.push_str(&content.replace(&plain_indent, &indent));
    Ok(moved)
}

/// A replacement with a space where it would run into its neighbours.
fn kept_apart(source: &str, content: &str, range: TextRange) -> String {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    let before = source[..range.start().to_usize()].chars().next_back();
    let after = source[range.end().to_usize()..].chars().next();
    let runs_into = |left: Option<char>, right: Option<char>| match (left, right) {
        (Some(left), Some(right)) => {
            (is_word(left) && (is_word(right) || matches!(right, '"' | '\'')))
                || (left, right) == ('{', '{')
                || (left, right) == ('}', '}')
        }
        _ => false,
    };
    let space = |is_needed| if is_needed { " " } else { "" };
    format!(
        "{}{content}{}",
        space(runs_into(before, content.chars().next())),
        space(runs_into(content.chars().next_back(), after))
    )
}
