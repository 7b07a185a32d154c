//! Putting captures into the text of a template's strings.

use std::borrow::Cow;

use ruff_python_ast::token::Token;
use ruff_python_ast::{AnyNodeRef, AnyStringFlags, StringFlags};
use ruff_text_size::{Ranged, TextRange};

use super::fill::{Filler, Value};
use super::quotes::escaped;
use super::reading::Slot;
use super::refusal::Refusal;
use super::tokens::around;

impl Filler<'_, '_> {
    /// Puts a capture into a string: a string's content, or else the text that it is.
    pub(super) fn put_string_content(
        &mut self,
        slot: &Slot,
        flags: AnyStringFlags,
    ) -> Result<(), Refusal> {
        let value: Cow<'_, str> = match &self.values[slot.mention] {
            Value::Node(AnyNodeRef::ExprStringLiteral(string)) => {
                Cow::Owned(string.value.to_str().to_owned())
            }
            Value::Text(text, range) => {
                if let Some(range) = range.filter(|range| self.is_alike(*range, text, flags)) {
                    self.keep(range);
                    return Ok(());
                }
                Cow::Owned(text.clone().into_owned())
            }
            _ => self.text_of(slot.mention),
        };
        let text = escaped(&value, flags, flags.is_interpolated_string())?;
        self.output.push_str(&text);
        Ok(())
    }

    /// Whether a string's content in the file can stand as it is in a string with these flags.
    fn is_alike(&self, range: TextRange, value: &str, flags: AnyStringFlags) -> bool {
        let raw = &self.subject.text[range];
        let flags_there = around(self.subject.tokens, range.start()).and_then(|token: &Token| {
            // Of strings that are concatenated each has its own.
            token.range().contains_range(range).then(|| token.string_flags())?
        });
        let is_same_sort = flags_there.is_some_and(|there| {
            there.is_raw_string() == flags.is_raw_string()
                && there.is_byte_string() == flags.is_byte_string()
                && !there.is_interpolated_string()
                && !flags.is_interpolated_string()
        });
        let ends_string = raw.contains(flags.quote_style().as_char())
            || (raw.contains(['\n', '\r']) && !flags.is_triple_quoted());
        // A backslash at the end would take the template's next character with it.
        is_same_sort && !ends_string && (!raw.ends_with('\\') || raw != value)
    }
}
