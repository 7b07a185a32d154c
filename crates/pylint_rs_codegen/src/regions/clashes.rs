//! Names that a file would have twice, or not at all, with its regions filled.

use ruff_python_ast::Stmt;
use ruff_python_parser::{Mode, ParseOptions, parse_module, parse_unchecked};
use ruff_text_size::Ranged;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Filling;
use super::body::Body;
use crate::SpecError;
use crate::document::Source;
use crate::outline::{Outline, defined, imported};

/// Names that a region defines and something else in the file, too.
pub(super) fn between_regions(source: &Source, bodies: &[(&Filling<'_>, Body)]) -> Vec<SpecError> {
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    let parsed = parse_unchecked(&source.text, ParseOptions::from(Mode::Module));
    for statement in parsed.syntax().as_module().map_or(&[][..], |module| &module.body) {
        let start = statement.range().start().to_usize();
        if bodies.iter().any(|(filling, _)| filling.region.content.contains(&start)) {
            continue;
        }
        let (line, _) = source.position(start);
        if let Some(name) = defined(statement) {
            places.insert(name.to_owned(), line);
        }
    }
    let mut errors = Vec::new();
    for (filling, body) in bodies {
        let (line, _) = source.position(filling.region.comment.start);
        for name in top_names(&body.statements, |statement| {
            defined(statement).map(str::to_owned).into_iter().collect()
        }) {
            match places.get(&name) {
                Some(other) => {
                    let message = format!("`{name}` is defined on line {other}, too");
                    errors.push(filling.region.error(source, message));
                }
                None => {
                    places.insert(name, line);
                }
            }
        }
        for name in top_names(&body.statements, imported) {
            if let Some(other) = places.get(&name) {
                let message =
                    format!("the region has to import `{name}`, which line {other} defines");
                errors.push(filling.region.error(source, message));
            }
        }
    }
    errors
}

/// Names of the spec that a region needs and the file does not have.
pub(super) fn missing_names(
    source: &Source,
    text: &str,
    bodies: &[(&Filling<'_>, Body)],
) -> Vec<SpecError> {
    let parsed = match parse_module(text) {
        Ok(parsed) => parsed,
        Err(error) => {
            let region = bodies.iter().map(|(filling, _)| filling.region).next();
            let message = format!("no statements can stand here: {}", error.error);
            return region.map(|region| region.error(source, message)).into_iter().collect();
        }
    };
    let mut bound: FxHashSet<String> = FxHashSet::default();
    collect_bound(parsed.suite(), &mut bound);
    let mut errors = Vec::new();
    for (filling, body) in bodies.iter().filter(|(filling, _)| !filling.only.is_empty()) {
        let outline = Outline::of(&body.statements);
        for name in filling.defined.iter().filter(|name| !bound.contains(*name)) {
            if let Some(user) = outline.users_of(name).first() {
                let all = filling.region.marker.parts.join(",");
                let message = format!(
                    "`{}` needs `{name}`, which the file does not have: add it to the region \
                     (`#{all},{name}`)",
                    user.definition
                );
                errors.push(filling.region.error(source, message));
            }
        }
    }
    errors
}

fn top_names(text: &str, names: impl Fn(&Stmt) -> Vec<String>) -> Vec<String> {
    parse_module(text)
        .map_or_else(|_| Vec::new(), |parsed| parsed.suite().iter().flat_map(names).collect())
}

fn collect_bound(block: &[Stmt], bound: &mut FxHashSet<String>) {
    for statement in block {
        bound.extend(defined(statement).map(str::to_owned));
        bound.extend(imported(statement));
        match statement {
            Stmt::If(it) => {
                collect_bound(&it.body, bound);
                it.elif_else_clauses.iter().for_each(|it| collect_bound(&it.body, bound));
            }
            Stmt::Try(it) => {
                [&it.body, &it.orelse, &it.finalbody]
                    .into_iter()
                    .for_each(|it| collect_bound(it, bound));
            }
            _ => {}
        }
    }
}
