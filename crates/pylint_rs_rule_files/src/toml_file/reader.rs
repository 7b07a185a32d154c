//! Values of a TOML file, with their places and what is wrong with them.

use std::cell::RefCell;
use std::fmt::Display;
use std::ops::Range;

use pylint_rs_diagnostics::suggestion;
use pylint_rs_pattern::PatternError;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::TableKind;
use super::string_places::offset_in_source;
use crate::RuleFileError;
use crate::text::RuleText;

/// As many errors as somebody may want to read; each costs a look at its line.
const MOST_ERRORS: usize = 100;

/// A value with its place.
pub(super) type Value<'a> = Spanned<DeValue<'a>>;

/// Collects what is wrong with a file while it is read.
pub(super) struct Reader<'a> {
    pub(super) file: &'a RuleText<'a>,
    errors: RefCell<Vec<(Range<usize>, String)>>,
}

/// A string with its place.
#[derive(Clone, Debug)]
pub(super) struct Text<'r> {
    pub(super) value: &'r str,
    pub(super) span: Range<usize>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(file: &'a RuleText<'a>) -> Self {
        Self { file, errors: RefCell::default() }
    }

    pub(super) fn error(&self, span: Range<usize>, message: impl Into<String>) {
        self.errors.borrow_mut().push((span, message.into()));
    }

    /// An error about a part of a string's value.
    pub(super) fn error_in(&self, text: &Text<'_>, span: Range<usize>, message: impl Into<String>) {
        let source = &self.file.text[text.span.clone()];
        let start = text.span.start + offset_in_source(source, span.start);
        self.error(start..text.span.end, message);
    }

    /// What is wrong with a pattern, template or expression.
    pub(super) fn pattern_error(&self, text: &Text<'_>, error: PatternError) {
        self.error_in(text, error.span, error.message);
    }

    /// How many errors there are so far.
    pub(super) fn error_count(&self) -> usize {
        self.errors.borrow().len()
    }

    /// Takes over what others found wrong with parts of the file.
    pub(super) fn absorb(&self, other: Self) {
        self.errors.borrow_mut().extend(other.errors.into_inner());
    }

    /// All errors, in the file's order.
    pub(super) fn into_errors(self) -> Vec<RuleFileError> {
        let mut errors = self.errors.into_inner();
        errors.sort_by_key(|(span, _)| (span.start, span.end));
        errors.dedup();
        let left_out = errors.len().saturating_sub(MOST_ERRORS);
        let mut shown: Vec<_> = errors
            .into_iter()
            .take(MOST_ERRORS)
            .map(|(span, message)| self.file.error(span, message))
            .collect();
        if left_out > 0 {
            let message = format!("there are {left_out} more errors");
            let path = self.file.path.to_owned();
            shown.push(RuleFileError { path, position: None, message });
        }
        shown
    }

    /// A string, or an error that says what should be one.
    pub(super) fn text<'r>(&self, value: &'r Value<'a>, what: impl Display) -> Option<Text<'r>> {
        match value.get_ref() {
            DeValue::String(text) => Some(Text { value: text, span: value.span() }),
            other => {
                let found = type_of(other);
                self.error(value.span(), format!("{what} is a string, not {found}"));
                None
            }
        }
    }
}

/// A table whose keys are known.
#[derive(Clone)]
pub(super) struct Table<'r, 'a> {
    pub(super) reader: &'r Reader<'a>,
    pub(super) span: Range<usize>,
    entries: &'r DeTable<'a>,
    kind: &'static TableKind,
}

impl<'r, 'a> Table<'r, 'a> {
    /// The table that a value is; errors say if it is none, and which of its keys are unknown.
    pub(super) fn new(
        reader: &'r Reader<'a>,
        value: &'r Value<'a>,
        kind: &'static TableKind,
        what: impl Display,
    ) -> Option<Self> {
        let DeValue::Table(entries) = value.get_ref() else {
            let found = type_of(value.get_ref());
            reader.error(value.span(), format!("{what} is a table, not {found}"));
            return None;
        };
        let table = Self { reader, span: value.span(), entries, kind };
        for key in entries.keys() {
            let name: &str = key.get_ref();
            if kind.key(name).is_none() {
                let known = kind.keys().map(|key| key.name);
                let suggestion = suggestion(name, known);
                reader.error(key.span(), format!("unknown key `{name}`{suggestion}"));
            }
        }
        Some(table)
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&'r Value<'a>> {
        debug_assert!(self.kind.key(key).is_some(), "{key} is no key of {}", self.kind.name);
        self.entries.get(key)
    }

    /// Where a key stands; where it should, if it does not.
    pub(super) fn key_span(&self, key: &str) -> Range<usize> {
        self.entries.get_key_value(key).map_or(self.span.clone(), |(key, _)| key.span())
    }

    /// A string.
    pub(super) fn text(&self, key: &str) -> Option<Text<'r>> {
        self.reader.text(self.get(key)?, format_args!("`{key}`"))
    }

