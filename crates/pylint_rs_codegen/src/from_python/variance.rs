//! Which way generic types vary with their arguments.

use pylint_rs_semantic::QualifiedName;

/// How a part of a type varies with the whole.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Variance {
    /// The same way.
    Covariant,
    /// The other way.
    Contravariant,
    /// Not at all.
    Invariant,
    /// As the whole does: inside of what is just being defined.
    Neutral,
}

use Variance::{Contravariant, Covariant, Invariant, Neutral};

impl Variance {
    /// How a part of this part varies.
    pub(super) fn then(self, inner: Self) -> Self {
        match (self, inner) {
            (Neutral, Covariant) | (Covariant, Neutral) => Neutral,
            (Neutral, _) | (_, Neutral) => Invariant,
            (Invariant, _) | (_, Invariant) => Invariant,
            (outer, inner) if outer == inner => Covariant,
            _ => Contravariant,
        }
    }
}

/// How a generic class of the standard library varies with its arguments; the last is that of all
/// further ones. What is not known can be taken for invariant: it rarely is anything else.
pub(super) fn of_arguments(name: &QualifiedName<'_>) -> &'static [Variance] {
    match name.segments() {
        ["collections", "abc", "Set"] | ["os", "PathLike"] | ["itertools", _] => &[Covariant],
        ["types", "MappingProxyType"] => &[Invariant, Covariant],
        ["builtins" | "typing" | "typing_extensions" | "contextlib", last]
        | ["collections", "abc", last] => of_common(last),
        _ => &[Invariant],
    }
}

fn of_common(name: &str) -> &'static [Variance] {
    match name {
        "AbstractAsyncContextManager"
        | "AbstractContextManager"
        | "AbstractSet"
        | "Annotated"
        | "AsyncContextManager"
        | "AsyncIterable"
        | "AsyncIterator"
        | "Awaitable"
        | "ClassVar"
        | "Collection"
        | "Concatenate"
        | "Container"
        | "ContextManager"
        | "Final"
        | "FrozenSet"
        | "ItemsView"
        | "Iterable"
        | "Iterator"
        | "KeysView"
        | "NotRequired"
        | "Optional"
        | "ReadOnly"
        | "Required"
        | "Reversible"
        | "Sequence"
        | "SupportsAbs"
        | "SupportsRound"
        | "Tuple"
        | "Type"
        | "TypeGuard"
        | "Union"
        | "Unpack"
        | "ValuesView"
        | "enumerate"
        | "filter"
        | "frozenset"
        | "map"
        | "reversed"
        | "tuple"
        | "type"
        | "zip" => &[Covariant],
        "Mapping" => &[Invariant, Covariant],
        "Coroutine" | "Generator" => &[Covariant, Contravariant, Covariant],
        "AsyncGenerator" => &[Covariant, Contravariant],
        "Callable" => &[Contravariant, Covariant],
        _ => &[Invariant],
    }
}

/// How many arguments a generic class of the standard library takes, as far as types are read off
/// values.
pub(super) fn arity(name: &str) -> usize {
    match name {
        "dict" | "defaultdict" | "OrderedDict" | "Mapping" | "MutableMapping" | "ItemsView"
        | "AsyncGenerator" | "ChainMap" => 2,
        "Generator" | "Coroutine" => 3,
        "list" | "set" | "frozenset" | "tuple" | "type" | "deque" | "Counter" | "Iterator"
        | "Iterable" | "AsyncIterator" | "AsyncIterable" | "Awaitable" | "Sequence"
        | "MutableSequence" | "Set" | "MutableSet" | "Collection" | "KeysView" | "ValuesView"
        | "enumerate" | "filter" | "map" | "reversed" | "zip" => 1,
        _ => 0,
    }
}
