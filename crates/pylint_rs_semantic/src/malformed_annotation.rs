//! Annotations in strings that cannot be read.

use ruff_python_parser::ParseErrorType;

use crate::NodeId;

/// A string in place of a type that does not hold an expression.
#[derive(Clone, Debug)]
pub struct MalformedAnnotation {
    /// The string's node.
    pub string: NodeId,
    /// What is wrong with it.
    pub error: ParseErrorType,
}
