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

use super::RuleFile;
use super::text::RuleText;
use super::vocabulary::vocabulary;
use pylint_rs_yaml::Limits;
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
    match rule::rules(&document, &mut warnings) {
        Ok(rules) => {
            let mut vocabulary = vocabulary();
            for node in &rules {
                match rule::read(node, &text, &mut vocabulary, &mut warnings) {
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
        }
        Err(problem) => file.errors.push(text.error(problem.span, problem.message)),
    }
    let warnings = warnings.into_iter().map(|(message, span)| text.error(span, message));
    file.warnings.extend(warnings);
    file
}
