//! How a search's pattern is understood, and why a line is no match.

use std::fmt::Write;

use pylint_rs_pattern::{Matcher, Mismatch, Options, Pattern};
use pylint_rs_semantic::NodeId;
use ruff_text_size::{Ranged, TextRange};

use super::{Search, SearchedFile, SyntaxError, look_into};

/// Why the code on a line is no match.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum LineVerdict {
    /// Something that begins on it is found.
    Match(TextRange),
    /// The pattern matches, and one of the conditions does not hold.
    Condition(TextRange),
    /// What begins there and might have matched, that which got furthest first.
    Mismatches(Vec<Mismatch>),
    /// Nothing that the pattern could match begins there.
    NoCandidate,
}

impl Search {
    /// How the search's pattern is understood.
    pub fn explanation(&self, pattern: &Pattern) -> String {
        let mut output = String::from("The pattern is\n");
        for line in pattern.outline(&self.vocabulary).lines() {
            let _ = writeln!(output, "  {line}");
        }
        let kinds = pattern.candidates();
        let kinds = if kinds.len() > 8 { "nearly anything".to_owned() } else { kinds.join(", ") };
        let _ = writeln!(output, "\nIt can match: {kinds}");
        let groups = self.rules.words(0);
        if groups.is_empty() {
            output.push_str("\nEvery file is parsed: no word has to be in one for a match\n");
        } else {
            output.push_str("\nOnly files are parsed that have\n");
            for words in groups {
                let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
                let _ = writeln!(output, "  {}", words.join(" or "));
            }
        }
        output
    }

    /// The pattern by itself, without the conditions.
    pub fn pattern(&mut self, source: &str) -> Option<Pattern> {
        Pattern::parse(source, Options::default(), &mut self.vocabulary).ok()
    }

    /// Why the code on a line of a file, counted from 1, is no match.
    ///
    /// # Errors
    /// If the file is no Python.
    pub fn verdict(
        &self,
        pattern: &Pattern,
        file: SearchedFile<'_>,
        line: usize,
    ) -> Result<LineVerdict, SyntaxError> {
        look_into(file, |looked| {
            let index = file.source.line_index();
            let is_there = |range: TextRange| index.line_index(range.start()).get() == line;
            let (matches, _) = self.matches(looked);
            if let Some(found) = matches.iter().find(|found| is_there(found.range)) {
                return LineVerdict::Match(found.range);
            }
            let matcher = Matcher::new(looked.subject);
            let semantic = looked.semantic;
            let mut mismatches: Vec<Mismatch> = Vec::new();
            for id in (0..semantic.nodes().len()).map(NodeId::new) {
                let syntax = semantic.node(id).syntax;
                let is_candidate = pattern.candidate_kinds().contains(&syntax.kind());
                if !is_candidate || !is_there(syntax.range()) {
                    continue;
                }
                match matcher.mismatch_at(pattern, id, &self.vocabulary) {
                    None => return LineVerdict::Condition(syntax.range()),
                    Some(mismatch) => mismatches.push(mismatch),
                }
            }
            mismatches.sort_by_key(|mismatch| std::cmp::Reverse(mismatch.depth));
            mismatches.dedup_by(|later, earlier| {
                (later.range, &later.reason) == (earlier.range, &earlier.reason)
            });
            if mismatches.is_empty() {
                LineVerdict::NoCandidate
            } else {
                LineVerdict::Mismatches(mismatches)
            }
        })
    }
}
