//! F-strings: text and fields, with gaps.

use std::borrow::Cow;

use ruff_python_ast::{
    ExprFString, FStringPart as SourcePart, InterpolatedElement, InterpolatedStringElement,
};
use ruff_text_size::Ranged;
use smallvec::SmallVec;

use super::attempt::{Attempt, Next};
use crate::Capture;
use crate::pattern::tree::FStringPart;

/// A part of an f-string.
#[derive(Clone, Copy)]
enum Piece<'a> {
    Text(&'a str),
    Field(&'a InterpolatedElement),
}

impl<'m, 'a> Attempt<'m, 'a> {
    /// Matches an f-string.
    pub(super) fn f_string(
        &mut self,
        patterns: &'m [FStringPart],
        string: &'a ExprFString,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let mut pieces: SmallVec<[Piece<'a>; 8]> = SmallVec::new();
        for part in &string.value {
            match part {
                SourcePart::Literal(text) => pieces.push(Piece::Text(&text.value)),
                SourcePart::FString(part) => {
                    pieces.extend(part.elements.iter().map(|element| match element {
                        InterpolatedStringElement::Literal(text) => Piece::Text(&text.value),
                        InterpolatedStringElement::Interpolation(field) => Piece::Field(field),
                    }));
                }
            }
        }
        if let [FStringPart::Content(variable)] = patterns {
            let mut content = String::new();
            for piece in &pieces {
                match piece {
                    Piece::Text(text) => content.push_str(text),
                    Piece::Field(_) => return false,
                }
            }
            let capture = Capture::Text { text: Cow::Owned(content), range: string.range() };
            return self.bind(*variable, capture, next);
        }
        self.pieces(patterns, &pieces, 0, next)
    }

    /// Matches the pieces, the first of them from that byte on.
    fn pieces(
        &mut self,
        patterns: &'m [FStringPart],
        pieces: &[Piece<'a>],
        offset: usize,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        if self.steps == 0 {
            return false;
        }
        self.steps -= 1;
        let pieces = match pieces.split_first() {
            Some((Piece::Text(text), rest)) if offset == text.len() => {
                return self.pieces(patterns, rest, 0, next);
            }
            _ => pieces,
        };
        let Some((first, rest)) = patterns.split_first() else {
            return pieces.is_empty() && next(self);
        };
        match (first, pieces.first()) {
            (FStringPart::Gap, _) if rest.is_empty() => next(self),
            (FStringPart::Gap, _) => {
                self.go_on(&mut |attempt| attempt.pieces_after_gap(rest, pieces, offset, next))
            }
            (FStringPart::Literal(wanted), Some(Piece::Text(text))) => {
                text[offset..].starts_with(&**wanted)
                    && self.pieces(rest, pieces, offset + wanted.len(), next)
            }
            (FStringPart::Field(id), Some(Piece::Field(field))) => {
                self.node(*id, (&*field.expression).into(), &mut |attempt| {
                    attempt.pieces(rest, &pieces[1..], 0, next)
                })
            }
            _ => false,
        }
    }

    /// Tries every place at which what follows a gap may begin.
    fn pieces_after_gap(
        &mut self,
        patterns: &'m [FStringPart],
        pieces: &[Piece<'a>],
        offset: usize,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        // Text may be taken where it first is, if another gap follows.
        let is_settled = matches!(patterns.get(1), Some(FStringPart::Gap));
        let mut offset = offset;
        for start in 0..=pieces.len() {
            let pieces = &pieces[start..];
            let begin = std::mem::take(&mut offset);
            let found = match (patterns.first(), pieces.first()) {
                (Some(FStringPart::Literal(wanted)), Some(Piece::Text(text))) if is_settled => {
                    match text[begin..].find(&**wanted) {
                        Some(index) => return self.pieces(patterns, pieces, begin + index, next),
                        None => false,
                    }
                }
                (Some(FStringPart::Literal(wanted)), Some(Piece::Text(text))) => text[begin..]
                    .match_indices(&**wanted)
                    .any(|(index, _)| self.pieces(patterns, pieces, begin + index, next)),
                (Some(FStringPart::Literal(_)), _) => false,
                (_, Some(Piece::Text(_))) => false,
                _ => self.pieces(patterns, pieces, 0, next),
            };
            if found {
                return true;
            }
            if self.steps == 0 {
                return false;
            }
        }
        false
    }
}
