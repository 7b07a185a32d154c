//! Asking git.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustc_hash::FxHashSet;

use super::diff::path_of;

/// Why git had no answer.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no git.
    #[error("cannot run `git`: {0}")]
    Unavailable(io::Error),
    /// There is no such revision.
    #[error("git knows no revision `{0}`")]
    UnknownRevision(String),
    /// Whatever else git says.
    #[error("`git {command}`: {message}")]
    Failed {
        /// The git command.
        command: String,
        /// What git wrote, on one line.
        message: String,
    },
}

/// The top directory of the repository that `directory` is in.
pub(super) fn top_directory(directory: &Path) -> Result<PathBuf, GitError> {
    let output = run(directory, &["rev-parse", "--show-toplevel"])?;
    Ok(path_of(output.strip_suffix(b"\n").unwrap_or(&output)))
}

/// The object a revision means.
pub(super) fn resolve(revision: &str, root: &Path) -> Result<String, GitError> {
    let unknown = || GitError::UnknownRevision(revision.to_owned());
    // Git would take it for an option.
    if revision.starts_with('-') {
        return Err(unknown());
    }
    let name = format!("{revision}^{{tree}}");
    match run(root, &["rev-parse", "--verify", "--quiet", &name]) {
        Ok(output) => Ok(String::from_utf8_lossy(&output).trim().to_owned()),
        Err(GitError::Failed { .. }) => Err(unknown()),
        Err(error) => Err(error),
    }
}

/// All files in the index, relative to the root.
pub(super) fn tracked_files(root: &Path) -> Result<FxHashSet<PathBuf>, GitError> {
    let output = run(root, &["ls-files", "-z"])?;
    Ok(output.split(|byte| *byte == 0).filter(|path| !path.is_empty()).map(path_of).collect())
}

/// The difference between a revision and the files on disk, without context. The options undo
/// whatever the user's configuration says of diffs.
pub(super) fn diff(revision: &str, root: &Path) -> Result<Vec<u8>, GitError> {
    let options = [
        "diff",
        "--unified=0",
        "--inter-hunk-context=0",
        "--find-renames",
        "--text",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--no-relative",
        "--submodule=short",
        "--src-prefix=a/",
        "--dst-prefix=b/",
        revision,
        "--",
    ];
    run(root, &options)
}

fn run(directory: &Path, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
    let output = Command::new("git")
        // A linter has no business locking the index under a commit.
        .arg("--no-optional-locks")
        .args(arguments)
        .current_dir(directory)
        .output()
        .map_err(GitError::Unavailable)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let message = String::from_utf8_lossy(&output.stderr);
    let message = message.trim().lines().next().unwrap_or("it failed");
    let message = message.strip_prefix("fatal: ").unwrap_or(message).to_owned();
    Err(GitError::Failed { command: arguments[0].to_owned(), message })
}
