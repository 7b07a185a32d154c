//! In which order definitions can be evaluated.

use ruff_python_ast::{Expr, PythonVersion};
use rustc_hash::FxHashMap;

use crate::free_names::free_names;
use crate::model::{Class, DefaultValue, Definition, DefinitionKind, Field, Module};

/// The first version whose aliases are evaluated when they are asked for.
const TYPE_STATEMENT: u8 = 12;

/// The order in which definitions can be evaluated: what bases and values name before what has
/// them, otherwise as they are.
pub(super) fn evaluation_order(module: &Module, target: PythonVersion) -> Vec<usize> {
    let count = module.definitions.len();
    let by_name: FxHashMap<&str, usize> = module
        .definitions
        .iter()
        .enumerate()
        .map(|(index, definition)| (definition.name.as_str(), index))
        .collect();
    let needs: Vec<Vec<usize>> = module
        .definitions
        .iter()
        .map(|definition| {
            let mut needed = Vec::new();
            needed_now(definition, target, &mut |name| needed.extend(by_name.get(name)));
            needed
        })
        .collect();
    let mut order = Vec::with_capacity(count);
    let mut is_seen = vec![false; count];
    for start in 0..count {
        let mut stack = vec![(start, 0)];
        if std::mem::replace(&mut is_seen[start], true) {
            continue;
        }
        while let Some((index, next)) = stack.last_mut() {
            let Some(needed) = needs[*index].get(*next) else {
                order.push(*index);
                stack.pop();
                continue;
            };
            *next += 1;
            if !std::mem::replace(&mut is_seen[*needed], true) {
                stack.push((*needed, 0));
            }
        }
    }
    order
}

/// Calls `each` with the names that are evaluated while a definition is, and cannot be quoted; and
/// those of an alias, which are better not quoted.
fn needed_now<'d>(
    definition: &'d Definition,
    target: PythonVersion,
    each: &mut dyn FnMut(&'d str),
) {
    let mut value = |expression: &'d Expr| {
        free_names(expression, &mut |name, is_now| {
            if is_now {
                each(&name.id);
            }
        });
    };
    match &definition.kind {
        DefinitionKind::Class(Class { bases, fields, .. }) => {
            bases.iter().for_each(|base| value(head(&base.expression)));
            // A factory is called for each instance, unless the class has the value.
            values(fields, false).for_each(value);
        }
        DefinitionKind::Protocol(it) | DefinitionKind::Abstract(it) => {
            it.bases.iter().for_each(|base| value(head(&base.expression)));
            values(&it.attributes, false).for_each(&mut value);
            for method in &it.methods {
                method.parameters.iter().filter_map(|it| it.default()).for_each(&mut value);
            }
        }
        DefinitionKind::TypedDict(it) => {
            it.bases.iter().for_each(|base| value(head(&base.expression)));
        }
        DefinitionKind::Dataclass(it) => {
            it.bases.iter().for_each(|base| value(head(&base.expression)));
            values(&it.fields, true).for_each(value);
        }
        DefinitionKind::NamedTuple(fields) => values(fields, true).for_each(value),
        DefinitionKind::Enumeration(it) => {
            it.members.iter().filter_map(|member| member.value.as_ref()).for_each(value);
        }
        DefinitionKind::Alias(alias) => {
            if target.minor < TYPE_STATEMENT {
                value(&alias.expression);
            }
        }
    }
}

fn values(fields: &[Field], with_factories: bool) -> impl Iterator<Item = &Expr> {
    fields.iter().filter_map(move |field| match field.default.as_ref()? {
        DefaultValue::Value(value) => Some(value),
        DefaultValue::Factory(factory) => {
            (with_factories || field.is_class_variable).then_some(factory)
        }
    })
}

/// What a base is without its type arguments, which can be quoted.
fn head(base: &Expr) -> &Expr {
    match base {
        Expr::Subscript(subscript) => &subscript.value,
        other => other,
    }
}
