//! Semgrep's rule files, read into the model that all rules that are data have.
//!
//! Rules for other languages are passed over. Rules that need what there is not yet (`mode: taint`
//! and the like) are left out with a warning, and rules that are wrong with an error; the others
//! of the file run.

mod condition;
mod formula;
mod generic;
mod match_syntax;
mod metadata;
mod options;
mod reading;
mod rule;
mod version;

#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Arc;

use pylint_rs_yaml::{Limits, Node};
use rayon::prelude::*;

use super::RuleFile;
use super::file::RULES_AT_ONCE;
use super::text::RuleText;
use super::vocabulary::with_vocabulary;
use rule::Reading;

/// No file of rules needs more.
const LIMITS: Limits = Limits { depth: 64, repeated: 2_000_000 };

/// Reads the rules of a YAML file.
pub(super) fn load(path: &Path, source: &str) -> RuleFile {
    let text = RuleText::new(path, source);
    let mut file = RuleFile::default();
    let document = match pylint_rs_yaml::parse(source, LIMITS) {
        Ok(document) => document,
        Err(error) => {
            file.errors.push(text.error(error.span, error.kind.to_string()));
            return file;
        }
    };
    let mut warnings = Vec::new();
    let rules = match rule::rules(&document, &mut warnings) {
        Ok(rules) => rules,
        Err(problem) => {
            file.errors.push(text.error(problem.span, problem.message));
            Vec::new()
        }
    };
    let read_one = |node: &Arc<Node>| {
        let mut warnings = Vec::new();
        let outcome =
            with_vocabulary(|vocabulary| rule::read(node, &text, vocabulary, &mut warnings));
        (outcome, warnings)
    };
    let outcomes: Vec<_> = rules.par_iter().with_min_len(RULES_AT_ONCE).map(read_one).collect();
    for (node, (outcome, own_warnings)) in rules.iter().zip(outcomes) {
        warnings.extend(own_warnings);
        match outcome {
            Ok(Reading::Rule(rule)) => file.rules.push(*rule),
            Ok(Reading::OtherLanguage) => {
                file.other_languages += 1;
                file.left_out.extend(rule::id(node).map(Into::into));
            }
            Err(problem) if problem.unsupported => {
                warnings.push((problem.message, problem.span));
                file.left_out.extend(rule::id(node).map(Into::into));
            }
            Err(problem) => file.errors.push(text.error(problem.span, problem.message)),
        }
    }
    let warnings = warnings.into_iter().map(|(message, span)| text.error(span, message));
    file.warnings.extend(warnings);
    file
}
