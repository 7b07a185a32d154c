//! What all definitions of a module share while they are written.

use ruff_python_ast::{Expr, Operator, PythonVersion};
use rustc_hash::{FxHashMap, FxHashSet};

use super::references::{Origin, References};
use super::type_variables::TypeVariables;
use super::variance::Variances;
use crate::free_names::replace_free_names;
use crate::known;
use crate::model::Module;
use crate::names::bound_name;
use crate::syntax;

/// The first version in which types can be joined by `|`.
const UNION_SYNTAX: u8 = 10;

/// The first version in which `*Ts` can stand in brackets.
const STAR_SYNTAX: u8 = 11;

/// What all definitions of a module share while they are written.
pub(super) struct Writer<'m> {
    pub(super) module: &'m Module,
    pub(super) target: PythonVersion,
    pub(super) references: References,
    pub(super) variables: TypeVariables,
    pub(super) variances: Variances<'m>,
    /// The names that are the module's own, or imported by the spec.
    pub(super) taken: FxHashSet<&'m str>,
    /// What the spec's names mean, where they are no builtins.
    origins: FxHashMap<&'m str, Origin>,
}

impl<'m> Writer<'m> {
    pub(super) fn new(module: &'m Module, target: PythonVersion) -> Self {
        let mut origins = FxHashMap::default();
        for import in &module.imports {
            let origin = match &import.member {
                Some(member) => Origin::Member {
                    module: known::home(&import.module, member, target.minor).to_owned(),
                    member: member.clone(),
                    alias: import.alias.clone(),
                },
                None => Origin::Module { path: import.module.clone(), alias: import.alias.clone() },
            };
            origins.insert(bound_name(import), origin);
        }
        for definition in &module.definitions {
            origins.insert(&definition.name, Origin::Definition(definition.name.clone()));
        }
        Self {
            module,
            target,
            references: References::default(),
            variables: TypeVariables::default(),
            variances: Variances::of(module),
            taken: origins.keys().copied().collect(),
            origins,
        }
    }

    pub(super) fn builtin(&mut self, name: &str) -> Expr {
        self.references.mark(Origin::Builtin(name.to_owned()))
    }

    /// A member of a module.
    pub(super) fn member(&mut self, module: &str, member: &str) -> Expr {
        self.references.mark(Origin::Member {
            module: module.to_owned(),
            member: member.to_owned(),
            alias: None,
        })
    }

    /// A member of `typing`, from `typing_extensions` where the target's own has it not.
    pub(super) fn typing(&mut self, member: &str) -> Expr {
        self.member(known::home("typing", member, self.target.minor), member)
    }

    /// A member of `typing` that does what is needed of it since Python 3.`since` only.
    pub(super) fn typing_since(&mut self, member: &str, since: u8) -> Expr {
        let is_there = self.target.minor >= since;
        self.member(if is_there { "typing" } else { "typing_extensions" }, member)
    }

    /// Python of the spec; type parameters become what `parameters` says.
    pub(super) fn value(
        &mut self,
        expression: &Expr,
        parameters: &FxHashMap<String, Expr>,
    ) -> Expr {
        let mut expression = expression.clone();
        let (origins, references) = (&self.origins, &mut self.references);
        replace_free_names(&mut expression, &mut |name| {
            if let Some(parameter) = parameters.get(name) {
                return Some(parameter.clone());
            }
            let origin = origins.get(name).cloned();
            Some(references.mark(origin.unwrap_or_else(|| Origin::Builtin(name.to_owned()))))
        });
        expression
    }

    /// A type of the spec, as the target writes it.
    pub(super) fn annotation(
        &mut self,
        expression: &Expr,
        parameters: &FxHashMap<String, Expr>,
    ) -> Expr {
        let expression = self.value(expression, parameters);
        if self.target.minor >= STAR_SYNTAX { expression } else { self.for_target(expression) }
    }

    /// `annotation | None`
    pub(super) fn optional(&mut self, annotation: Expr) -> Expr {
        let union = syntax::union(annotation, syntax::none());
        if self.target.minor >= UNION_SYNTAX { union } else { self.for_target(union) }
    }

    /// `Union[…]` for `|` and `Unpack[…]` for `*`, where these came later.
    fn for_target(&mut self, expression: Expr) -> Expr {
        match expression {
            Expr::BinOp(operation)
                if operation.op == Operator::BitOr && self.target.minor < UNION_SYNTAX =>
            {
                self.union(Expr::BinOp(operation))
            }
            Expr::BinOp(mut operation) => {
                *operation.left = self.for_target(*operation.left);
                *operation.right = self.for_target(*operation.right);
                Expr::BinOp(operation)
            }
            Expr::Subscript(mut subscript) => {
                let types = match self.member_name(&subscript.value) {
                    Some("Literal") => 0,
                    Some("Annotated") => 1,
                    _ => usize::MAX,
                };
                *subscript.slice = match *subscript.slice {
                    Expr::Tuple(mut tuple) => {
                        let elements = tuple.elts.into_iter().enumerate().map(|(index, it)| {
                            if index < types { self.for_target(it) } else { it }
                        });
                        tuple.elts = elements.collect();
                        Expr::Tuple(tuple)
                    }
                    only if types > 0 => self.for_target(only),
                    only => only,
                };
                Expr::Subscript(subscript)
            }
            Expr::List(mut list) => {
                list.elts = list.elts.into_iter().map(|it| self.for_target(it)).collect();
                Expr::List(list)
            }
            Expr::Starred(starred) => {
                let value = self.for_target(*starred.value);
                syntax::subscript(self.typing("Unpack"), value)
            }
            other => other,
        }
    }

    fn union(&mut self, expression: Expr) -> Expr {
        let mut members = Vec::new();
        let mut left = expression;
        while let Expr::BinOp(operation) = left {
            members.push(*operation.right);
            left = *operation.left;
        }
        members.push(left);
        members.reverse();
        let mut members: Vec<Expr> = members.into_iter().map(|it| self.for_target(it)).collect();
        let is_none = |member: &Expr| matches!(member, Expr::NoneLiteral(_));
        if members.len() == 2 && members.iter().filter(|it| is_none(it)).count() == 1 {
            members.retain(|member| !is_none(member));
            return syntax::subscript(self.typing("Optional"), members.remove(0));
        }
        syntax::subscript(self.typing("Union"), syntax::tuple(members, false))
    }

    /// The name of the member of `typing` that a mark means.
    fn member_name(&self, expression: &Expr) -> Option<&str> {
        let Expr::Name(name) = expression else { return None };
        match self.references.origin(&name.id)? {
            Origin::Member { module, member, .. } if module.starts_with("typing") => Some(member),
            _ => None,
        }
    }
}
