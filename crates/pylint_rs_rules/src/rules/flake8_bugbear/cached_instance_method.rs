//! B019.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::helpers::map_callable;
use ruff_python_ast::{AnyNodeRef, StmtFunctionDef};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};
use crate::NameUse;

struct CachedInstanceMethod;

impl Rule for CachedInstanceMethod {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B019",
        name: "cached-instance-method",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds methods cached with `functools.cache` or `lru_cache`.

The cache belongs to the class and keeps `self` among its keys, so no instance that was ever asked
is freed. Cache a function of what the result depends on, or use `cached_property`. Members of
enumerations live for ever anyway; static and class methods have no instance.

```python bad
from functools import cache


class Report:
    @cache
    def total(self):
        return sum(self.lines)
```

```python good
from functools import cached_property


class Report:
    @cached_property
    def total(self):
        return sum(self.lines)
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.names(&["functools.cache", "functools.lru_cache"], Self::check);
    }
}

impl CachedInstanceMethod {
    fn check<'a>(&self, usage: NameUse<'a>, checker: &mut Checker<'a>) {
        let semantic = checker.semantic();
        let mut holders = semantic.ancestor_ids(usage.id).map(|id| semantic.node(id).syntax);
        let mut holder = holders.next();
        // `@cache` or `@cache()`.
        if let Some(AnyNodeRef::ExprCall(call)) = holder
            && semantic.id(&*call.func) == usage.id
        {
            holder = holders.next();
        }
        let (Some(AnyNodeRef::Decorator(decorator)), Some(AnyNodeRef::StmtFunctionDef(function))) =
            (holder, holders.next())
        else {
            return;
        };
        if usage.is_alias || !is_instance_method(function, checker) {
            return;
        }
        let name = &function.name;
        checker.report(
            decorator,
            format!("The cache of the method `{name}` keeps every instance alive"),
        );
    }
}

fn is_instance_method<'a>(function: &'a StmtFunctionDef, checker: &Checker<'a>) -> bool {
    let semantic = checker.semantic();
    let Some(class) = semantic.enclosing_class(function) else { return false };
    if matches!(function.name.as_str(), "__new__" | "__init_subclass__" | "__class_getitem__") {
        return false;
    }
    let is_bound_elsewhere = function.decorator_list.iter().any(|decorator| {
        semantic.qualified_name(map_callable(&decorator.expression)).is_some_and(|name| {
            name.is_any(&[
                "builtins.staticmethod",
                "builtins.classmethod",
                "abc.abstractclassmethod",
                "abc.abstractstaticmethod",
            ])
        })
    });
    let is_enumeration = |class| {
        semantic.any_base(class, &mut |base| {
            base.is_any(&[
                "enum.Enum",
                "enum.Flag",
                "enum.IntEnum",
                "enum.IntFlag",
                "enum.StrEnum",
                "enum.ReprEnum",
                "enum.CheckEnum",
            ])
        })
    };
    !is_bound_elsewhere && !is_enumeration(class)
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<CachedInstanceMethod>();
