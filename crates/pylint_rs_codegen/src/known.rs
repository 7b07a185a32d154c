//! What a type may name without importing it: members of `typing` and `collections.abc`.

/// A member of the standard library that types are made of.
pub(crate) struct Known {
    /// Its module.
    pub(crate) module: &'static str,
    /// Its name.
    pub(crate) name: &'static str,
    /// The minor version of Python 3 that has it first; `typing_extensions` has it before.
    pub(crate) since: u8,
    /// How many types it takes in brackets.
    pub(crate) arity: Arity,
}

/// How many types may stand in brackets after a name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Arity {
    /// None: there are no brackets.
    None,
    /// At least so many, and at most so many.
    Between(usize, usize),
    /// Any number that is not nought.
    Any,
    /// Parameters, and what is given back.
    Callable,
}

const fn typing(name: &'static str, since: u8, arity: Arity) -> Known {
    Known { module: "typing", name, since, arity }
}

const fn abc(name: &'static str, arity: Arity) -> Known {
    Known { module: "collections.abc", name, since: 9, arity }
}

const ONE: Arity = Arity::Between(1, 1);
const TWO: Arity = Arity::Between(2, 2);

const KNOWN: &[Known] = &[
    typing("Annotated", 9, Arity::Any),
    typing("Any", 9, Arity::None),
    typing("AnyStr", 9, Arity::None),
    typing("BinaryIO", 9, Arity::None),
    typing("ClassVar", 9, ONE),
    typing("Concatenate", 10, Arity::Any),
    typing("Final", 9, ONE),
    typing("Generic", 9, Arity::Any),
    typing("IO", 9, ONE),
    typing("Literal", 9, Arity::Any),
    typing("LiteralString", 11, Arity::None),
    typing("Never", 11, Arity::None),
    typing("NoReturn", 9, Arity::None),
    typing("NotRequired", 11, ONE),
    typing("Optional", 9, ONE),
    typing("ParamSpec", 10, Arity::None),
    typing("Protocol", 9, Arity::Any),
    typing("ReadOnly", 13, ONE),
    typing("Required", 11, ONE),
    typing("Self", 11, Arity::None),
    typing("SupportsAbs", 9, ONE),
    typing("SupportsBytes", 9, Arity::None),
    typing("SupportsComplex", 9, Arity::None),
    typing("SupportsFloat", 9, Arity::None),
    typing("SupportsIndex", 9, Arity::None),
    typing("SupportsInt", 9, Arity::None),
    typing("SupportsRound", 9, ONE),
    typing("TextIO", 9, Arity::None),
    typing("TypeAlias", 10, Arity::None),
    typing("TypeGuard", 10, ONE),
    typing("TypeIs", 13, ONE),
    typing("TypeVarTuple", 11, Arity::None),
    typing("TypedDict", 9, Arity::None),
    typing("Union", 9, Arity::Any),
    typing("Unpack", 11, ONE),
    typing("override", 12, Arity::None),
    abc("AsyncGenerator", Arity::Between(1, 2)),
    abc("AsyncIterable", ONE),
    abc("AsyncIterator", ONE),
    abc("Awaitable", ONE),
    Known { module: "collections.abc", name: "Buffer", since: 12, arity: Arity::None },
    abc("Callable", Arity::Callable),
    abc("Collection", ONE),
    abc("Container", ONE),
    abc("Coroutine", Arity::Between(3, 3)),
    abc("Generator", Arity::Between(1, 3)),
    abc("Hashable", Arity::None),
    abc("ItemsView", TWO),
    abc("Iterable", ONE),
    abc("Iterator", ONE),
    abc("KeysView", ONE),
    abc("Mapping", TWO),
    abc("MappingView", Arity::None),
    abc("MutableMapping", TWO),
    abc("MutableSequence", ONE),
    abc("MutableSet", ONE),
    abc("Reversible", ONE),
    abc("Sequence", ONE),
    abc("Set", ONE),
    abc("Sized", Arity::None),
    abc("ValuesView", ONE),
];

/// What this name is where nothing defines or imports it.
pub(crate) fn known(name: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.name == name)
}

/// The module that has a member at this minor version: `typing_extensions` before it came.
pub(crate) fn home<'m>(module: &'m str, name: &str, minor: u8) -> &'m str {
    match KNOWN.iter().find(|known| known.module == module && known.name == name) {
        Some(known) if known.since > minor => "typing_extensions",
        _ => module,
    }
}

/// Whether a member of `typing` came after 3.9, so that older versions have it from a backport.
pub(crate) fn is_young(member: &str) -> bool {
    KNOWN.iter().any(|known| known.module == "typing" && known.name == member && known.since > 9)
}

/// How many types a builtin takes in brackets; nothing for what is no builtin type.
pub(crate) fn builtin_arity(name: &str) -> Option<Arity> {
    Some(match name {
        "list" | "set" | "frozenset" | "type" | "enumerate" | "reversed" | "filter" => ONE,
        "dict" => TWO,
        "tuple" => Arity::Any,
        "int" | "str" | "float" | "bool" | "bytes" | "bytearray" | "complex" | "object"
        | "range" => Arity::None,
        _ => return None,
    })
}
