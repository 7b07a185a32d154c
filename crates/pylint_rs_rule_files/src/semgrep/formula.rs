//! What a rule looks for: `pattern`, `patterns`, `pattern-either` and their kin.

use std::sync::Arc;

use pylint_rs_pattern::{
    Anchoring, Boundary, Condition, Formula, Intersection, MetavariableId, Options,
    RegularExpression, Vocabulary,
};
use pylint_rs_yaml::Node;

use super::generic;
use super::reading::{Field, Fields, Outcome, Problem, Wanted};
use super::rule::{place, regular_expression};

/// What may be below `patterns`.
pub(super) const OPERATORS: [&str; 14] = [
    "pattern",
    "patterns",
    "pattern-either",
    "pattern-regex",
    "pattern-not",
    "pattern-inside",
    "pattern-not-inside",
    "pattern-not-regex",
    "focus-metavariable",
    "metavariable-regex",
    "metavariable-pattern",
    "metavariable-comparison",
    "metavariable-type",
    "metavariable-analysis",
];

/// Makes formulas of parts of a rule.
pub(super) struct Translator<'a> {
    /// The file's text, for the places of errors.
    pub(super) source: &'a str,
    pub(super) vocabulary: &'a mut Vocabulary,
    pub(super) options: Options,
    /// Whether the rule, or the part at hand, is about text rather than Python.
    pub(super) only_text: bool,
    /// Whether the part at hand is asked of what a metavariable stands for, so that it need not
    /// say where to look.
    pub(super) in_condition: bool,
}

/// The parts of `patterns`, sorted.
#[derive(Default)]
pub(super) struct Conjunction {
    pub(super) operands: Vec<Formula>,
    pub(super) conditions: Vec<Condition>,
    pub(super) focus: Vec<MetavariableId>,
}

