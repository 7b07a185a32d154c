//! Messages with metavariables.

use std::borrow::Cow;

use crate::template::lexing::mentions;
use crate::{Capture, Captures, MetavariableId, Vocabulary};

/// The longest text of a capture that a message shows whole.
const LONGEST: usize = 120;

/// A message in which metavariables give way to the text of what they stand for.
#[derive(Clone, Debug)]
pub struct MessageTemplate {
    source: Box<str>,
    /// What is between the metavariables, one more than there are of them.
    pieces: Vec<Box<str>>,
    mentions: Vec<Mentioned>,
}

#[derive(Clone, Debug)]
struct Mentioned {
    id: MetavariableId,
    /// As it was written, for matches that leave it open.
    text: Box<str>,
}

impl MessageTemplate {
    /// Compiles a message. What the vocabulary does not have, or a match leaves open, is left as
    /// it is, as Semgrep does.
    pub fn new(source: &str, vocabulary: &Vocabulary) -> Self {
        let mut template = Self { source: source.into(), pieces: Vec::new(), mentions: Vec::new() };
        let mut copied = 0;
        for mention in mentions(source) {
            if let Some(id) = vocabulary.get(&mention.name) {
                template.pieces.push(source[copied..mention.span.start].into());
                copied = mention.span.end;
                template.mentions.push(Mentioned { id, text: source[mention.span].into() });
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

    /// The message about one match, in a file with that text.
    pub fn render(&self, captures: &Captures<'_>, source: &str) -> String {
        let mut output = String::with_capacity(self.source.len() + 32);
        for (piece, mention) in self.pieces.iter().zip(&self.mentions) {
            output.push_str(piece);
            match captures.get(mention.id) {
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
