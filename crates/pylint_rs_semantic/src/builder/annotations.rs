//! Type expressions: annotations, strings that hold them, and the calls and subscripts that do.

use ruff_python_ast::{Expr, ExprCall, ExprStringLiteral, ExprSubscript};
use ruff_python_parser::typing::parse_type_annotation;
use ruff_python_stdlib::typing::{
    is_pep_593_generic_type, is_standard_library_generic, is_standard_library_literal,
    is_typed_dict,
};

use super::Builder;
use crate::{Context, MalformedAnnotation, NodeId, ScopeKind};

/// What a subscript's slice holds.
enum Slice {
    Types,
    Literals,
    TypeThenMetadata,
    Values,
}

impl<'a> Builder<'a> {
    /// Walks the annotation of a parameter or a return, or of a variable.
    pub(super) fn annotation(&mut self, annotation: &'a Expr, is_evaluated: bool) {
        let kind = if is_evaluated && !self.annotations_are_deferred {
            Context::RUNTIME_ANNOTATION
        } else {
            Context::TYPING_ONLY_ANNOTATION
        };
        let outer = self.is_forward;
        self.is_forward |= self.annotations_are_deferred;
        self.with_context(kind, |builder| builder.type_expression(annotation));
        self.is_forward = outer;
    }

    /// Whether a variable's annotation is evaluated in this scope.
    pub(super) fn evaluates_variable_annotations(&self) -> bool {
        matches!(self.scopes[self.scope.index()].kind, ScopeKind::Module | ScopeKind::Class(_))
    }

    /// Walks an expression that stands for a type.
    pub(super) fn type_expression(&mut self, expression: &'a Expr) {
        let outer = self.context;
        self.context = (self.context | Context::TYPE_DEFINITION) - Context::LITERAL;
        self.expression(expression);
        self.context = outer;
    }

    /// Walks a type expression that a call or an assignment takes as a value. A stub is never
    /// run, so that names may come later there.
    pub(super) fn type_argument(&mut self, expression: &'a Expr) {
        let outer = self.is_forward;
        self.is_forward |= self.module.kind.is_stub();
        self.type_expression(expression);
        self.is_forward = outer;
    }

    /// Walks an expression that only looks as if it stood for a type.
    pub(super) fn value_expression(&mut self, expression: &'a Expr) {
        let outer = self.context;
        self.context -= Context::TYPE_DEFINITION;
        self.expression(expression);
        self.context = outer;
    }

    /// Walks a type expression that is evaluated only when asked for.
    pub(super) fn lazy_type(&mut self, expression: &'a Expr) {
        let outer = std::mem::replace(&mut self.is_forward, true);
        self.with_context(Context::LAZY_TYPE, |builder| builder.type_expression(expression));
        self.is_forward = outer;
    }

    /// Walks the type expression inside a string.
    pub(super) fn string_annotation(&mut self, string: &'a ExprStringLiteral, node: NodeId) {
        let parsed = match parse_type_annotation(string, self.module.source) {
            Ok(parsed) => parsed,
            Err(error) => {
                let error = error.error;
                self.malformed_annotations.push(MalformedAnnotation { string: node, error });
                return;
            }
        };
        let context = if parsed.kind().is_simple() {
            Context::SIMPLE_STRING_ANNOTATION
        } else {
            Context::COMPLEX_STRING_ANNOTATION
        };
        let parsed = self.storage.annotations.alloc(parsed);
        self.nodes.set_payload(node, self.string_annotations.len());
        self.string_annotations.push(parsed.expression());
        let outer = std::mem::replace(&mut self.is_forward, true);
        self.with_context(context, |builder| builder.type_expression(parsed.expression()));
        self.is_forward = outer;
    }

