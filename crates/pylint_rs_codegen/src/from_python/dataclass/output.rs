//! The module's text with the dataclass in the class's place.

use std::fmt::Write;

use pylint_rs_diagnostics::Edit;
use pylint_rs_rules::edits::delete_statement;
use pylint_rs_rules::{Checker, FileSettings, ParsedFile};
use ruff_python_ast::Stmt;
use ruff_python_ast::helpers::is_docstring_stmt;
use ruff_python_ast::token::TokenKind;
use ruff_source_file::LineRanges;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::DataclassRequest;
use super::class::Facts;
use super::comments::{self, Comments};
use super::fields::{Field, Names, Passing};
use super::initializer::Plan;
use super::slots;
use crate::SpecError;
use crate::from_python::{Module, edits};

/// What a file is to rules' edits.
pub(super) fn parsed_file<'a>(module: &'a Module<'a>) -> ParsedFile<'a> {
    ParsedFile::new(&module.path, module.file.text(), module.file.kind(), module.parsed)
        .with_module_path(Some(module.name))
}

pub(super) fn settings(request: &DataclassRequest) -> FileSettings {
    FileSettings { target_version: request.target_version, ..FileSettings::default() }
}

/// Rewrites the class within its module.
///
/// # Errors
/// If the fields cannot be had in the order of the parameters.
pub(super) fn rewrite(
    facts: &Facts<'_>,
    plan: &Plan,
    module: &Module<'_>,
    request: &DataclassRequest,
) -> Result<String, Vec<SpecError>> {
    let file = parsed_file(module);
    let settings = settings(request);
    let checker = Checker::new(&file, &module.semantic, &settings);
    check_order(facts, plan, module).map_err(|error| vec![error])?;
    let names = names(facts, plan, module);
    let has_slots = slots::becomes_keyword(facts, module, request);
    let mut edits = plan.imports.clone();
    if let Some((statement, _)) = slots::statement(facts) {
        if has_slots {
            edits.push(delete_statement(&checker, statement));
        } else if let Some(field) = plan.fields.iter().find(|it| it.value(&names).is_some()) {
            let message = format!("`{}` cannot be in `__slots__` and have a value", field.name);
            return Err(vec![module.error(statement, message)]);
        }
    }
    let removed = slots::statement(facts).filter(|_| has_slots).map(|(statement, _)| statement);
    let writer = Writer { facts, plan, module, names: &names, removed };
    edits.push(writer.decorator(has_slots, request));
    edits.extend(writer.declarations());
    let (body, documentation) = writer.body();
    edits.extend(documentation);
    let initializer = facts.initializer;
    if body.is_empty() && facts.class.body.len() > 1 {
        edits.push(delete_statement(&checker, initializer));
    } else {
        let end = comments::end_with_comment(initializer, module);
        let body = if body.is_empty() { "pass".to_owned() } else { body };
        edits.push(Edit::replacement(body, TextRange::new(initializer.start(), end)));
    }
    edits::apply(module.file.text(), edits).ok_or_else(|| {
        let message = "this is a mistake of ours, please report it: edits in each other's way";
        vec![module.error(&facts.class.name, message)]
    })
}

fn names(facts: &Facts<'_>, plan: &Plan, module: &Module<'_>) -> Names {
    let semantic = &module.semantic;
    Names::new(|name| {
        let is_other = semantic.lookup(name, facts.scope).is_some_and(|id| {
            semantic
                .import_path(id)
                .is_none_or(|path| !(path.starts_with("dataclasses") && path.segments().len() == 2))
        });
        is_other || plan.fields.iter().any(|field| field.name == name)
    })
}

