//! From schemas to types.

use ruff_python_ast::Expr;
use rustc_hash::{FxHashMap, FxHashSet};

use super::constants::{admitted, constant_text, literal};
use super::documentation;
use super::effective::{
    Leaf, flatten, is_anything, is_false, is_true, is_typed, list, mapping, reference, text, types,
};
use super::library::{Library, Schema};
use super::naming::{Names, class_name};
use crate::SpecError;
use crate::document::{Node, Value};
use crate::model::{Definition, DefinitionKind, Module, TypeExpression};
use crate::syntax;

/// More alternatives than these are not multiplied out.
const ALTERNATIVES_LIMIT: usize = 64;
/// Schemas nested deeper than this are an error.
const DEPTH_LIMIT: usize = 256;

/// What objects become.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Shape {
    /// TypedDicts: what `json.loads` gives.
    TypedDict,
    /// Dataclasses.
    Dataclass,
    /// Plain classes.
    Class,
}

/// How a type is called that no schema names.
#[derive(Clone, Debug)]
pub(super) struct Hint {
    /// The name, if it is free.
    pub(super) name: String,
    /// The class it is in, which goes before the name if that is taken.
    pub(super) parent: String,
}

impl Hint {
    pub(super) fn of_part(&self, part: &str) -> Self {
        Self { name: class_name(part).unwrap_or_default(), parent: self.name.clone() }
    }
}

pub(super) struct Translation<'d> {
    pub(super) library: &'d Library,
    pub(super) shape: Shape,
    names: Names,
    /// The names of schemas that have become definitions, or are becoming.
    named: FxHashMap<*const Node, String>,
    /// Schemas whose types are being worked out.
    open: Vec<*const Node>,
    /// Those of them that were found within themselves, and so need names.
    recursive: FxHashSet<*const Node>,
    pub(super) definitions: Vec<Definition>,
    pub(super) errors: Vec<SpecError>,
    depth: usize,
}

