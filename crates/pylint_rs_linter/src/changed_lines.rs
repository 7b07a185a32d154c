//! The lines changed since a git revision: `--since`.
//!
//! Git itself says what changed, so renames, the index and the user's ignore rules mean what they
//! mean to git. What git does not track counts as changed as a whole.

mod diff;
mod git;

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use pylint_rs_diagnostics::Diagnostic;
use ruff_text_size::{Ranged, TextRange, TextSize};
use rustc_hash::{FxHashMap, FxHashSet};
use similar::{Algorithm, DiffOp, capture_diff_slices};

pub use git::GitError;

use crate::own_rules::INTERNAL_ERROR;

/// Lines, from 0.
type LineRange = Range<usize>;

/// What changed in the files of a repository.
#[derive(Debug)]
pub struct ChangedLines {
    /// The repository's top directory, links resolved.
    root: PathBuf,
    /// All files git knows, relative to the root.
    tracked: FxHashSet<PathBuf>,
    /// The changed ones among them.
    changed: FxHashMap<PathBuf, Vec<LineRange>>,
}

/// What changed in one file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FileChanges<'a> {
    /// Nothing, or lines were only taken out.
    Nothing,
    /// The file is new, or git does not know it.
    Everything,
    /// These lines, in order; from 0.
    Lines(&'a [Range<usize>]),
}

impl ChangedLines {
    /// Asks git what changed between a revision and the files as they are now, in the repository
    /// that `directory` is in.
    ///
    /// # Errors
    /// If git is missing, there is no repository, or the revision is unknown.
    pub fn since(revision: &str, directory: &Path) -> Result<Self, GitError> {
        let root = git::top_directory(directory)?;
        let commit = git::resolve(revision, &root)?;
        Ok(Self {
            tracked: git::tracked_files(&root)?,
            changed: diff::parse(&git::diff(&commit, &root)?),
            root: fs::canonicalize(&root).unwrap_or(root),
        })
    }

    /// What changed in the file at the absolute path `path`.
    pub fn of(&self, path: &Path) -> FileChanges<'_> {
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let Ok(relative) = real.strip_prefix(&self.root) else { return FileChanges::Everything };
        if !self.tracked.contains(relative) {
            return FileChanges::Everything;
        }
        match self.changed.get(relative) {
            Some(lines) if !lines.is_empty() => FileChanges::Lines(lines),
            _ => FileChanges::Nothing,
        }
    }
}

impl FileChanges<'_> {
    /// Keeps the findings that touch a changed line. `original` is the text the changes are
    /// about, `current` the one the findings are in: where fixes made it of the other, what they
    /// wrote counts as changed, too.
    pub fn retain(self, original: &str, current: &str, diagnostics: &mut Vec<Diagnostic>) {
        let lines = match self {
            Self::Everything => return,
            Self::Nothing => &[],
            Self::Lines(lines) => lines,
        };
        if diagnostics.is_empty() {
            return;
        }
        let changed = if original == current {
            text_ranges(lines, current)
        } else {
            text_ranges(&carried_over(lines, original, current), current)
        };
        diagnostics.retain(|finding| {
            finding.code == INTERNAL_ERROR.code
                || changed.iter().any(|range| touches(*range, finding.range()))
        });
    }
}

fn touches(changed: TextRange, finding: TextRange) -> bool {
    changed.start() < finding.end() && finding.start() < changed.end()
        || changed.contains(finding.start())
}

/// The parts of `text` that the lines are; a line ends with a line feed, as git has it.
fn text_ranges(lines: &[LineRange], text: &str) -> Vec<TextRange> {
    let offset = |offset: usize| TextSize::try_from(offset).unwrap_or(TextSize::of(text));
    let mut starts = vec![0];
    starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|newline| newline + 1));
    // What is said about the end of the file is said about its last line.
    let end = text.len() + 1;
    let start_of = |line: usize| {
        let is_past = line >= starts.len() || starts[line] == text.len();
        if is_past { end } else { starts[line] }
    };
    lines
        .iter()
        .map(|range| TextRange::new(offset(start_of(range.start)), offset(start_of(range.end))))
        .collect()
}

/// Where the lines of `original` are in `current`, together with those that are new there.
fn carried_over(lines: &[LineRange], original: &str, current: &str) -> Vec<LineRange> {
    let split = |text| str::split_inclusive(text, '\n').collect::<Vec<_>>();
    let operations = capture_diff_slices(Algorithm::Myers, &split(original), &split(current));
    let mut carried = Vec::new();
    for operation in operations {
        match operation {
            DiffOp::Equal { old_index, new_index, len } => {
                let old = old_index..old_index + len;
                carried.extend(lines.iter().filter_map(|range| {
                    let start = range.start.max(old.start);
                    let end = range.end.min(old.end);
                    (start < end)
                        .then(|| start - old_index + new_index..end - old_index + new_index)
                }));
            }
            DiffOp::Insert { new_index, new_len, .. }
            | DiffOp::Replace { new_index, new_len, .. } => {
                carried.push(new_index..new_index + new_len);
            }
            DiffOp::Delete { .. } => {}
        }
    }
    carried
}

#[cfg(test)]
mod tests;
