//! Fixes that remove names from an import statement.

use std::borrow::Cow;

use pylint_rs_diagnostics::{Applicability, Fix};
use ruff_python_ast::{Alias, AnyNodeRef};
use ruff_source_file::LineRanges;
use ruff_text_size::{Ranged, TextRange};

use crate::Checker;
use crate::edits::{block_owner, remove_from_import};

/// The names an import statement brings.
pub(super) fn imported_names(statement: AnyNodeRef<'_>) -> &[Alias] {
    match statement {
        AnyNodeRef::StmtImport(import) => &import.names,
        AnyNodeRef::StmtImportFrom(import) => &import.names,
        _ => &[],
    }
}

/// The names of one statement that are to go, with a finding each.
pub(super) struct Removal<'a> {
    statement: AnyNodeRef<'a>,
    names: &'a [Alias],
    /// Their places among the statement's names.
    removed: Vec<usize>,
    /// Whether each is removed apart from the others: a comment in the statement may suppress
    /// some of the findings, whose names must stay.
    is_split: bool,
}

impl<'a> Removal<'a> {
    pub(super) fn new(
        checker: &Checker<'a>,
        statement: AnyNodeRef<'a>,
        removed: Vec<usize>,
    ) -> Self {
        let names = imported_names(statement);
        let is_split = names.len() > 1 && {
            let end = checker.source().line_end(statement.end());
            checker.has_comment(TextRange::new(statement.start(), end))
        };
        Self { statement, names, removed, is_split }
    }

    /// Whether one fix is for several findings.
    pub(super) fn is_shared(&self) -> bool {
        !self.is_split && self.removed.len() > 1
    }

    /// The fix for the finding about the name at a place.
    pub(super) fn fix(
        &self,
        checker: &Checker<'a>,
        place: usize,
        applicability: Applicability,
        message: impl Into<Cow<'static, str>>,
    ) -> Fix {
        let edits = remove_from_import(checker, self.statement, self.names, |index| {
            if self.is_split { index == place } else { self.removed.contains(&index) }
        });
        let fix = Fix::new(edits, applicability).with_message(message);
        let semantic = checker.semantic();
        let statement = semantic.id(self.statement);
        let group = if self.is_split {
            Some(statement)
        } else {
            // The module alone may lose all its statements.
            block_owner(semantic, statement).filter(|owner| semantic.parent_id(*owner).is_some())
        };
        match group {
            Some(group) => fix.isolated(group.index() as u32),
            None => fix,
        }
    }
}
