//! What the bases of a class do when an instance is made.

use std::rc::Rc;

use ruff_python_ast::helpers::map_subscript;
use ruff_python_ast::{Expr, StmtClassDef};
use ruff_text_size::{Ranged, TextRange};

use crate::from_python::resolution::definition_of;
use crate::from_python::{Library, Module};

/// Bases that have nothing to do when an instance is made.
const INERT: &[&str] = &["abc.ABC", "collections.abc.Sized", "collections.abc.Hashable"];

/// Methods that decide how instances are made: a dataclass would have others.
pub(super) const MAKERS: &[&str] = &["__new__", "__post_init__", "__init_subclass__"];

/// So many classes above one are looked at.
const MOST: usize = 64;

/// What is above a class.
#[derive(Default)]
pub(super) struct Bases<'a> {
    /// The project's classes, each with its module.
    classes: Vec<(Rc<Module<'a>>, &'a StmtClassDef)>,
    /// Whether it is an exception.
    pub(super) is_exception: bool,
}

/// Why a class can be no dataclass.
pub(super) struct Reason {
    pub(super) range: TextRange,
    pub(super) message: String,
}

impl<'a> Bases<'a> {
    /// Looks at the classes above one. A reason points at one of its own bases.
    pub(super) fn of(
        class: &'a StmtClassDef,
        module: &Rc<Module<'a>>,
        library: &Library<'a>,
    ) -> Result<Self, Reason> {
        let mut bases = Self::default();
        for base in class.bases() {
            bases
                .add(base, module, library)
                .map_err(|message| Reason { range: base.range(), message })?;
        }
        for (above_module, above) in &bases.classes {
            let scope = above_module.semantic.scope_made_by(*above);
            let makes = ["__init__"].iter().chain(MAKERS).any(|method| {
                scope.is_some_and(|scope| above_module.semantic.symbol_in(scope, method).is_some())
            });
            if makes || !above.decorator_list.is_empty() || !above.keywords().is_empty() {
                let message = format!(
                    "`{}` has a say in how an instance of `{}` is made",
                    above.name, class.name
                );
                let range = class.arguments.as_ref().map_or(class.name.range(), |it| it.range());
                return Err(Reason { range, message });
            }
        }
        Ok(bases)
    }

    /// Whether one of the classes has a method.
    pub(super) fn have(&self, method: &str) -> bool {
        self.classes.iter().any(|(module, class)| {
            let scope = module.semantic.scope_made_by(*class);
            scope.is_some_and(|scope| module.semantic.symbol_in(scope, method).is_some())
        })
    }

    fn add(
        &mut self,
        base: &'a Expr,
        module: &Rc<Module<'a>>,
        library: &Library<'a>,
    ) -> Result<(), String> {
        let semantic = &module.semantic;
        let base = map_subscript(base);
        let is_inert = semantic.is_builtin(base, "object")
            || semantic.is_typing(base, "Generic")
            || semantic.is_typing(base, "Protocol")
            || semantic.qualified_name(base).is_some_and(|name| name.is_any(INERT));
        if is_inert {
            return Ok(());
        }
        if let Expr::Name(name) = base
            && (name.id.ends_with("Exception") || name.id.ends_with("Error"))
            && semantic.is_builtin(base, &name.id)
        {
            self.is_exception = true;
            return Ok(());
        }
        let definition = definition_of(library, module, base);
        let Some((definition, class)) =
            definition.and_then(|definition| definition.class().map(|class| (definition, class)))
        else {
            let text = &module.source.text[base.range().to_std_range()];
            let text = text.lines().next().unwrap_or_default();
            return Err(format!("what `{text}` does when an instance is made is not known here"));
        };
        if self.classes.len() == MOST || self.classes.iter().any(|(_, it)| std::ptr::eq(*it, class))
        {
            return Ok(());
        }
        self.classes.push((Rc::clone(&definition.module), class));
        class.bases().iter().try_for_each(|base| self.add(base, &definition.module, library))
    }
}
