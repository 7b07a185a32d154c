//! Schemas of a larger document, each with a name of its own.

use ruff_python_ast::Expr;

use super::documentation;
use super::effective::Leaf;
use super::keywords;
use super::library::{Library, Schema};
use super::naming::Hint;
use super::translation::{Translation, identity_of};
use super::{Request, Types};
use crate::SpecError;
use crate::names::resolve;
use crate::syntax;

/// A schema with a name of its own.
#[derive(Clone, Debug)]
pub(crate) struct Part<'d> {
    /// The name of its type, if it is free.
    pub(crate) name: String,
    /// The schema.
    pub(crate) schema: Schema<'d>,
}

/// The types of some schemas.
///
/// # Errors
/// If a keyword has a value it cannot have, or a reference leads nowhere.
pub(crate) fn read_parts(
    library: &Library,
    parts: &[Part<'_>],
    request: &Request,
) -> Result<Types, Vec<SpecError>> {
    let mut warnings = keywords::check(library, parts.iter().map(|part| part.schema))?;
    let mut translation = Translation::new(library, request.shape);
    translation.translate_parts(parts);
    let (mut module, found) = translation.into_module()?;
    warnings.extend(found);
    resolve(&mut module, library.source(library.root()))?;
    Ok(Types { module, warnings, inputs: library.inputs() })
}

impl<'d> Translation<'d> {
    /// Defines the types of some schemas, each under its name.
    fn translate_parts(&mut self, parts: &[Part<'d>]) {
        // First all names, so that references to what comes later find them.
        let mut named = Vec::new();
        for part in parts {
            let name = self.names.take_by(&Hint::new(&part.name), &[]);
            self.given.insert(part.schema.identity(), name.clone());
            named.push((name, part.schema));
        }
        for (name, schema) in named {
            let expression = self.type_of(schema, Hint::reserved(&name));
            if !mentions(&expression, &name) {
                // It is another's.
                let documentation = documentation::of(&[Leaf::new(schema)]);
                self.define_alias(schema, &name, expression, documentation);
            }
        }
    }

    /// The type of a schema with a name of its own, which is defined if it is not yet.
    pub(super) fn type_of_given(&mut self, schema: Schema<'d>, name: &str) -> Expr {
        let expression = self.type_of_leaves(schema, &Hint::reserved(name));
        if mentions(&expression, name) {
            return expression;
        }
        let leaves = self.leaves(&[schema]);
        self.named.insert(identity_of(&leaves), name.to_owned());
        self.define_alias(schema, name, expression, documentation::of(&leaves));
        syntax::name(name)
    }
}

/// Whether a type is what has this name, or that and others: of what may be `None`, the class has
/// the name.
fn mentions(expression: &Expr, name: &str) -> bool {
    match expression {
        Expr::Name(it) => it.id == *name,
        Expr::BinOp(union) => mentions(&union.left, name) || mentions(&union.right, name),
        _ => false,
    }
}
