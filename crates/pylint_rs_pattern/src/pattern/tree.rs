//! The tree of a compiled pattern: an arena of parts that refer to each other by number.

use std::sync::Arc;

use ruff_python_ast::NodeKind;
use serde::{Deserialize, Serialize};

use crate::{MetavariableId, RegularExpression};

/// A part of a pattern, as a number of its [`Trees`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub(crate) struct TreeId(u32);

/// The parts of a pattern.
#[derive(Clone, Debug, Default, Eq, PartialEq, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<Tree>")]
pub(crate) struct Trees {
    trees: Vec<Tree>,
    /// The metavariables of each part and of those below it.
    #[serde(skip)]
    variables: Vec<Box<[MetavariableId]>>,
}

impl From<Vec<Tree>> for Trees {
    fn from(parts: Vec<Tree>) -> Self {
        let mut trees = Self::default();
        trees.trees.reserve_exact(parts.len());
        trees.variables.reserve_exact(parts.len());
        parts.into_iter().for_each(|part| {
            trees.push(part);
        });
        trees
    }
}

impl Trees {
    /// Adds a part, after those below it.
    pub(crate) fn push(&mut self, tree: Tree) -> TreeId {
        let mut variables = Vec::new();
        tree.each_metavariable(&mut |id| variables.push(id));
        tree.each_child(&mut |child| variables.extend(self.variables(child)));
        variables.sort_unstable();
        variables.dedup();
        self.trees.push(tree);
        self.variables.push(variables.into());
        TreeId(self.trees.len() as u32 - 1)
    }

    pub(crate) fn get(&self, id: TreeId) -> &Tree {
        &self.trees[id.0 as usize]
    }

    /// The metavariables in a part.
    pub(crate) fn variables(&self, id: TreeId) -> &[MetavariableId] {
        &self.variables[id.0 as usize]
    }

    /// All of them, the inner before the outer.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Tree> {
        self.trees.iter()
    }
}

/// What a part of a pattern matches.
#[derive(Clone, Debug, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub(crate) enum Tree {
    /// `$_`: anything.
    Anything,
    /// `...`: in a list, any number of things; elsewhere, anything or nothing.
    Gap,
    /// `$X`
    Metavariable(MetavariableId),
    /// `$...XS`
    Many(MetavariableId),
    /// `<... P ...>`
    Deep(TreeId),
    /// `$X: T`; no variable for `$_: T`.
    Typed {
        /// `X`
        variable: Option<MetavariableId>,
        /// The types it may be of, as written.
        types: Box<[Box<str>]>,
    },
    /// A name.
    Name {
        /// The name.
        name: Box<str>,
        /// Whether the pattern itself binds it, so that it cannot mean a builtin.
        is_own: bool,
        /// Whether it has attributes, so that it may mean a module.
        is_root: bool,
    },
    /// A name part of which is open.
    PartialName(NamePattern),
    /// `a.b.c`
    Dotted {
        /// `a`, `b`, `c`
        path: Box<[Box<str>]>,
        /// Whether the pattern itself binds `a`.
        is_own: bool,
    },
    /// An attribute of anything but a dotted name, or one that is a metavariable.
    Attribute {
        /// Of what.
        value: TreeId,
        /// Its name.
        name: NamePattern,
    },
    /// `P. ...`: P, or any attributes and calls of it.
    Chain(TreeId),
    /// `"..."`
    AnyString,
    /// `"..." "..."`: any strings one after the other that are one.
    AnyConcatenation,
    /// A string, or bytes, with this value.
    String {
        /// The value.
        value: Box<str>,
    },
    /// `b"..."`
    AnyBytes,
    /// Bytes with this value.
    Bytes(Box<[u8]>),
    /// `"=~/re/"`
    StringRegex(PatternRegex),
    /// `"$X"`
    StringContent(MetavariableId),
    /// A number.
    Number(NumberPattern),
    /// `True`, `False`
    Boolean(bool),
    /// `None`
    None,
    /// An f-string.
    FString(Box<[FStringPart]>),
    /// `a and b`, `a or b`
    BooleanOperation {
        /// Whether it is `and`.
        is_and: bool,
        /// The operands, at least two.
        operands: Box<[TreeId]>,
    },
    /// `{...}`: any dict or set display.
    AnyBraces,
    /// `[...]`: any list display or comprehension.
    AnyBrackets,
    /// A dict display.
    Dict {
        /// Whether there may be other entries.
        is_open: bool,
        /// What stands for the other entries.
        others: Option<MetavariableId>,
        /// Entries: key (none for `**`) and value.
        entries: Box<[(Option<TreeId>, TreeId)]>,
    },
    /// A set display.
    Set {
        /// Whether there may be other elements.
        is_open: bool,
        /// What stands for the other elements.
        others: Option<MetavariableId>,
        /// Its elements.
        elements: Box<[TreeId]>,
    },
    /// A statement that is an expression: in a sequence, also a part of a simple statement.
    ExpressionStatement(TreeId),
    /// `if`
    If {
        /// The condition.
        test: TreeId,
        /// The body.
        body: Box<[TreeId]>,
        /// What comes after.
        otherwise: Otherwise,
    },
    /// `with`
    With {
        /// Whether it must be `async`.
        is_async: bool,
        /// Its items: the expression, and the target.
        items: Box<[(TreeId, Option<TreeId>)]>,
        /// The body.
        body: Box<[TreeId]>,
    },
    /// `import a`, `from a import b`
    Import(ImportPattern),
    /// `global a`, `nonlocal a`
    Names {
        /// Which of the two.
        #[serde(with = "super::kind_number")]
        kind: NodeKind,
        /// The names, each of which must be there.
        names: Box<[NamePattern]>,
    },
    /// `a = b = c`, any of the forms of assignment.
    Assign {
        /// The targets.
        targets: Box<[TreeId]>,
        /// The value.
        value: TreeId,
    },
    /// Any other node, slot by slot.
    Node {
        /// Its kind.
        #[serde(with = "super::kind_number")]
        kind: NodeKind,
        /// Its operator, if it has one.
        tag: u64,
        /// Its parts.
        slots: Box<[Slot]>,
    },
}

