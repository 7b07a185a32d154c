//! Files that an earlier run generated and that no spec asks for any more.

use std::fmt;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use pylint_rs_source::DEFAULT_EXCLUDE;

use super::header::{absolute, sources};

/// A header is within so many bytes.
const HEADER_LIMIT: u64 = 4096;

/// A file that an earlier run generated and that no spec asks for any more.
#[derive(Debug)]
pub(super) struct Orphan {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Why nobody asks for it.
    pub(super) reason: String,
}

impl fmt::Display for Orphan {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} is an orphan: {}", self.path.display(), self.reason)
    }
}

/// Where orphans are looked for, and what makes a file one.
pub(super) struct Search<'s> {
    /// The directory that is searched.
    pub(super) directory: &'s Path,
    /// All that is generated.
    pub(super) outputs: &'s [&'s Path],
    /// What it is generated from.
    pub(super) specs: &'s [PathBuf],
    /// Whether these are all specs there are, so that a file from one that is gone is an orphan.
    pub(super) is_complete: bool,
}

impl Search<'_> {
    /// The orphans, in order.
    pub(super) fn orphans(&self) -> Vec<Orphan> {
        let outputs: Vec<PathBuf> = self.outputs.iter().map(|path| real(path)).collect();
        let specs: Vec<PathBuf> = self.specs.iter().map(|path| absolute(path)).collect();
        let mut orphans = Vec::new();
        let mut directories = vec![self.directory.to_owned()];
        while let Some(directory) = directories.pop() {
            let Ok(entries) = fs::read_dir(&directory) else { continue };
            for entry in entries.flatten() {
                let Ok(kind) = entry.file_type() else { continue };
                let name = entry.file_name();
                let path = directory.join(&name);
                if kind.is_dir() {
                    let name = name.to_string_lossy();
                    if !name.starts_with('.') && !DEFAULT_EXCLUDE.contains(&&*name) {
                        directories.push(path);
                    }
                    continue;
                }
                let is_python = path.extension().is_some_and(|it| it == "py" || it == "pyi");
                if !kind.is_file() || !is_python {
                    continue;
                }
                if let Some(reason) = self.reason(&path, &specs)
                    && !outputs.contains(&real(&path))
                {
                    let path = path.strip_prefix(".").map_or(path.clone(), Path::to_owned);
                    orphans.push(Orphan { path, reason });
                }
            }
        }
        orphans.sort_by(|one, other| one.path.cmp(&other.path));
        orphans
    }

    /// Why a file is an orphan, if nothing that is generated has its place.
    fn reason(&self, path: &Path, specs: &[PathBuf]) -> Option<String> {
        let mut start = Vec::new();
        File::open(path).ok()?.take(HEADER_LIMIT).read_to_end(&mut start).ok()?;
        let sources = sources(path, &String::from_utf8_lossy(&start))?;
        let first = sources.first()?;
        let name = first.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        if sources.iter().any(|source| specs.contains(source)) {
            return Some(format!("`{name}` does not ask for it any more"));
        }
        let is_gone = self.is_complete && sources.iter().all(|source| !source.exists());
        is_gone.then(|| format!("`{name}`, which it was generated from, is not there any more"))
    }
}

fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| absolute(path))
}
