//! What is above a class, in its file and in the project's others.

use std::rc::Rc;

use ruff_python_ast::StmtClassDef;

use super::ancestry::Ancestry;
use super::{Library, Module};

/// What is above a class.
pub(crate) struct Above<'a> {
    /// The project's classes, in the order in which methods are looked up.
    pub(crate) classes: Vec<(Rc<Module<'a>>, &'a StmtClassDef)>,
    /// The dotted names of other bases.
    pub(crate) foreign: Vec<String>,
}

impl<'a> Above<'a> {
    /// Looks at the bases of a class; what has no order of look-up has nothing above it.
    pub(crate) fn of(
        class: &'a StmtClassDef,
        module: &Rc<Module<'a>>,
        library: &Library<'a>,
    ) -> Self {
        let Ok(ancestry) = Ancestry::of(library, module, class) else {
            return Self { classes: Vec::new(), foreign: Vec::new() };
        };
        let classes = ancestry
            .classes
            .into_iter()
            .filter(|found| !std::ptr::eq(found.class, class))
            .map(|found| (Rc::clone(&found.environment.module), found.class))
            .collect();
        let foreign = ancestry.foreign.into_iter().map(|base| base.name).collect();
        Self { classes, foreign }
    }
}
