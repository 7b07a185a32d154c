//! What a capture must fulfil beyond having matched.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Comparison, Formula, MetavariableId, RegularExpression};

/// What a match's captures must fulfil.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Condition {
    /// Something of one capture.
    Of(MetavariableId, Test),
    /// An expression over captures that must be true: `$X > 100`, `len($NAME) >= 20`.
    Comparison(#[serde(with = "crate::shared")] Arc<Comparison>),
}

/// What of a capture a formula is looked for in.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub enum Content {
    /// The code it is, and of a string also the value, if that is Python.
    #[default]
    Either,
    /// The code it is.
    Code,
    /// The value of a string, read as Python; nothing else matches.
    PythonInString,
    /// The value of a string, in which only regular expressions match; nothing else matches.
    TextInString,
}

/// Something that a capture is or is not.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Test {
    /// Its text (of a string: see `constant_propagation`) matches a regular expression.
    Regex {
        /// The expression, anchored as the rule's language has it.
        #[serde(with = "crate::shared")]
        regex: Arc<RegularExpression>,
        /// Whether a name bound once to a literal stands for the literal's text.
        constant_propagation: bool,
    },
    /// It is an instance of one of the types, which are written as annotations are.
    Type(#[serde(with = "crate::shared::each")] Vec<Arc<str>>),
    /// It is one of these sorts of syntax.
    Kind(Vec<SyntaxSort>),
    /// It is one of these: an identifier's or dotted name's text, a literal's value.
    In(#[serde(with = "crate::shared::each")] Vec<Arc<str>>),
    /// The formula has a match that spans it, or one in it. Nothing around it is seen.
    Matches {
        /// The formula; without a pattern that says where, it is asked of the whole.
        formula: Box<Formula>,
        /// What of it is searched.
        content: Content,
    },
    /// A string of at least so many bits of entropy a character, and long enough to tell.
    Entropy(f64),
    /// A string that looks like a secret, by Semgrep's rule of thumb.
    LooksRandom,
    /// Not so.
    Not(Box<Test>),
}

/// The sorts of syntax that `kind` tells apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub enum SyntaxSort {
    /// A string that is not formatted, bytes aside.
    String,
    /// An f-string.
    FString,
    /// A bytes literal.
    Bytes,
    /// An integer.
    Integer,
    /// A float or complex number.
    Float,
    /// `True` or `False`
    Boolean,
    /// `None`
    None,
    /// Any literal of the above but f-strings.
    Literal,
    /// A bare name.
    Name,
    /// `a.b`
    Attribute,
    /// `a(b)`
    Call,
    /// `a[b]`
    Subscript,
    /// A list display.
    List,
    /// A tuple display.
    Tuple,
    /// A dict display.
    Dict,
    /// A set display.
    Set,
    /// A comprehension or generator expression.
    Comprehension,
    /// A lambda.
    Lambda,
    /// A unary, binary or boolean operation, or a comparison.
    Operation,
    /// `await a`
    Await,
    /// Any expression.
    Expression,
    /// Any statement.
    Statement,
    /// A function definition.
    Function,
    /// A class definition.
    Class,
}
