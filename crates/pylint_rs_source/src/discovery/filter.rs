//! Which paths a walk leaves out.

use std::path::Path;

use crate::path_patterns::{PathPatterns, PatternError};

/// Directories that hold no code of one's own, as Ruff has them.
pub const DEFAULT_EXCLUDE: [&str; 25] = [
    ".bzr",
    ".direnv",
    ".eggs",
    ".git",
    ".git-rewrite",
    ".hg",
    ".ipynb_checkpoints",
    ".mypy_cache",
    ".nox",
    ".pants.d",
    ".pyenv",
    ".pytest_cache",
    ".pytype",
    ".ruff_cache",
    ".svn",
    ".tox",
    ".venv",
    ".vscode",
    "__pypackages__",
    "_build",
    "buck-out",
    "dist",
    "node_modules",
    "site-packages",
    "venv",
];

/// The names of Python files.
pub const DEFAULT_INCLUDE: [&str; 3] = ["*.py", "*.pyi", "*.pyw"];

/// Decides about each path of a walk; one that differs from directory to directory may resolve
/// the configuration there. Paths are absolute.
pub trait PathFilter: Send + Sync {
    /// Whether to leave a file out, or a directory with all that is in it.
    fn is_excluded(&self, path: &Path, is_directory: bool) -> bool;

    /// Whether a file is Python by its name.
    fn is_included(&self, path: &Path) -> bool;
}

/// The same globs for all directories.
#[derive(Clone, Debug)]
pub struct GlobFilter {
    exclude: PathPatterns,
    include: PathPatterns,
    /// The default needs no globs: the extension tells.
    by_extension: bool,
}

impl GlobFilter {
    /// Globs relative to `base`. Without `exclude` or `include` the default stands.
    pub fn new(
        base: &Path,
        exclude: Option<&[String]>,
        extend_exclude: &[String],
        include: Option<&[String]>,
    ) -> Result<Self, PatternError> {
        let exclude: Vec<&str> = match exclude {
            Some(patterns) => patterns.iter().map(String::as_str).collect(),
            None => DEFAULT_EXCLUDE.to_vec(),
        };
        let extended = extend_exclude.iter().map(String::as_str);
        Ok(Self {
            exclude: PathPatterns::new(base, exclude.into_iter().chain(extended))?,
            include: PathPatterns::new(base, include.into_iter().flatten().map(String::as_str))?,
            by_extension: include.is_none(),
        })
    }
}

impl PathFilter for GlobFilter {
    fn is_excluded(&self, path: &Path, _: bool) -> bool {
        self.exclude.matches(path)
    }

    fn is_included(&self, path: &Path) -> bool {
        if self.by_extension {
            // `*.py` takes a file named `.py` as well, which has no extension.
            path.file_name().is_some_and(|name| {
                let name = name.as_encoded_bytes();
                [&b".py"[..], b".pyi", b".pyw"].iter().any(|ending| name.ends_with(ending))
            })
        } else {
            self.include.matches(path)
        }
    }
}
