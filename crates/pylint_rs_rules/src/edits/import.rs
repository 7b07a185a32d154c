//! Making a member of a module usable at some place: by an import that is there already, by
//! adding the member to one, or by a new import.

mod merge;
mod placement;
mod present;
#[cfg(test)]
mod tests;

use pylint_rs_diagnostics::Edit;
use pylint_rs_semantic::{BindingId, NodeId};
use ruff_text_size::Ranged;
use rustc_hash::FxHashMap;

use crate::{Checker, Fact};

/// What must hold of an import for it to serve.
#[derive(Clone, Copy)]
struct Request<'n> {
    module: &'n str,
    /// What is wanted of it; nothing if that is the module itself.
    member: Option<&'n str>,
    /// The node that the name is to be written in or beside.
    at: NodeId,
    /// Whether the name is never evaluated when the program runs.
    is_typing_only: bool,
}

impl<'n> Request<'n> {
    /// The import as a statement of its own.
    fn statement(&self) -> String {
        match self.member {
            Some(member) => format!("from {} import {member}", self.module),
            None => format!("import {}", self.module),
        }
    }

    /// The name that statement binds.
    fn bound_name(&self) -> &'n str {
        self.member.unwrap_or_else(|| self.module.split('.').next().unwrap_or(self.module))
    }
}

/// The name by which `module.member` can be used at the node `at`, and the edit for the import it
/// needs. `None` if the name means something else there.
///
/// The edit belongs into the fix also where the import is there already: it then writes the
/// import as it is, which keeps a fix that removes it out of the same round.
///
/// ```ignore
/// let (edit, name) = import_member(checker, "contextlib", "suppress", checker.semantic().id(call))?;
/// ```
pub fn import_member(
    checker: &Checker<'_>,
    module: &str,
    member: &str,
    at: NodeId,
) -> Option<(Edit, String)> {
    find_or_add(checker, Request { module, member: Some(member), at, is_typing_only: false })
}

/// As [`import_member`], for a module itself: the name is `re`, or what `import re as name` makes
/// it; of `xml.etree`, all of it.
pub fn import_module(checker: &Checker<'_>, module: &str, at: NodeId) -> Option<(Edit, String)> {
    find_or_add(checker, Request { module, member: None, at, is_typing_only: false })
}

/// As [`import_member`], for a name that is written in an annotation of the node `at`: where
/// annotations are never evaluated, imports under `if TYPE_CHECKING:` do as well.
pub fn import_for_annotation(
    checker: &Checker<'_>,
    module: &str,
    member: &str,
    at: NodeId,
) -> Option<(Edit, String)> {
    let is_typing_only = checker.semantic().annotations_are_deferred() || checker.is_stub();
    find_or_add(checker, Request { module, member: Some(member), at, is_typing_only })
}

fn find_or_add(checker: &Checker<'_>, request: Request<'_>) -> Option<(Edit, String)> {
    if let Some((binding, name)) = present::usable_name(checker, request) {
        let semantic = checker.semantic();
        let import = semantic.node(semantic.binding(binding).statement).syntax.range();
        let edit = Edit::replacement(checker.source()[import].to_owned(), import);
        return Some((edit, name));
    }
    if !present::is_name_free(checker, request) {
        return None;
    }
    let edit = merge::into_existing(checker, request)
        .unwrap_or_else(|| placement::new_import(checker, request));
    // `import os; here`: the line after would come too late.
    let is_in_time = edit.start() <= checker.semantic().node(request.at).syntax.start();
    is_in_time.then(|| (edit, request.member.unwrap_or(request.module).to_owned()))
}

/// The imports of a file by what they bring.
struct ImportIndex {
    /// Bindings by the dotted name they stand for.
    bindings: FxHashMap<String, Vec<BindingId>>,
}

impl Fact for ImportIndex {
    fn compute(checker: &Checker<'_>) -> Self {
        let semantic = checker.semantic();
        let mut bindings: FxHashMap<String, Vec<_>> = FxHashMap::default();
        for (id, path) in semantic.imports() {
            bindings.entry(path.join(".")).or_default().push(id);
        }
        Self { bindings }
    }
}
