//! The directory that archives are in.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::archive::TEMPORARY_PREFIX;

/// The directory's name, where none is configured.
pub const DIRECTORY_NAME: &str = ".pylint_rs_cache";

/// Says to backup programs that the directory can be made again, and to us that it is ours; see
/// <https://bford.info/cachedir/>.
const TAG_FILE: &str = "CACHEDIR.TAG";
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
                   # Outcomes of pylint-rs; `pylint-rs clean` removes them.\n";

/// How much all archives may take together, in bytes.
const LARGEST_DIRECTORY: u64 = 1 << 30;
/// How many there may be: one for each way of running the linter.
const MOST_ARCHIVES: usize = 24;
/// Nobody takes that long to write an archive: who began it was killed.
const UNFINISHED_FOR: Duration = Duration::from_secs(60 * 60);

/// Makes the directory, with what tells that it is a cache.
pub(super) fn create(directory: &Path) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    // Git is told to leave it alone before there is anything in it.
    for (name, text) in [(".gitignore", "*\n"), (TAG_FILE, TAG)] {
        let path = directory.join(name);
        if !path.exists() {
            fs::write(path, text)?;
        }
    }
    Ok(())
}

/// Removes the archives that were used longest ago, until the others are few and small enough,
/// and what those left behind who were killed while they wrote. `kept` stays.
pub(super) fn tidy(directory: &Path, kept: &Path) -> io::Result<()> {
    let now = SystemTime::now();
    let mut archives: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let (name, path) = (entry.file_name(), entry.path());
        let metadata = entry.metadata()?;
        let modified = metadata.modified()?;
        if name.to_string_lossy().starts_with(TEMPORARY_PREFIX) {
            if now.duration_since(modified).is_ok_and(|age| age > UNFINISHED_FOR) {
                remove(&path)?;
            }
        } else if path.extension().is_some_and(|it| it == "archive") && path != kept {
            archives.push((modified, metadata.len(), path));
        }
    }
    archives.sort_unstable();
    let mut total = fs::metadata(kept).map_or(0, |metadata| metadata.len());
    total += archives.iter().map(|(_, length, _)| length).sum::<u64>();
    let mut count = archives.len() + 1;
    for (_, length, path) in archives {
        if total <= LARGEST_DIRECTORY && count <= MOST_ARCHIVES {
            break;
        }
        remove(&path)?;
        total -= length;
        count -= 1;
    }
    Ok(())
}

/// Removes the directory and all that is in it; says whether there was one.
///
/// # Errors
/// If it is not a cache of ours, or the system says no.
pub fn clean(directory: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(directory) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
        Ok(_) => {}
    }
    let is_ours = fs::read_to_string(directory.join(TAG_FILE)).is_ok_and(|tag| tag == TAG);
    if !is_ours {
        let message = format!("it is no cache of ours: it has no `{TAG_FILE}`");
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    }
    fs::remove_dir_all(directory)?;
    Ok(true)
}

/// Removes a file that another process may have removed, too.
fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
