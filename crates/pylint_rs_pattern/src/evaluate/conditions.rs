//! Asking captures what a rule wants of them.

use std::borrow::Cow;

use pylint_rs_semantic::Semantic;
use ruff_python_ast::{AnyNodeRef, Expr, ExprName};
use ruff_text_size::{Ranged, TextRange};

use super::expression_at::expression_at;
use super::places::{Kind, Place};
use super::program::{CaptureTest, Check, SharedExpression};
use super::{Evaluator, Region, bind_groups, content, randomness, sorts, types};
use crate::comparison::Value;
use crate::{Arithmetic, Capture, Captures, Content, Match, MetavariableId};

impl<'p, 'a> Evaluator<'p, 'a> {
    /// Asks a place a condition, and adds it, once for each set of captures with which it holds.
    pub(super) fn check(
        &mut self,
        place: Place<'a>,
        condition: &'p Check,
        places: &mut Vec<Place<'a>>,
    ) {
        match condition {
            Check::Comparison(comparison) => {
                if comparison.0.holds(&place.found.captures, self.subject()) {
                    places.push(place);
                }
            }
            Check::Of(id, test) => {
                if let Some(capture) = place.found.captures.get(*id).cloned() {
                    self.test(place, &capture, test, places);
                }
            }
        }
    }

    fn test(
        &mut self,
        place: Place<'a>,
        capture: &Capture<'a>,
        test: &'p CaptureTest,
        places: &mut Vec<Place<'a>>,
    ) {
        let holds = match test {
            CaptureTest::Regex { expression, constant_propagation } => {
                return self.test_regex(place, capture, expression, *constant_propagation, places);
            }
            CaptureTest::Matches { operation, content } => {
                let found = self.matches_in(&place, capture, *operation, *content);
                let own = &place.found.captures;
                for captures in found {
                    let is_new = captures.len() > own.len();
                    let found = Match { captures, ..place.found.clone() };
                    places.push(Place { found, kind: place.kind });
                    if !is_new {
                        return;
                    }
                }
                return;
            }
            CaptureTest::Not(inner) => {
                let mut found = Vec::new();
                self.test(place.clone(), capture, inner, &mut found);
                found.is_empty()
            }
            CaptureTest::Type(types) => types::is_of(capture, types, self.subject()),
            CaptureTest::Kind(sorts) => sorts.iter().any(|sort| sorts::is_of(capture, *sort)),
            CaptureTest::In(texts) => self.is_named(capture, texts),
            CaptureTest::Entropy(least) => {
                let least = least.get();
                self.string_value(capture).is_some_and(|text| randomness::entropy(&text) >= least)
            }
            CaptureTest::LooksRandom => {
                self.string_value(capture).is_some_and(|text| randomness::looks_random(&text))
            }
        };
        if holds {
            places.push(place);
        }
    }

    fn test_regex(
        &mut self,
        mut place: Place<'a>,
        capture: &Capture<'a>,
        expression: &SharedExpression,
        constant_propagation: bool,
        places: &mut Vec<Place<'a>>,
    ) {
        let range = capture.range();
        if expression.groups.is_empty() {
            let text = self.matched_text(capture, constant_propagation);
            match expression.expression.is_match(&text) {
                Ok(true) => places.push(place),
                Ok(false) => {}
                Err(_) => self.is_exhausted = true,
            }
            return;
        }
        let value = if constant_propagation { self.string_value(capture) } else { None };
        let value = value.as_deref().or(match capture {
            Capture::Text { text, .. } => Some(text.as_ref()),
            _ => None,
        });
        let text = value.unwrap_or(&self.subject().text[range]);
        let Ok(found) = expression.expression.find_all(text) else {
            self.is_exhausted = true;
            return;
        };
        let Some(first) = found.first() else { return };
        match value {
            // A group of a value has no place of its own in the file.
            Some(value) => {
                bind_texts(&mut place.found.captures, expression, &first.groups, |group| {
                    Capture::Text { text: value[group].to_owned().into(), range }
                })
            }
            None => {
                let text = &self.subject().text[range];
                let captures = &mut place.found.captures;
                bind_groups(captures, expression, &first.groups, text, |part| part + range.start());
            }
        }
        places.push(place);
    }

