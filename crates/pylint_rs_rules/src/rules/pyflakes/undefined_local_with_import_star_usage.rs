//! F405.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{ScopeId, Target};
use rustc_hash::FxHashMap;

use super::exported_names::undefined_exports;
use super::global_names::GlobalNames;
use super::star_import::sources;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct UndefinedLocalWithImportStarUsage;

impl Rule for UndefinedLocalWithImportStarUsage {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F405",
        name: "undefined-local-with-import-star-usage",
        category: Category::Style,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds names that only a `from module import *` can have brought, if they are defined at all.

Importing them by name tells the reader where they come from, and lets a missing one be found.

```python bad
from math import *

print(pi)
```

```python good
from math import pi

print(pi)
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.module(Self::check);
    }
}

impl UndefinedLocalWithImportStarUsage {
    fn check(&self, checker: &mut Checker<'_>) {
        let semantic = checker.semantic();
        if semantic.scopes().all(|(_, scope)| scope.star_imports.is_empty()) {
            return;
        }
        let declared = checker.fact::<GlobalNames>();
        let mut sources_by_scope = FxHashMap::default();
        for (_, reference) in semantic.references() {
            if reference.target == Target::StarImport && !declared.may_mean(semantic, reference) {
                let name = semantic.name(reference.name);
                let sources = sources_by_scope
                    .entry(reference.scope)
                    .or_insert_with(|| sources(semantic, reference.scope));
                let message = ["`", name, "` is defined, if at all, by ", sources].concat();
                checker.report(reference.range, message);
            }
        }
        if semantic.scope(ScopeId::MODULE).star_imports.is_empty() {
            return;
        }
        for export in undefined_exports(checker) {
            let sources = sources(semantic, ScopeId::MODULE);
            let message = format!("`{}` is defined, if at all, by {sources}", export.name);
            checker.report(export.range, message);
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UndefinedLocalWithImportStarUsage>();
