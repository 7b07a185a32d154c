//! What a rule looks for.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::sync::Arc;

use pylint_rs_pattern::{
    Anchoring, Boundary, Condition, Formula, Intersection, MetavariableId, Options,
    RegularExpression, Vocabulary,
};
use toml::de::DeValue;

use super::condition;
use super::keys::{BOUNDARIES, FORMULA, INSIDE};
use super::reader::{Reader, Table, Text, Value, type_of};
use crate::metavariables::mentions;

/// Reads the formulas of one rule.
pub(super) struct FormulaReader<'r, 'a> {
    pub(super) reader: &'r Reader<'a>,
    pub(super) options: Options,
    pub(super) vocabulary: &'r mut Vocabulary,
    /// Every metavariable of the rule's patterns and groups of its expressions.
    pub(super) known: BTreeSet<String>,
    /// Those that conditions and the like name, to be looked up when all are known.
    pub(super) asked: Vec<Text<'r>>,
}

/// What one table asks for.
#[derive(Clone, Default)]
pub(super) struct Parts {
    operands: Vec<Formula>,
    conditions: Vec<Condition>,
    focus: Vec<MetavariableId>,
    /// Of each `any` with choices that say not where to look, the choices: each stands for this
    /// table with that choice added.
    alternatives: Vec<Vec<Parts>>,
    /// The metavariables that whatever matches may have bound.
    pub(super) bound: BTreeSet<String>,
}

impl Parts {
    /// Whether it says where to look: conditions and what is around only narrow that down.
    pub(super) fn is_positive(&self) -> bool {
        self.operands.iter().any(is_positive)
    }

    /// The formula for all of them.
    pub(super) fn into_formula(mut self) -> Formula {
        if let Some(choices) = self.alternatives.pop() {
            let with = |choice: Parts| {
                let mut parts = self.clone();
                parts.operands.extend(choice.operands);
                parts.conditions.extend(choice.conditions);
                parts.focus.extend(choice.focus);
                parts.alternatives.extend(choice.alternatives);
                parts.into_formula()
            };
            return Formula::Any(choices.into_iter().map(with).collect());
        }
        if self.operands.len() == 1 && self.conditions.is_empty() && self.focus.is_empty() {
            return self.operands.remove(0);
        }
        let Self { operands, conditions, focus, .. } = self;
        // The keys of one table are about one place.
        Formula::All { operands, intersection: Intersection::Same, conditions, focus }
    }

    /// Takes in what another table asks of the same place.
    fn absorb(&mut self, other: Self) {
        self.bound.extend(other.bound.iter().cloned());
        if other.is_positive() || !other.focus.is_empty() {
            self.operands.push(other.into_formula());
        } else {
            self.operands.extend(other.operands);
            self.conditions.extend(other.conditions);
            self.alternatives.extend(other.alternatives);
        }
    }
}

fn is_positive(formula: &Formula) -> bool {
    match formula {
        Formula::Pattern(_) | Formula::Regex(_) => true,
        Formula::All { operands, .. } => operands.iter().any(is_positive),
        Formula::Any(operands) => operands.iter().all(is_positive),
        Formula::Not(_)
        | Formula::Inside { .. }
        | Formula::Has(_)
        | Formula::Follows(_)
        | Formula::Precedes(_) => false,
    }
}

