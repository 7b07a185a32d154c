//! Rules that would answer to the same code or name.

use std::path::Path;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use pylint_rs_rule_files::is_semgrep_file;

use crate::{DataRule, RuleFileError};
use crate::{registry, shipped};

/// What is wrong with a set of rules that are data: codes and names that another of them, of
/// another file, or a rule of the linter's own has as well.
///
/// A rule that has both of a pack's rule takes its place. The code of a pack's rule is taken for
/// any other; the name is not, lest a new pack break what a team has called so for long.
pub fn conflicts(rules: &[Arc<DataRule>]) -> Vec<RuleFileError> {
    let mut taken: FxHashMap<&str, Owner<'_>> = FxHashMap::default();
    for entry in registry() {
        taken.insert(entry.code(), Owner::Linter);
        taken.entry(entry.name()).or_insert(Owner::LinterName);
    }
    let replaced: FxHashSet<(&str, &str)> =
        rules.iter().map(|rule| (&*rule.code, &*rule.name)).collect();
    for rule in shipped() {
        let rule = rule.description();
        if !replaced.contains(&(rule.code, rule.name)) {
            let pack = rule.pack.unwrap_or_default();
            taken.insert(rule.code, Owner::Pack(pack));
        }
    }
    let mut conflicts = Vec::new();
    for rule in rules {
        let mut words = vec![("code", &*rule.code)];
        // Rules of other tools have but an identifier.
        if rule.name != rule.code {
            words.push(("name", &*rule.name));
        }
        for (key, word) in words {
            let owner = taken.get(word).copied();
            let told = match owner {
                // Semgrep tells rules of one identifier in two files apart by their paths, and
                // collections of them have such rules: they are one to whoever names them.
                Some(Owner::File(file, _)) if is_semgrep_file(file) && rule.is_from_semgrep() => {
                    continue;
                }
                // Nor do identifiers that were given elsewhere know our names.
                Some(Owner::LinterName) if rule.is_from_semgrep() => continue,
                Some(Owner::Linter | Owner::LinterName) => "a rule of the linter's own".to_owned(),
                Some(Owner::Pack(pack)) => format!("a rule of the pack `{pack}`"),
                Some(Owner::File(file, line)) if file != rule.origin.file => {
                    format!("the rule at {}:{line}", file.display())
                }
                // Those of one file have been compared when it was read.
                Some(Owner::File(..)) => continue,
                None => {
                    taken.insert(word, Owner::File(&rule.origin.file, rule.origin.position.0));
                    continue;
                }
            };
            conflicts.push(RuleFileError {
                path: rule.origin.file.clone(),
                position: Some(rule.origin.position),
                message: format!("the {key} `{word}` is that of {told}"),
            });
        }
    }
    conflicts
}

/// Who has a code or name.
#[derive(Clone, Copy)]
enum Owner<'a> {
    Linter,
    LinterName,
    Pack(&'a str),
    File(&'a Path, usize),
}
