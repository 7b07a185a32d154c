//! Messages with metavariables.

use std::borrow::Cow;

use pylint_rs_semantic::Semantic;
use serde::{Deserialize, Serialize};

use crate::matching::literal_of;
use crate::template::lexing::mentions;
use crate::{Capture, Captures, MetavariableId, Vocabulary};

/// The longest text of a capture that a message shows whole.
const LONGEST: usize = 120;

/// A message in which metavariables give way to the text of what they stand for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MessageTemplate {
    source: Box<str>,
    /// What is between the metavariables, one more than there are of them.
    pieces: Vec<Box<str>>,
    mentions: Vec<Mentioned>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Mentioned {
    id: MetavariableId,
    /// Whether the literal is meant that a name stands for.
    is_value: bool,
    /// As it was written, for matches that leave it open.
    text: Box<str>,
}

impl MessageTemplate {
    /// Compiles a message. What the vocabulary does not have, or a match leaves open, is left as
    /// it is, as Semgrep does.
    pub fn new(source: &str, vocabulary: &Vocabulary) -> Self {
        Self::compile(source, vocabulary, false)
    }

    /// The same, with Semgrep's `value($X)` for the literal that X is bound to.
    pub fn with_values(source: &str, vocabulary: &Vocabulary) -> Self {
        Self::compile(source, vocabulary, true)
    }

    fn compile(source: &str, vocabulary: &Vocabulary, has_values: bool) -> Self {
        let mut template = Self { source: source.into(), pieces: Vec::new(), mentions: Vec::new() };
        let mut copied = 0;
        for mention in mentions(source) {
            if let Some(id) = vocabulary.get(&mention.name) {
                let (mut piece, mut end) = (&source[copied..mention.span.start], mention.span.end);
                let mut is_value = false;
                if let Some(before) = piece.strip_suffix("value(")
                    && has_values
                    && source[end..].starts_with(')')
                {
                    (piece, end, is_value) = (before, end + 1, true);
                }
                template.pieces.push(piece.into());
                let text = source[copied + piece.len()..end].into();
                template.mentions.push(Mentioned { id, is_value, text });
                copied = end;
            }
        }
        template.pieces.push(source[copied..].into());
        template
    }

    /// As it was written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The metavariables it mentions.
    pub fn metavariables(&self) -> impl Iterator<Item = MetavariableId> + '_ {
        self.mentions.iter().map(|mention| mention.id)
    }

    /// The message about one match, in a file with that text. Without the file's index no name's
    /// value is known.
    pub fn render<'a>(
        &self,
        captures: &Captures<'a>,
        source: &str,
        semantic: Option<&Semantic<'a>>,
    ) -> String {
        let mut output = String::with_capacity(self.source.len() + 32);
        for (piece, mention) in self.pieces.iter().zip(&self.mentions) {
            output.push_str(piece);
            let capture = captures.get(mention.id);
            let literal = capture.filter(|_| mention.is_value).and_then(|capture| match capture {
                Capture::Node(node) => literal_of(*node, semantic?),
                _ => None,
            });
            match literal.map(Capture::Node).as_ref().or(capture) {
                Some(capture) => output.push_str(&shown(capture, source)),
                None => output.push_str(&mention.text),
            }
        }
        output.push_str(self.pieces.last().map_or("", |piece| piece));
        output
    }
}

/// The text of a capture on one line, as far as it is not too long.
fn shown<'s>(capture: &'s Capture<'_>, source: &'s str) -> Cow<'s, str> {
    let text = capture.text(source);
    let mut shown = if text.contains(['\n', '\r']) {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(text)
    };
    if let Some((cut, _)) = shown.char_indices().nth(LONGEST) {
        shown = Cow::Owned(format!("{}…", shown[..cut].trim_end()));
    }
    shown
}
