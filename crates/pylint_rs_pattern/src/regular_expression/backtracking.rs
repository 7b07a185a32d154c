//! Expressions that look around or refer back, which only a backtracking engine runs.

use std::sync::OnceLock;

use fancy_regex::Regex;
use serde::{Deserialize, Serialize};

use super::{LENGTH_LIMIT, RegularExpressionMatch, SIZE_LIMIT, SearchTooLong, reason};
use crate::PatternError;

/// How far a search may go before it is tried with more: nearly all need little.
const FIRST_LIMIT: usize = 10_000;
/// How far it may go at all.
const LAST_LIMIT: usize = 2_000_000;
/// How far all the searches of one expression over one text may go together.
const TOTAL_LIMIT: usize = 20_000_000;

/// An expression that is searched for by trying one way after the other, with a bound.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Backtracking {
    text: Box<str>,
    /// Nothing if it cannot be compiled, which would have been an error when it was read.
    #[serde(skip)]
    engines: OnceLock<Option<Engines>>,
}

/// The same expression with little leeway, and with much.
#[derive(Clone, Debug)]
struct Engines {
    first: Regex,
    last: Regex,
}

impl Engines {
    fn new(source: &str, text: &str) -> Result<Self, PatternError> {
        let first = build(source, text, FIRST_LIMIT)?;
        Ok(Self { first, last: build(source, text, LAST_LIMIT)? })
    }
}

impl Backtracking {
    /// Compiles `text`, which was made of `source`: errors point into that.
    pub(super) fn new(source: &str, text: &str) -> Result<Self, PatternError> {
        let engines = Engines::new(source, text)?;
        Ok(Self { text: text.into(), engines: OnceLock::from(Some(engines)) })
    }

    fn engines(&self) -> Option<&Engines> {
        self.engines.get_or_init(|| Engines::new(&self.text, &self.text).ok()).as_ref()
    }

    pub(super) fn is_compiled(&self) -> bool {
        self.engines.get().is_some()
    }

    pub(super) fn group_names(&self) -> Box<[Option<Box<str>>]> {
        let names = self.engines().into_iter().flat_map(|engines| engines.first.capture_names());
        names.skip(1).map(|name| name.map(Into::into)).collect()
    }

    pub(super) fn is_match(&self, text: &str) -> Result<bool, SearchTooLong> {
        let Engines { first, last } = self.engines().ok_or(SearchTooLong)?;
        first.is_match(text).or_else(|_| last.is_match(text)).map_err(|_| SearchTooLong)
    }

    /// Repeats searches with more leeway where a little was too little, and stops when all that is
    /// allowed in one text has been used up.
    pub(super) fn find_all(
        &self,
        text: &str,
    ) -> Result<Vec<RegularExpressionMatch>, SearchTooLong> {
        let Engines { first, last } = self.engines().ok_or(SearchTooLong)?;
        let mut found = Vec::new();
        let mut position = 0;
        let mut left = TOTAL_LIMIT;
        while position <= text.len() {
            left = left.checked_sub(FIRST_LIMIT).ok_or(SearchTooLong)?;
            let captures = match first.captures_from_pos(text, position) {
                Ok(captures) => captures,
                Err(_) => {
                    left = left.checked_sub(LAST_LIMIT).ok_or(SearchTooLong)?;
                    last.captures_from_pos(text, position).map_err(|_| SearchTooLong)?
                }
            };
            let Some(captures) = captures else { break };
            let Some(whole) = captures.get(0) else { break };
            position = if whole.range().is_empty() {
                let next = text[whole.end()..].chars().next();
                whole.end() + next.map_or(1, char::len_utf8)
            } else {
                whole.end()
            };
            found.push(RegularExpressionMatch {
                range: whole.range(),
                groups: captures.iter().skip(1).map(|group| Some(group?.range())).collect(),
            });
        }
        Ok(found)
    }
}

fn build(source: &str, text: &str, limit: usize) -> Result<Regex, PatternError> {
    fancy_regex::RegexBuilder::new(text)
        .backtrack_limit(limit)
        .delegate_size_limit(SIZE_LIMIT)
        .max_prog_size(LENGTH_LIMIT)
        .build()
        .map_err(|error| PatternError::new(reason(&error.to_string()), 0..source.len()))
}
