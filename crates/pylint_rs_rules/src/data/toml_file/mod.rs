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
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::text::RuleText;
use super::vocabulary::vocabulary;
use super::{DataRule, RuleFile};
use keys::{FILE, RULE};
use reader::{Reader, Table, type_of};
pub use schema::schema;

/// Reads the rules of a TOML file.
pub(super) fn load(path: &Path, text: &str) -> RuleFile {
    let reader = Reader::new(RuleText::new(path, text));
    let (document, errors) = DeTable::parse_recoverable(text);
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
    let stem = reader.file.path.file_stem().unwrap_or_default();
    let pack: Arc<str> = stem.to_string_lossy().into();
    let mut vocabulary = vocabulary();
    let mut rules = Vec::new();
    let mut taken = Taken::default();
    for value in tables.iter() {
        let errors_before = reader.error_count();
        let Some(table) = Table::new(reader, value, &RULE, "a rule") else { continue };
        let is_free = ["code", "name"].map(|key| taken.take(&table, key)) == [true; 2];
        let rule = rule::read(&table, errors_before, &pack, &mut vocabulary);
        rules.extend(rule.filter(|_| is_free));
    }
    rules
}

/// The codes and names that the rules of a file have, and where.
#[derive(Default)]
struct Taken<'r>(HashMap<&'r str, Range<usize>>);

impl<'r> Taken<'r> {
    /// Takes a rule's code or name; if it is taken already, both places are told.
    fn take(&mut self, table: &Table<'r, '_>, key: &'static str) -> bool {
        // What is wrong with it otherwise is told elsewhere.
        let Some(value) = table.get(key) else { return true };
        let DeValue::String(text) = value.get_ref() else { return true };
        let span = value.span();
        match self.0.get(&**text) {
            None => {
                self.0.insert(text, span);
                true
            }
            Some(first) => {
                let line = table.reader.file.position(first.start).0;
                let message = format!("the {key} `{text}` is that of the rule on line {line}");
                table.reader.error(span, message);
                false
            }
        }
    }
}
