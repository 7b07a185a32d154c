//! Regular expressions of rules: linear where possible, bounded where not.

mod backtracking;
mod linear;
mod pcre;

use std::ops::Range;

use crate::PatternError;
use backtracking::Backtracking;
use linear::Linear;
use serde::{Deserialize, Serialize};

/// How much memory a compiled expression may take, so that `(a{1000}){1000}` is an error.
const SIZE_LIMIT: usize = 16 << 20;
/// How many characters an expression may have, so that reading it is soon over.
const LENGTH_LIMIT: usize = 1 << 16;

/// A regular expression of a rule.
///
/// Most run in time linear in the text. Those that look around or refer back cannot; their
/// searches are given a number of steps, and running out of them is an error that can be told.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RegularExpression {
    source: Box<str>,
    group_names: Box<[Option<Box<str>>]>,
    engine: Engine,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
enum Engine {
    Linear(Linear),
    Backtracking(Backtracking),
}

/// Where an expression may match.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Anchoring {
    /// Anywhere.
    Anywhere,
    /// At the beginning of the text only.
    Start,
    /// Only the text as a whole.
    Whole,
}

/// A search took too many steps, and its outcome is not known.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the regular expression takes too many steps on this text")]
pub struct SearchTooLong;

/// One place that a regular expression matches.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RegularExpressionMatch {
    /// Where.
    pub range: Range<usize>,
    /// Where its groups matched, from the first.
    pub groups: Vec<Option<Range<usize>>>,
}

impl RegularExpression {
    /// Compiles an expression in the syntax of the `regex` crate.
    ///
    /// # Errors
    /// If it is none.
    pub fn new(source: &str, anchoring: Anchoring) -> Result<Self, PatternError> {
        check_length(source)?;
        let linear = match anchoring {
            Anchoring::Anywhere => Linear::new(source, source)?,
            Anchoring::Start | Anchoring::Whole => {
                // On its own first: `a)(b` must not be made whole by the parentheses around it.
                if regex_syntax::ast::parse::Parser::new().parse(source).is_err() {
                    Linear::new(source, source)?;
                }
                Linear::new(source, &anchored(source, anchoring))
                    // A comment of `(?x)` swallows the parenthesis on its line.
                    .or_else(|_| {
                        Linear::new(source, &anchored(&format!("{source}\n"), anchoring))
                    })?
            }
        };
        Ok(Self::with_engine(source, Engine::Linear(linear)))
    }

    /// Compiles an expression in the syntax of PCRE, which Semgrep's rules are in. `^` and `$`
    /// match at every line's ends.
    ///
    /// # Errors
    /// If it is none, or uses what is not supported.
    pub fn pcre(source: &str, anchoring: Anchoring) -> Result<Self, PatternError> {
        check_length(source)?;
        let translation = pcre::translate(source)?;
        let text = anchored(&translation.text, anchoring);
        let text = format!("(?m){text}");
        let engine = if translation.needs_backtracking {
            Engine::Backtracking(Backtracking::new(source, &text)?)
        } else {
            Engine::Linear(Linear::new(source, &text)?)
        };
        Ok(Self::with_engine(source, engine))
    }

    fn with_engine(source: &str, engine: Engine) -> Self {
        let group_names = match &engine {
            Engine::Linear(linear) => linear.group_names().into(),
            Engine::Backtracking(backtracking) => backtracking.group_names(),
        };
        Self { source: source.into(), group_names, engine }
    }

    /// As it was written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The names of its groups, from the first.
    pub fn group_names(&self) -> &[Option<Box<str>>] {
        &self.group_names
    }

    /// The expression as the `regex` crate understands it, if that crate runs it: to be asked
    /// which literals it needs.
    pub fn linear_source(&self) -> Option<&str> {
        match &self.engine {
            Engine::Linear(linear) => Some(linear.text()),
            Engine::Backtracking(_) => None,
        }
    }

    /// Whether it has been compiled, which takes longer than many searches.
    pub(crate) fn is_compiled(&self) -> bool {
        match &self.engine {
            Engine::Linear(linear) => linear.is_compiled(),
            Engine::Backtracking(backtracking) => backtracking.is_compiled(),
        }
    }

