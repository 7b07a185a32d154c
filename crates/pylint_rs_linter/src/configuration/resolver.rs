//! The configuration of each directory.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use pylint_rs_source::PathFilter;
use ruff_python_ast::PythonVersion;
use rustc_hash::FxHashMap;

use super::document::{Document, FILE_NAMES, ProjectFile, Source};
use super::rule_files::{RuleFiles, files_of_entry};
use super::{ConfigurationError, FileModel, Origin, RuleCatalog, RuleSettings, Settings};

/// What the command line says about the configuration.
#[derive(Clone, Debug, Default)]
pub struct CommandLine {
    /// Use no configuration file at all.
    pub isolated: bool,
    /// Use this configuration file for everything, and look for no other. Paths in it are
    /// relative to the current directory.
    pub file: Option<PathBuf>,
    /// `KEY=VALUE`, each a line of TOML.
    pub assignments: Vec<String>,
    /// Flags that stand for keys; stronger than the assignments.
    pub flags: FileModel,
}

/// Finds and remembers the configuration of each directory.
pub struct Resolver {
    command_line: Vec<Document>,
    isolated: bool,
    file: Option<PathBuf>,
    current_directory: PathBuf,
    catalog: Arc<RuleCatalog>,
    rule_files: RuleFiles,
    surroundings: RwLock<HashMap<PathBuf, Surroundings>>,
    /// By the directory's name as it is written: hashing a path takes it apart.
    directories: RwLock<FxHashMap<OsString, Outcome>>,
    /// Settings by what they are made of, so that the directories below a file share them.
    files: RwLock<HashMap<Sources, Outcome>>,
}

type Outcome = Result<Arc<Settings>, Arc<ConfigurationError>>;

/// The nearest configuration file of a directory, and the `pyproject.toml` that tells what Python
/// it is for.
#[derive(Clone, Debug, Eq, PartialEq, Hash)]
struct Sources {
    configuration: Option<PathBuf>,
    requires_python: Option<PathBuf>,
}

impl Resolver {
    /// A resolver for a command line given in `current_directory`.
    ///
    /// # Errors
    /// If an assignment is wrong, or the file it names is.
    pub fn new(
        command_line: CommandLine,
        current_directory: &Path,
        catalog: Arc<RuleCatalog>,
    ) -> Result<Self, ConfigurationError> {
        let CommandLine { isolated, file, assignments, flags } = command_line;
        let mut documents =
            vec![Document { model: flags, source: Source::command_line(current_directory) }];
        if !assignments.is_empty() {
            documents.push(Document::of_assignments(&assignments, current_directory)?);
        }
        let resolver = Self {
            command_line: documents,
            isolated,
            file,
            current_directory: current_directory.to_owned(),
            catalog,
            rule_files: RuleFiles::default(),
            surroundings: RwLock::new(HashMap::new()),
            directories: RwLock::default(),
            files: RwLock::new(HashMap::new()),
        };
        // What is wrong with the command line should not wait for a file to be found. Here, what it
        // says may be about the rules of a file that the configuration names.
        if let Err(error) = resolver.for_run()
            && resolver.settings(&[], false, current_directory, None).is_err()
        {
            return Err(ConfigurationError::clone(&error));
        }
        Ok(resolver)
    }

    /// What is odd about the files of rules that were read so far.
    pub fn warnings(&self) -> Vec<String> {
        self.rule_files.warnings()
    }

    /// The settings for the files directly in the absolute path `directory`.
    ///
    /// # Errors
    /// If its configuration file cannot be read or is wrong.
    pub fn for_directory(&self, directory: &Path) -> Outcome {
        let known = self.directories.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(outcome) = known.get(directory.as_os_str()) {
            return outcome.clone();
        }
        drop(known);
        let outcome = self.sources(directory).map_err(Arc::new).and_then(|it| self.resolve(it));
        let mut known = self.directories.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(directory.as_os_str().to_owned()).or_insert(outcome).clone()
    }

    /// The settings for the file at the absolute path `path`.
    ///
    /// # Errors
    /// As [`Self::for_directory`].
    pub fn for_file(
        &self,
        path: &Path,
    ) -> Result<(Arc<Settings>, Arc<RuleSettings>), Arc<ConfigurationError>> {
        let settings = self.for_directory(path.parent().unwrap_or(path))?;
        let rules = settings.for_file(path);
        Ok((settings, rules))
    }

    /// The settings of the run as a whole: the format, say. Those of the current directory.
    ///
    /// # Errors
    /// As [`Self::for_directory`].
    pub fn for_run(&self) -> Outcome {
        self.for_directory(&self.current_directory)
    }

    /// What a directory's settings are made of.
    fn sources(&self, directory: &Path) -> Result<Sources, ConfigurationError> {
        if self.isolated {
            return Ok(Sources { configuration: None, requires_python: None });
        }
        if let Some(file) = &self.file {
            return Ok(Sources {
                configuration: Some(self.current_directory.join(file)),
                requires_python: self.surroundings(&self.current_directory)?.requires_python,
            });
        }
        let found = self.surroundings(directory)?;
        Ok(found
            .nearest
            .unwrap_or(Sources { configuration: None, requires_python: found.requires_python }))
    }

