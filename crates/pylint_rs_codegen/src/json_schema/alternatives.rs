//! `oneOf` and `anyOf`.

use ruff_python_ast::Expr;

use super::constants::constant_text;
use super::documentation::is_annotation;
use super::effective::{
    ALTERNATIVES, Leaf, flatten, is_anything, is_false, is_typed, list, mapping, text, texts,
};
use super::library::Schema;
use super::naming::Hint;
use super::translation::{Translation, admitted_types};
use crate::document::Value;

/// Lists of alternatives are multiplied with each other up to so many types; what is beyond only
/// adds keys.
const CHOICES_LIMIT: usize = 48;
/// More groups of required keys than these are documented rather than made types of.
const GROUPS_LIMIT: usize = 4;

/// A list of alternatives to choose from.
pub(super) struct Choice<'d> {
    /// Which of the leaves it is in.
    leaf: usize,
    /// Which of [`ALTERNATIVES`] it is.
    keyword: usize,
    pub(super) branches: Vec<Schema<'d>>,
}

/// The first list of alternatives that say something of types, and have not been chosen from.
pub(super) fn choice<'d>(leaves: &[Leaf<'d>]) -> Option<Choice<'d>> {
    for (leaf, of) in leaves.iter().enumerate().filter(|(_, leaf)| !leaf.is_conditional) {
        for (keyword, name) in ALTERNATIVES.iter().enumerate() {
            let branches: Vec<_> = list(of.schema, name).collect();
            if of.is_chosen[keyword] || branches.is_empty() {
                continue;
            }
            let says_types = branches.iter().any(|it| is_typed(*it) && !is_anything(*it));
            // Whatever is left open is open as a whole.
            let is_open = branches.iter().any(|it| is_anything(*it) && !is_group(*it));
            if (says_types && !is_open) || requires_groups(leaves, &branches) {
                return Some(Choice { leaf, keyword, branches });
            }
        }
    }
    None
}

/// Whether the alternatives only say which of the known keys must be there.
fn requires_groups(leaves: &[Leaf<'_>], branches: &[Schema<'_>]) -> bool {
    let is_known = |key| {
        leaves.iter().any(|leaf| {
            leaf.schema.keyword("properties").is_some_and(|it| it.node.get(key).is_some())
        })
    };
    branches.len() <= GROUPS_LIMIT
        && branches.iter().all(|it| is_group(*it) && texts(*it, "required").all(is_known))
}

/// Whether a schema demands keys and says nothing else of types.
pub(super) fn is_group(schema: Schema<'_>) -> bool {
    !is_typed(schema) && texts(schema, "required").next().is_some()
}

