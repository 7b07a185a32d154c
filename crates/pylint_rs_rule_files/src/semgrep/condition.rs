//! What metavariables must fulfil: `metavariable-regex` and its kin.

use std::sync::Arc;

use pylint_rs_pattern::{Anchoring, Arithmetic, Comparison, Condition, Content, Formula, Test};
use pylint_rs_yaml::Node;

use super::formula::Translator;
use super::reading::{Field, Fields, Outcome, Problem, Wanted};
use super::rule::{place, regular_expression};

/// The operators that say what `metavariable-pattern` looks for.
const PATTERNS: [&str; 4] = ["pattern", "patterns", "pattern-either", "pattern-regex"];

impl Translator<'_> {
    /// One `metavariable-…` of `patterns`.
    pub(super) fn condition(&mut self, field: &Field<'_>) -> Outcome<Condition> {
        let fields = Fields::of(field.value, "a mapping with `metavariable`")?;
        match field.name {
            "metavariable-regex" => {
                fields.only(&["metavariable", "regex", "constant-propagation"])?;
                let propagation = fields.get("constant-propagation");
                let propagation = propagation.map(|node| node.boolean("the option")).transpose()?;
                self.regex_condition(&fields, propagation.unwrap_or(false))
            }
            "metavariable-pattern" => {
                fields.only(&[&["metavariable", "language"][..], &PATTERNS].concat())?;
                self.pattern_condition(&fields)
            }
            "metavariable-comparison" => {
                fields.only(&["metavariable", "comparison", "strip", "base"])?;
                self.comparison(&fields)
            }
            "metavariable-type" => {
                fields.only(&["metavariable", "type", "types"])?;
                self.type_condition(&fields)
            }
            "metavariable-analysis" => {
                fields.only(&["metavariable", "analyzer", "options"])?;
                self.analysis(&fields)
            }
            _ => Err(field.unknown(&super::formula::OPERATORS)),
        }
    }

    fn of(&mut self, fields: &Fields<'_>, test: Test) -> Outcome<Condition> {
        let node = fields.require("metavariable")?;
        Ok(Condition::Of(self.metavariable(node.text("a metavariable")?, node)?, test))
    }

    pub(super) fn regex_condition(
        &mut self,
        fields: &Fields<'_>,
        constant_propagation: bool,
    ) -> Outcome<Condition> {
        let regex = regular_expression(fields.require("regex")?, self.source, Anchoring::Start)?;
        self.of(fields, Test::Regex { regex, constant_propagation })
    }

    fn pattern_condition(&mut self, fields: &Fields<'_>) -> Outcome<Condition> {
        let mut wanted = fields.iter().filter(|field| PATTERNS.contains(&field.name));
        let Some(field) = wanted.next() else {
            let message = "`metavariable-pattern` lacks its pattern";
            return Err(Problem::new(message, fields.span()));
        };
        if let Some(second) = wanted.next() {
            let message = format!("`{}` and `{}` are two patterns", field.name, second.name);
            return Err(Problem::new(message, &second.key.span));
        }
        let content = content(fields)?;
        let formula = self.in_content(content, |translator| translator.positive(&field))?;
        self.of(fields, matches(formula, content))
    }

    /// Reads a part of the rule that is about the content of a capture.
    pub(super) fn in_content<T>(
        &mut self,
        content: Content,
        read: impl FnOnce(&mut Self) -> Outcome<T>,
    ) -> Outcome<T> {
        let outside = (self.only_text, self.in_condition);
        self.in_condition = true;
        self.only_text = match content {
            Content::TextInString => true,
            Content::PythonInString => false,
            Content::Either | Content::Code => outside.0,
        };
        let result = read(self);
        (self.only_text, self.in_condition) = outside;
        result
    }

    pub(super) fn comparison(&mut self, fields: &Fields<'_>) -> Outcome<Condition> {
        let node = fields.require("comparison")?;
        let written = node.text("a comparison")?;
        let strip = fields.get("strip").map(|node| node.boolean("`strip`")).transpose()?;
        let text = match fields.get("metavariable") {
            Some(node) => {
                let name = node.text("a metavariable")?;
                self.metavariable(name, node)?;
                if strip == Some(true) { with_numbers(written, name) } else { written.to_owned() }
            }
            None => written.to_owned(),
        };
        // Semgrep takes a base, and does not obey it.
        fields.get("base").map(|node| node.number::<u8>("`base`")).transpose()?;
        match Comparison::parse(&text, Arithmetic::Truncating, self.vocabulary) {
            Ok(comparison) => Ok(Condition::Comparison(Arc::new(comparison))),
            Err(error) if text == written => {
                Err(Problem::new(error.message, &place(node, self.source, &error.span)))
            }
            Err(error) => Err(Problem::new(error.message, &node.span)),
        }
    }

    pub(super) fn type_condition(&mut self, fields: &Fields<'_>) -> Outcome<Condition> {
        let mut types: Vec<Arc<str>> = Vec::new();
        for name in ["type", "types"] {
            if let Some(node) = fields.get(name) {
                types.extend(node.texts("a type")?.into_iter().map(|(text, _)| Arc::from(text)));
            }
        }
        if types.is_empty() {
            return Err(Problem::new("`type` is missing", fields.span()));
        }
        self.of(fields, Test::Type(types))
    }

    pub(super) fn analysis(&mut self, fields: &Fields<'_>) -> Outcome<Condition> {
        let node = fields.require("analyzer")?;
        match node.text("an analyzer")? {
            "entropy" | "entropy_v2" => self.of(fields, Test::LooksRandom),
            "redos" => Err(Problem::unsupported("the analyzer `redos`", &node.span)),
            other => {
                let message = format!("unknown analyzer `{other}`: there is `entropy`");
                Err(Problem::new(message, &node.span))
            }
        }
    }
}

/// A condition that a formula matches what a metavariable stands for.
pub(super) fn matches(formula: Formula, content: Content) -> Test {
    Test::Matches { formula: Box::new(formula), content }
}

/// What of a capture is searched, by the language that it is said to be in.
pub(super) fn content(fields: &Fields<'_>) -> Outcome<Content> {
    let Some(node) = fields.get("language") else { return Ok(Content::Code) };
    match node.text("a language")? {
        "python" | "py" | "python3" => Ok(Content::PythonInString),
        "regex" | "none" | "generic" | "spacegrep" | "aliengrep" => Ok(Content::TextInString),
        other => {
            let what = format!("a pattern in the language `{other}`");
            Err(Problem::unsupported(&what, &node.span))
        }
    }
}

/// A comparison in which a metavariable stands for the number that its string holds.
fn with_numbers(comparison: &str, metavariable: &str) -> String {
    let mut result = String::with_capacity(comparison.len() + 8);
    let mut rest = comparison;
    while let Some(start) = rest.find(metavariable) {
        let end = start + metavariable.len();
        let word = |character: char| character.is_ascii_alphanumeric() || character == '_';
        result.push_str(&rest[..start]);
        if rest[end..].starts_with(word) {
            result.push_str(metavariable);
        } else {
            result.push_str(&format!("int({metavariable})"));
        }
        rest = &rest[end..];
    }
    result + rest
}

/// The text of a node that is one operand of a condition.
pub(super) fn is_text(node: &Node) -> bool {
    matches!(node.value, pylint_rs_yaml::Value::Scalar(_))
}
