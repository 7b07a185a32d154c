//! A005.

use std::ffi::OsStr;
use std::path::{Component, Path};

use pylint_rs_diagnostics::Severity;
use ruff_python_stdlib::sys::is_known_standard_library;
use ruff_source_file::LineRanges;
use ruff_text_size::{TextLen, TextRange, TextSize};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};

/// Which modules may have the names of standard modules.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// Standard modules whose names may be used.
    allowed_modules: Vec<String>,
    /// Whether modules inside packages are held to it, too.
    strict_checking: bool,
}

struct StdlibModuleShadowing {
    options: Options,
}

impl Rule for StdlibModuleShadowing {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "A005",
        name: "stdlib-module-shadowing",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds modules and packages with the name of a module of the standard library.

When such a file is in the directory a program starts from, `import random`, in whatever library,
gets it rather than Python's own. Modules in packages do no such harm, though they may confuse.
Stubs, which are named after what they describe, are left alone.

## Options

- `allowed-modules`: standard modules whose names may be used.
- `strict-checking`: whether modules in packages (`utils/logging.py`) count, too.

The first lines of the examples give the files' names.

```python bad
# random.py
def dice():
    return 4
```

```python good
# dice.py
def dice():
    return 4
```
"#,
    };

    fn new(options: Options) -> Self {
        Self { options }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.module(Self::check);
    }
}

impl StdlibModuleShadowing {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        if checker.is_stub() {
            return;
        }
        let path = checker.file().path;
        let Some(name) = module_name(path) else { return };
        if is_private(name)
            || !is_known_standard_library(checker.target_version().minor, name)
            || self.options.allowed_modules.iter().any(|allowed| allowed == name)
            || !(self.options.strict_checking || is_at_top(path, checker))
        {
            return;
        }
        let source = checker.source();
        let finding = checker.report(
            TextRange::default(),
            format!("The module `{name}` hides the one of the standard library"),
        );
        // A line that says what runs the file has no room for a comment.
        if source.starts_with("#!") {
            let next_line = source.full_line_end(TextSize::default());
            finding.noqa_offset = (next_line < source.text_len()).then_some(next_line);
        }
    }
}

/// The module's own name, without those of its packages.
fn module_name(path: &Path) -> Option<&str> {
    let stem = path.file_stem()?.to_str()?;
    if is_of_package(stem) { path.parent()?.file_name()?.to_str() } else { Some(stem) }
}

/// Whether a file is named after its package.
fn is_of_package(stem: &str) -> bool {
    matches!(stem, "__init__" | "__main__")
}

/// Whether nobody but the standard library imports modules of that name.
fn is_private(name: &str) -> bool {
    name.starts_with('_') && !name.starts_with("__")
}

/// Whether the module can be imported by its own name alone: its file, or its package's
/// directory, is in one of the directories that modules are imported from.
fn is_at_top(path: &Path, checker: &Checker<'_>) -> bool {
    let stem = path.file_stem().and_then(OsStr::to_str);
    let depth = if stem.is_some_and(is_of_package) { 2 } else { 1 };
    checker.settings().source_roots.iter().any(|root| {
        path.strip_prefix(root).is_ok_and(|relative| {
            relative.components().all(|part| matches!(part, Component::Normal(_)))
                && relative.components().count() == depth
        })
    })
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<StdlibModuleShadowing>();
