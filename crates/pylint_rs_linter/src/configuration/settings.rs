//! A configuration file with all it extends and the command line on top, resolved.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use pylint_rs_diagnostics::{OutputFormat, Severity};
use pylint_rs_source::{DEFAULT_EXCLUDE, DEFAULT_INCLUDE, GlobFilter, PathFilter, PathPatterns};
use ruff_python_ast::PythonVersion;

use super::document::{Document, Source};
use super::file_model::Selectors;
use super::rule_settings::{Layers, RuleLayer};
use super::selection::SelectorAt;
use super::{ConfigurationError, FileModel, Located, Origin, RuleCatalog, RuleSettings, Sourced};
use crate::Packages;
use crate::cache::DIRECTORY_NAME;

/// What holds for the files below a configuration file, until a nearer one.
#[derive(Debug)]
pub struct Settings {
    /// The configuration files it is made of, the nearest first.
    pub files: Vec<Arc<Path>>,
    /// The files of rules it names.
    pub rule_files: Vec<Sourced<PathBuf>>,
    /// The directory of the nearest one, or the current one without any.
    pub project_root: PathBuf,
    /// The directory of the cache.
    pub cache_directory: Sourced<PathBuf>,
    /// Whether to apply fixes.
    pub fix: Sourced<bool>,
    /// Whether to apply unsafe fixes, too; nothing if nobody said.
    pub unsafe_fixes: Sourced<Option<bool>>,
    /// Whether to list the fixes that were applied.
    pub show_fixes: Sourced<bool>,
    /// The format findings are written in.
    pub output_format: Sourced<OutputFormat>,
    /// The least severity that makes a run fail.
    pub fail_on: Sourced<Severity>,
    /// Whether exclusions hold for named files.
    pub force_exclude: Sourced<bool>,
    /// Whether `.gitignore` counts.
    pub respect_gitignore: Sourced<bool>,
    /// Globs of what is left out.
    pub exclude: Sourced<Vec<String>>,
    /// Globs of what is left out besides.
    pub extend_exclude: Vec<Sourced<Vec<String>>>,
    /// Globs of what is looked at.
    pub include: Sourced<Vec<String>>,
    /// Directories that first-party packages are in.
    pub src: Sourced<Vec<PathBuf>>,
    /// Directories that are packages without an `__init__.py`.
    pub namespace_packages: Sourced<Vec<PathBuf>>,

    /// Packages found so far, by `src` and `namespace-packages`.
    pub packages: Packages,

    excluded: Vec<PathPatterns>,
    /// Nothing for the default.
    included: Option<PathPatterns>,
    by_extension: GlobFilter,
    file_layers: Vec<RuleLayer>,
    command_line_layers: Vec<RuleLayer>,
    overrides: Vec<(PathPatterns, RuleLayer)>,
    ignores: Vec<FileIgnore>,
    required_python: Option<Sourced<PythonVersion>>,
    catalog: Arc<RuleCatalog>,
    resolved: Mutex<HashMap<Vec<bool>, Arc<RuleSettings>>>,
}

/// An entry of `per-file-ignores`.
#[derive(Debug)]
struct FileIgnore {
    patterns: PathPatterns,
    /// Whether it is about all files but these.
    negated: bool,
    selectors: Vec<SelectorAt>,
}

impl Source {
    pub(super) fn sourced<T, U>(
        &self,
        located: Option<&Located<T>>,
        convert: impl FnOnce(&T) -> U,
    ) -> Option<Sourced<U>> {
        let located = located?;
        Some(Sourced { value: convert(&located.value), origin: self.origin(&located.span) })
    }

    /// Globs relative to this document; a bad one is an error at its place.
    fn patterns(&self, globs: &[Located<String>]) -> Result<PathPatterns, ConfigurationError> {
        for glob in globs {
            PathPatterns::new(&self.base, [glob.as_str()])
                .map_err(|error| self.error(&glob.span, error.to_string()))?;
        }
        PathPatterns::new(&self.base, globs.iter().map(|glob| glob.as_str()))
            .map_err(|error| self.error(&(0..0), error.to_string()))
    }
}

