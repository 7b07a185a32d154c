//! Which package a file belongs to.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use rustc_hash::FxHashMap;

/// The dotted paths of directories that are packages, looked up once each.
#[derive(Debug, Default)]
pub struct Packages {
    /// Directories that packages are in, and so are none themselves.
    roots: Vec<PathBuf>,
    /// Directories that are packages although they have no `__init__.py`.
    namespaces: Vec<PathBuf>,
    /// By the directory's name as it is written: hashing a path takes it apart.
    known: RwLock<FxHashMap<Box<OsStr>, Option<DottedPath>>>,
}

type DottedPath = Arc<[String]>;

impl Packages {
    /// Packages as the settings `src` and `namespace-packages` have them.
    pub fn new(roots: Vec<PathBuf>, namespaces: Vec<PathBuf>) -> Self {
        Self { roots, namespaces, known: RwLock::default() }
    }

    /// The dotted path of a module by its file, with `__init__` left out; none if it is in no
    /// package, that is, if its directory has no `__init__.py`.
    pub fn module_path(&self, file: &Path) -> Option<Vec<String>> {
        let package = self.package(file.parent()?)?;
        let mut path = package.to_vec();
        let stem = file.file_stem()?.to_str()?;
        if stem != "__init__" {
            path.push(stem.to_owned());
        }
        Some(path)
    }

    fn package(&self, directory: &Path) -> Option<DottedPath> {
        if let Some(known) = self.known.read().ok()?.get(directory.as_os_str()) {
            return known.clone();
        }
        let package = self.find(directory);
        self.known.write().ok()?.insert(directory.as_os_str().into(), package.clone());
        package
    }

    fn find(&self, directory: &Path) -> Option<DottedPath> {
        if self.roots.iter().any(|root| root == directory) {
            return None;
        }
        let is_package = self.namespaces.iter().any(|namespace| namespace == directory)
            || ["__init__.py", "__init__.pyi"].iter().any(|name| directory.join(name).is_file());
        if !is_package {
            return None;
        }
        let name = directory.file_name()?.to_str()?.to_owned();
        let mut path = directory
            .parent()
            .and_then(|parent| self.package(parent))
            .map(|parent| parent.to_vec())
            .unwrap_or_default();
        path.push(name);
        Some(path.into())
    }
}