impl<'d> Translation<'d> {
    pub(super) fn new(library: &'d Library, shape: Shape) -> Self {
        Self {
            library,
            shape,
            names: Names::default(),
            named: FxHashMap::default(),
            open: Vec::new(),
            recursive: FxHashSet::default(),
            definitions: Vec::new(),
            errors: Vec::new(),
            depth: 0,
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
        let hint = Hint { name: name.clone(), parent: String::new() };
        if is_typed(root) {
            let expression = self.type_of_named(root, hint, given.is_some());
            let is_own = matches!(&expression, Expr::Name(it) if it.id == *name);
            if !is_own {
                self.define_alias(root, &name, expression);
            }
        }
        // What nothing refers to is there to be used, too.
        for keyword in ["$defs", "definitions"] {
            for (key, schema) in mapping(root, keyword) {
                let hint = Hint { name: class_name(key).unwrap_or_default(), parent: name.clone() };
                if is_typed(schema) {
                    self.type_of(schema, hint);
                }
            }
        }
    }

    pub(super) fn into_module(self) -> Result<Module, Vec<SpecError>> {
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        Ok(Module { documentation: None, imports: Vec::new(), definitions: self.definitions })
    }

    /// The type of what a schema describes.
    pub(super) fn type_of(&mut self, schema: Schema<'d>, hint: Hint) -> Expr {
        self.type_of_named(schema, hint, false)
    }

    fn type_of_named(&mut self, schema: Schema<'d>, hint: Hint, is_given: bool) -> Expr {
        if self.depth > DEPTH_LIMIT {
            let message = format!("schemas are nested more than {DEPTH_LIMIT} deep");
            if self.errors.is_empty() {
                self.errors.push(self.library.error(schema, message));
            }
            return self.anything();
        }
        self.depth += 1;
        let result = self.type_within_limit(schema, hint, is_given);
        self.depth -= 1;
        result
    }

    fn type_within_limit(&mut self, schema: Schema<'d>, hint: Hint, is_given: bool) -> Expr {
        if let Some(target) = self.plain_reference(schema) {
            let hint = self.hint_of_target(schema, hint);
            return self.type_of(target, hint);
        }
        let identity = schema.identity();
        if let Some(name) = self.named.get(&identity) {
            return syntax::name(name);
        }
        let title = text(schema, "title").and_then(class_name).filter(|_| !is_given);
        let hint = match title {
            Some(name) => Hint { name, ..hint },
            None => hint,
        };
        if self.open.contains(&identity) {
            // Only by a name can a type be within itself.
            self.recursive.insert(identity);
            let name = self.take_name(&hint);
            self.named.insert(identity, name.clone());
            return syntax::name(&name);
        }
        self.open.push(identity);
        let mut leaves = Vec::new();
        flatten(self.library, schema, &mut leaves);
        let expression = self.type_of_all(&leaves, &hint, schema);
        self.open.pop();
        if self.recursive.remove(&identity)
            && let Some(name) = self.named.get(&identity).cloned()
        {
            self.define_alias(schema, &name, expression);
            return syntax::name(&name);
        }
        expression
    }

    fn define_alias(&mut self, schema: Schema<'d>, name: &str, expression: Expr) {
        self.definitions.push(Definition {
            name: name.to_owned(),
            documentation: text(schema, "description").map(str::to_owned),
            type_parameters: Vec::new(),
            kind: DefinitionKind::Alias(self.located(schema, expression)),
            span: schema.node.span.clone(),
        });
    }

    /// What a schema refers to, if that is all it does.
    fn plain_reference(&self, schema: Schema<'d>) -> Option<Schema<'d>> {
        let target = reference(self.library, schema)?;
        let Value::Mapping(entries) = &schema.node.value else { return None };
        let is_plain = entries.iter().all(|(key, _)| {
            matches!(key.text.as_str(), "$ref" | "$dynamicRef") || !is_typed_keyword(&key.text)
        });
        is_plain.then_some(target)
    }

    /// A target is called by the last part of the reference.
    fn hint_of_target(&self, schema: Schema<'d>, hint: Hint) -> Hint {
        let reference = text(schema, "$ref").unwrap_or_default();
        let last = reference
            .trim_end_matches('#')
            .rsplit(['/', '#'])
            .next()
            .map(|last| last.split('.').next().unwrap_or(last));
        match last.and_then(class_name) {
            Some(name) => Hint { name, ..hint },
            None => hint,
        }
    }

    pub(super) fn type_of_all(
        &mut self,
        leaves: &[Leaf<'d>],
        hint: &Hint,
        whole: Schema<'d>,
    ) -> Expr {
        if leaves.iter().any(|leaf| matches!(leaf.schema.node.value, Value::Boolean(false))) {
            return self.typing("Never");
        }
        let is_nullable = leaves.iter().any(|leaf| is_true(leaf.schema, "nullable"));
        let mut members = Vec::new();
        if let Some(values) = admitted(leaves) {
            self.constants(&values, &mut members);
        } else if let Some((index, keyword)) = alternatives(leaves) {
            self.alternatives(leaves, index, keyword, hint, whole, &mut members);
        } else {
            for name in self.admitted_types(leaves) {
                let member = self.type_named(name, leaves, hint, whole);
                members.push(member);
            }
        }
        if is_nullable {
            members.push(syntax::none());
        }
        self.union(members)
    }

    fn constants(&mut self, values: &[&'d Node], members: &mut Vec<Expr>) {
        let mut literals = Vec::new();
        let mut others = Vec::new();
        let mut has_none = false;
        for value in values {
            match literal(value) {
                Some(Expr::NoneLiteral(_)) => has_none = true,
                Some(literal) => literals.push(literal),
                None => others.push(match &value.value {
                    Value::Float(_) => syntax::name("float"),
                    Value::Sequence(_) => syntax::subscript(syntax::name("list"), self.anything()),
                    _ => self.dictionary(Vec::new()),
                }),
            }
        }
        if !literals.is_empty() {
            let slice = if literals.len() == 1 {
                literals.remove(0)
            } else {
                syntax::tuple(literals, false)
            };
            members.push(syntax::subscript(self.typing("Literal"), slice));
        }
        members.extend(others);
        if has_none {
            members.push(syntax::none());
        }
        if members.is_empty() {
            members.push(self.typing("Never"));
        }
    }

    fn alternatives(
        &mut self,
        leaves: &[Leaf<'d>],
        index: usize,
        keyword: &str,
        hint: &Hint,
        whole: Schema<'d>,
        members: &mut Vec<Expr>,
    ) {
        let rest: Vec<Leaf<'d>> = leaves
            .iter()
            .enumerate()
            .map(|(other, leaf)| Leaf { is_chosen: leaf.is_chosen || other == index, ..*leaf })
            .collect();
        // What stands beside the alternatives holds for each of them.
        let has_more = rest.iter().any(|leaf| {
            leaf.schema.node.get("type").is_some()
                || leaf.schema.node.get("properties").is_some()
                || (!leaf.is_chosen && is_typed(leaf.schema) && leaf.schema != whole)
        });
        for alternative in list(leaves[index].schema, keyword).take(ALTERNATIVES_LIMIT) {
            let hint = self.hint_of_alternative(alternative, hint);
            if !has_more {
                let member = self.type_of(alternative, hint);
                members.push(member);
                continue;
            }
            let mut together = rest.clone();
            flatten(self.library, alternative, &mut together);
            let member = self.type_of_all(&together, &hint, alternative);
            members.push(member);
        }
    }

    /// An alternative without a name of its own is called by what tells it apart.
    fn hint_of_alternative(&self, alternative: Schema<'d>, hint: &Hint) -> Hint {
        let constant =
            mapping(alternative, "properties").find_map(|(_, property)| constant_text(property));
        let first = || mapping(alternative, "properties").next().map(|(key, _)| key);
        let part = text(alternative, "title").or(constant).or_else(first).and_then(class_name);
        match part {
            Some(part) => {
                Hint { name: format!("{}{part}", hint.name), parent: hint.parent.clone() }
            }
            None => hint.clone(),
        }
    }

    /// The types that all of the schemas admit.
    fn admitted_types(&self, leaves: &[Leaf<'d>]) -> Vec<&'d str> {
        let mut admitted: Option<Vec<&'d str>> = None;
        for leaf in leaves {
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
        let has = |keywords: &[&str]| {
            leaves
                .iter()
                .any(|leaf| keywords.iter().any(|keyword| leaf.schema.node.get(keyword).is_some()))
        };
        admitted.unwrap_or_else(|| {
            if has(&["properties", "additionalProperties", "patternProperties"]) {
                vec!["object"]
            } else if has(&["items", "prefixItems"]) {
                vec!["array"]
            } else {
                vec!["any"]
            }
        })
    }

    fn type_named(
        &mut self,
        name: &str,
        leaves: &[Leaf<'d>],
        hint: &Hint,
        whole: Schema<'d>,
    ) -> Expr {
        match name {
            "string" => syntax::name("str"),
            "integer" => syntax::name("int"),
            "number" => syntax::name("float"),
            "boolean" => syntax::name("bool"),
            "null" => syntax::none(),
            "array" => self.array(leaves, hint),
            "object" => self.object(leaves, hint, whole),
            _ => self.anything(),
        }
    }

    fn array(&mut self, leaves: &[Leaf<'d>], hint: &Hint) -> Expr {
        let mut prefix: Vec<Schema<'d>> = Vec::new();
        let mut items: Vec<Schema<'d>> = Vec::new();
        let mut is_closed = false;
        let mut least = 0;
        for leaf in leaves {
            let schema = leaf.schema;
            let before: Vec<_> = list(schema, "prefixItems").chain(list(schema, "items")).collect();
            let rest = match schema.keyword("items") {
                Some(items) if matches!(items.node.value, Value::Sequence(_)) => {
                    schema.keyword("additionalItems")
                }
                other => other,
            };
            is_closed |= rest.is_some_and(|rest| matches!(rest.node.value, Value::Boolean(false)));
            let greatest = number(schema, "maxItems");
            is_closed |= greatest.is_some_and(|greatest| greatest <= before.len());
            items.extend(rest.filter(|rest| !matches!(rest.node.value, Value::Boolean(_))));
            if before.len() > prefix.len() {
                prefix = before;
            }
            least = least.max(number(schema, "minItems").unwrap_or(0));
        }
        let part = Hint { name: format!("{}Item", hint.name), parent: hint.parent.clone() };
        if !prefix.is_empty() && is_closed && least >= prefix.len() {
            let elements =
                prefix.iter().map(|schema| self.type_of(*schema, part.clone())).collect();
            return syntax::subscript(syntax::name("tuple"), tuple_of(elements));
        }
        let mut members: Vec<Expr> =
            prefix.iter().map(|schema| self.type_of(*schema, part.clone())).collect();
        if !is_closed || prefix.is_empty() {
            match items.as_slice() {
                [] => members.push(self.anything()),
                [only] => members.push(self.type_of(*only, part)),
                several => {
                    let mut together = Vec::new();
                    several.iter().for_each(|it| flatten(self.library, *it, &mut together));
                    members.push(self.type_of_all(&together, &part, several[0]));
                }
            }
        }
        let element = self.union(members);
        syntax::subscript(syntax::name("list"), element)
    }

    /// `dict[str, ...]`, of values that any of the schemas describes.
    pub(super) fn dictionary(&mut self, values: Vec<Expr>) -> Expr {
        let value = if values.is_empty() { self.anything() } else { self.union(values) };
        let slice = syntax::tuple(vec![syntax::name("str"), value], false);
        syntax::subscript(syntax::name("dict"), slice)
    }

    /// `a | b`, each once; a part that admits everything swallows the others.
    pub(super) fn union(&mut self, members: Vec<Expr>) -> Expr {
        let mut unique: Vec<Expr> = Vec::new();
        for member in members {
            let text = comparable(&member);
            if !unique.iter().any(|other| comparable(other) == text) {
                unique.push(member);
            }
        }
        if unique.iter().any(|member| matches!(member, Expr::Name(name) if name.id == "object")) {
            return self.anything();
        }
        let is =
            |member: &Expr, wanted: &str| matches!(member, Expr::Name(name) if name.id == *wanted);
        if unique.iter().any(|member| is(member, "float")) {
            unique.retain(|member| !is(member, "int"));
        }
        // `None` goes last, as it is usually written.
        unique.sort_by_key(|member| matches!(member, Expr::NoneLiteral(_)));
        let mut members = unique.into_iter();
        let Some(first) = members.next() else { return self.typing("Never") };
        members.fold(first, syntax::union)
    }

    pub(super) fn anything(&self) -> Expr {
        syntax::name("object")
    }

    fn typing(&mut self, member: &str) -> Expr {
        syntax::name(member)
    }

    pub(super) fn located(&self, schema: Schema<'d>, expression: Expr) -> TypeExpression {
        TypeExpression { expression, span: schema.node.span.clone() }
    }

    /// The name of the class that a schema becomes, and whether it is new.
    pub(super) fn name_of(&mut self, schema: Schema<'d>, hint: &Hint) -> (String, bool) {
        let identity = schema.identity();
        if let Some(name) = self.named.get(&identity) {
            // It may have been named because it is within itself.
            return (name.clone(), self.recursive.remove(&identity));
        }
        let name = self.take_name(hint);
        self.named.insert(identity, name.clone());
        (name, true)
    }

    /// A free name; one that is taken gets its parent's in front.
    fn take_name(&mut self, hint: &Hint) -> String {
        let base = if hint.name.is_empty() { "Value" } else { &hint.name };
        let mut candidate = base.to_owned();
        let mut suffixes = ["Value", "Object", "Entry", "Variant"].into_iter().cycle();
        if self.names.take(&candidate) {
            return candidate;
        }
        if !hint.parent.is_empty() {
            candidate = format!("{}{base}", hint.parent);
        }
        while !self.names.take(&candidate) {
            candidate.push_str(suffixes.next().unwrap_or("Value"));
        }
        candidate
    }

    /// What these schemas say that no type can.
    pub(super) fn documentation(&self, leaves: &[Leaf<'d>]) -> Option<String> {
        documentation::of(leaves)
    }
}

/// The first list of alternatives that say something of types, and have not been chosen from.
fn alternatives(leaves: &[Leaf<'_>]) -> Option<(usize, &'static str)> {
    for (index, leaf) in leaves.iter().enumerate().filter(|(_, leaf)| !leaf.is_chosen) {
        for keyword in ["oneOf", "anyOf"] {
            if list(leaf.schema, keyword).any(|it| is_typed(it) && !is_anything(it)) {
                return Some((index, keyword));
            }
        }
    }
    None
}

fn is_typed_keyword(keyword: &str) -> bool {
    !matches!(
        keyword,
        "title"
            | "description"
            | "default"
            | "examples"
            | "deprecated"
            | "readOnly"
            | "writeOnly"
            | "$comment"
            | "$schema"
            | "$id"
            | "id"
            | "$anchor"
            | "definitions"
            | "$defs"
    )
}

fn number(schema: Schema<'_>, keyword: &str) -> Option<usize> {
    match &schema.node.get(keyword)?.value {
        Value::Integer(text) => text.parse().ok(),
        _ => None,
    }
}

fn tuple_of(mut elements: Vec<Expr>) -> Expr {
    if elements.len() == 1 { elements.remove(0) } else { syntax::tuple(elements, false) }
}

fn comparable(expression: &Expr) -> ruff_python_ast::comparable::ComparableExpr<'_> {
    expression.into()
}

/// Whether further keys are forbidden.
pub(super) fn forbids_others(leaves: &[Leaf<'_>]) -> bool {
    leaves.iter().any(|leaf| is_false(leaf.schema, "additionalProperties"))
}
