//! Which files a rule that is data is about.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use crate::PathScope;

/// A [`PathScope`] whose globs are compiled when a file is first held to them: of most rules, none
/// ever is.
///
/// Paths are taken relative to the project. A glob without a slash at its beginning matches at
/// any depth, and one that matches a directory matches all that is in it, as in Semgrep's rules.
#[derive(Debug, Default)]
pub(crate) struct PathFilter {
    scope: PathScope,
    include: OnceLock<Option<GlobSet>>,
    exclude: OnceLock<Option<GlobSet>>,
}

impl PathFilter {
    pub(crate) fn new(scope: &PathScope) -> Self {
        Self { scope: scope.clone(), ..Self::default() }
    }

    /// Whether the rule is about a file. `roots` are the directories that modules are imported
    /// from: the one farthest out that holds the file is taken for the project's.
    pub(crate) fn matches(&self, path: &Path, roots: &[PathBuf]) -> bool {
        if self.scope.include.is_empty() && self.scope.exclude.is_empty() {
            return true;
        }
        let include = self.include.get_or_init(|| set(&self.scope.include)).as_ref();
        let exclude = self.exclude.get_or_init(|| set(&self.scope.exclude)).as_ref();
        let relative = roots
            .iter()
            .filter_map(|root| path.strip_prefix(root).ok())
            .max_by_key(|relative| relative.components().count())
            .unwrap_or(path);
        include.is_none_or(|globs| globs.is_match(relative))
            && !exclude.is_some_and(|globs| globs.is_match(relative))
    }
}

/// The globs as a set, if there are any. Those that do not compile were errors when the file
/// was read.
fn set(globs: &[std::sync::Arc<str>]) -> Option<GlobSet> {
    if globs.is_empty() {
        return None;
    }
    let mut builder = GlobSetBuilder::new();
    for glob in globs {
        let trimmed = glob.trim_start_matches("./").trim_end_matches('/');
        let deep = match trimmed.strip_prefix('/') {
            Some(anchored) => anchored.to_owned(),
            None if trimmed.starts_with("**/") => trimmed.to_owned(),
            None => format!("**/{trimmed}"),
        };
        for text in [format!("{deep}/**"), deep] {
            if let Ok(glob) = compile(&text) {
                builder.add(glob);
            }
        }
    }
    builder.build().ok()
}

fn compile(glob: &str) -> Result<Glob, globset::Error> {
    GlobBuilder::new(glob).literal_separator(true).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(include: &[&str], exclude: &[&str], path: &str) -> bool {
        let globs = |list: &[&str]| list.iter().map(|glob| (*glob).into()).collect();
        let scope = PathScope { include: globs(include), exclude: globs(exclude) };
        let roots = [PathBuf::from("/tests/project"), PathBuf::from("/tests/project/src")];
        PathFilter::new(&scope).matches(Path::new(path), &roots)
    }

    #[test]
    fn without_globs_any_file() {
        assert!(matches(&[], &[], "/anywhere/a.py"));
    }

    #[test]
    fn globs_match_at_any_depth_and_all_that_is_within() {
        assert!(matches(&["*.py"], &[], "/tests/project/a/b.py"));
        assert!(matches(&["tests"], &[], "/tests/project/a/tests/b.py"));
        assert!(matches(&["tests/**"], &[], "/tests/project/tests/a/b.py"));
        assert!(matches(&["test_*.py"], &[], "/tests/project/src/test_a.py"));
        assert!(!matches(&["*.pyi"], &[], "/tests/project/a.py"));
        assert!(!matches(&[], &["**/migrations/**"], "/tests/project/app/migrations/1.py"));
        assert!(matches(&[], &["**/migrations/**"], "/tests/project/app/models.py"));
    }

    #[test]
    fn a_slash_at_the_beginning_is_the_project() {
        assert!(matches(&["/src/*.py"], &[], "/tests/project/src/a.py"));
        assert!(!matches(&["/src/*.py"], &[], "/tests/project/a/src/a.py"));
        assert!(!matches(&["/src/*.py"], &[], "/tests/project/src/a/b.py"));
    }

    #[test]
    fn where_the_project_is_does_not_count() {
        assert!(matches(&[], &["tests"], "/tests/project/a.py"));
    }

    #[test]
    fn exclusion_goes_before_inclusion() {
        assert!(!matches(&["a.py"], &["a.py"], "/tests/project/a.py"));
    }
}
