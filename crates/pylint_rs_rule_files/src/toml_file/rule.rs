//! One rule.

use std::collections::BTreeSet;
use std::sync::Arc;

use pylint_rs_diagnostics::{Severity, suggestion};
use pylint_rs_pattern::{MessageTemplate, Options, Vocabulary};
use pylint_rs_source::PathPatterns;

use super::formula::FormulaReader;
use super::keys::{CATEGORIES, OPTIONS, PATHS, SEVERITIES, TARGET_VERSIONS};
use super::reader::{Table, Text};
use super::{fix, test_case};
use crate::Category;
use crate::documentation::with_examples;
use crate::{DataRule, PathScope, RuleOrigin, RuleTest, TestText};

/// Reads a rule, with a reader of its own; nothing if there are errors.
pub(super) fn read<'r, 'a>(
    table: &Table<'r, 'a>,
    pack: &Arc<str>,
    vocabulary: &mut Vocabulary,
) -> Option<DataRule> {
    let reader = table.reader;
    let code = table.required_text("code");
    let name = table.required_text("name");
    let message = table.required_text("message");
    code.iter().for_each(|code| check_code(table, code));
    name.iter().for_each(|name| check_name(table, name));
    let severity = table.choice("severity", &SEVERITIES).unwrap_or(Severity::Warning);
    let category = table.choice("category", &CATEGORIES).unwrap_or(Category::Suspicious);
    let default = table.flag("default").unwrap_or(false);
    let url = table.text("url").map(|text| text.value.into());
    let paths = paths(table);
    let target_version = table.choice("target-version", &TARGET_VERSIONS);
    let options = options(table);
    let tests = test_case::read(table);
    let words = table.text("docs").or(message.clone()).map_or("", |text| text.value);
    let example = |of: fn(&RuleTest) -> &[TestText]| Some(&*of(tests.first()?).first()?.text);
    let documentation = with_examples(words, example(|test| &test.bad), example(|test| &test.good));

    let mut formulas =
        FormulaReader { reader, options, vocabulary, known: BTreeSet::new(), asked: Vec::new() };
    let parts = formulas.parts(table);
    let FormulaReader { known, asked, .. } = formulas;
    for name in asked {
        if !known.contains(name.value) {
            let hint = suggestion(name.value, known.iter().map(String::as_str));
            let message = format!("no pattern of this rule has `${}`{hint}", name.value);
            reader.error(name.span, message);
        }
    }
    if reader.error_count() == 0 && !parts.is_positive() {
        let message = "a rule needs something to look for: a `pattern`, `regex`, `all` or `any` \
                       that is not only about what may not be";
        reader.error(table.span.clone(), message);
    }
    message.iter().for_each(|text| fix::check_mentions(reader, text, &parts.bound));
    let fix = fix::read(table, &parts.bound, vocabulary);
    if reader.error_count() > 0 {
        return None;
    }
    Some(DataRule {
        code: code?.value.into(),
        name: name?.value.into(),
        pack: Arc::clone(pack),
        message: MessageTemplate::new(&one_line(message?.value), vocabulary),
        severity,
        category,
        documentation: documentation.into(),
        url,
        default,
        formula: Arc::new(parts.into_formula()),
        fix,
        paths,
        target_version,
        origin: RuleOrigin {
            file: reader.file.path.to_owned(),
            position: reader.file.position(table.span.start),
        },
        tests,
    })
}

/// A code is what a `noqa` can name.
fn check_code(table: &Table<'_, '_>, code: &Text<'_>) {
    let digits = code.value.trim_start_matches(|first: char| first.is_ascii_uppercase());
    let is_right = digits.len() < code.value.len()
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_right {
        let message = format!(
            "the code `{}` is not upper-case letters and digits after them, such as `NET001`",
            code.value
        );
        table.reader.error(code.span.clone(), message);
    }
}

/// A name is in kebab-case, and nothing else that rules are selected by.
fn check_name(table: &Table<'_, '_>, name: &Text<'_>) {
    let is_word = |word: &str| {
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    let is_kebab = name.value.split('-').all(is_word)
        && name.value.starts_with(|first: char| first.is_ascii_lowercase());
    if !is_kebab {
        let message = format!(
            "the name `{}` is not lower-case words with hyphens between them, such as \
             `request-without-timeout`",
            name.value
        );
        table.reader.error(name.span.clone(), message);
    } else if Category::ALL.iter().any(|category| category.as_str() == name.value) {
        let message = format!("the name `{}` is that of a category", name.value);
        table.reader.error(name.span.clone(), message);
    }
}

fn options(rule: &Table<'_, '_>) -> Options {
    let default = Options::default();
    let Some(table) = rule.table("options", &OPTIONS) else { return default };
    let flag = |key, otherwise| table.flag(key).unwrap_or(otherwise);
    Options {
        constant_propagation: flag("constant-propagation", default.constant_propagation),
        symbolic_propagation: flag("symbolic-propagation", default.symbolic_propagation),
        commutative_boolean: flag("commutative", default.commutative_boolean),
    }
}

fn paths(rule: &Table<'_, '_>) -> PathScope {
    let Some(table) = rule.table("paths", &PATHS) else { return PathScope::default() };
    let globs = |key| -> Vec<Arc<str>> {
        let texts = table.texts(key);
        for text in &texts {
            if let Err(error) = PathPatterns::check(text.value) {
                table.reader.error(text.span.clone(), error.to_string());
            }
        }
        texts.iter().map(|text| text.value.into()).collect()
    };
    PathScope { include: globs("include"), exclude: globs("exclude") }
}

/// A message is one line, however it was written.
fn one_line(message: &str) -> String {
    message.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
