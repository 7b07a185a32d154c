//! The documents a schema consists of, and what its references lead to.

use std::cell::RefCell;
use std::path::{Component, Path, PathBuf};

use rustc_hash::FxHashMap;

use super::addresses::{file_name, is_absolute, resolved, split};
use super::effective::text;
use super::meta_schemas;
use super::pointer::Pointers;
use super::resources::{Reference, Resources};
use crate::SpecError;
use crate::document::{Document, Node, Source, Value};

/// Larger files are not read.
const SIZE_LIMIT: u64 = 64 << 20;

/// A schema: a node of one of the documents.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Schema<'d> {
    /// The number of its document.
    pub(crate) document: usize,
    /// What is written there.
    pub(crate) node: &'d Node,
}

impl PartialEq for Schema<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.node, other.node)
    }
}

impl Eq for Schema<'_> {}

impl std::hash::Hash for Schema<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.identity().hash(state);
    }
}

impl<'d> Schema<'d> {
    /// The value of a keyword.
    pub(crate) fn keyword(self, keyword: &str) -> Option<Schema<'d>> {
        self.node.get(keyword).map(|node| Schema { document: self.document, node })
    }

    /// What tells it from all others.
    pub(crate) fn identity(self) -> *const Node {
        std::ptr::from_ref(self.node)
    }
}

/// The documents a schema consists of.
pub(crate) struct Library {
    documents: Vec<Document>,
    /// Of each document, what it defines.
    resources: Vec<Resources>,
    /// Of each file, which document it is.
    by_path: FxHashMap<PathBuf, usize>,
    /// Of each address, which document and resource it is of.
    by_address: FxHashMap<String, (usize, usize)>,
    pointers: RefCell<Pointers>,
}

