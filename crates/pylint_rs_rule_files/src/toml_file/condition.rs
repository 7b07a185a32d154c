//! What metavariables must fulfil.

use std::collections::BTreeSet;
use std::sync::Arc;

use pylint_rs_pattern::{
    Anchoring, Arithmetic, Comparison, Condition, Content, RegularExpression, Test,
};
use toml::de::DeValue;

use super::formula::{FormulaReader, any};
use super::keys::{CONDITION, SYNTAX_SORTS};
use super::reader::{Table, Text, Value, type_of};
use crate::metavariables::{is_name, mentions};

/// Reads what `where` says of one metavariable.
pub(super) fn read<'r, 'a>(
    formulas: &mut FormulaReader<'r, 'a>,
    name: &Text<'r>,
    value: &'r Value<'a>,
    bound: &mut BTreeSet<String>,
) -> Vec<Condition> {
    if !is_name(name.value) {
        let message = match name.value.strip_prefix('$') {
            Some(rest) => format!("in `where` a metavariable has no `$`: `{rest}`"),
            None => format!("`{}` is no metavariable: those have capital letters", name.value),
        };
        formulas.reader.error(name.span.clone(), message);
        return Vec::new();
    }
    formulas.asked.push(name.clone());
    let what = format_args!("`where.{}`", name.value);
    let Some(table) = Table::new(formulas.reader, value, &CONDITION, what) else {
        return Vec::new();
    };
    let id = formulas.vocabulary.intern(name.value);
    let mut conditions = Vec::new();
    for test in tests(formulas, &table, bound) {
        conditions.push(Condition::Of(id, test));
    }
    conditions.extend(comparison(formulas, &table, false));
    if let Some(negated) = table.table("not", &CONDITION) {
        // What is only asked about what may not be is bound for nobody else.
        let tests = tests(formulas, &negated, &mut BTreeSet::new());
        let negations = tests.into_iter().map(|test| Test::Not(Box::new(test)));
        conditions.extend(negations.map(|test| Condition::Of(id, test)));
        conditions.extend(comparison(formulas, &negated, true));
        if negated.get("not").is_some() {
            let message = "a `not` within `not` says nothing";
            formulas.reader.error(negated.key_span("not"), message);
        }
    }
    if conditions.is_empty() && formulas.reader.error_count() == 0 {
        formulas.reader.error(value.span(), format!("{what} asks for nothing"));
    }
    conditions
}

fn tests<'r, 'a>(
    formulas: &mut FormulaReader<'r, 'a>,
    table: &Table<'r, 'a>,
    bound: &mut BTreeSet<String>,
) -> Vec<Test> {
    let mut tests = Vec::new();
    if let Some(text) = table.text("regex") {
        match RegularExpression::new(text.value, Anchoring::Whole) {
            Ok(regex) => tests.push(Test::Regex {
                regex: Arc::new(regex),
                constant_propagation: formulas.options.constant_propagation,
            }),
            Err(error) => formulas.reader.pattern_error(&text, error),
        }
    }
    if table.get("type").is_some() {
        tests.push(Test::Type(table.texts("type").iter().map(|text| text.value.into()).collect()));
    }
    if table.get("kind").is_some() {
        tests.push(Test::Kind(table.choices("kind", &SYNTAX_SORTS)));
    }
    if table.get("in").is_some() {
        let values = table.values("in");
        tests.push(Test::In(values.iter().filter_map(|value| scalar(formulas, value)).collect()));
    }
    let searched: Vec<_> = table
        .values("pattern")
        .into_iter()
        .filter_map(|value| formulas.required(value, "`pattern`", bound))
        .collect();
    if let Some(formula) = any(searched) {
        tests.push(Test::Matches { formula: Box::new(formula), content: Content::Either });
    }
    if table.get("entropy").is_some() {
        tests.extend(table.number("entropy").map(Test::Entropy));
    }
    tests
}

/// What `in` lists, as text.
fn scalar<'a>(formulas: &FormulaReader<'_, 'a>, value: &Value<'a>) -> Option<Arc<str>> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.as_ref().into()),
        DeValue::Integer(_) | DeValue::Float(_) => {
            Some(formulas.reader.file.text[value.span()].into())
        }
        DeValue::Boolean(true) => Some("True".into()),
        DeValue::Boolean(false) => Some("False".into()),
        other => {
            let found = type_of(other);
            let message = format!("`in` lists strings, numbers and booleans, not {found}");
            formulas.reader.error(value.span(), message);
            None
        }
    }
}

fn comparison<'r, 'a>(
    formulas: &mut FormulaReader<'r, 'a>,
    table: &Table<'r, 'a>,
    is_negated: bool,
) -> Option<Condition> {
    let text = table.text("compare")?;
    // First as it stands, so that errors are where they are.
    let compared = Comparison::parse(text.value, Arithmetic::Python, formulas.vocabulary);
    for mention in mentions(text.value) {
        if !formulas.known.contains(mention.name) {
            formulas.asked.push(Text { value: mention.name, span: text.span.clone() });
        }
    }
    let compared = match compared {
        Ok(_) if is_negated => {
            let negated = format!("not ({})", text.value);
            Comparison::parse(&negated, Arithmetic::Python, formulas.vocabulary)
        }
        other => other,
    };
    match compared {
        Ok(comparison) => Some(Condition::Comparison(Arc::new(comparison))),
        Err(error) => {
            formulas.reader.pattern_error(&text, error);
            None
        }
    }
}