impl<'r, 'a> FormulaReader<'r, 'a> {
    /// All that a table of a formula's keys asks for.
    pub(super) fn parts(&mut self, table: &Table<'r, 'a>) -> Parts {
        let mut parts = Parts::default();
        let patterns = table.texts("pattern");
        let compiled: Vec<_> =
            patterns.iter().filter_map(|text| self.pattern(text, &mut parts.bound)).collect();
        parts.operands.extend(any(compiled));
        let expressions = table.texts("regex");
        let compiled: Vec<_> =
            expressions.iter().filter_map(|text| self.regex(text, &mut parts.bound)).collect();
        parts.operands.extend(any(compiled));
        for value in self.list(table, "all") {
            if let Some(operand) = self.operand(value) {
                parts.absorb(operand);
            }
        }
        self.choices(table, &mut parts);
        for value in table.values("not") {
            if let Some(operand) = self.operand(value) {
                parts.operands.push(Formula::Not(Box::new(operand.into_formula())));
            }
        }
        self.inside(table, &mut parts);
        for (key, make) in RELATIONS {
            let formulas = self.wholes(table, key, &mut parts.bound);
            parts.operands.extend(any(formulas).map(|formula| make(Box::new(formula))));
        }
        for (name, value) in table.named("where") {
            parts.conditions.extend(condition::read(self, &name, value, &mut parts.bound));
        }
        self.focus(table, &mut parts);
        let combinations = parts.alternatives.iter().map(Vec::len).fold(1, usize::saturating_mul);
        if combinations > MAXIMAL_ALTERNATIVES {
            let message = "too many combinations of `any`: say in each what to look for";
            self.reader.error(table.span.clone(), message);
            parts.alternatives.clear();
        }
        parts
    }

    /// Choices that all say where to look are one operand. Others narrow down what the rest of the
    /// table finds, each in its own way.
    fn choices(&mut self, table: &Table<'r, 'a>, parts: &mut Parts) {
        let values = self.list(table, "any");
        let choices: Vec<_> = values.into_iter().filter_map(|value| self.operand(value)).collect();
        for choice in &choices {
            parts.bound.extend(choice.bound.iter().cloned());
        }
        if choices.iter().all(Parts::is_positive) {
            let formulas = choices.into_iter().map(Parts::into_formula).collect();
            parts.operands.extend(any(formulas));
            return;
        }
        parts.alternatives.push(choices);
    }

    fn focus(&mut self, table: &Table<'r, 'a>, parts: &mut Parts) {
        for text in table.texts("focus") {
            let mut mentions = mentions(text.value);
            match (mentions.next(), mentions.next()) {
                (Some(mention), None) if mention.span == (0..text.value.len()) => {
                    let name = mention.name;
                    if !parts.bound.contains(name) {
                        let message = format!("nothing that has to match binds `{}`", text.value);
                        self.reader.error(text.span.clone(), message);
                    }
                    parts.focus.push(self.vocabulary.intern(name));
                }
                _ => {
                    self.reader.error(text.span.clone(), "`focus` is a metavariable such as `$X`");
                }
            }
        }
    }

    fn inside(&mut self, table: &Table<'r, 'a>, parts: &mut Parts) {
        let is_list = table.get("inside").is_some_and(|value| value.get_ref().is_array());
        let mut boundary = Boundary::Module;
        let mut formulas = Vec::new();
        for value in table.values("inside") {
            if value.get_ref().is_str() {
                formulas.extend(self.required(value, "`inside`", &mut parts.bound));
                continue;
            }
            let Some(table) = Table::new(self.reader, value, &INSIDE, "`inside`") else { continue };
            if let Some(stop) = table.choice("stop", &BOUNDARIES) {
                boundary = stop;
                if is_list {
                    let message = "`stop` is for all that `inside` lists: write `inside = { any = \
                                   [...], stop = ... }`";
                    self.reader.error(table.key_span("stop"), message);
                }
            }
            let inner = self.parts(&table);
            if self.check_positive(&inner, value, "`inside`") {
                parts.bound.extend(inner.bound.iter().cloned());
                formulas.push(inner.into_formula());
            }
        }
        let formula = any(formulas).map(Box::new);
        parts.operands.extend(formula.map(|formula| Formula::Inside { formula, boundary }));
    }

    /// The formulas of a key, each of which says where to look.
    fn wholes(
        &mut self,
        table: &Table<'r, 'a>,
        key: &str,
        bound: &mut BTreeSet<String>,
    ) -> Vec<Formula> {
        let what = format_args!("`{key}`");
        let values = table.values(key);
        values.into_iter().filter_map(|value| self.required(value, what, bound)).collect()
    }

