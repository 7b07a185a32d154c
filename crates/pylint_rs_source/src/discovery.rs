//! From the paths on a command line to the files to lint.

mod filter;
mod identity;
mod in_order;

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};

use ignore::{DirEntry, ParallelVisitor, ParallelVisitorBuilder, WalkBuilder, WalkState};
use thiserror::Error;

pub use filter::{DEFAULT_EXCLUDE, DEFAULT_INCLUDE, GlobFilter, PathFilter};
pub use in_order::discover_each;

/// What to find and what to leave out.
#[derive(Clone)]
pub struct DiscoveryOptions {
    /// Leave out what `.gitignore`, `.ignore` and git's own exclude files say.
    pub respect_gitignore: bool,
    /// Hold paths that were named to the filter's exclusions, too.
    pub force_exclude: bool,
    /// How many threads walk the tree; 0 for as many as there are processors.
    pub threads: usize,
    /// What is excluded and included, asked for each path.
    pub filter: Arc<dyn PathFilter>,
}

/// Something found under a root: a file, or what stopped one from being found.
#[derive(Debug)]
pub enum Discovered {
    /// A file to lint.
    File {
        /// Its absolute path.
        path: PathBuf,
        /// Whether it was itself a root.
        named: bool,
        /// Whether the path is a link to the file.
        is_link: bool,
    },
    /// A path that could not be looked at.
    Problem {
        /// The absolute path.
        path: PathBuf,
        /// Why.
        error: DiscoveryError,
    },
}

/// Why a path could not be looked at.
#[derive(Debug, Error)]
pub enum DiscoveryError {
    /// The system said no.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// A pipe, a socket or a device with the name of a Python file.
    #[error("not a regular file")]
    NotAFile,
    /// A Jupyter notebook, which is no Python text.
    #[error("Jupyter notebooks are not supported")]
    Notebook,
}

impl Discovered {
    /// The absolute path, of a file or a problem.
    pub fn path(&self) -> &Path {
        match self {
            Self::File { path, .. } | Self::Problem { path, .. } => path,
        }
    }
}

/// Finds the Python files that `roots` name or contain, sorted by path, each once.
///
/// A root that is a file is taken whatever it is called. In a directory, files are taken that the
/// filter includes; links to files count, links to directories are not followed. What cannot be
/// looked at is in the list as a problem.
pub fn discover(roots: &[PathBuf], options: &DiscoveryOptions) -> Vec<Discovered> {
    let mut found = Vec::new();
    let mut directories = Vec::new();
    for root in roots {
        let path = absolute(root);
        match fs::metadata(&path) {
            Err(error) => found.push(Discovered::Problem { path, error: error.into() }),
            Ok(metadata) => {
                if options.force_exclude
                    && is_excluded_anywhere(&path, metadata.is_dir(), &*options.filter)
                {
                    continue;
                }
                if metadata.is_dir() {
                    directories.push(path);
                } else if is_named_pipe(&path, &metadata) {
                    found.push(Discovered::Problem { path, error: DiscoveryError::NotAFile });
                } else if path.extension() == Some(OsStr::new("ipynb")) {
                    found.push(Discovered::Problem { path, error: DiscoveryError::Notebook });
                } else {
                    let is_link = fs::symlink_metadata(&path).is_ok_and(|it| it.is_symlink());
                    found.push(Discovered::File { path, named: true, is_link });
                }
            }
        }
    }
    walk(&directories, options, &mut found);
    // A named file comes before the same one found in a directory, so that it is the one kept.
    found.sort_by_cached_key(|it| {
        (order(it.path()), matches!(it, Discovered::File { named: false, .. }))
    });
    found.dedup_by(|later, earlier| later.path() == earlier.path());
    identity::remove_aliases(&mut found, roots.len() > 1);
    found
}

/// Bytes that are in the order of the paths they are made of, part by part: comparing paths takes
/// them apart each time.
fn order(path: &Path) -> Vec<u8> {
    let separator = std::path::MAIN_SEPARATOR as u8;
    let bytes = path.as_os_str().as_encoded_bytes().iter();
    bytes.map(|byte| if *byte == separator { 0 } else { *byte }).collect()
}

/// Whether reading the file would wait for a process that may never write to it. What a shell
/// makes of `<(command)` is written to for sure.
#[cfg(unix)]
fn is_named_pipe(path: &Path, metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    metadata.file_type().is_fifo() && !path.starts_with("/dev") && !path.starts_with("/proc")
}

#[cfg(not(unix))]
fn is_named_pipe(_: &Path, _: &fs::Metadata) -> bool {
    false
}

