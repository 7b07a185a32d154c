//! Names of classes.

use ruff_python_stdlib::identifiers::is_identifier;
use ruff_python_stdlib::keyword::is_keyword;
use rustc_hash::FxHashSet;

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

/// Names that are given, each once.
#[derive(Default)]
pub(super) struct Names {
    taken: FxHashSet<String>,
}

impl Names {
    /// Whether a name is free, and if so takes it.
    pub(super) fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }
}
