//! From the syntax of a rewritten pattern to its tree: arguments, parameters, f-strings.

use ruff_python_ast::{
    ArgOrKeyword, Arguments, Expr, ExprFString, InterpolatedStringElement, Parameter,
    ParameterWithDefault, Parameters,
};
use ruff_text_size::{Ranged, TextSize};

use super::lowering::{Lowering, metavariable_name};
use super::placeholders::Placeholder;
use super::tree::{ArgumentPattern, FStringPart, ParameterPattern, Tree};
use crate::PatternError;

impl Lowering<'_> {
    pub(super) fn arguments(
        &mut self,
        arguments: &Arguments,
    ) -> Result<Box<[ArgumentPattern]>, PatternError> {
        let mut list: Vec<ArgumentPattern> = Vec::with_capacity(arguments.len());
        for argument in arguments.iter_source_order() {
            let argument = match argument {
                ArgOrKeyword::Arg(value) => {
                    let id = self.expression(value)?;
                    match self.trees.get(id) {
                        Tree::Gap => ArgumentPattern::Gap,
                        Tree::Many(variable) => ArgumentPattern::Many(*variable),
                        _ => ArgumentPattern::Positional(id),
                    }
                }
                ArgOrKeyword::Keyword(keyword) => {
                    let value = self.expression(&keyword.value)?;
                    match &keyword.arg {
                        Some(name) => ArgumentPattern::Keyword(self.identifier(name), value),
                        None => ArgumentPattern::Spread(value),
                    }
                }
            };
            let is_again =
                argument == ArgumentPattern::Gap && list.last() == Some(&ArgumentPattern::Gap);
            if !is_again {
                list.push(argument);
            }
        }
        Ok(list.into())
    }

    pub(super) fn parameters(
        &mut self,
        parameters: Option<&Parameters>,
    ) -> Result<Box<[ParameterPattern]>, PatternError> {
        let Some(parameters) = parameters else { return Ok(Box::default()) };
        let mut list: Vec<(TextSize, ParameterPattern)> = Vec::new();
        for parameter in &parameters.posonlyargs {
            list.push((parameter.start(), self.parameter_with_default(parameter)?));
        }
        if let Some(last) = parameters.posonlyargs.last() {
            list.push((last.end(), ParameterPattern::PositionalOnlyMarker));
        }
        for parameter in parameters.args.iter().chain(&parameters.kwonlyargs) {
            list.push((parameter.start(), self.parameter_with_default(parameter)?));
        }
        if let Some(parameter) = &parameters.vararg {
            list.push((parameter.start(), self.parameter(parameter, None, 1)?));
        } else if let Some(first) = parameters.kwonlyargs.first() {
            let just_before = first.start().checked_sub(1.into()).unwrap_or_default();
            list.push((just_before, ParameterPattern::KeywordOnlyMarker));
        }
        if let Some(parameter) = &parameters.kwarg {
            list.push((parameter.start(), self.parameter(parameter, None, 2)?));
        }
        list.sort_by_key(|(start, _)| *start);
        let mut patterns: Vec<ParameterPattern> = list.into_iter().map(|(_, item)| item).collect();
        patterns.dedup_by(|later, earlier| {
            *later == ParameterPattern::Gap && *earlier == ParameterPattern::Gap
        });
        Ok(patterns.into())
    }

    fn parameter_with_default(
        &mut self,
        parameter: &ParameterWithDefault,
    ) -> Result<ParameterPattern, PatternError> {
        self.parameter(&parameter.parameter, parameter.default.as_deref(), 0)
    }

    fn parameter(
        &mut self,
        parameter: &Parameter,
        default: Option<&Expr>,
        stars: u8,
    ) -> Result<ParameterPattern, PatternError> {
        if stars == 0 && parameter.annotation.is_none() && default.is_none() {
            match self.placeholders.get(&parameter.name) {
                Some(Placeholder::Gap) => return Ok(ParameterPattern::Gap),
                Some(Placeholder::Many(id)) => return Ok(ParameterPattern::Many(*id)),
                _ => {}
            }
        }
        Ok(ParameterPattern::Parameter {
            stars,
            name: self.identifier(&parameter.name),
            annotation: parameter
                .annotation
                .as_deref()
                .map(|annotation| self.expression(annotation))
                .transpose()?,
            default: default.map(|default| self.expression(default)).transpose()?,
        })
    }

    pub(super) fn f_string(
        &mut self,
        string: &ExprFString,
    ) -> Result<Box<[FStringPart]>, PatternError> {
        let mut parts = Vec::new();
        let mut literal = String::new();
        for part in &string.value {
            match part {
                ruff_python_ast::FStringPart::Literal(text) => literal.push_str(&text.value),
                ruff_python_ast::FStringPart::FString(text) => {
                    for element in &text.elements {
                        match element {
                            InterpolatedStringElement::Literal(text) => {
                                literal.push_str(&text.value);
                            }
                            InterpolatedStringElement::Interpolation(field) => {
                                self.literal(&std::mem::take(&mut literal), &mut parts);
                                let field = self.expression(&field.expression)?;
                                parts.push(FStringPart::Field(field));
                            }
                        }
                    }
                }
            }
        }
        self.literal(&literal, &mut parts);
        Ok(parts.into())
    }

    /// The text between fields, in which `...` stands for any parts.
    fn literal(&mut self, text: &str, parts: &mut Vec<FStringPart>) {
        if parts.is_empty()
            && let Some(name) = metavariable_name(text)
        {
            parts.push(FStringPart::Content(self.vocabulary.intern(name)));
            return;
        }
        for (index, piece) in text.split("...").enumerate() {
            if index > 0 && parts.last() != Some(&FStringPart::Gap) {
                parts.push(FStringPart::Gap);
            }
            if !piece.is_empty() {
                parts.push(FStringPart::Literal(piece.into()));
            }
        }
    }
}
