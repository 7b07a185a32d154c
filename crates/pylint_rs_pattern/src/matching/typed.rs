//! Whether an expression is an instance of a type, as far as the source shows it.

use pylint_rs_semantic::BindingKind;
use ruff_python_ast::helpers::map_subscript;
use ruff_python_ast::{AnyNodeRef, Expr, ExprName, Number, Operator};
use ruff_text_size::Ranged;

use super::file::File;
use super::propagation::value_of;

/// Names and annotations are followed no further than this.
const DEEPEST: usize = 16;

/// Whether an expression is an instance of one of the types, which are written as annotations
/// are: by its annotation, by the call that made it, or by being a literal.
pub(crate) fn is_of_type<'a>(file: &File<'a>, node: AnyNodeRef<'a>, types: &[Box<str>]) -> bool {
    Types { file, types }.has(node, DEEPEST)
}

struct Types<'t, 'a> {
    file: &'t File<'a>,
    types: &'t [Box<str>],
}

impl<'a> Types<'_, 'a> {
    fn has(&self, node: AnyNodeRef<'a>, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        let builtin = |name: &str| self.types.iter().any(|wanted| &**wanted == name);
        match node {
            AnyNodeRef::ExprStringLiteral(_) | AnyNodeRef::ExprFString(_) => builtin("str"),
            AnyNodeRef::ExprBytesLiteral(_) => builtin("bytes"),
            AnyNodeRef::ExprNumberLiteral(number) => builtin(match number.value {
                Number::Int(_) => "int",
                Number::Float(_) => "float",
                Number::Complex { .. } => "complex",
            }),
            AnyNodeRef::ExprBooleanLiteral(_) => builtin("bool"),
            AnyNodeRef::ExprNoneLiteral(_) => builtin("None"),
            AnyNodeRef::ExprList(_) | AnyNodeRef::ExprListComp(_) => builtin("list"),
            AnyNodeRef::ExprDict(_) | AnyNodeRef::ExprDictComp(_) => builtin("dict"),
            AnyNodeRef::ExprSet(_) | AnyNodeRef::ExprSetComp(_) => builtin("set"),
            AnyNodeRef::ExprTuple(_) => builtin("tuple"),
            AnyNodeRef::ExprNamed(named) => self.has((&*named.value).into(), depth),
            AnyNodeRef::ExprAwait(_) => false,
            AnyNodeRef::ExprCall(call) => self.is_named(&call.func),
            AnyNodeRef::ExprName(name) => self.name_has(name, depth),
            _ => false,
        }
    }

    fn name_has(&self, name: &'a ExprName, depth: usize) -> bool {
        let semantic = self.file.subject.semantic;
        let id = if name.ctx.is_store() {
            semantic.binding_made_by(name)
        } else {
            semantic.binding_of(name)
        };
        let Some(id) = id else { return false };
        let binding = semantic.binding(id);
        match binding.kind {
            BindingKind::Parameter => match semantic.node(binding.node).syntax {
                AnyNodeRef::Parameter(parameter) => parameter
                    .annotation
                    .as_deref()
                    .is_some_and(|annotation| self.is_annotated(annotation, depth)),
                _ => false,
            },
            BindingKind::AnnotatedAssignment { annotation, .. }
            | BindingKind::Annotation(annotation) => self.is_annotated(annotation, depth),
            _ => match value_of(name, semantic).or_else(|| binding.value()) {
                Some(value) => self.has(value.into(), depth),
                None => false,
            },
        }
    }

    /// Whether an annotation says one of the types, alone or in a union.
    fn is_annotated(&self, annotation: &'a Expr, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        match annotation {
            Expr::StringLiteral(string) => self
                .file
                .subject
                .semantic
                .string_annotation(string)
                .is_some_and(|inner| self.is_annotated(inner, depth)),
            Expr::BinOp(union) if union.op == Operator::BitOr => {
                self.is_annotated(&union.left, depth) || self.is_annotated(&union.right, depth)
            }
            Expr::Subscript(subscript)
                if self.file.subject.semantic.is_typing(&subscript.value, "Optional") =>
            {
                self.is_annotated(&subscript.slice, depth)
            }
            Expr::Subscript(subscript)
                if self.file.subject.semantic.is_typing(&subscript.value, "Union") =>
            {
                match &*subscript.slice {
                    Expr::Tuple(tuple) => {
                        tuple.elts.iter().any(|member| self.is_annotated(member, depth))
                    }
                    member => self.is_annotated(member, depth),
                }
            }
            _ => self.is_named(annotation),
        }
    }

    /// Whether a type expression is one of the types: as it is written, or what it means.
    fn is_named(&self, expression: &'a Expr) -> bool {
        let written = &self.file.subject.text[expression.range()];
        self.types.iter().any(|wanted| {
            if wanted.contains('[') {
                return without_blanks(wanted).eq(without_blanks(written));
            }
            let path: Vec<Box<str>> = wanted.split('.').map(Into::into).collect();
            self.file.is_path(&path, false, path.len() > 1, map_subscript(expression).into())
        })
    }
}

fn without_blanks(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|letter| !letter.is_whitespace())
}
