//! The documents a schema consists of, and what its references lead to.

use std::path::{Component, Path, PathBuf};

use rustc_hash::FxHashMap;

use super::pointer;
use crate::SpecError;
use crate::document::{Document, Node, Source, Value};

/// Larger files are not read.
const SIZE_LIMIT: u64 = 64 << 20;

/// A schema: a node of one of the documents.
#[derive(Clone, Copy, Debug)]
pub(super) struct Schema<'d> {
    /// The number of its document.
    pub(super) document: usize,
    /// What is written there.
    pub(super) node: &'d Node,
}

impl PartialEq for Schema<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.node, other.node)
    }
}

impl<'d> Schema<'d> {
    /// The value of a keyword.
    pub(super) fn keyword(self, keyword: &str) -> Option<Schema<'d>> {
        self.node.get(keyword).map(|node| Schema { document: self.document, node })
    }

    /// What tells it from all others.
    pub(super) fn identity(self) -> *const Node {
        std::ptr::from_ref(self.node)
    }
}

/// The documents a schema consists of.
pub(super) struct Library {
    documents: Vec<Document>,
    /// Of each file, which document it is.
    by_path: FxHashMap<PathBuf, usize>,
    /// Of each `$id`, which document it names.
    by_id: FxHashMap<String, usize>,
}

impl Library {
    /// Reads all files that `document` refers to, and those that they refer to.
    pub(super) fn load(document: Document, folder: &Path) -> Result<Self, Vec<SpecError>> {
        let mut library = Self {
            documents: Vec::new(),
            by_path: FxHashMap::default(),
            by_id: FxHashMap::default(),
        };
        let mut errors = Vec::new();
        library.add(document);
        let mut next = 0;
        while next < library.documents.len() {
            let mut references = Vec::new();
            collect_references(&library.documents[next].root, &mut references);
            let references: Vec<_> =
                references.into_iter().map(|(text, span)| (text.to_owned(), span)).collect();
            for (reference, span) in references {
                if let Err(message) = library.load_reference(next, &reference, folder) {
                    errors.push(library.documents[next].source.error(&span, message));
                }
            }
            next += 1;
        }
        if errors.is_empty() { Ok(library) } else { Err(errors) }
    }

    fn add(&mut self, document: Document) {
        let index = self.documents.len();
        if let Some(path) = &document.source.path {
            self.by_path.insert(normalized(path), index);
        }
        for keyword in ["$id", "id"] {
            if let Some(Value::String(id)) = document.root.get(keyword).map(|node| &node.value) {
                self.by_id.insert(id.trim_end_matches('#').to_owned(), index);
            }
        }
        self.documents.push(document);
    }

    fn load_reference(
        &mut self,
        from: usize,
        reference: &str,
        folder: &Path,
    ) -> Result<(), String> {
        let (file, _) = split(reference);
        if file.is_empty() || self.document_of(from, file).is_some() {
            return Ok(());
        }
        if file.contains("://") || file.starts_with("urn:") {
            return Err(format!("`{reference}` is elsewhere, and nothing is fetched: keep a copy"));
        }
        let path = self.path_of(from, file);
        let escapes = match (path.canonicalize(), folder.canonicalize()) {
            (Ok(path), Ok(folder)) => !path.starts_with(folder),
            _ => path.components().any(|component| component == Component::ParentDir),
        };
        if escapes {
            return Err(format!("`{reference}` is outside of {}", folder.display()));
        }
        let length = std::fs::metadata(&path).map_err(|error| format!("`{reference}`: {error}"))?;
        if length.len() > SIZE_LIMIT {
            return Err(format!("`{reference}` has more than {} MB", SIZE_LIMIT >> 20));
        }
        let text =
            std::fs::read_to_string(&path).map_err(|error| format!("`{reference}`: {error}"))?;
        let document = Document::from_referred(Source::new(Some(&path), text))
            .map_err(|error| format!("`{reference}`: {error}"))?;
        self.add(document);
        Ok(())
    }

    fn path_of(&self, from: usize, file: &str) -> PathBuf {
        let base = self.documents[from].source.path.as_deref().and_then(Path::parent);
        normalized(&base.unwrap_or(Path::new("")).join(file))
    }

    fn document_of(&self, from: usize, file: &str) -> Option<usize> {
        if file.is_empty() {
            return Some(from);
        }
        let by_id = || {
            self.by_id.get(file).or_else(|| {
                // Relative to the `$id` of the document it is in.
                let (id, _) = self.by_id.iter().find(|(_, index)| **index == from)?;
                let (base, _) = id.rsplit_once('/')?;
                self.by_id.get(&format!("{base}/{}", file.trim_start_matches("./")))
            })
        };
        self.by_path.get(&self.path_of(from, file)).or_else(by_id).copied()
    }

    /// The outermost schema.
    pub(super) fn root(&self) -> Schema<'_> {
        Schema { document: 0, node: &self.documents[0].root }
    }

    /// All documents, outermost schemas.
    pub(super) fn roots(&self) -> impl Iterator<Item = Schema<'_>> {
        self.documents.iter().enumerate().map(|(document, it)| Schema { document, node: &it.root })
    }

    /// The text a schema is written in.
    pub(super) fn source(&self, schema: Schema<'_>) -> &Source {
        &self.documents[schema.document].source
    }

    /// An error about a schema.
    pub(super) fn error(&self, schema: Schema<'_>, message: impl Into<String>) -> SpecError {
        self.source(schema).error(&schema.node.span, message)
    }

    /// What the value of `$ref` in `schema` leads to.
    pub(super) fn resolve<'d>(
        &'d self,
        schema: Schema<'d>,
        reference: &str,
    ) -> Result<Schema<'d>, String> {
        let (file, fragment) = split(reference);
        let document = self
            .document_of(schema.document, file)
            .ok_or_else(|| format!("there is no `{file}`"))?;
        let root = Schema { document, node: &self.documents[document].root };
        let found = if fragment.is_empty() {
            Some(root.node)
        } else if fragment.starts_with('/') {
            pointer::follow(root.node, fragment)
        } else {
            pointer::anchor(root.node, fragment)
        };
        match found {
            Some(node) => Ok(Schema { document, node }),
            None => Err(format!("`{reference}` leads nowhere")),
        }
    }
}

/// The document and the fragment of a reference.
fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// The path without `.` and with `..` applied where that is possible.
fn normalized(path: &Path) -> PathBuf {
    let mut result = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(result.components().next_back(), Some(Component::Normal(_))) =>
            {
                result.pop();
            }
            other => result.push(other),
        }
    }
    result
}

fn collect_references<'d>(node: &'d Node, found: &mut Vec<(&'d str, std::ops::Range<usize>)>) {
    let mut nodes = vec![node];
    while let Some(node) = nodes.pop() {
        match &node.value {
            Value::Sequence(items) => nodes.extend(items),
            Value::Mapping(entries) => {
                for (key, value) in entries {
                    match &value.value {
                        Value::String(text) if key.text == "$ref" => {
                            found.push((text, value.span.clone()));
                        }
                        // What these hold are instances, not schemas.
                        _ if matches!(
                            key.text.as_str(),
                            "enum" | "const" | "default" | "examples" | "example"
                        ) => {}
                        _ => nodes.push(value),
                    }
                }
            }
            _ => {}
        }
    }
}
