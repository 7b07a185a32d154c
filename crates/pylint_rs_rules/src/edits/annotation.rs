//! Writing inferred types as annotations.

use pylint_rs_diagnostics::Edit;
use pylint_rs_semantic::{BindingId, Class, Context, NodeId, Type};
use ruff_python_ast::PythonVersion;
use ruff_text_size::Ranged;

use super::import_for_annotation;
use crate::Checker;

/// The text of an annotation for a value of this type, written in the node `at`, and the edits
/// that add the imports it needs. `None` if it cannot be written there.
///
/// What may be written depends on the oldest Python to support: `int | None` from 3.10 on,
/// `list[int]` from 3.9 on, `Self` and `Never` from 3.11 on.
pub fn annotation_of(
    checker: &Checker<'_>,
    found: &Type<'_>,
    at: NodeId,
) -> Option<(Vec<Edit>, String)> {
    let mut writer = Writer { checker, at, imports: Vec::new(), needs_quotes: false };
    let text = writer.write(found)?;
    let imports = without_overlaps(checker, writer.imports)?;
    let text = if writer.needs_quotes { format!("\"{text}\"") } else { text };
    Some((imports, text))
}

/// Whether an edit writes what is there: it keeps an import from being removed.
fn is_unchanged(checker: &Checker<'_>, edit: &Edit) -> bool {
    &checker.source()[edit.range()] == edit.content()
}

/// The edits by position. Where one adds to an import, another need not keep that import; other
/// edits in one place cannot be made together.
fn without_overlaps(checker: &Checker<'_>, edits: Vec<Edit>) -> Option<Vec<Edit>> {
    let (kept, mut changes): (Vec<Edit>, Vec<Edit>) =
        edits.into_iter().partition(|edit| is_unchanged(checker, edit));
    let apart =
        |edit: &Edit, other: &Edit| edit.end() < other.start() || other.end() < edit.start();
    for edit in kept {
        if changes.iter().all(|change| apart(&edit, change)) {
            changes.push(edit);
        }
    }
    changes.sort_by_key(|edit| (edit.start(), edit.end()));
    changes.windows(2).all(|pair| pair[0].end() <= pair[1].start()).then_some(changes)
}

struct Writer<'c, 'a> {
    checker: &'c Checker<'a>,
    at: NodeId,
    imports: Vec<Edit>,
    /// Whether a name is not defined yet where the annotation is evaluated.
    needs_quotes: bool,
}

impl Writer<'_, '_> {
    fn write(&mut self, found: &Type<'_>) -> Option<String> {
        match found {
            Type::None => Some("None".to_owned()),
            Type::Never if self.supports(PythonVersion::PY311) => self.import("typing", "Never"),
            Type::Never => self.import("typing", "NoReturn"),
            Type::SelfInstance => self.self_type(),
            Type::Instance(class, arguments) => self.instance(*class, arguments),
            Type::Union(members) => self.union(members),
        }
    }

    fn supports(&self, version: PythonVersion) -> bool {
        self.checker.target_version() >= version
    }

    fn import(&mut self, module: &str, member: &str) -> Option<String> {
        let (edit, name) = import_for_annotation(self.checker, module, member, self.at)?;
        self.add(edit);
        Some(name)
    }

    /// The name of something that is imported already, if it is.
    fn imported(&mut self, module: &str, member: &str) -> Option<String> {
        let (edit, name) = import_for_annotation(self.checker, module, member, self.at)?;
        if !is_unchanged(self.checker, &edit) {
            return None;
        }
        self.add(edit);
        Some(name)
    }

    fn add(&mut self, edit: Edit) {
        if !self.imports.contains(&edit) {
            self.imports.push(edit);
        }
    }

    fn union(&mut self, members: &[Type<'_>]) -> Option<String> {
        let parts: Option<Vec<String>> = members.iter().map(|member| self.write(member)).collect();
        let parts = parts?;
        if self.supports(PythonVersion::PY310) {
            return Some(parts.join(" | "));
        }
        if let ([_, Type::None], [part, _]) = (members, &*parts) {
            return Some(format!("{}[{part}]", self.import("typing", "Optional")?));
        }
        Some(format!("{}[{}]", self.import("typing", "Union")?, parts.join(", ")))
    }

    fn instance(&mut self, class: Class<'_>, arguments: &[Type<'_>]) -> Option<String> {
        let name = match class {
            Class::Builtin(name) => {
                if !arguments.is_empty() && !self.supports(PythonVersion::PY39) {
                    self.import("typing", generic_of(name)?)?
                } else {
                    let scope = self.checker.semantic().node(self.at).scope;
                    let is_builtin = self.checker.semantic().is_builtin_in(name, scope);
                    is_builtin.then(|| name.to_owned())?
                }
            }
            Class::Library { module: "collections.abc", name } => {
                if !self.supports(PythonVersion::PY39) {
                    self.import("typing", name)?
                } else if let Some(written) = self.imported("typing", name) {
                    written
                } else {
                    self.import("collections.abc", name)?
                }
            }
            Class::Library { module, name } => self.import(module, name)?,
            Class::Bound { binding, name } => self.bound(binding, name)?,
        };
        if arguments.is_empty() {
            return Some(name);
        }
        let arguments: Option<Vec<String>> =
            arguments.iter().map(|argument| self.write(argument)).collect();
        Some(format!("{name}[{}]", arguments?.join(", ")))
    }

    /// A class that the file defines or imports, by the name it has there.
    fn bound(&mut self, binding: BindingId, name: &str) -> Option<String> {
        let semantic = self.checker.semantic();
        let place = semantic.node(self.at);
        let root = name.split('.').next().unwrap_or(name);
        if semantic.lookup(root, place.scope) != Some(binding) {
            return None;
        }
        let binding = semantic.binding(binding);
        let is_defined = semantic.node(binding.statement).syntax.end() <= place.syntax.start();
        let is_unseen = binding.context.contains(Context::TYPE_CHECKING_BLOCK);
        self.needs_quotes |= (!is_defined || is_unseen) && !semantic.annotations_are_deferred();
        Some(name.to_owned())
    }

    /// `Self`; before Python 3.11, and without a backport at hand, the class itself.
    fn self_type(&mut self) -> Option<String> {
        if self.supports(PythonVersion::PY311) {
            return self.import("typing", "Self");
        }
        if let Some(name) = self.imported("typing_extensions", "Self") {
            return Some(name);
        }
        let semantic = self.checker.semantic();
        let class = match semantic.node(self.at).syntax {
            ruff_python_ast::AnyNodeRef::StmtFunctionDef(function) => {
                semantic.enclosing_class(function)?
            }
            _ => return None,
        };
        if class.type_params.is_some() || class.bases().iter().any(|it| it.is_subscript_expr()) {
            return None;
        }
        self.bound(semantic.binding_made_by(class)?, &class.name)
    }
}

/// The class of `typing` that takes type arguments before Python 3.9.
fn generic_of(builtin: &str) -> Option<&'static str> {
    Some(match builtin {
        "dict" => "Dict",
        "frozenset" => "FrozenSet",
        "list" => "List",
        "set" => "Set",
        "tuple" => "Tuple",
        _ => return None,
    })
}
