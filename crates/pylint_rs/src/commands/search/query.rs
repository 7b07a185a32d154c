//! From the arguments to the rule that a search stands for.

use pylint_rs_rules::{DataRule, Query, QueryError};

use crate::arguments::SearchArguments;

/// The rule; nothing if there is something wrong with it, which has been said then.
pub fn compile(arguments: &SearchArguments) -> Option<DataRule> {
    let query = Query {
        pattern: &arguments.pattern,
        inside: &arguments.inside,
        not: &arguments.not,
        has: &arguments.has,
        conditions: &arguments.conditions,
        rewrite: arguments.rewrite.as_deref(),
    };
    match query.into_rule() {
        Ok(rule) => Some(rule),
        Err(errors) => {
            errors.iter().for_each(tell);
            None
        }
    }
}

/// Shows an error with the line it is on.
fn tell(error: &QueryError) {
    let (row, column) = error.position;
    let name = if error.part == "pattern" {
        "the pattern".to_owned()
    } else {
        format!("--{}", error.part)
    };
    eprintln!("error: {name}:{row}:{column}: {}", error.message);
    if let Some(line) = error.text.lines().nth(row - 1) {
        let line: String = line
            .chars()
            .map(|character| if character.is_control() { ' ' } else { character })
            .collect();
        eprintln!("  {line}\n  {}^", " ".repeat(column - 1));
    }
}