    /// The captures with which a formula matches a capture, added to the place's own.
    fn matches_in(
        &mut self,
        place: &Place<'a>,
        capture: &Capture<'a>,
        operation: super::OperationId,
        content: Content,
    ) -> Vec<Captures<'a>> {
        let mut found = Vec::new();
        match capture {
            _ if !matches!(content, Content::Either | Content::Code) => {}
            // An identifier that is no node of its own is read as one.
            Capture::Name { text, range } => {
                let content = Content::PythonInString;
                self.matches_in_text(place, *range, text, operation, content, &mut found);
            }
            _ => self.matches_in_code(place, capture, operation, &mut found),
        }
        if !found.is_empty() || content == Content::Code {
            return found;
        }
        let is_string = match capture {
            Capture::Node(AnyNodeRef::ExprStringLiteral(_)) | Capture::Text { .. } => true,
            // Propagation is for what rules say of values, not for where they look.
            _ => false,
        };
        if is_string && let Some(text) = self.string_value(capture) {
            self.matches_in_text(place, capture.range(), &text, operation, content, &mut found);
        }
        found
    }

    fn matches_in_code(
        &mut self,
        place: &Place<'a>,
        capture: &Capture<'a>,
        operation: super::OperationId,
        found: &mut Vec<Captures<'a>>,
    ) {
        let range = capture.range();
        let node = match capture {
            Capture::Node(node) => Some(*node),
            _ => None,
        };
        let id = node.and_then(|node| self.subject().semantic.nodes().try_id(node));
        let region = Region::Within(range, id);
        if self.program.has_places(operation) {
            let value = self.value(operation, region);
            for other in value.places.items() {
                found.extend(self.merged(&place.found.captures, &other.found.captures));
            }
            return;
        }
        let captures = place.found.captures.clone();
        let whole = Place { found: Match { range, node, captures }, kind: Kind::Plain };
        let mut places = Vec::new();
        self.relate(whole, operation, region, &mut places);
        found.extend(places.into_iter().map(|place| place.found.captures));
    }

    /// The same in the value of a string. What is captured there has no place of its own in the
    /// file: it gets that of the string.
    fn matches_in_text(
        &mut self,
        place: &Place<'a>,
        range: TextRange,
        text: &str,
        operation: super::OperationId,
        content: Content,
        found: &mut Vec<Captures<'a>>,
    ) {
        let own = &place.found.captures;
        let subject = *self.subject();
        let outcome = content::search(self.program, operation, text, content, &subject, self.layer);
        self.is_exhausted |= !outcome.is_complete;
        for inner in outcome.captures {
            let mut captures = own.clone();
            let mut agrees = true;
            for (id, text) in inner {
                match own.get(id) {
                    None => captures.bind(id, Capture::Text { text: text.into(), range }),
                    Some(other) => agrees &= content::is_same_text(other, &text, &subject),
                }
            }
            if agrees {
                found.push(captures);
            }
        }
    }

    /// What of a capture a regular expression is matched with: the value of a string, or else the
    /// text that was written.
    pub(super) fn matched_text<'c>(
        &self,
        capture: &'c Capture<'a>,
        constant_propagation: bool,
    ) -> Cow<'c, str>
    where
        'a: 'c,
    {
        let value = if constant_propagation { self.string_value(capture) } else { None };
        match (value, capture) {
            (Some(value), _) => Cow::Owned(value.into_string()),
            (None, Capture::Text { text, .. }) => Cow::Borrowed(text),
            (None, _) => Cow::Borrowed(&self.subject().text[capture.range()]),
        }
    }

    /// The value of a string, of a name bound once to one, or the text that was captured of one.
    pub(super) fn string_value(&self, capture: &Capture<'a>) -> Option<Box<str>> {
        match capture {
            Capture::Text { text, .. } => Some(text.as_ref().into()),
            Capture::Node(node) => {
                match Value::of_node(*node, self.subject().semantic, Arithmetic::Python)? {
                    Value::String(text) => Some(text.as_ref().into()),
                    _ => None,
                }
            }
            Capture::Name { .. } | Capture::Nodes { .. } => None,
        }
    }

    /// Whether a capture is one of these names, as it is written or as it is resolved, or a
    /// literal of one of these values.
    pub(super) fn is_named(&self, capture: &Capture<'a>, texts: &[std::sync::Arc<str>]) -> bool {
        let is_one = |text: &str| texts.iter().any(|wanted| **wanted == *text);
        let subject = self.subject();
        match capture {
            Capture::Name { text, .. } => is_one(text),
            Capture::Text { text, .. } => is_one(text),
            Capture::Nodes { .. } => false,
            Capture::Node(node) => {
                if let Some(value) = Value::of_node(*node, subject.semantic, Arithmetic::Python) {
                    return value.to_text().is_some_and(|text| is_one(&text));
                }
                let Some(name) = written_name(*node, subject.text) else { return false };
                (is_one(name) && !self.is_shadowed(*node))
                    || expression_at(*node, subject.semantic)
                        .is_some_and(|expression| is_resolved(expression, texts, subject.semantic))
            }
        }
    }

    /// Whether a name is that of a builtin or of an import of the file, but means something else
    /// here: a parameter, say.
    fn is_shadowed(&self, node: AnyNodeRef<'a>) -> bool {
        let mut root = match node {
            AnyNodeRef::ExprName(name) => return self.is_shadowed_name(name),
            AnyNodeRef::ExprAttribute(attribute) => &*attribute.value,
            _ => return false,
        };
        while let Expr::Attribute(attribute) = root {
            root = &attribute.value;
        }
        root.as_name_expr().is_some_and(|name| self.is_shadowed_name(name))
    }

    fn is_shadowed_name(&self, name: &ExprName) -> bool {
        let semantic = self.subject().semantic;
        let Some(binding) = semantic.binding_of(name) else { return false };
        !semantic.binding(binding).is_import()
            && (semantic.is_builtin_name(&name.id) || self.matcher.imports(&name.id))
    }
}

