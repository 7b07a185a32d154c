//! The newer way to say what a rule looks for: `match`.

use pylint_rs_pattern::{Anchoring, Condition, Formula};
use pylint_rs_yaml::Node;

use super::condition::{content, is_text, matches};
use super::formula::{Conjunction, Translator, inside};
use super::reading::{Field, Fields, Outcome, Problem, Wanted};
use super::rule::regular_expression;

/// The operators; beside one of them there may be `where`.
const OPERATORS: [&str; 7] = ["pattern", "regex", "all", "any", "inside", "not", "anywhere"];
/// Those that say what `metavariable` must match.
const OF_METAVARIABLE: [&str; 4] = ["pattern", "regex", "all", "any"];
/// What else may be said of one.
const TESTS: [&str; 5] = ["regex", "type", "types", "analyzer", "comparison"];

impl Translator<'_> {
    /// A formula of `match`.
    pub(super) fn matching(&mut self, node: &Node) -> Outcome<Formula> {
        match self.matching_operand(node)? {
            Formula::Not(_) => {
                let message = "`not` says only where something is not; it belongs below `all`";
                Err(Problem::new(message, &node.span))
            }
            formula => Ok(formula),
        }
    }

    /// The same, or a negation.
    fn matching_operand(&mut self, node: &Node) -> Outcome<Formula> {
        if is_text(node) {
            return self.pattern(node);
        }
        let fields = Fields::of(node, "a pattern, or a mapping with an operator")?;
        fields.only(&[&OPERATORS[..], &["where"]].concat())?;
        let mut operators = fields.iter().filter(|field| field.name != "where");
        let Some(field) = operators.next() else {
            return Err(Problem::new("there is no operator here", &node.span));
        };
        if let Some(second) = operators.next() {
            let message = format!("`{}` and `{}` are two operators", field.name, second.name);
            return Err(Problem::new(message, &second.key.span));
        }
        let formula = self.matching_operator(&field)?;
        match fields.get("where") {
            Some(conditions) => self.with_conditions(formula, conditions, node),
            None => Ok(formula),
        }
    }

    fn matching_operator(&mut self, field: &Field<'_>) -> Outcome<Formula> {
        let value = field.value;
        match field.name {
            "pattern" => self.pattern(value),
            "regex" => {
                let regex = regular_expression(value, self.source, Anchoring::Anywhere)?;
                Ok(Formula::Regex(regex))
            }
            "all" => {
                let mut all = Conjunction::default();
                for item in value.list("a list of formulas")? {
                    all.operands.push(self.matching_operand(item)?);
                }
                all.formula(value, self.in_condition)
            }
            "any" => {
                let items = value.list("a list of formulas")?;
                if items.is_empty() {
                    return Err(Problem::new("`any` is empty", &value.span));
                }
                let items = items.iter().map(|item| self.matching(item));
                Ok(Formula::Any(items.collect::<Outcome<_>>()?))
            }
            "inside" => Ok(inside(self.matching(value)?)),
            "not" => Ok(Formula::Not(Box::new(self.matching(value)?))),
            _ => Err(Problem::unsupported("`anywhere`", &field.key.span)),
        }
    }

    fn with_conditions(
        &mut self,
        formula: Formula,
        conditions: &Node,
        node: &Node,
    ) -> Outcome<Formula> {
        let mut all = Conjunction { operands: vec![formula], ..Conjunction::default() };
        for item in conditions.list("a list of conditions")? {
            let fields = Fields::of(item, "a condition")?;
            if let Some(focus) = fields.get("focus") {
                fields.only(&["focus"])?;
                for (name, node) in focus.texts("a metavariable")? {
                    all.focus.push(self.metavariable(name, node)?);
                }
            } else {
                let condition = self.matching_condition(&fields)?;
                all.conditions.push(condition);
            }
        }
        all.formula(node, self.in_condition)
    }

    fn matching_condition(&mut self, fields: &Fields<'_>) -> Outcome<Condition> {
        if fields.get("comparison").is_some() {
            fields.only(&["metavariable", "comparison", "strip", "base"])?;
            return self.comparison(fields);
        }
        let metavariable = fields.require("metavariable")?;
        let is_operator = |name: &str| OF_METAVARIABLE.contains(&name);
        if fields.get("type").is_some() || fields.get("types").is_some() {
            fields.only(&["metavariable", "type", "types"])?;
            return self.type_condition(fields);
        }
        if fields.get("analyzer").is_some() {
            fields.only(&["metavariable", "analyzer", "options"])?;
            return self.analysis(fields);
        }
        if fields.get("regex").is_some() {
            fields.only(&["metavariable", "regex"])?;
            return self.regex_condition(fields, true);
        }
        let Some(field) = fields.iter().find(|field| is_operator(field.name)) else {
            let known = [&["metavariable"][..], &OF_METAVARIABLE, &TESTS].concat();
            fields.only(&known)?;
            return Err(Problem::new("the condition says nothing", fields.span()));
        };
        fields.only(&["metavariable", "language", field.name])?;
        let content = content(fields)?;
        let formula =
            self.in_content(content, |translator| translator.matching_operator(&field))?;
        let id = self.metavariable(metavariable.text("a metavariable")?, metavariable)?;
        Ok(Condition::Of(id, matches(formula, content)))
    }
}
