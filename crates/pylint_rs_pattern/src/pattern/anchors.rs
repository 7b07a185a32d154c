//! Words that a file must have for a pattern to match in it.

use super::tree::{
    ArgumentPattern, FStringPart, ImportPattern, NamePattern, ParameterPattern, Slot, Tree, TreeId,
    Trees,
};
use ruff_python_ast::NodeKind;

use crate::MetavariableId;

/// A word that a file must have for a pattern to match in it.
#[derive(Clone, Debug, Eq, PartialEq, Hash, PartialOrd, Ord)]
pub enum Anchor {
    /// A word.
    Word(Box<str>),
    /// A word that is also missing where the file is part of the package of that name, and
    /// imports its neighbours by relative imports or defines the thing itself.
    Package(Box<str>),
}

/// The words of a pattern's trees.
pub(super) fn of(trees: &Trees) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    for tree in trees.iter() {
        let mut word = |name: &NamePattern| {
            if let NamePattern::Exact(name) = name {
                let last = name.rsplit('.').next().unwrap_or(name);
                anchors.push(Anchor::Word(last.into()));
            }
        };
        match tree {
            Tree::Attribute { name, .. } => word(name),
            Tree::Names { names, .. } => names.iter().for_each(word),
            Tree::Node { slots, .. } => {
                for slot in slots {
                    match slot {
                        Slot::Name(name) => word(name),
                        Slot::Arguments(arguments) | Slot::Leading(arguments) => {
                            for argument in arguments {
                                if let ArgumentPattern::Keyword(name, _) = argument {
                                    word(name);
                                }
                            }
                        }
                        Slot::Parameters(parameters) => {
                            for parameter in parameters {
                                if let ParameterPattern::Parameter { name, .. } = parameter {
                                    word(name);
                                }
                            }
                        }
                        _ => {}
                    }
                }
            }
            Tree::Import(ImportPattern::Import(names)) => {
                for (name, _) in names {
                    packages(name, &mut anchors);
                }
            }
            Tree::Import(ImportPattern::From { level: 0, module, names }) => {
                for name in module.iter().chain(names.iter().map(|(name, _)| name)) {
                    packages(name, &mut anchors);
                }
            }
            Tree::Name { name, .. } => anchors.push(Anchor::Package(name.clone())),
            Tree::Dotted { path, .. } => {
                if let Some((last, package)) = path.split_last() {
                    anchors.push(Anchor::Word(last.clone()));
                    anchors.extend(package.iter().cloned().map(Anchor::Package));
                }
            }
            _ => {}
        }
    }
    anchors.sort_unstable();
    anchors.dedup();
    anchors
}

/// What of the code a metavariable stands for wherever a pattern matches.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Role {
    /// An identifier: an attribute's, a keyword's, a definition's.
    Identifier,
    /// What is called.
    Called,
    /// Several statements, arguments or elements.
    Several,
}

/// What of the code a metavariable stands for, if the trees have it in such a place.
pub(super) fn role(trees: &Trees, id: MetavariableId) -> Option<Role> {
    let is_it =
        |name: &NamePattern| matches!(name, NamePattern::Metavariable(other) if *other == id);
    let mut role = None;
    for tree in trees.iter() {
        match tree {
            Tree::Many(other) if *other == id => return Some(Role::Several),
            Tree::Attribute { name, .. } if is_it(name) => return Some(Role::Identifier),
            Tree::Node { kind, slots, .. } => {
                if slots.iter().any(|slot| matches!(slot, Slot::Name(name) if is_it(name))) {
                    return Some(Role::Identifier);
                }
                if *kind == NodeKind::ExprCall
                    && let Some(Slot::Node(called)) = slots.first()
                    && matches!(trees.get(*called), Tree::Metavariable(other) if *other == id)
                {
                    role = Some(Role::Called);
                }
            }
            _ => {}
        }
    }
    role
}

/// The parts of a dotted name that is imported.
fn packages(name: &NamePattern, anchors: &mut Vec<Anchor>) {
    if let NamePattern::Exact(name) = name
        && &**name != "*"
    {
        anchors.extend(name.split('.').map(|part| Anchor::Package(part.into())));
    }
}

impl NamePattern {
    fn each_metavariable(&self, each: &mut dyn FnMut(MetavariableId)) {
        match self {
            Self::Metavariable(id) => each(*id),
            Self::Partial { variable, .. } => variable.iter().for_each(|id| each(*id)),
            Self::Dotted(parts) => parts.iter().for_each(|part| part.each_metavariable(each)),
            Self::Anything | Self::Exact(_) => {}
        }
    }
}