impl<'d> Translation<'d> {
    pub(super) fn alternatives(
        &mut self,
        leaves: &[Leaf<'d>],
        choice: &Choice<'d>,
        hint: &Hint,
        members: &mut Vec<Expr>,
    ) {
        let mut rest = leaves.to_vec();
        rest[choice.leaf].is_chosen[choice.keyword] = true;
        let own = names_of_branches(&choice.branches);
        let may_mix = ALTERNATIVES[choice.keyword] == "anyOf" && !own.tells_apart;
        self.choices *= choice.branches.len();
        for (branch, own) in choice.branches.iter().zip(&own.names) {
            let hint = hint.of_alternative(own.as_deref());
            if adds_nothing(&rest, admitted_types(&self.branch_leaves(*branch))) {
                let choices = std::mem::replace(&mut self.choices, 1);
                let member = self.type_of(*branch, hint);
                self.choices = choices;
                members.push(member);
                continue;
            }
            // What stands beside the alternatives holds for each of them.
            let mut together = rest.clone();
            flatten(self.library, *branch, &mut together);
            if may_mix && together.iter().any(|leaf| leaf.schema.node.get("properties").is_some()) {
                // A value may be of several kinds at once, and have the keys of all.
                self.add_other_branches(*branch, &choice.branches, &mut together);
            }
            let member = self.type_of_all(&together, &hint);
            members.push(member);
        }
    }

    /// Whether the alternatives can become types of their own: those that need no merging can.
    pub(super) fn is_affordable(&self, leaves: &[Leaf<'d>], choice: &Choice<'d>) -> bool {
        if self.choices * choice.branches.len() <= CHOICES_LIMIT {
            return true;
        }
        let mut rest = leaves.to_vec();
        rest[choice.leaf].is_chosen[choice.keyword] = true;
        choice
            .branches
            .iter()
            .all(|branch| adds_nothing(&rest, admitted_types(&self.branch_leaves(*branch))))
    }

    /// What applies if nobody asks which alternative it is: all of them may add keys.
    pub(super) fn blurred(&self, leaves: &[Leaf<'d>], choice: &Choice<'d>) -> Vec<Leaf<'d>> {
        let mut blurred = leaves.to_vec();
        blurred[choice.leaf].is_chosen[choice.keyword] = true;
        for branch in &choice.branches {
            for leaf in self.branch_leaves(*branch) {
                if !blurred.iter().any(|it| it.schema == leaf.schema) {
                    blurred.push(Leaf { is_conditional: true, ..leaf });
                }
            }
        }
        blurred
    }

    fn branch_leaves(&self, branch: Schema<'d>) -> Vec<Leaf<'d>> {
        let mut leaves = Vec::new();
        flatten(self.library, branch, &mut leaves);
        leaves
    }

    fn add_other_branches(
        &self,
        branch: Schema<'d>,
        branches: &[Schema<'d>],
        together: &mut Vec<Leaf<'d>>,
    ) {
        let is_closed = together.iter().any(|leaf| is_false(leaf.schema, "additionalProperties"));
        if is_closed {
            return;
        }
        for other in branches.iter().filter(|other| **other != branch) {
            for leaf in self.branch_leaves(*other) {
                let is_new = !together.iter().any(|it| it.schema == leaf.schema);
                if is_new && leaf.schema.node.get("properties").is_some() {
                    together.push(Leaf { is_conditional: true, ..leaf });
                }
            }
        }
    }
}

/// Whether what stands beside the alternatives says no more than their types.
fn adds_nothing(rest: &[Leaf<'_>], of_branch: Option<Vec<&str>>) -> bool {
    rest.iter().all(|leaf| {
        let Value::Mapping(entries) = &leaf.schema.node.value else { return false };
        entries.iter().all(|(key, value)| match key.text.as_str() {
            "oneOf" => leaf.is_chosen[0],
            "anyOf" => leaf.is_chosen[1],
            "allOf" | "$ref" => true,
            "type" => match (&value.value, &of_branch) {
                (Value::String(name), Some(of_branch)) => of_branch.iter().all(|it| it == name),
                (Value::Sequence(names), Some(of_branch)) => of_branch.iter().all(|it| {
                    names
                        .iter()
                        .any(|name| matches!(&name.value, Value::String(name) if name == it))
                }),
                _ => false,
            },
            "additionalProperties" | "unevaluatedProperties" => {
                matches!(value.value, Value::Boolean(true))
            }
            key => is_annotation(key) || !TYPING.contains(&key),
        })
    })
}

/// Keywords that change a type when they stand beside alternatives.
const TYPING: &[&str] = &[
    "additionalItems",
    "additionalProperties",
    "const",
    "dependencies",
    "dependentSchemas",
    "else",
    "enum",
    "if",
    "items",
    "maxItems",
    "minItems",
    "nullable",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyNames",
    "required",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

struct BranchNames {
    names: Vec<Option<String>>,
    /// Whether a constant under the same key tells the alternatives apart.
    tells_apart: bool,
}

/// An alternative without a name of its own is called by what tells it apart.
fn names_of_branches(branches: &[Schema<'_>]) -> BranchNames {
    let constant = |branch: Schema<'_>, wanted: Option<&str>| {
        mapping(branch, "properties")
            .filter(|(key, _)| wanted.is_none_or(|wanted| wanted == *key))
            .find_map(|(key, property)| Some((key.to_owned(), constant_text(property)?.to_owned())))
    };
    let tag = branches.first().and_then(|first| constant(*first, None)).map(|(key, _)| key);
    let constants: Vec<_> = branches.iter().map(|it| constant(*it, tag.as_deref())).collect();
    let mut values: Vec<_> = constants.iter().flatten().map(|(_, value)| value.clone()).collect();
    values.sort_unstable();
    values.dedup();
    let tells_apart = tag.is_some() && values.len() == branches.len();
    let names = branches.iter().zip(constants).map(|(branch, constant)| {
        let reference = || text(*branch, "$ref").map(super::naming::last_part).map(str::to_owned);
        text(*branch, "title")
            .map(str::to_owned)
            .or(constant.map(|(_, value)| value))
            .or_else(reference)
            .or_else(|| texts(*branch, "required").next().map(|key| format!("with {key}")))
            .or_else(|| mapping(*branch, "properties").next().map(|(key, _)| key.to_owned()))
    });
    BranchNames { names: names.collect(), tells_apart }
}
