//! The tests that are written beside a rule.

use std::sync::Arc;

/// A test of a rule that is data.
#[derive(Clone, Debug, Default)]
pub struct RuleTest {
    /// Text in which the rule finds something: on the lines that end `# error: CODE`, and on no
    /// other, or, if there is no such line, anywhere.
    pub bad: Vec<TestText>,
    /// Text in which the rule finds nothing.
    pub good: Vec<TestText>,
    /// What fixes make of `bad`, unsafe ones included.
    pub fixed: Option<TestText>,
}

/// The text of a test.
#[derive(Clone, Debug)]
pub struct TestText {
    /// The text.
    pub text: Arc<str>,
    /// The line of the rule's file on which it begins, from 1.
    pub line: usize,
    /// Whether its lines are lines of the rule's file, too, rather than escapes in one of it.
    pub is_block: bool,
}

impl TestText {
    /// The line of the rule's file that holds a line of the text; both from 1.
    pub fn line_in_file(&self, line: usize) -> usize {
        if self.is_block { self.line + line - 1 } else { self.line }
    }
}