    /// A string that has to be there, and to say something.
    pub(super) fn required_text(&self, key: &str) -> Option<Text<'r>> {
        if self.get(key).is_none() {
            self.reader.error(self.span.clone(), format!("{} needs a `{key}`", self.kind.noun));
            return None;
        }
        let text = self.text(key)?;
        if text.value.trim().is_empty() {
            self.reader.error(text.span.clone(), format!("`{key}` is empty"));
            return None;
        }
        Some(text)
    }

    /// The values of a key that takes one or a list.
    pub(super) fn values(&self, key: &str) -> Vec<&'r Value<'a>> {
        match self.get(key) {
            None => Vec::new(),
            Some(value) => match value.get_ref() {
                DeValue::Array(values) => {
                    if values.is_empty() {
                        self.reader.error(value.span(), format!("`{key}` is an empty list"));
                    }
                    values.iter().collect()
                }
                _ => vec![value],
            },
        }
    }

    /// One string or several.
    pub(super) fn texts(&self, key: &str) -> Vec<Text<'r>> {
        let what = format_args!("each of `{key}`");
        self.values(key).into_iter().filter_map(|value| self.reader.text(value, what)).collect()
    }

    /// `true` or `false`.
    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        let value = self.get(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            let found = type_of(value.get_ref());
            self.reader.error(value.span(), format!("`{key}` is true or false, not {found}"));
        }
        flag
    }

    /// A number that is not negative.
    pub(super) fn number(&self, key: &str) -> Option<f64> {
        let value = self.get(key)?;
        let digits = match value.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => Some(integer.as_str()),
            DeValue::Float(float) => Some(float.as_str()),
            _ => None,
        };
        let number = digits.and_then(|digits| digits.replace('_', "").parse::<f64>().ok());
        let number = number.filter(|number| number.is_finite() && *number >= 0.0);
        if number.is_none() {
            self.reader.error(value.span(), format!("`{key}` is a number that is not negative"));
        }
        number
    }

    /// One of several words.
    pub(super) fn choice<T: Copy>(&self, key: &str, choices: &[(&str, T)]) -> Option<T> {
        self.choice_of(&self.text(key)?, key, choices)
    }

    /// One or several of several words.
    pub(super) fn choices<T: Copy>(&self, key: &str, choices: &[(&str, T)]) -> Vec<T> {
        let texts = self.texts(key);
        texts.iter().filter_map(|text| self.choice_of(text, key, choices)).collect()
    }

    fn choice_of<T: Copy>(&self, text: &Text<'_>, key: &str, choices: &[(&str, T)]) -> Option<T> {
        let found = choices.iter().find(|(name, _)| *name == text.value);
        if found.is_none() {
            let names = || choices.iter().map(|(name, _)| *name);
            let mut hint = suggestion(text.value, names());
            if hint.is_empty() {
                hint = format!(": use one of {}", names().collect::<Vec<_>>().join(", "));
            }
            let message = format!("unknown `{key}` `{}`{hint}", text.value);
            self.reader.error(text.span.clone(), message);
        }
        found.map(|(_, value)| *value)
    }

    /// The table that a key holds.
    pub(super) fn table(&self, key: &str, kind: &'static TableKind) -> Option<Self> {
        Self::new(self.reader, self.get(key)?, kind, format_args!("`{key}`"))
    }

    /// The entries of a table whose keys are the file's own.
    pub(super) fn named(&self, key: &str) -> Vec<(Text<'r>, &'r Value<'a>)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Table(entries) = value.get_ref() else {
            let found = type_of(value.get_ref());
            self.reader.error(value.span(), format!("`{key}` is a table, not {found}"));
            return Vec::new();
        };
        entries
            .iter()
            .map(|(name, value)| (Text { value: name.get_ref(), span: name.span() }, value))
            .collect()
    }
}

/// What a value is, for a message.
pub(super) fn type_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
