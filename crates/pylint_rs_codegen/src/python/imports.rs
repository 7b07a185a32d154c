//! What a generated module imports.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use ruff_python_ast::{Expr, PythonVersion, Stmt};

use super::references::Origin;
use crate::model::Import;
use crate::{known, syntax};

/// What a generated module imports: sorted, each once.
pub(crate) struct Imports {
    target: PythonVersion,
    members: BTreeSet<(String, String, Option<String>)>,
    modules: BTreeSet<(String, Option<String>)>,
}

impl Imports {
    pub(crate) fn new(target: PythonVersion) -> Self {
        Self { target, members: BTreeSet::new(), modules: BTreeSet::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.members.is_empty() && self.modules.is_empty()
    }

    /// An import that the spec asks for.
    pub(crate) fn add_given(&mut self, import: &Import) {
        let alias = import.alias.clone();
        match &import.member {
            Some(member) => {
                self.members.insert((import.module.clone(), member.clone(), alias));
            }
            None => {
                self.modules.insert((import.module.clone(), alias));
            }
        }
    }

    /// A member of a module.
    pub(crate) fn member(&mut self, module: &str, member: &str) -> Expr {
        self.members.insert((module.to_owned(), member.to_owned(), None));
        syntax::name(member)
    }

    /// What a name needs so that it can be written without its module.
    pub(super) fn add(&mut self, origin: &Origin) {
        match origin {
            Origin::Member { module, member, alias } => {
                self.members.insert((module.clone(), member.clone(), alias.clone()));
            }
            Origin::Module { path, alias } => {
                self.modules.insert((path.clone(), alias.clone()));
            }
            Origin::Builtin(_) | Origin::Definition(_) | Origin::Variable(_) => {}
        }
    }

    /// The module that a member of `typing` is in at the target version.
    pub(crate) fn typing_module(&self, member: &str) -> &'static str {
        known::home("typing", member, self.target.minor)
    }

    /// The statements by section, as isort has them.
    pub(crate) fn sections(&self) -> Vec<Vec<Stmt>> {
        self.sections_beside(&[])
    }

    /// Plain imports before others in each section; the standard library first, then what is
    /// installed, then what the spec makes.
    pub(super) fn sections_beside(&self, siblings: &[String]) -> Vec<Vec<Stmt>> {
        let section = |module: &str| {
            let root = module.split('.').next().unwrap_or(module);
            let is_root = |sibling: &String| sibling.split('.').next() == Some(root);
            let minor = self.target.minor;
            if siblings.iter().any(is_root) || module.is_empty() {
                3
            } else if root == "__future__" {
                0
            } else if ruff_python_stdlib::sys::is_known_standard_library(minor, root) {
                1
            } else {
                2
            }
        };
        let mut statements: Vec<(u8, bool, &str, Option<&str>, Stmt)> = Vec::new();
        for (module, alias) in &self.modules {
            let alias = alias.as_deref();
            let statement = syntax::plain_import(module, alias);
            statements.push((section(module), false, module, alias, statement));
        }
        let mut modules: Vec<&str> = self.members.iter().map(|(module, ..)| &**module).collect();
        modules.dedup();
        for module in modules {
            let of_module = self.members.iter().filter(|(other, ..)| other == module);
            let mut plain: Vec<&str> = Vec::new();
            for (_, member, alias) in of_module {
                match alias.as_deref().filter(|alias| alias != member) {
                    // isort gives each of them its own statement.
                    Some(alias) => {
                        let statement = syntax::import(module, &[(member, Some(alias))]);
                        statements.push((section(module), true, module, Some(member), statement));
                    }
                    None => plain.push(member),
                }
            }
            if !plain.is_empty() {
                plain.sort_by(|left, right| member_order(left, right));
                plain.dedup();
                let first = plain[0];
                let members: Vec<_> = plain.into_iter().map(|name| (name, None)).collect();
                let statement = syntax::import(module, &members);
                statements.push((section(module), true, module, Some(first), statement));
            }
        }
        statements.sort_by(|left, right| {
            (left.0, left.1)
                .cmp(&(right.0, right.1))
                .then_with(|| natural_order(&left.2.to_lowercase(), &right.2.to_lowercase()))
                .then_with(|| natural_order(left.2, right.2))
                .then_with(|| match (left.3, right.3) {
                    (Some(left), Some(right)) => member_order(left, right),
                    (left, right) => left.cmp(&right),
                })
        });
        statements
            .chunk_by(|left, right| left.0 == right.0)
            .map(|section| section.iter().map(|(.., statement)| statement.clone()).collect())
            .collect()
    }
}

/// isort's order: constants, then classes, then everything else.
fn member_order(left: &str, right: &str) -> Ordering {
    let kind = |name: &str| {
        if name.len() > 1 && name.to_uppercase() == name && name.to_lowercase() != name {
            0
        } else if name.starts_with(char::is_uppercase) {
            1
        } else {
            2
        }
    };
    kind(left)
        .cmp(&kind(right))
        .then_with(|| natural_order(&left.to_lowercase(), &right.to_lowercase()))
        .then_with(|| natural_order(left, right))
}

/// `int8` before `int16`.
fn natural_order(left: &str, right: &str) -> Ordering {
    let (mut left, mut right) = (left, right);
    loop {
        let digits =
            |text: &str| text.len() - text.trim_start_matches(|it: char| it.is_ascii_digit()).len();
        let (in_left, in_right) = (digits(left), digits(right));
        if in_left > 0 && in_right > 0 {
            let number =
                |text: &str, count: usize| text[..count].trim_start_matches('0').to_owned();
            let (one, other) = (number(left, in_left), number(right, in_right));
            let order = one.len().cmp(&other.len()).then_with(|| one.cmp(&other));
            if order != Ordering::Equal {
                return order;
            }
            (left, right) = (&left[in_left..], &right[in_right..]);
            continue;
        }
        let mut characters = (left.chars(), right.chars());
        match (characters.0.next(), characters.1.next()) {
            (None, None) => return Ordering::Equal,
            (one, other) if one != other => return one.cmp(&other),
            _ => (left, right) = (characters.0.as_str(), characters.1.as_str()),
        }
    }
}
