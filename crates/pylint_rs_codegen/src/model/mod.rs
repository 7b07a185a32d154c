//! What Python there is to be, whatever it was said in.
//!
//! Types and default values are syntax trees already; every part knows where in the spec it was
//! asked for, so that a complaint or a line of a diff can point there.

use std::ops::Range;

use ruff_python_ast::Expr;
use rustc_hash::FxHashMap;

use crate::document::Source;

/// One Python file.
#[derive(Clone, Debug, Default)]
pub struct Module {
    /// Its docstring.
    pub documentation: Option<String>,
    /// Where names that types use come from: `from decimal import Decimal`.
    pub imports: Vec<Import>,
    /// What it defines, in order.
    pub definitions: Vec<Definition>,
    /// Names that must not be imported when it runs, since that would go in circles.
    pub typing_only: Vec<String>,
    /// The names of the other modules that are made with it.
    pub siblings: Vec<String>,
    /// The text that a definition's places are in, by its name, where that is not the spec's own.
    pub elsewhere: FxHashMap<String, Source>,
}

/// A name that types use, and where it comes from.
#[derive(Clone, Debug, Eq, PartialEq, Hash)]
pub struct Import {
    /// The module: `decimal`.
    pub module: String,
    /// Its member; nothing to import the module itself.
    pub member: Option<String>,
    /// What it is called here, if otherwise.
    pub alias: Option<String>,
    /// Where the spec says so.
    pub span: Range<usize>,
}

/// A definition at the top of a module.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Its name.
    pub name: String,
    /// Its docstring.
    pub documentation: Option<String>,
    /// Its type parameters.
    pub type_parameters: Vec<TypeParameter>,
    /// What it is.
    pub kind: DefinitionKind,
    /// Where the spec asks for it.
    pub span: Range<usize>,
}

/// What a definition is.
#[derive(Clone, Debug)]
pub enum DefinitionKind {
    /// A class with attributes and, if wanted, accessors to them.
    Class(Class),
    /// A protocol.
    Protocol(Protocol),
    /// A TypedDict.
    TypedDict(TypedDict),
    /// A dataclass.
    Dataclass(Dataclass),
    /// A NamedTuple.
    NamedTuple(Vec<Field>),
    /// An enumeration.
    Enumeration(Enumeration),
    /// An abstract base class.
    Abstract(Protocol),
    /// A type alias.
    Alias(TypeExpression),
}

/// A type, as Python writes it.
#[derive(Clone, Debug)]
pub struct TypeExpression {
    /// Its syntax tree.
    pub expression: Expr,
    /// Where the spec says so.
    pub span: Range<usize>,
}

/// A type parameter.
#[derive(Clone, Debug)]
pub struct TypeParameter {
    /// Its name.
    pub name: String,
    /// What sort it is.
    pub kind: TypeParameterKind,
    /// The type it must be a subtype of, or a tuple of the types it may be.
    pub bound: Option<TypeExpression>,
    /// What it is if it is not given.
    pub default: Option<TypeExpression>,
}

/// The sorts of type parameters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TypeParameterKind {
    /// One type.
    TypeVar,
    /// Several types.
    TypeVarTuple,
    /// Parameters.
    ParamSpec,
}

/// An attribute, key, element or parameter of `__init__`.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name; of a TypedDict, the key on the wire, which need not be an identifier.
    pub name: String,
    /// Its type.
    pub annotation: TypeExpression,
    /// Its value when none is given.
    pub default: Option<DefaultValue>,
    /// What it is about.
    pub documentation: Option<String>,
    /// Whether it cannot be set.
    pub is_read_only: bool,
    /// Whether it may be missing: of a TypedDict only.
    pub is_required: bool,
    /// Whether it is the class's rather than each instance's.
    pub is_class_variable: bool,
    /// Where the spec asks for it.
    pub span: Range<usize>,
}

/// A value when none is given.
#[derive(Clone, Debug)]
pub enum DefaultValue {
    /// This one, which cannot be changed in place.
    Value(Expr),
    /// What calling this gives, anew each time: `list`, `lambda: [1]`.
    Factory(Expr),
}

