//! Parameters of functions and lambdas.

use ruff_python_ast::{Parameter, ParameterWithDefault, Parameters};

use crate::description::{Description, Node, Value};

/// Describes `arguments`, which CPython has even where there are none.
pub(crate) fn parameters(parameters: Option<&Parameters>) -> Description<'_> {
    let description = Description::new("arguments");
    let Some(parameters) = parameters else {
        return ["posonlyargs", "args", "kwonlyargs", "kw_defaults", "defaults"]
            .into_iter()
            .fold(description, |description, name| {
                description.field(name, Value::List(Vec::new()))
            });
    };
    let positional = parameters.posonlyargs.iter().chain(&parameters.args);
    description
        .list("posonlyargs", nodes(&parameters.posonlyargs))
        .list("args", nodes(&parameters.args))
        .optional("vararg", parameters.vararg.as_deref().map(Node::Parameter))
        .list("kwonlyargs", nodes(&parameters.kwonlyargs))
        .list(
            "kw_defaults",
            parameters
                .kwonlyargs
                .iter()
                .map(|parameter| parameter.default().map_or(Value::Word("None"), Value::from)),
        )
        .optional("kwarg", parameters.kwarg.as_deref().map(Node::Parameter))
        // Positional parameters with a default are the last ones: no placeholder is needed.
        .list("defaults", positional.filter_map(ParameterWithDefault::default))
}

/// Describes one parameter, without its default.
pub(crate) fn parameter(parameter: &Parameter) -> Description<'_> {
    Description::new("arg")
        .field("arg", &parameter.name)
        .optional("annotation", parameter.annotation())
}

fn nodes(parameters: &[ParameterWithDefault]) -> impl Iterator<Item = Node<'_>> {
    parameters.iter().map(|parameter| Node::Parameter(&parameter.parameter))
}
