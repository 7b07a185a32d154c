//! What of a type can be evaluated where it is written.

use ruff_python_ast::visitor::{Visitor, walk_expr};
use ruff_python_ast::{Expr, Operator, PythonVersion};
use rustc_hash::FxHashSet;

use crate::model::{DefinitionKind, Field, Module};

/// The first version in which types can be joined by `|` when they are evaluated.
const UNION: u8 = 10;

/// Whether an expression can be evaluated now.
pub(super) fn is_evaluable(
    expression: &Expr,
    later: &FxHashSet<String>,
    target: PythonVersion,
) -> bool {
    let mut finder = Finder { later, target, is_evaluable: true };
    finder.visit_expr(expression);
    finder.is_evaluable
}

struct Finder<'a> {
    later: &'a FxHashSet<String>,
    target: PythonVersion,
    is_evaluable: bool,
}

impl<'e> Visitor<'e> for Finder<'_> {
    fn visit_expr(&mut self, expression: &'e Expr) {
        match expression {
            Expr::Name(name) if self.later.contains(name.id.as_str()) => self.is_evaluable = false,
            Expr::BinOp(operation)
                if operation.op == Operator::BitOr && self.target.minor < UNION =>
            {
                self.is_evaluable = false;
            }
            // `Literal["X"]`'s strings are no types; those of annotations are never evaluated.
            _ => walk_expr(self, expression),
        }
    }
}

/// Whether annotations must be left unevaluated: one names what comes later, or is written as the
/// target cannot evaluate it.
pub(super) fn needs_deferred_annotations(module: &Module, target: PythonVersion) -> bool {
    let mut later: FxHashSet<String> =
        module.definitions.iter().map(|definition| definition.name.clone()).collect();
    for definition in &module.definitions {
        // A class is not there in its own body yet.
        let all_evaluable = |fields: &[Field]| {
            fields.iter().all(|field| is_evaluable(&field.annotation.expression, &later, target))
        };
        let is_fine = match &definition.kind {
            DefinitionKind::Class(class) => all_evaluable(&class.fields),
            DefinitionKind::Dataclass(dataclass) => all_evaluable(&dataclass.fields),
            DefinitionKind::NamedTuple(fields) => all_evaluable(fields),
            DefinitionKind::TypedDict(dict) => all_evaluable(&dict.fields),
            DefinitionKind::Protocol(it) | DefinitionKind::Abstract(it) => {
                all_evaluable(&it.attributes)
                    && all_evaluable(&it.properties)
                    && it.methods.iter().all(|method| {
                        let annotations = method
                            .parameters
                            .iter()
                            .filter_map(|parameter| parameter.annotation())
                            .chain([&method.returns.expression]);
                        annotations.into_iter().all(|it| is_evaluable(it, &later, target))
                    })
            }
            DefinitionKind::Enumeration(_) | DefinitionKind::Alias(_) => true,
        };
        if !is_fine {
            return true;
        }
        later.remove(&definition.name);
    }
    false
}

/// The order in which definitions can be evaluated: bases before what derives from them,
/// otherwise as they are.
pub(super) fn evaluation_order(module: &Module) -> Vec<usize> {
    let count = module.definitions.len();
    let by_name: rustc_hash::FxHashMap<&str, usize> = module
        .definitions
        .iter()
        .enumerate()
        .map(|(index, definition)| (definition.name.as_str(), index))
        .collect();
    let mut order = Vec::with_capacity(count);
    let mut state = vec![0u8; count];
    for start in 0..count {
        let mut stack = vec![start];
        while let Some(index) = stack.last().copied() {
            if state[index] == 0 {
                state[index] = 1;
                for base in bases(&module.definitions[index].kind) {
                    if let Some(base) = base_name(base).and_then(|name| by_name.get(name))
                        && state[*base] == 0
                    {
                        stack.push(*base);
                    }
                }
                continue;
            }
            stack.pop();
            if state[index] == 1 {
                state[index] = 2;
                order.push(index);
            }
        }
    }
    order
}

fn bases(kind: &DefinitionKind) -> &[crate::model::TypeExpression] {
    match kind {
        DefinitionKind::Class(class) => &class.bases,
        DefinitionKind::Protocol(it) | DefinitionKind::Abstract(it) => &it.bases,
        DefinitionKind::TypedDict(dict) => &dict.bases,
        DefinitionKind::Dataclass(dataclass) => &dataclass.bases,
        DefinitionKind::NamedTuple(_)
        | DefinitionKind::Enumeration(_)
        | DefinitionKind::Alias(_) => &[],
    }
}

fn base_name(base: &crate::model::TypeExpression) -> Option<&str> {
    match &base.expression {
        Expr::Name(name) => Some(&name.id),
        Expr::Subscript(subscript) => match &*subscript.value {
            Expr::Name(name) => Some(&name.id),
            _ => None,
        },
        _ => None,
    }
}
