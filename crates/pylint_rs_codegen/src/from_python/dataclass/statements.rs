//! Statements of `__init__` in `__post_init__`, where parameters are attributes.

use pylint_rs_diagnostics::{Edit, apply_edits};
use pylint_rs_semantic::ScopeKind;
use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{AnyNodeRef, NodeKind, Stmt, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::SpecError;
use crate::from_python::Module;

/// A statement that is left to do.
#[derive(Clone, Debug)]
pub(super) struct AfterSetting {
    pub(super) text: String,
    pub(super) place: TextRange,
}

pub(super) struct Substitution<'s, 'a> {
    pub(super) module: &'s Module<'a>,
    pub(super) initializer: &'a StmtFunctionDef,
    pub(super) receiver: &'a str,
}

impl<'a> Substitution<'_, 'a> {
    /// The statement's text with `self.x` for each of the parameters that are stored, and the
    /// other parameters that it names.
    pub(super) fn apply(
        &self,
        statement: &'a Stmt,
        stored: &[&str],
    ) -> Result<(String, Vec<&'a str>), SpecError> {
        let semantic = &self.module.semantic;
        let scope = semantic.scope_made_by(self.initializer);
        let mut edits = Vec::new();
        let mut needed = Vec::new();
        let names = semantic.nodes().of_kind_within(NodeKind::ExprName, semantic.id(statement));
        for id in names {
            let node = semantic.node(*id);
            let AnyNodeRef::ExprName(name) = node.syntax else { continue };
            let Some(binding) = semantic.binding_of(name) else { continue };
            let binding = semantic.binding(binding);
            if Some(binding.scope) != scope || name.id.as_str() == self.receiver {
                continue;
            }
            let symbol = semantic.symbol(binding.symbol);
            let is_parameter = self
                .initializer
                .parameters
                .iter_non_variadic_params()
                .any(|parameter| parameter.name().as_str() == symbol.name);
            if !is_parameter {
                // Its own variables come along.
                continue;
            }
            if semantic.bindings_of(binding.symbol).count() > 1 {
                return Err(self.module.error(name, "the parameter is something else by now"));
            }
            if matches!(semantic.scope(node.scope).kind, ScopeKind::Lambda) {
                let message = "what is called later would see the attribute, not the parameter";
                return Err(self.module.error(name, message));
            }
            if stored.contains(&name.id.as_str()) {
                let content = format!("{}.", self.receiver);
                edits.push(Edit::insertion(content, name.start() - statement.start()));
            } else {
                needed.push(name.id.as_str());
            }
        }
        edits.extend(self.without_annotation(statement));
        edits.sort_by_key(Ranged::start);
        let text = &self.module.file.text()[statement.range()];
        Ok((apply_edits(text, &edits), needed))
    }

    /// Takes the annotation away, which the field has.
    fn without_annotation(&self, statement: &Stmt) -> Option<Edit> {
        let Stmt::AnnAssign(assignment) = statement else { return None };
        let token = |after: TextSize, kind: TokenKind| {
            let mut tokens = self.module.parsed.tokens().after(after).iter();
            tokens.find(|token| token.kind() == kind).map(Ranged::start)
        };
        let start = token(assignment.target.end(), TokenKind::Colon)?;
        let end = token(assignment.annotation.end(), TokenKind::Equal)?;
        let range = TextRange::new(start, end) - statement.start();
        Some(Edit::replacement(" ", range))
    }
}
