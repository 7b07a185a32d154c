//! T100.

use pylint_rs_diagnostics::{Fix, Severity};
use pylint_rs_semantic::{BindingFlags, Context, Semantic};
use ruff_python_ast::{Alias, AnyNodeRef, Expr, ExprCall, StmtImport, StmtImportFrom};

use super::indirection::{calls_of, dotted_name_of_call};
use super::tools::{CLASSES, CONSOLES, FUNCTIONS, METHODS, is_function, is_member, is_module, may_hold_one};
use crate::edits::{delete_statement, isolated_by_block, remove_from_import};
use crate::{
    Category, Checker, FixAvailability, Metadata, NameUse, NoOptions, Rule, RuleEntry,
    Subscriptions,
};

struct Debugger;

impl Rule for Debugger {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "T100",
        name: "debugger",
        category: Category::Leftover,
        severity: Severity::Error,
        fix: FixAvailability::Sometimes,
        default: true,
        documentation: r#"
Finds debuggers left in the code.

A breakpoint stops the program and waits for a person who is not there; a debugger that listens on
a port lets in whoever connects.

Reported are calls that start a debugger, and imports of modules that hold nothing else: `pdb`,
`ipdb`, `pudb`, `debugpy`, `ptvsd`, `web_pdb`, `rpdb`, `remote_pdb`, `wdb`, `pydevd_pycharm`,
`celery.contrib.rdb` and IPython's. A call is found by whatever way it gets there:
`__import__("pdb").set_trace()`, `getattr(pdb, "set_trace")()`, `hook = breakpoint; hook()`.
`code.interact` and `IPython.embed` count unless they are given variables prepared for them: then
the console is what the program offers.

The fix removes the statement, and the import once nothing uses it any more. It is unsafe: perhaps
the program is a debugger.

```python bad
import pdb

pdb.set_trace()
```

```python bad
hook = breakpoint
hook()
```

```python good
import logging

logging.debug("done")
```

```python good
import code

code.interact(banner="Orders", local={"orders": orders})
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.calls(FUNCTIONS, Self::check_call);
        on.calls(CONSOLES, Self::check_console);
        on.names(CLASSES, Self::check_class);
        on.calls(
            &["builtins.__import__", "builtins.getattr", "importlib.import_module"],
            Self::check_indirection,
        );
        on.node(Self::check_import);
        on.node(Self::check_import_from);
    }
}

impl Debugger {
    fn check_call<'a>(&self, call: &'a ExprCall, name: &'static str, checker: &mut Checker<'a>) {
        // Of `debugpy.*`, the one that is meant.
        match checker.semantic().qualified_name_through_aliases(&call.func) {
            Some(exact) if name.ends_with('*') => report_call(call, &exact.to_string(), checker),
            _ => report_call(call, name.trim_end_matches(".*"), checker),
        }
    }

    fn check_console<'a>(
        &self,
        call: &'a ExprCall,
        name: &'static str,
        checker: &mut Checker<'a>,
    ) {
        if !has_prepared_variables(call, checker.semantic()) {
            report_call(call, name, checker);
        }
    }

    /// `pdb.Pdb().set_trace()`, also through a name.
    fn check_class<'a>(&self, usage: NameUse<'a>, checker: &mut Checker<'a>) {
        let semantic = checker.semantic();
        let Some(AnyNodeRef::ExprCall(made)) = semantic.parent(usage.node) else { return };
        if semantic.id(&*made.func) != usage.id {
            return;
        }
        report_methods(made, usage.anchor, checker);
    }

    /// `__import__("pdb").set_trace()` and the like.
    fn check_indirection<'a>(
        &self,
        call: &'a ExprCall,
        _: &'static str,
        checker: &mut Checker<'a>,
    ) {
        let semantic = checker.semantic();
        let Some(start) = dotted_name_of_call(call, semantic) else { return };
        for (call, path) in calls_of(semantic.id(call), semantic) {
            let name = format!("{start}{path}");
            if CLASSES.contains(&name.as_str()) {
                report_methods(call, &name, checker);
            }
            let is_debugger = is_function(&name)
                || (CONSOLES.contains(&name.as_str()) && !has_prepared_variables(call, semantic));
            if is_debugger {
                report_call(call, &name, checker);
            }
        }
    }

    fn check_import<'a>(&self, statement: &'a StmtImport, checker: &mut Checker<'a>) {
        for (index, alias) in statement.names.iter().enumerate() {
            if is_module(&alias.name) {
                let fix = import_fix(statement.into(), &statement.names, index, checker);
                let message = format!("Debugger imported: `{}`", alias.name);
                checker.report_with(statement, message, fix);
            }
        }
    }

    fn check_import_from<'a>(&self, statement: &'a StmtImportFrom, checker: &mut Checker<'a>) {
        // A module of the package's own is no debugger, whatever its name.
        let Some(module) = statement.module.as_deref().filter(|_| statement.level == 0) else {
            return;
        };
        if !may_hold_one(module) {
            return;
        }
        for (index, alias) in statement.names.iter().enumerate() {
            if is_member(module, &alias.name) {
                let fix = import_fix(statement.into(), &statement.names, index, checker);
                let message = format!("Debugger imported: `{module}.{}`", alias.name);
                checker.report_with(statement, message, fix);
            }
        }
    }
}

fn report_call<'a>(call: &'a ExprCall, name: &str, checker: &mut Checker<'a>) {
    let name = name.strip_prefix("builtins.").unwrap_or(name);
    let fix = checker.wants_fixes().then(|| call_fix(call, checker)).flatten();
    checker.report_with(call, format!("Debugger left in: `{name}`"), fix);
}

/// Reports the calls that stop the program among those of the methods of a debugger just made.
fn report_methods<'a>(made: &'a ExprCall, class: &str, checker: &mut Checker<'a>) {
    let semantic = checker.semantic();
    for (call, path) in calls_of(semantic.id(made), semantic) {
        if path.strip_prefix('.').is_some_and(|method| METHODS.contains(&method)) {
            report_call(call, &format!("{class}{path}"), checker);
        }
    }
}

/// Removes a call that is a statement of its own.
fn call_fix(call: &ExprCall, checker: &Checker<'_>) -> Option<Fix> {
    let semantic = checker.semantic();
    let AnyNodeRef::StmtExpr(statement) = semantic.parent(call)? else { return None };
    let fix = Fix::unsafe_(delete_statement(checker, statement));
    let fix = fix.with_message("Remove the debugger");
    Some(isolated_by_block(fix, semantic, semantic.id(statement)))
}

/// Removes an import that nothing uses. One whose failure is handled is a question, not a use.
fn import_fix(
    statement: AnyNodeRef<'_>,
    names: &[Alias],
    index: usize,
    checker: &Checker<'_>,
) -> Option<Fix> {
    if !checker.wants_fixes() {
        return None;
    }
    let semantic = checker.semantic();
    let binding = semantic.binding(semantic.binding_made_by(&names[index])?);
    let is_handled = binding
        .context
        .intersects(Context::IMPORT_ERROR_HANDLED | Context::MODULE_NOT_FOUND_HANDLED);
    if binding.is_used() || binding.flags.contains(BindingFlags::EXPLICIT_EXPORT) || is_handled {
        return None;
    }
    let edits = match statement {
        AnyNodeRef::StmtImport(inner) => {
            remove_from_import(checker, inner, names, |other| other == index)
        }
        AnyNodeRef::StmtImportFrom(inner) => {
            remove_from_import(checker, inner, names, |other| other == index)
        }
        _ => return None,
    };
    let fix = Fix::unsafe_(edits).with_message("Remove the debugger's import");
    Some(isolated_by_block(fix, semantic, binding.statement))
}

/// Whether a console gets variables other than those of the moment.
fn has_prepared_variables<'a>(call: &'a ExprCall, semantic: &Semantic<'a>) -> bool {
    let given = call
        .arguments
        .find_keyword("local")
        .or_else(|| call.arguments.find_keyword("user_ns"))
        .map(|keyword| &keyword.value)
        .or_else(|| call.arguments.args.get(2));
    let Some(given) = given else { return false };
    let given = semantic.resolve_value(given);
    !semantic.nodes().subtree(semantic.id(given)).any(|id| {
        matches!(semantic.node(id).syntax, AnyNodeRef::ExprCall(inner) if is_snapshot(inner, semantic))
    })
}

/// `locals()` and its like.
fn is_snapshot<'a>(call: &'a ExprCall, semantic: &Semantic<'a>) -> bool {
    match &*call.func {
        Expr::Name(name) => {
            matches!(name.id.as_str(), "locals" | "globals" | "vars")
                && semantic.is_builtin(&call.func, &name.id)
        }
        _ => false,
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<Debugger>();
