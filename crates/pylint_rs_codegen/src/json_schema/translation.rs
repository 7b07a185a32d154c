//! From schemas to types.

use ruff_python_ast::Expr;
use rustc_hash::{FxHashMap, FxHashSet};

use super::alternatives::choice;
use super::constants::{admitted, literal};
use super::documentation;
use super::effective::{Leaf, flatten, is_true, is_typed, mapping, reference, text, types};
use super::library::{Library, Schema};
use super::naming::{Hint, Names, class_name};
use super::shadowing::rename_shadowed;
use super::unions::{self, is_compound};
use super::wrappers;
use crate::SpecError;
use crate::document::{Node, Value};
use crate::model::{Definition, DefinitionKind, Module, TypeExpression};
use crate::syntax;

/// Schemas that lead through more others than these are an error.
const DEPTH_LIMIT: usize = 4096;
/// Types within types that have no name, likewise: Python's own parser has a limit.
const NESTING_LIMIT: usize = 64;
/// Room on the stack for one schema, and how much is added when there is less.
const STACK: (usize, usize) = (128 << 10, 4 << 20);

/// What objects become.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Shape {
    /// TypedDicts: what `json.loads` gives.
    TypedDict,
    /// Dataclasses.
    Dataclass,
    /// Plain classes.
    Class,
    /// Classes with properties.
    PropertyClass,
    /// Protocols with attributes.
    Protocol,
    /// NamedTuples.
    NamedTuple,
}

/// What tells one set of schemas that apply together from another.
pub(super) type Identity = Vec<(*const Node, [bool; 2], bool)>;

pub(super) struct Translation<'d> {
    pub(super) library: &'d Library,
    pub(super) shape: Shape,
    pub(super) names: Names,
    /// The names that schemas have been given.
    pub(super) given: FxHashMap<*const Node, String>,
    /// The names of what has become a definition, or is becoming one.
    pub(super) named: FxHashMap<Identity, String>,
    /// The names of the classes that objects have become which may be other things, too.
    classes: FxHashMap<Identity, String>,
    /// What names of aliases stand for.
    aliases: FxHashMap<String, Expr>,
    /// Where references that have nothing beside them lead in the end.
    targets: FxHashMap<*const Node, Schema<'d>>,
    /// Whose types are being worked out.
    open: Vec<Identity>,
    /// Those of them that were found within themselves, and so need names.
    recursive: FxHashSet<Identity>,
    pub(super) definitions: Vec<Definition>,
    /// In which document each of them is.
    pub(super) homes: Vec<(String, usize)>,
    pub(super) errors: Vec<SpecError>,
    pub(super) warnings: Vec<SpecError>,
    /// How many of these are outside of the innermost array or object.
    guarded: usize,
    depth: usize,
    pub(super) nesting: usize,
    /// How many alternatives the types being worked out have been multiplied by.
    pub(super) choices: usize,
}

impl<'d> Translation<'d> {
    pub(super) fn new(library: &'d Library, shape: Shape) -> Self {
        Self {
            library,
            shape,
            names: Names::default(),
            given: FxHashMap::default(),
            named: FxHashMap::default(),
            classes: FxHashMap::default(),
            aliases: FxHashMap::default(),
            targets: FxHashMap::default(),
            open: Vec::new(),
            recursive: FxHashSet::default(),
            definitions: Vec::new(),
            homes: Vec::new(),
            errors: Vec::new(),
            warnings: Vec::new(),
            guarded: 0,
            depth: 0,
            nesting: 0,
            choices: 1,
        }
    }

    pub(super) fn translate_root(&mut self, given: Option<&str>) {
        let root = self.library.root();
        let stem = self.library.source(root).path.as_deref().and_then(|path| path.file_stem());
        let stem = stem.map(|stem| stem.to_string_lossy().into_owned());
        let name = given
            .map(str::to_owned)
            .or_else(|| text(root, "title").and_then(class_name))
            .or_else(|| stem.as_deref().and_then(class_name))
            .unwrap_or_else(|| "Root".to_owned());
        if is_typed(root) {
            let target = self.lone_target(root);
            let expression = if target == root {
                self.names.take(&name);
                self.type_of_leaves(root, &Hint::reserved(&name))
            } else {
                // What is referred to keeps its name, the whole is another name for it.
                let own = Hint::new(&name).of_target(text(root, "$ref").unwrap_or_default());
                if !own.is_called(&name) {
                    self.names.take(&name);
                }
                self.type_of_leaves(target, &own)
            };
            let is_own = matches!(&expression, Expr::Name(it) if it.id == *name);
            if !is_own {
                self.define_alias(root, &name, expression, documentation::of(&[Leaf::new(root)]));
            }
        }
        // What nothing refers to is there to be used, too.
        for keyword in ["$defs", "definitions"] {
            for (key, schema) in mapping(root, keyword) {
                if is_typed(schema) {
                    self.type_of(schema, Hint::new(&name).of_definition(key));
                }
            }
        }
    }

