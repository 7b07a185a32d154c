//! Names of builtins, and those that may be used all the same.

use std::sync::LazyLock;

use ruff_python_stdlib::builtins::{is_python_builtin, python_builtins};
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Checker;
use crate::name_filter::NameFilter;

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
    let mut builtins = Builtins::default();
    for name in (7..=NEWEST_MINOR).flat_map(|minor| python_builtins(minor, false)) {
        builtins.names.insert(name);
        builtins.filter.add(name);
    }
    builtins
});

#[derive(Default)]
struct Builtins {
    names: FxHashSet<&'static str>,
    /// Most names are no builtin's.
    filter: NameFilter,
}

impl Options {
    /// Whether the name is that of a builtin, and not one to be ignored.
    #[inline]
    pub(super) fn forbid(&self, name: &str, checker: &Checker<'_>) -> bool {
        let builtins = &*BUILTINS;
        builtins.filter.may_contain(name) && self.forbid_likely(name, builtins, checker)
    }

    #[inline(never)]
    fn forbid_likely(&self, name: &str, builtins: &Builtins, checker: &Checker<'_>) -> bool {
        builtins.names.contains(name)
            && is_python_builtin(name, checker.target_version().minor, false)
            && !self.ignorelist.iter().any(|ignored| ignored == name)
    }
}