impl Settings {
    /// Resolves `documents` and `command_line`, both with the strongest first.
    pub(super) fn new(
        documents: &[Document],
        command_line: &[Document],
        project_root: &Path,
        required_python: Option<(PythonVersion, Origin)>,
        (catalog, rule_files): (&Arc<RuleCatalog>, Vec<Sourced<PathBuf>>),
    ) -> Result<Self, ConfigurationError> {
        let all = All(command_line.iter().chain(documents).collect());
        let layers = |documents: &[Document]| {
            documents
                .iter()
                .rev()
                .map(|it| RuleLayer::new(&it.model.rule_keys(), &it.source, catalog))
                .collect::<Result<Vec<_>, _>>()
        };
        let mut excluded = Vec::new();
        let mut extend_exclude = Vec::new();
        match all.find(|model| model.exclude.as_ref()) {
            Some((globs, source)) => excluded.push(source.patterns(globs)?),
            // The default consists of names, for which the directory does not matter.
            None => excluded.push(infallible(PathPatterns::new(project_root, DEFAULT_EXCLUDE))?),
        }
        for document in &all.0 {
            let globs = document.model.extend_exclude.as_ref();
            if let Some(globs) = globs {
                excluded.push(document.source.patterns(globs)?);
            }
            extend_exclude.extend(document.source.sourced(globs, |globs| texts(globs)));
        }
        let included = all
            .find(|model| model.include.as_ref())
            .map(|(globs, source)| source.patterns(globs))
            .transpose()?;
        let default_texts =
            |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let src = all
            .converted(|model| model.src.as_ref(), |it, source| paths(it, source))
            .unwrap_or_else(|| {
                Sourced::default_value(vec![project_root.to_owned(), project_root.join("src")])
            });
        let namespace_packages = all
            .converted(|model| model.namespace_packages.as_ref(), |it, source| paths(it, source))
            .unwrap_or_else(|| Sourced::default_value(Vec::new()));
        Ok(Self {
            files: documents.iter().filter_map(|it| it.source.path().cloned()).collect(),
            rule_files,
            project_root: project_root.to_owned(),
            cache_directory: all
                .converted(
                    |model| model.cache_dir.as_ref(),
                    |path, source| source.base.join(path).components().collect(),
                )
                .unwrap_or_else(|| Sourced::default_value(project_root.join(DIRECTORY_NAME))),
            fix: all.value(|model| model.fix.as_ref(), false),
            unsafe_fixes: match all.find(|model| model.unsafe_fixes.as_ref()) {
                Some((flag, source)) => {
                    Sourced { value: Some(flag.value), origin: source.origin(&flag.span) }
                }
                None => Sourced::default_value(None),
            },
            show_fixes: all.value(|model| model.show_fixes.as_ref(), false),
            output_format: all.value(|model| model.output_format.as_ref(), OutputFormat::Full),
            fail_on: all.value(|model| model.fail_on.as_ref(), Severity::Hint),
            force_exclude: all.value(|model| model.force_exclude.as_ref(), false),
            respect_gitignore: all.value(|model| model.respect_gitignore.as_ref(), true),
            exclude: all
                .converted(|model| model.exclude.as_ref(), |globs, _| texts(globs))
                .unwrap_or_else(|| Sourced::default_value(default_texts(&DEFAULT_EXCLUDE))),
            extend_exclude,
            include: all
                .converted(|model| model.include.as_ref(), |globs, _| texts(globs))
                .unwrap_or_else(|| Sourced::default_value(default_texts(&DEFAULT_INCLUDE))),
            packages: Packages::new(
                // Unless somebody says so, a package may begin above the project.
                if src.origin == Origin::Default { Vec::new() } else { src.value.clone() },
                namespace_packages.value.clone(),
            ),
            src,
            namespace_packages,
            excluded,
            included,
            by_extension: infallible(GlobFilter::new(project_root, Some(&[]), &[], None))?,
            file_layers: layers(documents)?,
            command_line_layers: layers(command_line)?,
            overrides: overrides(&all, catalog)?,
            ignores: file_ignores(&all, catalog)?,
            required_python: required_python.map(|(value, origin)| Sourced { value, origin }),
            catalog: Arc::clone(catalog),
            resolved: Mutex::new(HashMap::new()),
        })
    }

    /// The rules that the indices in [`RuleSettings`] stand for.
    pub fn catalog(&self) -> &Arc<RuleCatalog> {
        &self.catalog
    }

    /// What holds for the file at the absolute path `path`. Files for which the same overrides
    /// count get the same object.
    pub fn for_file(&self, path: &Path) -> Arc<RuleSettings> {
        let key: Vec<bool> = self
            .overrides
            .iter()
            .map(|(patterns, _)| patterns.matches(path))
            .chain(self.ignores.iter().map(|it| it.patterns.matches(path) != it.negated))
            .collect();
        let mut resolved = self.resolved.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(settings) = resolved.get(&key) {
            return Arc::clone(settings);
        }
        let (overrides, ignores) = key.split_at(self.overrides.len());
        let layers = Layers {
            files: &self.file_layers,
            overrides: chosen(&self.overrides, overrides).map(|(_, layer)| layer).collect(),
            command_line: &self.command_line_layers,
            ignored: chosen(&self.ignores, ignores).flat_map(|it| &it.selectors).collect(),
            required_python: self.required_python.clone(),
            source_roots: &self.src.value,
        };
        let settings = Arc::new(layers.resolve(&self.catalog));
        resolved.insert(key, Arc::clone(&settings));
        settings
    }
}

