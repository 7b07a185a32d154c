//! Functions of a stub.

use pylint_rs_semantic::{Returned, Type};
use ruff_python_ast::{Expr, Number, ParameterWithDefault, Parameters, StmtFunctionDef, UnaryOp};

use super::piece::Piece;
use super::walk::Writer;
use crate::syntax;

/// Strings longer than this are no help in a signature.
const LONGEST_DEFAULT: usize = 200;

impl<'a> Writer<'_, 'a> {
    /// A function, unless it implements overloads.
    pub(super) fn function(&mut self, function: &'a StmtFunctionDef) -> Option<Piece> {
        let name = function.name.to_string();
        let is_overload = function
            .decorator_list
            .iter()
            .any(|decorator| self.semantic.is_typing(&decorator.expression, "overload"));
        if is_overload {
            self.overloads.insert(name.clone());
        } else if self.overloads.contains(&name) {
            self.note_abstract(function);
            return None;
        }
        let decorators = self.decorators(&function.decorator_list, &name);
        let returned = Returned::of(function, self.semantic);
        let is_generator = returned.is_generator();
        let returns = match &function.returns {
            Some(returns) => self.annotation(returns),
            None => self.returned(function),
        };
        let parameters = self.parameters(function);
        let statement = syntax::function(syntax::Function {
            name: &name,
            decorators,
            // Of a generator, `async` says how it runs, not that it has to be awaited.
            is_async: function.is_async && !is_generator,
            type_parameters: function.type_params.as_deref().cloned(),
            parameters,
            returns,
            body: vec![syntax::expression_statement(syntax::ellipsis())],
        });
        Some(self.definition(name, vec![statement]))
    }

    /// Overloads are abstract if what implements them is.
    fn note_abstract(&mut self, function: &'a StmtFunctionDef) {
        for decorator in &function.decorator_list {
            let name = self.semantic.qualified_name(&decorator.expression);
            if name.is_some_and(|name| name.is("abc.abstractmethod")) {
                self.abstract_overloads.insert(function.name.to_string(), decorator.clone());
            }
        }
    }

    /// What a function without an annotation returns.
    fn returned(&mut self, function: &'a StmtFunctionDef) -> Expr {
        match function.name.as_str() {
            "__init__" | "__init_subclass__" | "__del__" | "__set_name__" | "__setattr__"
            | "__delattr__" | "__setitem__" | "__delitem__" => return syntax::none(),
            "__str__" | "__repr__" | "__format__" => return syntax::name("str"),
            "__bool__" | "__contains__" => return syntax::name("bool"),
            "__len__" | "__hash__" | "__int__" | "__index__" => return syntax::name("int"),
            _ => {}
        }
        // What an abstract method does is not what those do that take its place.
        let is_abstract = function.decorator_list.iter().any(|decorator| {
            self.semantic
                .qualified_name(&decorator.expression)
                .is_some_and(|name| name.starts_with("abc"))
        });
        let inferred = self.semantic.return_type(function);
        let is_open = matches!(inferred, Some(Type::Never)) || is_abstract;
        self.inferred(inferred.filter(|_| !is_open))
    }

    fn parameters(&mut self, function: &'a StmtFunctionDef) -> Parameters {
        let given = &function.parameters;
        let mut parameters = (**given).clone();
        let is_static = function
            .decorator_list
            .iter()
            .any(|decorator| self.semantic.is_builtin(&decorator.expression, "staticmethod"));
        let mut is_receiver = !self.is_at_top && !is_static;
        let lists = [
            (&mut parameters.posonlyargs, &given.posonlyargs),
            (&mut parameters.args, &given.args),
            (&mut parameters.kwonlyargs, &given.kwonlyargs),
        ];
        for (written, given) in lists {
            for (written, given) in written.iter_mut().zip(given) {
                let is_receiver = std::mem::take(&mut is_receiver);
                self.parameter(written, given, is_receiver);
            }
        }
        for (written, given) in
            [(&mut parameters.vararg, &given.vararg), (&mut parameters.kwarg, &given.kwarg)]
        {
            if let (Some(written), Some(given)) = (written, given) {
                let annotation = match &given.annotation {
                    Some(annotation) => self.annotation(annotation),
                    None => self.incomplete(),
                };
                written.annotation = Some(Box::new(annotation));
            }
        }
        parameters
    }

    fn parameter(
        &mut self,
        written: &mut ParameterWithDefault,
        given: &'a ParameterWithDefault,
        is_receiver: bool,
    ) {
        let annotation = match &given.parameter.annotation {
            Some(annotation) => Some(self.annotation(annotation)),
            None if is_receiver => None,
            None => Some(self.parameter_type(given)),
        };
        written.parameter.annotation = annotation.map(Box::new);
        if let Some(default) = given.default.as_deref() {
            written.default = Some(Box::new(default_value(default)));
        }
    }

    /// The type of a parameter without an annotation: that of its default, as far as that tells.
    fn parameter_type(&mut self, given: &'a ParameterWithDefault) -> Expr {
        match given.default.as_deref() {
            Some(Expr::NoneLiteral(_)) => {
                let other = self.semantic.parameter_type(given);
                match other.filter(|other| other.may_be_none() && other.is_precise()) {
                    Some(other) => self.inferred(Some(other)),
                    None => syntax::union(self.incomplete(), syntax::none()),
                }
            }
            _ => {
                let inferred = self.semantic.parameter_type(given);
                self.inferred(inferred.filter(Type::is_precise))
            }
        }
    }
}

/// A default as a stub has it: what is simple.
pub(super) fn default_value(default: &Expr) -> Expr {
    let is_simple = match default {
        Expr::NoneLiteral(_) | Expr::BooleanLiteral(_) => true,
        Expr::NumberLiteral(literal) => !matches!(literal.value, Number::Complex { .. }),
        Expr::StringLiteral(literal) => literal.value.to_str().len() <= LONGEST_DEFAULT,
        Expr::BytesLiteral(literal) => literal.value.len() <= LONGEST_DEFAULT,
        Expr::UnaryOp(operation) => {
            operation.op == UnaryOp::USub && operation.operand.is_number_literal_expr()
        }
        _ => false,
    };
    match default {
        _ if !is_simple => syntax::ellipsis(),
        Expr::StringLiteral(literal) => syntax::string(literal.value.to_str()),
        other => other.clone(),
    }
}
