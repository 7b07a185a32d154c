//! F811.

use pylint_rs_diagnostics::{Applicability, Severity};
use pylint_rs_semantic::{Binding, BindingFlags, BindingId, BindingKind, NodeId, Semantic};
use ruff_python_ast::helpers::map_callable;
use ruff_python_ast::{AnyNodeRef, Stmt};
use ruff_text_size::Ranged;
use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::import_fix::{Removal, imported_names};
use super::shadowing::{are_in_same_branch, hidden_by, is_elsewhere, shadowed_in_scope};
use super::written_import::written_path;
use crate::{
    Category, Checker, DummyVariables, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions,
};

/// Which names may be bound again.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// A regular expression for names that need not be used.
    dummy_variable_rgx: DummyVariables,
}

struct RedefinedWhileUnused {
    dummy: DummyVariables,
}

impl Rule for RedefinedWhileUnused {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "F811",
        name: "redefined-while-unused",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::Sometimes,
        default: true,
        documentation: r#"
Finds imports, functions and classes whose name is bound anew before they are used.

The first is of no use then, so that either it can go or the second has the wrong name: a test
that never runs because a later one is named like it, say.

The fix removes the second import of the same thing. It is unsafe if the first one may not have
run, for being in a loop.

## Options

- `dummy-variable-rgx`: a regular expression for names that need not be used.

```python bad
def test_addition():
    assert 1 + 1 == 2


def test_addition():
    assert 1 + 2 == 3
```

```python good
def test_addition():
    assert 1 + 1 == 2


def test_another_addition():
    assert 1 + 2 == 3
```
"#,
    };

    fn new(options: Options) -> Self {
        Self { dummy: options.dummy_variable_rgx }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.module(Self::check);
    }
}

/// A binding and the unused one it takes the place of.
#[derive(Clone, Copy)]
struct Redefinition {
    binding: BindingId,
    shadowed: BindingId,
}

impl RedefinedWhileUnused {
    fn check(&self, checker: &mut Checker<'_>) {
        let found = self.find(checker);
        if found.is_empty() {
            return;
        }
        // The names of one import statement go together.
        let mut by_statement: FxHashMap<NodeId, Vec<usize>> = FxHashMap::default();
        for redefinition in &found {
            if let Some((statement, index)) = removable(checker.semantic(), *redefinition) {
                by_statement.entry(statement).or_default().push(index);
            }
        }
        for redefinition in found {
            report(redefinition, &by_statement, checker);
        }
    }

    fn find(&self, checker: &Checker<'_>) -> Vec<Redefinition> {
        let semantic = checker.semantic();
        let mut found = Vec::new();
        // Of the scopes around, only unused imports matter, and most files have none.
        let mut unused_imports = FxHashSet::default();
        for (id, binding) in semantic.bindings() {
            if is_import_to_use(binding) && !binding.is_used() {
                unused_imports.insert(binding.name);
            }
            if binding.shadowed.is_none() {
                continue;
            }
            let Some(shadowed) = shadowed_in_scope(semantic, id) else { continue };
            if self.is_redefined_in_scope(checker, binding, shadowed) {
                found.push(Redefinition { binding: id, shadowed });
            }
        }
        if unused_imports.is_empty() {
            return found;
        }
        for (id, binding) in semantic.bindings() {
            if binding.previous.is_none()
                && semantic.scope(binding.scope).is_visible_from_within()
                && unused_imports.contains(binding.name)
                && !is_elsewhere(binding)
                && let Some(shadowed) = hidden_by(semantic, id)
                && is_import_to_use(semantic.binding(shadowed))
                && is_redefined(semantic, binding, shadowed)
            {
                found.push(Redefinition { binding: id, shadowed });
            }
        }
        found
    }

    fn is_redefined_in_scope<'a>(
        &self,
        checker: &Checker<'a>,
        binding: &Binding<'a>,
        shadowed: BindingId,
    ) -> bool {
        let semantic = checker.semantic();
        if !is_redefined(semantic, binding, shadowed) {
            return false;
        }
        let shadowed = semantic.binding(shadowed);
        match shadowed.kind {
            kind if kind.is_import() => true,
            _ if self.dummy.contains(binding.name) => false,
            BindingKind::Function(function) => {
                !function.decorator_list.iter().any(|decorator| {
                    semantic.is_typing(map_callable(&decorator.expression), "overload")
                })
            }
            _ => true,
        }
    }
}

/// Whether it is an import that only the file itself can use.
fn is_import_to_use(binding: &Binding<'_>) -> bool {
    binding.is_import()
        && !matches!(binding.kind, BindingKind::FutureImport(_))
        && !binding.flags.contains(BindingFlags::EXPLICIT_EXPORT)
}

