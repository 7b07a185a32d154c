//! Writing a type at the end of a class, where its names may mean something else.

use pylint_rs_diagnostics::Edit;
use pylint_rs_rules::Checker;
use pylint_rs_rules::edits::{annotation_of, import_module};
use pylint_rs_semantic::{ScopeId, Target};
use ruff_python_ast::visitor::transformer::{self, Transformer};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, ExprName, StmtClassDef};
use ruff_python_parser::parse_expression;

use crate::from_python::attribute_types::{Known, Written};
use crate::syntax;

/// A type as it is written at the end of a class, and the imports it needs.
pub(super) struct TypeAtEnd {
    pub(super) expression: Expr,
    pub(super) imports: Vec<Edit>,
}

/// A type where accessors are written; none if it cannot be written there.
pub(super) fn at_end_of_class<'a>(
    known: &Known<'a>,
    class: &'a StmtClassDef,
    checker: &Checker<'a>,
) -> Option<TypeAtEnd> {
    match known {
        Known::Inferred(found) => {
            let place = checker.semantic().id(class);
            let (imports, text) =
                found.is_precise().then(|| annotation_of(checker, found, place)).flatten()?;
            let expression = parse_expression(&text).ok()?.into_expr();
            Some(TypeAtEnd { expression, imports })
        }
        Known::Written(written) => written_at_end(written, class, checker),
    }
}

fn written_at_end<'a>(
    written: &Written<'a>,
    class: &'a StmtClassDef,
    checker: &Checker<'a>,
) -> Option<TypeAtEnd> {
    let semantic = checker.semantic();
    let scope = semantic.scope_made_by(class)?;
    let mut names = Names::default();
    names.visit(written.annotation, checker);
    let mut shadowed: Vec<&str> = Vec::new();
    for name in &names.found {
        let here = semantic.lookup(&name.id, scope);
        match semantic.target_of(name) {
            Some(Target::Binding(there)) if here == Some(there) => {}
            Some(Target::Builtin) if here.is_none() => {}
            Some(Target::Builtin) => shadowed.push(&name.id),
            Some(Target::StarImport | Target::Unresolved) if here.is_none() => {}
            _ => return None,
        }
    }
    for name in written.added_names() {
        if !semantic.is_builtin_in(name, scope) {
            shadowed.push(name);
        }
    }
    let mut expression = written.expression();
    let mut imports = Vec::new();
    if !shadowed.is_empty() {
        // Inside a string nothing is put in its place.
        if names.is_in_string {
            return None;
        }
        let (edit, module) = import_module(checker, "builtins", semantic.id(class))?;
        imports.push(edit);
        BuiltinNames { shadowed: &shadowed, module: &module }.visit_expr(&mut expression);
    }
    Some(TypeAtEnd { expression, imports })
}

/// Whether a name is read in the class's own scope: as a type, say.
pub(super) fn is_used_in_body(name: &str, scope: ScopeId, checker: &Checker<'_>) -> bool {
    checker.semantic().references().any(|(_, reference)| {
        let node = checker.semantic().node(reference.node);
        node.scope == scope
            && node.syntax.as_expr_name().is_some_and(|found| found.id.as_str() == name)
    })
}

/// Whether a type has a variable that is declared to vary in that way.
pub(super) fn has_variance<'a>(
    known: &Known<'a>,
    keyword: &str,
    ending: &str,
    checker: &Checker<'a>,
) -> bool {
    let Known::Written(written) = known else { return false };
    let semantic = checker.semantic();
    let mut names = Names::default();
    names.visit(written.annotation, checker);
    names.found.iter().any(|name| {
        let value = semantic.binding_of(name).and_then(|binding| semantic.only_value(binding));
        match value.and_then(Expr::as_call_expr) {
            Some(call) => call
                .arguments
                .find_keyword(keyword)
                .is_some_and(|it| it.value.as_boolean_literal_expr().is_some_and(|it| it.value)),
            None => name.id.ends_with(ending),
        }
    })
}

/// The names in a type.
#[derive(Default)]
struct Names<'a> {
    found: Vec<&'a ExprName>,
    strings: Vec<&'a ruff_python_ast::ExprStringLiteral>,
    is_in_string: bool,
}

impl<'a> Names<'a> {
    fn visit(&mut self, annotation: &'a Expr, checker: &Checker<'a>) {
        self.visit_expr(annotation);
        while let Some(string) = self.strings.pop() {
            if let Some(inner) = checker.semantic().string_annotation(string) {
                self.is_in_string = true;
                self.visit_expr(inner);
            }
        }
    }
}

impl<'a> Visitor<'a> for Names<'a> {
    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) => self.found.push(name),
            Expr::StringLiteral(string) => self.strings.push(string),
            _ => visitor::walk_expr(self, expression),
        }
    }
}

struct BuiltinNames<'n> {
    shadowed: &'n [&'n str],
    module: &'n str,
}

impl Transformer for BuiltinNames<'_> {
    fn visit_expr(&self, expression: &mut Expr) {
        match expression {
            Expr::Name(name) if self.shadowed.contains(&name.id.as_str()) => {
                *expression = syntax::attribute(syntax::name(self.module), &name.id);
            }
            _ => transformer::walk_expr(self, expression),
        }
    }
}
