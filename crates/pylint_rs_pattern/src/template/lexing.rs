//! Finding the metavariables in a template.

use std::ops::Range;

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged;
use serde::{Deserialize, Serialize};

use crate::PatternError;

/// A metavariable in a template or message.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub(crate) struct Mention {
    /// Its name, without `$` and `...`.
    pub(crate) name: String,
    /// Whether it is `$...NAME`.
    pub(crate) is_sequence: bool,
    /// Where it is.
    pub(crate) span: Range<usize>,
}

/// The metavariables in a text, in order.
pub(crate) fn mentions(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut position = 0;
    while let Some(offset) = text[position..].find('$') {
        let start = position + offset;
        position = start + 1;
        let rest = &text[position..];
        let (is_sequence, name) = match rest.strip_prefix("...") {
            Some(name) => (true, name),
            None => (false, rest),
        };
        let Some(length) = name_length(name) else { continue };
        let end = text.len() - name.len() + length;
        let name = name[..length].to_owned();
        found.push(Mention { name, is_sequence, span: start..end });
        position = end;
    }
    found
}

/// How much of a text is a metavariable's name: capital letters and digits, or the number of a
/// group.
fn name_length(text: &str) -> Option<usize> {
    let run = |accepts: fn(u8) -> bool| {
        text.bytes().position(|byte| !accepts(byte)).unwrap_or(text.len())
    };
    let length = if text.starts_with(|first: char| first.is_ascii_digit()) {
        run(|byte| byte.is_ascii_digit())
    } else {
        run(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
    };
    (length > 0).then_some(length)
}

/// A template with names in the place of its metavariables.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Lexed {
    /// Python, if the template is.
    pub(super) python: String,
    /// What the names are, by number, stand for.
    pub(super) mentions: Vec<Mention>,
    /// What the names start with.
    stem: String,
    /// Where in `python` each name is.
    pub(super) places: Vec<Range<usize>>,
    /// The mentions with `**` before them: items of a dict.
    starred: Vec<usize>,
}

impl Lexed {
    /// Puts names in the place of the metavariables.
    pub(super) fn new(text: &str, mentions: Vec<Mention>) -> Self {
        let mut stem = "capture_".to_owned();
        while text.contains(&stem) {
            stem.push('_');
        }
        let mut lexed = Self {
            python: String::with_capacity(text.len() + 16 * mentions.len()),
            mentions: Vec::new(),
            stem,
            places: Vec::new(),
            starred: Vec::new(),
        };
        let mut copied = 0;
        for (number, mention) in mentions.iter().enumerate() {
            lexed.python.push_str(&text[copied..mention.span.start]);
            copied = mention.span.end;
            let start = lexed.python.len();
            lexed.python.push_str(&lexed.name(number));
            lexed.places.push(start..lexed.python.len());
        }
        lexed.python.push_str(&text[copied..]);
        lexed.mentions = mentions;
        lexed.star_items();
        lexed
    }

    /// Makes `{"a": 1, $...ITEMS}` Python: names alone are no items of a dict.
    fn star_items(&mut self) {
        if !self.python.contains('{') || !self.mentions.iter().any(|mention| mention.is_sequence) {
            return;
        }
        let parsed = parse_unchecked(&self.python, ParseOptions::from(Mode::Module));
        let mut in_braces: Vec<(usize, usize)> = Vec::new();
        // Brackets by number, and whether a colon is directly in them.
        let (mut open, mut has_colon) = (Vec::new(), Vec::new());
        for token in parsed.tokens().iter() {
            match token.kind() {
                TokenKind::Lbrace | TokenKind::Lpar | TokenKind::Lsqb => {
                    open.push(has_colon.len());
                    has_colon.push((false, token.kind() == TokenKind::Lbrace));
                }
                TokenKind::Rbrace | TokenKind::Rpar | TokenKind::Rsqb => {
                    open.pop();
                }
                TokenKind::Colon => {
                    if let Some(last) = open.last() {
                        let bracket: &mut (bool, bool) = &mut has_colon[*last];
                        bracket.0 = true;
                    }
                }
                TokenKind::Name => {
                    let start = token.start().to_usize();
                    let mention = self.places.iter().position(|place| place.start == start);
                    if let (Some(mention), Some(last)) = (mention, open.last())
                        && self.mentions[mention].is_sequence
                    {
                        in_braces.push((mention, *last));
                    }
                }
                _ => {}
            }
        }
        for (mention, bracket) in in_braces.into_iter().rev() {
            let place = self.places[mention].clone();
            let before = self.python[..place.start].trim_end();
            if has_colon[bracket] == (true, true) && before.ends_with(['{', ',']) {
                self.python.insert_str(place.start, "**");
                for later in &mut self.places[mention..] {
                    *later = later.start + 2..later.end + 2;
                }
                self.starred.push(mention);
            }
        }
    }

    /// Whether the `**` before a mention is not the template's own.
    pub(super) fn has_stars(&self, mention: usize) -> bool {
        self.starred.contains(&mention)
    }

    fn name(&self, number: usize) -> String {
        format!("{}{number}_", self.stem)
    }

    /// The span of the template for an offset in `python`.
    pub(super) fn span_of(&self, offset: usize) -> Range<usize> {
        let before = self.places.iter().take_while(|place| place.start <= offset).count();
        let Some(last) = before.checked_sub(1) else { return offset..offset };
        let (place, mention) = (&self.places[last], &self.mentions[last]);
        if offset < place.end {
            return mention.span.clone();
        }
        // Before the next one there may be stars that are not the template's.
        let next = self.mentions.get(last + 1).map_or(usize::MAX, |next| next.span.start);
        let origin = (offset - place.end + mention.span.end).min(next);
        origin..origin
    }

    /// An error at an offset in `python`.
    pub(super) fn error(&self, message: impl Into<String>, offset: usize) -> PatternError {
        PatternError::new(message, self.span_of(offset))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told() {
        let names =
            |text: &str| mentions(text).into_iter().map(|mention| mention.name).collect::<Vec<_>>();
        assert_eq!(names("f($X, get_$NAME, $...XS, $A1x)"), ["X", "NAME", "XS", "A1"]);
        assert_eq!(names("$12a $ $lower $$_ $"), ["12", "_"]);
    }

    #[test]
    fn offsets_lead_back() {
        let text = "a($X) + $...Y";
        let lexed = Lexed::new(text, mentions(text));
        assert_eq!(lexed.python, "a(capture_0_) + capture_1_");
        assert_eq!(lexed.span_of(0), 0..0);
        assert_eq!(lexed.span_of(5), 2..4);
        assert_eq!(lexed.span_of(lexed.places[0].end), 4..4);
        assert_eq!(lexed.span_of(lexed.python.len()), text.len()..text.len());
    }
}
