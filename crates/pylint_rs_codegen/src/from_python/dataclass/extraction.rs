//! A class taken out of its module, with the imports it needs.

use pylint_rs_rules::ParsedFile;
use pylint_rs_semantic::{
    Binding, BindingId, BindingKind, Context, ScopeId, Semantic, Storage, Target as Meaning,
};
use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{AnyNodeRef, NodeKind, PySourceType, PythonVersion, Stmt, StmtClassDef};
use ruff_python_formatter::{PyFormatOptions, format_module_source};
use ruff_python_parser::{ParseOptions, Parsed, parse_unchecked};
use ruff_source_file::LineRanges;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::DataclassRequest;
use crate::SpecError;
use crate::from_python::{Module, Target};
use crate::model::Import;
use crate::python::Imports;
use crate::{printing, syntax};

/// Members of `dataclasses` that a rewritten class names.
const MEMBERS: &[&str] = &["dataclass", "field", "InitVar", "KW_ONLY"];

/// The class of a module that was rewritten, as a module of its own.
///
/// # Errors
/// If it uses what it can have only where it is.
pub(super) fn extract(
    text: &str,
    target: &Target,
    module: &Module<'_>,
    request: &DataclassRequest,
) -> Result<String, Vec<SpecError>> {
    let kind = PySourceType::Python;
    let options =
        ParseOptions::from(kind).with_target_version(PythonVersion { major: 3, minor: 14 });
    let mistake = |message: &str| {
        let message = format!("this is a mistake of ours, please report it: {message}");
        vec![module.source.error(&(0..0), message)]
    };
    let parsed = parse_unchecked(text, options)
        .try_into_module()
        .ok_or_else(|| mistake("the outcome is no module"))?;
    if let Some(error) = parsed.errors().first() {
        return Err(mistake(&error.error.to_string()));
    }
    let file =
        ParsedFile::new(&module.path, text, kind, &parsed).with_module_path(Some(module.name));
    let settings = super::output::settings(request);
    let storage = Storage::default();
    let semantic = file.index(&storage, &settings);
    let class = find(target, &semantic).ok_or_else(|| mistake("the class is gone"))?;
    let needed = Needed { semantic: &semantic, class, module };
    let header = needed.imports(request)?;
    let body = text_of(class, text, &parsed);
    let whole = format!("{header}\n\n{body}\n").replace("\r\n", "\n").replace('\r', "\n");
    let options =
        PyFormatOptions::from_source_type(kind).with_target_version(request.target_version);
    format_module_source(&whole, options)
        .map(|printed| printed.into_code())
        .map_err(|error| mistake(&error.to_string()))
}

fn find<'a>(target: &Target, semantic: &Semantic<'a>) -> Option<&'a StmtClassDef> {
    let mut scope = ScopeId::MODULE;
    let mut found = None;
    for part in &target.name {
        let symbol = semantic.symbol_in(scope, part)?;
        let binding = semantic.symbol(symbol).current?;
        let BindingKind::Class(class) = semantic.binding(binding).kind else { return None };
        scope = semantic.scope_made_by(class)?;
        found = Some(class);
    }
    found
}

struct Needed<'n, 'a> {
    semantic: &'n Semantic<'a>,
    class: &'a StmtClassDef,
    module: &'n Module<'n>,
}