/// The directory that a file is in.
fn directory_of(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

impl Library {
    /// Reads all files that `document` refers to, and those that they refer to.
    pub(crate) fn load(document: Document, folder: &Path) -> Result<Self, Vec<SpecError>> {
        let mut library = Self {
            documents: Vec::new(),
            resources: Vec::new(),
            by_path: FxHashMap::default(),
            by_address: FxHashMap::default(),
            pointers: RefCell::default(),
        };
        let mut errors = Vec::new();
        library.add(document, None);
        let mut next = 0;
        while next < library.documents.len() {
            let references = std::mem::take(&mut library.resources[next].references);
            for reference in &references {
                if let Err(message) = library.load_reference(next, reference, folder) {
                    errors.push(library.documents[next].source.error(&reference.span, message));
                }
            }
            next += 1;
        }
        errors.sort_by_key(|error| error.position);
        if errors.is_empty() { Ok(library) } else { Err(errors) }
    }

    /// Adds a document that was found at this address.
    fn add(&mut self, document: Document, address: Option<&str>) {
        let index = self.documents.len();
        if let Some(path) = &document.source.path {
            self.by_path.insert(normalized(path), index);
        }
        let own = ["$id", "id"].into_iter().find_map(|keyword| match document.root.get(keyword) {
            Some(Node { value: Value::String(id), .. }) => Some(split(id).0.to_owned()),
            _ => None,
        });
        let resources = Resources::of(&document.root, own.unwrap_or_default());
        for (number, resource) in resources.all.iter().enumerate() {
            if !resource.address.is_empty() {
                self.by_address.entry(resource.address.clone()).or_insert((index, number));
            }
        }
        if let Some(address) = address {
            self.by_address.entry(address.to_owned()).or_insert((index, 0));
        }
        self.resources.push(resources);
        self.documents.push(document);
    }

    fn load_reference(
        &mut self,
        from: usize,
        reference: &Reference,
        folder: &Path,
    ) -> Result<(), String> {
        let text = &reference.text;
        let (file, _) = split(text);
        if self.resource_of(from, reference.resource, file).is_some() {
            return Ok(());
        }
        let address = resolved(&self.resources[from].all[reference.resource].address, file);
        if let Some(document) = meta_schemas::document(&address) {
            self.add(document, Some(&address));
            return Ok(());
        }
        let path = if is_absolute(file) {
            // Nothing is fetched, but a copy may be at hand.
            let name = file_name(file);
            self.copy_of(from, name).ok_or_else(|| {
                format!(
                    "`{text}` is elsewhere, and nothing is fetched: keep a copy of it, `{name}`, \
                     beside this file"
                )
            })?
        } else {
            self.path_of(from, file)
        };
        // By way of a link, what is beside the spec may seem to be outside of the project.
        let own = self.documents[0].source.path.as_deref().map_or(folder, directory_of);
        let is_inside = |path: &Path| match path.canonicalize() {
            Ok(path) => [folder, own]
                .iter()
                .any(|folder| folder.canonicalize().is_ok_and(|folder| path.starts_with(folder))),
            Err(_) => false,
        };
        let beside = directory_of(&path);
        if !path.exists() && is_inside(beside) {
            return Err(format!("`{text}`: there is no file {}", path.display()));
        }
        if !is_inside(&path) {
            return Err(format!("`{text}` is outside of {}", folder.display()));
        }
        let length = std::fs::metadata(&path).map_err(|error| format!("`{text}`: {error}"))?;
        if length.len() > SIZE_LIMIT {
            return Err(format!("`{text}` has more than {} MB", SIZE_LIMIT >> 20));
        }
        let read = std::fs::read_to_string(&path).map_err(|error| format!("`{text}`: {error}"))?;
        let document = Document::from_referred(Source::new(Some(&path), read))
            .map_err(|error| format!("`{text}`: {error}"))?;
        self.add(document, Some(&address));
        Ok(())
    }

    /// A file of this name beside a document, with or without an extension.
    fn copy_of(&self, from: usize, name: &str) -> Option<PathBuf> {
        let candidates = [name.to_owned(), format!("{name}.json"), format!("{name}.schema.json")];
        candidates.iter().map(|name| self.path_of(from, name)).find(|path| {
            // A document that only says where it is to be had is not the one that is there.
            path.is_file() && !self.by_path.contains_key(path)
        })
    }

    fn path_of(&self, from: usize, file: &str) -> PathBuf {
        let base = self.documents[from].source.path.as_deref().and_then(Path::parent);
        normalized(&base.unwrap_or(Path::new("")).join(file))
    }

    /// The document and the resource at an address, as written in a resource of a document.
    fn resource_of(&self, from: usize, resource: usize, file: &str) -> Option<(usize, usize)> {
        if file.is_empty() {
            return Some((from, resource));
        }
        let base = &self.resources[from].all[resource].address;
        let by_address = self.by_address.get(&resolved(base, file));
        let by_address = by_address.or_else(|| self.by_address.get(file));
        by_address.copied().or_else(|| {
            let document = self.by_path.get(&self.path_of(from, file))?;
            Some((*document, 0))
        })
    }

    /// The outermost schema.
    pub(crate) fn root(&self) -> Schema<'_> {
        Schema { document: 0, node: &self.documents[0].root }
    }

    /// The text of a document.
    pub(super) fn source_of(&self, document: usize) -> &Source {
        &self.documents[document].source
    }

    /// The files that were read beside the first document.
    pub(super) fn inputs(&self) -> Vec<PathBuf> {
        self.documents.iter().skip(1).filter_map(|it| it.source.path.clone()).collect()
    }

    /// The text a schema is written in.
    pub(crate) fn source(&self, schema: Schema<'_>) -> &Source {
        &self.documents[schema.document].source
    }

    /// An error about a schema.
    pub(crate) fn error(&self, schema: Schema<'_>, message: impl Into<String>) -> SpecError {
        self.source(schema).error(&schema.node.span, message)
    }

    /// Whether what stands beside a `$ref` does not count: so it was up to draft-07.
    pub(super) fn is_lone_reference(&self, schema: Schema<'_>) -> bool {
        let root = &self.documents[schema.document].root;
        let dialect = text(Schema { document: schema.document, node: root }, "$schema");
        let is_old = dialect.is_some_and(|it| {
            ["draft-03", "draft-04", "draft-05", "draft-06", "draft-07"]
                .iter()
                .any(|draft| it.contains(draft))
        });
        is_old && text(schema, "$ref").is_some()
    }

    /// What a reference in `schema` leads to.
    pub(crate) fn resolve<'d>(
        &'d self,
        schema: Schema<'d>,
        reference: &str,
    ) -> Result<Schema<'d>, String> {
        let (file, fragment) = split(reference);
        let own = self.resources[schema.document].of_schemas.get(&schema.identity());
        let own = own.copied().unwrap_or(0);
        let (document, resource) = self
            .resource_of(schema.document, own, file)
            .ok_or_else(|| format!("there is no `{file}`"))?;
        let found = self.in_resource(document, resource, fragment);
        // Many an `$id` within a schema was not meant to change what references are relative to.
        let found = found.or_else(|| self.in_resource(document, 0, fragment));
        found.ok_or_else(|| format!("`{reference}` leads nowhere"))
    }

    /// What `$dynamicRef` and `$recursiveRef` lead to: the outermost schema, if it is called so.
    pub(super) fn resolve_dynamic<'d>(
        &'d self,
        schema: Schema<'d>,
        reference: &str,
    ) -> Result<Schema<'d>, String> {
        let found = self.resolve(schema, reference)?;
        let root = self.root();
        let is_called_so = match split(reference).1 {
            "" => super::effective::is_true(root, "$recursiveAnchor"),
            name => {
                text(root, "$dynamicAnchor") == Some(name)
                    && text(found, "$dynamicAnchor") == Some(name)
            }
        };
        Ok(if is_called_so { root } else { found })
    }

    fn in_resource(&self, document: usize, resource: usize, fragment: &str) -> Option<Schema<'_>> {
        let resource = &self.resources[document].all[resource];
        let along = |path: &[usize]| {
            path.iter().try_fold(&self.documents[document].root, |node, index| match &node.value {
                Value::Sequence(items) => items.get(*index),
                Value::Mapping(entries) => entries.get(*index).map(|(_, node)| node),
                _ => None,
            })
        };
        let node = match fragment {
            "" => along(&resource.path)?,
            pointer if pointer.starts_with('/') => {
                self.pointers.borrow_mut().follow(along(&resource.path)?, pointer)?
            }
            anchor => along(resource.anchors.get(anchor)?)?,
        };
        Some(Schema { document, node })
    }
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
