//! What a node looks like to CPython: a class name and its fields, in order.

use ruff_python_ast::{
    Alias, Comprehension, ElifElseClause, ExceptHandler, Expr, Identifier, InterpolatedElement,
    InterpolatedStringFormatSpec, Keyword, MatchCase, Parameter, Parameters, Pattern, Stmt,
    TypeParam, WithItem,
};
use smallvec::SmallVec;

use crate::literal::StringStyle;

/// A part of the tree that CPython has a node for.
pub(crate) enum Node<'a> {
    Statement(&'a Stmt),
    Expression(&'a Expr),
    Pattern(&'a Pattern),
    /// The rest of an `if` chain, which CPython nests: never empty, and its first clause has a test.
    Elif(&'a [ElifElseClause]),
    ExceptHandler(&'a ExceptHandler),
    /// The parameters of a function; a lambda without any has none.
    Parameters(Option<&'a Parameters>),
    Parameter(&'a Parameter),
    Keyword(&'a Keyword),
    Alias(&'a Alias),
    WithItem(&'a WithItem),
    MatchCase(&'a MatchCase),
    Comprehension(&'a Comprehension),
    TypeParameter(&'a TypeParam),
    Interpolation(&'a InterpolatedElement, StringStyle),
    FormatSpecification(&'a InterpolatedStringFormatSpec, StringStyle),
}

/// The value of a field, or an element of a list.
pub(crate) enum Value<'a> {
    /// Written as it is: a number, `None`, or a node without fields such as `Load()`.
    Word(&'static str),
    /// Written as it is, made for the occasion.
    Text(String),
    /// Written as the `repr` of a string.
    Name(&'a str),
    Node(Node<'a>),
    Described(Box<Description<'a>>),
    List(Vec<Value<'a>>),
}

impl Value<'_> {
    /// Whether `ast.dump` takes the value for a simple one, which may share a line with others.
    pub(crate) fn is_simple(&self) -> bool {
        match self {
            Value::Word(_) | Value::Text(_) | Value::Name(_) => true,
            Value::Described(description) => description.fields.is_empty(),
            Value::List(values) => values.is_empty(),
            Value::Node(_) => false,
        }
    }
}

impl<'a> From<&'a Expr> for Value<'a> {
    fn from(expression: &'a Expr) -> Self {
        Value::Node(Node::Expression(expression))
    }
}

impl<'a> From<&'a Box<Expr>> for Value<'a> {
    fn from(expression: &'a Box<Expr>) -> Self {
        Value::Node(Node::Expression(expression))
    }
}

impl<'a> From<&'a Stmt> for Value<'a> {
    fn from(statement: &'a Stmt) -> Self {
        Value::Node(Node::Statement(statement))
    }
}

impl<'a> From<&'a Pattern> for Value<'a> {
    fn from(pattern: &'a Pattern) -> Self {
        Value::Node(Node::Pattern(pattern))
    }
}

impl<'a> From<&'a Box<Pattern>> for Value<'a> {
    fn from(pattern: &'a Box<Pattern>) -> Self {
        Value::Node(Node::Pattern(pattern))
    }
}

impl<'a> From<&'a Identifier> for Value<'a> {
    fn from(identifier: &'a Identifier) -> Self {
        Value::Name(identifier.as_str())
    }
}

impl<'a> From<Node<'a>> for Value<'a> {
    fn from(node: Node<'a>) -> Self {
        Value::Node(node)
    }
}

impl<'a> From<Description<'a>> for Value<'a> {
    fn from(description: Description<'a>) -> Self {
        Value::Described(Box::new(description))
    }
}

/// A node's class and the fields that `ast.dump` prints.
pub(crate) struct Description<'a> {
    pub(crate) class: &'static str,
    pub(crate) fields: SmallVec<[(&'static str, Value<'a>); 4]>,
}

impl<'a> Description<'a> {
    pub(crate) fn new(class: &'static str) -> Self {
        Self { class, fields: SmallVec::new() }
    }

    /// Adds a field.
    pub(crate) fn field(mut self, name: &'static str, value: impl Into<Value<'a>>) -> Self {
        self.fields.push((name, value.into()));
        self
    }

    /// Adds a field written as it stands.
    pub(crate) fn word(self, name: &'static str, word: &'static str) -> Self {
        self.field(name, Value::Word(word))
    }

    /// Adds a field that CPython declares optional, and leaves out of the dump when it is `None`.
    pub(crate) fn optional(self, name: &'static str, value: Option<impl Into<Value<'a>>>) -> Self {
        match value {
            Some(value) => self.field(name, value),
            None => self,
        }
    }

    /// Adds a field that is a list.
    pub(crate) fn list<T: Into<Value<'a>>>(
        self,
        name: &'static str,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        let values = values.into_iter().map(Into::into).collect();
        self.field(name, Value::List(values))
    }
}
