//! Names of classes.

use ruff_python_stdlib::identifiers::is_identifier;
use ruff_python_stdlib::keyword::is_keyword;
use rustc_hash::FxHashSet;
use std::rc::Rc;

/// How a type is called that no schema names.
#[derive(Clone, Debug)]
pub(super) struct Hint {
    /// The name, if it is free.
    name: String,
    /// Whether the name has been taken for it already.
    is_reserved: bool,
    /// What it is in, which goes before the name if that is taken.
    parent: Option<Rc<Hint>>,
}

impl Hint {
    /// What is called so.
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), is_reserved: false, parent: None }
    }

    /// What is called so and nothing else.
    pub(super) fn reserved(name: &str) -> Self {
        Self { is_reserved: true, ..Self::new(name) }
    }

    /// Whether this is the name that is wanted.
    pub(super) fn is_called(&self, name: &str) -> bool {
        self.name == name
    }

    /// What is under a key.
    pub(super) fn of_part(&self, key: &str) -> Self {
        let name = class_name(key).unwrap_or_else(|| format!("{}Value", self.name));
        Self { name, is_reserved: false, parent: Some(Rc::new(self.clone())) }
    }

    /// What is one of the values of something: `Items` → `Item`.
    pub(super) fn of_element(&self, what: &str) -> Self {
        Self {
            name: format!("{}{what}", self.name),
            is_reserved: false,
            parent: self.parent.clone(),
        }
    }

    /// What is under a key of `definitions`.
    pub(super) fn of_definition(&self, key: &str) -> Self {
        self.of_part(last_part(key))
    }

    /// What a reference leads to is called by the reference's last part.
    pub(super) fn of_target(self, reference: &str) -> Self {
        match class_name(last_part(reference)) {
            Some(name) => Self { name, is_reserved: false, ..self },
            None => Self { is_reserved: false, ..self },
        }
    }

    /// One of several that it may be.
    pub(super) fn of_alternative(&self, own: Option<&str>) -> Self {
        let part = own.and_then(class_name).unwrap_or_default();
        let name = if part.starts_with(&self.name) { part } else { format!("{}{part}", self.name) };
        Self { name, is_reserved: false, parent: self.parent.clone() }
    }

    /// With what it is in before the name, farther and farther out.
    fn candidates(&self) -> impl Iterator<Item = String> {
        let mut name = self.name.clone();
        let mut next = self.parent.clone();
        std::iter::once(self.name.clone()).chain(std::iter::from_fn(move || {
            let parent = next.take()?;
            next.clone_from(&parent.parent);
            if !name.starts_with(&parent.name) {
                name.insert_str(0, &parent.name);
            }
            Some(name.clone())
        }))
    }
}

/// The last part of a reference that can be a name: `https://x/y.schema.json#/definitions/A` → `A`.
pub(crate) fn last_part(reference: &str) -> &str {
    let part = reference.trim_end_matches(['#', '/']).rsplit(['/', '#']).next().unwrap_or_default();
    // `io.k8s.api.core.v1.Container`, but `order.schema.json`.
    let endings = [".json", ".yaml", ".yml"];
    let without = endings.into_iter().find_map(|it| part.strip_suffix(it)).unwrap_or(part);
    let without = without.strip_suffix(".schema").unwrap_or(without);
    without.rsplit('.').next().unwrap_or(without)
}

/// A class's name made of any text: `package-lock entry` → `PackageLockEntry`.
pub(crate) fn class_name(text: &str) -> Option<String> {
    let mut name = String::with_capacity(text.len());
    let mut starts_word = true;
    for character in text.chars() {
        if character.is_alphanumeric() {
            if starts_word {
                name.extend(character.to_uppercase());
            } else {
                name.push(character);
            }
            starts_word = false;
        } else {
            starts_word = true;
        }
    }
    if name.starts_with(|first: char| !first.is_alphabetic()) {
        name.insert(0, '_');
    }
    (is_identifier(&name) && !is_keyword(&name) && name != "_").then_some(name)
}

/// Words that tell apart what even the whole path does not.
const SUFFIXES: [&str; 4] = ["Value", "Object", "Entry", "Variant"];

/// What types are written with; no class is called so.
const WRITTEN: &[&str] = &[
    "Annotated",
    "Any",
    "Generic",
    "Literal",
    "Never",
    "NotRequired",
    "Optional",
    "ReadOnly",
    "Required",
    "TypeAlias",
    "TypeVar",
    "TypedDict",
    "Union",
    "Unpack",
];

/// Names that are given, each once.
pub(super) struct Names {
    taken: FxHashSet<String>,
}

impl Default for Names {
    fn default() -> Self {
        Self { taken: WRITTEN.iter().map(|name| (*name).to_owned()).collect() }
    }
}

impl Names {
    /// Whether a name is free, and if so takes it.
    pub(super) fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }

    /// The first free name for what is called so and has these keys, by which it can be told from
    /// others.
    pub(super) fn take_by(&mut self, hint: &Hint, keys: &[&str]) -> String {
        if hint.is_reserved {
            return hint.name.clone();
        }
        let mut last = String::new();
        for candidate in hint.candidates() {
            if !candidate.is_empty() && self.take(&candidate) {
                return candidate;
            }
            last = candidate;
        }
        for key in keys.iter().filter_map(|key| class_name(key)) {
            last.push_str(&key);
            if self.take(&last) {
                return last;
            }
        }
        self.take_beside(&last)
    }

    /// A free name for what cannot be called so.
    pub(super) fn take_beside(&mut self, name: &str) -> String {
        let mut name = name.to_owned();
        let mut suffixes = SUFFIXES.into_iter().cycle();
        loop {
            name.push_str(suffixes.next().unwrap_or("Value"));
            if self.take(&name) {
                return name;
            }
        }
    }
}