impl<'a> Needed<'_, 'a> {
    /// The text of the imports that the class needs.
    fn imports(&self, request: &DataclassRequest) -> Result<String, Vec<SpecError>> {
        let semantic = self.semantic;
        let mut runtime = Imports::new(request.target_version);
        let mut checking = Imports::new(request.target_version);
        let mut has_checking = false;
        let mut errors = Vec::new();
        for (_, reference) in semantic.references() {
            if !semantic.nodes().contains(semantic.id(self.class), reference.node) {
                continue;
            }
            let name = match semantic.node(reference.node).syntax {
                AnyNodeRef::ExprName(name) => name,
                _ => continue,
            };
            match reference.target {
                Meaning::Binding(id) => match self.imports_of(id) {
                    Ok(imports) => {
                        let is_checking =
                            semantic.binding(id).context.contains(Context::TYPE_CHECKING_BLOCK);
                        has_checking |= is_checking && !imports.is_empty();
                        let into = if is_checking { &mut checking } else { &mut runtime };
                        imports.iter().for_each(|import| into.add_given(import));
                    }
                    Err(message) => errors.push(SpecError {
                        path: Some(self.module.path.clone()),
                        position: None,
                        message,
                    }),
                },
                Meaning::Unresolved if MEMBERS.contains(&name.id.as_str()) => {
                    runtime.member("dataclasses", &name.id);
                }
                Meaning::Unresolved if name.id.as_str() == "dataclasses" => {
                    runtime.add_given(&import("dataclasses", None, None));
                }
                Meaning::StarImport => {
                    if let Some(owner) = self.star_import() {
                        runtime.add_given(&import(&owner, Some(&name.id), None));
                    }
                }
                Meaning::Builtin | Meaning::Unresolved => {}
            }
        }
        if !errors.is_empty() {
            errors.dedup();
            return Err(errors);
        }
        if semantic.annotations_are_deferred() {
            runtime.member("__future__", "annotations");
        }
        if has_checking {
            runtime.member("typing", "TYPE_CHECKING");
        }
        let mut groups = runtime.sections();
        if has_checking {
            let body: Vec<Stmt> = checking.sections().into_iter().flatten().collect();
            groups.push(vec![syntax::if_(syntax::name("TYPE_CHECKING"), body)]);
        }
        printing::print(groups, request.target_version)
            .map_err(|message| vec![self.module.source.error(&(0..0), message)])
    }

    /// How what a name means is had elsewhere; nothing of what the class has itself.
    fn imports_of(&self, id: BindingId) -> Result<Vec<Import>, String> {
        let semantic = self.semantic;
        let binding = semantic.binding(id);
        if semantic.nodes().contains(semantic.id(self.class), binding.node) {
            return Ok(Vec::new());
        }
        if binding.scope != ScopeId::MODULE {
            return Err(format!(
                "`{}` uses `{}` of what is around it, and cannot be taken out of there",
                self.class.name, binding.name
            ));
        }
        let of_module = || vec![import(&self.module.dotted_name(), Some(binding.name), None)];
        Ok(match binding.kind {
            BindingKind::Import(alias) => {
                let name = alias.asname.as_ref().map(|name| name.as_str());
                vec![import(&alias.name, None, name)]
            }
            BindingKind::SubmoduleImport(_) => semantic
                .bindings_of(binding.symbol)
                .filter_map(|id| match semantic.binding(id).kind {
                    BindingKind::SubmoduleImport(alias) => Some(import(&alias.name, None, None)),
                    _ => None,
                })
                .collect(),
            BindingKind::FromImport { alias, .. } => self.import_of_member(id, alias, binding)?,
            BindingKind::FutureImport(_) => Vec::new(),
            _ => of_module(),
        })
    }

    fn import_of_member(
        &self,
        id: BindingId,
        alias: &ruff_python_ast::Alias,
        binding: &Binding<'a>,
    ) -> Result<Vec<Import>, String> {
        let path = self.semantic.import_path(id).map(|path| path.segments().join("."));
        let owner = path
            .as_deref()
            .and_then(|path| path.rsplit_once('.'))
            .map(|(owner, _)| owner)
            .filter(|owner| !owner.is_empty() && !owner.starts_with('.'));
        let Some(owner) = owner else {
            return Err(format!("where `{}` is imported from is not known", binding.name));
        };
        let name = alias.asname.as_ref().map(|name| name.as_str());
        Ok(vec![import(owner, Some(&alias.name), name.filter(|name| *name != alias.name.as_str()))])
    }

    /// The module of the first `from module import *`.
    fn star_import(&self) -> Option<String> {
        self.semantic.nodes_of_kind(NodeKind::StmtImportFrom).find_map(|node| match node {
            AnyNodeRef::StmtImportFrom(statement)
                if statement.level == 0 && statement.names.iter().any(|it| &it.name == "*") =>
            {
                statement.module.as_ref().map(|module| module.to_string())
            }
            _ => None,
        })
    }
}

fn import(module: &str, member: Option<&str>, alias: Option<&str>) -> Import {
    Import {
        module: module.to_owned(),
        member: member.map(str::to_owned),
        alias: alias.map(str::to_owned),
        span: 0..0,
    }
}

/// A class's text with the comments just before it, outermost.
fn text_of(
    class: &StmtClassDef,
    text: &str,
    parsed: &Parsed<ruff_python_ast::ModModule>,
) -> String {
    let mut start = text.line_start(class.start());
    while start > TextSize::new(0) {
        let before = text.line_start(start - TextSize::new(1));
        if !text[TextRange::new(before, start)].trim_start().starts_with('#') {
            break;
        }
        start = before;
    }
    let end = parsed
        .tokens()
        .after(class.end())
        .iter()
        .find(|token| token.kind() == TokenKind::Newline)
        .map_or(class.end(), Ranged::start);
    let line = text.line_str(class.start());
    let indentation = &line[..line.len() - line.trim_start_matches([' ', '\t', '\x0c']).len()];
    if indentation.is_empty() {
        return text[TextRange::new(start, end)].to_owned();
    }
    // Lines within strings are not indented.
    let strings: Vec<TextRange> = parsed
        .tokens()
        .in_range(TextRange::new(class.start(), end))
        .iter()
        .filter(|token| {
            matches!(
                token.kind(),
                TokenKind::String | TokenKind::FStringMiddle | TokenKind::TStringMiddle
            )
        })
        .map(Ranged::range)
        .collect();
    let mut result = String::new();
    let mut offset = start;
    for line in text[TextRange::new(start, end)].split_inclusive('\n') {
        let is_in_string = strings.iter().any(|it| it.start() < offset && offset < it.end());
        let kept = if is_in_string { line } else { line.strip_prefix(indentation).unwrap_or(line) };
        result.push_str(kept);
        offset += TextSize::of(line);
    }
    result
}
