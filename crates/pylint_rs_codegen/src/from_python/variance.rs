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
    /// Nobody knows.
    Unknown,
}

use Variance::{Contravariant, Covariant, Invariant, Unknown};

impl Variance {
    /// How a part of this part varies.
    pub(super) fn then(self, inner: Self) -> Self {
        match (self, inner) {
            (Unknown, _) | (_, Unknown) => Unknown,
            (Invariant, _) | (_, Invariant) => Invariant,
            (outer, inner) if outer == inner => Covariant,
            _ => Contravariant,
        }
    }
}

/// How a generic class of the standard library varies with its arguments; the last is that of all
/// further ones.
pub(super) fn of_arguments(name: &QualifiedName<'_>) -> &'static [Variance] {
    let segments = name.segments();
    let Some((
        last,
        ["builtins" | "typing" | "typing_extensions" | "collections" | "contextlib"]
        | ["collections", "abc"],
    )) = segments.split_last()
    else {
        return &[Unknown];
    };
    match *last {
        "Concatenate"
        | "tuple"
        | "Tuple"
        | "type"
        | "Type"
        | "Sequence"
        | "Iterable"
        | "Iterator"
        | "Reversible"
        | "Container"
        | "Collection"
        | "AbstractSet"
        | "frozenset"
        | "FrozenSet"
        | "Awaitable"
        | "AsyncIterable"
        | "AsyncIterator"
        | "Optional"
        | "Union"
        | "ClassVar"
        | "Final"
        | "Annotated"
        | "KeysView"
        | "ValuesView"
        | "ItemsView"
        | "AbstractContextManager"
        | "AbstractAsyncContextManager"
        | "ContextManager"
        | "AsyncContextManager"
        | "TypeGuard"
        | "Required"
        | "NotRequired"
        | "ReadOnly"
        | "Unpack"
        | "SupportsAbs"
        | "SupportsRound"
        | "enumerate"
        | "reversed"
        | "zip"
        | "map"
        | "filter" => &[Covariant],
        // `typing.Set` can be changed, `collections.abc.Set` cannot.
        "Set" if segments[0] == "collections" => &[Covariant],
        "list" | "List" | "dict" | "Dict" | "set" | "Set" | "deque" | "Deque" | "defaultdict"
        | "DefaultDict" | "OrderedDict" | "Counter" | "ChainMap" | "MutableSequence"
        | "MutableSet" | "MutableMapping" | "TypeIs" => &[Invariant],
        "Mapping" => &[Invariant, Covariant],
        "Generator" | "Coroutine" => &[Covariant, Contravariant, Covariant],
        "AsyncGenerator" => &[Covariant, Contravariant],
        "Callable" => &[Contravariant, Covariant],
        _ => &[Unknown],
    }
}