    /// Looks for configuration files in a directory and those above it, up to the first of which
    /// the answer is known: each directory is looked at once.
    fn surroundings(&self, directory: &Path) -> Result<Surroundings, ConfigurationError> {
        let mut unknown = Vec::new();
        let mut found = Surroundings::default();
        {
            let known = self.surroundings.read().unwrap_or_else(PoisonError::into_inner);
            for ancestor in directory.ancestors() {
                if let Some(surroundings) = known.get(ancestor) {
                    found = surroundings.clone();
                    break;
                }
                unknown.push(ancestor);
            }
        }
        for directory in unknown.into_iter().rev() {
            found.descend(directory)?;
            let mut known = self.surroundings.write().unwrap_or_else(PoisonError::into_inner);
            known.insert(directory.to_owned(), found.clone());
        }
        Ok(found)
    }

    fn resolve(&self, sources: Sources) -> Outcome {
        let known = self.files.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(outcome) = known.get(&sources) {
            return outcome.clone();
        }
        drop(known);
        let outcome = self.load(&sources).map(Arc::new).map_err(Arc::new);
        // Two threads may have come here at once; all have to get the same object.
        let mut known = self.files.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(sources).or_insert(outcome).clone()
    }

    fn load(&self, sources: &Sources) -> Result<Settings, ConfigurationError> {
        let required_python: Option<(PythonVersion, Origin)> = match &sources.requires_python {
            Some(path) => ProjectFile::read(path, path.parent().unwrap_or(path))?.oldest_python,
            None => None,
        };
        let (documents, root) = match &sources.configuration {
            None => (Vec::new(), self.current_directory.as_path()),
            Some(path) => {
                let base = match &self.file {
                    Some(_) => self.current_directory.as_path(),
                    None => path.parent().unwrap_or(path),
                };
                (Document::read(path, base)?.chain()?, base)
            }
        };
        // What a command line says it says about the rules there are where it is given; elsewhere
        // there may be others.
        let is_elsewhere = *sources != self.sources(&self.current_directory)?;
        self.settings(&documents, is_elsewhere, root, required_python)
    }

    fn settings(
        &self,
        documents: &[Document],
        is_lenient: bool,
        root: &Path,
        required_python: Option<(PythonVersion, Origin)>,
    ) -> Result<Settings, ConfigurationError> {
        let mut command_line = self.command_line.clone();
        for document in &mut command_line {
            document.source.is_lenient = is_lenient;
        }
        let (catalog, files) = self.rule_files.catalog(&self.catalog, &command_line, documents)?;
        Settings::new(documents, &command_line, root, required_python, (&catalog, files))
    }
}

/// The files of rules that the configuration of `directory` names, whether or not their rules are
/// right.
///
/// # Errors
/// If a configuration file cannot be read or is wrong, or what it names is not there.
pub fn configured_rule_files(directory: &Path) -> Result<Vec<PathBuf>, ConfigurationError> {
    let mut found = Surroundings::default();
    let mut ancestors: Vec<_> = directory.ancestors().collect();
    ancestors.reverse();
    ancestors.into_iter().try_for_each(|ancestor| found.descend(ancestor))?;
    let Some(path) = found.nearest.and_then(|sources| sources.configuration) else {
        return Ok(Vec::new());
    };
    let base = path.parent().unwrap_or(&path);
    let mut files = Vec::new();
    for Document { model, source } in Document::read(&path, base)?.chain()? {
        for entry in model.rule_file_entries() {
            files.extend(files_of_entry(entry, &source)?);
        }
    }
    Ok(files)
}

/// What is found in a directory and above it.
#[derive(Clone, Debug, Default)]
struct Surroundings {
    /// The nearest configuration file, with the requirement that holds beside it.
    nearest: Option<Sources>,
    /// The nearest `pyproject.toml` that says what Python it needs.
    requires_python: Option<PathBuf>,
}

impl Surroundings {
    /// Goes from the parent directory into `directory`.
    fn descend(&mut self, directory: &Path) -> Result<(), ConfigurationError> {
        let [own, project] = FILE_NAMES.map(|name| directory.join(name));
        let mut configuration = own.is_file().then_some(own);
        if project.is_file() {
            let file = ProjectFile::read(&project, directory)?;
            if file.oldest_python.is_some() {
                self.requires_python = Some(project.clone());
            }
            if configuration.is_none() && file.document.is_some() {
                configuration = Some(project);
            }
        }
        if configuration.is_some() {
            let requires_python = self.requires_python.clone();
            self.nearest = Some(Sources { configuration, requires_python });
        }
        Ok(())
    }
}

/// Each path is held to the configuration of the directory it is in. Where that cannot be read,
/// everything is taken: the error comes up when the files are linted.
impl PathFilter for Resolver {
    fn is_excluded(&self, path: &Path, is_directory: bool) -> bool {
        self.for_directory(path.parent().unwrap_or(path))
            .is_ok_and(|settings| settings.is_excluded(path, is_directory))
    }

    fn is_included(&self, path: &Path) -> bool {
        match self.for_directory(path.parent().unwrap_or(path)) {
            Ok(settings) => settings.is_included(path),
            Err(_) => path.extension().is_some_and(|extension| {
                extension == "py" || extension == "pyi" || extension == "pyw"
            }),
        }
    }
}
