//! What the rules for return types share: which functions they report, and the annotation they
//! offer.

use pylint_rs_diagnostics::{Edit, Fix};
use pylint_rs_semantic::{Returned, Type, is_stub_body};
use ruff_python_ast::StmtFunctionDef;
use ruff_text_size::Ranged;

use super::options::ReturnOptions;
use super::untyped_functions::{FunctionKind, UntypedFunction, UntypedFunctions};
use crate::Checker;
use crate::edits::annotation_of;

/// Reports the functions of a kind that have no return type. `wants` has the last word;
/// `describe` is the start of the message.
pub(super) fn report_missing<'a>(
    kind: FunctionKind,
    options: ReturnOptions,
    describe: &str,
    wants: impl Fn(&'a StmtFunctionDef, &UntypedFunction) -> bool,
    checker: &mut Checker<'a>,
) {
    let functions = checker.fact::<UntypedFunctions>();
    let semantic = checker.semantic();
    for found in functions.0.iter().filter(|found| found.kind == Some(kind)) {
        if options.ignore_fully_untyped && found.is_fully_untyped {
            continue;
        }
        let Some(function) = found.definition(semantic) else { continue };
        if !wants(function, found)
            || (options.suppress_none_returning
                && Returned::of(function, semantic).is_nothing())
        {
            continue;
        }
        let fix = checker.wants_unsafe_fixes().then(|| fix(function, found, checker)).flatten();
        let message = [describe, " `", &function.name, "` has no return type annotation"].concat();
        checker.report_with(function.name.range(), message, fix);
    }
}

fn fix<'a>(
    function: &'a StmtFunctionDef,
    found: &UntypedFunction,
    checker: &Checker<'a>,
) -> Option<Fix> {
    let by_name = match found.kind {
        Some(FunctionKind::Special) => special_type(&function.name),
        _ => None,
    };
    let returned = match by_name {
        Some("None") => Type::None,
        Some(class) => Type::builtin(class),
        None => inferred_type(function, checker)?,
    };
    let (mut edits, text) = annotation_of(checker, &returned, found.node)?;
    let parameters = function.parameters.range();
    if !checker.source()[parameters].ends_with(')') {
        return None;
    }
    edits.push(Edit::insertion(format!(" -> {text}"), parameters.end()));
    Some(Fix::unsafe_(edits).with_message(format!("Add the return type `{text}`")))
}

/// What the body says; nothing where the body stands for that of another function.
fn inferred_type<'a>(function: &'a StmtFunctionDef, checker: &Checker<'a>) -> Option<Type<'a>> {
    let semantic = checker.semantic();
    if is_stub_body(&function.body, semantic)
        && (checker.is_stub() || is_declaration(function, checker))
    {
        return None;
    }
    let found = semantic.return_type(function)?;
    // A type checker takes `bool` to mean that exceptions may be swallowed.
    let is_exit = matches!(function.name.as_str(), "__exit__" | "__aexit__");
    if is_exit && found.members().iter().any(|member| member.is_builtin("bool")) {
        let swallows = Returned::of(function, semantic).values.iter().flatten().any(|value| {
            value.as_boolean_literal_expr().is_none_or(|literal| literal.value)
        });
        return swallows.then_some(found);
    }
    Some(found)
}

/// Whether a function says what others do: it is abstract, an overload, or of a protocol.
fn is_declaration<'a>(function: &'a StmtFunctionDef, checker: &Checker<'a>) -> bool {
    let semantic = checker.semantic();
    let is_marked = function.decorator_list.iter().any(|decorator| {
        semantic.qualified_name(&decorator.expression).is_some_and(|name| {
            name.is_typing("overload")
                || matches!(name.segments(), ["abc", member] if member.starts_with("abstract"))
        })
    });
    is_marked
        || semantic.enclosing_class(function).is_some_and(|class| {
            class.bases().iter().any(|base| {
                let base = base.as_subscript_expr().map_or(base, |subscript| &*subscript.value);
                semantic.is_typing(base, "Protocol")
            })
        })
}

/// What Python has a special method return: `"None"`, or the name of a builtin class.
fn special_type(name: &str) -> Option<&'static str> {
    Some(match name {
        "__bool__" | "__contains__" | "__instancecheck__" | "__subclasscheck__" => "bool",
        "__bytes__" => "bytes",
        "__complex__" => "complex",
        "__del__" | "__delattr__" | "__delete__" | "__delitem__" | "__init__"
        | "__init_subclass__" | "__post_init__" | "__release_buffer__" | "__set__"
        | "__set_name__" | "__setattr__" | "__setitem__" => "None",
        "__float__" => "float",
        "__hash__" | "__index__" | "__int__" | "__len__" | "__length_hint__" | "__sizeof__" => {
            "int"
        }
        "__format__" | "__repr__" | "__str__" => "str",
        _ => return None,
    })
}