    pub(super) fn subscript(&mut self, subscript: &'a ExprSubscript) {
        self.expression(&subscript.value);
        let outer = self.context;
        self.context |= Context::SUBSCRIPT;
        match self.slice_of(subscript) {
            Slice::Types => self.type_expression(&subscript.slice),
            Slice::Literals => {
                self.context = (self.context | Context::LITERAL) - Context::TYPE_DEFINITION;
                self.expression(&subscript.slice);
            }
            Slice::TypeThenMetadata => match &*subscript.slice {
                Expr::Tuple(tuple) if !tuple.elts.is_empty() => {
                    let entered = self.enter(tuple);
                    self.type_expression(&tuple.elts[0]);
                    for metadata in &tuple.elts[1..] {
                        self.value_expression(metadata);
                    }
                    self.leave(entered);
                }
                slice => self.type_expression(slice),
            },
            Slice::Values => self.expression(&subscript.slice),
        }
        self.context = outer;
    }

    fn slice_of(&self, subscript: &'a ExprSubscript) -> Slice {
        let in_type = self.context.contains(Context::TYPE_DEFINITION);
        if !(in_type || self.has_typing && holds_string(&subscript.slice)) {
            return Slice::Values;
        }
        if in_type && !matches!(self.last_name_now(&subscript.value), Some("Literal" | "Annotated"))
        {
            return Slice::Types;
        }
        match self.qualified_name_now(&subscript.value) {
            Some(name) if is_standard_library_literal(name.segments()) => Slice::Literals,
            Some(name) if is_pep_593_generic_type(name.segments()) => Slice::TypeThenMetadata,
            _ if in_type => Slice::Types,
            Some(name) => {
                let is_generic = match name.segments() {
                    ["builtins", builtin] => is_standard_library_generic(&["", builtin]),
                    segments => is_standard_library_generic(segments),
                };
                if is_generic { Slice::Types } else { Slice::Values }
            }
            None => Slice::Values,
        }
    }

    /// Walks a call; some calls take types.
    pub(super) fn call(&mut self, call: &'a ExprCall) {
        self.expression(&call.func);
        if call.arguments.is_empty()
            && let Expr::Name(name) = &*call.func
            && name.id.as_str() == "locals"
        {
            self.scopes[self.scope.index()].uses_locals = true;
        }
        if self.has_typing
            && self.may_take_types(&call.func)
            && let Some(name) = self.qualified_name_now(&call.func)
        {
            let segments = name.segments();
            let is_typing = matches!(segments.first(), Some(&("typing" | "typing_extensions")));
            match (is_typing, segments.last().copied()) {
                (true, Some("cast" | "assert_type")) => {
                    let position = usize::from(segments.last() == Some(&"assert_type"));
                    return self.call_arguments(call, |index, keyword| match keyword {
                        None => index == position,
                        Some(name) => name == "typ",
                    });
                }
                (true, Some("NewType")) => {
                    return self.call_arguments(call, |index, keyword| {
                        index == 1 || keyword == Some("tp")
                    });
                }
                (true, Some("TypeVar" | "TypeVarTuple" | "ParamSpec")) => {
                    return self.call_arguments(call, |index, keyword| match keyword {
                        None => index > 0,
                        Some(name) => matches!(name, "bound" | "default"),
                    });
                }
                (true, Some("TypeAliasType")) => {
                    return self.call_arguments(call, |index, keyword| {
                        index == 1 || keyword == Some("value")
                    });
                }
                (true, Some("NamedTuple")) => return self.functional_fields(call),
                _ if is_typed_dict(segments) => return self.functional_fields(call),
                _ => {}
            }
            if let ["mypy_extensions", member] = segments
                && is_callable_argument(member)
            {
                return self
                    .call_arguments(call, |index, keyword| index == 0 || keyword == Some("type"));
            }
        }
        self.call_arguments(call, |_, _| false);
    }

