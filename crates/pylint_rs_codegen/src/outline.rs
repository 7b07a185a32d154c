//! What is defined on which lines of a Python file.

use std::ops::Range;

use ruff_python_ast::visitor::{Visitor, walk_expr};
use ruff_python_ast::{Expr, Stmt};
use ruff_python_parser::{parse_expression, parse_module};
use ruff_source_file::LineIndex;
use ruff_text_size::Ranged;
use rustc_hash::FxHashSet;

/// Longer strings are no types.
const QUOTED_TYPE_LIMIT: usize = 2000;

/// What is defined on which lines of a Python file.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    parts: Vec<Part>,
    /// The names that it imports.
    imported: FxHashSet<String>,
}

#[derive(Clone, Debug)]
struct Part {
    /// From 0.
    lines: Range<usize>,
    definition: String,
    members: Vec<(String, Range<usize>)>,
    /// The names that it uses.
    names: FxHashSet<String>,
}

/// A definition at the top of a file, or a member of one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Defined<'o> {
    /// The definition's name.
    pub definition: &'o str,
    /// The member's.
    pub member: Option<&'o str>,
}

impl Outline {
    /// The outline of a file; an empty one if it is no Python.
    pub fn of(text: &str) -> Self {
        let Ok(parsed) = parse_module(text) else { return Self::default() };
        let index = LineIndex::from_source_text(text);
        let lines = |range: &dyn Ranged| {
            let [first, last] = [range.start(), range.end()]
                .map(|offset| index.line_index(offset).to_zero_indexed());
            first..last + 1
        };
        let mut outline = Self::default();
        for statement in parsed.suite() {
            outline.imported.extend(imported(statement));
            let Some(definition) = defined(statement) else { continue };
            outline.parts.push(Part {
                lines: lines(statement),
                definition: definition.to_owned(),
                members: members(statement, &lines),
                names: names_in(statement),
            });
        }
        outline
    }

    /// What is defined on a line, counted from 0.
    pub fn at_line(&self, line: usize) -> Option<Defined<'_>> {
        let part = self.parts.iter().find(|part| part.lines.contains(&line))?;
        let member = part.members.iter().find(|(_, lines)| lines.contains(&line));
        Some(Defined {
            definition: &part.definition,
            member: member.map(|(name, _)| name.as_str()),
        })
    }

    /// The definitions that use what is imported here and not in another file.
    pub fn users_of_imports_without(&self, other: &Self) -> Vec<Defined<'_>> {
        let own: FxHashSet<&String> = self.imported.difference(&other.imported).collect();
        self.users(|names| names.iter().any(|name| own.contains(name)))
    }

    /// The definitions that use a name, be it in a type in quotes.
    pub fn users_of(&self, name: &str) -> Vec<Defined<'_>> {
        self.users(|names| names.contains(name))
    }

    fn users(&self, is_user: impl Fn(&FxHashSet<String>) -> bool) -> Vec<Defined<'_>> {
        self.parts
            .iter()
            .filter(|part| is_user(&part.names))
            .map(|part| Defined { definition: &part.definition, member: None })
            .collect()
    }
}

/// The name that a statement at the top of a file defines.
pub(crate) fn defined(statement: &Stmt) -> Option<&str> {
    match statement {
        Stmt::ClassDef(class) => Some(&class.name),
        Stmt::FunctionDef(function) => Some(&function.name),
        Stmt::TypeAlias(alias) => name_of(&alias.name),
        Stmt::AnnAssign(assign) => name_of(&assign.target),
        Stmt::Assign(assign) => name_of(assign.targets.first()?),
        _ => None,
    }
}

fn name_of(expression: &Expr) -> Option<&str> {
    match expression {
        Expr::Name(name) => Some(&name.id),
        _ => None,
    }
}

/// The names that an import binds.
pub(crate) fn imported(statement: &Stmt) -> Vec<String> {
    let aliases = match statement {
        Stmt::Import(import) => &import.names,
        Stmt::ImportFrom(import) => &import.names,
        _ => return Vec::new(),
    };
    let bound = |alias: &ruff_python_ast::Alias| match &alias.asname {
        Some(name) => name.to_string(),
        None => alias.name.split('.').next().unwrap_or_default().to_owned(),
    };
    aliases.iter().map(bound).collect()
}