    /// Whether it matches.
    ///
    /// # Errors
    /// If that takes too long to find out.
    pub fn is_match(&self, text: &str) -> Result<bool, SearchTooLong> {
        match &self.engine {
            Engine::Linear(linear) => Ok(linear.regex().ok_or(SearchTooLong)?.is_match(text)),
            Engine::Backtracking(backtracking) => backtracking.is_match(text),
        }
    }

    /// The places it matches, which do not overlap, in order.
    ///
    /// # Errors
    /// If that takes too long to find out.
    pub fn find_all(&self, text: &str) -> Result<Vec<RegularExpressionMatch>, SearchTooLong> {
        match &self.engine {
            Engine::Linear(linear) => Ok(linear
                .regex()
                .ok_or(SearchTooLong)?
                .captures_iter(text)
                .map(|captures| RegularExpressionMatch {
                    range: captures.get_match().range(),
                    groups: captures.iter().skip(1).map(|group| Some(group?.range())).collect(),
                })
                .collect()),
            Engine::Backtracking(backtracking) => backtracking.find_all(text),
        }
    }

    /// The text with what matches replaced, at most `count` times. In the replacement `\1` to
    /// `\9` and `\g<name>` stand for groups.
    ///
    /// # Errors
    /// If that takes too long to find out.
    pub fn replace(
        &self,
        text: &str,
        replacement: &str,
        count: Option<usize>,
    ) -> Result<String, SearchTooLong> {
        let mut result = String::with_capacity(text.len());
        let mut done = 0;
        for found in self.find_all(text)?.into_iter().take(count.unwrap_or(usize::MAX)) {
            result.push_str(&text[done..found.range.start]);
            self.expand(replacement, &found, text, &mut result);
            done = found.range.end;
        }
        result.push_str(&text[done..]);
        Ok(result)
    }

    fn expand(
        &self,
        replacement: &str,
        found: &RegularExpressionMatch,
        text: &str,
        result: &mut String,
    ) {
        let group = |index: usize| match index.checked_sub(1) {
            None => Some(found.range.clone()),
            Some(index) => found.groups.get(index).cloned().flatten(),
        };
        let mut rest = replacement;
        while let Some(backslash) = rest.find('\\') {
            result.push_str(&rest[..backslash]);
            rest = &rest[backslash + 1..];
            let mut characters = rest.chars();
            let (range, length) = match characters.next() {
                Some('g') if let Some((name, _)) = delimited_name(&rest[1..]) => {
                    let index = name.parse().ok().or_else(|| {
                        let named = |other: &Option<Box<str>>| other.as_deref() == Some(name);
                        Some(self.group_names.iter().position(named)? + 1)
                    });
                    (index.and_then(group), name.len() + 3)
                }
                Some(digit) if digit.is_ascii_digit() => {
                    let digits = rest.bytes().take(2).take_while(u8::is_ascii_digit).count();
                    (rest[..digits].parse().ok().and_then(group), digits)
                }
                Some('n') => {
                    result.push('\n');
                    (None, 1)
                }
                Some('t') => {
                    result.push('\t');
                    (None, 1)
                }
                Some(other) => {
                    result.push(other);
                    (None, other.len_utf8())
                }
                None => {
                    result.push('\\');
                    (None, 0)
                }
            };
            result.push_str(range.map_or("", |range| &text[range]));
            rest = &rest[length..];
        }
        result.push_str(rest);
    }
}

/// The name between `<` and `>` at the beginning, and what is after it.
fn delimited_name(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix('<')?.split_once('>')
}

fn check_length(source: &str) -> Result<(), PatternError> {
    if source.len() <= LENGTH_LIMIT {
        return Ok(());
    }
    Err(PatternError::new(
        format!("a regular expression has at most {LENGTH_LIMIT} characters"),
        0..source.len(),
    ))
}

fn anchored(source: &str, anchoring: Anchoring) -> String {
    match anchoring {
        Anchoring::Anywhere => source.to_owned(),
        Anchoring::Start => format!("\\A(?:{source})"),
        Anchoring::Whole => format!("\\A(?:{source})\\z"),
    }
}

/// An engine's message on one line: that of the `regex` crate draws the expression above it.
fn reason(message: &str) -> String {
    let last = message.lines().rfind(|line| !line.trim().is_empty()).unwrap_or(message).trim();
    format!("not a regular expression: {}", last.strip_prefix("error: ").unwrap_or(last))
}
