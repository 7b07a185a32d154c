//! Which package a file belongs to.

use std::path::Path;
use std::sync::{Arc, RwLock};

use rustc_hash::FxHashMap;

/// The dotted paths of directories that are packages, looked up once each.
#[derive(Debug, Default)]
pub struct Packages(RwLock<FxHashMap<Box<Path>, Option<DottedPath>>>);

type DottedPath = Arc<[String]>;

impl Packages {
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
        if let Some(known) = self.0.read().ok()?.get(directory) {
            return known.clone();
        }
        let package = self.find(directory);
        self.0.write().ok()?.insert(directory.into(), package.clone());
        package
    }

    fn find(&self, directory: &Path) -> Option<DottedPath> {
        let is_package =
            ["__init__.py", "__init__.pyi"].iter().any(|name| directory.join(name).is_file());
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