/// Whether a binding takes the place of another one that nobody used and that runs with it.
fn is_redefined(semantic: &Semantic<'_>, binding: &Binding<'_>, shadowed: BindingId) -> bool {
    redefines(binding, semantic.binding(shadowed))
        && !semantic.is_used_or_shadows_used(shadowed)
        && are_in_same_branch(
            semantic,
            semantic.binding(shadowed).statement,
            binding.statement,
        )
}

fn redefines(binding: &Binding<'_>, shadowed: &Binding<'_>) -> bool {
    use BindingKind as Kind;
    let is_value = |kind: &Kind<'_>| {
        matches!(
            kind,
            Kind::Assignment(_)
                | Kind::AnnotatedAssignment { .. }
                | Kind::Walrus(_)
                | Kind::MatchCapture
                | Kind::TypeAlias(_)
        )
    };
    match &binding.kind {
        // Loops have a rule of their own.
        Kind::LoopTarget
        | Kind::Deletion
        | Kind::UnboundException
        | Kind::Annotation(_)
        | Kind::FutureImport(_)
        | Kind::Global
        | Kind::Nonlocal => return false,
        // A name may well be given one value after the other.
        kind if is_value(kind) && is_value(&shadowed.kind) => return false,
        _ => {}
    }
    match &shadowed.kind {
        // `import a.b` and `import a.c` both make the one `a` more complete.
        Kind::Import(_) | Kind::SubmoduleImport(_) | Kind::FromImport { .. }
            if binding.is_import()
                && (matches!(shadowed.kind, Kind::SubmoduleImport(_))
                    || matches!(binding.kind, Kind::SubmoduleImport(_))) =>
        {
            written_path(binding) == written_path(shadowed)
        }
        Kind::Import(_) | Kind::SubmoduleImport(_) | Kind::FromImport { .. } => true,
        kind => kind.is_definition() || is_value(kind),
    }
}

/// The statement and the place in it of an import that brings just what is there already.
fn removable(
    semantic: &Semantic<'_>,
    Redefinition { binding, shadowed }: Redefinition,
) -> Option<(NodeId, usize)> {
    let (binding, shadowed) = (semantic.binding(binding), semantic.binding(shadowed));
    let is_submodule =
        |binding: &Binding<'_>| matches!(binding.kind, BindingKind::SubmoduleImport(_));
    let is_same = binding.is_import()
        && shadowed.is_import()
        && is_submodule(binding) == is_submodule(shadowed)
        && written_path(binding) == written_path(shadowed);
    if !is_same {
        return None;
    }
    let names = imported_names(semantic.node(binding.statement).syntax);
    let index = names.iter().position(|alias| semantic.id(alias) == binding.node)?;
    Some((binding.statement, index))
}

fn report(
    redefinition: Redefinition,
    by_statement: &FxHashMap<NodeId, Vec<usize>>,
    checker: &mut Checker<'_>,
) {
    let semantic = checker.semantic();
    let binding = semantic.binding(redefinition.binding);
    let shadowed = semantic.binding(redefinition.shadowed);
    let name = binding.name;
    let line = checker.line_number(shadowed.start());
    let fix = removable(semantic, redefinition).filter(|_| checker.wants_fixes()).map(
        |(statement, index)| {
            let all = by_statement.get(&statement).cloned().unwrap_or_default();
            let removal = Removal::new(checker, semantic.node(statement).syntax, all);
            let applicability = if is_there_before(semantic, binding, shadowed) {
                Applicability::Safe
            } else {
                Applicability::Unsafe
            };
            let message = if removal.is_shared() {
                "Remove repeated imports".to_owned()
            } else {
                format!("Remove repeated import: `{name}`")
            };
            removal.fix(checker, index, applicability, message)
        },
    );
    let message = format!("`{name}`, bound on line {line}, is bound anew before it is used");
    let start = binding.is_import().then(|| semantic.node(binding.statement).syntax.start());
    checker.report_with(binding.range, message, fix).suppression_offset = start;
}

/// Whether an import has surely run when another one is reached: it is above, and in no loop
/// that may be left out.
fn is_there_before(semantic: &Semantic<'_>, binding: &Binding<'_>, shadowed: &Binding<'_>) -> bool {
    let is_in = |body: &[Stmt], statement| semantic.body_contains(body, statement);
    shadowed.start() < binding.start()
        && semantic.ancestor_ids(shadowed.statement).all(|id| match semantic.node(id).syntax {
            AnyNodeRef::StmtFor(outer) => is_in(&outer.body, binding.statement),
            AnyNodeRef::StmtWhile(outer) => is_in(&outer.body, binding.statement),
            _ => true,
        })
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<RedefinedWhileUnused>();
