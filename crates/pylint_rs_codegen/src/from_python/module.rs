//! Python files that interfaces are read off, and those they import from.

use std::cell::RefCell;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use pylint_rs_semantic::{ModuleContext, Semantic, Storage};
use pylint_rs_source::{Packages, ReadError, SourceFile};
use ruff_python_ast::{ModModule, PySourceType, PythonVersion};
use ruff_python_parser::{ParseOptions, Parsed, parse_unchecked};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashMap;
use typed_arena::Arena;

use crate::SpecError;
use crate::document::Source;

/// What modules borrow from.
#[derive(Default)]
pub struct Files {
    files: Arena<SourceFile>,
    parsed: Arena<Parsed<ModModule>>,
    paths: Arena<Vec<String>>,
    storages: Arena<Storage>,
}

/// The modules of a project, each read when it is first asked for.
pub struct Library<'a> {
    files: &'a Files,
    packages: Packages,
    target: PythonVersion,
    modules: RefCell<FxHashMap<PathBuf, Option<Rc<Module<'a>>>>>,
}

/// A Python file and what is known of its names.
pub struct Module<'a> {
    /// The file.
    pub path: PathBuf,
    /// Its dotted name, with `__init__` left out: the file's own name, if it is in no package.
    pub name: &'a [String],
    /// The directory that its outermost package is in.
    pub root: PathBuf,
    /// Its text, for errors.
    pub source: Source,
    /// Its bytes and their encoding.
    pub file: &'a SourceFile,
    /// Its syntax tree and tokens.
    pub parsed: &'a Parsed<ModModule>,
    /// Its index.
    pub semantic: Semantic<'a>,
}

impl<'a> Library<'a> {
    /// No modules yet. The version decides what `sys.version_info` is taken for.
    pub fn new(files: &'a Files, target: PythonVersion) -> Self {
        Self { files, packages: Packages::default(), target, modules: RefCell::default() }
    }

    /// The oldest Python that is asked for.
    pub fn target_version(&self) -> PythonVersion {
        self.target
    }

    /// The files that were read so far.
    pub fn inputs(&self) -> Vec<PathBuf> {
        let modules = self.modules.borrow();
        let mut inputs: Vec<PathBuf> =
            modules.values().flatten().map(|module| module.path.clone()).collect();
        inputs.sort();
        inputs
    }

    /// The module in a file.
    ///
    /// # Errors
    /// If the file cannot be read, or is not Python.
    pub fn read(&self, path: &Path) -> Result<Rc<Module<'a>>, Vec<SpecError>> {
        if let Some(Some(module)) = self.modules.borrow().get(path) {
            return Ok(Rc::clone(module));
        }
        let module = Rc::new(self.parse(path)?);
        self.modules.borrow_mut().insert(path.to_owned(), Some(Rc::clone(&module)));
        Ok(module)
    }

    /// The module of that dotted name in the project that another module is in; none if it is
    /// somebody else's, or cannot be read.
    pub fn find(&self, name: &str, from: &Module<'a>) -> Option<Rc<Module<'a>>> {
        let parts: Vec<&str> = name.split('.').collect();
        if parts.iter().any(|part| part.is_empty()) {
            return None;
        }
        let base = parts.iter().fold(from.root.clone(), |path, part| path.join(part));
        let package = base.join("__init__");
        let path = [package.with_extension("py"), base.with_extension("py")]
            .into_iter()
            .chain([package.with_extension("pyi"), base.with_extension("pyi")])
            .find(|path| path.is_file())?;
        if let Some(known) = self.modules.borrow().get(&path) {
            return known.clone();
        }
        let module = self.parse(&path).ok().map(Rc::new);
        self.modules.borrow_mut().insert(path, module.clone());
        module
    }

    fn parse(&self, path: &Path) -> Result<Module<'a>, Vec<SpecError>> {
        let file = SourceFile::read(path).map_err(|error| vec![unreadable(path, &error)])?;
        let file: &'a SourceFile = self.files.files.alloc(file);
        let source = Source::new(Some(path), file.text());
        let options = ParseOptions::from(file.kind())
            .with_target_version(PythonVersion { major: 3, minor: 14 });
        let parsed = parse_unchecked(file.text(), options).try_into_module();
        let Some(parsed) = parsed else {
            return Err(vec![source.error(&(0..0), "this is no module")]);
        };
        let parsed: &'a Parsed<ModModule> = self.files.parsed.alloc(parsed);
        let errors: Vec<SpecError> = parsed
            .errors()
            .iter()
            .map(|error| source.error(&span(error.location), error.error.to_string()))
            .collect();
        if !errors.is_empty() {
            return Err(errors);
        }
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let is_package = path.file_stem().is_some_and(|stem| stem == "__init__");
        let (name, root) = self.place(&absolute, is_package);
        let name: &'a [String] = self.files.paths.alloc(name);
        let context = ModuleContext {
            source: file.text(),
            kind: PySourceType::from(path),
            python_minor: self.target.minor,
            module_path: Some(name),
            is_package,
            extra_builtins: &[],
        };
        let storage: &'a Storage = self.files.storages.alloc(Storage::default());
        let semantic = Semantic::build(parsed.syntax(), storage, context);
        Ok(Module { path: path.to_owned(), name, root, source, file, parsed, semantic })
    }

    /// A module's dotted name and the directory that name starts from.
    fn place(&self, path: &Path, is_package: bool) -> (Vec<String>, PathBuf) {
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        match self.packages.module_path(path) {
            Some(name) => {
                let depth = name.len() - usize::from(!is_package);
                let root = folder.ancestors().nth(depth).map(Path::to_owned).unwrap_or_default();
                (name, root)
            }
            None => {
                let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
                (vec![stem.to_owned()], folder)
            }
        }
    }
}

impl Module<'_> {
    /// Its dotted name.
    pub fn dotted_name(&self) -> String {
        self.name.join(".")
    }

    /// An error or a warning about a part of it.
    pub fn error(&self, place: impl Ranged, message: impl Into<String>) -> SpecError {
        self.source.error(&span(place.range()), message)
    }
}

fn span(range: TextRange) -> Range<usize> {
    range.start().to_usize()..range.end().to_usize()
}

fn unreadable(path: &Path, error: &ReadError) -> SpecError {
    let position = match error {
        ReadError::Io(_) | ReadError::IsDirectory | ReadError::TooLarge { .. } => None,
        _ => {
            let location = error.location();
            Some((location.row as usize, location.column as usize))
        }
    };
    SpecError { path: Some(path.to_owned()), position, message: error.to_string() }
}
