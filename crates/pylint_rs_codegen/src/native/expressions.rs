//! Python inside a spec: types, values and parameters, parsed by Ruff's parser.

use ruff_python_ast::{Expr, Mod, Parameters, PythonVersion, Stmt, TypeParam};
use ruff_python_parser::{Mode, ParseError, ParseOptions, parse_module, parse_unchecked};
use ruff_text_size::Ranged;

use super::places::{locate_names, place_in, point};
use super::reader::Reader;
use super::{code, types};
use crate::document::{Node, Value};
use crate::identifiers::normal;
use crate::model::{TypeExpression, TypeParameter, TypeParameterKind};
use crate::syntax;

/// The most digits that Python turns into an integer.
const LONGEST_NUMBER: usize = 4300;

/// What a method takes and gives.
pub(super) struct Signature {
    pub(super) type_parameters: Vec<TypeParameter>,
    pub(super) parameters: Parameters,
    pub(super) returns: TypeExpression,
}

impl Reader<'_> {
    /// A type, as Python writes it.
    pub(super) fn type_expression(&mut self, node: &Node, what: &str) -> Option<TypeExpression> {
        let text = self.text(node, what)?;
        let mut expression = self.parsed(node, &text, PythonVersion::latest())?;
        self.finish_type(&mut expression, node, 0, what)?;
        Some(TypeExpression { expression, span: node.span.clone() })
    }

    /// Types in quotes become types; what is none is told.
    fn finish_type(
        &mut self,
        expression: &mut Expr,
        node: &Node,
        before: usize,
        what: &str,
    ) -> Option<()> {
        let problem = match types::unquote(expression) {
            Ok(()) => types::too_deep(expression).or_else(|| types::not_a_type(expression)),
            Err(problem) => Some(problem),
        };
        if let Some(problem) = problem {
            let start = place_in(self.source, node, problem.start.saturating_sub(before));
            self.error(&point(start), format!("{what}: {}", problem.message));
            return None;
        }
        locate_names(expression, self.source, node, before);
        Some(())
    }

    /// A list of types.
    pub(super) fn types(&mut self, node: &Node, what: &str) -> Vec<TypeExpression> {
        let items = self.sequence(node, what).unwrap_or_default();
        items.iter().filter_map(|item| self.type_expression(item, what)).collect()
    }

    /// A value: of a string, that string; `{ code = "..." }` is Python.
    pub(super) fn value(&mut self, node: &Node, what: &str) -> Option<Expr> {
        match &node.value {
            Value::Null => Some(syntax::none()),
            Value::Boolean(value) => Some(syntax::boolean(*value)),
            Value::String(text) => Some(syntax::string(text)),
            Value::Integer(text) | Value::Float(text) => self.number(node, text),
            Value::Sequence(_) => {
                self.error(
                    &node.span,
                    format!("{what} would be shared by all: give a `factory` instead"),
                );
                None
            }
            Value::Mapping(_) => {
                let mut table = self.table(node, what)?;
                let code = table.take("code");
                self.finish(table);
                match code {
                    Some(code) => self.code(code, what),
                    None => {
                        self.error(&node.span, format!("{what} needs `code`"));
                        None
                    }
                }
            }
        }
    }

    /// An expression.
    pub(super) fn code(&mut self, node: &Node, what: &str) -> Option<Expr> {
        let text = self.text(node, what)?;
        let mut expression = self.parsed(node, &text, self.target)?;
        if let Some(problem) = code::not_a_value(&expression) {
            let start = place_in(self.source, node, problem.start);
            self.error(&point(start), format!("{what}: {}", problem.message));
            return None;
        }
        locate_names(&mut expression, self.source, node, 0);
        Some(expression)
    }

    fn number(&mut self, node: &Node, text: &str) -> Option<Expr> {
        let unsigned = text.trim_start_matches(['+', '-']);
        if matches!(unsigned.to_ascii_lowercase().as_str(), "inf" | "nan" | ".inf" | ".nan") {
            let text = text.trim_start_matches('+').replace('.', "").to_lowercase();
            let float = syntax::name("float");
            return Some(syntax::call(float, vec![syntax::string(&text)], Vec::new()));
        }
        if unsigned.bytes().filter(u8::is_ascii_digit).count() > LONGEST_NUMBER {
            self.error(&node.span, format!("Python reads at most {LONGEST_NUMBER} digits"));
            return None;
        }
        let text = text.strip_prefix('+').unwrap_or(text);
        self.parsed(node, text, self.target)
    }

    /// `(self, canvas: Canvas, *, scale: float = 1.0) -> None`: parameters, with or without
    /// `self`, and what is given back.
    pub(super) fn signature(&mut self, node: &Node) -> Option<Signature> {
        const BEFORE: &str = "def f";
        let text = self.text(node, "a signature")?;
        let source = format!("{BEFORE}{text}: ...");
        let module = match parse_module(&source) {
            Ok(module) => module.into_syntax(),
            Err(error) => {
                self.parse_error(node, &error, BEFORE.len());
                return None;
            }
        };
        let mut statements = module.body.into_iter();
        let (Some(Stmt::FunctionDef(function)), None) = (statements.next(), statements.next())
        else {
            self.error(&node.span, "a signature is `(parameters) -> type`");
            return None;
        };
        let mut is_annotated = true;
        for parameter in function.parameters.iter() {
            let name = parameter.name();
            if parameter.annotation().is_none() && !matches!(name.as_str(), "self" | "cls") {
                let start = usize::from(name.start()) - BEFORE.len();
                let span = self.inside(node, start);
                self.error(&span, format!("parameter `{name}` has no type"));
                is_annotated = false;
            }
        }
        let Some(returns) = function.returns else {
            self.error(&node.span, "a signature says what is given back: `-> None`");
            return None;
        };
        let mut returns = TypeExpression { expression: *returns, span: node.span.clone() };
        self.finish_type(&mut returns.expression, node, BEFORE.len(), "what is given back")?;
        let mut parameters = *function.parameters;
        for list in [&mut parameters.posonlyargs, &mut parameters.args] {
            if list.first().is_some_and(|first| matches!(first.name().as_str(), "self" | "cls")) {
                list.remove(0);
                break;
            }
        }
        is_annotated &= self.finish_parameters(&mut parameters, node, BEFORE.len());
        let type_parameters = function.type_params.map(|it| it.type_params).unwrap_or_default();
        let type_parameters =
            type_parameters.into_iter().map(|it| self.finished(it, node, BEFORE.len())).collect();
        is_annotated.then_some(Signature { type_parameters, parameters, returns })
    }

    /// `T`, `T: int`, `*Ts`, `**P`, `T = str`
    pub(super) fn type_parameter(&mut self, node: &Node) -> Option<TypeParameter> {
        const BEFORE: &str = "type X[";
        let text = self.text(node, "a type parameter")?;
        let source = format!("{BEFORE}{text}] = int");
        let module = match parse_module(&source) {
            Ok(module) => module.into_syntax(),
            Err(error) => {
                self.parse_error(node, &error, BEFORE.len());
                return None;
            }
        };
        let Some(Stmt::TypeAlias(alias)) = module.body.into_iter().next() else { return None };
        let parameters = alias.type_params?.type_params;
        let Ok([parameter]) = <[TypeParam; 1]>::try_from(parameters) else {
            self.error(&node.span, "one type parameter at a time");
            return None;
        };
        Some(self.finished(parameter, node, BEFORE.len()))
    }

    fn finished(&mut self, parameter: TypeParam, node: &Node, before: usize) -> TypeParameter {
        let mut parameter = type_parameter(parameter, node);
        for part in [&mut parameter.bound, &mut parameter.default].into_iter().flatten() {
            let constraints = match &mut part.expression {
                Expr::Tuple(tuple) => tuple.elts.iter_mut().collect(),
                bound => vec![bound],
            };
            for bound in constraints {
                // What a parameter specification or a tuple of types is by default.
                if !matches!(bound, Expr::List(_) | Expr::Starred(_) | Expr::EllipsisLiteral(_)) {
                    self.finish_type(bound, node, before, "a type parameter");
                }
            }
        }
        parameter
    }

    /// Whether all is well with the types and defaults of a method's parameters.
    fn finish_parameters(
        &mut self,
        parameters: &mut Parameters,
        node: &Node,
        before: usize,
    ) -> bool {
        let mut is_fine = true;
        let mut names: Vec<String> = vec!["self".to_owned()];
        for parameter in parameters.iter() {
            let name = normal(parameter.name());
            if names.contains(&name) {
                let start = usize::from(parameter.name().start()).saturating_sub(before);
                let start = place_in(self.source, node, start);
                self.error(&point(start), format!("the parameter `{name}` is there twice"));
                is_fine = false;
            }
            names.push(name);
        }
        let Parameters { posonlyargs, args, kwonlyargs, vararg, kwarg, .. } = parameters;
        for parameter in posonlyargs.iter_mut().chain(args.iter_mut()).chain(kwonlyargs) {
            let what = format!("parameter `{}`", parameter.name());
            if let Some(annotation) = parameter.parameter.annotation.as_deref_mut() {
                is_fine &= self.finish_type(annotation, node, before, &what).is_some();
            }
            if let Some(default) = parameter.default.as_deref_mut() {
                if let Some(problem) = code::not_a_value(default) {
                    let start = place_in(self.source, node, problem.start.saturating_sub(before));
                    self.error(&point(start), format!("{what}: {}", problem.message));
                    is_fine = false;
                }
                locate_names(default, self.source, node, before);
            }
        }
        for parameter in [vararg, kwarg].into_iter().flatten() {
            let what = format!("parameter `{}`", parameter.name);
            if let Some(annotation) = parameter.annotation.as_deref_mut() {
                let inner = match annotation {
                    Expr::Starred(starred) => &mut *starred.value,
                    other => other,
                };
                is_fine &= self.finish_type(inner, node, before, &what).is_some();
            }
        }
        is_fine
    }

    /// An expression as this version has it.
    fn parsed(&mut self, node: &Node, text: &str, version: PythonVersion) -> Option<Expr> {
        let options = ParseOptions::from(Mode::Expression).with_target_version(version);
        let parsed = parse_unchecked(text, options);
        if let Some(error) = parsed.errors().first() {
            self.parse_error(node, error, 0);
            return None;
        }
        if let Some(error) = parsed.unsupported_syntax_errors().first() {
            let start = place_in(self.source, node, usize::from(error.range.start()));
            self.error(&point(start), error.to_string());
            return None;
        }
        match parsed.into_syntax() {
            Mod::Expression(expression) => Some(*expression.body),
            Mod::Module(_) => None,
        }
    }

    fn parse_error(&mut self, node: &Node, error: &ParseError, before: usize) {
        let start = usize::from(error.location.start()).saturating_sub(before);
        let start = place_in(self.source, node, start);
        self.error(&point(start), error.error.to_string());
    }

    /// A place in a string, for errors.
    fn inside(&self, node: &Node, offset: usize) -> std::ops::Range<usize> {
        point(place_in(self.source, node, offset))
    }
}

fn type_parameter(parameter: TypeParam, node: &Node) -> TypeParameter {
    let located = |expression: Option<Box<Expr>>| {
        expression
            .map(|expression| TypeExpression { expression: *expression, span: node.span.clone() })
    };
    let (name, kind, bound, default) = match parameter {
        TypeParam::TypeVar(it) => (it.name, TypeParameterKind::TypeVar, it.bound, it.default),
        TypeParam::TypeVarTuple(it) => (it.name, TypeParameterKind::TypeVarTuple, None, it.default),
        TypeParam::ParamSpec(it) => (it.name, TypeParameterKind::ParamSpec, None, it.default),
    };
    TypeParameter {
        name: name.id.to_string(),
        kind,
        bound: located(bound),
        default: located(default),
    }
}
