//! `imports`: what types may name besides what the spec defines.

use std::ops::Range;

use ruff_python_ast::visitor::{Visitor, walk_expr};
use ruff_python_ast::{Expr, Stmt};
use ruff_python_parser::parse_module;
use rustc_hash::FxHashSet;

use super::reader::Reader;
use crate::document::Node;
use crate::expressions::for_each_expression;
use crate::model::{Import, Module};
use crate::names::bound_name;

/// `imports = ["decimal.Decimal", "numpy as np", "from datetime import date", "import re"]`
pub(super) fn read(node: &Node, reader: &mut Reader<'_>) -> Vec<Import> {
    let mut imports = Vec::new();
    for item in reader.sequence(node, "`imports`").unwrap_or_default() {
        let Some(text) = reader.text(item, "an import") else { continue };
        let found = if text.starts_with("from ") || text.starts_with("import ") {
            statement(&text, &item.span)
        } else {
            dotted(&text, &item.span)
        };
        match found {
            Some(found) => imports.extend(found),
            None => reader.error(
                &item.span,
                format!(
                    "`{text}` is no import: write `module`, `module.Name`, `module as name` or a \
                     statement"
                ),
            ),
        }
    }
    imports
}

fn statement(text: &str, span: &Range<usize>) -> Option<Vec<Import>> {
    let module = parse_module(text).ok()?.into_syntax();
    let [statement] = &*module.body else { return None };
    let import = |module: &str, member: Option<&str>, alias: Option<&str>| Import {
        module: module.to_owned(),
        member: member.map(str::to_owned),
        alias: alias.map(str::to_owned),
        span: span.clone(),
    };
    let imports: Vec<Import> = match statement {
        Stmt::Import(it) => {
            it.names.iter().map(|name| import(&name.name, None, name.asname.as_deref())).collect()
        }
        Stmt::ImportFrom(it) if it.level == 0 => {
            let module = it.module.as_deref()?;
            it.names
                .iter()
                .map(|name| import(module, Some(&*name.name), name.asname.as_deref()))
                .collect()
        }
        _ => return None,
    };
    let is_fine =
        |import: &Import| import.member.as_deref() != Some("*") && import.module != "__future__";
    imports.iter().all(is_fine).then_some(imports)
}

fn dotted(text: &str, span: &Range<usize>) -> Option<Vec<Import>> {
    let (dotted, alias) = match text.split_once(" as ") {
        Some((dotted, alias)) => (dotted.trim(), Some(alias.trim())),
        None => (text.trim(), None),
    };
    let is_identifier = ruff_python_stdlib::identifiers::is_identifier;
    if !dotted.split('.').all(is_identifier) || !alias.is_none_or(is_identifier) {
        return None;
    }
    let import = |module: &str, member: Option<&str>| Import {
        module: module.to_owned(),
        member: member.map(str::to_owned),
        alias: alias.map(str::to_owned),
        span: span.clone(),
    };
    // `from a import b as c` finds members and modules.
    Some(vec![match dotted.rsplit_once('.') {
        Some((module, member)) if alias.is_some() => import(module, Some(member)),
        _ => import(dotted, None),
    }])
}

/// Says of `a.b` whether `b` is a member of `a` that types name, or `a.b` a module, and complains of
/// imports that nothing names or that are in each other's way.
pub(super) fn settle(module: &mut Module, reader: &mut Reader<'_>) {
    let mut uses = Uses::default();
    for definition in &module.definitions {
        for_each_expression(definition, &mut |place| uses.visit_expr(place.expression));
    }
    for import in &mut module.imports {
        let Some((owner, member)) = import.module.rsplit_once('.') else { continue };
        if import.member.is_none() && import.alias.is_none() && !uses.names_in_full(&import.module)
        {
            (import.module, import.member) = (owner.to_owned(), Some(member.to_owned()));
        }
    }
    let mut seen: Vec<&Import> = Vec::new();
    for import in &module.imports {
        let name = bound_name(import);
        if !uses.bare.contains(name) && !uses.dotted.iter().any(|it| first(it) == name) {
            reader.error(&import.span, format!("nothing names `{name}`: checkers would complain"));
        }
        if let Some(definition) = module.definitions.iter().find(|it| it.name == name) {
            let line = reader.line(&definition.span);
            reader.error(&import.span, format!("`{name}` is defined on line {line} already"));
        }
        let is_same = |other: &&Import| {
            // `import a.b` and `import a.c` both give `a`.
            let is_module = |it: &Import| it.member.is_none() && it.alias.is_none();
            bound_name(other) == name && !(is_module(other) && is_module(import))
        };
        if let Some(other) = seen.iter().copied().find(is_same) {
            let line = reader.line(&other.span);
            reader.error(&import.span, format!("`{name}` is imported on line {line} already"));
        }
        seen.push(import);
    }
}

fn first(dotted: &str) -> &str {
    dotted.split('.').next().unwrap_or(dotted)
}

/// What expressions name.
#[derive(Default)]
struct Uses {
    /// Names that stand alone.
    bare: FxHashSet<String>,
    /// Names with all of their attributes.
    dotted: FxHashSet<String>,
}

impl Uses {
    fn names_in_full(&self, module: &str) -> bool {
        self.dotted.iter().any(|dotted| {
            dotted.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }
}

impl<'a> Visitor<'a> for Uses {
    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) => {
                self.bare.insert(name.id.to_string());
            }
            Expr::Attribute(_) => match dotted_name(expression) {
                Some(dotted) => {
                    self.dotted.insert(dotted);
                }
                None => walk_expr(self, expression),
            },
            _ => walk_expr(self, expression),
        }
    }
}

fn dotted_name(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Name(name) => Some(name.id.to_string()),
        Expr::Attribute(it) => Some(format!("{}.{}", dotted_name(&it.value)?, it.attr)),
        _ => None,
    }
}
