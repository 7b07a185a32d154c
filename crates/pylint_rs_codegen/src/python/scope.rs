//! One definition while it is written.

use ruff_python_ast::{Decorator, Expr, Keyword, PythonVersion, Stmt, TypeParam};

use rustc_hash::FxHashSet;

use super::evaluation::is_evaluable;
use super::imports::Imports;
use crate::model::{Definition, TypeParameter, TypeParameterKind};
use crate::syntax::{self, ClassDefinition};

/// The first version with PEP 695's `class A[T]` and `type X = ...`.
const TYPE_PARAMETER_SYNTAX: u8 = 12;

/// The first version in which types can be joined by `|`.
const UNION_SYNTAX: u8 = 10;

/// One definition while it is written.
pub(super) struct Scope<'a> {
    pub(super) definition: &'a Definition,
    pub(super) imports: &'a mut Imports,
    pub(super) target: PythonVersion,
    /// The names that are not defined yet, this definition's among them.
    later: &'a FxHashSet<String>,
    statements: Vec<Stmt>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(
        definition: &'a Definition,
        imports: &'a mut Imports,
        later: &'a FxHashSet<String>,
        target: PythonVersion,
    ) -> Self {
        Self { definition, imports, target, later, statements: Vec::new() }
    }

    pub(super) fn into_statements(self) -> Vec<Stmt> {
        self.statements
    }

    pub(super) fn push(&mut self, statement: Stmt) {
        self.statements.push(statement);
    }

    /// Whether the target has type parameters in brackets.
    pub(super) fn has_type_parameter_syntax(&self) -> bool {
        self.target.minor >= TYPE_PARAMETER_SYNTAX
    }

    /// The definition's type parameters: in brackets, or as names defined before it.
    pub(super) fn type_parameters(&mut self) -> Option<ruff_python_ast::TypeParams> {
        let parameters = &self.definition.type_parameters;
        if parameters.is_empty() {
            return None;
        }
        if self.has_type_parameter_syntax() {
            return Some(syntax::type_parameters(parameters.iter().map(in_brackets).collect()));
        }
        for parameter in parameters {
            let statement = self.type_variable(parameter);
            self.push(statement);
        }
        None
    }

    /// `Generic[T]`, where the parameters are not in brackets.
    pub(super) fn generic_base(&mut self, base: &str) -> Option<Expr> {
        let parameters = &self.definition.type_parameters;
        if parameters.is_empty() || self.has_type_parameter_syntax() {
            return None;
        }
        let mut names: Vec<Expr> = Vec::new();
        for parameter in parameters {
            let name = syntax::name(&parameter.name);
            names.push(match parameter.kind {
                TypeParameterKind::TypeVarTuple => {
                    syntax::subscript(self.imports.typing("Unpack"), name)
                }
                TypeParameterKind::TypeVar | TypeParameterKind::ParamSpec => name,
            });
        }
        let base = self.imports.typing(base);
        let slice = if names.len() == 1 { names.remove(0) } else { syntax::tuple(names, false) };
        Some(syntax::subscript(base, slice))
    }

    /// A type where it is evaluated at once: in quotes if it cannot be.
    pub(super) fn evaluated(&self, expression: Expr) -> Expr {
        if is_evaluable(&expression, self.later, self.target) {
            expression
        } else {
            syntax::string(&crate::printing::expression(&expression))
        }
    }

    /// `annotation | None`, or `Optional[annotation]` where `|` came later.
    pub(super) fn optional(&mut self, annotation: Expr) -> Expr {
        if self.target.minor >= UNION_SYNTAX {
            syntax::union(annotation, syntax::none())
        } else {
            syntax::subscript(self.imports.typing("Optional"), annotation)
        }
    }

    fn type_variable(&mut self, parameter: &TypeParameter) -> Stmt {
        let constructor = match parameter.kind {
            TypeParameterKind::TypeVar => "TypeVar",
            TypeParameterKind::TypeVarTuple => "TypeVarTuple",
            TypeParameterKind::ParamSpec => "ParamSpec",
        };
        let mut arguments = vec![syntax::string(&parameter.name)];
        let mut keywords: Vec<Keyword> = Vec::new();
        match parameter.bound.as_ref().map(|bound| &bound.expression) {
            Some(Expr::Tuple(constraints)) => arguments.extend(constraints.elts.iter().cloned()),
            Some(bound) => keywords.push(syntax::keyword("bound", bound.clone())),
            None => {}
        }
        let constructor = match &parameter.default {
            Some(default) => {
                keywords.push(syntax::keyword("default", default.expression.clone()));
                self.imports.typing_since(constructor, 13)
            }
            None => self.imports.typing(constructor),
        };
        syntax::assign(&parameter.name, syntax::call(constructor, arguments, keywords))
    }

    /// Writes a class under the definition's name, with its docstring before `body`.
    pub(super) fn push_class(
        &mut self,
        decorators: Vec<Decorator>,
        bases: Vec<Expr>,
        keywords: Vec<Keyword>,
        body: Vec<Stmt>,
    ) {
        let type_parameters = self.type_parameters();
        let mut whole: Vec<Stmt> = Vec::with_capacity(body.len() + 1);
        whole.extend(self.definition.documentation.as_deref().map(syntax::docstring));
        whole.extend(body);
        let class = syntax::class(ClassDefinition {
            name: &self.definition.name,
            decorators,
            type_parameters,
            bases,
            keywords,
            body: whole,
        });
        self.push(class);
    }
}

fn in_brackets(parameter: &TypeParameter) -> TypeParam {
    let bound = parameter.bound.as_ref().map(|bound| bound.expression.clone());
    let default = parameter.default.as_ref().map(|default| default.expression.clone());
    match parameter.kind {
        TypeParameterKind::TypeVar => syntax::type_variable(&parameter.name, bound, default),
        TypeParameterKind::TypeVarTuple => syntax::type_variable_tuple(&parameter.name, default),
        TypeParameterKind::ParamSpec => syntax::parameter_specification(&parameter.name, default),
    }
}
