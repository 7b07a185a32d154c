//! `TypeVar`s and their kin, for targets that cannot write type parameters in brackets.

use ruff_python_ast::{Expr, Keyword, Stmt};
use rustc_hash::{FxHashMap, FxHashSet};

use super::references::evaluated;
use super::variance::Variance;
use super::writer::Writer;
use crate::model::{TypeParameter, TypeParameterKind};
use crate::{printing, syntax};

/// The variables of a module, each once, however many definitions use it.
#[derive(Default)]
pub(super) struct TypeVariables {
    /// What each name stands for.
    meanings: FxHashMap<String, String>,
    statements: Vec<Stmt>,
}

impl TypeVariables {
    pub(super) fn into_statements(self) -> Vec<Stmt> {
        self.statements
    }

    /// A name for a variable of this meaning: as wished, or, if that is another's, with the owner's.
    fn name(&self, wish: &str, owner: &str, meaning: &str, taken: &FxHashSet<&str>) -> String {
        let mut name = wish.to_owned();
        let mut is_first = true;
        while taken.contains(name.as_str())
            || self.meanings.get(&name).is_some_and(|other| other != meaning)
        {
            name = if is_first { format!("{wish}_{owner}") } else { format!("{name}_") };
            is_first = false;
        }
        name
    }
}

/// The variable that stands for a type parameter of `owner`, defined if it was not.
pub(super) fn variable(
    parameter: &TypeParameter,
    owner: &str,
    variance: Variance,
    writer: &mut Writer<'_>,
) -> String {
    let text = |part: &Option<crate::model::TypeExpression>| {
        part.as_ref().map(|part| printing::expression(&part.expression))
    };
    let (kind, variance) = match parameter.kind {
        TypeParameterKind::TypeVar => ("TypeVar", variance),
        TypeParameterKind::TypeVarTuple => ("TypeVarTuple", Variance::Invariant),
        TypeParameterKind::ParamSpec => ("ParamSpec", Variance::Invariant),
    };
    let suffix = match variance {
        Variance::Covariant => "_co",
        Variance::Contravariant => "_contra",
        Variance::Invariant => "",
    };
    let wish = match parameter.name.strip_suffix(suffix) {
        Some(stem) => format!("{stem}{suffix}"),
        None => format!("{}{suffix}", parameter.name),
    };
    let meaning =
        format!("{kind} {:?} {:?} {suffix}", text(&parameter.bound), text(&parameter.default));
    let name = writer.variables.name(&wish, owner, &meaning, &writer.taken);
    if writer.variables.meanings.insert(name.clone(), meaning).is_none() {
        let statement = definition(parameter, &name, kind, variance, writer);
        writer.variables.statements.push(statement);
    }
    name
}

fn definition(
    parameter: &TypeParameter,
    name: &str,
    kind: &'static str,
    variance: Variance,
    writer: &mut Writer<'_>,
) -> Stmt {
    let mut arguments = vec![syntax::string(name)];
    let mut keywords: Vec<Keyword> = Vec::new();
    match parameter.bound.as_ref().map(|bound| &bound.expression) {
        Some(Expr::Tuple(constraints)) => {
            for constraint in &constraints.elts {
                arguments.push(evaluated(writer.annotation(constraint, &FxHashMap::default())));
            }
        }
        Some(bound) => {
            let bound = evaluated(writer.annotation(bound, &FxHashMap::default()));
            keywords.push(syntax::keyword("bound", bound));
        }
        None => {}
    }
    match variance {
        Variance::Covariant => keywords.push(syntax::keyword("covariant", syntax::boolean(true))),
        Variance::Contravariant => {
            keywords.push(syntax::keyword("contravariant", syntax::boolean(true)));
        }
        Variance::Invariant => {}
    }
    let constructor = match &parameter.default {
        Some(default) => {
            let default = writer.annotation(&default.expression, &FxHashMap::default());
            keywords.push(syntax::keyword("default", evaluated(default)));
            writer.typing_since(kind, 13)
        }
        None => {
            let since = match parameter.kind {
                TypeParameterKind::TypeVar => 9,
                TypeParameterKind::TypeVarTuple => 11,
                TypeParameterKind::ParamSpec => 10,
            };
            writer.typing_since(kind, since)
        }
    };
    syntax::assign(name, syntax::call(constructor, arguments, keywords))
}
