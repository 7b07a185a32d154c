//! The functions that lack annotations, found once for all rules of the family.

use pylint_rs_semantic::{NodeId, Semantic};
use ruff_python_ast::{AnyNodeRef, NodeKind, Parameter, StmtFunctionDef};

use super::overloads::OverloadImplementations;
use crate::visibility::Visibility;
use crate::{Checker, Fact};

/// What a function is to the rules for return types.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum FunctionKind {
    /// A function or method for others to call.
    Public,
    /// Any other function or method.
    Private,
    /// A method with two underscores on both sides of its name.
    Special,
    /// A static method.
    Static,
    /// A class method.
    Class,
}

/// A function that lacks annotations.
#[derive(Clone, Copy, Debug)]
pub(super) struct UntypedFunction {
    pub(super) node: NodeId,
    /// What it is; none if its return type is annotated.
    pub(super) kind: Option<FunctionKind>,
    /// Whether its first parameter is the object or class it is called on.
    pub(super) has_receiver: bool,
    /// Whether it has no annotation at all.
    pub(super) is_fully_untyped: bool,
}

impl UntypedFunction {
    /// The function itself.
    pub(super) fn definition<'a>(&self, semantic: &Semantic<'a>) -> Option<&'a StmtFunctionDef> {
        match semantic.node(self.node).syntax {
            AnyNodeRef::StmtFunctionDef(function) => Some(function),
            _ => None,
        }
    }
}

/// The functions of a file that lack annotations, but for those whose types are given elsewhere:
/// by the method they override, or by the overloads they implement.
pub(super) struct UntypedFunctions(pub(super) Vec<UntypedFunction>);

impl Fact for UntypedFunctions {
    fn compute(checker: &Checker<'_>) -> Self {
        let semantic = checker.semantic();
        let mut visibility = Visibility::new(checker);
        let implementations = checker.fact::<OverloadImplementations>();
        let mut functions = Vec::new();
        for id in semantic.nodes().of_kind(NodeKind::StmtFunctionDef) {
            let AnyNodeRef::StmtFunctionDef(function) = semantic.node(*id).syntax else { continue };
            let lacks = Lacks::of(function);
            if !(lacks.returns || lacks.parameters) {
                continue;
            }
            let mut is_override = false;
            let mut method = Method::Instance;
            for decorator in &function.decorator_list {
                let Some(name) = semantic.qualified_name(&decorator.expression) else { continue };
                match name.segments() {
                    ["builtins", "staticmethod"] => method = Method::Static,
                    ["builtins", "classmethod"] => method = Method::Class,
                    ["typing" | "typing_extensions", "override"] => is_override = true,
                    _ => {}
                }
            }
            if is_override || implementations.0.contains(id) {
                continue;
            }
            let class = semantic.enclosing_class(function);
            let has_receiver = class.is_some() && method != Method::Static;
            let kind = lacks.returns.then(|| match (class, method) {
                (Some(_), Method::Static) => FunctionKind::Static,
                (Some(_), Method::Class) => FunctionKind::Class,
                (Some(_), _) if is_special(&function.name) => FunctionKind::Special,
                _ if visibility.is_public(function, class) => FunctionKind::Public,
                _ => FunctionKind::Private,
            });
            let is_fully_untyped = lacks.is_everything();
            functions.push(UntypedFunction { node: *id, kind, has_receiver, is_fully_untyped });
        }
        Self(functions)
    }
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Method {
    Instance,
    Static,
    Class,
}

/// Which annotations a function lacks.
struct Lacks {
    returns: bool,
    parameters: bool,
    has_typed_parameter: bool,
}

impl Lacks {
    fn of(function: &StmtFunctionDef) -> Self {
        let mut lacks = Self {
            returns: function.returns.is_none(),
            parameters: false,
            has_typed_parameter: false,
        };
        for parameter in &*function.parameters {
            let is_typed = parameter.annotation().is_some();
            lacks.has_typed_parameter |= is_typed;
            lacks.parameters |= !is_typed;
        }
        lacks
    }

    fn is_everything(&self) -> bool {
        self.returns && !self.has_typed_parameter
    }
}

/// Whether a method's name has two underscores on both sides.
fn is_special(name: &str) -> bool {
    name.starts_with("__") && name.ends_with("__")
}

/// The parameters of a function that its rules look at one by one: not the receiver.
pub(super) fn plain_parameters(
    function: &StmtFunctionDef,
    has_receiver: bool,
) -> impl Iterator<Item = &ruff_python_ast::ParameterWithDefault> {
    let parameters = &function.parameters;
    let positional = parameters.posonlyargs.iter().chain(&parameters.args);
    positional.skip(usize::from(has_receiver)).chain(&parameters.kwonlyargs)
}

/// Whether a parameter, other than the receiver, is annotated.
pub(super) fn has_typed_argument(function: &StmtFunctionDef, has_receiver: bool) -> bool {
    let parameters = &function.parameters;
    let is_typed = |parameter: &Parameter| parameter.annotation.is_some();
    plain_parameters(function, has_receiver).any(|it| is_typed(&it.parameter))
        || [&parameters.vararg, &parameters.kwarg].into_iter().flatten().any(|it| is_typed(it))
}
