//! Globs over paths, as in `exclude` and `per-file-ignores`.

use std::fmt;
use std::path::{Component, Path, PathBuf};

use globset::{Candidate, Glob, GlobSet, GlobSetBuilder};
use thiserror::Error;

/// A set of globs, each relative to a directory (that of the configuration file it stands in).
///
/// A pattern without a slash also matches any path by its last component alone: `venv` is every
/// directory of that name, `test_*.py` every such file. As everywhere in these patterns, `*`
/// matches across slashes: `tests/*.py` includes `tests/unit/test_a.py`.
#[derive(Clone, Default)]
pub struct PathPatterns {
    /// Patterns without a slash.
    names: GlobSet,
    /// The others (and they themselves), by the directory they are relative to.
    paths: Vec<(PathBuf, GlobSet)>,
    sources: Vec<String>,
}

/// A glob that cannot be read.
#[derive(Clone, Debug, Eq, PartialEq, Error)]
#[error("the pattern `{pattern}` is not a glob: {message}")]
pub struct PatternError {
    /// The pattern as it was given.
    pub pattern: String,
    /// What is wrong with it.
    pub message: String,
}

impl PathPatterns {
    /// Whether a pattern could be compiled, without compiling it.
    ///
    /// # Errors
    /// If it is no glob.
    pub fn check(pattern: &str) -> Result<(), PatternError> {
        compile(pattern, pattern).map(drop)
    }

    /// Compiles `patterns`, which are relative to the absolute path `base`.
    pub fn new<'a>(
        base: &Path,
        patterns: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, PatternError> {
        let mut names = GlobSetBuilder::new();
        let mut paths: Vec<(PathBuf, GlobSetBuilder)> = Vec::new();
        let mut sources = Vec::new();
        for pattern in patterns {
            let (directory, relative) = rebase(base, pattern);
            let glob = compile(&relative, pattern)?;
            if !pattern.contains(std::path::is_separator) {
                names.add(compile(pattern, pattern)?);
            }
            match paths.iter_mut().find(|(known, _)| *known == directory) {
                Some((_, builder)) => {
                    builder.add(glob);
                }
                None => {
                    let mut builder = GlobSetBuilder::new();
                    builder.add(glob);
                    paths.push((directory, builder));
                }
            }
            sources.push(pattern.to_owned());
        }
        let build = |builder: &GlobSetBuilder| {
            builder.build().map_err(|error| PatternError {
                pattern: sources.join(", "),
                message: error.kind().to_string(),
            })
        };
        Ok(Self {
            names: build(&names)?,
            paths: paths
                .iter()
                .map(|(directory, builder)| Ok((directory.clone(), build(builder)?)))
                .collect::<Result<_, PatternError>>()?,
            sources,
        })
    }

    /// Whether a pattern matches the absolute path `path`.
    pub fn matches(&self, path: &Path) -> bool {
        if self.sources.is_empty() {
            return false;
        }
        if !self.names.is_empty()
            && path
                .file_name()
                .is_some_and(|name| self.names.is_match_candidate(&Candidate::new(name)))
        {
            return true;
        }
        self.paths.iter().any(|(directory, globs)| {
            path.strip_prefix(directory).is_ok_and(|relative| globs.is_match(relative))
        })
    }

    /// Whether there is no pattern at all.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// The patterns as they were given.
    pub fn sources(&self) -> &[String] {
        &self.sources
    }
}

impl fmt::Debug for PathPatterns {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("PathPatterns").field(&self.sources).finish()
    }
}

/// A glob, which the user wrote as `pattern`.
fn compile(glob: &str, pattern: &str) -> Result<Glob, PatternError> {
    Glob::new(glob).map_err(|error| PatternError {
        pattern: pattern.to_owned(),
        message: error.kind().to_string(),
    })
}

/// The directory that a pattern is relative to once its leading `..` are gone, and the rest of it
/// without `.`, `..` and slashes at its end.
///
/// Matching what is below a directory, not whole paths, keeps the directory's own name out of the
/// glob: it may hold brackets, or bytes that are no text.
fn rebase(base: &Path, pattern: &str) -> (PathBuf, String) {
    let mut directory = base.to_owned();
    let mut parts: Vec<&str> = Vec::new();
    for component in Path::new(pattern).components() {
        match component {
            Component::Prefix(_) | Component::RootDir => {
                directory.push(component);
                parts.clear();
            }
            Component::CurDir => {}
            Component::ParentDir => {
                if parts.pop().is_none() {
                    directory.pop();
                }
            }
            // The pattern is text, and so are its parts.
            Component::Normal(part) => parts.extend(part.to_str()),
        }
    }
    (directory, parts.join("/"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::PathPatterns;

    fn matches(pattern: &str, path: &str) -> bool {
        PathPatterns::new(Path::new("/base [x]"), [pattern]).unwrap().matches(Path::new(path))
    }

    #[test]
    fn names_match_anywhere() {
        assert!(matches("venv", "/base [x]/venv"));
        assert!(matches("venv", "/base [x]/a/venv"));
        assert!(matches("venv", "/elsewhere/venv"));
        assert!(!matches("venv", "/base [x]/venv/a.py"));
        assert!(matches("test_*.py", "/base [x]/a/test_b.py"));
        assert!(!matches("TEST.py", "/base [x]/test.py"));
    }

    #[test]
    fn paths_match_from_the_base() {
        assert!(matches("directory/*.py", "/base [x]/directory/y.py"));
        assert!(matches("directory/*.py", "/base [x]/directory/sub/x.py"));
        assert!(!matches("sub/x.py", "/base [x]/directory/sub/x.py"));
        assert!(matches("**/sub", "/base [x]/directory/sub"));
        assert!(matches("foo/", "/base [x]/foo"));
        assert!(matches("./foo", "/base [x]/foo"));
        assert!(!matches("./foo", "/base [x]/a/foo"));
        assert!(matches("a/../foo/b.{py,pyi}", "/base [x]/foo/b.pyi"));
        assert!(matches("../other/a.py", "/other/a.py"));
        assert!(matches("/absolute/*", "/absolute/a.py"));
        assert!(!matches("directory/*.py", "/elsewhere/directory/y.py"));
    }

    #[test]
    fn several_at_once() {
        let patterns =
            PathPatterns::new(Path::new("/base"), ["a.py", "../b.py", "sub/c.py"]).unwrap();
        for path in ["/x/a.py", "/b.py", "/base/sub/c.py"] {
            assert!(patterns.matches(Path::new(path)), "{path}");
        }
        assert!(!patterns.matches(Path::new("/base/d.py")));
        assert_eq!(patterns.sources(), ["a.py", "../b.py", "sub/c.py"]);
    }

    #[test]
    fn a_bad_glob_is_named() {
        let error = PathPatterns::new(Path::new("/"), ["a", "[b"]).unwrap_err();
        assert_eq!(error.pattern, "[b");
        assert!(error.to_string().starts_with("the pattern `[b` is not a glob: "));
    }
}