/// Fields that the class's body declares come where it does.
fn check_order(facts: &Facts<'_>, plan: &Plan, module: &Module<'_>) -> Result<(), SpecError> {
    let mut order: Vec<&Field> = plan.fields.iter().filter(|it| it.is_parameter()).collect();
    let has_declared = order.iter().any(|field| field.declared.is_some());
    let keywords = order.iter().filter(|field| field.is_keyword_only()).count();
    let initializer = facts.initializer.start();
    let wanted: Vec<String> = order.iter().map(|field| field.name.clone()).collect();
    order.sort_by_key(|field| field.declared.unwrap_or(initializer));
    let is_same = order.iter().zip(&wanted).all(|(field, name)| field.name == *name);
    let is_late = order.iter().any(|field| field.declared.is_some_and(|end| end > initializer));
    if has_declared && (!is_same || is_late || (keywords > 0 && keywords < order.len())) {
        let message = "attributes are declared in another order than `__init__` takes them";
        return Err(module.error(&facts.initializer.name, message));
    }
    Ok(())
}

struct Writer<'w, 'a> {
    facts: &'w Facts<'a>,
    plan: &'w Plan,
    module: &'w Module<'a>,
    names: &'w Names,
    /// The statement that is taken away.
    removed: Option<&'a Stmt>,
}

impl Writer<'_, '_> {
    fn decorator(&self, has_slots: bool, request: &DataclassRequest) -> Edit {
        let class = self.facts.class;
        let start = class.decorator_list.last().map_or(class.start(), Ranged::end);
        let keyword = self
            .module
            .parsed
            .tokens()
            .after(start)
            .iter()
            .find(|token| token.kind() == TokenKind::Class)
            .map_or(class.start(), Ranged::start);
        let flags: Vec<&str> = [
            (request.is_frozen, "frozen=True"),
            (self.facts.keeps_equality, "eq=False"),
            (self.facts.keeps_representation, "repr=False"),
            (self.all_are_keywords(), "kw_only=True"),
            (has_slots, "slots=True"),
        ]
        .into_iter()
        .filter(|(is_set, _)| *is_set)
        .map(|(_, flag)| flag)
        .collect();
        let arguments =
            if flags.is_empty() { String::new() } else { format!("({})", flags.join(", ")) };
        let indentation = self.indentation(keyword);
        Edit::insertion(format!("@{}{arguments}\n{indentation}", self.names.dataclass), keyword)
    }

    fn all_are_keywords(&self) -> bool {
        let mut parameters = self.plan.fields.iter().filter(|it| it.is_parameter()).peekable();
        parameters.peek().is_some() && parameters.all(Field::is_keyword_only)
    }

    /// What a line begins with.
    fn indentation(&self, offset: TextSize) -> String {
        let line = self.module.file.text().line_str(offset);
        line[..line.len() - line.trim_start_matches([' ', '\t', '\x0c']).len()].to_owned()
    }

    /// The values of the fields that the class's body declares.
    fn declarations(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for field in &self.plan.fields {
            if let (Some(end), Some(value)) = (field.declared, field.value(self.names)) {
                edits.push(Edit::insertion(format!(" = {value}"), end));
            }
        }
        for attribute in &self.facts.attributes {
            let is_field = self.plan.fields.iter().any(|field| field.name == attribute.name);
            if let Some(declaration) = attribute.declaration.filter(|_| !is_field) {
                let field = &self.names.field;
                let value = format!(" = {field}(init=False, repr=False, compare=False)");
                edits.push(Edit::insertion(value, declaration.end()));
            }
        }
        edits
    }