impl Translator<'_> {
    /// What a rule looks for, as one of its keys says.
    pub(super) fn rule(&mut self, field: &Field<'_>) -> Outcome<Formula> {
        match field.name {
            "match" => self.matching(field.value),
            _ => self.positive(field),
        }
    }

    /// An operator that says where something is.
    pub(super) fn positive(&mut self, field: &Field<'_>) -> Outcome<Formula> {
        match field.name {
            "pattern" => self.pattern(field.value),
            "patterns" => self.conjunction(field.value),
            "pattern-either" => {
                let items = field.value.list("a list of patterns")?;
                if items.is_empty() {
                    return Err(Problem::new("`pattern-either` is empty", &field.value.span));
                }
                let items = items.iter().map(|item| self.alternative(item));
                Ok(Formula::Any(items.collect::<Outcome<_>>()?))
            }
            "pattern-regex" => {
                let regex = regular_expression(field.value, self.source, Anchoring::Anywhere)?;
                for name in regex.group_names().iter().flatten() {
                    self.vocabulary.intern(name);
                }
                for number in 1..=regex.group_names().len() {
                    self.vocabulary.intern(&number.to_string());
                }
                Ok(Formula::Regex(regex))
            }
            "pattern-inside" => Ok(inside(self.nested(field.value)?)),
            name if OPERATORS.contains(&name) => {
                let message = format!("`{name}` belongs below `patterns`");
                Err(Problem::new(message, &field.key.span))
            }
            _ => Err(field.unknown(&OPERATORS)),
        }
    }

    /// One of `pattern-either`.
    fn alternative(&mut self, item: &Node) -> Outcome<Formula> {
        let field = only_field(item)?;
        self.positive(&field)
    }

    /// Python with metavariables.
    pub(super) fn pattern(&mut self, node: &Node) -> Outcome<Formula> {
        let text = node.text("a pattern")?;
        if self.only_text {
            let expression = generic::expression(text).filter(|_| self.in_condition);
            let regex = expression.and_then(|expression| {
                RegularExpression::pcre(&expression, Anchoring::Anywhere).ok()
            });
            if let Some(regex) = regex {
                for name in regex.group_names().iter().flatten() {
                    self.vocabulary.intern(name);
                }
                return Ok(Formula::Regex(Arc::new(regex)));
            }
            return Err(Problem::unsupported("a pattern over text that is not Python", &node.span));
        }
        // To Semgrep, what ends in a semicolon is the expression, wherever it is.
        let text = text.trim_end().trim_end_matches(';');
        match self.vocabulary.pattern(text, self.options) {
            Ok(pattern) => Ok(Formula::Pattern(pattern)),
            Err(error) => Err(Problem::new(error.message, &place(node, self.source, &error.span))),
        }
    }

    /// A pattern, or a mapping with an operator.
    fn nested(&mut self, node: &Node) -> Outcome<Formula> {
        match node.value {
            pylint_rs_yaml::Value::Scalar(_) => self.pattern(node),
            _ => self.alternative(node),
        }
    }

    /// `patterns`: all of them.
    pub(super) fn conjunction(&mut self, node: &Node) -> Outcome<Formula> {
        let mut all = Conjunction::default();
        for item in node.list("a list of patterns")? {
            let field = only_field(item)?;
            match field.name {
                "pattern-not" => {
                    let formula = self.nested(field.value)?;
                    all.operands.push(Formula::Not(Box::new(formula)));
                }
                "pattern-not-inside" => {
                    let formula = inside(self.nested(field.value)?);
                    all.operands.push(Formula::Not(Box::new(formula)));
                }
                "pattern-not-regex" => {
                    let regex = regular_expression(field.value, self.source, Anchoring::Anywhere)?;
                    all.operands.push(Formula::Not(Box::new(Formula::Regex(regex))));
                }
                "focus-metavariable" => {
                    for (name, node) in field.value.texts("a metavariable")? {
                        all.focus.push(self.metavariable(name, node)?);
                    }
                }
                name if name.starts_with("metavariable-") => {
                    all.conditions.push(self.condition(&field)?);
                }
                _ => all.operands.push(self.positive(&field)?),
            }
        }
        all.formula(node, self.in_condition)
    }

    /// A metavariable that is named outside of patterns.
    pub(super) fn metavariable(&mut self, name: &str, node: &Node) -> Outcome<MetavariableId> {
        let bare = name.strip_prefix("$...").or_else(|| name.strip_prefix('$'));
        let is_name = |bare: &&str| {
            let word = |character: char| character.is_ascii_alphanumeric() || character == '_';
            !bare.is_empty() && bare.chars().all(word)
        };
        match bare.filter(is_name) {
            Some(bare) => Ok(self.vocabulary.intern(bare)),
            None => {
                let message = format!("`{name}` is no metavariable such as `$X`");
                Err(Problem::new(message, &node.span))
            }
        }
    }
}

impl Conjunction {
    /// All of it as one formula.
    pub(super) fn formula(self, node: &Node, in_condition: bool) -> Outcome<Formula> {
        let is_positive = |formula: &Formula| !matches!(formula, Formula::Not(_));
        if !in_condition && !self.operands.iter().any(is_positive) {
            let message = "nothing here says where to look: there are only negations and \
                           conditions";
            return Err(Problem::new(message, &node.span));
        }
        Ok(Formula::All {
            operands: self.operands,
            intersection: Intersection::Inner,
            conditions: self.conditions,
            focus: self.focus,
        })
    }
}

pub(super) fn inside(formula: Formula) -> Formula {
    Formula::Inside { formula: Box::new(formula), boundary: Boundary::Module }
}

/// The one key of a mapping.
pub(super) fn only_field(item: &Node) -> Outcome<Field<'_>> {
    let fields = Fields::of(item, "an operator such as `pattern: …`")?;
    let mut all = fields.iter();
    let Some(first) = all.next() else {
        return Err(Problem::new("there is no operator here", &item.span));
    };
    match all.next() {
        None => Ok(first),
        Some(second) if OPERATORS.contains(&second.name) => {
            let message = format!(
                "`{}` and `{}` are two operators; write each as an item of its own, with `-`",
                first.name, second.name
            );
            Err(Problem::new(message, &second.key.span))
        }
        Some(second) => Err(second.unknown(&OPERATORS)),
    }
}
