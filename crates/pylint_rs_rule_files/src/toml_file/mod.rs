//! Rules in TOML: the front end of our own.

mod condition;
mod fix;
mod formula;
mod keys;
mod reader;
mod rule;
mod schema;
mod string_places;
mod test_case;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::file::RULES_AT_ONCE;
use super::text::RuleText;
use super::vocabulary::with_vocabulary;
use super::{DataRule, RuleFile};
use keys::{FILE, RULE};
use reader::{Reader, Table, Value, type_of};
pub use schema::schema;

/// Reads the rules of a TOML file.
pub(super) fn load(path: &Path, text: &str) -> RuleFile {
    let text = RuleText::new(path, text);
    let reader = Reader::new(&text);
    let (document, errors) = DeTable::parse_recoverable(text.text);
    for error in &errors {
        let message = error.message().trim_end().replace('\n', ": ");
        reader.error(error.span().unwrap_or(0..0), message);
    }
    if !errors.is_empty() {
        return RuleFile { errors: reader.into_errors(), ..RuleFile::default() };
    }
    let span = document.span();
    let document = Spanned::new(span, DeValue::Table(document.into_inner()));
    let rules = read(&reader, &document);
    RuleFile { rules, errors: reader.into_errors(), ..RuleFile::default() }
}

fn read<'a>(reader: &Reader<'a>, document: &Spanned<DeValue<'a>>) -> Vec<DataRule> {
    let Some(file) = Table::new(reader, document, &FILE, "a file of rules") else {
        return Vec::new();
    };
    let Some(value) = file.get("rule") else {
        reader.error(0..0, "there is no `[[rule]]` in this file");
        return Vec::new();
    };
    let DeValue::Array(tables) = value.get_ref() else {
        let found = type_of(value.get_ref());
        reader.error(value.span(), format!("rules are `[[rule]]`, not {found}"));
        return Vec::new();
    };
    if tables.is_empty() {
        reader.error(value.span(), "there is no rule in this file");
    }
    let mut taken = Taken::default();
    let are_free: Vec<bool> = tables.iter().map(|table| taken.take(table, reader)).collect();
    let file = reader.file;
    let pack: Arc<str> = file.path.file_stem().unwrap_or_default().to_string_lossy().into();
    let read_one = |value| {
        let reader = Reader::new(file);
        let rule = Table::new(&reader, value, &RULE, "a rule")
            .and_then(|table| with_vocabulary(|vocabulary| rule::read(&table, &pack, vocabulary)));
        (rule, reader)
    };
    let tables: Vec<&Value<'a>> = tables.iter().collect();
    let outcomes: Vec<_> =
        tables.into_par_iter().with_min_len(RULES_AT_ONCE).map(read_one).collect();
    let mut rules = Vec::with_capacity(outcomes.len());
    for ((rule, own), is_free) in outcomes.into_iter().zip(are_free) {
        reader.absorb(own);
        rules.extend(rule.filter(|_| is_free));
    }
    rules
}

/// The codes and names that the rules of a file have, and where.
#[derive(Default)]
struct Taken<'r>(HashMap<&'r str, Range<usize>>);

impl<'r> Taken<'r> {
    /// Takes a rule's code and name; if one is taken already, both places are told.
    fn take(&mut self, rule: &'r Value<'_>, reader: &Reader<'_>) -> bool {
        let mut is_free = true;
        for key in ["code", "name"] {
            // What is wrong with it otherwise is told elsewhere.
            let DeValue::Table(entries) = rule.get_ref() else { continue };
            let Some(value) = entries.get(key) else { continue };
            let DeValue::String(text) = value.get_ref() else { continue };
            match self.0.entry(text) {
                Entry::Vacant(entry) => {
                    entry.insert(value.span());
                }
                Entry::Occupied(entry) => {
                    let line = reader.file.position(entry.get().start).0;
                    let message = format!("the {key} `{text}` is that of the rule on line {line}");
                    reader.error(value.span(), message);
                    is_free = false;
                }
            }
        }
        is_free
    }
}
