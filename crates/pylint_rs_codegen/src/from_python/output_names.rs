//! The names of a generated module: what it imports, and what that is called there.

use ruff_python_ast::{Expr, PythonVersion, Stmt};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::Import;
use crate::python::Imports;
use crate::syntax;

/// The names of a module while it is written.
pub(super) struct OutputNames {
    runtime: Imports,
    checking: Imports,
    /// What is imported for type checkers only, at least for annotations.
    is_deferred: bool,
    has_checking: bool,
    has_private: bool,
    has_overloads: bool,
    /// What each name is: module and member.
    taken: FxHashMap<String, (String, Option<String>)>,
    /// Names that mean something else inside of the class that is written.
    shadowed: FxHashSet<String>,
    target: PythonVersion,
}

/// When an import is there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum When {
    /// When the module runs.
    Always,
    /// For type checkers only.
    Checking,
}

impl OutputNames {
    pub(super) fn new(target: PythonVersion) -> Self {
        Self {
            runtime: Imports::new(target),
            checking: Imports::new(target),
            is_deferred: false,
            has_checking: false,
            has_private: false,
            has_overloads: false,
            taken: FxHashMap::default(),
            shadowed: FxHashSet::default(),
            target,
        }
    }

    /// Takes a name for something that the module itself defines.
    pub(super) fn define(&mut self, name: &str) {
        self.taken.insert(name.to_owned(), (String::new(), None));
    }

    /// Names that mean something else inside of the class that is to be written.
    pub(super) fn shadow(&mut self, names: impl IntoIterator<Item = String>) {
        self.shadowed.extend(names);
    }

    /// Annotations must not be evaluated.
    pub(super) fn defer(&mut self) {
        self.is_deferred = true;
    }

    /// A builtin.
    pub(super) fn builtin(&mut self, name: &str) -> Expr {
        if self.shadowed.contains(name) || self.taken.contains_key(name) {
            let module = self.module("builtins", None, When::Always);
            return syntax::attribute(module, name);
        }
        syntax::name(name)
    }

    /// A member of a module.
    pub(super) fn member(&mut self, module: &str, member: &str, alias: &str, when: When) -> Expr {
        let local = self.take(alias, module, Some(member));
        let alias = (local != member).then(|| local.clone());
        self.note(member, when);
        self.note(module, when);
        self.add(module, Some(member), alias, when);
        syntax::name(&local)
    }

    /// A module: `import a.b` without an alias, which gives `a`, or `import a.b as c`.
    pub(super) fn module(&mut self, module: &str, alias: Option<&str>, when: When) -> Expr {
        let wanted = alias.unwrap_or(module);
        let first = wanted.split('.').next().unwrap_or(wanted);
        let owner = if alias.is_some() { module } else { first };
        let local = self.take(first, owner, None);
        self.note(module, when);
        let alias = (alias.is_some() || local != first).then(|| local.clone());
        self.add(module, None, alias.filter(|alias| alias != module), when);
        syntax::name(&local)
    }

    /// Whether a name is a builtin that nothing has to be imported for.
    pub(super) fn is_plain_builtin(name: &str) -> bool {
        matches!(name, "str" | "int" | "float" | "bool" | "bytes" | "object" | "complex")
    }

    /// A member of something, by a dot.
    pub(super) fn attribute(&mut self, value: Expr, attribute: &str) -> Expr {
        self.note(attribute, When::Always);
        syntax::attribute(value, attribute)
    }

    /// A type variable, which the module makes for itself.
    pub(super) fn variable(&mut self, module: &str, name: &str) -> Expr {
        // As if it were a member of no module, so that an import of the name gets another one.
        let local = self.take(name, &format!("{module}."), Some(name));
        syntax::name(&local)
    }

    /// A member of `typing`, or of its backport.
    pub(super) fn typing(&mut self, member: &str) -> Expr {
        let module = self.runtime.typing_module(member);
        self.member(module, member, member, When::Always)
    }

    /// A member of `typing` that does what is needed of it since Python 3.`since` only.
    pub(super) fn typing_since(&mut self, member: &str, since: u8) -> Expr {
        let module = if self.target.minor >= since { "typing" } else { "typing_extensions" };
        self.member(module, member, member, When::Always)
    }

    fn note(&mut self, name: &str, when: When) {
        if when == When::Checking {
            self.has_checking = true;
        }
        let is_private = |part: &str| part.starts_with('_') && !part.starts_with("__");
        self.has_private |= name.split('.').any(is_private);
    }

    /// The name for something, which is nobody else's.
    fn take(&mut self, wanted: &str, module: &str, member: Option<&str>) -> String {
        let owner = (module.to_owned(), member.map(str::to_owned));
        let mut name = wanted.to_owned();
        let mut qualifier = module.replace('.', "_");
        loop {
            let is_other = self.taken.get(&name).is_some_and(|other| *other != owner);
            if !is_other && !self.shadowed.contains(&name) {
                break;
            }
            name = format!("{qualifier}_{wanted}");
            qualifier.push('_');
        }
        self.taken.insert(name.clone(), owner);
        name
    }

    fn add(&mut self, module: &str, member: Option<&str>, alias: Option<String>, when: When) {
        let import = Import {
            module: module.to_owned(),
            member: member.map(str::to_owned),
            alias,
            span: 0..0,
        };
        match when {
            When::Always => self.runtime.add_given(&import),
            When::Checking => self.checking.add_given(&import),
        }
    }

    /// `typing.overload`
    pub(super) fn overload(&mut self) -> Expr {
        self.has_overloads = true;
        self.typing("overload")
    }

    /// What type checkers are asked to let pass, because it is the class that has it.
    pub(super) fn comment(&self) -> String {
        let mut lines = String::new();
        if self.has_private {
            lines.push_str("# pyright: reportPrivateUsage=false\n");
        }
        if self.has_overloads {
            lines.push_str("# pyright: reportOverlappingOverload=false\n");
            lines.push_str("# mypy: disable-error-code=\"overload-overlap\"\n");
        }
        lines
    }

    /// The statements at the module's top, by group.
    pub(super) fn statements(mut self) -> Vec<Vec<Stmt>> {
        // Since 3.14 annotations are only evaluated when somebody asks for them.
        if self.is_deferred && self.target.minor < 14 {
            self.add("__future__", Some("annotations"), None, When::Always);
        }
        let checking = self.has_checking.then(|| self.typing("TYPE_CHECKING"));
        let mut groups = self.runtime.sections();
        if let Some(test) = checking {
            let body = self.checking.sections().into_iter().flatten().collect();
            groups.push(vec![syntax::if_(test, body)]);
        }
        groups
    }
}
