//! Names of builtins, and those that may be used all the same.

use std::sync::LazyLock;

use ruff_python_stdlib::builtins::{is_python_builtin, python_builtins};
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Checker;

/// Builtins whose names may be used.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Options {
    /// Builtins whose names may be used for other things.
    pub(super) ignorelist: Vec<String>,
}

/// The newest minor version of Python whose builtins are known.
const NEWEST_MINOR: u8 = 15;

/// All builtins of any version.
static BUILTINS: LazyLock<Builtins> = LazyLock::new(|| {
    let mut builtins = Builtins { names: FxHashSet::default(), lengths: [0; 256] };
    for name in (7..=NEWEST_MINOR).flat_map(|minor| python_builtins(minor, false)) {
        builtins.names.insert(name);
        builtins.lengths[usize::from(name.as_bytes()[0])] |= bit(name);
    }
    builtins
});

struct Builtins {
    names: FxHashSet<&'static str>,
    /// By the first byte, how long the names are, as bits: most names are no builtin's, which this
    /// tells at once.
    lengths: [u64; 256],
}

impl Builtins {
    fn contains(&self, name: &str) -> bool {
        name.as_bytes()
            .first()
            .is_some_and(|first| self.lengths[usize::from(*first)] & bit(name) != 0)
            && self.names.contains(name)
    }
}

/// The bit for a name's length; the longest names share one.
fn bit(name: &str) -> u64 {
    1 << name.len().min(63)
}

impl Options {
    /// Whether the name is that of a builtin, and not one to be ignored.
    pub(super) fn forbid(&self, name: &str, checker: &Checker<'_>) -> bool {
        BUILTINS.contains(name)
            && is_python_builtin(name, checker.target_version().minor, false)
            && !self.ignorelist.iter().any(|ignored| ignored == name)
    }
}
