//! One file under several names.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::Discovered;

/// Removes files that are in the list under another name already: the link goes and the file
/// stays, so that it is linted once and no two fixes meet in it.
pub(super) fn remove_aliases(found: &mut Vec<Discovered>, several_roots: bool) {
    let is_link = |entry: &Discovered| matches!(entry, Discovered::File { is_link: true, .. });
    // Under a single root no directory is reached twice, so only links to files can repeat one.
    if !several_roots && !found.iter().any(is_link) {
        return;
    }
    let mut directories = HashMap::new();
    let mut seen: HashSet<PathBuf> = HashSet::new();
    let mut keep = vec![true; found.len()];
    // Real names claim their files before links do.
    for pass_links in [false, true] {
        for (index, entry) in found.iter().enumerate() {
            if let Discovered::File { path, is_link, .. } = entry
                && *is_link == pass_links
                && let Some(real) = real_path(path, *is_link, &mut directories)
            {
                keep[index] = seen.insert(real);
            }
        }
    }
    let mut keep = keep.into_iter();
    found.retain(|_| keep.next().unwrap_or(true));
}

fn real_path(
    path: &Path,
    is_link: bool,
    directories: &mut HashMap<PathBuf, Option<PathBuf>>,
) -> Option<PathBuf> {
    if is_link {
        return fs::canonicalize(path).ok();
    }
    let parent = path.parent()?;
    if !directories.contains_key(parent) {
        directories.insert(parent.to_owned(), fs::canonicalize(parent).ok());
    }
    Some(directories.get(parent)?.as_ref()?.join(path.file_name()?))
}