    pub(super) fn into_module(mut self) -> Result<(Module, Vec<SpecError>), Vec<SpecError>> {
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        rename_shadowed(&mut self.definitions, &mut self.names);
        let elsewhere = self.homes.into_iter().filter(|(_, document)| *document != 0);
        let elsewhere = elsewhere
            .map(|(name, document)| (name, self.library.source_of(document).clone()))
            .collect();
        let module = Module { definitions: self.definitions, elsewhere, ..Module::default() };
        Ok((module, self.warnings))
    }

    /// The type of what a schema describes.
    pub(super) fn type_of(&mut self, schema: Schema<'d>, hint: Hint) -> Expr {
        if let Some(inner) = wrappers::nullable(schema) {
            let expression = self.type_of(inner, hint);
            return self.union(vec![expression, syntax::none()]);
        }
        let target = self.lone_target(schema);
        if let Some(name) = self.given.get(&target.identity()).cloned() {
            return self.type_of_given(target, &name);
        }
        if target == schema {
            return self.type_of_leaves(schema, &hint);
        }
        // What is referred to is a thing of its own, and its type is named if it is long.
        let hint = hint.of_target(wrappers::reference(schema).unwrap_or_default());
        let expression = self.type_of_leaves(target, &hint);
        let leaves = self.leaves(&[target]);
        let identity = identity_of(&leaves);
        if !is_compound(&expression) || self.named.contains_key(&identity) {
            return expression;
        }
        let name = self.take_name(&hint);
        self.named.insert(identity, name.clone());
        self.define_alias(target, &name, expression, documentation::of(&leaves));
        syntax::name(&name)
    }

