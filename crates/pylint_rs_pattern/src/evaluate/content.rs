//! Searching in the value of a string, as if it were a file of its own.

use pylint_rs_semantic::{ModuleContext, Semantic, Storage};
use ruff_python_ast::PySourceType;
use ruff_python_parser::parse_module;
use ruff_text_size::Ranged;

use super::places::{Kind, Place};
use super::{Evaluator, MOST_LAYERS, OperationId, Program, Region, extent};
use crate::{Capture, Captures, Content, Match, Matcher, MetavariableId, Subject};

/// What was found in a string's value.
pub(super) struct Outcome {
    /// The texts that were captured, match by match.
    pub(super) captures: Vec<Vec<(MetavariableId, String)>>,
    /// Whether everything was looked at.
    pub(super) is_complete: bool,
}

/// Searches a text: as Python, or as text in which there is no Python.
pub(super) fn search(
    program: &Program,
    operation: OperationId,
    text: &str,
    content: Content,
    around: &Subject<'_>,
    layer: usize,
) -> Outcome {
    let nothing = Outcome { captures: Vec::new(), is_complete: true };
    if layer >= MOST_LAYERS {
        return nothing;
    }
    let python = if content == Content::TextInString { "" } else { text };
    let Ok(parsed) = parse_module(python) else { return nothing };
    let storage = Storage::default();
    let context = ModuleContext {
        source: python,
        kind: PySourceType::Python,
        module_path: None,
        is_package: false,
        ..*around.semantic.module()
    };
    let semantic = Semantic::build(parsed.syntax(), &storage, context);
    let subject = Subject { path: around.path, text, tokens: parsed.tokens(), semantic: &semantic };
    let mut evaluator = Evaluator::new(program, Matcher::new(subject));
    evaluator.layer = layer + 1;
    let mut places = Vec::new();
    if program.has_places(operation) {
        places.extend_from_slice(evaluator.value(operation, Region::File).places.items());
    } else {
        let found = Match { range: extent(text), node: None, captures: Captures::default() };
        let whole = Place { found, kind: Kind::Plain };
        evaluator.relate(whole, operation, Region::File, &mut places);
    }
    let texts = |place: &Place<'_>| {
        let captures = place.found.captures.iter();
        captures.map(|(id, capture)| (id, text_of(capture, &subject))).collect()
    };
    Outcome { captures: places.iter().map(texts).collect(), is_complete: !evaluator.is_exhausted }
}

fn text_of(capture: &Capture<'_>, subject: &Subject<'_>) -> String {
    match capture {
        Capture::Text { text, .. } => text.as_ref().to_owned(),
        _ => subject.text[capture.range()].to_owned(),
    }
}

/// Whether a capture of the file reads the same as one of a string's value.
pub(super) fn is_same_text(capture: &Capture<'_>, text: &str, subject: &Subject<'_>) -> bool {
    text_of(capture, subject) == text
}