/// The text of an identifier, a dotted name, or of what defines one.
fn written_name<'a>(node: AnyNodeRef<'a>, text: &'a str) -> Option<&'a str> {
    match node {
        AnyNodeRef::ExprName(_) | AnyNodeRef::ExprAttribute(_) | AnyNodeRef::Identifier(_) => {
            Some(&text[node.range()])
        }
        AnyNodeRef::StmtFunctionDef(function) => Some(&function.name),
        AnyNodeRef::StmtClassDef(class) => Some(&class.name),
        AnyNodeRef::Parameter(parameter) => Some(&parameter.name),
        AnyNodeRef::ParameterWithDefault(parameter) => Some(&parameter.parameter.name),
        AnyNodeRef::Keyword(keyword) => keyword.arg.as_ref().map(|name| name.as_str()),
        AnyNodeRef::Alias(alias) => Some(&alias.name),
        _ => None,
    }
}

fn is_resolved<'a>(
    expression: &'a Expr,
    texts: &[std::sync::Arc<str>],
    semantic: &Semantic<'a>,
) -> bool {
    semantic.qualified_name(expression).is_some_and(|name| {
        texts.iter().any(|wanted| name.is(wanted) || is_builtin(name.segments(), wanted))
    })
}

fn is_builtin(segments: &[&str], wanted: &str) -> bool {
    matches!(segments, ["builtins", name] if *name == wanted)
}

fn bind_texts<'a>(
    captures: &mut Captures<'a>,
    expression: &SharedExpression,
    groups: &[Option<std::ops::Range<usize>>],
    capture: impl Fn(std::ops::Range<usize>) -> Capture<'a>,
) {
    let ids = |(number, name): &(MetavariableId, Option<MetavariableId>)| [Some(*number), *name];
    for (group, named) in groups.iter().zip(&expression.groups) {
        let Some(group) = group else { continue };
        for id in ids(named).into_iter().flatten() {
            if captures.get(id).is_none() {
                captures.bind(id, capture(group.clone()));
            }
        }
    }
}