/// The path from the root of the file system. `..` is resolved as the system does, through links.
fn absolute(path: &Path) -> PathBuf {
    let Ok(absolute) = std::path::absolute(path) else { return path.to_owned() };
    if !absolute.components().any(|component| component == Component::ParentDir) {
        // Comparing components drops what `absolute` keeps: a slash at the end.
        return absolute.components().collect();
    }
    // Only what leads to the last name is resolved, so that a named link keeps its own name.
    match (absolute.parent(), absolute.file_name()) {
        (Some(parent), Some(name)) => {
            fs::canonicalize(parent).map(|parent| parent.join(name)).unwrap_or(absolute)
        }
        _ => fs::canonicalize(&absolute).unwrap_or(absolute),
    }
}

/// Whether a filter leaves out the absolute path `path`, or any directory it is in.
pub fn is_excluded_anywhere(path: &Path, is_directory: bool, filter: &dyn PathFilter) -> bool {
    path.ancestors()
        .enumerate()
        // The file system's root has no name to exclude.
        .filter(|(_, ancestor)| ancestor.file_name().is_some())
        .any(|(depth, ancestor)| filter.is_excluded(ancestor, is_directory || depth > 0))
}

fn walk(directories: &[PathBuf], options: &DiscoveryOptions, found: &mut Vec<Discovered>) {
    let Some(builder) = walk_builder(directories, options) else { return };
    let collected = Mutex::new(Vec::new());
    builder
        .build_parallel()
        .visit(&mut CollectorBuilder { filter: &*options.filter, collected: &collected });
    found.append(&mut collected.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner));
}

/// A walk through directories, if there are any; it knows nothing of the options' filter.
fn walk_builder(directories: &[PathBuf], options: &DiscoveryOptions) -> Option<WalkBuilder> {
    let (first, others) = directories.split_first()?;
    let mut builder = WalkBuilder::new(first);
    for directory in others {
        builder.add(directory);
    }
    builder
        .standard_filters(options.respect_gitignore)
        .hidden(false)
        .follow_links(false)
        .threads(options.threads);
    Some(builder)
}

struct CollectorBuilder<'a> {
    filter: &'a dyn PathFilter,
    collected: &'a Mutex<Vec<Discovered>>,
}

impl<'a> ParallelVisitorBuilder<'a> for CollectorBuilder<'a> {
    fn build(&mut self) -> Box<dyn ParallelVisitor + 'a> {
        Box::new(Collector { filter: self.filter, own: Vec::new(), collected: self.collected })
    }
}

/// Gathers what one thread finds and hands it over at the end.
struct Collector<'a> {
    filter: &'a dyn PathFilter,
    own: Vec<Discovered>,
    collected: &'a Mutex<Vec<Discovered>>,
}

impl Drop for Collector<'_> {
    fn drop(&mut self) {
        self.collected
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .append(&mut self.own);
    }
}

impl ParallelVisitor for Collector<'_> {
    fn visit(&mut self, entry: Result<DirEntry, ignore::Error>) -> WalkState {
        match entry {
            Ok(entry) => self.visit_entry(entry),
            Err(error) => {
                if let Some(problem) = problem(error) {
                    self.own.push(problem);
                }
                WalkState::Continue
            }
        }
    }
}

impl Collector<'_> {
    fn visit_entry(&mut self, entry: DirEntry) -> WalkState {
        if entry.depth() > 0
            && entry.file_type().is_some_and(|kind| kind.is_dir())
            && self.filter.is_excluded(entry.path(), true)
        {
            return WalkState::Skip;
        }
        self.own.extend(file_at(entry, self.filter));
        WalkState::Continue
    }
}

/// What an entry of a walk is, if it is a file to lint, or would be.
fn file_at(entry: DirEntry, filter: &dyn PathFilter) -> Option<Discovered> {
    let kind = entry.file_type()?;
    if kind.is_dir() {
        return None;
    }
    // Including is asked first: most files are not Python, and few are excluded.
    if !filter.is_included(entry.path()) || filter.is_excluded(entry.path(), false) {
        return None;
    }
    let path = entry.into_path();
    let not_a_file = DiscoveryError::NotAFile;
    Some(if kind.is_file() {
        Discovered::File { path, named: false, is_link: false }
    } else if kind.is_symlink() {
        match fs::metadata(&path) {
            Ok(target) if target.is_file() => {
                Discovered::File { path, named: false, is_link: true }
            }
            Ok(target) if target.is_dir() => return None,
            Ok(_) => Discovered::Problem { path, error: not_a_file },
            Err(error) => Discovered::Problem { path, error: error.into() },
        }
    } else {
        Discovered::Problem { path, error: not_a_file }
    })
}

/// The path and the cause inside an error of the walk.
fn problem(error: ignore::Error) -> Option<Discovered> {
    let mut path = None;
    let mut error = error;
    loop {
        error = match error {
            ignore::Error::WithPath { path: inner, err } => {
                path = Some(inner);
                *err
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
                *err
            }
            ignore::Error::Io(cause) => {
                return Some(Discovered::Problem { path: path?, error: cause.into() });
            }
            other => {
                let error = io::Error::other(other.to_string());
                return Some(Discovered::Problem { path: path?, error: error.into() });
            }
        };
    }
}

#[cfg(test)]
mod tests;