/// What comes after an `if`'s body.
#[derive(Clone, Debug, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub(crate) enum Otherwise {
    /// Anything or nothing.
    Whatever,
    /// `else:` with this body.
    Body(Box<[TreeId]>),
    /// `elif`: another `If`.
    Chain(TreeId),
}

/// An identifier in a pattern.
#[derive(Clone, Debug, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub(crate) enum NamePattern {
    /// `$_`, `...`
    Anything,
    /// Itself.
    Exact(Box<str>),
    /// `$X`
    Metavariable(MetavariableId),
    /// `a.$X.b`, in an import
    Dotted(Box<[NamePattern]>),
    /// `get_$NAME_all`
    Partial {
        /// `get_`
        prefix: Box<str>,
        /// `NAME`; none for `$_`.
        variable: Option<MetavariableId>,
        /// `_all`
        suffix: Box<str>,
    },
}

/// A part of a node in a pattern.
#[derive(Clone, Debug, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub(crate) enum Slot {
    /// Anything or nothing.
    Whatever,
    /// Nothing.
    Absent,
    /// One node.
    Node(TreeId),
    /// An identifier.
    Name(NamePattern),
    /// A truth.
    Flag(bool),
    /// Nodes in order.
    List(Box<[TreeId]>),
    /// A class's bases and keywords, after which others may come.
    Leading(Box<[ArgumentPattern]>),
    /// Nodes in any order, among which others may be: decorators, handlers, match cases.
    Some(Box<[TreeId]>),
    /// Statements.
    Body(Box<[TreeId]>),
    /// The statements of a class, in any order.
    Members(Box<[TreeId]>),
    /// A call's arguments.
    Arguments(Box<[ArgumentPattern]>),
    /// Parameters.
    Parameters(Box<[ParameterPattern]>),
}

/// An argument in a pattern.
#[derive(Clone, Debug, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub(crate) enum ArgumentPattern {
    /// `...`
    Gap,
    /// `$...XS`
    Many(MetavariableId),
    /// `a`, `*a`
    Positional(TreeId),
    /// `a=b`
    Keyword(NamePattern, TreeId),
    /// `**a`
    Spread(TreeId),
}

/// A parameter in a pattern.
#[derive(Clone, Debug, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub(crate) enum ParameterPattern {
    /// `...`
    Gap,
    /// `$...XS`
    Many(MetavariableId),
    /// `/`
    PositionalOnlyMarker,
    /// `*`
    KeywordOnlyMarker,
    /// `a: T = d`, `*a: T`, `**a: T`
    Parameter {
        /// Stars before it.
        stars: u8,
        /// Its name.
        name: NamePattern,
        /// Its annotation; none is any or none.
        annotation: Option<TreeId>,
        /// Its default; none is any or none.
        default: Option<TreeId>,
    },
}

/// A part of an f-string in a pattern.
#[derive(Clone, Debug, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub(crate) enum FStringPart {
    /// `...`
    Gap,
    /// Text.
    Literal(Box<str>),
    /// `$X`, as the whole content.
    Content(MetavariableId),
    /// `{a}`
    Field(TreeId),
}

/// What is imported, and as what.
pub(crate) type ImportedName = (NamePattern, Option<NamePattern>);

/// An import in a pattern.
#[derive(Clone, Debug, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub(crate) enum ImportPattern {
    /// `import a.b as c`
    Import(Box<[ImportedName]>),
    /// `from a import b as c`
    From {
        /// Dots before the module.
        level: u32,
        /// The module.
        module: Option<NamePattern>,
        /// The names, each of which must be there.
        names: Box<[ImportedName]>,
    },
}

/// A number in a pattern, by value.
#[derive(Clone, Debug, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub(crate) enum NumberPattern {
    /// An integer that fits.
    Integer(i64),
    /// A larger one, as written.
    BigInteger(Box<str>),
    /// A float's bits.
    Float(u64),
    /// A complex number's.
    Complex(u64, u64),
}

/// A regular expression that is equal to another one written the same.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PatternRegex(#[serde(with = "crate::shared")] pub(crate) Arc<RegularExpression>);

impl PartialEq for PatternRegex {
    fn eq(&self, other: &Self) -> bool {
        self.0.source() == other.0.source()
    }
}

impl Eq for PatternRegex {}

impl std::hash::Hash for PatternRegex {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.source().hash(state);
    }
}
