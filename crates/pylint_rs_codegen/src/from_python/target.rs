//! What of a Python file is meant: `path/module.py:Outer.Inner`.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use ruff_python_stdlib::identifiers::is_identifier;

/// A class or a constant of a Python file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Target {
    /// The file.
    pub path: PathBuf,
    /// The name, with those of the classes around it before it.
    pub name: Vec<String>,
}

impl Target {
    /// The name with dots.
    pub fn dotted_name(&self) -> String {
        self.name.join(".")
    }
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.path.display(), self.dotted_name())
    }
}

impl FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let Some((path, name)) = text.rsplit_once(':').filter(|(path, _)| !path.is_empty()) else {
            return Err("expected a file and a name in it: `package/module.py:Name`".to_owned());
        };
        let name: Vec<String> = name.split('.').map(str::to_owned).collect();
        match name.iter().find(|part| !is_identifier(part)) {
            Some(part) => Err(format!("`{part}` is no name that Python could have")),
            None => Ok(Self { path: path.into(), name }),
        }
    }
}

/// Whether a class could have that name.
pub fn is_name(name: &str) -> bool {
    is_identifier(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_file_and_a_name() {
        let target: Target = "a/b.py:Outer.Inner".parse().unwrap();
        assert_eq!(target.path, PathBuf::from("a/b.py"));
        assert_eq!(target.name, ["Outer", "Inner"]);
        assert_eq!(target.to_string(), "a/b.py:Outer.Inner");
        let target: Target = r"C:\code\b.py:A".parse().unwrap();
        assert_eq!(target.path, PathBuf::from(r"C:\code\b.py"));
        for wrong in ["a/b.py", ":A", "a/b.py:", "a/b.py:A..B", "a/b.py:1"] {
            assert!(wrong.parse::<Target>().is_err(), "{wrong}");
        }
    }
}