    /// One formula that says where to look.
    pub(super) fn required(
        &mut self,
        value: &'r Value<'a>,
        what: impl Display,
        bound: &mut BTreeSet<String>,
    ) -> Option<Formula> {
        let whole = self.whole(value, what)?;
        bound.extend(whole.bound.iter().cloned());
        Some(whole.into_formula())
    }

    fn whole(&mut self, value: &'r Value<'a>, what: impl Display) -> Option<Parts> {
        let parts = self.operand(value)?;
        self.check_positive(&parts, value, what).then_some(parts)
    }

    fn check_positive(&self, parts: &Parts, value: &Value<'a>, what: impl Display) -> bool {
        let is_positive = parts.is_positive();
        // Of a table that has errors it is not known.
        if !is_positive && self.reader.error_count() == 0 {
            let message = format!("{what} needs a `pattern`, `regex`, `all` or `any` to look for");
            self.reader.error(value.span(), message);
        }
        is_positive
    }

    /// A pattern, or what a table asks for.
    fn operand(&mut self, value: &'r Value<'a>) -> Option<Parts> {
        match value.get_ref() {
            DeValue::String(source) => {
                let mut parts = Parts::default();
                let text = Text { value: source, span: value.span() };
                let pattern = self.pattern(&text, &mut parts.bound)?;
                parts.operands.push(pattern);
                Some(parts)
            }
            DeValue::Table(_) => {
                let table = Table::new(self.reader, value, &FORMULA, "a formula")?;
                Some(self.parts(&table))
            }
            other => {
                let message = format!("expected a pattern or a table, not {}", type_of(other));
                self.reader.error(value.span(), message);
                None
            }
        }
    }

    fn list(&self, table: &Table<'r, 'a>, key: &str) -> Vec<&'r Value<'a>> {
        if let Some(value) = table.get(key)
            && !value.get_ref().is_array()
        {
            let found = type_of(value.get_ref());
            self.reader.error(value.span(), format!("`{key}` is a list, not {found}"));
            return Vec::new();
        }
        table.values(key)
    }

    fn pattern(&mut self, text: &Text<'r>, bound: &mut BTreeSet<String>) -> Option<Formula> {
        for mention in mentions(text.value) {
            self.vocabulary.intern(mention.name);
            bound.insert(mention.name.to_owned());
            self.known.insert(mention.name.to_owned());
        }
        match self.vocabulary.pattern(text.value, self.options) {
            Ok(pattern) => Some(Formula::Pattern(pattern)),
            Err(error) => {
                self.reader.pattern_error(text, error);
                None
            }
        }
    }

    fn regex(&mut self, text: &Text<'r>, bound: &mut BTreeSet<String>) -> Option<Formula> {
        match RegularExpression::new(text.value, Anchoring::Anywhere) {
            Ok(regex) => {
                for (index, name) in regex.group_names().iter().enumerate() {
                    let names = [Some((index + 1).to_string()), name.as_deref().map(str::to_owned)];
                    for name in names.into_iter().flatten() {
                        self.vocabulary.intern(&name);
                        bound.insert(name.clone());
                        self.known.insert(name);
                    }
                }
                Some(Formula::Regex(Arc::new(regex)))
            }
            Err(error) => {
                self.reader.pattern_error(text, error);
                None
            }
        }
    }
}

/// How many combinations of the choices of several `any`s there may be.
const MAXIMAL_ALTERNATIVES: usize = 64;

type Relation = fn(Box<Formula>) -> Formula;

const RELATIONS: [(&str, Relation); 3] =
    [("has", Formula::Has), ("follows", Formula::Follows), ("precedes", Formula::Precedes)];

/// The formula for any of several.
pub(super) fn any(mut formulas: Vec<Formula>) -> Option<Formula> {
    match formulas.len() {
        0 => None,
        1 => formulas.pop(),
        _ => Some(Formula::Any(formulas)),
    }
}
