//! Types that were read off values, as another module writes them.

use pylint_rs_semantic::{Class, Type};
use ruff_python_ast::Expr;
use ruff_text_size::TextRange;

use super::output_names::When;
use super::type_writer::{Problem, TypeWriter, problem};
use crate::syntax;

impl<'a> TypeWriter<'_, 'a> {
    /// A type that was read off a value.
    pub(super) fn write_inferred(
        &mut self,
        inferred: &Type<'a>,
        range: TextRange,
    ) -> Result<Expr, Problem> {
        match inferred {
            Type::None => Ok(syntax::none()),
            Type::Never => Ok(self.names.typing("NoReturn")),
            Type::SelfInstance => Ok(self.names.typing("Self")),
            Type::Union(members) => {
                let mut written = Vec::new();
                for member in members {
                    written.push(self.write_inferred(member, range)?);
                }
                let union = written.into_iter().reduce(syntax::union);
                union.ok_or_else(|| problem(range, "it has no type"))
            }
            Type::Instance(class, arguments) => {
                let head = match class {
                    Class::Builtin(name) => self.names.builtin(name),
                    Class::Library { module, name } => {
                        self.names.member(module, name, name, When::Always)
                    }
                    Class::Bound { name, .. } => {
                        let message = format!("`{name}` is not followed");
                        return Err(problem(range, message));
                    }
                };
                if arguments.is_empty() {
                    return Ok(head);
                }
                let mut written = Vec::new();
                for argument in arguments {
                    written.push(self.write_inferred(argument, range)?);
                }
                let slice = match written.len() {
                    1 => written.remove(0),
                    _ => syntax::tuple(written, false),
                };
                Ok(syntax::subscript(head, slice))
            }
        }
    }
}
