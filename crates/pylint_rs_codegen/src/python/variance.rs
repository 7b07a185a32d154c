//! How the type parameters of protocols vary: checkers ask for it where `TypeVar` must say it.

use ruff_python_ast::Expr;
use rustc_hash::FxHashMap;

use crate::model::{Definition, DefinitionKind, Method, Module, Protocol};

/// Where a parameter is met: what is given out (1), what is taken in (2), or both.
type Places = u8;

const OUT: Places = 1;
const IN: Places = 2;
const BOTH: Places = OUT | IN;

/// How a type varies with a parameter.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) enum Variance {
    Covariant,
    Contravariant,
    Invariant,
}

/// The variance of each parameter of each protocol, in order.
pub(super) struct Variances<'m> {
    places: FxHashMap<&'m str, Vec<Places>>,
}

impl<'m> Variances<'m> {
    pub(super) fn of(module: &'m Module) -> Self {
        let mut this = Self { places: FxHashMap::default() };
        let protocols: Vec<(&Definition, &Protocol)> = module
            .definitions
            .iter()
            .filter(|definition| !definition.type_parameters.is_empty())
            .filter_map(|definition| match &definition.kind {
                DefinitionKind::Protocol(protocol) => Some((definition, protocol)),
                _ => None,
            })
            .collect();
        for (definition, _) in &protocols {
            this.places.insert(&definition.name, vec![0; definition.type_parameters.len()]);
        }
        // A protocol may be met in another's method: places only ever become more.
        loop {
            let mut has_changed = false;
            for (definition, protocol) in &protocols {
                let found: Vec<Places> = definition
                    .type_parameters
                    .iter()
                    .map(|parameter| this.places_in(protocol, &parameter.name))
                    .collect();
                has_changed |= this.places.insert(&definition.name, found.clone()) != Some(found);
            }
            if !has_changed {
                return this;
            }
        }
    }

    pub(super) fn get(&self, definition: &str, index: usize) -> Variance {
        match self.places.get(definition).and_then(|places| places.get(index)) {
            Some(&(0 | OUT)) => Variance::Covariant,
            Some(&IN) => Variance::Contravariant,
            _ => Variance::Invariant,
        }
    }

    fn places_in(&self, protocol: &Protocol, parameter: &str) -> Places {
        let mut found = 0;
        for base in &protocol.bases {
            found |= self.places(&base.expression, parameter, OUT);
        }
        for attribute in &protocol.attributes {
            found |= self.places(&attribute.annotation.expression, parameter, BOTH);
        }
        for property in &protocol.properties {
            let places = if property.is_read_only { OUT } else { BOTH };
            found |= self.places(&property.annotation.expression, parameter, places);
        }
        // Nobody makes an instance through the protocol.
        let is_constructor = |method: &&Method| matches!(&*method.name, "__init__" | "__new__");
        for method in protocol.methods.iter().filter(|method| !is_constructor(method)) {
            found |= self.places(&method.returns.expression, parameter, OUT);
            for annotation in method.parameters.iter().filter_map(|it| it.annotation()) {
                found |= self.places(annotation, parameter, IN);
            }
        }
        found
    }

    /// Where a type that stands in a place has the parameter.
    fn places(&self, expression: &Expr, parameter: &str, place: Places) -> Places {
        match expression {
            Expr::Name(name) if name.id == parameter => place,
            Expr::BinOp(it) => {
                self.places(&it.left, parameter, place) | self.places(&it.right, parameter, place)
            }
            Expr::Starred(it) => self.places(&it.value, parameter, place),
            Expr::Attribute(it) => self.places(&it.value, parameter, place),
            Expr::Subscript(it) => {
                let arguments = match &*it.slice {
                    Expr::Tuple(tuple) => &*tuple.elts,
                    other => std::slice::from_ref(other),
                };
                let mut found = 0;
                for (index, argument) in arguments.iter().enumerate() {
                    let through = self.argument(&it.value, index);
                    let places = match through {
                        OUT => place,
                        IN => flipped(place),
                        _ => BOTH,
                    };
                    if through != 0 {
                        found |= self.places(argument, parameter, places);
                    }
                }
                found
            }
            Expr::List(list) => {
                list.elts.iter().fold(0, |found, it| found | self.places(it, parameter, place))
            }
            _ => 0,
        }
    }

    /// Where a generic type has its argument of this index.
    fn argument(&self, head: &Expr, index: usize) -> Places {
        let name = match head {
            Expr::Name(name) => name.id.as_str(),
            Expr::Attribute(attribute) => attribute.attr.as_str(),
            _ => return BOTH,
        };
        if let Some(places) = self.places.get(name) {
            return places.get(index).copied().unwrap_or(BOTH);
        }
        match (name, index) {
            ("Literal", _) => 0,
            ("Annotated", 0) => OUT,
            ("Annotated", _) => 0,
            ("Callable", 0) => IN,
            ("Callable", _) => OUT,
            ("Generator" | "Coroutine" | "AsyncGenerator", 1) => IN,
            ("Mapping" | "SupportsRound", 1) => OUT,
            (
                "Optional" | "Union" | "tuple" | "type" | "frozenset" | "ClassVar" | "Final"
                | "ReadOnly" | "Sequence" | "Iterable" | "Iterator" | "Collection" | "Container"
                | "Reversible" | "Set" | "Awaitable" | "AsyncIterable" | "AsyncIterator"
                | "Generator" | "Coroutine" | "AsyncGenerator" | "KeysView" | "ValuesView"
                | "ItemsView" | "SupportsAbs" | "SupportsRound" | "Unpack" | "TypeGuard",
                _,
            ) => OUT,
            _ => BOTH,
        }
    }
}

fn flipped(place: Places) -> Places {
    match place {
        OUT => IN,
        IN => OUT,
        both => both,
    }
}
