//! The oldest Python to support.

use std::borrow::Cow;
use std::str::FromStr;

use ruff_python_ast::PythonVersion;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};

/// The version assumed where nothing tells, Ruff's.
pub const DEFAULT_TARGET_VERSION: PythonVersion = PythonVersion::PY311;

/// A Python version as it is written in a configuration: `py311` or `3.11`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct TargetVersion(pub PythonVersion);

impl FromStr for TargetVersion {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        PythonVersion::iter()
            .find(|version| {
                text == version.to_string()
                    || text.strip_prefix("py")
                        == Some(&format!("{}{}", version.major, version.minor))
            })
            .map(Self)
            .ok_or_else(|| {
                format!("unknown Python version `{text}`: use one of {}", known().join(", "))
            })
    }
}

fn known() -> Vec<String> {
    PythonVersion::iter().map(|version| format!("py{}{}", version.major, version.minor)).collect()
}

impl<'de> Deserialize<'de> for TargetVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for TargetVersion {
    fn schema_name() -> Cow<'static, str> {
        "TargetVersion".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let spellings: Vec<String> =
            known().into_iter().chain(PythonVersion::iter().map(|it| it.to_string())).collect();
        json_schema!({ "type": "string", "enum": spellings })
    }
}

/// The oldest known version that a `requires-python` admits; nothing if it admits none of them or
/// has no lower bound at all, which says little about what the project was written for.
pub(super) fn oldest_admitted(requires_python: &str) -> Option<PythonVersion> {
    let clauses: Vec<Clause<'_>> = requires_python
        .split(',')
        .map(|clause| Clause::parse(clause.trim()))
        .collect::<Option<_>>()?;
    let has_lower_bound =
        clauses.iter().any(|clause| matches!(clause.operator, ">=" | ">" | "~=" | "==" | "==="));
    if !has_lower_bound {
        return None;
    }
    // Whether some patch release is admitted is found by trying them; none has come near a hundred.
    let admits = |version: &PythonVersion| {
        (0..100).any(|patch| {
            let release = [u32::from(version.major), u32::from(version.minor), patch];
            clauses.iter().all(|clause| clause.admits(release))
        })
    };
    // A project that admits Python 2 says nothing about the oldest Python 3 it has in mind.
    let admits_python_2 =
        (0..100).any(|patch| clauses.iter().all(|clause| clause.admits([2, 7, patch])));
    if admits_python_2 { None } else { PythonVersion::iter().find(admits) }
}

/// One clause of a version specifier.
struct Clause<'a> {
    operator: &'a str,
    release: Vec<u32>,
    /// Whether it ends in `.*`.
    prefix: bool,
}

impl<'a> Clause<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let operator = ["===", "~=", "==", "!=", "<=", ">=", "<", ">"]
            .into_iter()
            .find(|operator| text.starts_with(operator))?;
        let version = text[operator.len()..].trim();
        let (version, prefix) = match version.strip_suffix(".*") {
            Some(version) => (version, true),
            None => (version, false),
        };
        let mut release = Vec::new();
        for part in version.split('.') {
            let digits = part.find(|character: char| !character.is_ascii_digit());
            release.push(part[..digits.unwrap_or(part.len())].parse().ok()?);
            if digits.is_some() {
                // A pre-release counts as the release it leads to.
                break;
            }
        }
        Some(Self { operator, release, prefix })
    }

    fn admits(&self, candidate: [u32; 3]) -> bool {
        let mut release = [0; 3];
        for (place, number) in release.iter_mut().zip(&self.release) {
            *place = *number;
        }
        let given = self.release.len().min(3);
        let same_start = |length: usize| candidate[..length] == release[..length];
        let equal = if self.prefix { same_start(given) } else { candidate == release };
        match self.operator {
            "==" | "===" => equal,
            "!=" => !equal,
            "<=" => candidate <= release,
            "<" => candidate < release,
            ">=" => candidate >= release,
            ">" => candidate > release,
            "~=" => candidate >= release && same_start(given.saturating_sub(1)),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use ruff_python_ast::PythonVersion;

    use super::{TargetVersion, oldest_admitted};

    #[test]
    fn both_spellings() {
        for text in ["py310", "3.10"] {
            assert_eq!(text.parse(), Ok(TargetVersion(PythonVersion::PY310)));
        }
        for text in ["py27", "3", "310", "py3.10", ""] {
            assert!(text.parse::<TargetVersion>().is_err(), "{text}");
        }
    }

    #[test]
    fn requirements() {
        for (requirement, expected) in [
            (">=3.8", Some("3.8")),
            (">3.9", Some("3.9")),
            (">= 3.8.5, <4", Some("3.8")),
            ("~=3.11", Some("3.11")),
            ("~=3.11.2", Some("3.11")),
            ("==3.12.*", Some("3.12")),
            ("==3.12", Some("3.12")),
            ("!=3.9.*,>=3.9", Some("3.10")),
            (">=3.9rc1", Some("3.9")),
            ("<3.12", None),
            (">=2.7", None),
            (">=3.99", None),
            ("", None),
            ("nonsense", None),
        ] {
            let found = oldest_admitted(requirement).map(|version| version.to_string());
            assert_eq!(found.as_deref(), expected, "{requirement}");
        }
    }
}
