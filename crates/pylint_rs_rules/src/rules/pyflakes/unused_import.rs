//! F401.

use pylint_rs_diagnostics::{Applicability, Severity};
use pylint_rs_semantic::{BindingFlags, BindingId, BindingKind, Context, ScopeId, ScopeKind};
use ruff_python_ast::{Alias, AnyNodeRef, StmtImport, StmtImportFrom};
use ruff_text_size::Ranged;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::import_fix::Removal;
use super::submodule_use::only_others_are_used;
use super::written_import::written_path;
use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};

/// Which unused imports are wanted.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// Modules that are imported for what importing them does, with all inside them.
    allowed_unused_imports: Vec<String>,
    /// Whether there is no fix in an `__init__.py`; if there is, it is unsafe.
    ignore_init_module_imports: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { allowed_unused_imports: Vec::new(), ignore_init_module_imports: true }
    }
}

struct UnusedImport {
    options: Options,
}

impl Rule for UnusedImport {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "F401",
        name: "unused-import",
        category: Category::Leftover,
        severity: Severity::Warning,
        fix: FixAvailability::Sometimes,
        default: true,
        documentation: r#"
Finds imports of names that are not used.

They cost time at start-up, can close import cycles, and tell the reader of a dependency that is
not there.

A name that is imported for others to use is exported by `__all__`, or by an alias that repeats
it: `from package import name as name`. Of several submodules of one package (`import xml.dom`,
`import xml.sax`) those are unused that no dotted name leads to. Whether a module is there at all can be told by
`importlib.util.find_spec`.

The fix removes the name. It is unsafe where a comment goes with it. There is none in an
`__init__.py`, where the name may be part of the package's interface, nor where the import is
tried for its `ImportError`.

## Options

- `allowed-unused-imports`: dotted names of modules that are imported for what importing them
  does; those inside them count, too.
- `ignore-init-module-imports`: whether there is no fix in an `__init__.py`. If there is, it is
  unsafe.

```python bad
import json
import os


def size(path):
    return os.stat(path).st_size
```

```python good
import os


def size(path):
    return os.stat(path).st_size
```
"#,
    };

    fn new(options: Options) -> Self {
        Self { options }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.node(Self::check_import);
        on.node(Self::check_import_from);
    }
}

/// A name of a statement that is not used.
struct Unused {
    /// Its place among the statement's names.
    index: usize,
    binding: BindingId,
}

impl UnusedImport {
    fn check_import<'a>(&self, statement: &'a StmtImport, checker: &mut Checker<'a>) {
        self.check(statement.into(), &statement.names, checker);
    }

    fn check_import_from<'a>(&self, statement: &'a StmtImportFrom, checker: &mut Checker<'a>) {
        self.check(statement.into(), &statement.names, checker);
    }

    fn check<'a>(&self, statement: AnyNodeRef<'a>, names: &'a [Alias], checker: &mut Checker<'a>) {
        let semantic = checker.semantic();
        // In a class, the name is an attribute that anyone may read.
        if matches!(semantic.scope(semantic.scope_of(statement)).kind, ScopeKind::Class(_)) {
            return;
        }
        let unused: Vec<Unused> = names
            .iter()
            .enumerate()
            .filter_map(|(index, alias)| {
                let binding = semantic.binding_made_by(alias)?;
                self.is_unused(binding, checker).then_some(Unused { index, binding })
            })
            .collect();
        if unused.is_empty() {
            return;
        }
        let is_tried = semantic
            .context(statement)
            .intersects(Context::IMPORT_ERROR_HANDLED | Context::MODULE_NOT_FOUND_HANDLED);
        let is_init = checker.file().path.file_name().is_some_and(|name| name == "__init__.py");
        let has_fix = checker.wants_fixes()
            && !is_tried
            && !(is_init && self.options.ignore_init_module_imports);
        let removal = has_fix.then(|| {
            let removed = unused.iter().map(|item| item.index).collect();
            Removal::new(checker, statement, removed)
        });
        let applicability = if is_init { Applicability::Unsafe } else { Applicability::Safe };
        for item in &unused {
            let binding = checker.semantic().binding(item.binding);
            let name = written_path(binding).unwrap_or_else(|| binding.name.to_owned());
            let advice = if is_tried {
                "; `importlib.util.find_spec` tells whether a module is there"
            } else if is_init && is_own(item.binding, checker) {
                "; if it is an export, name it in `__all__` or repeat the name after `as`"
            } else {
                ""
            };
            let range = semantic.binding(item.binding).range;
            let fix = removal.as_ref().map(|removal| {
                let message = if removal.is_shared() {
                    "Remove unused imports".to_owned()
                } else {
                    format!("Remove unused import: `{name}`")
                };
                removal.fix(checker, item.index, applicability, message)
            });
            checker
                .report_with(range, format!("`{name}` is imported but not used{advice}"), fix)
                .suppression_offset = Some(statement.start());
        }
    }

    fn is_unused(&self, id: BindingId, checker: &Checker<'_>) -> bool {
        let semantic = checker.semantic();
        let binding = semantic.binding(id);
        if matches!(binding.kind, BindingKind::FutureImport(_))
            || binding.flags.intersects(
                BindingFlags::EXPLICIT_EXPORT | BindingFlags::GLOBAL | BindingFlags::NONLOCAL,
            )
        {
            return false;
        }
        if only_others_are_used(semantic, id) {
            return !self.is_allowed(id, checker);
        }
        // Of several bindings only the last one counts: `except E as name` is one, too, though
        // it leaves the name as it was.
        let symbol = semantic.symbol(binding.symbol);
        let is_last = symbol.current == Some(id)
            && symbol.last.is_none_or(|last| {
                !matches!(semantic.binding(last).kind, BindingKind::UnboundException)
            });
        is_last && !semantic.is_used_or_shadows_used(id) && !self.is_allowed(id, checker)
    }

    fn is_allowed(&self, id: BindingId, checker: &Checker<'_>) -> bool {
        let allowed = &self.options.allowed_unused_imports;
        if allowed.is_empty() {
            return false;
        }
        let semantic = checker.semantic();
        let path = match semantic.binding(id).kind {
            BindingKind::SubmoduleImport(alias) => Some(alias.name.to_string()),
            _ => semantic.import_path(id).map(|path| path.to_string()),
        };
        path.is_some_and(|path| {
            allowed.iter().any(|module| {
                path.strip_prefix(module.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        })
    }
}

/// Whether a package's `__init__` imports something of the package itself for all to see.
fn is_own(id: BindingId, checker: &Checker<'_>) -> bool {
    let semantic = checker.semantic();
    let binding = semantic.binding(id);
    if binding.scope != ScopeId::MODULE {
        return false;
    }
    let is_relative = matches!(binding.kind,
        BindingKind::FromImport { statement, .. } if statement.level > 0);
    let package = checker.file().module_path.and_then(|path| path.first());
    is_relative
        || semantic.import_path(id).zip(package).is_some_and(|(path, package)| {
            path.segments().first().is_some_and(|first| first == package)
        })
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UnusedImport>();
