//! Simple type inference: what the source itself shows of a value's type, without evaluating
//! anything and without looking into other files.
//!
//! What is not evident has no type here: every answer is an `Option`, and a container whose
//! elements are not evident is the bare container.

mod bindings;
mod builtins;
mod calls;
mod completion;
mod expressions;
mod operators;
mod parameters;
mod returns;

use smallvec::{SmallVec, smallvec};

use crate::BindingId;

pub use completion::{is_stub_body, may_fall_through};
pub use returns::Returned;

/// Type arguments nested deeper than this are left out.
const NESTING_LIMIT: usize = 3;

/// The type of a value.
#[derive(Clone, Debug, Eq, PartialEq, Hash)]
pub enum Type<'a> {
    /// No value at all: the function never returns.
    Never,
    /// `None`
    None,
    /// An instance of the class that the method is called on: `Self`.
    SelfInstance,
    /// An instance of a class, with type arguments if they are evident.
    Instance(Class<'a>, Vec<Type<'a>>),
    /// One of several, in the order in which they are written, `None` last.
    Union(Vec<Type<'a>>),
}

/// A class.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash)]
pub enum Class<'a> {
    /// A builtin class.
    Builtin(&'static str),
    /// A class of a module that the file need not import yet.
    Library {
        /// The module.
        module: &'static str,
        /// The class's name in it.
        name: &'static str,
    },
    /// A class that the file defines or imports.
    Bound {
        /// What binds the first part of the name.
        binding: BindingId,
        /// The name as it is written in the file.
        name: &'a str,
    },
}

impl<'a> Type<'a> {
    /// An instance of a builtin class.
    pub fn builtin(name: &'static str) -> Self {
        Self::Instance(Class::Builtin(name), Vec::new())
    }

    /// A builtin container of these elements; the bare class if they are not evident.
    pub fn container(name: &'static str, elements: Option<Vec<Type<'a>>>) -> Self {
        let elements = elements
            .filter(|elements| elements.iter().all(|element| element.nesting() < NESTING_LIMIT));
        Self::Instance(Class::Builtin(name), elements.unwrap_or_default())
    }

    /// How deep its type arguments are nested.
    fn nesting(&self) -> usize {
        match self {
            Self::Instance(_, parts) | Self::Union(parts) => {
                parts.iter().map(|part| part.nesting() + 1).max().unwrap_or_default()
            }
            _ => 0,
        }
    }

    /// An instance of a class of `collections.abc`.
    pub fn abstract_collection(name: &'static str, arguments: Vec<Type<'a>>) -> Self {
        Self::Instance(Class::Library { module: "collections.abc", name }, arguments)
    }

    /// The builtin class it is an instance of.
    pub fn builtin_name(&self) -> Option<&'static str> {
        match self {
            Self::Instance(Class::Builtin(name), _) => Some(name),
            _ => None,
        }
    }

    /// Whether it is an instance of that builtin class.
    pub fn is_builtin(&self, name: &str) -> bool {
        self.builtin_name() == Some(name)
    }

    /// The types it is made of: itself, if it is no union.
    pub fn members(&self) -> &[Type<'a>] {
        match self {
            Self::Union(members) => members,
            other => std::slice::from_ref(other),
        }
    }

    /// Whether `None` is one of its values.
    pub fn may_be_none(&self) -> bool {
        self.members().contains(&Self::None)
    }

    /// It without `None`; `None` if nothing is left.
    pub fn without_none(self) -> Option<Self> {
        match self {
            Self::None => None,
            Self::Union(members) => {
                Self::union(members.into_iter().filter(|member| *member != Self::None))
            }
            other => Some(other),
        }
    }

    /// Whether nothing is left open: it is not `None` alone, and each container says what it
    /// holds.
    pub fn is_precise(&self) -> bool {
        match self {
            Self::None | Self::Never => false,
            Self::SelfInstance => true,
            Self::Union(members) => {
                members.iter().all(|member| *member == Self::None || member.is_precise())
            }
            Self::Instance(Class::Builtin("list" | "dict" | "set" | "frozenset" | "tuple"), it) => {
                !it.is_empty() && it.iter().all(Self::is_precise)
            }
            Self::Instance(Class::Builtin("object"), _) => false,
            Self::Instance(_, arguments) => arguments.iter().all(Self::is_precise),
        }
    }

    /// It without type arguments: what is known of a container that may have been added to.
    pub fn without_arguments(self) -> Self {
        match self {
            Self::Instance(class @ Class::Builtin("list" | "dict" | "set" | "bytearray"), _) => {
                Self::Instance(class, Vec::new())
            }
            Self::Union(members) => {
                Self::union(members.into_iter().map(Self::without_arguments)).unwrap_or(Self::Never)
            }
            other => other,
        }
    }

    /// A value of any of these types; none if there is none of them.
    pub fn union(types: impl IntoIterator<Item = Type<'a>>) -> Option<Self> {
        let mut members: SmallVec<[Self; 4]> = smallvec![];
        for item in types {
            match item {
                Self::Union(inner) => {
                    inner.into_iter().for_each(|member| add_member(&mut members, member));
                }
                member => add_member(&mut members, member),
            }
        }
        if members.len() > 1 {
            members.retain(|member| *member != Self::Never);
        }
        // Each number class takes the values of those before it.
        let widest = members.iter().filter_map(number_rank).max();
        if let Some(widest) = widest {
            members.retain(|member| number_rank(member).is_none_or(|rank| rank == widest));
        }
        members.sort_by_key(order);
        match members.len() {
            0 => None,
            1 => members.pop(),
            _ => Some(Self::Union(members.into_vec())),
        }
    }
}

/// Whether a container can be added to: a type checker takes a `list[int]` for no `list[str]`, nor
/// for a `list[int] | list[str]` once it has another name.
fn is_changeable(class: Class<'_>) -> bool {
    matches!(class, Class::Builtin("list" | "dict" | "set"))
}

/// Adds a type that is not there. Of one container with and without arguments, or of one that can
/// be changed with different arguments, the bare one is left.
fn add_member<'a>(members: &mut SmallVec<[Type<'a>; 4]>, member: Type<'a>) {
    if members.contains(&member) {
        return;
    }
    if let Type::Instance(class, arguments) = &member
        && let Some(other) = members
            .iter_mut()
            .find(|other| matches!(other, Type::Instance(other, _) if other == class))
        && let Type::Instance(_, present) = other
        && (arguments.is_empty() || present.is_empty() || is_changeable(*class))
    {
        present.clear();
        return;
    }
    members.push(member);
}

/// How wide a number class is: `bool` is an `int`, and a type checker takes an `int` for a
/// `float`, and that for a `complex`.
fn number_rank(member: &Type<'_>) -> Option<usize> {
    let name = member.builtin_name()?;
    ["bool", "int", "float", "complex"].iter().position(|number| *number == name)
}

/// Texts, then numbers, then the rest as they come, `None` last.
fn order(member: &Type<'_>) -> usize {
    match member {
        Type::None => 9,
        Type::Never => 8,
        _ => match member.builtin_name() {
            Some("str") => 0,
            Some("bytes") => 1,
            _ if number_rank(member).is_some() => 2,
            _ => 3,
        },
    }
}

#[cfg(test)]
mod tests;