impl PathFilter for Settings {
    fn is_excluded(&self, path: &Path, _: bool) -> bool {
        self.excluded.iter().any(|patterns| patterns.matches(path))
    }

    fn is_included(&self, path: &Path) -> bool {
        match &self.included {
            Some(patterns) => patterns.matches(path),
            None => self.by_extension.is_included(path),
        }
    }
}

/// All documents, the strongest first.
struct All<'a>(Vec<&'a Document>);

impl<'a> All<'a> {
    fn find<T>(&self, get: impl Fn(&'a FileModel) -> Option<T>) -> Option<(T, &'a Source)> {
        self.0.iter().find_map(|document| Some((get(&document.model)?, &document.source)))
    }

    fn converted<T: 'a, U>(
        &self,
        get: impl Fn(&'a FileModel) -> Option<&'a Located<T>>,
        convert: impl FnOnce(&'a T, &Source) -> U,
    ) -> Option<Sourced<U>> {
        let (located, source) = self.find(get)?;
        let value = convert(&located.value, source);
        Some(Sourced { value, origin: source.origin(&located.span) })
    }

    fn value<T: Copy + 'a>(
        &self,
        get: impl Fn(&'a FileModel) -> Option<&'a Located<T>>,
        default: T,
    ) -> Sourced<T> {
        self.converted(get, |value, _| *value).unwrap_or_else(|| Sourced::default_value(default))
    }
}

fn chosen<'a, T>(items: &'a [T], flags: &'a [bool]) -> impl Iterator<Item = &'a T> {
    items.iter().zip(flags).filter(|(_, chosen)| **chosen).map(|(item, _)| item)
}

fn texts(globs: &[Located<String>]) -> Vec<String> {
    globs.iter().map(|glob| glob.value.clone()).collect()
}

fn paths(paths: &[Located<String>], source: &Source) -> Vec<PathBuf> {
    // Comparing components drops a `.`.
    paths.iter().map(|path| source.base.join(&path.value).components().collect()).collect()
}

fn infallible<T>(
    result: Result<T, pylint_rs_source::PatternError>,
) -> Result<T, ConfigurationError> {
    result.map_err(|error| ConfigurationError {
        path: None,
        position: None,
        message: error.to_string(),
        more: Vec::new(),
    })
}

/// The overrides of all documents, the weakest first.
fn overrides(
    all: &All<'_>,
    catalog: &RuleCatalog,
) -> Result<Vec<(PathPatterns, RuleLayer)>, ConfigurationError> {
    let mut overrides = Vec::new();
    for document in all.0.iter().rev() {
        for model in document.model.overrides.iter().flatten() {
            let source = &document.source;
            if model.paths.is_empty() {
                return Err(source.error(&model.paths.span, "an override needs some `paths`"));
            }
            let patterns = source.patterns(&model.paths)?;
            overrides.push((patterns, RuleLayer::new(&model.rule_keys(), source, catalog)?));
        }
    }
    Ok(overrides)
}

fn file_ignores(
    all: &All<'_>,
    catalog: &RuleCatalog,
) -> Result<Vec<FileIgnore>, ConfigurationError> {
    let mut ignores = Vec::new();
    let mut add = |glob: &Located<String>, selectors: &Selectors, source: &Source| {
        let (negated, pattern) = match glob.strip_prefix('!') {
            Some(pattern) => (true, pattern),
            None => (false, glob.as_str()),
        };
        let pattern = Located { value: pattern.to_owned(), span: glob.span.clone() };
        ignores.push(FileIgnore {
            patterns: source.patterns(&[pattern])?,
            negated,
            selectors: selectors
                .iter()
                .map(|selector| SelectorAt::resolve(selector, source, catalog))
                .collect::<Result<_, _>>()?,
        });
        Ok(())
    };
    if let Some((entries, source)) = all.find(|model| model.per_file_ignores.as_ref()) {
        for (glob, selectors) in entries {
            add(glob, selectors, source)?;
        }
    }
    for document in &all.0 {
        for (glob, selectors) in document.model.extend_per_file_ignores.iter().flatten() {
            add(glob, selectors, &document.source)?;
        }
    }
    Ok(ignores)
}
