//! The tree of a pattern, line by line.

use super::wording::{Writer, kind};
use crate::Vocabulary;
use crate::pattern::tree::{ArgumentPattern, ParameterPattern, Slot, Tree, TreeId, Trees};

/// The tree of a pattern, line by line.
pub(super) struct Outline<'p> {
    writer: Writer<'p>,
    indent: usize,
    output: String,
}

impl<'p> Outline<'p> {
    pub(super) fn new(trees: &'p Trees, vocabulary: &'p Vocabulary) -> Self {
        Self { writer: Writer { trees, vocabulary }, indent: 0, output: String::new() }
    }

    pub(super) fn finish(self) -> String {
        self.output
    }

    fn line(&mut self, text: &str) {
        self.output.push_str(&"  ".repeat(self.indent));
        self.output.push_str(text);
        self.output.push('\n');
    }

    fn within(&mut self, write: impl FnOnce(&mut Self)) {
        self.indent += 1;
        write(self);
        self.indent -= 1;
    }

    /// Several parts, below a heading if there is one.
    pub(super) fn list(&mut self, heading: Option<&str>, list: &[TreeId]) {
        match heading {
            Some(heading) => {
                self.line(heading);
                self.within(|outline| list.iter().for_each(|id| outline.tree(*id)));
            }
            None => list.iter().for_each(|id| self.tree(*id)),
        }
    }

    /// A part and those below it.
    pub(super) fn tree(&mut self, id: TreeId) {
        let trees = self.writer.trees;
        let code = self.writer.tree(id);
        match trees.get(id) {
            Tree::Anything => self.line("anything"),
            Tree::Gap => self.line("`...`: any number of them"),
            Tree::Metavariable(_) => self.line(&format!("`{code}`: anything, the same each time")),
            Tree::Many(_) => self.line(&format!("`{code}`: any number of them")),
            Tree::Deep(inner) => {
                self.line("anywhere within:");
                self.within(|outline| outline.tree(*inner));
            }
            Tree::Typed { types, .. } => {
                self.line(&format!("`{code}`: what is of the type {}", types.join(" or ")));
            }
            Tree::Name { is_own: true, .. } => {
                self.line(&format!("the name `{code}`, which the pattern binds itself"));
            }
            Tree::Name { .. } => self.line(&format!(
                "the name `{code}`, or one that is imported or bound as it; not where it is something else"
            )),
            Tree::PartialName(_) => self.line(&format!("a name such as `{code}`")),
            Tree::Dotted { is_own: true, .. } => {
                self.line(&format!("`{code}`, the first part of which the pattern binds itself"));
            }
            Tree::Dotted { .. } => {
                self.line(&format!("`{code}`, by whatever name the file imports it"));
            }
            Tree::Attribute { value, name } => {
                let name = self.writer.name(name);
                self.line(&format!("the attribute `{name}` of"));
                self.within(|outline| outline.tree(*value));
            }
            Tree::Chain(inner) => {
                self.line("any attributes and calls of");
                self.within(|outline| outline.tree(*inner));
            }
            Tree::AnyString => self.line("any string"),
            Tree::AnyConcatenation => self.line("any strings one after the other"),
            Tree::String { .. } | Tree::Bytes(_) => {
                self.line(&format!("{code}, however it is quoted or put together"));
            }
            Tree::StringRegex(_) => self.line(&format!("a string that matches: {code}")),
            Tree::StringContent(_) => self.line(&format!("any string, the content of which is {code}")),
            Tree::BooleanOperation { is_and, operands } => {
                self.list(Some(if *is_and { "`and`" } else { "`or`" }), operands);
            }
            Tree::Set { elements, .. } => self.list(Some("a set"), elements),
            Tree::ExpressionStatement(inner) => {
                self.line("a statement that is, or has in it");
                self.within(|outline| outline.tree(*inner));
            }
            Tree::If { test, body, .. } => {
                self.line("an `if` statement");
                self.within(|outline| {
                    outline.tree(*test);
                    outline.list(Some("body"), body);
                });
            }
            Tree::With { items, body, .. } => {
                self.line("a `with` statement");
                self.within(|outline| {
                    for (expression, target) in items {
                        outline.tree(*expression);
                        if let Some(target) = target {
                            outline.list(Some("as"), &[*target]);
                        }
                    }
                    outline.list(Some("body"), body);
                });
            }
            Tree::Assign { targets, value } => {
                self.list(Some("an assignment to"), targets);
                self.list(Some("of"), &[*value]);
            }
            Tree::Node { kind: node, slots, .. } => {
                self.line(&kind(*node));
                self.within(|outline| slots.iter().for_each(|slot| outline.slot(slot)));
            }
            _ => self.line(&format!("`{code}`")),
        }
    }

    fn slot(&mut self, slot: &Slot) {
        match slot {
            Slot::Whatever | Slot::Absent | Slot::Flag(_) => {}
            Slot::Node(id) => self.tree(*id),
            Slot::Name(name) => {
                let name = self.writer.name(name);
                self.line(&format!("named `{name}`"));
            }
            Slot::List(list) => self.list(None, list),
            Slot::Some(list) if list.is_empty() => {}
            Slot::Some(list) => self.list(Some("among others, in any order"), list),
            Slot::Body(list) => self.list(Some("body"), list),
            Slot::Members(list) => self.list(Some("body, in any order"), list),
            Slot::Arguments(arguments) | Slot::Leading(arguments) => {
                if arguments.is_empty() {
                    self.line("no arguments");
                }
                arguments.iter().for_each(|argument| self.argument(argument));
            }
            Slot::Parameters(parameters) => {
                for parameter in parameters {
                    let code = self.writer.parameter(parameter);
                    match parameter {
                        ParameterPattern::Gap => self.line("`...`: any number of parameters"),
                        _ => self.line(&format!("the parameter `{code}`")),
                    }
                }
            }
        }
    }

    fn argument(&mut self, argument: &ArgumentPattern) {
        match argument {
            ArgumentPattern::Gap => self.line("`...`: any number of arguments"),
            ArgumentPattern::Many(_) => {
                let code = self.writer.argument(argument);
                self.line(&format!("`{code}`: any number of arguments"));
            }
            ArgumentPattern::Positional(id) => self.list(Some("the argument"), &[*id]),
            ArgumentPattern::Keyword(name, id) => {
                let name = self.writer.name(name);
                self.list(Some(&format!("the keyword argument `{name}`")), &[*id]);
            }
            ArgumentPattern::Spread(id) => self.list(Some("`**` and"), &[*id]),
        }
    }
}