    /// What a schema leads to that says nothing itself.
    pub(super) fn lone_target(&mut self, schema: Schema<'d>) -> Schema<'d> {
        let mut path = Vec::new();
        let mut seen = FxHashSet::default();
        let mut schema = schema;
        // What leads back to itself says nothing either.
        while seen.insert(schema)
            && let Some(next) = match self.targets.get(&schema.identity()) {
                Some(target) if *target == schema => None,
                Some(target) => Some(*target),
                None => self.plain_reference(schema),
            }
        {
            path.push(schema);
            schema = next;
        }
        for passed in path {
            self.targets.insert(passed.identity(), schema);
        }
        schema
    }

    /// What a schema refers to, if that is all it does.
    fn plain_reference(&self, schema: Schema<'d>) -> Option<Schema<'d>> {
        if let Some(inner) = wrappers::only_part(schema) {
            return Some(inner);
        }
        let target = reference(self.library, schema)?;
        if self.library.is_lone_reference(schema) {
            return schema.keyword("properties").is_none().then_some(target);
        }
        let Value::Mapping(entries) = &schema.node.value else { return None };
        let is_plain = entries.iter().all(|(key, _)| documentation::is_annotation(&key.text));
        is_plain.then_some(target)
    }

    pub(super) fn leaves(&self, schemas: &[Schema<'d>]) -> Vec<Leaf<'d>> {
        let mut leaves = Vec::new();
        for schema in schemas {
            flatten(self.library, *schema, &mut leaves);
        }
        leaves
    }

    pub(super) fn type_of_leaves(&mut self, schema: Schema<'d>, hint: &Hint) -> Expr {
        let leaves = self.leaves(&[schema]);
        self.type_of_all(&leaves, hint)
    }

    /// The type of what all of these schemas describe.
    pub(super) fn type_of_several(&mut self, schemas: &[Schema<'d>], hint: Hint) -> Expr {
        match schemas {
            [only] => self.type_of(*only, hint),
            several => {
                let leaves = self.leaves(several);
                self.type_of_all(&leaves, &hint)
            }
        }
    }

    /// The type of what all of `leaves` describe.
    pub(super) fn type_of_all(&mut self, leaves: &[Leaf<'d>], hint: &Hint) -> Expr {
        let Some(schema) = leaves.first().map(|leaf| leaf.schema) else { return self.anything() };
        if self.depth > DEPTH_LIMIT || self.nesting > NESTING_LIMIT {
            let limit = if self.depth > DEPTH_LIMIT { DEPTH_LIMIT } else { NESTING_LIMIT };
            if self.errors.is_empty() {
                let message = format!("schemas are nested more than {limit} deep");
                self.errors.push(self.library.error(schema, message));
            }
            return self.anything();
        }
        let identity = identity_of(leaves);
        if let Some(name) = self.named.get(&identity) {
            return syntax::name(name);
        }
        if let Some(place) = self.open.iter().position(|open| *open == identity) {
            if place >= self.guarded {
                // An alternative of itself adds nothing.
                return syntax::name("Never");
            }
            self.recursive.insert(identity.clone());
            let name = self.take_name(hint);
            self.named.insert(identity, name.clone());
            return syntax::name(&name);
        }
        self.open.push(identity.clone());
        self.depth += 1;
        let (choices, nesting) = (self.choices, self.nesting);
        self.nesting += 1;
        let expression =
            stacker::maybe_grow(STACK.0, STACK.1, || self.type_of_open(leaves, hint, &identity));
        (self.choices, self.nesting) = (choices, nesting);
        self.depth -= 1;
        self.open.pop();
        if self.recursive.remove(&identity)
            && let Some(name) = self.named.get(&identity).cloned()
        {
            self.define_alias(schema, &name, expression, documentation::of(leaves));
            return syntax::name(&name);
        }
        expression
    }

    fn type_of_open(&mut self, leaves: &[Leaf<'d>], hint: &Hint, identity: &Identity) -> Expr {
        let demanding = || leaves.iter().filter(|leaf| !leaf.is_conditional);
        if demanding().any(|leaf| matches!(leaf.schema.node.value, Value::Boolean(false))) {
            return syntax::name("Never");
        }
        let is_nullable = demanding().any(|leaf| is_true(leaf.schema, "nullable"));
        let mut members = Vec::new();
        if let Some(values) = admitted(leaves) {
            let kinds = admitted_types(leaves);
            self.constants(&values, kinds.as_deref(), &mut members);
        } else if let Some(choice) = choice(leaves) {
            if self.is_affordable(leaves, &choice) {
                self.alternatives(leaves, &choice, hint, &mut members);
            } else {
                members.push(self.type_of_all(&self.blurred(leaves, &choice), hint));
            }
        } else {
            let names = admitted_types(leaves).unwrap_or_else(|| implied_types(leaves));
            let is_whole = names.len() == 1 && !is_nullable;
            for name in names {
                let member = self.type_named(name, leaves, hint, (identity, is_whole));
                members.push(member);
            }
        }
        if is_nullable {
            members.push(syntax::none());
        }
        self.union(members)
    }

    fn constants(&mut self, values: &[&'d Node], kinds: Option<&[&str]>, members: &mut Vec<Expr>) {
        let mut literals = Vec::new();
        for value in values {
            if kinds.is_some_and(|kinds| !kinds.iter().any(|kind| is_of_type(value, kind))) {
                continue;
            }
            match literal(value) {
                Some(Expr::NoneLiteral(_)) => members.push(syntax::none()),
                Some(literal) => literals.push(literal),
                None => members.push(match &value.value {
                    Value::Float(_) => syntax::name("float"),
                    Value::Sequence(_) => syntax::subscript(syntax::name("list"), self.anything()),
                    _ => self.dictionary(vec![self.anything()]),
                }),
            }
        }
        if !literals.is_empty() {
            let slice = if literals.len() == 1 {
                literals.remove(0)
            } else {
                syntax::tuple(literals, false)
            };
            members.insert(0, syntax::subscript(syntax::name("Literal"), slice));
        }
    }

    fn type_named(
        &mut self,
        name: &str,
        leaves: &[Leaf<'d>],
        hint: &Hint,
        identity: (&Identity, bool),
    ) -> Expr {
        // What is inside has alternatives of its own, and may be what it is in.
        let guarded = std::mem::replace(&mut self.guarded, self.open.len());
        let choices = std::mem::replace(&mut self.choices, 1);
        let expression = match name {
            "string" => syntax::name("str"),
            "integer" => syntax::name("int"),
            "number" => syntax::name("float"),
            "boolean" => syntax::name("bool"),
            "null" => syntax::none(),
            "array" => self.array(leaves, hint),
            "object" => self.object(leaves, hint, identity),
            _ => self.anything(),
        };
        (self.guarded, self.choices) = (guarded, choices);
        expression
    }

    /// `dict[str, ...]`, of values that any of the schemas describes.
    pub(super) fn dictionary(&mut self, values: Vec<Expr>) -> Expr {
        let value = self.union(values);
        let slice = syntax::tuple(vec![syntax::name("str"), value], false);
        syntax::subscript(syntax::name("dict"), slice)
    }

    pub(super) fn union(&self, members: Vec<Expr>) -> Expr {
        unions::union(unions::looked_through(members, &self.aliases))
    }

    pub(super) fn anything(&self) -> Expr {
        syntax::name("object")
    }

    pub(super) fn located(&self, schema: Schema<'d>, expression: Expr) -> TypeExpression {
        TypeExpression { expression, span: schema.node.span.clone() }
    }

    pub(super) fn define_alias(
        &mut self,
        schema: Schema<'d>,
        name: &str,
        expression: Expr,
        documentation: Option<String>,
    ) {
        self.aliases.insert(name.to_owned(), expression.clone());
        self.definitions.push(Definition {
            name: name.to_owned(),
            documentation,
            type_parameters: Vec::new(),
            kind: DefinitionKind::Alias(self.located(schema, expression)),
            span: schema.node.span.clone(),
        });
        self.homes.push((name.to_owned(), schema.document));
    }

    /// The name of the class that these schemas become, and whether it is there already.
    /// `is_whole` says that they become nothing else.
    pub(super) fn name_of(
        &mut self,
        (identity, is_whole): (&Identity, bool),
        hint: &Hint,
        keys: &[&str],
    ) -> (String, bool) {
        let names = if is_whole { &self.named } else { &self.classes };
        if let Some(name) = names.get(identity) {
            return (name.clone(), true);
        }
        let name = self.names.take_by(hint, keys);
        let names = if is_whole { &mut self.named } else { &mut self.classes };
        names.insert(identity.clone(), name.clone());
        (name, false)
    }

    /// A free name.
    pub(super) fn take_name(&mut self, hint: &Hint) -> String {
        self.names.take_by(hint, &[])
    }
}

pub(super) fn identity_of(leaves: &[Leaf<'_>]) -> Identity {
    let mut identity: Identity = leaves
        .iter()
        .map(|leaf| (leaf.schema.identity(), leaf.is_chosen, leaf.is_conditional))
        .collect();
    identity.sort_unstable();
    identity
}

/// The types that all of the schemas admit, if any says.
pub(super) fn admitted_types<'d>(leaves: &[Leaf<'d>]) -> Option<Vec<&'d str>> {
    let mut admitted: Option<Vec<&'d str>> = None;
    for leaf in leaves.iter().filter(|leaf| !leaf.is_conditional) {
        let Some(names) = types(leaf.schema) else { continue };
        admitted = Some(match admitted {
            None => names,
            Some(before) => before
                .into_iter()
                .filter_map(|name| match name {
                    name if names.contains(&name) => Some(name),
                    "number" if names.contains(&"integer") => Some("integer"),
                    "integer" if names.contains(&"number") => Some("integer"),
                    _ => None,
                })
                .collect(),
        });
    }
    admitted
}

/// What schemas without `type` are taken for.
pub(super) fn implied_types(leaves: &[Leaf<'_>]) -> Vec<&'static str> {
    let has = |keywords: &[&str]| {
        leaves
            .iter()
            .any(|leaf| keywords.iter().any(|keyword| leaf.schema.node.get(keyword).is_some()))
    };
    if has(&["properties", "additionalProperties", "patternProperties", "unevaluatedProperties"]) {
        vec!["object"]
    } else if has(&["items", "prefixItems"]) {
        vec!["array"]
    } else {
        vec!["any"]
    }
}

fn is_of_type(value: &Node, name: &str) -> bool {
    match &value.value {
        Value::Null => name == "null",
        Value::Boolean(_) => name == "boolean",
        Value::Integer(_) => matches!(name, "integer" | "number"),
        // `1.0` is an integer since draft-06.
        Value::Float(_) => matches!(name, "integer" | "number"),
        Value::String(_) => name == "string",
        Value::Sequence(_) => name == "array",
        Value::Mapping(_) => name == "object",
    }
}
