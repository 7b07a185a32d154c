//! Which files rules that are data are about.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::path_glob::PathGlob;
use crate::PathScope;

/// The scopes of the rules of a plan: what many rules of a pack share is there once, so that a
/// file is held to it once.
///
/// Paths are taken relative to the project. A glob without a slash at its beginning matches at
/// any depth, and one that matches a directory matches all that is in it, as in Semgrep's rules.
#[derive(Debug, Default)]
pub(crate) struct PathFilters(Vec<PathFilter>);

/// A [`PathScope`] of [`PathFilters`], by its number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ScopeId(u32);

/// The globs of a scope, compiled when a file is first held to them: of most rules, none ever is.
#[derive(Debug)]
struct PathFilter {
    scope: PathScope,
    globs: OnceLock<Globs>,
}

#[derive(Debug)]
struct Globs {
    include: Box<[PathGlob]>,
    exclude: Box<[PathGlob]>,
}

impl PathFilters {
    /// Adds the scopes of rules. Gives the number of each; none, if it is about any file.
    pub(crate) fn new<'s>(
        scopes: impl Iterator<Item = &'s PathScope>,
    ) -> (Self, Vec<Option<ScopeId>>) {
        type Key<'s> = (&'s [Arc<str>], &'s [Arc<str>]);
        let mut ids: FxHashMap<Key<'s>, ScopeId> = FxHashMap::default();
        let mut filters = Vec::new();
        let numbers = scopes.map(|scope| {
            if scope.include.is_empty() && scope.exclude.is_empty() {
                return None;
            }
            Some(*ids.entry((&scope.include, &scope.exclude)).or_insert_with(|| {
                filters.push(PathFilter { scope: scope.clone(), globs: OnceLock::new() });
                ScopeId(filters.len() as u32 - 1)
            }))
        });
        let numbers = numbers.collect();
        (Self(filters), numbers)
    }

    /// For asking about a file. `roots` are the directories that modules are imported from: the
    /// one farthest out that holds the file is taken for the project's.
    pub(crate) fn of_file<'f>(&'f self, path: &'f Path, roots: &'f [PathBuf]) -> FilePaths<'f> {
        FilePaths { filters: self, path, roots, relative: OnceCell::new(), known: Vec::new() }
    }
}

/// Which scopes a file is in.
pub(crate) struct FilePaths<'f> {
    filters: &'f PathFilters,
    path: &'f Path,
    roots: &'f [PathBuf],
    relative: OnceCell<&'f Path>,
    known: Vec<Option<bool>>,
}

impl FilePaths<'_> {
    /// Whether the file is in a scope.
    pub(crate) fn are_in(&mut self, scope: Option<ScopeId>) -> bool {
        let Some(ScopeId(index)) = scope else { return true };
        let index = index as usize;
        if self.known.is_empty() {
            self.known.resize(self.filters.0.len(), None);
        }
        if let Some(known) = self.known[index] {
            return known;
        }
        let relative = *self.relative.get_or_init(|| relative_to_project(self.path, self.roots));
        let is_in = self.filters.0[index].matches(relative);
        self.known[index] = Some(is_in);
        is_in
    }
}

fn relative_to_project<'f>(path: &'f Path, roots: &[PathBuf]) -> &'f Path {
    let relative = roots.iter().filter_map(|root| path.strip_prefix(root).ok());
    relative.max_by_key(|relative| relative.as_os_str().len()).unwrap_or(path)
}

impl PathFilter {
    fn matches(&self, relative: &Path) -> bool {
        let Globs { include, exclude } = self.globs.get_or_init(|| Globs {
            include: self.scope.include.iter().filter_map(|glob| PathGlob::new(glob)).collect(),
            exclude: self.scope.exclude.iter().filter_map(|glob| PathGlob::new(glob)).collect(),
        });
        (self.scope.include.is_empty() || include.iter().any(|glob| glob.matches(relative)))
            && !exclude.iter().any(|glob| glob.matches(relative))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(include: &[&str], exclude: &[&str], path: &str) -> bool {
        let globs = |list: &[&str]| list.iter().map(|glob| (*glob).into()).collect();
        let scope = PathScope { include: globs(include), exclude: globs(exclude) };
        let roots = [PathBuf::from("/tests/project"), PathBuf::from("/tests/project/src")];
        let (filters, ids) = PathFilters::new(std::iter::once(&scope));
        filters.of_file(Path::new(path), &roots).are_in(ids[0])
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

    #[test]
    fn the_same_globs_are_one_scope() {
        let scope = |glob: &str| PathScope { include: Vec::new(), exclude: vec![glob.into()] };
        let scopes = [scope("a"), PathScope::default(), scope("b"), scope("a")];
        let (filters, ids) = PathFilters::new(scopes.iter());
        let ids: Vec<_> = ids.into_iter().map(|id| id.map(|ScopeId(id)| id)).collect();
        assert_eq!((filters.0.len(), ids), (2, vec![Some(0), None, Some(1), Some(0)]));
    }
}
