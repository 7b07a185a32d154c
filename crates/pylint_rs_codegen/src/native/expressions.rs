//! Python inside a spec: types, values and parameters, parsed by Ruff's parser.

use ruff_python_ast::{Expr, ModExpression, Parameters, Stmt, TypeParam};
use ruff_python_parser::{ParseError, Parsed, parse_expression, parse_module};
use ruff_text_size::Ranged;

use super::reader::Reader;
use crate::document::{Node, Value};
use crate::model::{TypeExpression, TypeParameter, TypeParameterKind};
use crate::syntax;

impl Reader<'_> {
    /// A type, as Python writes it.
    pub(super) fn type_expression(&mut self, node: &Node, what: &str) -> Option<TypeExpression> {
        let text = self.text(node, what)?;
        let expression = self.parsed(node, parse_expression(&text))?;
        if let Some(part) = not_a_type(&expression) {
            let start = usize::from(part.start());
            let part = text[usize::from(part.start())..usize::from(part.end())].to_owned();
            let span = self.inside(node, start);
            self.error(&span, format!("{what}: `{part}` is no type"));
            return None;
        }
        Some(TypeExpression { expression, span: node.span.clone() })
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
            Value::Integer(text) | Value::Float(text) => self.parsed(node, parse_expression(text)),
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
        self.parsed(node, parse_expression(&text))
    }

    /// `(self, canvas: Canvas, *, scale: float = 1.0) -> None`: parameters, with or without
    /// `self`, and what is given back.
    pub(super) fn signature(&mut self, node: &Node) -> Option<(Parameters, TypeExpression)> {
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
        let returns = TypeExpression { expression: *returns, span: node.span.clone() };
        let mut parameters = *function.parameters;
        for list in [&mut parameters.posonlyargs, &mut parameters.args] {
            if list.first().is_some_and(|first| matches!(first.name().as_str(), "self" | "cls")) {
                list.remove(0);
                break;
            }
        }
        is_annotated.then_some((parameters, returns))
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
        let located = |expression: Option<Box<Expr>>| {
            expression.map(|expression| TypeExpression {
                expression: *expression,
                span: node.span.clone(),
            })
        };
        let (name, kind, bound, default) = match parameter {
            TypeParam::TypeVar(it) => (it.name, TypeParameterKind::TypeVar, it.bound, it.default),
            TypeParam::TypeVarTuple(it) => {
                (it.name, TypeParameterKind::TypeVarTuple, None, it.default)
            }
            TypeParam::ParamSpec(it) => (it.name, TypeParameterKind::ParamSpec, None, it.default),
        };
        Some(TypeParameter {
            name: name.id.to_string(),
            kind,
            bound: located(bound),
            default: located(default),
        })
    }

    fn parsed(
        &mut self,
        node: &Node,
        parsed: Result<Parsed<ModExpression>, ParseError>,
    ) -> Option<Expr> {
        match parsed {
            Ok(parsed) => Some(*parsed.into_syntax().body),
            Err(error) => {
                self.parse_error(node, &error, 0);
                None
            }
        }
    }

    fn parse_error(&mut self, node: &Node, error: &ParseError, before: usize) {
        let start = usize::from(error.location.start()).saturating_sub(before);
        let span = self.inside(node, start);
        self.error(&span, error.error.to_string());
    }

    /// A place in a string, for errors: exact unless there are escapes before it.
    fn inside(&self, node: &Node, offset: usize) -> std::ops::Range<usize> {
        let raw = self.source.text.get(node.span.clone()).unwrap_or_default();
        let quotes = raw.bytes().take_while(|byte| matches!(byte, b'"' | b'\'')).count();
        let quotes = if quotes >= 3 { 3 } else { quotes.min(1) };
        let start = (node.span.start + quotes + offset).min(node.span.end);
        start..start
    }
}

/// A part of an expression that cannot be in a type.
fn not_a_type(expression: &Expr) -> Option<ruff_text_size::TextRange> {
    match expression {
        Expr::Name(_)
        | Expr::NoneLiteral(_)
        | Expr::EllipsisLiteral(_)
        | Expr::StringLiteral(_) => None,
        Expr::Attribute(attribute) => not_a_type(&attribute.value),
        Expr::BinOp(operation) if operation.op == ruff_python_ast::Operator::BitOr => {
            not_a_type(&operation.left).or_else(|| not_a_type(&operation.right))
        }
        Expr::Subscript(subscript) => {
            // What `Literal` and `Annotated` take is any value.
            let takes_values = matches!(
                &*subscript.value,
                Expr::Name(name) if matches!(name.id.as_str(), "Literal" | "Annotated")
            );
            not_a_type(&subscript.value)
                .or_else(|| if takes_values { None } else { not_a_type(&subscript.slice) })
        }
        Expr::Tuple(tuple) => tuple.elts.iter().find_map(not_a_type),
        Expr::List(list) => list.elts.iter().find_map(not_a_type),
        Expr::Starred(starred) => not_a_type(&starred.value),
        other => Some(other.range()),
    }
}
