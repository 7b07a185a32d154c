//! What a search on the command line looks for, as the rule that it stands for.

use std::path::Path;

use super::{DataRule, RuleFile, RuleFileError};

/// What a search looks for, in the language of rule files.
#[derive(Clone, Debug, Default)]
pub struct Query<'q> {
    /// The pattern.
    pub pattern: &'q str,
    /// Within each of these.
    pub inside: &'q [String],
    /// None of these.
    pub not: &'q [String],
    /// With each of these in it.
    pub has: &'q [String],
    /// Entries of `where`: `X.regex = "..."`.
    pub conditions: &'q [String],
    /// What matches are replaced by.
    pub rewrite: Option<&'q str>,
}

/// What is wrong with a query.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// The part it is in: `pattern`, `inside`, `not`, `has`, `where` or `rewrite`.
    pub part: &'static str,
    /// Its text.
    pub text: String,
    /// The line and the column there, from 1.
    pub position: (usize, usize),
    /// What is wrong.
    pub message: String,
}

/// A line of the rule file that a query is written as.
struct Line<'q> {
    part: &'static str,
    text: &'q str,
    /// What is before the text on the line, in characters, and whether the text is escaped.
    column: usize,
    is_escaped: bool,
}

impl Query<'_> {
    /// The rule that the query stands for.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn into_rule(self) -> Result<DataRule, Vec<QueryError>> {
        let (source, lines) = self.written();
        let mut file = RuleFile::parse(Path::new("search.toml"), &source);
        if file.errors.is_empty()
            && let Some(rule) = file.rules.pop()
        {
            return Ok(rule);
        }
        Err(file.errors.iter().map(|error| in_query(error, &lines)).collect())
    }

    /// The query as a rule file, each part on lines of its own.
    fn written(&self) -> (String, Vec<Vec<Line<'_>>>) {
        let mut file = Writer::default();
        file.push("[[rule]]\ncode = \"SEARCH0\"\nname = \"search\"\nmessage = \"A match\"\n");
        file.quoted("pattern", "pattern = ", self.pattern, "\n");
        if !self.not.is_empty() {
            file.push("not = [\n");
            self.not.iter().for_each(|text| file.quoted("not", "", text, ",\n"));
            file.push("]\n");
        }
        if !self.inside.is_empty() || !self.has.is_empty() {
            file.push("all = [\n");
            for text in self.inside {
                file.quoted("inside", "{ inside = ", text, " },\n");
            }
            for text in self.has {
                file.quoted("has", "{ has = ", text, " },\n");
            }
            file.push("]\n");
        }
        for text in self.conditions {
            file.condition(text);
        }
        if let Some(template) = self.rewrite {
            file.push("[rule.fix]\n");
            file.quoted("rewrite", "template = ", template, "\n");
        }
        (file.text, file.lines)
    }
}

#[derive(Default)]
struct Writer<'q> {
    text: String,
    /// What each line of the text is about.
    lines: Vec<Vec<Line<'q>>>,
}

impl<'q> Writer<'q> {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.lines.resize_with(self.text.matches('\n').count(), Vec::new);
    }

    fn quoted(&mut self, part: &'static str, before: &str, text: &'q str, after: &str) {
        self.text.push_str(before);
        self.text.push('"');
        text.chars().for_each(|character| self.text.push_str(&escaped(character)));
        self.text.push('"');
        self.text.push_str(after);
        let column = before.chars().count() + 1;
        self.lines.push(vec![Line { part, text, column, is_escaped: true }]);
    }

    /// A condition as it was written, in quotes where what it says is no TOML: `X.regex=get|post`.
    fn condition(&mut self, text: &'q str) {
        const BEFORE: &str = "where.";
        let line = match text.split_once('=') {
            Some((key, value)) if !is_toml(key, value.trim()) => {
                format!("{BEFORE}{key}= {}\n", toml::Value::from(value.trim()))
            }
            _ => format!("{BEFORE}{text}\n"),
        };
        let start = self.lines.len();
        self.push(&line);
        for line in &mut self.lines[start..] {
            line.push(Line { part: "where", text, column: BEFORE.len(), is_escaped: false });
        }
    }
}

/// Whether the value of a condition is TOML, and not a string without its quotes.
fn is_toml(key: &str, value: &str) -> bool {
    key.trim_end().ends_with("entropy") || value.starts_with(['"', '\'', '[', '{'])
}

/// A character as it is written in a TOML string.
fn escaped(character: char) -> String {
    match character {
        '"' | '\\' => format!("\\{character}"),
        _ if character.is_control() => format!("\\u{:04X}", character as u32),
        _ => character.to_string(),
    }
}

/// An error in the rule file as one in the part of the query.
fn in_query(error: &RuleFileError, lines: &[Vec<Line<'_>>]) -> QueryError {
    let (row, column) = error.position.unwrap_or((1, 1));
    let line = lines.get(row - 1).and_then(|line| line.first());
    let Some(line) = line.or_else(|| lines.iter().flatten().next()) else {
        let message = error.message.clone();
        return QueryError { part: "pattern", text: String::new(), position: (1, 1), message };
    };
    let mut left = (column - 1).saturating_sub(line.column);
    let mut position = (1, 1);
    for character in line.text.chars() {
        let width = if line.is_escaped { escaped(character).chars().count() } else { 1 };
        if left < width {
            break;
        }
        left -= width;
        position =
            if character == '\n' { (position.0 + 1, 1) } else { (position.0, position.1 + 1) };
    }
    QueryError {
        part: line.part,
        text: line.text.to_owned(),
        position,
        message: error.message.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(query: Query<'_>) -> Vec<(&'static str, (usize, usize), String)> {
        let errors = query.into_rule().unwrap_err();
        errors.into_iter().map(|error| (error.part, error.position, error.message)).collect()
    }

    #[test]
    fn all_parts() {
        let list = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let (inside, not) =
            (list(&["def $F(...):\n    ...", "class $C: ..."]), list(&["f(\"\\\"\")"]));
        let (has, conditions) = (list(&["$Y"]), list(&["X.regex=get|post", "X.kind = \"name\""]));
        let query = Query {
            pattern: "f($X)",
            inside: &inside,
            not: &not,
            has: &has,
            conditions: &conditions,
            rewrite: Some("g($X)"),
        };
        let rule = query.into_rule().unwrap();
        assert!(rule.fix.is_some());
    }

    #[test]
    fn places_of_errors() {
        let found = errors(Query { pattern: "f(\"a\",\n  $X))", ..Query::default() });
        assert_eq!((found[0].0, found[0].1.0), ("pattern", 2), "{found:?}");
        let conditions = ["X.regx = 'a'".to_owned()];
        let found = errors(Query { pattern: "f($X)", conditions: &conditions, ..Query::default() });
        assert_eq!((found[0].0, found[0].1), ("where", (1, 3)), "{found:?}");
        let found = errors(Query { pattern: "f($X)", rewrite: Some("g($Y)"), ..Query::default() });
        assert_eq!((found[0].0, found[0].1), ("rewrite", (1, 3)), "{found:?}");
    }
}
