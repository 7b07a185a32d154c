//! What a document defines that references can lead to, and the references it has.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::addresses::resolved;
use crate::document::{Node, Value};

/// A schema that names itself by `$id`, or the outermost one of a document.
#[derive(Debug)]
pub(super) struct Resource {
    /// Its address, as far as it is known.
    pub(super) address: String,
    /// Where in the document it is.
    pub(super) path: Path,
    /// Where those of its parts are that name themselves by `$anchor` and the like.
    pub(super) anchors: FxHashMap<String, Path>,
}

/// The way from the outermost node to another: which entry of each mapping or list.
pub(super) type Path = Vec<usize>;

/// A `$ref`.
pub(super) struct Reference {
    pub(super) text: String,
    pub(super) span: Range<usize>,
    /// The resource it is in.
    pub(super) resource: usize,
}

/// What one walk over a document finds.
pub(super) struct Resources {
    pub(super) all: Vec<Resource>,
    /// Of schemas that are not in the outermost resource, which they are in.
    pub(super) of_schemas: FxHashMap<*const Node, usize>,
    pub(super) references: Vec<Reference>,
}

/// How the values of a mapping are to be understood.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Context {
    /// It may be a schema.
    Schema,
    /// Its keys are names, not keywords.
    Names,
}

impl Resources {
    pub(super) fn of(root: &Node, address: String) -> Self {
        let outermost = Resource { address, path: Path::new(), anchors: FxHashMap::default() };
        let mut resources =
            Self { all: vec![outermost], of_schemas: FxHashMap::default(), references: Vec::new() };
        let mut path = Path::new();
        let mut open = vec![(root, 0, None, Context::Schema, 0)];
        while let Some((node, depth, step, context, mut resource)) = open.pop() {
            path.truncate(depth);
            path.extend(step);
            let depth = path.len();
            match &node.value {
                Value::Sequence(items) => {
                    let items = items.iter().enumerate();
                    open.extend(items.map(|(index, item)| {
                        (item, depth, Some(index), Context::Schema, resource)
                    }));
                }
                Value::Mapping(entries) => {
                    // In OpenAPI a whole group of names may be in another file.
                    let is_referred =
                        || matches!(node.get("$ref"), Some(Node { value: Value::String(_), .. }));
                    if context == Context::Schema || is_referred() {
                        resource = resources.enter(node, &path, resource);
                    }
                    for (index, (key, value)) in entries.iter().enumerate() {
                        let inner = match (context, key.text.as_str()) {
                            (
                                Context::Schema,
                                "const" | "default" | "enum" | "example" | "examples",
                            ) => {
                                continue;
                            }
                            (
                                Context::Schema,
                                "$defs" | "callbacks" | "definitions" | "dependentSchemas"
                                | "headers" | "parameters" | "paths" | "patternProperties"
                                | "properties" | "requestBodies" | "responses" | "schemas"
                                | "webhooks",
                            ) => Context::Names,
                            _ => Context::Schema,
                        };
                        open.push((value, depth, Some(index), inner, resource));
                    }
                }
                _ => {}
            }
        }
        resources
    }

    /// Notes what a schema says of itself, and gives the resource it is in.
    fn enter(&mut self, node: &Node, path: &Path, outer: usize) -> usize {
        let text = |keyword: &str| match node.get(keyword).map(|value| (&value.value, &value.span))
        {
            Some((Value::String(text), span)) => Some((text.as_str(), span)),
            _ => None,
        };
        let mut resource = outer;
        for keyword in ["$id", "id"] {
            let Some((id, _)) = text(keyword) else { continue };
            match id.strip_prefix('#') {
                Some(anchor) => {
                    self.all[resource].anchors.insert(anchor.to_owned(), path.clone());
                }
                // What the outermost one says of itself is known.
                None if path.is_empty() => {}
                None => {
                    let address = resolved(&self.all[outer].address, id);
                    let anchors = FxHashMap::default();
                    self.all.push(Resource { address, path: path.clone(), anchors });
                    resource = self.all.len() - 1;
                }
            }
            break;
        }
        for keyword in ["$anchor", "$dynamicAnchor"] {
            if let Some((anchor, _)) = text(keyword) {
                self.all[resource].anchors.insert(anchor.to_owned(), path.clone());
            }
        }
        if resource != 0 {
            self.of_schemas.insert(std::ptr::from_ref(node), resource);
        }
        for keyword in ["$ref", "$dynamicRef"] {
            if let Some((reference, span)) = text(keyword) {
                let (text, span) = (reference.to_owned(), span.clone());
                self.references.push(Reference { text, span, resource });
            }
        }
        resource
    }
}