/// A class with attributes.
#[derive(Clone, Debug)]
pub struct Class {
    /// Its bases.
    pub bases: Vec<TypeExpression>,
    /// The bases' `__init__`s, which its own calls first.
    pub initializers: Vec<Initializer>,
    /// Its attributes, in the order of `__init__`'s parameters.
    pub fields: Vec<Field>,
    /// How attributes are reached.
    pub accessors: Accessors,
    /// Whether it has `__slots__`.
    pub has_slots: bool,
    /// Whether instances of equal attributes are equal.
    pub has_equality: bool,
    /// Whether it has a `__repr__`.
    pub has_representation: bool,
}

/// The `__init__` of a class's base.
#[derive(Clone, Debug)]
pub struct Initializer {
    /// The base.
    pub base: TypeExpression,
    /// What it takes: its own bases' fields, then its own.
    pub fields: Vec<Field>,
    /// The attributes that those are kept in.
    pub attributes: Vec<String>,
}

/// How a class's attributes are reached.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Accessors {
    /// As they are.
    None,
    /// By `get_x` and `set_x`.
    Methods,
    /// By properties.
    Properties,
}

/// A protocol or an abstract base class.
#[derive(Clone, Debug)]
pub struct Protocol {
    /// Its bases.
    pub bases: Vec<TypeExpression>,
    /// Attributes and class variables.
    pub attributes: Vec<Field>,
    /// Properties; those that are not read-only have a setter.
    pub properties: Vec<Field>,
    /// Methods.
    pub methods: Vec<Method>,
    /// Whether `isinstance` may ask for it: of a protocol only.
    pub is_runtime_checkable: bool,
}

/// A method.
#[derive(Clone, Debug)]
pub struct Method {
    /// Its name.
    pub name: String,
    /// Its own type parameters.
    pub type_parameters: Vec<TypeParameter>,
    /// Its parameters, without `self` or `cls`.
    pub parameters: ruff_python_ast::Parameters,
    /// What it gives.
    pub returns: TypeExpression,
    /// Whether it is a coroutine function.
    pub is_async: bool,
    /// What it is called on.
    pub receiver: Receiver,
    /// What it does.
    pub documentation: Option<String>,
    /// Where the spec asks for it.
    pub span: Range<usize>,
}

/// What a method is called on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Receiver {
    /// An instance.
    Instance,
    /// The class.
    Class,
    /// Nothing.
    Static,
}

/// A TypedDict.
#[derive(Clone, Debug)]
pub struct TypedDict {
    /// The TypedDicts whose keys it has, too.
    pub bases: Vec<TypeExpression>,
    /// Its keys.
    pub fields: Vec<Field>,
    /// Whether it has no other keys.
    pub is_closed: bool,
    /// The type of its other keys' values.
    pub extra_items: Option<TypeExpression>,
}

/// A dataclass.
#[derive(Clone, Debug)]
pub struct Dataclass {
    /// Its bases.
    pub bases: Vec<TypeExpression>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Whether it cannot be changed.
    pub is_frozen: bool,
    /// Whether it has `__slots__`.
    pub has_slots: bool,
    /// Whether fields are given by keyword only.
    pub is_keyword_only: bool,
    /// Whether instances can be ordered.
    pub has_order: bool,
}

/// An enumeration.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// What its members are.
    pub kind: EnumerationKind,
    /// Its members' names and values, in order; without a value, `auto()`.
    pub members: Vec<Member>,
}

/// A member of an enumeration.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Option<Expr>,
    /// What it is about.
    pub documentation: Option<String>,
    /// Where the spec asks for it.
    pub span: Range<usize>,
}

/// What the members of an enumeration are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum EnumerationKind {
    /// `enum.Enum`
    Enum,
    /// `enum.StrEnum`; before Python 3.11, `str` and `enum.Enum`.
    String,
    /// `enum.IntEnum`
    Integer,
    /// `enum.Flag`
    Flag,
    /// `enum.IntFlag`
    IntegerFlag,
    /// No class at all: an alias of `typing.Literal`.
    Literal,
}