fn members(
    statement: &Stmt,
    lines: &dyn Fn(&dyn Ranged) -> Range<usize>,
) -> Vec<(String, Range<usize>)> {
    let mut members: Vec<(String, Range<usize>)> = Vec::new();
    match statement {
        Stmt::ClassDef(class) => {
            let mut may_have_docstring = false;
            for statement in &class.body {
                let own = lines(statement);
                if let Some(name) = defined(statement) {
                    members.push((name.to_owned(), own));
                    may_have_docstring = true;
                    continue;
                }
                // What an attribute is about stands after it.
                let is_docstring =
                    matches!(statement, Stmt::Expr(it) if it.value.is_string_literal_expr());
                if let Some((_, member)) =
                    members.last_mut().filter(|_| is_docstring && may_have_docstring)
                {
                    member.end = own.end;
                }
                may_have_docstring = false;
            }
        }
        // `X = TypedDict("X", {"a b": int})`
        Stmt::Assign(assign) => {
            let Expr::Call(call) = &*assign.value else { return members };
            let items = call.arguments.args.iter().filter_map(Expr::as_dict_expr);
            for item in items.flat_map(|dict| &dict.items) {
                if let Some(Expr::StringLiteral(key)) = &item.key {
                    let both = lines(key).start..lines(&item.value).end;
                    members.push((key.value.to_str().to_owned(), both));
                }
            }
        }
        _ => {}
    }
    members
}

/// All names in a statement, those in types in quotes among them.
pub(crate) fn names_in(statement: &Stmt) -> FxHashSet<String> {
    let mut names = Names::default();
    names.visit_stmt(statement);
    names.0
}

/// All names in a statement.
#[derive(Default)]
struct Names(FxHashSet<String>);

impl Names {
    fn visit_quoted(&mut self, expression: &Expr) {
        let mut names = QuotedNames(&mut self.0);
        names.visit_expr(expression);
    }
}

/// The names in an expression in quotes.
struct QuotedNames<'n>(&'n mut FxHashSet<String>);

impl<'e> Visitor<'e> for QuotedNames<'_> {
    fn visit_expr(&mut self, expression: &'e Expr) {
        if let Expr::Name(name) = expression {
            self.0.insert(name.id.to_string());
        }
        walk_expr(self, expression);
    }
}

impl<'e> Visitor<'e> for Names {
    fn visit_expr(&mut self, expression: &'e Expr) {
        match expression {
            Expr::Name(name) => {
                self.0.insert(name.id.to_string());
            }
            Expr::StringLiteral(string) => {
                // A type in quotes, or something that looks like one.
                let text = string.value.to_str();
                if text.len() <= QUOTED_TYPE_LIMIT
                    && let Ok(quoted) = parse_expression(text)
                {
                    self.visit_quoted(quoted.expr());
                }
            }
            _ => {}
        }
        walk_expr(self, expression);
    }
}

#[cfg(test)]
mod tests {
    use super::{Defined, Outline};

    #[test]
    fn lines_know_what_they_define() {
        let outline = Outline::of(
            "from a import b, c as d\n\n\
             class A:\n    x: b\n    \"\"\"About x.\"\"\"\n\n    def f(self) -> None:\n        pass\n\
             B = TypedDict(\"B\", {\n    \"a b\": int,\n})\n",
        );
        let at = |line| outline.at_line(line);
        assert_eq!(at(0), None);
        assert_eq!(at(2), Some(Defined { definition: "A", member: None }));
        assert_eq!(at(4), Some(Defined { definition: "A", member: Some("x") }));
        assert_eq!(at(7), Some(Defined { definition: "A", member: Some("f") }));
        assert_eq!(at(9), Some(Defined { definition: "B", member: Some("a b") }));
        let other = Outline::of("from a import c as d");
        let users = outline.users_of_imports_without(&other);
        assert_eq!(users, [Defined { definition: "A", member: None }]);
    }
}
