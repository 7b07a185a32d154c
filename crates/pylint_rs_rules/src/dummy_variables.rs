//! Names that need not be used.

use regex::Regex;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// By default `_`, `__`, and names with a leading underscore and none at their end.
const DEFAULT: &str = r"^(_+|(_+[\p{XID_Continue}]*[\p{XID_Continue}--_]+?))$";

/// A regular expression for names that need not be used: the option `dummy-variable-rgx` that
/// several rules have.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DummyVariables(
    /// Absent for the default: most runs never need the expression compiled.
    Option<Regex>,
);

impl DummyVariables {
    /// Whether a name need not be used.
    pub fn contains(&self, name: &str) -> bool {
        match &self.0 {
            Some(pattern) => pattern.is_match(name),
            // What the default pattern says, for a name that is one.
            None => {
                name.starts_with('_') && (!name.ends_with('_') || name.bytes().all(|it| it == b'_'))
            }
        }
    }
}

impl TryFrom<String> for DummyVariables {
    type Error = regex::Error;

    fn try_from(pattern: String) -> Result<Self, regex::Error> {
        if pattern == DEFAULT {
            Ok(Self(None))
        } else {
            Regex::new(&pattern).map(|it| Self(Some(it)))
        }
    }
}

impl From<DummyVariables> for String {
    fn from(names: DummyVariables) -> Self {
        names.0.map_or_else(|| DEFAULT.to_owned(), |pattern| pattern.as_str().to_owned())
    }
}

impl JsonSchema for DummyVariables {
    fn schema_name() -> Cow<'static, str> {
        "DummyVariables".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "regex" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults() {
        let names = DummyVariables::default();
        for name in ["_", "__", "_var", "__var", "_次", "_a_b"] {
            assert!(names.contains(name), "{name}");
        }
        for name in ["var", "var_", "_var_", "__all__", "_次_"] {
            assert!(!names.contains(name), "{name}");
        }
    }

    #[test]
    fn the_default_is_what_its_pattern_says() {
        let pattern = DummyVariables(Regex::new(DEFAULT).ok());
        for name in
            ["_", "__", "_a", "a", "a_", "_a_", "__a__", "_次", "次_", "_1", "_a_1", "é", "_é_"]
        {
            assert_eq!(DummyVariables::default().contains(name), pattern.contains(name), "{name}");
        }
    }

    #[test]
    fn bad_patterns_are_refused() {
        assert!(DummyVariables::try_from("(".to_owned()).is_err());
    }
}