impl Tree {
    /// Hands on the parts that this one refers to.
    pub(crate) fn each_child(&self, each: &mut dyn FnMut(TreeId)) {
        match self {
            Self::Deep(inner)
            | Self::Chain(inner)
            | Self::ExpressionStatement(inner)
            | Self::Attribute { value: inner, .. } => each(*inner),
            Self::FString(parts) => {
                for part in parts {
                    if let FStringPart::Field(field) = part {
                        each(*field);
                    }
                }
            }
            Self::BooleanOperation { operands: list, .. } | Self::Set { elements: list, .. } => {
                list.iter().for_each(|id| each(*id));
            }
            Self::Dict { entries, .. } => {
                for (key, value) in entries {
                    key.iter().for_each(|key| each(*key));
                    each(*value);
                }
            }
            Self::If { test, body, otherwise } => {
                each(*test);
                body.iter().for_each(|id| each(*id));
                match otherwise {
                    super::tree::Otherwise::Whatever => {}
                    super::tree::Otherwise::Body(body) => body.iter().for_each(|id| each(*id)),
                    super::tree::Otherwise::Chain(inner) => each(*inner),
                }
            }
            Self::With { items, body, .. } => {
                for (expression, target) in items {
                    each(*expression);
                    target.iter().for_each(|target| each(*target));
                }
                body.iter().for_each(|id| each(*id));
            }
            Self::Assign { targets, value } => {
                targets.iter().for_each(|id| each(*id));
                each(*value);
            }
            Self::Node { slots, .. } => slots.iter().for_each(|slot| slot.each_child(each)),
            _ => {}
        }
    }

    /// Hands on the metavariables of this part itself.
    pub(crate) fn each_metavariable(&self, each: &mut dyn FnMut(MetavariableId)) {
        let mut name = |pattern: &NamePattern| pattern.each_metavariable(each);
        match self {
            Self::PartialName(pattern) | Self::Attribute { name: pattern, .. } => name(pattern),
            Self::Names { names, .. } => names.iter().for_each(name),
            Self::Import(import) => {
                let (ImportPattern::Import(names) | ImportPattern::From { names, .. }) = import;
                if let ImportPattern::From { module: Some(module), .. } = import {
                    name(module);
                }
                for (imported, alias) in names {
                    name(imported);
                    alias.iter().for_each(&mut name);
                }
            }
            Self::Node { slots, .. } => slots.iter().for_each(|slot| slot.each_name(&mut name)),
            Self::FString(parts) => {
                for part in parts {
                    if let FStringPart::Content(id) = part {
                        each(*id);
                    }
                }
            }
            Self::Metavariable(id)
            | Self::Many(id)
            | Self::StringContent(id)
            | Self::Dict { others: Some(id), .. }
            | Self::Set { others: Some(id), .. }
            | Self::Typed { variable: Some(id), .. } => each(*id),
            _ => {}
        }
        if let Self::Node { slots, .. } = self {
            slots.iter().for_each(|slot| slot.each_many(each));
        }
    }
}

impl Slot {
    fn each_child(&self, each: &mut dyn FnMut(TreeId)) {
        match self {
            Self::Node(id) => each(*id),
            Self::List(list) | Self::Some(list) | Self::Body(list) | Self::Members(list) => {
                list.iter().for_each(|id| each(*id));
            }
            Self::Arguments(arguments) | Self::Leading(arguments) => {
                for argument in arguments {
                    match argument {
                        ArgumentPattern::Positional(id)
                        | ArgumentPattern::Keyword(_, id)
                        | ArgumentPattern::Spread(id) => each(*id),
                        ArgumentPattern::Gap | ArgumentPattern::Many(_) => {}
                    }
                }
            }
            Self::Parameters(parameters) => {
                for parameter in parameters {
                    if let ParameterPattern::Parameter { annotation, default, .. } = parameter {
                        annotation.iter().chain(default).for_each(|id| each(*id));
                    }
                }
            }
            Self::Whatever | Self::Absent | Self::Name(_) | Self::Flag(_) => {}
        }
    }

    fn each_name(&self, each: &mut dyn FnMut(&NamePattern)) {
        match self {
            Self::Name(name) => each(name),
            Self::Arguments(arguments) | Self::Leading(arguments) => {
                for argument in arguments {
                    if let ArgumentPattern::Keyword(name, _) = argument {
                        each(name);
                    }
                }
            }
            Self::Parameters(parameters) => {
                for parameter in parameters {
                    if let ParameterPattern::Parameter { name, .. } = parameter {
                        each(name);
                    }
                }
            }
            _ => {}
        }
    }

    fn each_many(&self, each: &mut dyn FnMut(MetavariableId)) {
        match self {
            Self::Arguments(arguments) | Self::Leading(arguments) => {
                for argument in arguments {
                    if let ArgumentPattern::Many(id) = argument {
                        each(*id);
                    }
                }
            }
            Self::Parameters(parameters) => {
                for parameter in parameters {
                    if let ParameterPattern::Many(id) = parameter {
                        each(*id);
                    }
                }
            }
            _ => {}
        }
    }
}
