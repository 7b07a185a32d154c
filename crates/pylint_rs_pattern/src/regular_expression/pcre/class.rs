//! Bracketed classes: `[a-z\d]`.

use super::Translator;
use super::escape::{Escape, ascii_set};
use crate::PatternError;

/// One member of a class.
enum Member {
    /// A character, which may begin or end a range.
    One(char),
    /// Several, in the output's syntax.
    Several(String),
}

impl Translator<'_> {
    /// A class, which begins here.
    pub(super) fn class(&mut self) -> Result<(), PatternError> {
        let start = self.position;
        let unclosed = |translator: &mut Self| {
            translator.position = start;
            translator.error("this bracket is not closed", 1)
        };
        self.position += 1;
        self.output.push('[');
        if self.rest().starts_with('^') {
            self.position += 1;
            self.output.push('^');
        }
        let mut first = true;
        loop {
            if self.rest().is_empty() {
                return Err(unclosed(self));
            }
            if self.rest().starts_with(']') && !first {
                break;
            }
            first = false;
            let Some(low) = self.member()? else { continue };
            match low {
                Member::Several(text) => self.output.push_str(&text),
                Member::One(low) => {
                    push_in_class(&mut self.output, low);
                    let rest = self.rest();
                    if !rest.starts_with('-') || rest.len() == 1 || rest.starts_with("-]") {
                        continue;
                    }
                    self.position += 1;
                    match self.member()? {
                        Some(Member::One(high)) => {
                            self.output.push('-');
                            push_in_class(&mut self.output, high);
                        }
                        Some(Member::Several(text)) => {
                            self.output.push_str("\\-");
                            self.output.push_str(&text);
                        }
                        None => self.output.push_str("\\-"),
                    }
                }
            }
        }
        self.position += 1;
        self.output.push(']');
        Ok(())
    }

    /// The next member; none if it was `\E` or the like.
    fn member(&mut self) -> Result<Option<Member>, PatternError> {
        let rest = self.rest();
        if let Some(inner) = rest.strip_prefix("[:")
            && let Some(end) = inner.find(":]")
            && inner[..end].bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'^')
        {
            let text = rest[..end + 4].to_owned();
            self.position += text.len();
            return Ok(Some(Member::Several(text)));
        }
        let Some(character) = self.peek() else { return Ok(None) };
        if character != '\\' {
            self.position += character.len_utf8();
            return Ok(Some(Member::One(character)));
        }
        let (escape, length) = self.read_escape(true)?;
        self.position += length;
        Ok(match escape {
            Escape::Character(character) => Some(Member::One(character)),
            Escape::Set(letter) => Some(Member::Several(ascii_set(letter, true))),
            Escape::Property(text) => Some(Member::Several(text)),
            Escape::Nothing => None,
            Escape::Quoted(text) => {
                let mut output = String::new();
                text.chars().for_each(|character| push_in_class(&mut output, character));
                Some(Member::Several(output))
            }
            _ => {
                self.position -= length;
                return Err(self.error("this escape means nothing in brackets", length));
            }
        })
    }
}

fn push_in_class(output: &mut String, character: char) {
    if matches!(character, '[' | ']' | '^' | '-' | '&' | '~' | '\\') {
        output.push('\\');
    }
    output.push(character);
}