    /// Whether what is called may take types: a quick look before it is resolved.
    fn may_take_types(&self, function: &'a Expr) -> bool {
        match function {
            Expr::Attribute(attribute) => takes_types(&attribute.attr),
            Expr::Name(name) => {
                (takes_types(&name.id) || self.renames_type_taker)
                    && self.last_name_now(function).is_some_and(takes_types)
            }
            _ => false,
        }
    }

    fn call_arguments(
        &mut self,
        call: &'a ExprCall,
        is_type: impl Fn(usize, Option<&str>) -> bool,
    ) {
        for (index, argument) in call.arguments.args.iter().enumerate() {
            if is_type(index, None) {
                self.type_argument(argument);
            } else {
                self.value_expression(argument);
            }
        }
        for keyword in &call.arguments.keywords {
            let entered = self.enter(keyword);
            if keyword.arg.as_ref().is_some_and(|name| is_type(usize::MAX, Some(name.as_str()))) {
                self.type_argument(&keyword.value);
            } else {
                self.value_expression(&keyword.value);
            }
            self.leave(entered);
        }
    }

    /// `NamedTuple("N", [("a", int)])`, `TypedDict("T", {"a": int}, total=False)`.
    fn functional_fields(&mut self, call: &'a ExprCall) {
        for (index, argument) in call.arguments.args.iter().enumerate() {
            match (index, argument) {
                (1, Expr::List(list)) => {
                    let entered = self.enter(list);
                    list.elts.iter().for_each(|element| self.field_pair(element));
                    self.leave(entered);
                }
                (1, Expr::Tuple(tuple)) => {
                    let entered = self.enter(tuple);
                    tuple.elts.iter().for_each(|element| self.field_pair(element));
                    self.leave(entered);
                }
                (1, Expr::Dict(dict)) => {
                    let entered = self.enter(dict);
                    for item in &dict.items {
                        if let Some(key) = &item.key {
                            self.value_expression(key);
                        }
                        self.type_argument(&item.value);
                    }
                    self.leave(entered);
                }
                _ => self.value_expression(argument),
            }
        }
        for keyword in &call.arguments.keywords {
            let entered = self.enter(keyword);
            let is_option = keyword
                .arg
                .as_ref()
                .is_none_or(|name| matches!(name.as_str(), "total" | "closed" | "fields"));
            if is_option {
                self.value_expression(&keyword.value);
            } else {
                self.type_argument(&keyword.value);
            }
            self.leave(entered);
        }
    }

    fn field_pair(&mut self, pair: &'a Expr) {
        match pair {
            Expr::Tuple(tuple) if tuple.elts.len() == 2 => {
                let entered = self.enter(tuple);
                self.value_expression(&tuple.elts[0]);
                self.type_argument(&tuple.elts[1]);
                self.leave(entered);
            }
            _ => self.value_expression(pair),
        }
    }
}

/// Whether a slice holds a string where a type could stand.
fn holds_string(slice: &Expr) -> bool {
    match slice {
        Expr::StringLiteral(_) => true,
        Expr::Tuple(tuple) => tuple.elts.iter().any(holds_string),
        Expr::List(list) => list.elts.iter().any(holds_string),
        Expr::Subscript(subscript) => holds_string(&subscript.slice),
        Expr::BinOp(operation) => holds_string(&operation.left) || holds_string(&operation.right),
        _ => false,
    }
}

/// Whether a function or class of that name may take types.
pub(super) fn takes_types(name: &str) -> bool {
    matches!(
        name,
        "cast"
            | "assert_type"
            | "NewType"
            | "TypeVar"
            | "TypeVarTuple"
            | "ParamSpec"
            | "TypeAliasType"
            | "NamedTuple"
            | "TypedDict"
    ) || is_callable_argument(name)
}

/// Whether a member of `mypy_extensions` describes an argument of a `Callable`.
fn is_callable_argument(name: &str) -> bool {
    matches!(name, "Arg" | "DefaultArg" | "NamedArg" | "DefaultNamedArg" | "VarArg" | "KwArg")
}