    /// What takes the place of `__init__`, and the edit that adds its docstring elsewhere.
    fn body(&self) -> (String, Option<Edit>) {
        let initializer = self.facts.initializer;
        let indentation = self.indentation(initializer.start());
        let unit = self.unit(&indentation);
        let own_unit = self.own_unit(&indentation).unwrap_or_else(|| unit.clone());
        let mut places: Vec<TextRange> = Vec::new();
        let fields = || self.plan.fields.iter().filter(|field| field.declared.is_none());
        fields().for_each(|field| places.extend(&field.places));
        let whole: Vec<TextRange> = self.plan.after.iter().map(|after| after.place).collect();
        places.extend(&whole);
        places.sort_by_key(|place| place.start());
        places.dedup();
        let mut comments = comments::by_place(&places, &whole, initializer, self.module);
        let mut take = |place: TextRange| {
            let position = comments.iter().position(|(other, _)| *other == place);
            position.map(|position| std::mem::take(&mut comments[position].1)).unwrap_or_default()
        };
        let mut lines: Vec<String> = Vec::new();
        let mut documentation = None;
        if let Some(place) = self.plan.documentation {
            match self.docstring(place, &indentation) {
                Ok(edit) => documentation = Some(edit),
                Err(comment) => lines.extend(comment),
            }
        }
        // What statements have beside comments is theirs.
        let after: Vec<(String, Comments)> =
            self.plan.after.iter().map(|it| (it.text.clone(), take(it.place))).collect();
        let mut is_marked = self.all_are_keywords();
        for field in fields() {
            let mut own = Comments::default();
            for place in &field.places {
                let Comments { before, after } = take(*place);
                own.before.extend(before);
                match (after, &own.after) {
                    (Some(comment), Some(_)) => own.before.push(comment),
                    (Some(comment), None) => own.after = Some(comment),
                    (None, _) => {}
                }
            }
            if field.is_keyword_only() && !is_marked {
                is_marked = true;
                lines.push(format!("_: {}", self.names.keyword_only));
            }
            let mut line = format!("{}: {}", field.name, field.annotation(self.names));
            if let Some(value) = field.value(self.names) {
                let _ = write!(line, " = {value}");
            }
            push_with(&mut lines, &line, own);
        }
        if !after.is_empty() {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(self.header());
            for (text, comments) in after {
                let mut own = Vec::new();
                push_with(&mut own, &text, comments);
                lines.extend(own.into_iter().map(|line| format!("{own_unit}{line}")));
            }
        }
        let text = lines.join(&format!("\n{indentation}"));
        (text.replace(&format!("\n{indentation}\n"), "\n\n"), documentation)
    }

    fn unit(&self, indentation: &str) -> String {
        let class = self.indentation(self.facts.class.name.start());
        indentation.strip_prefix(&*class).unwrap_or("    ").to_owned()
    }

    /// What `__init__`'s own lines are indented by, if they are not on the line of its `def`.
    fn own_unit(&self, indentation: &str) -> Option<String> {
        let first = self.facts.initializer.body.first()?;
        let line = self.indentation(first.start());
        let unit = line.strip_prefix(indentation)?;
        (!unit.is_empty()).then(|| unit.to_owned())
    }

    fn header(&self) -> String {
        let mut parameters = vec![self.facts.receiver.to_owned()];
        for field in &self.plan.fields {
            if matches!(field.passing, Passing::Init { .. }) {
                parameters.push(format!("{}: {}", field.name, field.annotation));
            }
        }
        format!("def __post_init__({}) -> None:", parameters.join(", "))
    }

    /// The class's docstring if it has none; otherwise comments.
    fn docstring(&self, place: TextRange, indentation: &str) -> Result<Edit, Vec<String>> {
        let text = &self.module.file.text()[place];
        let is_kept = |statement: &&Stmt| {
            self.removed.is_none_or(|removed| !std::ptr::eq(*statement, removed))
        };
        let first = self.facts.class.body.iter().find(is_kept);
        if let Some(first) = first.filter(|first| !is_docstring_stmt(first)) {
            let start = match first {
                Stmt::FunctionDef(it) => {
                    it.decorator_list.first().map_or(it.start(), Ranged::start)
                }
                Stmt::ClassDef(it) => it.decorator_list.first().map_or(it.start(), Ranged::start),
                other => other.start(),
            };
            return Ok(Edit::insertion(format!("{text}\n\n{indentation}"), start));
        }
        let content = text.trim_start_matches(['r', 'R', 'u', 'U']).trim_matches(['"', '\'']);
        Err(content
            .trim()
            .lines()
            .map(|line| format!("# {}", line.trim()).trim_end().to_owned())
            .collect())
    }
}

fn push_with(lines: &mut Vec<String>, line: &str, comments: Comments) {
    lines.extend(comments.before);
    lines.push(match comments.after {
        Some(comment) => format!("{line}  {comment}"),
        None => line.to_owned(),
    });
}
