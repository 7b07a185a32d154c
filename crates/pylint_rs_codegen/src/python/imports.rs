//! What a generated module imports.

use std::collections::{BTreeMap, BTreeSet};

use ruff_python_ast::{Expr, PythonVersion, Stmt};

use crate::model::Import;
use crate::syntax;

/// Members of `typing` that came after 3.9, and when.
const TYPING: &[(&str, u8)] = &[
    ("Concatenate", 10),
    ("Never", 11),
    ("NotRequired", 11),
    ("ParamSpec", 10),
    ("ReadOnly", 13),
    ("Required", 11),
    ("Self", 11),
    ("TypeAlias", 10),
    ("TypeVarTuple", 11),
    ("Unpack", 11),
    ("override", 12),
];

/// Whether a member of `typing` came after 3.9, so that older versions have it from a backport.
pub(crate) fn is_young_member_of_typing(member: &str) -> bool {
    TYPING.iter().any(|(name, _)| *name == member)
}

/// What a generated module imports: sorted, each once.
pub(crate) struct Imports {
    target: PythonVersion,
    members: BTreeMap<String, BTreeSet<(String, Option<String>)>>,
    modules: BTreeSet<(String, Option<String>)>,
}

impl Imports {
    pub(crate) fn new(target: PythonVersion) -> Self {
        Self { target, members: BTreeMap::new(), modules: BTreeSet::new() }
    }

    /// An import that the spec asks for.
    pub(crate) fn add_given(&mut self, import: &Import) {
        let alias = import.alias.clone();
        match &import.member {
            Some(member) => {
                self.members
                    .entry(import.module.clone())
                    .or_default()
                    .insert((member.clone(), alias));
            }
            None => {
                self.modules.insert((import.module.clone(), alias));
            }
        }
    }

    /// A member of a module.
    pub(crate) fn member(&mut self, module: &str, member: &str) -> Expr {
        self.members.entry(module.to_owned()).or_default().insert((member.to_owned(), None));
        syntax::name(member)
    }

    /// A member of `typing`, from `typing_extensions` where the target's own has it not.
    pub(crate) fn typing(&mut self, member: &str) -> Expr {
        self.member(self.typing_module(member), member)
    }

    /// The module that a member of `typing` is in at the target version.
    pub(crate) fn typing_module(&self, member: &str) -> &'static str {
        let since = TYPING.iter().find(|(name, _)| *name == member).map_or(9, |(_, since)| *since);
        if self.target.minor >= since { "typing" } else { "typing_extensions" }
    }

    /// A member of `typing` that does what is needed of it since Python 3.`since` only.
    pub(crate) fn typing_since(&mut self, member: &str, since: u8) -> Expr {
        let is_there = self.target.minor >= since;
        self.member(if is_there { "typing" } else { "typing_extensions" }, member)
    }

    /// The statements by section, as isort has them: plain imports before others in each; the
    /// standard library before everything else, `__future__` before that.
    pub(crate) fn sections(&self) -> Vec<Vec<Stmt>> {
        let minor = self.target.minor;
        let section = |module: &str| {
            let root = module.split('.').next().unwrap_or(module);
            match root {
                "__future__" => 0,
                "" => 3,
                _ if ruff_python_stdlib::sys::is_known_standard_library(minor, root) => 1,
                _ => 2,
            }
        };
        let mut statements: Vec<(u8, bool, &str, Stmt)> = Vec::new();
        for (module, alias) in &self.modules {
            let statement = syntax::plain_import(module, alias.as_deref());
            statements.push((section(module), false, module, statement));
        }
        for (module, members) in &self.members {
            let members: Vec<_> =
                members.iter().map(|(name, alias)| (name.as_str(), alias.as_deref())).collect();
            let statement = syntax::import(module, &members);
            statements.push((section(module), true, module, statement));
        }
        statements.sort_by_key(|(section, is_from, module, _)| (*section, *is_from, *module));
        statements
            .chunk_by(|(left, ..), (right, ..)| left == right)
            .map(|section| section.iter().map(|(.., statement)| statement.clone()).collect())
            .collect()
    }
}
